"""How many bytes a conversation leaves in SQLite, and what a backup of them takes."""
from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot import settings
from bot.bench import servers


@dataclass(frozen=True)
class Stored:
    """What a database holds: conversations, its size, and of each conversation the bytes of its plan and of its talk."""

    conversations: int
    file_bytes: int
    plan_bytes: int
    talk_bytes: int


@dataclass(frozen=True)
class Backup:
    """`fivesteps backup`: the bytes before and after, and how many seconds it took, with the start of the command."""

    database_bytes: int
    file_bytes: int
    seconds: float


def backed_up(folder: Path, file: Path) -> Backup:
    """Backs up what a guide keeps in a folder, as whoever runs it does; the guide may go on.

    Raises:
        BenchFailed: if the command fails.
    """
    size = stored(folder).file_bytes
    seconds = servers.run([sys.executable, "-m", "bot.cli", "backup", str(file)], settings.PROJECT, servers.environment(folder))
    return Backup(size, file.stat().st_size, seconds)


def stored(folder: Path) -> Stored:
    """Reads it from people.db in a guide's folder; the guide may go on. Bytes are those of whole pages with their indexes."""
    with closing(sqlite3.connect(f"file:{folder / 'people.db'}?mode=ro", uri=True)) as database:
        many = database.execute("select count(*) from plans").fetchone()[0]
        tables = [row[0] for row in database.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")]
        pages = database.execute("pragma page_count").fetchone()[0] * database.execute("pragma page_size").fetchone()[0]
        sizes = {table: _bytes(database, table) for table in tables}
    plan, every = sizes.get("plans", 0), sum(sizes.values()) or 1
    # What indexes and half-empty pages take is shared out like the rest.
    return Stored(many, pages, round(pages * plan / every / many) if many else 0, round(pages * (every - plan) / every / many) if many else 0)


def _bytes(database: sqlite3.Connection, table: str) -> int:
    columns = [row[1] for row in database.execute(f'pragma table_info("{table}")')]
    summed = " + ".join(f'coalesce(length(cast("{column}" as blob)), 0)' for column in columns)
    return database.execute(f'select coalesce(sum({summed}), 0) from "{table}"').fetchone()[0]
