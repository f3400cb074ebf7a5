"""Reads the content files (`knowledge/content/**/*.yml`) into typed records.

Each file is a mapping from a kind (`roles`, `qualifications` ...) to a list of records. What cannot be
read gives a `ContentError` whose lines name file, line, record and remedy.
"""
from __future__ import annotations

import difflib
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Union

import yaml

from knowledge import content_faults, content_yaml
from knowledge.content_yaml import NULL, Fault
from knowledge.records import KINDS, Record

CONTENT = Path(__file__).resolve().parent / "content"


class ContentError(Exception):
    """Something an editor has to put right; the text says where and how."""


@dataclass(frozen=True)
class Entry:
    """A record, the file it came from, and the line it begins on (0 where it came from no file)."""

    file: str
    kind: str
    record: Record
    line: int = 0
    node: Optional[yaml.Node] = field(default=None, repr=False, compare=False)

    def line_of(self, *path: Union[str, int]) -> int:
        """The line of a field, or of a part of it: `entry.line_of("entry", 0, "bridge")`."""
        return content_yaml.line_of(self.node, path, self.line)

    def at(self, *path: Union[str, int]) -> str:
        """Where that is, as problems name it: "roles.yml line 12: roles 'school-cook'"."""
        return f"{self.place(*path)}: {self.kind} '{self.record.id}'"

    def place(self, *path: Union[str, int]) -> str:
        """The same without the record: "roles.yml line 12"."""
        line = self.line_of(*path)
        return f"{self.file} line {line}" if line else self.file


def files(folder: Path = CONTENT) -> list[Path]:
    """Every content file, in a fixed order.

    Raises:
        ContentError: if a folder may not be opened.
    """
    found = []
    for where, _folders, names in os.walk(folder, onerror=_closed):
        found += [Path(where, name) for name in names if name.endswith(".yml") and not name.startswith(".")]
    return sorted(found)


def _closed(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise ContentError(f"{error.filename}: this folder cannot be opened ({error.strerror}). Allow reading it.") from error


def fingerprint(folder: Path = CONTENT) -> str:
    """A short name for exactly this content: the same files give the same text.

    Raises:
        ContentError: if a file may not be read.
    """
    digest = hashlib.sha256()
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        except OSError as error:
            raise ContentError(_locked(name, error)) from error
    return digest.hexdigest()[:12]


def _locked(name: str, error: OSError) -> str:
    return f"{name}: this file cannot be opened ({error.strerror}). Allow reading it."


def read(folder: Path = CONTENT) -> list[Entry]:
    """All records of the content folder.

    Raises:
        ContentError: with every problem found, one a line.
    """
    entries, problems = [], _misnamed(folder)
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            entries += _file(name, path.read_bytes(), problems)
        except OSError as error:
            problems.append(_locked(name, error))
    if not entries and not problems:
        problems.append(f"{folder}: there are no content files here. Give the folder that holds them.")
    if problems:
        raise ContentError("\n".join(problems))
    return entries


def _misnamed(folder: Path) -> list[str]:
    """Files that look like content and would be passed over."""
    found = sorted(Path(folder).rglob("*.yaml"))
    return [f"{path.relative_to(folder).as_posix()}: content files end in .yml. Rename this one." for path in found]


def _file(name: str, data: bytes, problems: list[str]) -> list[Entry]:
    """The records of one file; what is wrong with it is added to `problems`."""
    node, faults = content_yaml.parse(data)
    entries: list[Entry] = []
    if node is not None and not isinstance(node, yaml.MappingNode):
        faults.append(Fault(node.start_mark.line + 1, "A file begins with a kind of record, such as 'roles:'. Put that line first."))
    elif node is not None:
        lines: dict[str, int] = {}
        for kind, rows in node.value:
            fault = _heading(kind, rows, lines)
            if fault:
                faults.append(fault)
            elif rows.tag != NULL:
                entries += _rows(name, kind.value, rows, problems)
    problems += [f"{name} line {fault.line}: {fault.text}" for fault in faults]
    return entries


def _heading(kind: yaml.Node, rows: yaml.Node, lines: dict[str, int]) -> Optional[Fault]:
    """What is wrong with the line that names a kind, or None. `lines` remembers the kinds of the file."""
    line, name = kind.start_mark.line + 1, kind.value
    if not isinstance(kind, yaml.ScalarNode) or name not in KINDS:
        near = difflib.get_close_matches(str(name), KINDS, n=1, cutoff=0.6)
        hint = f"Did you mean '{near[0]}'?" if near else f"Use one of: {', '.join(KINDS)}."
        return Fault(line, f"{name!r:.60} is not a kind of record. {hint}")
    if name in lines:
        return Fault(line, f"'{name}' is written twice in this file (first in line {lines[name]}). Put its records together under one.")
    lines[name] = line
    if rows.tag != NULL and not isinstance(rows, yaml.SequenceNode):
        return Fault(line, f"'{name}' must be a list of records. Begin each record with '- id: ...'.")
    return None


def _rows(name: str, kind: str, rows: yaml.SequenceNode, problems: list[str]) -> list[Entry]:
    entries = []
    for node in rows.value:
        record, id, faults = content_faults.record(kind, KINDS[kind], node)
        which = f"{kind} '{id}'" if id else f"{kind}, a record with no id"
        problems += [f"{name} line {fault.line}: {which}: {fault.text}" for fault in faults]
        if record is not None:
            entries.append(Entry(name, kind, record, node.start_mark.line + 1, node))
    return entries
