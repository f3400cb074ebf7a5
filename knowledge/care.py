"""What the guide answers when a message needs care: plain words, and whom to reach, dated and sourced.

Nothing here tells anyone anything, and the words never claim that it did.
"""
from __future__ import annotations

import datetime
from typing import Optional

from knowledge import local_words
from knowledge.local import NOWHERE
from knowledge.records import UrgentHelp
from knowledge.store import Store

WORRIES = ("child", "self", "danger", "colleague")
# Where a child may be at risk the school's own people come first. What is said of oneself is no business of the employer's.
TOLD_AT_SCHOOL = ("child", "colleague")
CARRY_ON = "say:carry-on"
# Where it is not known which worry it is: everybody's contacts, in groups. Offered as a choice that is understood in any state.
ANY = "any"
HELP_NOW = "say:help-now"
_GROUPS = {"child": ("child", "colleague"), "self": ("self",), "danger": ("danger",)}


def messages(worry: str, store: Store, today: datetime.date, school: Optional[str] = None) -> list[dict]:
    """The whole answer to a worry, as messages of the channel: words, one card of contacts, a way back.

    Args:
        worry: `child`, `self`, `danger` or `colleague`; `any` where it is not known which.
        today: contacts that are not open on this day are left out.
        school: the id of the school, whose own contacts come first where it has some.

    Raises:
        ValueError: if the worry is none of these.
    """
    if worry not in (*WORRIES, ANY):
        raise ValueError(f"'{worry}' is no worry. Use one of: {', '.join((*WORRIES, ANY))}.")
    return [
        {"text": store.phrase(f"care-opening-{worry}")},
        *_cards(worry, store, today, school),
        {"text": store.phrase("care-plainly"), "choices": [{"id": CARRY_ON, "label": store.phrase("care-carry-on")}]},
    ]


def _cards(worry: str, store: Store, today: datetime.date, school: Optional[str]) -> list[dict]:
    first = store.phrase(f"care-first-{worry}")
    if worry != ANY:
        return [{"text": first, "card": card(worry, store, today, school)}]
    return [{"text": first if group == "child" else "", "card": card(group, store, today, school, ANY)} for group in _GROUPS]


def contacts(worry: str, store: Store, today: datetime.date, among: Optional[str] = None) -> list[UrgentHelp]:
    """Whom to reach for a worry on that day, in the order in which to try them; with `any`, for its whole group."""
    worries = _GROUPS[worry] if among == ANY else (worry,)
    found = [help for help in store.all("urgent_help") if set(worries) & set(help.worries) and help.open_on(today)]
    return sorted(found, key=lambda help: (help.order, help.id))


def card(worry: str, store: Store, today: datetime.date, school: Optional[str] = None, among: Optional[str] = None) -> dict:
    """The contacts as a card `{kind, title, lines, sources}`; with `any`, one of the cards for all."""
    local = store.local(school, today) if school and worry in TOLD_AT_SCHOOL else NOWHERE
    helps = contacts(worry, store, today, among)
    title = store.phrase(f"care-card-{worry}" if among == ANY else "care-card-title")
    told = local_words.safeguarding(store, local)
    lines = [local_words.whole(store, local, item, text) for item, text in told] + [_line(help, store) for help in helps]
    sources = [*local_words.sources(store, local, [item for item, _ in told]), *store.sources(*helps)]
    return {"kind": "urgent", "title": title, "lines": lines, "sources": sources}


def _line(help: UrgentHelp, store: Store) -> str:
    ways = [help.phone, store.phrase("care-text", text=help.text) if help.text else None, help.web]
    contact = ", ".join(way.rstrip(".") for way in ways if way)
    if not contact:
        return f"{help.title}. {help.hours or ''}".strip()
    places = {"title": help.title, "contact": contact}
    return store.phrase("care-line-hours", hours=help.hours, **places) if help.hours else store.phrase("care-line", **places)
