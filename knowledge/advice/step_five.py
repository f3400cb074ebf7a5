"""Step 5 in the plan: how they will know, what will show it, when to look back, how it is shared, and how it went."""
from __future__ import annotations

import datetime

from knowledge.advice import show
from knowledge.advice.questions import View
from knowledge.advice.steps import in_weeks
from knowledge.local_words import day as day_words
from knowledge.text import inside

SIX_WEEKS, DEFAULT_MONTHS = 6, 6
NOT_SHARED = "not-now"


def shown(view: View) -> dict:
    """{evaluation, evidence, reviews, looked}, each a list; `reviews` of {what, when}, the others of texts."""
    return {"evaluation": _measures(view), "evidence": _kept(view, "evidence"), "reviews": reviews(view), "looked": _looked(view)}


def reviews(view: View) -> list[dict]:
    """A two-minute look after six weeks, the date they chose, and from then on what they share."""
    say, due = view.situation.say, full_on(view.answers, view.today)
    shared = [] if NOT_SHARED in (view.answers.get("sharing") or {}).get("ids", []) else _kept(view, "sharing")
    return [
        {"what": say("review-six-weeks"), "when": in_weeks(view.today, SIX_WEEKS)},
        {"what": say("review-full"), "when": due},
        *[{"what": say("review-share", how=inside(text)), "when": due} for text in shared],
    ]


def full_on(answers: dict, made: datetime.date) -> str:
    """The day of the whole look back, as text: so many months after the day the plan was made, or its date was changed."""
    given = answers.get("review") or {}
    begun = datetime.date.fromisoformat(given["from"]) if given.get("from") else made
    return in_months(begun, given.get("months", DEFAULT_MONTHS))


def in_months(day: datetime.date, months: int) -> str:
    """The same day so many months on (the 28th at the latest), as text."""
    month = day.month - 1 + months
    return datetime.date(day.year + month // 12, month % 12 + 1, min(day.day, 28)).isoformat()


def _measures(view: View) -> list[str]:
    given = view.answers.get("evaluation") or {}
    measures = [m for id in given.get("measures", []) if (m := view.store.find("evaluation_measures", id))]
    return ([given["words"]] if given.get("words") else []) + [m.text for m in measures]


def _kept(view: View, question: str) -> list[str]:
    return show.kept_as(view.store.get("interview_questions", question), view)


def _looked(view: View) -> list[str]:
    """The looks back that were had: the day, and how it went."""
    store, lines = view.store, []
    for one in view.answers.get("looked") or []:
        how = f"review-outcome-{one['outcome']}" if one.get("outcome") else f"looked-used-{one['used']}"
        lines.append(store.phrase("plan-looked-on", day=day_words(one["on"]), how=store.phrase(how)))
    return lines
