"""Coming back to a plan: when it was made, whether a look back is due, and asking how it went before anything else."""
from __future__ import annotations

from knowledge.advice import review, sides
from knowledge.advice.documents import day as day_words
from knowledge.advice.questions import View
from knowledge.records import InterviewQuestion
from knowledge.store import Store

# With these questions the plan is there already.
WITH_PLAN = ("evidence", "sharing", "after_plan")
_SIDE, _STEP = "review", 5


def greet(talk, asked: InterviewQuestion) -> None:
    """Asks how it went where a look back is due; else says when it is."""
    view = talk.view
    look = review.due(view.answers, view.today, view.store)
    if look is None or view.answers.get("side"):
        return
    if look["now"] == review.EARLY:
        talk.say("review-when", due=day_words(look["next"]))
        return
    view.answers["reminded"] = view.today.isoformat()
    talk.say(f"back-due-{look['now']}", due=day_words(look["next"]))
    sides.begin(talk, asked, _SIDE)


def reminder(answers: dict, store: Store, today) -> list[dict]:
    """What stands last when the page is opened again after the date: the question how it went, and a way to answer it."""
    look = review.due(answers, today, store)
    if look is None or look["now"] == review.EARLY or answers.get("side") or answers.get("reminded") == today.isoformat():
        return []
    say = View(answers, store, today).situation.say
    choice = {"id": f"say:{sides.OPENS}{_SIDE}", "label": say("side-open-review")}
    return [{"text": say(f"back-due-{look['now']}", due=day_words(look["next"])), "choices": [choice]}]


def note_change(view: View, question: InterviewQuestion) -> None:
    """A plan that changes is made anew; a new date of the look back counts from the day it was said."""
    answers = view.answers
    if "made" not in answers:
        return
    if question.step < _STEP:
        answers.pop("made")
    elif question.id == "review" and answers.get("review"):
        answers["review"]["from"] = view.today.isoformat()
