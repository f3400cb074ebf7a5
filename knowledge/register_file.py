"""A file of the register, as downloaded: its records one by one, whatever lies between them.

It is CSV (with commas, semicolons or tabs), or JSON: a list, a list inside `{"results": [...]}`, pages
of such lists, records by their numbers, one record, or a record a line. A record that cannot be told from its neighbours is given
with its place and the reason; a file that is none of these is a `NotTheRegister`.
"""
from __future__ import annotations

import csv
import json
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator, Optional, TextIO

from knowledge import register

# Keys under which a page of records keeps its list, and its count of all records.
_LISTS = {"results", "value", "items", "data", "qualifications"}
_COUNTS = {"count", "total", "totalcount"}
# A record may have line breaks inside quotation marks, but not as many as this.
_LINES_OF_A_RECORD = 100
_REMEDY = "Give the file that the register's site offers."


class NotTheRegister(Exception):
    """The file is not one of the register; the text says why and what to give. `refused` are its records, if any."""

    def __init__(self, text: str, refused: tuple = ()):
        super().__init__(text)
        self.refused = refused


@dataclass(frozen=True)
class Raw:
    """One record as it stands in the file: where, how far through the file (0 to 1), and what, or why not."""

    place: str
    done: float
    record: dict = field(default_factory=dict)
    problem: Optional[str] = None


@dataclass
class Source:
    """The records of a file; `promised` is how many the file itself says there are, known when all are read."""

    records: Iterator[Raw] = field(default_factory=lambda: iter(()))
    promised: Optional[int] = None


