"""The school subjects that are asked for everywhere, the examinations and certificates in skills, and years in figures."""
from __future__ import annotations

SUBJECTS = {
    "english": "english", "literacy": "english", "maths": "maths", "numeracy": "maths", "arithmetic": "maths",
    "science": "science", "biology": "science", "chemistry": "science", "physics": "science",
}
SCHOOL_EXAMS = ("gcse-old-letters", "gcse-new-grades", "o-level", "cse")
SKILLS = ("functional-skills-l2", "key-skills-l2", "adult-lit-num")


def year(text: str) -> int | None:
    """The year that some figures mean ("98", "2019"), or None."""
    if text.isascii() and text.isdigit() and len(text) == 4 and 1950 <= int(text) <= 2035:
        return int(text)
    if text.isascii() and text.isdigit() and len(text) == 2 and int(text) >= 60:
        return 1900 + int(text)
    return None


def year_after(before: str, text: str, following: str) -> int | None:
    """The year of "in 07", which two figures alone do not tell; "in 10 years" tells none."""
    if before in ("in", "from", "since", "'", "’") and len(text) == 2 and text.isdigit() and int(text) <= 30 and following[:4] not in ("year", "mont", "week", "hour"):
        return 2000 + int(text)
    return None
