"""What makes learning hard for one person: the smallest useful step, the rights and money that fit, and ways that need none of it.

What names a barrier, and what goes with each kind of it, are the tables below; the words are the barriers of the
knowledge base (guide, Step 4; UNISON, Time to train: the barriers to training; domain rules of each right).
"""
from __future__ import annotations

from typing import Callable, Iterable, NamedTuple, Optional

from knowledge.advice.entitled import AGENCY, VOLUNTEER, entitled, standing
from knowledge.advice.situation import Situation
from knowledge.advice.traits import Traits
from knowledge.records import Barrier, Dated, Practicality

REFUSED, NOT_ASKING = "no", "not asking"
NOT_SORTED = ("todo", "not-sure")
MOST_INSTEAD = 2

# What is said -> the barrier that it names, in the order in which they are shown. `agreed` stands in the answers,
# the rest in the profile. ANYTHING: whatever is said there that is no sign of ease.
ANYTHING = "anything"
NAMED: tuple[tuple[str, str, str], ...] = (
    ("agreed.manager", REFUSED, "ba38"),
    ("agreed.manager", NOT_ASKING, "ba-not-asking"),
    ("constraints.release", "none", "ba01"),
    ("constraints.release", "none", "ba02"),
    ("constraints.cost", "none", "ba16"),
    ("constraints.travel", "hard", "ba14"),
    ("constraints.online", "no", "ba46"),
    ("constraints.hours", ANYTHING, "ba-hours"),
    ("contract", "term-time", "ba12"),
    ("contract", "term time", "ba12"),
    ("contract", "casual", "ba58"),
    ("contract", "agency", "ba-agency"),
    ("contract", "volunteer", "ba-volunteer"),
    ("employer", "agency", "ba-agency"),
    ("employer", "contractor", "ba47"),
    ("need.kind", "confidence", "ba42"),
)
AT_EASE = ("any", "all", "ok", "yes", "some", "full", "full time", "flexible", "none")
# Words of `constraints.other` that are no kind of barrier themselves; a kind, or the id of a barrier, is taken as it is.
ALSO_SAID = {
    "family": "personal", "health": "disability", "dyslexia": "disability", "benefits": "ba-benefits", "alone": "ba05", "manager": "ba35",
}
# A barrier that says it more closely for some people takes the place of the general one.
CLOSER: dict[str, tuple[tuple[str, Callable[[Situation], bool]], ...]] = {
    "ba02": (
        ("ba05", lambda situation: situation.alone),
        ("ba06", lambda situation: "whole-class" in (situation.duties or ()) or "send-support-assistant" in situation.role_ids),
    ),
    "ba47": (
        ("ba-agency", lambda situation: standing(Traits(situation)) == AGENCY),
        ("ba-volunteer", lambda situation: standing(Traits(situation)) == VOLUNTEER),
    ),
    "ba12": (("ba58", lambda situation: situation.answer("contract") == "casual"),),
}
# Kinds whose step asks something of an employer: others than employees, and people who do not ask, get a step of their own.
ASKS_AN_EMPLOYER = ("time", "cover", "workload", "pay", "contract", "hours", "review", "relevance", "culture", "manager")
# Ways to learn that need none of what is hard, best first (the informal options; a test holds them to it).
INSTEAD = {
    "time": ("e-learning", "reading-and-recommended-resources", "peer-observation"),
    "cover": ("e-learning", "on-the-job-training", "reading-and-recommended-resources"),
    "workload": ("e-learning", "reading-and-recommended-resources", "peer-observation"),
    "pay": ("on-the-job-training", "peer-observation"),
    "contract": ("on-the-job-training", "e-learning", "peer-observation"),
    "hours": ("e-learning", "on-the-job-training", "peer-observation"),
    "personal": ("e-learning", "on-the-job-training", "peer-observation"),
    "travel": ("e-learning", "on-the-job-training", "peer-observation"),
    "money": ("on-the-job-training", "e-learning", "peer-observation"),
    "information": ("professional-bodies-and-standards", "e-learning", "reading-and-recommended-resources"),
    "availability": ("professional-bodies-and-standards", "on-the-job-training", "reading-and-recommended-resources"),
    "relevance": ("on-the-job-training", "peer-observation"),
    "manager": ("reading-and-recommended-resources", "e-learning", "io21"),
    "review": ("io21", "reading-and-recommended-resources"),
    "culture": ("io21", "peer-observation"),
    "confidence": ("first-small-step", "io21", "peer-observation"),
    "computer": ("on-the-job-training", "peer-observation"),
    "employer": ("reading-and-recommended-resources", "e-learning", "io21"),
    "fit": ("on-the-job-training", "peer-observation"),
    "quality": ("on-the-job-training", "peer-observation"),
    "language": ("on-the-job-training", "peer-observation"),
    "english-maths": ("on-the-job-training", "peer-observation"),
    "disability": ("on-the-job-training", "peer-observation"),
}
# Who else can help (resources): a manager is never the only one.
HELP = {
    "manager": ("union-rep-or-ulr", "national-careers-service", "acas-helpline-and-codes"),
    "culture": ("union-rep-or-ulr", "acas-helpline-and-codes"),
    "disability": ("union-rep-or-ulr", "acas-helpline-and-codes"),
    "pay": ("union-rep-or-ulr", "acas-helpline-and-codes"),
    "money": ("local-college-or-adult-learning", "union-rep-or-ulr"),
    "language": ("local-college-or-adult-learning",),
    "english-maths": ("local-college-or-adult-learning", "union-rep-or-ulr"),
    "computer": ("local-college-or-adult-learning", "union-rep-or-ulr"),
    "confidence": ("union-rep-or-ulr", "national-careers-service"),
}
ANYBODY = ("union-rep-or-ulr", "national-careers-service")


