"""What the guide holds about the person who asks: told in short, with the page that shows all of it."""
from __future__ import annotations

import re

from knowledge import kept
from knowledge.advice import cards

HREF = "held"
_HOLD = r"(?:hold|held|hav(?:e|ing)|has|keep|keeps|kept|store|stored|stores|know|knows|got|record(?:ed)?|saved?|collect(?:ed)?)"
_DATA = r"(?:(?:my|own) (?:own )?(?:personal )?(?:data|information|info|details)|(?:data|information|info|details) (?:about|on|of) me)"
_ASKS = re.compile(
    rf"\bwhat(?:['’]?s| is| are| all)?\b.{{0,40}}\b{_HOLD}\b.{{0,20}}\b(?:about|on|of) me\b(?!\s(?:being|going|doing|getting|having|as|in|at|to|for|when))"
    rf"|\b(?:everything|all(?: that)?|anything|stuff|things)\b.{{0,20}}\b{_HOLD}\b.{{0,12}}\b(?:about|on) me\b"
    rf"|\b(?:see|show|get|have|download|copy of|look at|access|access to|print)\b.{{0,16}}\b{_DATA}(?!\s(?:in|entry|protection|manager|officer))"
    r"|\bsubject access\b|\b(?:dsar|right of access)\b"
)
# "Delete all you hold about me" is asked of somebody else.
_NOT = re.compile(r"\b(?:delete|forget|remove|erase|wipe|destroy|get rid|clear|change|correct|my (?:head|manager|boss|school|employer|union|council|gp|doctor)|hr|payroll|dbs|ofsted|unison|they|she|he|someone|people|colleagues?|staff)\b")


def asked(text: str) -> bool:
    """True for a text in lower case that asks what this guide holds about whoever asks."""
    return bool(_ASKS.search(text)) and not _NOT.search(text)


def tell(talk, question) -> None:
    """What is kept and for how long, with the page of all of it; then the open question comes again."""
    days = kept.days()
    talk.say("held-told").say("who-keeps", transcript=days.transcript, plan=days.plan)
    talk.add({"text": "", "card": card(talk.view.store)}).hold(question)


def card(store) -> dict:
    """The card that opens the page."""
    made = cards.card("answer", store.phrase("held-title"), [store.phrase("held-card")], [])
    return {**made, "actions": [{"label": store.phrase("held-open"), "href": HREF}]}
