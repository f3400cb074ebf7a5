"""What a school, trust, council or union branch adds to the advice: courses, money and people of its own.

Everything here is a row {title, place, text, sources}: `text` says the whole, with the day it was checked.
"""
from __future__ import annotations

import datetime

from knowledge import local_words
from knowledge.advice.rules import excluded
from knowledge.advice.situation import Situation
from knowledge.local import Local
from knowledge.record_local import Contact, Course, Item
from knowledge.records import Qualification
from knowledge.store import Store
from knowledge.text import sentence

MOST_COURSES, MOST_FUNDS = 3, 2
# Whom to ask about learning, the first that there is; and whom where the manager said no, or is not asked.
TO_ASK, WITHOUT_THE_MANAGER = ("learning", "named-person"), ("union", "named-person")
PEOPLE = ("learning", "named-person", "union", "hr", "it")
# Open questions that a place answers itself, and with which of its facts (`cards`).
QUESTIONS = {
    "q-courses-near-me": ("courses", "providers", "dates"),
    "q-who-is-the-safeguarding-lead": ("safeguarding",),
    "q-whom-to-ask-about-learning": ("people",),
    "q-when-is-the-office-open": ("hours",),
    "q-who-pays": ("funds",),
}


def add(advice: dict, situation: Situation) -> dict:
    """The advice with what the place adds to it; without a place, the advice as it is.

    Each qualification gets `local`, the courses that lead to it and who runs it. `local` of the whole holds the
    place, other courses that serve the need, and money.
    """
    local, store = situation.local, situation.store
    if not local:
        return advice
    chosen = [{**row, "local": for_qualification(row["id"], situation)} for row in advice["qualifications"]]
    others = [row_of(store, local, c, local_words.course(store, c)) for c in other_courses(situation, {row["id"] for row in chosen})]
    place = {"place": {"id": local.place.id, "name": local.name}, "courses": others[:MOST_COURSES], "funds": funds(situation)}
    return {**advice, "qualifications": chosen, "local": place}


def for_qualification(id: str, situation: Situation) -> list[dict]:
    """Courses on offer that lead to a qualification; without any, the providers that run it."""
    local, store = situation.local, situation.store
    courses = [row_of(store, local, c, local_words.course(store, c)) for c in courses_for(id, situation)]
    runs = [row_of(store, local, p, local_words.provider(store, p, runs=True)) for p in local.providers if id in p.qualifications]
    return (courses or runs)[:MOST_COURSES]


def courses_for(id: str, situation: Situation) -> list[Course]:
    """The courses on offer that lead to a qualification, the school's own first."""
    return [course for course in situation.local.courses if course.qualification == id]


def other_courses(situation: Situation, chosen: set[str]) -> list[Course]:
    """Courses that serve the need and lead to none of the chosen qualifications."""
    return [c for c in situation.local.courses if c.qualification not in chosen and _serves(c, situation)]


def _serves(course: Course, situation: Situation) -> bool:
    """Whether a course is for this person: by the job aimed for, or by job and subject."""
    option = situation.store.find("qualifications", course.qualification)
    if option is not None and excluded(option, situation) is not None:
        return False
    roles, goals, topics = _for_whom(course, option)
    if situation.goal and situation.goal.id in goals:
        return True
    if roles and not situation.role_ids & roles:
        return False
    return bool(topics & _wanted(situation)) if topics else bool(roles) and not situation.new_role


def _for_whom(course: Course, option: Qualification | None) -> tuple[set[str], set[str], set[str]]:
    """Roles, goals and topics as the course names them; where it names none, those of its qualification."""
    named = course if course.roles or course.goals or course.topics or option is None else option
    return set(named.roles), set(named.goals), set(named.topics)


def _wanted(situation: Situation) -> set[str]:
    """Subjects that would help: those named, else those of the job aimed for, else those of the present work."""
    if situation.topics:
        return situation.topics
    if situation.goal:
        return situation.core_topics(situation.goal)
    return set() if situation.new_role else situation.work


def funds(situation: Situation) -> list[dict]:
    """Money to be had at the place."""
    local, store = situation.local, situation.store
    return [row_of(store, local, fund, local_words.fund(store, fund)) for fund in local.funds[:MOST_FUNDS]]


def people(store: Store, local: Local) -> list[dict]:
    """Whom to ask at the place, and when."""
    return [row_of(store, local, c, local_words.contact(store, c)) for c in local.whom(*PEOPLE)] + [
        row_of(store, local, h, local_words.hours(store, h)) for h in local.hours("named-person")
    ]


