"""Reads `local/<id>.yml`, the files of schools, trusts, councils and union branches, and checks them.

A school's editor may not know YAML, so every value is taken as the words that were typed (01632 960001 is a
phone number, `no` is a word), and each problem names file, line and remedy. A missing folder is fine.
"""
from __future__ import annotations

import codecs
import difflib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

import yaml
from pydantic import BaseModel, ValidationError

from knowledge import content, content_yaml
from knowledge.content import CONTENT, ContentError
from knowledge.content_yaml import NULL, TEXT, Fault
from knowledge.record_local import KINDS, SINGLE, SITES, Item, Place

FOLDER = Path(__file__).resolve().parent.parent / "local"


@dataclass(frozen=True)
class Found:
    """One item of a file, its kind, and where it stands."""

    file: str
    kind: str
    item: Item
    node: yaml.Node

    def at(self, *path) -> str:
        """Where a field is, as problems name it: "local/hill-school.yml line 12: courses"."""
        return f"{self.file} line {content_yaml.line_of(self.node, path, self.node.start_mark.line + 1)}: {self.kind}"


@dataclass(frozen=True)
class LocalFile:
    """What one file says: who speaks, and everything it tells."""

    name: str
    place: Place
    items: list[Found]
    node: yaml.Node

    def at(self, field: str) -> str:
        """Where a field of `place` is, as problems name it."""
        return f"{self.name} line {content_yaml.line_of(self.node, ('place', field), 1)}"


def beside(folder: Path = CONTENT) -> Optional[Path]:
    """The folder of local files that goes with a folder of content: with our own, `local/`; with any other, none.

    FIVESTEPS_LOCAL moves it.
    """
    return Path(os.environ.get("FIVESTEPS_LOCAL") or FOLDER) if Path(folder) == CONTENT else None


def files(folder: Optional[Path]) -> list[Path]:
    """Every local file, in a fixed order. Only names that end in .yml count, so an example can lie beside them."""
    return [path for path in _listed(folder) if path.suffix == ".yml"]


def _listed(folder: Optional[Path]) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise ContentError(f"{folder}: this folder cannot be opened ({error.strerror}). Allow reading it.") from error


def fingerprint(folder: Path = CONTENT) -> str:
    """A short name for the content of a folder with its local files; without any, the content's own name.

    Raises:
        ContentError: if a file may not be read.
    """
    ours, found = content.fingerprint(folder), files(beside(folder))
    if not found:
        return ours
    digest = hashlib.sha256(ours.encode())
    for path in found:
        digest.update(path.name.encode() + b"\0" + _bytes(path) + b"\0")
    return digest.hexdigest()[:12]


def read(folder: Optional[Path]) -> list[LocalFile]:
    """All local files, each sound in itself; `local_check` looks at them together.

    Args:
        folder: where they are; None, or a folder that is not there, gives no files.

    Raises:
        ContentError: with every problem found, one a line.
    """
    found, problems = [], _misnamed(folder)
    for path in files(folder):
        read_in = _file(path, problems)
        if read_in:
            found.append(read_in)
    if problems:
        raise ContentError("\n".join(problems))
    return found


def _misnamed(folder: Optional[Path]) -> list[str]:
    """Files that look like local files and would be passed over."""
    return [
        f"{path.parent.name}/{path.name}: local files end in .yml. Rename this one."
        for path in _listed(folder) if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yml"
    ]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ContentError(f"{path.parent.name}/{path.name}: this file cannot be opened ({error.strerror}). Allow reading it.") from error


def _file(path: Path, problems: list[str]) -> Optional[LocalFile]:
    """One file; what is wrong with it is added to `problems`."""
    name, faults = f"{path.parent.name}/{path.name}", []
    try:
        # Windows puts a mark in front of a text that it saves as UTF-8.
        node, faults = content_yaml.parse(_bytes(path).removeprefix(codecs.BOM_UTF8))
    except ContentError as error:
        problems.append(str(error))
        return None
    made = None
    try:
        # An alias could make a small file endless, and nobody needs one here.
        if node is not None and (again := _as_words(node, set())):
            faults.append(Fault(again, "Another line refers to this one with '*'. Write it out there too."))
        elif node is not None:
            given = content_yaml.value(node, faults)
            made = _whole(name, path.stem, node, given, faults) if not faults else None
    except RecursionError:
        faults.append(Fault(1, "Lists stand in lists too often here. Write it as the example beside it is written."))
    problems += [f"{name} line {fault.line}: {fault.text}" for fault in sorted(faults, key=lambda fault: fault.line)]
    return made if not faults else None


def _as_words(node: yaml.Node, seen: set[int]) -> Optional[int]:
    """Makes every value the words that were typed; only what is left empty stays nothing.

    Gives the line of a node that stands in two places, if there is one.
    """
    if id(node) in seen:
        return node.start_mark.line + 1
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if node.tag in (TEXT, content_yaml.BOOL, content_yaml.INT, content_yaml.FLOAT, content_yaml.DATE):
            node.value = " ".join(node.value.split())
            node.tag = TEXT if node.value else NULL
        return None
    parts = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    return next((line for part in parts if (line := _as_words(part, seen))), None)


