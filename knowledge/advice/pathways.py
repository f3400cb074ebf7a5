"""The graph of moves between jobs: the way to a goal, and the ways on from a job, up, along and across.

Only moves that were open on the day are steps, between jobs that there were on that day, and only what
could be taken up on that day is named on the way. Doing the present job better is a way too.
"""
from __future__ import annotations

import datetime
from collections import defaultdict
from itertools import zip_longest
from typing import Callable, Iterable

from knowledge.advice.rules import excluded
from knowledge.advice.situation import Situation
from knowledge.records import Progression, Qualification
from knowledge.store import Store

LONGEST = 6
MOST_MOVES = 8
# As large as each other: doing this job better, moving up, moving across. The surest of each come first.
KINDS = ("deepen", "up", "sideways")
_SURE = ("high", "medium", "low")
# Reasons that take a qualification off the picture of the way.
PASSED = ("not-open", "not-held", "not-above")


def pathway(situation: Situation) -> list[dict]:
    """The steps to the goal, or the moves open from here where there is no goal: [{from, to, kind, via, steps, why, basis, sources}].

    The list is empty where no way to the goal is on record.
    """
    if situation.goal is None:
        return onward(situation)
    moves = next(iter(ways(situation.store, [role.id for role in situation.roles], situation.goal.id, situation.as_of)), [])
    return _steps(moves, situation)


def onward(situation: Situation) -> list[dict]:
    """The moves open from the jobs held, whatever the goal: some of each kind, in the shape of `pathway`."""
    store, day = situation.store, situation.as_of
    return _steps(_some_of_each([move for role in situation.roles for move in ways_on(store, role.id, day)]), situation)


def _steps(moves: list[Progression], situation: Situation) -> list[dict]:
    return [step(move, situation.store, lambda q: excluded(q, situation) not in PASSED) for move in moves]


def open_moves(store: Store, day: datetime.date) -> list[Progression]:
    """Every move that was open on `day`, between jobs that existed then; upward moves first."""
    there = {role.id for role in store.all("roles") if role.open_on(day)}
    moves = [m for m in store.all("progressions") if m.open_on(day) and m.from_role in there and m.to_role in there]
    return sorted(moves, key=lambda m: (m.kind != "up", m.id))


def ways_on(store: Store, role: str, day: datetime.date) -> list[Progression]:
    """The moves on from one job: doing it better, across, and up."""
    return sorted((m for m in open_moves(store, day) if m.from_role == role), key=lambda m: (KINDS.index(m.kind), _surest(m)))


def _surest(move: Progression) -> tuple:
    return (_SURE.index(move.confidence), move.basis != "step", move.id)


def _some_of_each(moves: list[Progression]) -> list[Progression]:
    """At most so many as are good to read, some of each kind."""
    columns = [sorted((m for m in moves if m.kind == kind), key=_surest) for kind in KINDS]
    kept = [move for row in zip_longest(*columns) for move in row if move][:MOST_MOVES]
    return sorted(kept, key=lambda m: (KINDS.index(m.kind), _surest(m)))


def ways(store: Store, start: Iterable[str], goal: str, day: datetime.date) -> list[list[Progression]]:
    """Every way of fewest moves from any of the jobs in `start` to `goal`, upward moves first; [] where there is none.

    Args:
        start: role ids held now.
        goal: the role id aimed for.
        day: moves, jobs and their order are those of this day.
    """
    onward = defaultdict(list)
    for move in open_moves(store, day):
        if move.from_role != move.to_role:
            onward[move.from_role].append(move)
    trails: list[tuple[str, list[Progression]]] = [(role, []) for role in dict.fromkeys(start)]
    seen = {role for role, _ in trails}
    for _ in range(LONGEST):
        trails = [(move.to_role, [*way, move]) for role, way in trails for move in onward[role] if move.to_role not in seen]
        if found := [way for role, way in trails if role == goal]:
            return found
        seen.update(role for role, _ in trails)
    return []


def step(move: Progression, store: Store, keep: Callable[[Qualification], bool]) -> dict:
    """One move as data; `keep` says which qualifications on the way are still worth naming.

    `basis` is `step` where a source tells of this move, and `role` where the sources tell of the two jobs only.
    """
    via = [{"id": q.id, "title": q.title} for id in move.via if (q := store.find("qualifications", id)) and keep(q)]
    roles = [store.get("roles", move.from_role), store.get("roles", move.to_role)]
    facts = [move] if move.basis == "step" else [move, *roles]
    return {
        "from": {"id": roles[0].id, "title": roles[0].title},
        "to": {"id": roles[1].id, "title": roles[1].title},
        "kind": move.kind,
        "via": via,
        "steps": list(move.steps),
        "why": move.why,
        "basis": move.basis,
        "sources": store.sources(*facts),
    }
