"""People to advise: short ways to write a profile."""
from __future__ import annotations

TODAY, THEN = "2026-11-22", "2010-01-01"
ENGLISH_C = {"id": "gcse-old-letters", "subject": "english", "grade": "C", "year": 1999, "status": "held"}
MATHS_C = {"id": "gcse-old-letters", "subject": "maths", "grade": "C", "year": 1999, "status": "held"}
BOTH_C = [ENGLISH_C, MATHS_C]
LEVEL_3 = [*BOTH_C, {"level": 3, "words": "A levels", "status": "held"}]
DEGREE = [*BOTH_C, {"id": "bachelors-degree", "level": 6, "words": "BA history", "status": "held"}]
NOTHING: list = []


def profile(role: str | None = None, goal: str | None = None, held: list | None = None, as_of: str = TODAY, **more) -> dict:
    """A profile: the job, the job aimed for, certificates ([] for none, None for unknown), the day, and any other key."""
    made = {"for": "self", "as_of": as_of, "focus": "new role" if goal else "current", "need": {"kind": "recognition", "topics": []}}
    if role:
        made["roles"] = [role]
    if goal:
        made["aspiration"] = {"role": goal}
    if held is not None:
        made["qualifications"] = held
    return {**made, **more}


def ids(rows: list[dict]) -> list[str]:
    """The ids of rows of the advice, in order."""
    return [row["id"] for row in rows]


def words(rows: list[dict], key: str) -> str:
    """The texts of rows in one lower-case string."""
    return " ".join(row[key] for row in rows).lower()
