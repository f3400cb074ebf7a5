"""Checkable reading for a gap in what somebody knows: what the knowledge base says to it, and where that can be read.

It names no reading that it does not hold: each line is a record, with its source and the date when it was checked.
"""
from __future__ import annotations

from functools import lru_cache
from typing import Optional

from knowledge.advice.self_checks import check_for
from knowledge.advice.small_helps_lines import Filled, Told, line, unsure
from knowledge.advice.team import OVER, THEN_UNTIL
from knowledge.language.search import OFFER_FLOOR, Finder
from knowledge.records import Dated, Fact
from knowledge.store import Store
from knowledge.text import capital

# More hits than are shown, because some had not begun on the day or stand on nothing that can be opened.
SEARCHED = 12
TITLES, SAYS = ("question", "title", "term"), ("answer", "what", "meaning", "what_they_do")


def reading(told: Told) -> Filled:
    """What is nearest to the words of the person; below a floor of sureness it says so and gives the standard for the job."""
    store, rows = told.store, []
    if told.say:
        for hit in _finder(store).search(told.say, limit=SEARCHED):
            record = store.get(hit.kind, hit.id)
            there = not isinstance(record, Dated) or record.open_on(told.day)
            if hit.score >= OFFER_FLOOR and there:
                rows.append(_row(store, record))
    rows = rows[: told.most]
    note = None if rows else store.phrase("help-no-reading" if told.say else "help-say-first")
    standard = _standard(told)
    return Filled([*rows, *([standard] if standard else [])], note)


def _standard(told: Told) -> Optional[dict]:
    """The published standard for the job, where one is known for the day."""
    check = check_for(told.store, [told.role.id]) if told.role and told.day > THEN_UNTIL else None
    return line(told.store, check.rests_on, check, label=told.store.phrase("help-your-standard")) if check else None


def _row(store: Store, record: Fact) -> dict:
    title = next(value for field in TITLES if (value := getattr(record, field, None)))
    text = next(value for field in SAYS if (value := getattr(record, field, None)))
    return line(store, text, record, label=OVER.sub("", capital(title)), check=unsure([record]))


@lru_cache(maxsize=2)
def _finder(store: Store) -> Finder:
    """One search a knowledge base: it reads every wording when it is made."""
    return Finder(store)
