"""Which topics we could not answer: kept with the answers, so that they can be counted over many people.

The topic alone is kept for this, never the words; insights show what to write next.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.language.search import OFFER_FLOOR
from knowledge.topics import UNKNOWN, of_record

if TYPE_CHECKING:
    from knowledge.advice.questions import View

# What may be told in fear is not even counted.
UNTOLD = ("safeguarding-or-distress",)


def note(view: View, question: dict) -> None:
    """Notes the topic of a question that we could not answer: that of the nearest record, where one is near enough to be offered."""
    if view.wordless:
        return
    near = [hit for hit in question["nearest"][:1] if hit["score"] >= OFFER_FLOOR]
    topic = of_record(view.store, near[0]["kind"], near[0]["id"]) if near else UNKNOWN
    if topic not in UNTOLD:
        view.answers["not_known"] = sorted({*view.answers.get("not_known", []), topic})
