"""The way from here to there as a drawing: where they are, each job on the way, the goal, and what helps between them.

It grows upwards, as a ladder does: here at the bottom, the goal at the top. Where there is no goal it shows the moves open
from here: growing in the job, across, up. Levels and times stand there where a record tells them, and nowhere else.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterable, Optional

from knowledge.advice import drawing
from knowledge.advice.drawing import NAME, QUIET, TEXT, WIDTH, Picture, Style
from knowledge.advice.questions import View
from knowledge.records import Qualification
from knowledge.store import Store
from knowledge.text import capital, first_sentence, inside, listed, sentence

# More than this is not read on a phone: the rest stands in the words.
MOST_HELPS = 2
MOST_MOVES = {"up": 2, "sideways": 2, "deepen": 1}
# What is left of the boxes: the way itself.
_RAIL, _BESIDE = 14, 32
_GAP = 8
_BETWEEN_NOTES = " · "
_BRACKETS_AT_END = re.compile(r"\s\([^()]*\)$")
# The beginning of a text that tells how long it takes to learn. "The certificate lasts four years" does not.
_A_TIME = re.compile(
    r"(?:about |up to |at least |usually )?(?:\d|(?:an?|a few|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)\b|months\b|weeks\b)"
    r".*\b(?:hours?|days?|weeks?|terms?|months?|years?)\b", re.I,
)


@dataclass(frozen=True)
class Help:
    """What helps on a move: a qualification, a route or a training, with its level and time in words; `drawn`, or told alone."""

    name: str
    notes: list[str]
    drawn: bool


@dataclass(frozen=True)
class Move:
    """One move: its kind, that in words, the job it leads to, the levels of what leads there, what helps in order, the goal or not."""

    kind: str
    label: str
    to: str
    leads: Optional[str]
    helps: list[Help]
    goal: bool

    @property
    def hidden(self) -> int:
        """How much of what helps is told and not drawn."""
        return sum(not help_.drawn for help_ in self.helps)


def drawn(view: View, route: list[dict], suggested: Iterable[str] = ()) -> Optional[Picture]:
    """The drawing of a route, or None for an empty one.

    Args:
        view: the answers as whoever sees the drawing may know them.
        route: the steps to the goal, or moves open from here, as `pathways` gives them.
        suggested: ids of what the advice suggests; where it helps on the way it is drawn before what is not.
    """
    if not route:
        return None
    ours = list(suggested)
    if _is_way(view, route):
        return _way(view, [_move(view, step, ours, MOST_HELPS) for step in route], route)
    return _moves(view, [_move(view, step, ours, 1) for step in route], route)


def _is_way(view: View, route: list[dict]) -> bool:
    """True where each step begins at the end of the one before, and the last leads to the goal."""
    goal = view.situation.goal
    joined = all(before["to"]["id"] == after["from"]["id"] for before, after in zip(route, route[1:]))
    return goal is not None and joined and route[-1]["to"]["id"] == goal.id


# What is told


def _move(view: View, step: dict, suggested: list[str], most: int) -> Move:
    store, goal, records = view.store, view.situation.goal, _records(view.store, step)
    levels = [level for record in records for level in _levels(record)]
    # By their ids: two records are compared field by field, which takes as long as all else here.
    shown = {record.id for record in _shown(records, view.answers.get("picked") or [], suggested, most)}
    return Move(
        kind=step["kind"],
        label=store.phrase(f"drawing-kind-{step['kind']}"),
        to=capital(job(view, step["to"])),
        leads=store.phrase("drawing-leads", levels=_named(store, levels)) if levels else None,
        helps=[Help(name_of(record), _notes(view, record), record.id in shown) for record in records],
        goal=goal is not None and step["to"]["id"] == goal.id,
    )


def _shown(records: list[Qualification], picked: list[str], suggested: list[str], most: int) -> list[Qualification]:
    """What is drawn of what helps: what they picked, what stands last on the way, what is suggested, what stands first."""
    mine, ours = ([record for record in records if record.id in ids] for ids in (picked, suggested))
    return list({record.id: record for record in (*mine, *records[-1:], *ours, *records)}.values())[:most]


def job(view: View, role: dict) -> str:
    """The name of a job; that of one they hold as they call it themselves."""
    said = view.answers.get("said") or {}
    words = (said.get("roles") or {}).get(role["id"]) if role["id"] in view.situation.role_ids else None
    return (drawing.own(words) if isinstance(words, str) else "") or role["title"]


def name_of(record: Qualification) -> str:
    """The title of a qualification without what stands in brackets at its end."""
    return capital(_BRACKETS_AT_END.sub("", record.title))


def _records(store: Store, step: dict) -> list[Qualification]:
    return [record for via in step["via"] if (record := store.find("qualifications", via["id"]))]


def _levels(record: Qualification) -> list[int]:
    return [record.level] if record.level is not None else list(record.levels)


def _named(store: Store, levels: Iterable[int]) -> str:
    """"level 3", "levels 2, 3 and 5"."""
    each = [str(level) for level in sorted(set(levels))]
    return store.phrase("drawing-level" if len(each) == 1 else "drawing-levels", levels=listed(each))


def _notes(view: View, record: Qualification) -> list[str]:
    """Its level, where it has one that its name does not tell, its time, and that they picked it; time that no record tells is to be asked."""
    store = view.store
    levels = _named(store, _levels(record)) if _levels(record) else ""
    shown = [capital(levels)] if levels and levels not in name_of(record).lower() else []
    length = first_sentence(record.duration or "").rstrip(".")
    time = store.phrase("drawing-time", time=inside(length)) if _A_TIME.match(length) else store.phrase("drawing-time-ask")
    return [*shown, time, *[view.situation.say("drawing-chosen")] * (record.id in (view.answers.get("picked") or []))]


def _here(view: View, route: list[dict]) -> str:
    """The jobs that a route begins at; of a way, the first alone."""
    steps = route[:1] if _is_way(view, route) else route
    jobs = {step["from"]["id"]: step["from"] for step in steps}
    return listed([job(view, role) for role in jobs.values()])


def _sources(view: View, route: list[dict]) -> list[dict]:
    """Where the moves, and the levels and times beside them, come from."""
    named = {}
    for step in route:
        for source in [*step["sources"], *view.store.sources(*_records(view.store, step))]:
            named.setdefault((source["id"], source["title"], source["checked"]), source)
    return list(named.values())


def _picture(view: View, title: str, words: list[str], nodes: list, height: int, route: list[dict]) -> Picture:
    return Picture(title, words, drawing.whole(nodes, height), _sources(view, route))


def _told(store: Store, move: Move, label: str, everything: bool) -> list[str]:
    """One move in words; `label` begins what is told of it, and `everything` that helps is, or what is drawn alone."""
    helps = [help_ for help_ in move.helps if everything or help_.drawn]
    lines = [_sentences(label, move.leads)]
    for help_ in helps:
        name = f"{store.phrase('drawing-helps')}: {help_.name}" if help_.drawn else store.phrase("drawing-too", name=help_.name)
        lines.append(_sentences(name, *help_.notes if help_.drawn else ()))
    return lines


def _sentences(*parts: Optional[str]) -> str:
    return " ".join(sentence(part) for part in parts if part)


# A way to the goal


def _way(view: View, moves: list[Move], route: list[dict]) -> Picture:
    store, here, goal = view.store, _here(view, route), view.situation.say("drawing-goal")
    words = [_sentences(f"{view.situation.say('drawing-here')}: {inside(here)}")]
    for move in moves:
        to = inside(move.to)
        words += _told(store, move, f"{move.label}. {goal}: {to}" if move.goal else f"{move.label}: {to}", everything=True)
        if move.hidden:
            words.append(_sentences(store.phrase("drawing-more", number=move.hidden)))
    nodes, top = [], 1
    for move in reversed(moves):
        made, top = _job_box(move, goal, top)
        between, bottom = _between(store, move, top)
        nodes += [made, *drawing.arrow_up(_RAIL, bottom, top), *between]
        top = bottom
    made, height = _here_box(view, here, top)
    return _picture(view, store.phrase("drawing-way"), words, [*nodes, made], top + height + 1, route)


def _job_box(move: Move, goal: str, top: int) -> tuple[list, int]:
    lines = [(goal, QUIET)] * move.goal + [(move.to, NAME)] + _leads(move)
    made, height = drawing.boxed([lines], "dr-goal" if move.goal else "dr-box", 0, top, WIDTH)
    return made, top + height


def _leads(move: Move) -> list[tuple[str, Style]]:
    return [(move.leads, QUIET)] if move.leads else []


def _here_box(view: View, here: str, top: int) -> tuple[list, int]:
    lines = [(view.situation.say("drawing-here"), QUIET), (capital(here), NAME)]
    return drawing.boxed([lines], "dr-here", 0, top, WIDTH, on=True)


def _between(store: Store, move: Move, top: int) -> tuple[list, int]:
    """What stands beside the arrow up to a job: what kind of move it is, and what helps, the first of it at the bottom."""
    blocks = [[(move.label, NAME)] + [(store.phrase("drawing-helps"), QUIET)] * bool(move.helps)]
    helps = [_help(help_) for help_ in reversed(move.helps) if help_.drawn]
    if move.hidden:
        helps.insert(1, [(store.phrase("drawing-more", number=move.hidden), QUIET)])
    made, height = drawing.stacked(blocks + helps, _BESIDE, top + _GAP, WIDTH - _BESIDE)
    return made, top + height + 2 * _GAP


def _help(help_: Help) -> list[tuple[str, Style]]:
    return [(help_.name, TEXT), (_BETWEEN_NOTES.join(help_.notes), QUIET)]


# Moves open from here


def _moves(view: View, moves: list[Move], route: list[dict]) -> Picture:
    store, here = view.store, _here(view, route)
    words = [_sentences(f"{view.situation.say('drawing-here')}: {inside(here)}")]
    nodes, branches, top = [], [], 1
    for kind, most in MOST_MOVES.items():
        of_kind = [move for move in moves if move.kind == kind]
        if not of_kind:
            continue
        hidden = of_kind[most:]
        for move in of_kind[:most]:
            words += _told(store, move, f"{move.label}: {inside(move.to)}" if _named_again(move, here) else move.label, everything=False)
        words += [store.phrase(f"drawing-other-{kind}", name=inside(move.to)) for move in hidden]
        if hidden:
            words.append(_sentences(store.phrase("drawing-more", number=len(hidden))))
        made, branches_of_kind, top = _group(store, of_kind[:most], here, len(hidden), top)
        nodes, branches = nodes + made, branches + branches_of_kind
    trunk = drawing.node("line", x1=_RAIL, y1=top, x2=_RAIL, y2=branches[0], class_="dr-way")
    made, height = _here_box(view, here, top)
    return _picture(view, store.phrase("drawing-moves"), words, [trunk, *nodes, made], top + height + 1, route)


def _group(store: Store, moves: list[Move], here: str, hidden: int, top: int) -> tuple[list, list[int], int]:
    """(nodes, where the ways branch off, bottom) of the moves of one kind: its name, and a box for each."""
    nodes, branches, width = [], [], WIDTH - _BESIDE
    made, height = drawing.written(moves[0].label, NAME, _BESIDE, top, width)
    nodes, y = [made], top + height + 4
    for move in moves:
        made, height = drawing.boxed(_blocks(move, here), "dr-box", _BESIDE, y, width)
        branches.append(y + height // 2)
        nodes += [made, *drawing.arrow_right(_RAIL, _BESIDE, branches[-1])]
        y += height + _GAP
    if hidden:
        made, height = drawing.written(store.phrase("drawing-more", number=hidden), QUIET, _BESIDE, y, width)
        nodes, y = [*nodes, made], y + height + _GAP
    return nodes, branches, y + _GAP


def _blocks(move: Move, here: str) -> list[list[tuple[str, Style]]]:
    head = [(move.to, NAME)] * _named_again(move, here) + _leads(move)
    return [block for block in (head, *(_help(help_) for help_ in move.helps if help_.drawn)) if block]


def _named_again(move: Move, here: str) -> bool:
    """False for growing in the one job they have: its name stands at the bottom already."""
    return move.kind != "deepen" or inside(move.to) != inside(here)
