"""The national levels as a ladder: an example of each, what somebody holds on its rung, and what is picked or suggested.

A certificate stands where it counts today, also one that is not awarded any more. Where nobody can know its level it stands
beside the ladder. English and maths stand there only where the answers that are handed in tell of them, so a copy of the plan
that leaves them off shows none.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Optional

from knowledge.advice import drawing, show
from knowledge.advice.drawing import NAME, QUIET, TEXT, WIDTH, Picture, Style
from knowledge.advice.picture_way import name_of
from knowledge.advice.questions import View
from knowledge.advice.situation import level_of
from knowledge.records import Level, Qualification
from knowledge.store import Store
from knowledge.text import capital, listed, sentence

# Why something stands on the ladder, in the order of telling.
SUGGESTED, PICKED, DOING, ASKED, HELD = "suggested", "picked", "doing", "asked", "held"
KINDS = (HELD, ASKED, DOING, PICKED, SUGGESTED)
MOST_ON_A_RUNG, MOST_BESIDE = 3, 5
SUBJECTS = ("english", "maths", "science")
# A level in English or maths below this is what an answer "no" stands for, and nothing that somebody holds.
_A_PASS = 2
# Examples of today hold from the day on which this one does.
_NEW_GRADES, _NOW, _THEN = "gcse-new-grades", "Now: ", "Then: "
_RAIL, _BESIDE, _ROUND, _GAP = 18, 44, 14, 10


@dataclass(frozen=True)
class Mark:
    """Something on the ladder: why it is there, its name, its level (None where nobody knows one), and a note."""

    kind: str
    name: str
    level: Optional[int]
    note: Optional[str] = None


# What stands on it


def held(view: View) -> list[Mark]:
    """The certificates that the answers tell of as held or under way, with English and maths where only their level is told."""
    marks = _certificates(view, view.situation.certificates or [])
    told = {entry.get("subject") for entry in view.situation.certificates or [] if entry.get("status", "held") == "held"}
    for subject in SUBJECTS:
        level = view.situation.subject_level(subject)
        if subject not in told and level is not None and level >= _A_PASS:
            marks.append(Mark(HELD, view.store.phrase(f"drawing-subject-{subject}"), level))
    return marks


def _certificates(view: View, entries: Iterable[dict]) -> list[Mark]:
    return [mark for entry in entries if (mark := _certificate(view, entry))]


def _certificate(view: View, entry: dict) -> Optional[Mark]:
    store, status = view.store, entry.get("status", "held")
    if status not in (HELD, DOING):
        return None
    record, level = store.find("qualifications", entry.get("id")), level_of({**entry, "status": "held"}, store)
    # Its rung tells the level; what they wrote themselves may be long.
    said = {key: value for key, value in entry.items() if key != "level"} | {"words": drawing.own(entry.get("words") or ""), "status": "held"}
    name = capital(show.named([said], view)) or _subject(store, entry)
    ended = record is not None and not (record.offered and record.open_on(view.situation.as_of))
    return Mark(status, name, _on_the_ladder(level), store.phrase("drawing-ended") if ended else None) if name else None


def _subject(store: Store, entry: dict) -> str:
    """A subject of which only the level is told."""
    subject = entry.get("subject")
    return store.phrase(f"drawing-subject-{subject}") if subject in SUBJECTS else drawing.own(capital(str(subject or "")))


def _on_the_ladder(level: Optional[int]) -> Optional[int]:
    return level if level is not None and 0 <= level <= 8 else None


def chosen(records: Iterable[Qualification], kind: str) -> list[Mark]:
    """What was picked or is suggested: those that have one level of the national ones."""
    return [Mark(kind, name_of(record), record.level) for record in records if record.level is not None]


def asked(view: View, record: Qualification, entry: dict) -> list[Mark]:
    """The certificate that somebody asks about, on its rung; where the grade decides and was not said, each grade on its own."""
    name, level = name_of(record), level_of({**entry, "id": record.id, "status": "held"}, view.store)
    if level is not None:
        return [Mark(ASKED, name, _on_the_ladder(level))]
    marks = [
        Mark(ASKED, f"{name}, {view.store.phrase('drawing-grades', grades=listed(list(step.grades)))}", step.level)
        for step in record.grade_levels
    ]
    return marks or [Mark(ASKED, name, None)]


def of_certificate(view: View, record: Qualification, entry: dict) -> Optional[Picture]:
    """Where the certificate that somebody asks about stands, beside the others they hold; None where nobody can know its level."""
    marks = asked(view, record, entry)
    if all(mark.level is None for mark in marks):
        return None
    others = [other for other in view.situation.certificates or [] if view.store.current_id("qualifications", other.get("id") or "") != record.id]
    return drawn(view, [*marks, *_certificates(view, others)])


def all_of_them(view: View) -> Picture:
    """All levels, with what the person holds and what they picked."""
    picked = [record for id in view.answers.get("picked") or [] if (record := view.store.find("qualifications", id))]
    return drawn(view, [*held(view), *chosen(picked, PICKED)])


# The drawing


def drawn(view: View, marks: Iterable[Mark] = (), examples: bool = True) -> Picture:
    """The ladder with these marks.

    Args:
        view: the answers as whoever sees the drawing may know them.
        marks: what stands on it and beside it; the same mark stands there once.
        examples: whether a rung tells an example; a copy that leaves certificates off leaves off these too.
    """
    store, kept = view.store, list(dict.fromkeys(marks))
    rungs = [
        (level, example_of(view, level) if examples else "", [mark for mark in kept if mark.level == level.level])
        for level in sorted(store.all("levels"), key=lambda level: -level.level)
    ]
    nodes, rounds, top = _heading(store) if examples else ([], [], 1)
    for level, example, on_it in rungs:
        made, height = _rung(view, level, example, on_it, top)
        nodes, rounds, top = nodes + made, [*rounds, top + _ROUND + 1], top + height
    rail = [
        drawing.node("line", x1=_RAIL, y1=above + _ROUND, x2=_RAIL, y2=below - _ROUND, class_="dr-line") for above, below in zip(rounds, rounds[1:])
    ]
    words = [line for rung in reversed(rungs) for line in _told(view, *rung)]
    if beside := [mark for mark in kept if mark.level is None]:
        made, height = drawing.boxed(_beside(view, beside), "dr-box", 0, top, WIDTH)
        nodes, top = [*nodes, made], top + height
        words += _beside_told(view, beside)
    return Picture(_title(view, kept), words, drawing.whole([*rail, *nodes], top + 1), store.sources(*[level for level, _, _ in rungs]))


def _title(view: View, marks: list[Mark]) -> str:
    kinds = {mark.kind for mark in marks}
    if ASKED in kinds:
        return view.store.phrase("drawing-ladder-asked")
    if kinds & {HELD, DOING}:
        return view.situation.say("drawing-ladder-held")
    return view.store.phrase("drawing-ladder-next" if kinds else "drawing-ladder-plain")


def example_of(view: View, level: Level) -> str:
    """An example of a level that people knew on the day."""
    now = view.store.get("qualifications", _NEW_GRADES).open_on(view.situation.as_of)
    begins = _NOW if now else _THEN
    found = next((text for text in level.examples if text.startswith(begins)), level.examples[0])
    return capital(found.removeprefix(_NOW).removeprefix(_THEN))


def _heading(store: Store) -> tuple[list, list, int]:
    """(nodes, no rounds yet, bottom): what the numbers and the words beside them are."""
    level, height = drawing.written(store.phrase("drawing-ladder-level"), QUIET, 0, 1, WIDTH)
    example, _ = drawing.written(store.phrase("drawing-ladder-example"), QUIET, _BESIDE, 1, WIDTH - _BESIDE)
    return [level, example], [], 1 + height + _GAP


def _rung(view: View, level: Level, example: str, marks: list[Mark], top: int) -> tuple[list, int]:
    """(nodes, height) of one level: its number in a round, its example, and what stands on it."""
    kinds, middle = {mark.kind for mark in marks}, top + _ROUND + 1
    solid = bool(kinds & {HELD, ASKED})
    look = "dr-held" if solid else "dr-goal" if kinds else "dr-box"
    blocks = [[(example or level.title, QUIET)]]
    for kind, of_kind in _by_kind(marks):
        blocks += [[(view.situation.say(f"drawing-mark-{kind}"), NAME)], *_named(view, of_kind, MOST_ON_A_RUNG)]
    made, height = drawing.stacked(blocks, _BESIDE, top + 6, WIDTH - _BESIDE)
    number = str(level.level) if level.level else level.title[:1]
    shown = [
        drawing.node("circle", cx=_RAIL, cy=middle, r=_ROUND, class_=look),
        drawing.node("text", [number], x=_RAIL, y=middle + 6, text_anchor="middle", class_=NAME.classes + " dr-on" * solid),
    ]
    return [*shown, *made], max(2 * _ROUND, height + 6) + _GAP


def _by_kind(marks: list[Mark]) -> list[tuple[str, list[Mark]]]:
    return [(kind, of_kind) for kind in KINDS if (of_kind := [mark for mark in marks if mark.kind == kind])]


def _named(view: View, marks: list[Mark], most: int) -> list[list[tuple[str, Style]]]:
    """The names of some marks, and how many more there are."""
    blocks = [[(mark.name, TEXT)] + [(mark.note, QUIET)] * bool(mark.note) for mark in marks[:most]]
    hidden = len(marks[most:])
    return blocks + [[(view.store.phrase("drawing-more", number=hidden), QUIET)]] * bool(hidden)


def _told(view: View, level: Level, example: str, marks: list[Mark]) -> list[str]:
    store = view.store
    lines = [store.phrase("drawing-ladder-row", level=level.title, example=example) if example else sentence(level.title)]
    for kind, of_kind in _by_kind(marks):
        lines += _each_told(view, f"{level.title}. {view.situation.say(f'drawing-mark-{kind}')}", of_kind, MOST_ON_A_RUNG)
    return lines


def _each_told(view: View, label: str, marks: list[Mark], most: int) -> list[str]:
    lines = [" ".join(sentence(part) for part in (f"{label}: {mark.name}", capital(mark.note or "")) if part) for mark in marks]
    hidden = len(marks[most:])
    return lines + [sentence(view.store.phrase("drawing-more", number=hidden))] * bool(hidden)


def _beside(view: View, marks: list[Mark]) -> list[list[tuple[str, Style]]]:
    head, note = view.store.phrase("drawing-beside"), view.store.phrase("drawing-beside-note")
    return [[(head, NAME)], *_named(view, marks, MOST_BESIDE), [(note, QUIET)]]


def _beside_told(view: View, marks: list[Mark]) -> list[str]:
    lines = _each_told(view, view.store.phrase("drawing-beside"), marks, MOST_BESIDE)
    return [*lines, view.store.phrase("drawing-beside-note")]
