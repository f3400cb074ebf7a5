"""What an editor must not break: `fivesteps knowledge check`.

Each check takes the entries and yields problems as plain sentences that name file, line, record and remedy.
What is only worth a look is in `review`.
"""
from __future__ import annotations

import difflib
from collections import defaultdict
from typing import Iterator

from knowledge.content import Entry
from knowledge.records import Dated, Qualification, last_day
from knowledge.references import Reference, references


def problems(entries: list[Entry]) -> list[str]:
    """Everything wrong with the content, as sentences; an empty list means it may be built."""
    ids = _ids(entries)
    found: list[str] = []
    for check in (_twice, _references, _unused, _ended, _aliases):
        found += check(entries, ids)
    return found


def _ids(entries: list[Entry]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        ids[entry.kind].update({entry.record.id, *entry.record.former_ids})
    return ids


def _twice(entries: list[Entry], ids) -> Iterator[str]:
    seen: dict[tuple[str, str], tuple[Entry, tuple]] = {}
    for entry in entries:
        places = {entry.record.id: ("id",)}
        for number, former in enumerate(entry.record.former_ids):
            places.setdefault(former, ("former_ids", number))
        for name, path in places.items():
            other, where = seen.setdefault((entry.kind, name), (entry, path))
            if other is not entry:
                yield f"{entry.at(*path)}: the id '{name}' is also used in {other.place(*where)}. Merge the two, or rename one."


def _references(entries: list[Entry], ids) -> Iterator[str]:
    for entry in entries:
        for reference in references(entry.kind, entry.record):
            if not any(reference.id in ids[kind] for kind in reference.kinds):
                yield f"{entry.at(*reference.path)}: {_nothing(reference, ids)}"


def _nothing(reference: Reference, ids: dict[str, set[str]]) -> str:
    """The sentence about a reference to nothing, with the nearest id there is."""
    known = sorted(set().union(*(ids[kind] for kind in reference.kinds)))
    near = difflib.get_close_matches(reference.id, known, n=1, cutoff=0.75)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    if reference.kinds == ("sources",):
        return f"{reference.field}: the source '{reference.written}' is not in the sources files.{hint} Add it there, or correct the id."
    if reference.written != reference.id:
        return f"{reference.field}: '{reference.written}' points at nothing.{hint} Write 'role:some-id' with an id that exists."
    among = " or ".join(kind.replace("_", " ") for kind in reference.kinds)
    return f"{reference.field}: there is no '{reference.id}' among the {among}.{hint} Correct it, or add that record."


def _unused(entries: list[Entry], ids) -> Iterator[str]:
    used = {
        reference.id for entry in entries for reference in references(entry.kind, entry.record) if reference.kinds == ("sources",)
    }
    for entry in entries:
        if entry.kind == "sources" and not used & {entry.record.id, *entry.record.former_ids}:
            yield f"{entry.at('id')}: nothing rests on this source. Name it in the record it supports, or take it out."


def _ended(entries: list[Entry], ids) -> Iterator[str]:
    for entry in entries:
        record = entry.record
        if not isinstance(record, Dated):
            continue
        if record.closed and not (record.replaced_by or record.closed_reason):
            yield f"{entry.at('closed')}: it is closed, but nothing says what came after. Give replaced_by or closed_reason."
        if isinstance(record, Qualification):
            if record.opened is None:
                yield f"{entry.at()}: nothing says when it began. Give 'opened' (or 'before-2004')."
            if not record.offered and not (record.replaced_by or record.closed_reason):
                yield f"{entry.at('offered')}: it is no longer offered, but nothing says why. Give replaced_by or closed_reason."
        yield from _backwards(entry, record)
        for field in ("entry", "counts"):
            for number, part in enumerate(getattr(record, field, [])):
                yield from _backwards(entry, part, (field, number))


def _backwards(entry: Entry, part, path: tuple = ()) -> Iterator[str]:
    """A thing, or a part of it, that ends before it begins."""
    for first, last in (("opened", "closed"), ("gained_from", "gained_until")):
        began, ended = getattr(part, first, None), getattr(part, last, None)
        if began and ended and began[0].isdigit() and ended[0].isdigit() and last_day(ended) < last_day(began):
            yield f"{entry.at(*path, last)}: it closes before it opens ('{began}', then '{ended}'). Correct '{first}' or '{last}'."


def names(entry: Entry) -> list[str]:
    """Every name a person may use for a role or qualification."""
    record = entry.record
    return [record.title, *record.aliases, *([record.short] if getattr(record, "short", None) else [])]


def _aliases(entries: list[Entry], ids) -> Iterator[str]:
    """A job and a qualification may not share a name either: the guide would take one for the other."""
    choices = {text.lower() for entry in entries if entry.kind == "aliases" for text in (entry.record.text, *entry.record.also)}
    seen: dict[str, Entry] = {}
    for entry in (e for e in entries if e.kind in ("roles", "qualifications")):
        for name in sorted({n.lower() for n in names(entry)}):
            other = seen.setdefault(name, entry)
            if other is not entry and name not in choices:
                yield (
                    f"{entry.at(*name_path(entry, name))}: '{name}' also names '{other.record.id}' "
                    f"in {other.place(*name_path(other, name))}. "
                    "Take it out of one, or add it to aliases.yml with a question to choose by."
                )


def name_path(entry: Entry, name: str) -> tuple:
    """Where a name (in small letters) stands in its record, for its line."""
    for number, alias in enumerate(entry.record.aliases):
        if alias.lower() == name:
            return ("aliases", number)
    return ("title",) if entry.record.title.lower() == name else ("short",)
