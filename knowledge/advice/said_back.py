"""What is said after an answer: words that belong to it, and what was understood of free words."""
from __future__ import annotations

from knowledge.advice import certificates, chosen, chosen_told, colleague, hard_times, show, side_helps
from knowledge.records import InterviewQuestion
from knowledge.text import inside

# What prompted it, where that is hard news.
_HARD_PROMPTS = {"ns-job-at-risk": hard_times.JOB, "ns-went-badly": hard_times.WENT_BADLY}


def after_answer(talk, question: InterviewQuestion) -> None:
    """Words that belong to certain answers."""
    answers = talk.view.answers
    if question.id == "for" and answers.get("for") == "member":
        talk.say("helper-note")
    for message in side_helps.met(talk.view, question.id):
        talk.add(message)
    if question.id == "pick":
        talk.say("picked" if answers.get("picked") else "picked-none")
    if question.id == chosen.QUESTION:
        chosen_told.noted(talk)
    if question.id == colleague.QUESTION:
        colleague.look_again(talk)
    if question.id == "need_source" and (matter := _HARD_PROMPTS.get(answers.get("need_source"))):
        hard_times.acknowledge(talk, matter)
    if question.id == "agreed" and (answers.get("agreed") or {}).get("manager") == "no":
        hard_times.acknowledge(talk, hard_times.REFUSED)
        talk.say("refused")


def echo(talk, question: InterviewQuestion, before: dict, snapshot: dict) -> None:
    """Says back what was understood from free words, so that a slip is seen at once."""
    view = talk.view
    if question.id in before:
        added = certificates.added(snapshot, view.answers) if question.id == "qualifications" else []
        if names := show.named(added, view):
            talk.say("got-certificates", certificates=names)
        return
    if question.id == "role":
        talk.say("got-role", roles=show.roles(view).rstrip("."))
    elif question.id == "aim" and view.situation.goal:
        talk.say("got-goal", goal=inside(view.situation.goal.title))
    elif question.id == "qualifications":
        talk.say("got-none") if view.answers.get("qualifications") == [] else talk.say("got-certificates", certificates=show.certificates(view).rstrip("."))