def _whole(name: str, stem: str, node: yaml.Node, given, faults: list[Fault]) -> Optional[LocalFile]:
    """The file as a whole: its place, then its items."""
    if not isinstance(given, dict):
        faults.append(Fault(1, "A local file begins with 'place:'. Write it as the example beside it is written."))
        return None
    for key in given:
        if key not in ("place", *KINDS, *SITES):
            faults.append(Fault(content_yaml.line_of(node, (key,), 1), _unknown(key, ["place", *KINDS, *SITES])))
    if not isinstance(given.get("place"), dict):
        faults.append(Fault(content_yaml.line_of(node, ("place",), 1), "Nothing says whose file this is. Give 'place:' with id, name and kind."))
        return None
    place = _place(given, node, faults)
    if place and place.id != stem:
        faults.append(Fault(content_yaml.line_of(node, ("place", "id"), 1), f"The id is '{place.id}', but the file is named '{stem}'. Make the two the same."))
    items = []
    for kind, model in KINDS.items():
        for path, row in _rows(kind, given.get(kind), node, faults):
            if "place" in row:
                faults.append(Fault(content_yaml.line_of(node, (*path, "place"), 1), "'place' is not written here. Take it out."))
            elif item := _made(model, {**row, "place": stem}, node, path, faults):
                items.append(Found(name, kind, item, _node_at(node, path)))
    return LocalFile(name, place, items, node) if place else None


def _place(given: dict, node: yaml.Node, faults: list[Fault]) -> Optional[Place]:
    """Who speaks, with the sites that stand beside it in the file."""
    own, sites = given["place"], {}
    for name in SITES:
        value = given.get(name) or []
        if name in own:
            faults.append(Fault(content_yaml.line_of(node, ("place", name), 1), f"'{name}' stands beside 'place', not in it. Move it to the left, on lines of its own."))
        elif not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            faults.append(Fault(content_yaml.line_of(node, (name,), 1), f"'{name}' must be a list of addresses. Begin each with '- '."))
        elif _made(Place, {"id": "any", "name": "any", "kind": "school", name: value}, node, (), faults):
            sites[name] = value
    return _made(Place, {**{key: value for key, value in own.items() if key not in SITES}, **sites}, node, ("place",), faults)


def _rows(kind: str, given, node: yaml.Node, faults: list[Fault]) -> Iterator[tuple[tuple, dict]]:
    """(path, values) of each item of a kind."""
    if given is None:
        return
    rows = [((kind,), given)] if kind == SINGLE else [((kind, number), row) for number, row in enumerate(given)] if isinstance(given, list) else None
    if rows is None:
        faults.append(Fault(content_yaml.line_of(node, (kind,), 1), f"'{kind}' must be a list. Begin each item with '- '."))
        return
    for path, row in rows:
        if isinstance(row, dict):
            yield path, row
        else:
            faults.append(Fault(content_yaml.line_of(node, path, 1), f"'{kind}' has something that is no item here. Write fields as 'name: text'."))


def _node_at(node: yaml.Node, path: tuple) -> yaml.Node:
    for part in path:
        node = node.value[part] if isinstance(part, int) else next(value for key, value in node.value if key.value == part)
    return node


def _made(model: type[BaseModel], given: dict, node: yaml.Node, path: tuple, faults: list[Fault]) -> Optional[BaseModel]:
    """The record of some values; what its model refuses is added to `faults`."""
    try:
        return model(**given)
    except ValidationError as error:
        for found in error.errors():
            where = tuple(part for part in found["loc"] if part != "__root__")
            text = f"{(*path, *where)[0]}: {_sentence(found, where, model)}"
            faults.append(Fault(content_yaml.line_of(node, (*path, *where), 1), text))
        return None


def _sentence(found: dict, where: tuple, model: type[BaseModel]) -> str:
    """What pydantic found, as an editor is told it."""
    name = next((part for part in reversed(where) if isinstance(part, str)), "")
    if found["type"] == "value_error.extra":
        for part in where[:-1]:
            model = model if isinstance(part, int) else model.__fields__[part].type_
        return _unknown(name, [field.alias for field in model.__fields__.values() if field.alias not in ("place", *SITES)])
    if found["type"] == "value_error.missing":
        return f"'{name}' is missing. Add it."
    if found["type"] == "type_error.none.not_allowed":
        return f"'{name}' is empty. Fill it in, or take the line out."
    if found["type"] == "value_error.const":
        return f"'{name}' cannot be '{found['ctx']['given']}'. Use one of: {', '.join(found['ctx']['permitted'])}."
    if found["type"] == "type_error.list":
        return f"'{name}' must be a list. Write it as [one, another]."
    if found["type"].startswith("type_error"):
        return f"'{name}' must be one text. Write it after the colon."
    return f"'{name}': {found['msg']}" if name else found["msg"]


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"'{name}' is not known here. " + (f"Did you mean '{near[0]}'?" if near else f"Use one of: {', '.join(known)}.")
