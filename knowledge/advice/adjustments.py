"""Dyslexia, a disability, English as another language, told in passing: noted, and met with what to ask for and its source."""
from __future__ import annotations

from knowledge.advice import asides, cards, hard_times, hindered
from knowledge.advice import answers as state
from knowledge.records import InterviewQuestion

# What makes learning hard, where changes or classes can be asked for. It is told once more to nobody: `sharing` leaves it off.
KINDS = ("disability", "language")
# Here it is an answer, and the question takes it.
_ANSWERED_BY_IT = ("constraints", "qualifications", "basics", "need", "success", "practicalities")


def met(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Notes it and says what helps; False where the message says or asks something else too."""
    store, reading = talk.view.store, message.get("reading") or {}
    told = [store.get("barriers", link["id"]) for link in reading.get("links", []) if link["kind"] == "barriers" and link["id"]]
    told = [barrier for barrier in told if barrier.kind in KINDS]
    if not told or asked.id in _ANSWERED_BY_IT or not hard_times.alone(reading):
        return False
    talk.say("adjust-noted")
    for barrier in told:
        state.merge(talk.view.answers, {"constraints": hindered.hinders(barrier)})
        talk.add({"text": "", "card": cards.answer_card(talk.view, "barriers", barrier)})
    asides.offer(talk, "checked-on-this", reading.get("about") or [])
    talk.view.answers["misses"] = 0
    talk.hold(asked)
    return True
