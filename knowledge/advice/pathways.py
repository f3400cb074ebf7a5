"""The way from the job somebody has to the one they want, and the moves that are open from where they are."""
from __future__ import annotations

from collections import deque

from knowledge.advice.rules import excluded
from knowledge.advice.situation import Situation
from knowledge.records import Progression, Role

LONGEST = 3
MOST_MOVES = 6
# Reasons that take a qualification off the picture of the way.
PASSED = ("not-open", "not-held", "not-above")


def pathway(situation: Situation) -> list[dict]:
    """The steps to the goal, or the moves open from here where there is no goal: [{from, to, via, why, sources}].

    Where no way to the goal is on record, the list holds what is known of the last step to it.
    """
    moves = [move for move in situation.store.all("progressions") if move.open_on(situation.as_of)]
    if situation.goal is None:
        near = [move for move in moves if move.from_role in situation.role_ids]
        order = {"deepen": 0, "sideways": 1, "up": 2}
        return [_step(move, situation) for move in sorted(near, key=lambda m: (order[m.kind], m.id))[:MOST_MOVES]]
    return [_step(move, situation) for move in _shortest(moves, situation.roles, situation.goal)]


def _shortest(moves: list[Progression], start: list[Role], goal: Role) -> list[Progression]:
    """The fewest moves from any present job to the goal; upward moves first among equals."""
    moves = sorted(moves, key=lambda m: (m.kind != "up", m.id))
    queue = deque((role.id, []) for role in start)
    seen = {role.id for role in start}
    while queue:
        here, way = queue.popleft()
        if here == goal.id:
            return way
        if len(way) == LONGEST:
            continue
        for move in moves:
            if move.from_role == here and move.to_role not in seen:
                seen.add(move.to_role)
                queue.append((move.to_role, [*way, move]))
    return []


def _step(move: Progression, situation: Situation) -> dict:
    store = situation.store
    via = [
        {"id": q.id, "title": q.title}
        for id in move.via
        if (q := store.find("qualifications", id)) and excluded(q, situation) not in PASSED
    ]
    return {
        "from": {"id": move.from_role, "title": store.get("roles", move.from_role).title},
        "to": {"id": move.to_role, "title": store.get("roles", move.to_role).title},
        "kind": move.kind,
        "via": via,
        "steps": list(move.steps),
        "why": move.why,
        "sources": store.sources(move),
    }
