"""`fivesteps backup` and `fivesteps restore`: what cannot be made again, in one file for its owner alone.

That is the database of what people leave, the key that their codes and tokens are made with, and the files of the
schools. The knowledge base and the model are made again from the project.

Who was forgotten stays forgotten: the database keeps a mark of each forgotten plan, which says nothing of anybody, and
a restore removes those plans from the older copy. What was counted for insights stays as it was counted.
"""
from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import shutil
import sqlite3
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Optional

import sqlalchemy as sa

from bot import settings
from bot.backup_files import put, sweep, to_disk, workshop
from knowledge import kept, local_files
from knowledge.insights_db import CannotCount, Counted
from knowledge.insights_db import Database as Counting
from knowledge.people import People, PeopleError, Purged

FORMAT = 1
_PEOPLE, _SECRET, _MANIFEST, _LOCAL = "people.db", "secret", "backup.json", "local/"
_MOST_BYTES = 16 * 2**20
# Nothing that is done here goes by the key, and the one that is there may be what is damaged.
_NO_KEY = b""


class BackupError(Exception):
    """No backup could be made or brought back; the text says why and what to do. Nothing was changed."""


@dataclass(frozen=True)
class Backup:
    """What a backup holds: when it was made, and how many plans and school files are in it."""

    made: str
    plans: int
    schools: int


@dataclass(frozen=True)
class Restored:
    """What a restore did.

    forgotten     plans that were in the backup and had been forgotten since
    purged        what was kept too long; None where the clock may be wrong, for then nothing is taken for too old
    marks_known   False where the database that was there told no more who was forgotten since
    key_is_used   False where FIVESTEPS_SECRET here is another key than that of the backup
    """

    held: Backup
    forgotten: int
    purged: Optional[Purged]
    marks_known: bool
    key_is_used: bool


def make(file: Path, now: datetime.datetime) -> Backup:
    """Writes a backup while the guide may go on. The file is readable for its owner alone.

    Raises:
        BackupError: if the database is no file of this machine, cannot be read, or the backup cannot be written.
    """
    database = _database()
    if file.exists():
        raise BackupError(f"{file} exists already. Give another name, so that no backup is lost.")
    local = local_files.files(local_files.beside())
    try:
        with workshop("backup") as folder:
            copied = folder / _PEOPLE
            plans = _copy(database, copied) if database.exists() else None
            if plans is not None and (fault := _fault(copied)):
                raise BackupError(f"{database} is damaged ({fault}). No backup was made of it. Keep the earlier ones, stop the guide, and restore the last of them.")
            sweep(file.parent.glob("*.half"))
            held = Backup(now.isoformat(timespec="seconds"), plans or 0, len(local))
            _write(file, held, copied if plans is not None else None, local)
    except OSError as error:
        raise BackupError(f"{file} could not be written ({error.strerror}). Give another place, or make room.") from error
    except sqlite3.Error as error:
        raise BackupError(f"{database} could not be copied into {settings.var_dir()} ({error}). See that there is room; 'fivesteps doctor' tells more.") from error
    return held


def read(file: Path) -> Backup:
    """What a backup holds.

    Raises:
        BackupError: if it is no backup of ours, or not whole.
    """
    return _opened(file, None)[0]


def restore(file: Path) -> Restored:
    """Puts a backup in place of what is there.

    The guide must not be running; whoever calls sees to it. The new files are whole before the old ones go.

    Raises:
        BackupError: if it cannot be done; what is there stays as it is.
    """
    database = _database()
    marks, counts = _marks(database), _counts(database)
    try:
        with workshop("restore") as folder:
            fresh = folder / _PEOPLE
            held, files = _opened(file, fresh)
            if fresh.exists() and (fault := _fault(fresh)):
                raise BackupError(f"The database in {file} is not whole ({fault}). Give an earlier backup.")
            forgotten, purged = _clean(fresh, marks or [], counts)
            _replace(database, fresh, files)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BackupError(f"The backup could not be put in place ({why}). Make room in {settings.var_dir()}, then try again.") from error
    return Restored(held, forgotten, purged, marks is not None, settings.secret() == files[_SECRET])


def _database() -> Path:
    url = sa.engine.make_url(settings.people_url())
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupError("FIVESTEPS_PEOPLE names a database server. Use its own backup; docs/running.md tells how.")
    return Path(url.database)


def _copy(database: Path, copied: Path) -> int:
    """Copies a database that may be written meanwhile into one whole file; returns how many plans it holds."""
    source, target = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10.0), sqlite3.connect(copied)
    try:
        os.chmod(copied, 0o600)
        source.backup(target)
        target.execute("pragma journal_mode = delete")
        return target.execute("select count(*) from plans").fetchone()[0]
    finally:
        source.close()
        target.close()


