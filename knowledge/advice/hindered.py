"""What makes learning hard, said at its own question or at any other: "not much time and no money"."""
from __future__ import annotations

from knowledge.advice import answers as state
from knowledge.advice.meant import SURE, meant
from knowledge.advice.questions import View
from knowledge.advice.spoken import spoken_options
from knowledge.records import Barrier, InterviewQuestion

_QUESTION, _NOTHING, _MEANS = "constraints", "nothing", "answer_barriers"
# The questions before the advice; after it, "too dear" asks for other suggestions.
_LAST_STEP, _FEWEST_WORDS = 2, 2
# What a kind of barrier means for the answers.
_HINDERS = {
    "time": {"release": "none"}, "cover": {"release": "none"}, "money": {"cost": "none"}, "travel": {"travel": "hard"},
    "computer": {"online": "no"}, "personal": {"add_other": "family"},
}


def hinders(barrier: Barrier) -> dict:
    """What a barrier changes in the constraints."""
    return dict(_HINDERS.get(barrier.kind, {"add_other": barrier.kind}))


def told(view: View, question: InterviewQuestion, message: dict, text: str) -> bool:
    """Takes a message that surely tells what makes learning hard, though something else was asked; False where it does not.

    Args:
        view: the conversation, whose answers are filled.
        question: the open question.
        message: as for `interview.turn`, with what the classifier says of it.
        text: its words, without those that ask.
    """
    if question.id == _QUESTION or question.step > _LAST_STEP or len(text.split()) < _FEWEST_WORDS:
        return False
    intent = meant(message, question.id)
    if intent.get("name") != _MEANS or intent.get("confidence", 0) < SURE:
        return False
    asked = view.store.get("interview_questions", _QUESTION)
    named = [option for option in spoken_options(asked, view, text) if option.id != _NOTHING]
    for option in named:
        state.merge(view.answers, option.value or {})
    linked = [link["id"] for link in (message.get("reading") or {}).get("links", []) if link["kind"] == "barriers"]
    _merge(view, linked)
    return bool(named or linked)


def take(view: View, question: InterviewQuestion, links: list[dict], reading: dict) -> list[str]:
    """Barriers that are named in passing, or at the question about them."""
    if question.id in state.OPEN_WORDS:
        # There it is taken only if the whole message tells of one, see `told`.
        return []
    found = [link["id"] for link in links if link["kind"] == "barriers"]
    # A maths exam that was failed is a matter for the certificates, not for what makes learning hard.
    _merge(view, [id for id in found if question.id == _QUESTION or view.store.get("barriers", id).kind != "english-maths"])
    return [_QUESTION] if found and question.id == _QUESTION else []


def _merge(view: View, ids: list[str]) -> None:
    for id in ids:
        state.merge(view.answers, {"constraints": hinders(view.store.get("barriers", id))})
