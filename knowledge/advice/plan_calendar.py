"""The dates of a plan for a calendar: an all-day entry for each next step and each look back."""
from __future__ import annotations

import datetime
import hashlib
import json

from knowledge.advice import plan as plans
from knowledge.advice.plan_words import Saying
from knowledge.store import Store

# The key of the answers that holds the plan's own random mark.
MARK = "mark"


def calendar(plan: dict, store: Store, answers: dict, today: datetime.date) -> bytes:
    """The entries as iCalendar. No entry rings: what is to be done by a day is no appointment.

    Args:
        plan: as `plan.build` makes it.
        store: the knowledge base.
        answers: all answers; only the mark of the plan is read, so that its entries have names of their own.
        today: the day on which it is made, which says which of two entries of one name is the newer.
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//Five Steps//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", plan["title"])
    stamp = datetime.datetime.combine(today, datetime.time(), datetime.timezone.utc)
    for row in plan["next_steps"] + plan["reviews"]:
        made.add_component(_event(icalendar.Event(), row, plan, store, f"{_mark(answers)} {plan['copy']}", stamp))
    return made.to_ical()


def give_mark(answers: dict, new_id: str) -> None:
    """Gives a plan its mark, once: a random id of the server's, from which nobody gets back to that id, or from it to a person."""
    if new_id:
        answers.setdefault(MARK, hashlib.sha256(f"calendar {new_id}".encode()).hexdigest()[:32])


def _event(event, row: dict, plan: dict, store: Store, mark: str, stamp: datetime.datetime):
    """One entry. It stands under its name when its date is changed, so that a calendar moves it and has it once."""
    day = datetime.date.fromisoformat(row["when"])
    event.add("uid", hashlib.sha256(f"{mark} {row['what']}".encode()).hexdigest()[:32])
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("summary", row["what"])
    event.add("description", _told(row, plan, store))
    event.add("transp", "TRANSPARENT")
    # Whoever looks into a calendar at work sees that there is something, and not what.
    event.add("class", "PRIVATE" if plan["copy"] == plans.MINE else "PUBLIC")
    return event


def _told(row: dict, plan: dict, store: Store) -> str:
    """Who does it; on the day of a look back, what to hold up: how they would know, and what shows it."""
    say = Saying(plan, store)
    if "who" in row:
        return say("calendar-step", who=row["who"])
    parts = [(say("plan-evaluation"), plan["evaluation"]), (say("plan-evidence"), plan["evidence"])]
    told = [f"{label}: {'; '.join(lines)}" for label, lines in parts if lines]
    return "\n".join([*told, say("calendar-review")])


def _mark(answers: dict) -> str:
    """The random mark of the plan. One that was made before there were marks goes by all of its answers, which nobody else has."""
    return answers.get(MARK) or hashlib.sha256(json.dumps(answers, sort_keys=True, default=str).encode()).hexdigest()
