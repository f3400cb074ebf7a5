"""The page that says what the guide is, what it keeps and whom to ask: plain HTML, for everybody and without script.

The words are phrases (`about-...`); the people are those of the school's file in `local/`, and those anybody can ask.
"""
from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Optional
from urllib.parse import urlencode

from knowledge import care, kept, local_words
from knowledge.local import Local
from knowledge.pages import template
from knowledge.store import Store

_TEMPLATES = Path(__file__).parent / "templates"
STYLE, GUIDE, KNOWLEDGE = "/widget/knowledge.css", "/", "/knowledge"
_DAYS_OF_A_MONTH = 30
# What the page tells in turn: the five steps, and what is kept.
_STEPS = ("identify", "clarify", "decide", "practicalities", "evaluate")
_KEPT = ("talk", "plan", "left", "details", "worry", "forget")
# Whom to ask at a school, and anywhere: in the order of asking.
_PURPOSES = ("named-person", "learning", "union", "hr", "it")
_ANYWHERE = ("union-rep-or-ulr", "national-careers-service")


def page(store: Store, today: datetime.date, school: Optional[str] = None) -> str:
    """The page as HTML.

    Args:
        store: the knowledge base.
        today: what is not open on this day is left out.
        school: the id of a school; without a file of its own the page is the same as for none.
    """
    local, days = store.local(school, today), kept.days()
    shown = {
        "days": {"transcript": days.transcript, "months": days.plan // _DAYS_OF_A_MONTH, "inbox": days.inbox},
        "steps": _STEPS,
        "kept": _KEPT,
        "place": local.name,
        "here": _here(store, local),
        "hours": [local_words.line(store, local, item, local_words.hours(store, item)) for item in local.opening_hours],
        "anywhere": _anywhere(store, today),
        "urgent": _urgent(store, today, school),
        "links": _links(school if local else None),
    }
    return template(_TEMPLATES, "about.html.j2").render(say=store.phrase, style=STYLE, **shown)


def _here(store: Store, local: Local) -> list[dict]:
    """The people of a school, each {label, text}: how to reach them, and when that was checked."""
    return [local_words.line(store, local, item, local_words.contact(store, item)) for item in local.whom(*_PURPOSES)]


def _anywhere(store: Store, today: datetime.date) -> list[dict]:
    """Whom anybody can ask, each {title, text, sources}."""
    found = [record for id in _ANYWHERE if (record := store.find("resources", id)) and record.open_on(today)]
    return [{"title": record.title, "text": record.what, "sources": store.sources(record)} for record in found]


def _urgent(store: Store, today: datetime.date, school: Optional[str]) -> list[dict]:
    """Who can help at once, as cards {title, lines}: the same as the guide shows in the talk."""
    return [message["card"] for message in care.messages(care.ANY, store, today, school) if "card" in message]


def _links(school: Optional[str]) -> dict[str, Any]:
    return {"guide": f"{GUIDE}?{urlencode({'school': school})}" if school else GUIDE, "knowledge": KNOWLEDGE}
