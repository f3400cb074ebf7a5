"""register.db: the official register as last loaded, in a file of its own beside knowledge.db.

It serves the check of our records and looking a title up; no message of a user waits for it. It is made
beside the old one and moved into its place when it is complete.
"""
from __future__ import annotations

import datetime
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterable, Iterator, Optional

import sqlite_utils

from knowledge import register_file
from knowledge.register import AVAILABLE, FIELDS, Listed, Refused, levels, numbers_in, read, standards_in
from knowledge.register_file import NotTheRegister, Raw
from knowledge.register_titles import COMMON, key

SCHEMA = "1"
_BATCH = 1_000
_MOST_WORDS = 30
_COLUMNS = {**{name: field.type for name, field in FIELDS.items()}, "key": str}
_INSERT = f"insert into qualifications ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})"
_LISTED = (
    "select q.number, q.title, q.status, q.organisation, q.acronym, q.levels, q.operational_end, q.in_england, "
    "q.standard, q.standard_title from qualifications q"
)


class RegisterError(Exception):
    """The loaded register cannot be used or written; the text says what to do."""


class NoRegister(RegisterError):
    """No register was loaded yet."""


@dataclass(frozen=True)
class Refusal:
    """A record that was not taken: where it stands in the file, and why."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True)
class Loaded:
    """What a load did. `before` is how many qualifications the register held until then."""

    count: int
    refused: tuple[Refusal, ...]
    source: str
    day: datetime.date
    promised: Optional[int] = None
    before: Optional[int] = None


def load(
    file: Path, path: Path, progress: Callable[[float], object] = lambda done: None, today: Optional[datetime.date] = None
) -> Loaded:
    """Loads the register's file into the database at `path`; what was there stays until all is done.

    `progress` is told how far through the file it is, from 0 to 1.

    Raises:
        NotTheRegister: if the file cannot be used, or holds no good record.
        RegisterError: if the database cannot be written.
    """
    file, path, today = Path(file), Path(path), today or datetime.date.today()
    source = register_file.open_file(file)
    refused: list[Refusal] = []
    before = _held(path)
    with _written(path) as database:
        count = _fill(database, _good(source.records, refused, progress))
        if not count:
            why = f" The first reason is: {refused[0]}." if refused else ""
            raise NotTheRegister(
                f"{file} holds no record that can be used.{why} Give the file that the register's site offers.", tuple(refused)
            )
        _finish(database, {"loaded": today.isoformat(), "source": file.name, "count": count, "refused": len(refused)})
    return Loaded(count, tuple(refused), file.name, today, source.promised, before)


def _good(records: Iterable[Raw], refused: list[Refusal], progress: Callable[[float], object]) -> Iterator[dict]:
    """The records that can be taken, read; the others go to `refused`."""
    places: dict[str, str] = {}
    for raw in records:
        progress(raw.done)
        try:
            if raw.problem:
                raise Refused(raw.problem)
            row = read(raw.record)
            number = row["number"]
            if number in places:
                raise Refused(f"the number {number} was on {places[number]} already")
        except Refused as error:
            refused.append(Refusal(raw.place, str(error)))
            continue
        places[number] = raw.place
        yield row


@contextmanager
def _written(path: Path) -> Iterator[sqlite_utils.Database]:
    """A new database that takes the place of the one at `path` if all goes well, and leaves no trace if not."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        database = sqlite_utils.Database(fresh)
        try:
            yield database
        finally:
            database.close()
        fresh.replace(path)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise RegisterError(f"{path} could not be written ({why}). Check the folder and the space on the disk.") from error
    finally:
        _remove(fresh)


def _remove(fresh: Path) -> None:
    for name in (fresh, fresh.with_name(f"{fresh.name}-journal")):
        try:
            name.unlink(missing_ok=True)
        except OSError:
            pass


def _fill(database: sqlite_utils.Database, rows: Iterable[dict]) -> int:
    database["qualifications"].create(_COLUMNS, pk="number", not_null={"title", "status"})
    count, batch = 0, []
    with database.conn:
        for row in rows:
            row["key"] = key(row["title"], (row["organisation"], row["acronym"])) or None
            batch.append(tuple(row[name] for name in _COLUMNS))
            if len(batch) >= _BATCH:
                database.conn.executemany(_INSERT, batch)
                count += len(batch)
                batch = []
        database.conn.executemany(_INSERT, batch)
    return count + len(batch)


