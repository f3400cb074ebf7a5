"""The plan as documents: a page, data, a Word form to sign, calendar entries; and the two sheets for a talk with a manager.

What a copy holds is settled in `plan` and `sharing`. How it looks is in `plan_page`, `plan_word`, `plan_calendar` and `plan_sheets`.
`docs/plan.md` says what each document holds.
"""
from __future__ import annotations

import datetime
import json
import re
from typing import Any, Callable

from knowledge.advice import plan as plans, plan_calendar, plan_page, plan_sheets, plan_word, sharing
from knowledge.local_words import day
from knowledge.store import Store

__all__ = ["COPIES", "MEDIA_TYPES", "day", "render"]

HTML, JSON, CALENDAR = "text/html", "application/json", "text/calendar"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = (HTML, JSON, WORD, CALENDAR)
ENDINGS = {HTML: "html", JSON: "json", WORD: "docx", CALENDAR: "ics"}
# The two copies of the plan, and two sheets that are handed to a manager: a page to talk from and a request.
TALK, REQUEST = plan_sheets.TALK, plan_sheets.REQUEST
COPIES = (plans.MINE, plans.SHARE, TALK, REQUEST)
_NAMES = {
    plans.MINE: "five-steps-plan", plans.SHARE: "five-steps-plan-to-share", TALK: "five-steps-page-to-talk-from", REQUEST: "five-steps-request",
}
# What neither XML nor UTF-8 can hold: control characters, halves of characters, two that are none.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def render(
    answers: dict, store: Store, media_type: str, copy: str, today: datetime.date, show: tuple[str, ...] | None = None
) -> tuple[bytes, str, str]:
    """A document of the plan: (content, content type, file name).

    Args:
        answers: all answers of the conversation.
        store: the knowledge base.
        media_type: one of `MEDIA_TYPES`.
        copy: one of `COPIES`. A sheet has no dates, so it comes as no calendar.
        today: the day on which it is opened; the plan's own dates count from the day it was made.
        show: names of `sharing.PRIVATE` that a copy to hand on may hold; None for those which the person ticked.

    Raises:
        ValueError: if no such document is made; the text says which are.
    """
    if media_type not in MEDIA_TYPES:
        raise ValueError(f"A plan comes as one of: {', '.join(MEDIA_TYPES)}.")
    if copy not in COPIES:
        raise ValueError(f"A plan has these copies: {', '.join(COPIES)}.")
    if media_type == CALENDAR and copy in (TALK, REQUEST):
        raise ValueError("A sheet for a talk has no dates. Ask for the calendar of the plan itself.")
    ticked = sharing.ticked(answers) if show is None else show
    # A sheet is handed over like the copy to share, so it holds no more than that.
    made = printable(plans.build(answers, store, today, plans.MINE if copy == plans.MINE else plans.SHARE, ticked))
    content = _MAKERS[media_type](made, store, copy, today, answers)
    charset = "" if media_type == WORD else "; charset=utf-8"
    return content, media_type + charset, f"{_NAMES[copy]}.{ENDINGS[media_type]}"


def printable(value: Any) -> Any:
    """The same data without characters that a document cannot hold."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, list):
        return [printable(part) for part in value]
    if isinstance(value, dict):
        return {key: printable(part) for key, part in value.items()}
    return value


def _html(made: dict, store: Store, copy: str, today: datetime.date, answers: dict) -> bytes:
    page = plan_sheets.html(made, store, copy) if copy in (TALK, REQUEST) else plan_page.html(made, store, today)
    return page.encode()


def _json(made: dict, store: Store, copy: str, today: datetime.date, answers: dict) -> bytes:
    told = plan_sheets.data(made, copy) if copy in (TALK, REQUEST) else made
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _word(made: dict, store: Store, copy: str, today: datetime.date, answers: dict) -> bytes:
    return plan_sheets.word(made, store, copy) if copy in (TALK, REQUEST) else plan_word.word(made, store)


def _calendar(made: dict, store: Store, copy: str, today: datetime.date, answers: dict) -> bytes:
    return plan_calendar.calendar(made, store, answers, today)


_MAKERS: dict[str, Callable[[dict, Store, str, datetime.date, dict], bytes]] = {
    HTML: _html, JSON: _json, WORD: _word, CALENDAR: _calendar,
}