class Person(NamedTuple):
    """The profile, what is true of them, whose staff they are, and what their manager says."""

    situation: Situation
    traits: Traits
    standing: str
    agreed: Optional[str]


def barriers(situation: Situation, answers: Optional[dict] = None) -> list[dict]:
    """A row for each thing that makes learning hard, those that the profile names first.

    Each row: {id, kind, title, named_by, step, rights, funding, request, to, instead, help, sources}.
        named_by    "profile", or "practicalities" where only a practical point still to be settled names it
        step        the smallest useful step
        rights, funding     [{id, title, how, depends}]: those that hold on the day for somebody of this standing
        request     one or two sentences to send, or None; `to` says to whom
        instead     [{id, title, what, how}]: ways to learn that need none of what is hard
        help        [{id, title, what}]: who else can help

    Args:
        situation: the profile, read.
        answers: the answers of the conversation, for `agreed` and `practicalities`; none of them is needed.
    """
    answers, traits = answers or {}, Traits(situation)
    person, rows, steps = Person(situation, traits, standing(traits), _agreed(answers)), [], set()
    for barrier, point in named(situation, answers):
        row = _row(barrier, point, person)
        # One and the same step for several kinds is said once, unless a right or money comes with it.
        if row["step"] not in steps or row["rights"] or row["funding"] or row["request"]:
            steps.add(row["step"])
            rows.append(row)
    return rows


def named(situation: Situation, answers: Optional[dict] = None) -> list[tuple[Barrier, Optional[Practicality]]]:
    """The barriers that the profile or the practical points name, each once; with the point, where only that names it."""
    answers = answers or {}
    found: dict[str, Optional[Practicality]] = {}
    for id in _said(situation, answers):
        found.setdefault(_closer(id, situation), None)
    for point in _points(situation, answers):
        found.setdefault(_closer(point.barrier, situation), point)
    records = ((situation.store.find("barriers", id), point) for id, point in found.items())
    # A refusal says all that a manager who might not agree would.
    refused = _agreed(answers) in (REFUSED, NOT_ASKING)
    return [(record, point) for record, point in records if record and not (refused and record.id in ("ba29", "ba35"))]


def _said(situation: Situation, answers: dict) -> Iterable[str]:
    for path, value, id in NAMED:
        first, _, rest = path.partition(".")
        said = (answers.get(first) or {}).get(rest) if first == "agreed" else situation.answer(*path.split("."))
        if said == value or value == ANYTHING and isinstance(said, str) and said.strip().lower() not in ("", *AT_EASE):
            yield id
    yield from {AGENCY: ["ba-agency"], VOLUNTEER: ["ba-volunteer"]}.get(standing(Traits(situation)), [])
    other = situation.constraint("other")
    # In one order, whatever was ticked first.
    for word in sorted(map(str, other)) if isinstance(other, list) else []:
        yield from _of_kind(word, situation)


