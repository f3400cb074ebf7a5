"""The page on which a school's named person reads what was left there and what people said of the guide, and what stands in its place where a link does not work."""
from __future__ import annotations

import datetime
from pathlib import Path
from typing import Sequence
from zoneinfo import ZoneInfo

from knowledge import kept
from knowledge.feedback import Given
from knowledge.inbox import MARKS, STATES, Left
from knowledge.local_words import day
from knowledge.pages import template
from knowledge.store import Store

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "/widget/inbox.css"


def page(store: Store, school: str, left: list[Left], feedback: Sequence[Given] = ()) -> str:
    """The questions of one school as HTML, by what was done with them, the new ones first; then what people said of the guide.

    Args:
        left: the questions, in the order in which they are shown.
        feedback: the newest first; those with words are shown with them, the others are counted.
    """
    groups = [(state, [_row(one) for one in left if one.state == state]) for state in STATES]
    local = store.local(school)
    said = [{"helped": one.helped, "words": one.words, "day": moment(one.given_at)} for one in feedback if one.words]
    shown = {
        "place": local.name or school, "groups": [(state, rows) for state, rows in groups if rows], "marks": MARKS,
        "said": said, "helped": sum(one.helped for one in feedback), "asked": len(feedback), "days": kept.days().inbox,
    }
    return template(TEMPLATES, "inbox.html.j2").render(say=store.phrase, style=STYLE, **shown)


def refused(store: Store, why: str) -> str:
    """A page that says why there is none (`expired`, `wrong`, `busy`) and what to do."""
    return template(TEMPLATES, "inbox_refused.html.j2").render(say=store.phrase, style=STYLE, why=why)


def moment(stamp: str) -> str:
    """A moment as people at the school write it: "22 November 2026"."""
    return day(datetime.datetime.fromisoformat(stamp).astimezone(ZoneInfo("Europe/London")).date().isoformat())


def _row(one: Left) -> dict:
    marked = moment(one.marked_at) if one.marked_at else None
    return {"id": one.id, "question": one.question, "contact": one.contact, "state": one.state, "left": moment(one.left_at), "marked": marked}