def open_file(path: Path) -> Source:
    """The records of the file at `path`; CSV and a record a line are read as they are asked for, other JSON at once.

    Raises:
        NotTheRegister: if the file cannot be used at all; reading its records may say so too.
    """
    path, source = Path(path), Source()
    with _plainly(path), path.open(encoding="utf-8-sig", newline="") as file:
        line = next((line.strip() for line in file if line.strip()), "")
        if not line:
            raise NotTheRegister(f"{path} is empty. {_REMEDY}")
        if line[0] not in "[{":
            source.records = _csv(path)
        elif isinstance(value := _line(line), _Broken):
            file.seek(0)
            source.records = _whole(_parsed(path, file.read()), source)
        elif any(rest.strip() for rest in file):
            # A first line that is complete means a record a line; a broken list is never taken for that.
            source.records = _by_line(path, source)
        else:
            source.records = _whole(value, source)
    return source


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Turns what opening and reading a file can raise into one sentence."""
    try:
        if path.exists() and not path.is_file():
            raise NotTheRegister(f"{path} is a folder, or no plain file. Give the path of the register's file.")
        yield
    except UnicodeDecodeError as error:
        raise NotTheRegister(f"{path} is not UTF-8 text. Save it as CSV (UTF-8), or load the file as downloaded.") from error
    except OSError as error:
        raise NotTheRegister(f"{path} cannot be read ({error.strerror}). Give the path of the register's file.") from error


# JSON


@dataclass(frozen=True)
class _Broken:
    reason: str


def _parsed(path: Path, text: str) -> object:
    try:
        return json.loads(text, object_hook=_slim)
    except json.JSONDecodeError as error:
        raise NotTheRegister(f"{path} is not JSON (line {error.lineno}: {error.msg}). Download it again, or correct that line.") from error
    except RecursionError as error:
        raise NotTheRegister(f"{path} is nested too deeply for the register. {_REMEDY}") from error
    except ValueError as error:
        raise NotTheRegister(f"{path} holds a number that is too long. {_REMEDY}") from error


def _line(line: str) -> object:
    try:
        return json.loads(line.strip().rstrip(","), object_hook=_slim)
    except (ValueError, RecursionError):
        return _Broken("it is not JSON")


def _whole(value: object, source: Source) -> Iterator[Raw]:
    found = list(_unwrapped(value, source))
    for index, item in enumerate(found, start=1):
        yield _raw(f"record {index}", index / len(found), item)


def _by_line(path: Path, source: Source) -> Iterator[Raw]:
    with _plainly(path), path.open(encoding="utf-8-sig", newline="") as file:
        size = max(path.stat().st_size, 1)
        for number, line in enumerate(file, start=1):
            for item in _unwrapped(_line(line), source) if line.strip() else ():
                yield _raw(f"line {number}", min(file.buffer.tell() / size, 1.0), item)


def _raw(place: str, done: float, item: object) -> Raw:
    if isinstance(item, _Broken):
        return Raw(place, done, problem=item.reason)
    if not isinstance(item, dict):
        return Raw(place, done, problem="it is not a record with names and values")
    return Raw(place, done, item)


def _slim(found: dict) -> dict:
    """A record without what is not kept, so that a large file takes less memory; any other object as it is."""
    if any(register.column(key) == "number" for key in found):
        return {key: value for key, value in found.items() if value is not None and register.column(key)}
    return found


def _unwrapped(value: object, source: Source) -> Iterator[object]:
    """The records of a page, of a list of pages, or of a list; what pages promise is kept."""
    waiting = deque([value])
    while waiting:
        value = waiting.popleft()
        inner = _inner(value, source)
        if inner is None:
            yield value
        else:
            waiting.extendleft(reversed(inner))


def _inner(value: object, source: Source) -> Optional[list]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if value and all(register.numbers_in(key) and isinstance(part, dict) for key, part in value.items()):
        return [{"QualificationNumber": key, **part} for key, part in value.items()]
    lists = [part for key, part in value.items() if register.plain(key) in _LISTS and isinstance(part, list)]
    if len(lists) != 1 or any(register.column(key) == "number" for key in value):
        return None
    counts = [part for key, part in value.items() if register.plain(key) in _COUNTS and type(part) is int]
    source.promised = max([*counts, source.promised or 0]) or None
    return lists[0]


# CSV


class _Lines:
    """The lines of a file with their numbers, some of which can be given back to be read again."""

    def __init__(self, file: TextIO):
        self.file, self.number = file, 0
        self._again: deque[str] = deque()

    def take(self) -> Optional[str]:
        line = self._again.popleft() if self._again else self.file.readline()
        if not line:
            return None
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        self.number -= len(lines)
        self._again.extendleft(reversed(lines))


def _csv(path: Path) -> Iterator[Raw]:
    with _plainly(path), path.open(encoding="utf-8-sig", newline="") as file:
        size = max(path.stat().st_size, 1)
        lines = _Lines(file)
        headings, sign = _headings(path, lines)
        while (found := _next(lines, headings, sign)) is not None:
            first, values, problem = found
            done = min(file.buffer.tell() / size, 1.0)
            if problem is None and not any(value.strip() for value in values):
                continue
            if problem is None and len(values) != len(headings):
                problem = f"it has {len(values)} columns where the headings have {len(headings)}"
            record = {} if problem else dict(zip(headings, values))
            yield Raw(f"line {first}", done, record, problem)


def _headings(path: Path, lines: _Lines) -> tuple[list[str], str]:
    """The headings of the file, and the sign between its columns."""
    line = lines.take()
    while line is not None and not line.strip():
        line = lines.take()
    best: list[str] = []
    for sign in ",;\t|":
        headings = _split(line or "", sign) or []
        if len(register.missing(headings)) < len(register.missing(best)) or not best:
            best, chosen = headings, sign
    if lacking := register.missing(best):
        named = " and ".join(lacking)
        raise NotTheRegister(f"{path} is not the register: it has no column {named}. {_REMEDY}")
    return best, chosen


def _split(line: str, sign: str) -> Optional[list[str]]:
    """The values of one line on its own, or None if its quotation marks do not close."""
    try:
        return next(csv.reader([line], delimiter=sign, strict=True), [])
    except csv.Error:
        return None


def _next(lines: _Lines, headings: list[str], sign: str) -> Optional[tuple[int, list[str], Optional[str]]]:
    """The next record: its first line, its values, and what is wrong with its quotation marks.

    A quotation mark that is never closed would swallow the records after it. Where that may have happened,
    only the first line is refused, and reading goes on with the second.
    """
    used: list[str] = []

    def supply() -> Iterator[str]:
        while len(used) < _LINES_OF_A_RECORD and (line := lines.take()) is not None:
            used.append(line)
            yield line

    first = lines.number + 1
    try:
        values = next(csv.reader(supply(), delimiter=sign, strict=True))
    except StopIteration:
        return None
    except csv.Error:
        values = None
    swallowed = len(used) > 1 and (
        values is None or len(values) != len(headings) or any(_is_record(line, headings, sign) for line in used[1:])
    )
    if values is None or swallowed:
        lines.give_back(used[1:])
        return first, [], "its quotation marks do not close, or it is too long"
    return first, values, None


def _is_record(line: str, headings: list[str], sign: str) -> bool:
    """True if a line on its own is a record of the register."""
    values = _split(line, sign)
    if not values or len(values) != len(headings):
        return False
    return any(register.column(name) == "number" and register.numbers_in(value) for name, value in zip(headings, values))
