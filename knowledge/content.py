"""Reads the content files (`knowledge/content/**/*.yml`) into typed records.

Each file is a mapping from a kind (`roles`, `qualifications` ...) to a list of records. A file that
cannot be read gives a `ContentError` that names file, record and remedy.
"""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from knowledge.records import KINDS, Record

CONTENT = Path(__file__).resolve().parent / "content"


class ContentError(Exception):
    """Something an editor has to put right; the text says where and how."""


@dataclass(frozen=True)
class Entry:
    """A record and the file it came from."""

    file: str
    kind: str
    record: Record


def files(folder: Path = CONTENT) -> list[Path]:
    """Every content file, in a fixed order."""
    return sorted(folder.rglob("*.yml"))


def fingerprint(folder: Path = CONTENT) -> str:
    """A short name for exactly this content: the same files give the same text."""
    digest = hashlib.sha256()
    for path in files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def read(folder: Path = CONTENT) -> list[Entry]:
    """All records of the content folder.

    Raises:
        ContentError: with every problem found, one a line.
    """
    entries, problems = [], []
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            entries += _file(name, path.read_text(encoding="utf-8"), problems)
        except yaml.YAMLError as error:
            problems.append(f"{name}: this is not valid YAML ({_one_line(error)}). Check the indents and the quotes.")
    if not entries and not problems:
        problems.append(f"{folder}: there are no content files here. Give the folder that holds them.")
    if problems:
        raise ContentError("\n".join(problems))
    return entries


def _file(name: str, text: str, problems: list[str]) -> list[Entry]:
    """The records of one file; what is wrong with it is added to `problems`."""
    entries = []
    for kind, rows in (yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}).items():
        if kind not in KINDS:
            problems.append(f"{name}: '{kind}' is not a kind of record. Use one of: {', '.join(KINDS)}.")
            continue
        for row in rows or []:
            problems += [f"{name}: {kind} '{row.get('id')}': {found}" for found in _bare_words(row)] if isinstance(row, dict) else []
            try:
                entries.append(Entry(name, kind, KINDS[kind](**row)))
            except ValidationError as error:
                which = row.get("id", "a record with no id") if isinstance(row, dict) else repr(row)[:40]
                problems += [
                    f"{name}: {kind} '{which}': {'.'.join(str(part) for part in e['loc'])}: {e['msg']}. Correct that line."
                    for e in error.errors()
                ]
            except TypeError:
                problems.append(f"{name}: {kind}: {row!r:.40} is not a record. Write it as 'id: ...' and its fields.")
    return entries


def _bare_words(value, key: str = "") -> list[str]:
    """YAML reads a bare yes, no, on or off in a list as true or false, and 1:1 as 61; an editor means the word."""
    if isinstance(value, dict):
        return [found for name, part in value.items() for found in _bare_words(part, name)]
    if isinstance(value, list):
        wrong = [part for part in value if isinstance(part, bool) or key in ("words", "aliases") and isinstance(part, (int, float))]
        nested = [found for part in value if isinstance(part, dict) for found in _bare_words(part, key)]
        return [f"{key}: '{part}' was a bare word such as yes, no or 1:1. Put it in quotes." for part in wrong] + nested
    return []


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
