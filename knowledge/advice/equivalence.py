"""What a certificate counts for today, or on any day: its level, and what it does and does not satisfy.

The level printed on the certificate, or the grade, beats the level of the record.
"""
from __future__ import annotations

import datetime
from typing import Optional

from knowledge.advice.situation import Situation, level_of
from knowledge.record_base import BEFORE_2004, last_day
from knowledge.records import Counts, Qualification
from knowledge.store import Store


def counts_for(record: Qualification, entry: dict, store: Store, day: datetime.date) -> dict:
    """`{level, by_grade, rows}` for one certificate.

    level       the level it counts for, or None where it has none or the grade decides and was not said
    by_grade    [(grades, level)] where the grade decides and was not said
    rows        [{purpose, verdict, words, sources}]: what it satisfies on `day`, what it does not, and whom to ask

    Args:
        record: the certificate.
        entry: what was said of it: `subject`, `grade`, `level` and `year`, any of them missing.
        day: the day on which it is to count.
    """
    level = level_of({**entry, "id": record.id, "status": "held"}, store)
    by_grade = [(step.grades, step.level) for step in record.grade_levels] if level is None else []
    rows = [
        {"purpose": row.purpose, "verdict": row.verdict, "words": row.words, "sources": store.named_sources(row.sources)}
        for row in record.counts if _holds(row, entry, day)
    ]
    return {"level": level, "by_grade": by_grade, "rows": rows}


SUBJECTS = ("english", "maths")
# What the law lets a certificate stand for, and the topic of the work that it is about.
PURPOSES = {"early-years-ratios": "early-years"}


def counts_already(situation: Situation) -> list[dict]:
    """Certificates held that stand for what their work or need is about: [{id, title, purpose, topic, level, words, sources}]."""
    store, found = situation.store, []
    for id, entry in situation.held.items():
        record = store.find("qualifications", id)
        counted = counts_for(record, entry, store, situation.as_of) if record and record.counts else {"rows": []}
        for row in counted["rows"]:
            topic = PURPOSES.get(row["purpose"])
            if row["verdict"] == "yes" and topic and topic in situation.topics | situation.work:
                found.append({"id": record.id, "title": record.title, "topic": topic, "level": counted["level"] or 0, **row})
    return found


def _holds(row: Counts, entry: dict, day: datetime.date) -> bool:
    """True unless what was said, or the day, rules the line out: what was not said rules nothing out."""
    grade = str(entry.get("grade") or "").upper().replace(" ", "")
    if row.purpose in SUBJECTS and entry.get("subject") in SUBJECTS and entry["subject"] != row.purpose:
        return False
    if row.grades and grade and grade not in [g.upper() for g in row.grades]:
        return False
    return _open(row.opened, row.closed, day) and _gained(row, entry.get("year"))


def _open(opened: Optional[str], closed: Optional[str], day: datetime.date) -> bool:
    begun = opened in (None, BEFORE_2004) or last_day(opened) <= day
    return begun and (closed is None or last_day(closed) > day)


def _gained(row: Counts, year: Optional[int]) -> bool:
    """A year alone cannot decide where the line is drawn within that year, so both lines are told then."""
    if year is None:
        return True
    from_year = row.gained_from in (None, BEFORE_2004) or int(year) >= last_day(row.gained_from).year
    return from_year and (row.gained_until is None or int(year) <= last_day(row.gained_until).year)