def _write(file: Path, held: Backup, database: Optional[Path], local: list[Path]) -> None:
    """Writes the file beside its place first: a broken one never has the name of a backup."""
    half = file.with_name(f"{file.name}.{os.getpid()}.half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as written, tarfile.open(fileobj=written, mode="w:gz") as tar:
            told = json.dumps({"format": FORMAT, **held.__dict__}).encode()
            _add(tar, _MANIFEST, told)
            _add(tar, _SECRET, settings.secret())
            if database is not None:
                tar.add(database, _PEOPLE, filter=_nobodys)
            for path in local:
                _add(tar, _LOCAL + path.name, path.read_bytes())
        to_disk(half)
        os.replace(half, file)
    finally:
        half.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the name of whoever ran the command."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _opened(file: Path, database: Optional[Path]) -> tuple[Backup, dict[str, bytes]]:
    """What a backup holds, and its small files by name; its database goes to a path, where one is given."""
    files = {}
    try:
        with _given(file) as given, tarfile.open(fileobj=given, mode="r:gz") as tar:
            for entry in tar:
                if not entry.isfile():
                    continue
                content = tar.extractfile(entry)
                if entry.name == _PEOPLE:
                    # Read to its end in any case: a file that was cut off shows there.
                    with open(database or os.devnull, "wb", opener=_for_owner) as written:
                        shutil.copyfileobj(content, written)
                elif entry.size < _MOST_BYTES:
                    files[entry.name] = content.read()
        told = json.loads(files[_MANIFEST])
        if told.pop("format") != FORMAT or not files[_SECRET]:
            raise ValueError("another format")
        return Backup(**told), files
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, KeyError, TypeError, ValueError) as error:
        raise BackupError(f"{file} is no whole backup of the guide. Give a file that 'fivesteps backup' wrote.") from error


def _given(file: Path) -> BinaryIO:
    try:
        return open(file, "rb")
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {file}. Give the path of a backup.") from error
    except OSError as error:
        raise BackupError(f"{file} cannot be read ({error.strerror}). Give the path of a backup that you may read.") from error


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fault(database: Path) -> Optional[str]:
    """What is wrong with a copy of the database, or None."""
    try:
        connection = sqlite3.connect(database)
        try:
            told = connection.execute("pragma integrity_check(1)").fetchone()[0]
            connection.execute("select count(*) from plans")
        finally:
            connection.close()
    except sqlite3.Error as error:
        told = str(error)
    return None if told == "ok" else told.splitlines()[-1]


def _marks(database: Path) -> Optional[list[tuple[str, str]]]:
    """The marks of forgotten plans in the database that is there; None if it tells of none, because it is gone or damaged."""
    if not database.exists():
        return None
    people = People(settings.people_url(), _NO_KEY)
    try:
        return people.forgotten()
    except PeopleError:
        return None
    finally:
        people.close()


def _counts(database: Path) -> list[Counted]:
    """The months that were counted for insights in the database that is there, if it can be read."""
    counting = Counting(f"sqlite:///{database}")
    try:
        return counting.counted()
    except CannotCount:
        return []
    finally:
        counting.close()


def _clean(database: Path, marks: list[tuple[str, str]], counts: list[Counted]) -> tuple[int, Optional[Purged]]:
    """Takes out of a restored copy who was forgotten since, and what is kept too long by now; what was counted since stays so.

    Counted anew, without who was forgotten, two reports of the same months could be subtracted from each other.
    """
    people, counting = People(f"sqlite:///{database}", _NO_KEY), Counting(f"sqlite:///{database}")
    try:
        forgotten = people.forget_again(marks)
        purged = None if people.doubt() else people.purge(kept.days(), dry_run=False)
        counting.take_over(counts)
        return forgotten, purged
    except PeopleError as error:
        raise BackupError(f"The copy of the backup could not be made ready. {people.remedy(error)}") from error
    except CannotCount as error:
        raise BackupError(str(error)) from error
    finally:
        people.close()
        counting.close()
        _single(database)


def _single(database: Path) -> None:
    """Brings the write-ahead log into the file, so that one file can be put in place."""
    connection = sqlite3.connect(database)
    try:
        connection.execute("pragma journal_mode = delete")
    finally:
        connection.close()


def _replace(database: Path, fresh: Path, files: dict[str, bytes]) -> None:
    """Puts everything in its place, the database last: until then the old one is whole."""
    local = local_files.beside()
    for name, content in files.items():
        if name.startswith(_LOCAL) and local is not None:
            put(content, local / Path(name).name, 0o644)
    put(files[_SECRET], settings.var_dir() / _SECRET)
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    os.replace(fresh, database)
