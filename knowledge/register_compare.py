"""Where our records and the official register disagree: pure functions from records and register rows to findings.

A record is matched by the numbers in its `reference` (also those of an apprenticeship standard, ST0454), and
one without numbers by its title. What is regulated elsewhere (degrees, statuses, training) matches nothing.
"""
from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Iterable, Literal, Optional, Protocol

from knowledge.records import Qualification
from knowledge.register import Listed, numbers_in, standards_in
from knowledge.register_phrases import PHRASES, WITH_SCHOOL
from knowledge.register_titles import clearly_different, key, offered_by

By = Literal["number", "standard", "title"]
Kind = Literal["closed there", "open there", "level", "title", "organisation", "not there"]


class Rows(Protocol):
    """What the comparison asks of a register; `register_db.Register` is one."""

    def numbered(self, numbers: Iterable[str]) -> list[Listed]: ...
    def of_standards(self, standards: Iterable[str]) -> list[Listed]: ...
    def titled(self, keys: Iterable[str]) -> list[Listed]: ...
    def available(self) -> Iterable[Listed]: ...


@dataclass(frozen=True)
class Difference:
    """One thing on which a record and the register disagree.

    rows        what the register says
    names       for what is not there: the numbers; otherwise empty
    """

    kind: Kind
    record: Qualification
    by: By
    rows: tuple[Listed, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lacking:
    """Open qualifications of one title and level, about school support staff, that no record of ours is."""

    rows: tuple[Listed, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything found, and how many of our qualifications met the register by each way."""

    differences: tuple[Difference, ...]
    lacking: tuple[Lacking, ...]
    compared: int
    met: dict[By, int]


@dataclass(frozen=True)
class Match:
    """A record with its rows of the register, how they were found, and which of its numbers are not there."""

    record: Qualification
    by: By
    rows: tuple[Listed, ...]
    absent: tuple[str, ...] = ()


def compare(records: Iterable[Qualification], register: Rows, today: datetime.date) -> Comparison:
    """Compares our qualifications with the register as both stand on `today`."""
    ours = [record for record in records if record.kind == "qualification" or numbers_in(record.reference) or standards_in(record.reference)]
    matches = [found for record in ours if (found := match(record, register))]
    differences = [difference for found in matches for difference in differ(found, today)]
    met: dict[By, int] = {"number": 0, "standard": 0, "title": 0}
    for found in matches:
        met[found.by] += bool(found.rows)
    return Comparison(tuple(differences), tuple(lacking(ours, matches, register, today)), len(ours), met)


def match(record: Qualification, register: Rows) -> Optional[Match]:
    """The rows of the register that are this record, or None where there is nothing to go by."""
    if numbers := numbers_in(record.reference):
        rows = register.numbered(numbers)
        there = {row.number for row in rows}
        return Match(record, "number", tuple(rows), tuple(number for number in numbers if number not in there))
    if standards := standards_in(record.reference):
        rows = register.of_standards(standards)
        absent = tuple(name for name in standards if not any(name in (row.standard or "") for row in rows))
        return Match(record, "standard", tuple(rows), absent)
    rows = register.titled(keys(record))
    if own := our_levels(record):
        # The same words at another level are another qualification, unless there is nothing else.
        rows = [row for row in rows if own & set(row.levels)] or rows
    return Match(record, "title", tuple(rows)) if rows else None


def keys(record: Qualification) -> list[str]:
    """The keys of a record's title and other names, as the register's titles have them."""
    found = (key(name, record.awarding) for name in (record.title, *record.aliases))
    return list(dict.fromkeys(name for name in found if name))


def our_levels(record: Qualification) -> set[int]:
    """Every level that a record has."""
    return {*record.levels, record.level} - {None}


def differ(found: Match, today: datetime.date) -> list[Difference]:
    """On what a record and its rows disagree."""
    record, by, rows = found.record, found.by, found.rows
    differences = [Difference("not there", record, by, names=found.absent)] if found.absent else []
    if by == "title":
        rows, strangers = _offered(record, rows)
        if strangers and not rows:
            return [*differences, Difference("organisation", record, by, strangers)]
    differences += _state(record, by, rows, today)
    levels = our_levels(record)
    other_level = tuple(row for row in rows if levels and row.levels and not levels & set(row.levels))
    if other_level:
        differences.append(Difference("level", record, by, other_level))
    if by == "number":
        differences += [Difference("title", record, by, (row,)) for row in rows if _other_title(record, row)]
        _, strangers = _offered(record, rows)
        differences += [Difference("organisation", record, by, strangers)] if strangers else []
    return differences


def _other_title(record: Qualification, row: Listed) -> bool:
    names, owners = (record.title, *record.aliases), (row.organisation, row.acronym, *record.awarding)
    return clearly_different(row.title, names, owners)


def _offered(record: Qualification, rows: Iterable[Listed]) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """The rows of organisations that a record names, and those of others."""
    mine = tuple(row for row in rows if offered_by(record.awarding, row.organisation, row.acronym))
    return mine, tuple(row for row in rows if row not in mine)


def _state(record: Qualification, by: By, rows: tuple[Listed, ...], today: datetime.date) -> list[Difference]:
    """Open here and closed there, or the other way round; a record of several numbers is open while one is."""
    open_rows = tuple(row for row in rows if row.open_on(today))
    if record.offered and record.open_on(today):
        return [Difference("closed there", record, by, rows)] if rows and not open_rows else []
    return [Difference("open there", record, by, open_rows)] if open_rows else []


def lacking(records: list[Qualification], matches: list[Match], register: Rows, today: datetime.date) -> list[Lacking]:
    """Open qualifications of England that are about school support staff and match none of our records."""
    known = {row.number for found in matches for row in found.rows}
    known_keys = {(name, level) for record in records for name in keys(record) for level in our_levels(record) or {None}}
    groups: dict[tuple, list[Listed]] = {}
    for row in register.available():
        if row.number in known or row.in_england is False or not row.open_on(today) or not about_schools(row.title):
            continue
        name = key(row.title, (row.organisation, row.acronym))
        if not any((name, level) in known_keys for level in (*row.levels, None)):
            groups.setdefault((name or row.title, row.levels), []).append(row)
    return [Lacking(tuple(groups[name])) for name in sorted(groups)]


def about_schools(title: str) -> bool:
    """True if a title is about the work of school support staff (see `register_phrases`)."""
    text = " ".join(title.lower().split())
    return bool(_ANY.search(text) or _SCHOOL.search(text) and _WITH_SCHOOL.search(text))


def _starts(phrases: Iterable[str]) -> re.Pattern:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + ")")


_ANY, _SCHOOL, _WITH_SCHOOL = _starts(PHRASES), re.compile(r"\bschools?\b"), _starts(WITH_SCHOOL)