def for_plan(situation: Situation, chosen: list[str]) -> dict | None:
    """What stands in a plan of the place itself: {title, lines}: other courses that fit, money, people; or None.

    Args:
        chosen: ids of what was picked. Courses that lead to it stand with it.
    """
    local, store = situation.local, situation.store
    if not local:
        return None
    others = [row_of(store, local, c, local_words.course(store, c)) for c in other_courses(situation, set(chosen))]
    rows = [*others[:MOST_COURSES], *funds(situation), *people(store, local)]
    return {"title": store.phrase("plan-local", place=local.name), "lines": rows} if rows else None


def row_of(store: Store, local: Local, item: Item, text: str) -> dict:
    """An item as a row of the advice."""
    line = local_words.line(store, local, item, text)
    title = getattr(item, "title", None) or getattr(item, "who", None) or line["label"]
    return {"title": title, "place": local.at(item), **line, "sources": local_words.sources(store, local, [item])}


def lines(rows: list[dict]) -> list[dict]:
    """Rows as lines of a card."""
    return [{"label": row["label"], "text": row["text"]} for row in rows]


# Steps


def steps(situation: Situation, chosen: list[str], alone: bool) -> list[tuple[str, int]]:
    """What to do at the place, as (what, weeks until then): book what leads to the choice, and ask the right person.

    Args:
        chosen: ids of qualifications that were chosen.
        alone: True where the manager said no or is not asked.
    """
    local, store = situation.local, situation.store
    courses = [course for id in chosen for course in courses_for(id, situation)[:1]]
    courses = courses or ([] if chosen else other_courses(situation, set())[:1])
    rows = [
        (store.phrase("step-local-course", title=c.title, place=local.at(c), book=sentence(c.book)), _weeks(c, situation.as_of))
        for c in courses
    ]
    asked = local.whom(*(WITHOUT_THE_MANAGER if alone else TO_ASK))[:1]
    return rows + [(store.phrase("step-local-ask", who=_called(c), place=local.at(c)), 1) for c in asked]


def _called(contact: Contact) -> str:
    way = contact.phone or contact.email or contact.room or contact.web
    return f"{contact.who} ({way})"


def _weeks(course: Course, day: datetime.date) -> int:
    """Two weeks to book, or less where it starts sooner."""
    left = (course.first_day - day).days // 7 if course.first_day else 2
    return max(0, min(2, left))


# Answers


def cards(store: Store, local: Local, kind: str, id: str) -> list[dict]:
    """What the place itself says to a question that a record answers, as cards; none where it says nothing."""
    parts = ("funds",) if kind == "funding" else QUESTIONS.get(id, ())
    made = [_card(store, local, part) for part in parts] if local else []
    return [card for card in made if card["lines"]]


def person_card(store: Store, local: Local) -> dict | None:
    """Whom a person can talk to at the place, or None."""
    return _card(store, local, "people") if local.whom(*PEOPLE) else None


def courses_card(store: Store, local: dict) -> dict:
    """Courses at the place that serve the need beside those that were suggested; `local` as in the advice."""
    return _of_rows("informal", store.phrase("local-card-fitting", place=local["place"]["name"]), local["courses"])


def _card(store: Store, local: Local, part: str) -> dict:
    return _of_rows("help", store.phrase(f"local-card-{part}", place=local.name), _ROWS[part](store, local))


def _of_rows(kind: str, title: str, rows: list[dict]) -> dict:
    return {"kind": kind, "title": title, "lines": lines(rows), "sources": sources(rows), "actions": []}


def sources(rows: list[dict]) -> list[dict]:
    """The sources of some rows, each once."""
    return list({(s["title"], s["url"], s["checked"]): s for row in rows for s in row["sources"]}.values())


_ROWS = {
    "people": people,
    "safeguarding": lambda store, local: [row_of(store, local, item, text) for item, text in local_words.safeguarding(store, local)],
    "hours": lambda store, local: [row_of(store, local, h, local_words.hours(store, h)) for h in local.hours("office", "named-person", "inbox")],
    "courses": lambda store, local: [row_of(store, local, c, local_words.course(store, c)) for c in local.courses],
    "providers": lambda store, local: [row_of(store, local, p, local_words.provider(store, p, runs=False)) for p in local.providers],
    "funds": lambda store, local: [row_of(store, local, f, local_words.fund(store, f)) for f in local.funds],
    "dates": lambda store, local: [row_of(store, local, d, local_words.key_date(d)) for d in local.dates],
}
