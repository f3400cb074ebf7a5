"""Whether somebody at the school could show it: asked beside the advice, where that changes it, and heard in passing."""
from __future__ import annotations

from knowledge.advice.rules_fit import LEARNING
from knowledge.advice.situation import Situation
from knowledge.language import showing

QUESTION, _PICK, _ADVICE_STEP = "in_house", "pick", 3


def could_show(situation: Situation) -> bool:
    """Where a colleague may do in place of a course: something is to be learned, for the job they do (rule dr07)."""
    return situation.need in LEARNING and not situation.new_role and bool(situation.roles)


def asked(view, advice: dict) -> list[dict]:
    """The question with its choices, where the answer would change the advice; none where it was put aside."""
    if QUESTION in view.answers["skipped"] or not any(row["key"] == QUESTION for row in advice["missing"]):
        return []
    question = view.store.get("interview_questions", QUESTION)
    choices = [{"id": f"{QUESTION}:{option.id}", "label": option.label} for option in question.options]
    return [{"text": question.words, "choices": choices}]


def take(view, question, text: str) -> list[str]:
    """Hears "could someone show me?" or "nobody here knows how"; it answers the question once the advice is on the screen."""
    shown = showing.can_be_shown(text)
    if shown is None or question.id == QUESTION:
        return []
    view.answers[QUESTION] = shown
    return [QUESTION] if question.step >= _ADVICE_STEP and could_show(view.situation) else []


def look_again(talk) -> None:
    """After the answer: the advice again where it is another now, else a word that it still fits."""
    view = talk.view
    if view.answers.get("open") != _PICK or view.answers.get("picked") is not None:
        talk.say("got-generic")
        return
    answers = dict(view.answers)
    now = _suggested(view)
    answers.pop(QUESTION, None)
    talk.full = now != _suggested(type(view)(answers, view.store, view.today))
    # The advice is asked about here and now, whatever else the message asked.
    talk.ask_question = view.store.get("interview_questions", _PICK)
    talk.say("other-noted" if talk.full else "other-same")


def _suggested(view) -> list[str]:
    advice = view.advice()
    return [advice["verdict"], *[row["id"] for row in advice["qualifications"] + advice["informal"]]]
