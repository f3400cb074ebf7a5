"""The file of an SQLite database while the guide runs: it stays the same file, and nobody else reads it.

SQLite goes on writing into a file that was removed, and what it says it wrote is lost. So each use looks whether the file
is still there. One that is missing is never made anew while the guide runs: it may be on its way back from a backup.
"""
from __future__ import annotations

import os
import sqlite3
import tempfile
from typing import Optional

import sqlalchemy as sa

from knowledge.people_server import SILENT

# About what a turn writes into the log of the database.
ROOM_BYTES = 64 * 1024
GONE = "the file of the database is gone"
# What SQLite says of a file or a disk, and we of a server. Other texts of a database may hold what people said, so they are told to nobody.
_TOLD = frozenset({
    GONE, "attempt to write a readonly database", "database disk image is malformed", "database is locked", "database or disk is full",
    "disk I/O error", "file is not a database", SILENT, "unable to open database file",
})


def watch(engine: sa.engine.Engine) -> None:
    """Keeps an engine of SQLite to the file that it opened first, if it has one."""
    path, opened = engine.url.database, []
    if not path or path == ":memory:":
        return

    @sa.event.listens_for(engine, "do_connect")
    def open_or_refuse(_dialect, _record, _args, _options) -> None:
        if opened and not os.path.exists(path):
            raise sqlite3.OperationalError(GONE)

    @sa.event.listens_for(engine, "connect")
    def note(_connection, record) -> None:
        # Ways to be reached are in it, so nobody else on the machine may read it; its log files follow it.
        os.chmod(path, 0o600)
        record.info["file"] = _file(path)
        opened.append(True)

    @sa.event.listens_for(engine, "checkout")
    def same(_connection, record, _proxy) -> None:
        if record.info["file"] != _file(path):
            raise sa.exc.DisconnectionError()


def _file(path: str) -> Optional[tuple[int, int]]:
    """Which file stands at a path, or None."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_room(engine: sa.engine.Engine) -> None:
    """Writes a little beside the file, as far as the disk itself, and leaves nothing there, not even if it is killed.

    A transaction that is rolled back would not show a full disk: SQLite writes when it commits.

    Raises:
        OSError: if the disk takes nothing more.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return
    with tempfile.TemporaryFile(dir=os.path.dirname(path) or ".", buffering=0) as file:
        file.write(bytes(ROOM_BYTES))
        os.fsync(file.fileno())


_REMEDIES = {
    GONE: "is gone. Bring the file back, or stop the guide and restore the last backup: 'fivesteps restore FILE'.",
    "attempt to write a readonly database": "cannot be written. Give it and its folder to the user that runs the guide, and run this as that user.",
    "database disk image is malformed": "is damaged. Stop the guide, then bring back the last backup: 'fivesteps restore FILE'.",
    "file is not a database": "is damaged. Stop the guide, then bring back the last backup: 'fivesteps restore FILE'.",
    "database is locked": "is locked by another program. Wait a minute and try again; if it stays so, end the program that holds it.",
    "database or disk is full": "is on a disk that is full. Make room there, then try again.",
    "disk I/O error": "is on a disk that is full or failing. Make room there and look at the disk, then try again.",
    "unable to open database file": "cannot be opened. See that its folder is there. Give both to the user that runs the guide, and run this as that user.",
    "JSONDecodeError": "holds a record that is damaged. Stop the guide, then bring back the last backup: 'fivesteps restore FILE'.",
}


def remedy(told: str, engine: sa.engine.Engine) -> str:
    """What is wrong with the database, and how to put it right, for whoever keeps the machine.

    Args:
        told: as `why` has it, or an error's own words.
    """
    if engine.dialect.name != "sqlite":
        return f"The database server did not do what was asked ({told}). See that it runs and has room, or correct FIVESTEPS_PEOPLE. Then try again."
    if told in _REMEDIES:
        return f"The database of answers, {engine.url.database}, {_REMEDIES[told]}"
    return f"The database of answers, {engine.url.database}, could not be used ({told}). 'fivesteps doctor' tells more."


def missing(engine: sa.engine.Engine) -> Optional[str]:
    """What to say where the file is not there, before SQLite makes an empty one; None where it is, or none is needed."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:" or os.path.exists(path):
        return None
    if not os.path.isdir(os.path.dirname(path) or "."):
        # SQLite makes nothing there: it says so itself.
        return None
    return f"There is no database of answers at {path}. It is made at the first conversation. If there was one, bring it back, or set FIVESTEPS_PEOPLE to where it is."


def why(error: Exception) -> str:
    """What is wrong with the database, for the log: without the statement and its values, which hold what people said."""
    told = str(getattr(error, "orig", None) or "")
    return told if told in _TOLD else type(error).__name__