def _of_kind(word: str, situation: Situation) -> Iterable[str]:
    """The barrier of that id, or the first of that kind: the content file has the most common first."""
    word = ALSO_SAID.get(word, word)
    exact = situation.store.find("barriers", word)
    first = exact or next((barrier for barrier in situation.store.all("barriers") if barrier.kind == word), None)
    return [first.id] if first else []


def _points(situation: Situation, answers: dict) -> list[Practicality]:
    given = answers.get("practicalities") or {}
    points = [situation.store.find("practicalities", id) for id, state in given.items() if state in NOT_SORTED]
    return [point for point in points if point and point.barrier]


def _closer(id: str, situation: Situation) -> str:
    return next((closer for closer, holds in CLOSER.get(id, ()) if holds(situation)), id)


def _agreed(answers: dict) -> Optional[str]:
    return (answers.get("agreed") or {}).get("manager")


def _row(barrier: Barrier, point: Optional[Practicality], person: Person) -> dict:
    situation, store = person.situation, person.situation.store
    rights = [] if _no_employee(barrier, person) else entitled(person.traits, "rights", barrier.rights)
    funding = entitled(person.traits, "funding", barrier.funding)
    facts = [barrier, *[store.get("rights", row["id"]) for row in rights], *[store.get("funding", row["id"]) for row in funding]]
    return {
        "id": barrier.id,
        "kind": barrier.kind,
        # A point still to be settled is no complaint, so it keeps its own name.
        "title": point.title if point else barrier.title,
        "named_by": "practicalities" if point else "profile",
        "step": _step(barrier, person),
        "rights": rights,
        "funding": funding,
        "request": _request(barrier, person),
        "to": store.phrase(f"barrier-to-{person.standing}"),
        "instead": _instead(barrier, situation),
        "help": _help(barrier, situation),
        "sources": store.sources(*facts),
    }


def _step(barrier: Barrier, person: Person) -> str:
    """The remedy; or, where that asks something of an employer that this person has not got or does not ask, another."""
    store = person.situation.store
    if _no_employee(barrier, person):
        return store.phrase(f"barrier-step-{person.standing}")
    if barrier.kind in ASKS_AN_EMPLOYER and person.agreed in (REFUSED, NOT_ASKING) and barrier.kind != "manager":
        return store.phrase("barrier-step-alone")
    return barrier.remedy


def _no_employee(barrier: Barrier, person: Person) -> bool:
    """Agency staff and volunteers get no employee's remedy, and no right that goes with it."""
    return person.standing in (AGENCY, VOLUNTEER) and barrier.kind in ASKS_AN_EMPLOYER


def _request(barrier: Barrier, person: Person) -> Optional[str]:
    """Nothing to send where nobody is asked; after a refusal only what asks for the reason; of others than employees nothing on leave."""
    if person.agreed == NOT_ASKING or person.agreed == REFUSED and barrier.kind != "manager":
        return None
    if _no_employee(barrier, person):
        return None
    return None if person.standing == VOLUNTEER and barrier.kind == "money" else barrier.request


def _instead(barrier: Barrier, situation: Situation) -> list[dict]:
    """Ways to learn that fit the person and need none of what is hard."""
    rows = []
    for id in INSTEAD.get(barrier.kind, ()):
        option = situation.store.find("informal_options", id)
        if option and option.open_on(situation.as_of) and not (option.online and situation.constraint("online") == "no"):
            if not option.roles or situation.role_ids & set(option.roles):
                rows.append({"id": option.id, "title": option.title, "what": option.what, "how": list(option.how)})
    return rows[:MOST_INSTEAD]


def _help(barrier: Barrier, situation: Situation) -> list[dict]:
    records = (situation.store.find("resources", id) for id in HELP.get(barrier.kind, ANYBODY))
    return [{"id": r.id, "title": r.title, "what": r.what} for r in records if _open(r, situation)]


def _open(record: Optional[Dated], situation: Situation) -> bool:
    return record is not None and record.open_on(situation.as_of)
