"""Puts a question of the interview: its words, its choices and the cards that come before it."""
from __future__ import annotations

from knowledge.advice import answers as state
from knowledge.advice import cards, chosen, chosen_told, coming_back, doors, plan_cards, starting, sides, telling, which_job
from knowledge.advice.member import note_for, text_for
from knowledge.advice.questions import View, options
from knowledge.records import InterviewQuestion
from knowledge.text import capital


def ask(view: View, question: InterviewQuestion, simple: bool = False, full: bool = True) -> list[dict]:
    """The messages that ask a question: its words and its choices, and before them its cards where `full`."""
    store, answers = view.store, view.answers
    pending = answers.get("pending")
    if pending and pending["question"] == question.id:
        return [which_job.ask(view, pending)]
    before: list[dict] = []
    words = text_for(store, view.situation, f"{question.id}-simpler", question.simpler) if simple else text_for(store, view.situation, question.id, question.words)
    if full and question.id == "check":
        before.append({"text": "", "card": cards.answers_card(view)})
    if full and question.id == "pick":
        before += telling.first(view, view.advice())
    if question.id == chosen.QUESTION:
        words = chosen.words(view) or words
    if full and question.id == "practicalities" and starting.is_later(answers):
        before += chosen_told.said_of(view)
    if full and question.id == "practicalities" and (note := note_for(store, view.situation)):
        before.append({"text": note})
    if full and question.id == "practicalities":
        before.append({"text": "", "card": cards.practicalities_card(view)})
    if full and question.id == coming_back.WITH_PLAN[0] and not state.answered(answers, "sharing"):
        before.append({"text": view.situation.say("plan-two-more"), "card": plan_cards.plan_card(view), "choices": sides.helps(view)})
    if question.id == "after_plan":
        helps = {"choices": sides.helps(view)}
        return [{"text": words, "card": plan_cards.plan_card(view), **helps}] if full else [{"text": view.situation.say("anything-else"), **helps}]
    message = {"text": words, "choices": _choices_of(view, question)}
    # The practical points are ticked line by line on their card; the choices beside it answer them all at once.
    if question.multi and question.id != "practicalities":
        message["multi"] = True
    return [*before, message]


def _choices_of(view: View, question: InterviewQuestion) -> list[dict]:
    if question.id == "practicalities":
        shown = [option for option in options(question, view) if "=" not in option.id]
    elif question.id == "role":
        return which_job.first_choices(view, question.id)
    else:
        shown = options(question, view)
    others = doors.first_screen(view) if question.id == "for" else []
    return [{"id": f"{question.id}:{option.id}", "label": capital(option.label)} for option in shown] + others
