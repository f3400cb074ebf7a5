"""Changing an earlier answer: by its button, by its name, by going back."""
from __future__ import annotations

import re

from knowledge.advice import answers as state
from knowledge.advice import cards, show
from knowledge.advice.questions import View, applies
from knowledge.records import InterviewQuestion
from knowledge.text import inside

# What people call each question when they want to change its answer.
CALLED = {
    "role": ("job", "role"), "duties": ("week", "duties"),
    "qualifications": ("certificate", "qualification", "exam", "grade", "english", "maths"),
    "aim": ("aim", "goal", "aspiration", "another job"), "constraints": ("hard", "time", "money"),
    "need": ("different", "need", "want"), "need_source": ("prompt", "reason"), "review": ("date", "review"),
    "pick": ("choice", "picked", "option"), "for": ("who",),
}


def change(talk, name: str) -> None:
    """A change button: that answer is opened again, with the old one shown."""
    question = talk.view.store.find("interview_questions", name)
    if question is None:
        talk.say("old-choice")
        return
    if not may_open(question, talk.view):
        talk.say("not-asked-now", what=inside(question.title))
        return
    talk.say("will-change", old=show.value(question, talk.view).rstrip("."))
    reopen(talk, question)


def may_open(question: InterviewQuestion, view: View) -> bool:
    """False where other answers have made a question pointless. English and maths are unknown no more once they are answered."""
    return applies(question, view) or question.id == "basics" and view.answers.get("qualifications") != []


_CHANGE = re.compile(r"^\W*(?:(?:actually|sorry|wait|hang on|hold on|oh|ok|okay|um|well|so|no)\W+){0,3}(?:(?:please )?(?:can|could|may) i |i (?:want|need|would like) to |i'd like to |let me |please )?(?:change|correct|edit) (?:my|the) [\w ]{2,30}\W*$")

_WHICH = re.compile(r"\b(?:change|correct|edit) (?:my|the) ([\w ]{2,30})")


def asked_by_name(talk, text: str) -> bool:
    """"Change my job", said in just these words: opened again, where it has an answer; else False."""
    lowered = text.lower()
    if not _CHANGE.match(lowered):
        return False
    named = next((id for id, words in CALLED.items() if any(word in lowered for word in words) and state.answered(talk.view.answers, id)), None)
    if named is None:
        return False
    change(talk, named)
    return True


def by_name(talk, asked: InterviewQuestion, text: str) -> None:
    """"Change my role": the question whose title or words are named; else the list of answers."""
    said = _WHICH.search(text.lower())
    # "I like the job I have. Change my aim": what follows the wish to change is what is meant.
    lowered = said.group(1) if said and any(word in said.group(1) for words in CALLED.values() for word in words) else text.lower()
    for id, named in CALLED.items():
        if any(word in lowered for word in named) and state.answered(talk.view.answers, id):
            change(talk, id)
            return
    talk.say("show-answers").add({"text": "", "card": cards.answers_card(talk.view)})
    talk.hold(asked)


def reopen(talk, question: InterviewQuestion) -> None:
    """Asks a question again that has an answer; the answer stays until there is another."""
    answers = talk.view.answers
    answers.pop("pending", None)
    answers["asked"] = [id for id in answers["asked"] if id != question.id]
    if question.id in answers["skipped"]:
        answers["skipped"].remove(question.id)
    talk.ask_question = question
