"""A move beside a question: "skip that, how long does it take?" skips and answers, "thanks, who pays?" does both as well.

The conversation and `fivesteps evaluate` take the same moves.
"""
from __future__ import annotations

from knowledge.advice import moves
from knowledge.advice.meant import SURE, meant_beside
from knowledge.language import asking

# Done first; then the question is answered.
FIRST = {
    "skip", "not_sure", "go_back", "show_answers", "change_answer", "repeat", "simpler", "thanks", "greet", "small_talk", "rude",
    "ask_person", "resume_talk",
}
# These ask back or end the talk, so the question is answered before.
LAST = {"start_again", "forget_me", "goodbye_stop"}
# (question, intent) taken there only
_THERE = {("check", "affirm"), ("check", "deny"), ("after_plan", "done")}


def said(message: dict) -> str:
    """What a message says beside its questions."""
    asked = [one["text"] for one in (message.get("reading") or {}).get("questions") or []]
    return asking.rest(message.get("text", ""), asked)


def move(message: dict, question: str) -> str | None:
    """The intent of the move that is made beside a question; None where there is none, or something is named that says more."""
    beside = meant_beside(message, question)
    name = beside.get("name")
    if beside.get("confidence", 0) < SURE or not (name in FIRST | LAST or (question, name) in _THERE):
        return None
    return None if name in moves.GIVES_WAY and _names(message) else name


def answers(message: dict, question: str) -> bool:
    """True if what is said beside a question answers the one that is open."""
    beside = meant_beside(message, question)
    return beside.get("name", "").startswith("answer_") and beside["confidence"] >= SURE


def _names(message: dict) -> bool:
    reading = message.get("reading") or {}
    own = said(message).lower()
    return bool(reading.get("results") or reading.get("none")) or any(link["said"].lower() in own for link in reading.get("links", []))
