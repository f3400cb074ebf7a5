"""What is not known and could change the advice; the advice says so, and the interview asks it."""
from __future__ import annotations

from knowledge.advice.situation import Situation


def missing(situation: Situation, chosen: list[dict]) -> list[dict]:
    """Questions whose answer could change the advice: [{key, question}]."""
    unknown = [row["kind"] for option in chosen for row in option["entry"] if row["met"] == "unknown"]
    apprenticeship = any(option["type"] == "qt_apprenticeship" for option in chosen)
    tests = {
        "roles": not situation.roles,
        "duties": situation.duties is None and "role" in unknown,
        "need": situation.need is None,
        "aspiration": situation.answer("focus") is None and situation.goal is None,
        "qualifications": situation.certificates is None,
        "english_level": situation.subject_level("english") is None,
        "maths_level": situation.subject_level("maths") is None,
        "setting": bool(situation.goal and situation.goal.id == "teacher") and situation.answer("setting") is None,
        "constraints": situation.answer("constraints") is None,
        "employer": apprenticeship and situation.answer("employer") is None,
        "age_band": "age" in unknown and situation.answer("age_band") is None,
        "residence_3_years": "residence" in unknown,
    }
    return [{"key": key, "question": situation.store.phrase(f"missing-{key}")} for key, ask in tests.items() if ask]