def _finish(database: sqlite_utils.Database, meta: dict) -> None:
    table = database["qualifications"]
    table.create_index(["key"])
    table.create_index(["standard"])
    table.enable_fts(["title", "organisation", "standard_title"], fts_version="FTS5", tokenize="porter")
    database["meta"].insert_all([{"key": name, "value": str(value)} for name, value in {**meta, "schema": SCHEMA}.items()], pk="key")


def _held(path: Path) -> Optional[int]:
    try:
        with Register.open(path) as register:
            return register.count
    except RegisterError:
        return None


class Register:
    """Read-only access to the register as last loaded."""

    def __init__(self, connection: sqlite3.Connection, meta: dict[str, str]):
        self._connection = connection
        self.source, self.day = meta["source"], datetime.date.fromisoformat(meta["loaded"])
        self.count, self.refused = int(meta["count"]), int(meta["refused"])

    @classmethod
    def open(cls, path: Path) -> "Register":
        """Opens the register at `path`.

        Raises:
            NoRegister: if none was loaded yet.
            RegisterError: if the file is not one of ours.
        """
        if not Path(path).is_file():
            raise NoRegister(f"There is no register at {path}. Load one with 'fivesteps knowledge register FILE'.")
        try:
            connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)
            try:
                meta = dict(connection.execute("select key, value from meta"))
                if meta.get("schema") != SCHEMA:
                    raise sqlite3.DatabaseError("it is of another version")
                return cls(connection, meta)
            except BaseException:
                connection.close()
                raise
        except (sqlite3.Error, KeyError, ValueError) as error:
            raise RegisterError(f"{path} cannot be used ({error}). Load the register again.") from error

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def numbered(self, numbers: Iterable[str]) -> list[Listed]:
        """The qualifications with these numbers, in their order; a number that is not there gives nothing."""
        return [row for number in numbers for row in self._listed("where q.number = ?", number)]

    def of_standards(self, standards: Iterable[str]) -> list[Listed]:
        """The end-point assessments of these apprenticeship standards."""
        # The plus keeps SQLite from walking all numbers in order in place of the few standards.
        wanted = "where q.standard > '' and instr(q.standard, ?) > 0 order by +q.number"
        return [row for standard in standards for row in self._listed(wanted, standard)]

    def titled(self, keys: Iterable[str]) -> list[Listed]:
        """The qualifications whose titles have one of these keys (see `register_titles.key`)."""
        found = {row.number: row for name in keys if name for row in self._listed("where q.key = ? order by q.number", name)}
        return list(found.values())

    def available(self) -> Iterator[Listed]:
        """Every qualification that learners can start, unless the register says it is not offered in England."""
        yield from self._listed("where q.status = ? and q.in_england is not 0 order by q.title, q.number", AVAILABLE)

    def find(self, text: str, limit: int = 10) -> list[Listed]:
        """The qualifications that a text names by number or standard, or else by words of the title, best first."""
        if found := self.numbered(numbers_in(text)) + self.of_standards(standards_in(text)):
            return found
        words = list(dict.fromkeys("".join(c if c.isalnum() else " " for c in text.lower()).split()))[:_MOST_WORDS]
        # All words, or else any of those that say something.
        for joiner, chosen in ((" ", words), (" OR ", [word for word in words if word not in COMMON])):
            match = joiner.join(f'"{word}"' for word in chosen)
            if match and (found := self._searched(match, limit)):
                return found
        return []

    def _searched(self, match: str, limit: int) -> list[Listed]:
        return list(self._listed(
            "join (select rowid, rank from qualifications_fts where qualifications_fts match ? order by rank limit ?) f "
            "on f.rowid = q.rowid order by f.rank, q.number", match, limit,
        ))

    def _listed(self, where: str, *values: object) -> Iterator[Listed]:
        try:
            for row in self._connection.execute(f"{_LISTED} {where}", values):
                number, title, status, organisation, acronym, level, ends, in_england, standard, standard_title = row
                yield Listed(
                    number, title, status, organisation, acronym, levels(level or ""),
                    datetime.date.fromisoformat(ends) if ends else None,
                    None if in_england is None else bool(in_england), standard, standard_title,
                )
        except sqlite3.Error as error:
            raise RegisterError(f"The register cannot be read ({error}). Load it again.") from error
