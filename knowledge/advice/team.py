"""A page about one job for a team: ways to learn under five headings, on a day, each line with its sources.

The headings are those of a poster that one council made for its schools: what the person can do, then the school,
links with other schools, the council, and national programmes (UNISON, Time to train, 2008, Good practice on
communication; good practice `gp19`). The page knows of a job and a day, and of nobody: it cannot compare people.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.advice import pathways
from knowledge.advice.informal import BEST_FOR
from knowledge.advice.recommend import suggestions
from knowledge.advice.situation import Situation
from knowledge.pages import template
from knowledge.records import Dated, Fact, Qualification, Role
from knowledge.store import Store
from knowledge.text import capital, first_sentence, inside, listed, sentence

TEMPLATES = Path(__file__).parent / "templates"
HEADINGS = ("yourself", "school", "others", "council", "national")
MOST, MOST_QUALIFICATIONS, MOST_APPRENTICESHIPS, MOST_MOVES, MOST_SOURCES = 6, 3, 2, 4, 2
# The printed documents, of 2004 to 2009, tell of days up to here.
THEN_UNTIL = datetime.date(2010, 12, 31)
# For each heading, whom one learns from and what the way should be best for: one way for each.
WAYS = {
    "yourself": (("self", "knowledge"), ("self", "skill"), ("self", "recognition")),
    "school": (("colleague", "skill"), ("colleague", "aspiration")),
    "others": (("others", "alone"), ("others", "aspiration"), ("others", "skill"), ("others", "shared"), ("others", "confidence")),
}
# Ways with others that stand under the national heading.
STANDARDS, UNION_COURSES = "professional-bodies-and-standards", "union-courses"
# Who pays for apprenticeships: the first that there was on the day.
APPRENTICESHIP_MONEY = ("growth-and-skills-levy", "apprenticeships-2009")
# What is there for nearly every job, most useful first. Of these, a day has what was there on it.
NOW = {
    "yourself": (("resources", "re04"),),
    "school": (("rights", "mandatory-training-paid-and-in-time"), ("resources", "union-rep-or-ulr"), ("funding", "school-pays")),
    "council": (("resources", "local-college-or-adult-learning"), ("resources", "re40"), ("rights", "union-learning-agreement")),
    "national": (
        ("funding", "adult-skills-fund-english-maths-digital"), ("rights", "s168a-union-learning-rep"), ("rights", "agency-workers-rights"),
        ("rights", "request-time-to-train"), ("informal_options", UNION_COURSES), ("resources", "skills4schools-website"),
    ),
}
THEN = {
    "yourself": (("resources", "re04"),),
    "school": (("rights", "mandatory-training-paid-and-in-time"), ("resources", "union-rep-or-ulr"), ("resources", "re41")),
    "council": (
        ("funding", "tda-grant-2004-2010"), ("resources", "re40"), ("rights", "union-learning-agreement"), ("organisations", "og45"),
    ),
    "national": (
        ("funding", "train-to-gain-2006-2010"), ("rights", "s168a-union-learning-rep"), ("resources", "re02"), ("informal_options", UNION_COURSES),
        ("organisations", "og01"), ("resources", "skills4schools-website"),
    ),
}
# What is not for every job.
ONLY_FOR = {"s168a-union-learning-rep": ("union-learning-rep",), "agency-workers-rights": ("supply-ta",)}
NOT_FOR = {
    "mandatory-training-paid-and-in-time": ("parent-volunteer",), "school-pays": ("parent-volunteer",),
    "union-learning-agreement": ("parent-volunteer",), "request-time-to-train": ("parent-volunteer", "supply-ta"),
}
# Bodies that have something for people in these jobs. Of the second kind we do not know that they are still there.
BODIES = {"og40": ("science-technician", "senior-science-technician", "team-leader-technician", "dt-technician", "art-technician")}
BODIES_THEN = {
    **BODIES, "og07": ("school-administrator", "school-business-manager", "school-business-director"),
    "og20": ("early-years-practitioner", "early-years-lead", "early-years-teacher", "playworker"),
}
# What schools and councils did well then: one for a heading, and another where it fits a group of jobs better.
IDEAS = {
    "school": {"": "gp56", "learning-support": "gp54"},
    "others": {"": "gp01", "learning-support": "gp07"},
    "council": {"": "gp18", "learning-support": "gp08"},
}
# Where a doubt of ours could cost somebody money or time.
CHECK_FIRST = ("qualifications", "funding", "rights", "resources", "organisations")
# What a title of today says of something that was there on the day.
OVER = re.compile(r" \((?:closed|history)\)$")


class NotThen(Exception):
    """The job did not exist on the day; the text says since when or until when it did."""


def page(role_id: str, store: Store, day: datetime.date) -> dict:
    """The page of one job on a day.

    Args:
        role_id: a job, by its id, a former id, its title or what people call it.
        store: the knowledge base.
        day: what is shown existed on this day.

    Returns:
        `{"role": {"id", "title"}, "as_of", "knowledge", "title", "note", "headings": [...], "sources": [...]}`. A heading
        is `{"id", "title", "note", "lines"}`, with `note` a text or None; where there are no lines it says that we
        know of none. A line is `{"kind", "id", "label", "text", "check", "sources"}`: `kind` and `id` name the record,
        `check` is a text where we are not sure of it, `sources` are `[{"id", "title", "url", "checked"}]`.
        `sources` of the page holds each source once, in the order of the lines.

    Raises:
        NotFound: if no job is called that; the message names the nearest.
        NotThen: if the job did not exist on the day.
    """
    role = find_role(role_id, store)
    if not role.open_on(day):
        raise NotThen(store.phrase("team-not-then", role=role.title, day=_day_words(day)))
    headings = [_heading(id, role, store, day) for id in HEADINGS]
    sources = {(s["id"], s["title"]): s for heading in headings for line in heading["lines"] for s in line["sources"]}
    return {
        "role": {"id": role.id, "title": role.title},
        "as_of": day.isoformat(),
        "knowledge": store.build,
        "title": store.phrase("team-title", role=inside(role.title)),
        "note": store.phrase("team-note", day=_day_words(day)),
        "headings": headings,
        "sources": list(sources.values()),
    }


def html(page: dict, store: Store) -> str:
    """The page for reading and for one printed sheet; `page` as `page()` gives it. Only addresses of the web become links."""
    numbers = {(source["id"], source["title"]): number for number, source in enumerate(page["sources"], start=1)}
    return template(TEMPLATES, "team.html.j2").render(page=page, say=store.phrase, number=lambda source: numbers[(source["id"], source["title"])])


def document(id: str, store: Store, day: datetime.date) -> tuple[bytes, str, str]:
    """The page of a job as a file: (content, content type, file name). The same errors as `page`."""
    made = page(id, store, day)
    return html(made, store).encode(), "text/html; charset=utf-8", f"five-steps-team-{made['role']['id']}.html"


def find_role(name: str, store: Store) -> Role:
    """The job by its id, a former id, its title or another name for it.

    Raises:
        NotFound: if there is none; the message names the nearest ids.
    """
    if found := store.find("roles", name):
        return found
    wanted = " ".join(name.lower().replace("-", " ").split())
    for role in store.all("roles"):
        if wanted in (called.lower().replace("-", " ") for called in (role.title, role.short or "", *role.aliases)):
            return role
    return store.get("roles", name)


def _heading(id: str, role: Role, store: Store, day: datetime.date) -> dict:
    """One heading with its lines: what is made for the job, what is there for nearly every job, an idea of then."""
    own, idea = list(_OWN.get(id, _nothing)(role, store, day)), list(_idea(id, role, store))
    rest = [*_ways(id, role, store, day), *_for_all(id, role, store, day)]
    lines = [*own, *rest[: MOST - len(own) - len(idea)], *idea]
    note = store.phrase("team-none") if not lines else None
    if id == "national" and not (_statutory(role, store, day) or _qualifications(role, store, day)):
        note = store.phrase("team-no-qualification")
    return {"id": id, "title": store.phrase(f"team-heading-{id}"), "note": note, "lines": lines}


def _nothing(role: Role, store: Store, day: datetime.date) -> Iterator[dict]:
    yield from ()


def _own_yourself(role: Role, store: Store, day: datetime.date) -> Iterator[dict]:
    """Doing this job better: the first steps of the move that stays in the job."""
    for move in pathways.ways_on(store, role.id, day):
        if move.kind == "deepen" and move.steps:
            yield _told(store, "progressions", move, store.phrase("team-better"), " ".join(sentence(step) for step in move.steps[:2]))
            return


def _own_school(role: Role, store: Store, day: datetime.date) -> Iterator[dict]:
    """What the law asks of people in this job: the school must see to it."""
    for option in _statutory(role, store, day):
        yield _told(store, "qualifications", option, store.phrase("team-law", title=option.title), first_sentence(option.what))


def _own_council(role: Role, store: Store, day: datetime.date) -> Iterator[dict]:
    """Apprenticeships and who pays: the employer, mostly a council or a trust, has to offer them."""
    found = [option for option in _qualifications(role, store, day) if option.type == "qt_apprenticeship"]
    for option in found[:MOST_APPRENTICESHIPS]:
        yield _titled(store, "qualifications", option)
    money = [record for id in APPRENTICESHIP_MONEY if (record := store.get("funding", id)).open_on(day)]
    if found and money:
        yield _titled(store, "funding", money[0])


def _own_national(role: Role, store: Store, day: datetime.date) -> Iterator[dict]:
    """Qualifications for the job, where people go from it, and a body or a standard for it."""
    taught = [option for option in _qualifications(role, store, day) if option.type != "qt_apprenticeship"]
    yield from (_titled(store, "qualifications", option) for option in taught[:MOST_QUALIFICATIONS])
    moves = [move for move in pathways.ways_on(store, role.id, day) if move.kind != "deepen"][:MOST_MOVES]
    if moves:
        jobs = listed([inside(store.get("roles", move.to_role).title) for move in moves])
        line = _told(store, "progressions", moves[0], store.phrase("team-moves"), store.phrase("team-moves-to", jobs=jobs))
        # One source of each move, so that no job named stands without.
        sources = {source["title"]: source for move in moves for source in store.sources(move)[:1]}
        yield {**line, "sources": list(sources.values())}
    bodies = [store.get("organisations", id) for id, roles in (BODIES_THEN if day <= THEN_UNTIL else BODIES).items() if role.id in roles]
    standards = store.get("informal_options", STANDARDS)
    if there := [body for body in bodies if body.open_on(day)]:
        yield _titled(store, "organisations", there[0])
    elif standards.open_on(day) and role.id in standards.roles:
        yield _titled(store, "informal_options", standards)


_OWN = {"yourself": _own_yourself, "school": _own_school, "council": _own_council, "national": _own_national}


def _statutory(role: Role, store: Store, day: datetime.date) -> list[Qualification]:
    """What the law asks of people in this job, or its like."""
    return [q for q in store.all("qualifications") if role.id in q.statutory_for and q.offered and q.open_on(day)][:MOST_QUALIFICATIONS]


def _qualifications(role: Role, store: Store, day: datetime.date) -> list[Qualification]:
    """What the advice names to anybody in this job who wants proof or skill, without what the law asks for."""
    found = {}
    for need in ("recognition", "skill"):
        anybody = Situation({"roles": [role.id], "need": {"kind": need}, "as_of": day.isoformat()}, store, day)
        found.update({suggestion.option.id: suggestion.option for suggestion in suggestions(anybody)})
    return [option for option in found.values() if role.id not in option.statutory_for]


def _ways(id: str, role: Role, store: Store, day: datetime.date) -> Iterator[dict]:
    """Ways that need no course, made for the job before general ones."""
    there = [o for o in store.all("informal_options") if o.open_on(day) and not o.goals and role.id in (o.roles or [role.id])]
    there.sort(key=lambda option: not option.roles)
    shown = {STANDARDS, UNION_COURSES}
    for learn_from, purpose in WAYS.get(id, ()):
        found = next((o for o in there if o.id not in shown and o.learn_from == learn_from and purpose in o.fits[:BEST_FOR]), None)
        if found:
            shown.add(found.id)
            yield _titled(store, "informal_options", found)


def _for_all(id: str, role: Role, store: Store, day: datetime.date) -> Iterator[dict]:
    for kind, name in (THEN if day <= THEN_UNTIL else NOW).get(id, ()):
        record = store.get(kind, name)
        if record.open_on(day) and role.id in ONLY_FOR.get(name, (role.id,)) and role.id not in NOT_FOR.get(name, ()):
            yield _titled(store, kind, record)


def _idea(id: str, role: Role, store: Store) -> Iterator[dict]:
    """Something done well in the years of the printed documents, said to be of then."""
    ideas = IDEAS.get(id, {})
    if name := ideas.get(role.group, ideas.get("")):
        record = store.get("good_practices", name)
        yield _told(store, "good_practices", record, store.phrase("team-idea"), record.text)


def _titled(store: Store, kind: str, record: Dated) -> dict:
    return _told(store, kind, record, capital(OVER.sub("", record.title)), first_sentence(record.what))


def _told(store: Store, kind: str, record: Fact, label: str, text: str) -> dict:
    check = store.phrase("team-check") if record.confidence == "low" and kind in CHECK_FIRST else None
    sources = store.sources(record)[:MOST_SOURCES]
    return {"kind": kind, "id": record.id, "label": label, "text": text, "check": check, "sources": sources}


def _day_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
