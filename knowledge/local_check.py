"""What local files must not break together: who is part of whom, and the ids of ours that they name.

`checked` is what a build and `fivesteps knowledge check` call.
"""
from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path
from typing import Iterator, Optional

from knowledge import local_files
from knowledge.content import CONTENT, ContentError, Entry
from knowledge.local_files import LocalFile

# Which fields hold ids of ours, and of which kind.
REFERENCES = {
    "courses": {"qualification": "qualifications", "roles": "roles", "goals": "roles", "topics": "topics"},
    "providers": {"qualifications": "qualifications"},
}


def checked(entries: list[Entry], folder: Path = CONTENT) -> list[LocalFile]:
    """The local files that go with a folder of content, when nothing is wrong with them.

    Args:
        entries: what `content.read` gave of that folder.
        folder: the folder of content; only our own has local files (`local_files.beside`).

    Raises:
        ContentError: with every problem found, one a line.
    """
    return sound(local_files.read(local_files.beside(folder)), entries)


def sound(found: list[LocalFile], entries: list[Entry]) -> list[LocalFile]:
    """The files, with the ids that our records have now.

    Raises:
        ContentError: with every problem found, one a line.
    """
    if problems := [*_parts(found), *_references(found, entries)]:
        raise ContentError("\n".join(problems))
    return [_up_to_date(file, entries) for file in found]


def _parts(found: list[LocalFile]) -> Iterator[str]:
    """Who belongs to whom: every id a file, and nobody a part of itself."""
    by_id = {file.place.id: file for file in found}
    for file in found:
        for id in file.place.part_of:
            if id not in by_id:
                yield f"{file.at('part_of')}: part_of: there is no file '{id}.yml' beside this one. Add it, or correct the id."
        if round_trip := _way_back(file.place.id, by_id):
            yield f"{file.at('part_of')}: part_of goes round in a circle ({', '.join(round_trip)}). Take one of them out."


def _way_back(start: str, by_id: dict[str, LocalFile]) -> Optional[list[str]]:
    """A way by `part_of` from a place back to itself."""
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop()
        for id in by_id[way[-1]].place.part_of if way[-1] in by_id else []:
            if id == start:
                return [*way, start]
            if id not in seen:
                seen.add(id)
                ways.append([*way, id])
    return None


def _references(found: list[LocalFile], entries: list[Entry]) -> Iterator[str]:
    """Ids of ours that a file names."""
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.kind, set()).update({entry.record.id, *entry.record.former_ids})
    for one in (item for file in found for item in file.items):
        for field, kind in REFERENCES.get(one.kind, {}).items():
            given = getattr(one.item, field)
            for id in given if isinstance(given, list) else [given] if given else []:
                if id not in ids.get(kind, ()):
                    near = difflib.get_close_matches(id, ids.get(kind, ()), n=1, cutoff=0.6)
                    hint = f"Did you mean '{near[0]}'?" if near else f"Find ids with 'fivesteps knowledge search', or leave {field} out."
                    yield f"{one.at(field)}: {field}: there is no '{id}' among the {kind}. {hint}"


def _up_to_date(file: LocalFile, entries: list[Entry]) -> LocalFile:
    """The file with the ids that records have now, where it names former ones."""
    former = {(entry.kind, old): entry.record.id for entry in entries for old in entry.record.former_ids}
    items = []
    for found in file.items:
        now = {}
        for field, kind in REFERENCES.get(found.kind, {}).items():
            given = getattr(found.item, field)
            now[field] = [former.get((kind, id), id) for id in given] if isinstance(given, list) else former.get((kind, given), given)
        items.append(replace(found, item=found.item.copy(update=now)))
    return replace(file, items=items)
