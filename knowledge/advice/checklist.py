"""Steps 4 and 5: the practical points that fit what was picked, and measures that fit the job."""
from __future__ import annotations

from itertools import zip_longest

from knowledge.advice import barriers
from knowledge.advice.entitled import entitled
from knowledge.advice.own_words import OWN
from knowledge.advice.situation import Situation
from knowledge.advice.traits import Traits
from knowledge.records import EvaluationMeasure, Practicality

STATES = ("sorted", "todo", "not-sure", "na")
MOST_LINES, MOST_MEASURES, MOST_BITING = 8, 5, 3
INFORMAL, UNKNOWN = "informal", "unknown"
# The points for each kind of choice, the one that matters most first (guide, Step 4 and the pages on each type;
# STL guidance, How the school can support staff doing an NVQ; UNISON, Time to train).
POINTS: dict[str, tuple[str, ...]] = {
    "qt_occupational": ("pr06", "pr05", "pr07", "pr12", "pr19", "pr15", "pr08", "pr09"),
    "qt_apprenticeship": ("pr31", "pr-hours-fit-week", "pr06", "pr14", "pr19", "pr08", "pr-if-things-change", "pr09"),
    "qt_status": ("pr01", "pr05", "pr06", "pr07", "pr08", "pr04", "pr09", "pr10"),
    "qt_vocational": ("pr01", "pr07", "pr08", "pr02", "pr04", "pr03", "pr-accredited", "pr-payback"),
    "qt_he": ("pr01", "pr07", "pr08", "pr03", "pr-payback", "pr-if-things-change", "pr21", "pr09"),
    "qt_introductory": ("pr07", "pr08", "pr24", "pr23", "pr03", "pr10", "pr11", "pr22"),
    "qt_short_course": ("pr08", "pr24", "pr07", "pr29", "pr23", "pr-accredited", "pr10", "pr11"),
    "qt_basic_skills": ("pr29", "pr07", "pr08", "pr04", "pr03", "pr-adjustments", "pr-if-things-change", "pr22"),
    INFORMAL: ("pr-who", "pr07", "pr24", "pr10", "pr23", "pr21", "pr11", "pr22"),
}
# Of a choice that we do not know: what may matter whatever it is.
ANYTHING = ("pr01", "pr08", "pr07", "pr02", "pr03", "pr-payback", "pr24", "pr09")
# What makes it hard -> the points that settle it. They come before the rest.
BITING: dict[str, tuple[str, ...]] = {
    "personal": ("pr26",), "travel": ("pr27",), "computer": ("pr17", "pr28"), "contract": ("pr25",), "hours": ("pr25",),
    "employer": ("pr30",), "disability": ("pr-adjustments",), "cover": ("pr24",), "money": ("pr29", "pr-payback"), "pay": ("pr23",),
    "time": ("pr32",), "english-maths": ("pr01",),
}
# A point about a right is for those who have it.
NEEDS_RIGHT = {"pr32": "request-time-to-train"}


def lines(situation: Situation, picked: list[str]) -> list[Practicality]:
    """The points to settle for what was picked, at most eight: what bites for this person first, then those of its type.

    Args:
        situation: the profile, read.
        picked: ids of qualifications and informal options.
    """
    kinds = _kinds(situation, picked)
    ids = dict.fromkeys([*_biting(situation, kinds), *_in_turn([POINTS.get(kind, ANYTHING) for kind in kinds])])
    points = [situation.store.get("practicalities", id) for id in ids]
    return [point for point in points if fits(point, kinds, situation)][:MOST_LINES]


def fits(point: Practicality, kinds: list[str], situation: Situation) -> bool:
    """Whether a point is about one of these kinds of choice, and for this person."""
    needed = NEEDS_RIGHT.get(point.id)
    if needed and not entitled(Traits(situation), "rights", [needed]):
        return False
    return any(point.informal if kind == INFORMAL else not point.types or kind in point.types for kind in kinds)


def _kinds(situation: Situation, picked: list[str]) -> list[str]:
    """The types of what was picked, in the order of picking; learning at work where nothing else was."""
    store, kinds = situation.store, {}
    for id in picked:
        record = store.find("qualifications", id)
        if id == OWN:
            kinds[UNKNOWN] = None
        if record or store.find("informal_options", id):
            kinds[record.type if record else INFORMAL] = None
    return list(kinds) or [INFORMAL]


def _biting(situation: Situation, kinds: list[str]) -> list[str]:
    found = []
    for barrier, _ in barriers.named(situation):
        points = [situation.store.get("practicalities", id) for id in BITING.get(barrier.kind, ())]
        found += [point.id for point in points if fits(point, kinds, situation)][:1]
    return list(dict.fromkeys(found))[:MOST_BITING]


def _in_turn(lists: list[tuple[str, ...]]) -> list[str]:
    """The first of each list, then the second of each ..."""
    return [id for row in zip_longest(*lists) for id in row if id]


def measures(situation: Situation) -> list[EvaluationMeasure]:
    """Ways to tell that it worked that fit the person's job and need."""
    groups = {role.group for role in situation.roles}
    found = [
        m for m in situation.store.all("evaluation_measures")
        if m.kind == "measure"
        and (not m.groups or groups & set(m.groups))
        and (not m.topics or situation.work & set(m.topics))
        and (not m.needs or situation.need in m.needs or situation.need is None)
    ]
    return sorted(found, key=lambda m: (not m.groups, situation.need not in m.needs, m.id))[:MOST_MEASURES]
