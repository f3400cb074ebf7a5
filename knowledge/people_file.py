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


def why(error: Exception) -> str:
    """What is wrong with the database, for the log: without the statement and its values, which hold what people said."""
    told = str(getattr(error, "orig", None) or "")
    return told if told in _TOLD else type(error).__name__
