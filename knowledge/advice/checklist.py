"""Steps 4 and 5: the practical points that fit what was picked, and measures that fit the job."""
from __future__ import annotations

from knowledge.advice.situation import Situation
from knowledge.records import EvaluationMeasure, Practicality

STATES = ("sorted", "todo", "not-sure", "na")
MOST_LINES, MOST_MEASURES = 8, 5
# The order of the guide's step 4: what stops people comes first.
_ORDER = ("entry", "release", "cover", "cost", "mentor", "opportunity", "level", "nature", "progression", "outcome")


def lines(situation: Situation, picked: list[str]) -> list[Practicality]:
    """The points to settle for what was picked: those made for its type first, then those for everything."""
    store = situation.store
    types = {record.type for id in picked if (record := store.find("qualifications", id))}
    informal = any(store.find("informal_options", id) for id in picked) or not types
    fitting = [
        p for p in store.all("practicalities")
        if (types & set(p.types)) or (not p.types and types) or (informal and not types and p.informal)
    ]
    return sorted(fitting, key=lambda p: (_rank(p, types), p.id))[:MOST_LINES]


def _rank(point: Practicality, types: set[str]) -> tuple[int, int]:
    """The guide's own ten points (pr01 to pr11) before the rest; then those made for the type."""
    own = point.id.startswith("pr0") or point.id in ("pr10", "pr11")
    return (0 if own else 1, 0 if types & set(point.types) else 1)


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
