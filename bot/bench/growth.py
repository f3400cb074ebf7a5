"""How a turn grows: with the length of its conversation, with the plans that are stored, and with the content."""
from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from bot import settings
from bot.bench import insights, servers
from bot.bench.measure import TURNS, Times, times
from bot.bench.storage import Backup, backed_up
from bot.bench.talk import ROUND, WORDS, GuideTalk
from knowledge.build import WORK
from knowledge.store import Store

CONVERSATIONS, PLANS, TIMES = 2, 100_000, 3
# A record of these kinds stands for more content; others are words of the guide, or what records point at.
COPIED = ("roles", "qualifications", "progressions", "open_questions", "funding", "rights", "informal_options", "glossary_terms", "organisations")
# A name that is there twice would have to be asked about. This one is nobody's.
_APART = "zq"
_NAMES = ("title", "short", "aliases", "says", "term", "acronym", "question", "variants")


@dataclass(frozen=True)
class Turns:
    """Times of a turn early and late in a conversation, and of free words early."""

    first: Times
    words: Times
    late: Times


@dataclass(frozen=True)
class Growth:
    """Turns with little stored, with many plans, and with a larger knowledge base; and what a backup of the many plans takes."""

    plain: Turns
    plans: Turns
    content: Turns
    backup: Backup


def measured(progress: Callable[[str], object]) -> Growth:
    """Starts a guide for each, one after the other.

    Raises:
        BenchFailed: if a guide does not start or answer.
    """
    with tempfile.TemporaryDirectory(prefix="fivesteps-growth-") as made:
        folder, knowledge = Path(made), settings.knowledge_path()
        progress("Growth: a guide as it is")
        plain = _turns(folder / "plain", knowledge)
        progress(f"Growth: {TIMES} times the content")
        multiply(knowledge, folder / "larger.db")
        content = _turns(folder / "content", folder / "larger.db")
        progress(f"Growth: {PLANS:,} plans stored")
        stored = folder / "plans"
        fill(stored, Store.open(knowledge), PLANS)
        plans = _turns(stored, knowledge)
        return Growth(plain, plans, content, backed_up(stored, folder / "backup.tar.gz"))


def fill(folder: Path, store: Store, plans: int) -> None:
    """Makes a folder with made-up plans and a key, as a guide leaves them: it does not start where the key of its answers is gone."""
    folder.mkdir()
    (folder / "secret").write_text(secrets.token_hex(32), encoding="ascii")
    insights.fill(f"sqlite:///{folder / 'people.db'}", store, plans)


def _turns(folder: Path, knowledge: Path) -> Turns:
    """Some conversations of many turns with a guide of its own, nobody else talking."""
    folder.mkdir(exist_ok=True)
    with servers.guide(folder, FIVESTEPS_KNOWLEDGE=str(knowledge), **servers.LIMITS) as running:
        running.wait()
        taken = [turn for _ in range(CONVERSATIONS) for turn in _conversation(running.port)]
    first = [turn for turn in taken if turn[0] <= ROUND]
    late = [seconds for number, _, seconds in taken if number > TURNS - ROUND]
    return Turns(times([seconds for _, _, seconds in first]), times([seconds for _, kind, seconds in first if kind == WORDS]), times(late))


def _conversation(port: int) -> list[tuple[int, str, float]]:
    talk = GuideTalk(port)
    talk.begin()
    return [(number, *talk.turn()) for number in range(1, TURNS + 1)]


def multiply(source: Path, target: Path) -> None:
    """Copies a knowledge base and puts in every record of COPIED twice more under another id, with all that makes it found.

    The copies have names of their own, so that nothing has to be asked about; they point at what the originals point at.
    """
    shutil.copy(source, target)
    with closing(sqlite3.connect(target)) as database, database:
        database.row_factory = sqlite3.Row
        # Read before anything is put in.
        found = {table: [dict(row) for row in database.execute(f'select * from "{table}"')] for table in (*COPIED, "wordings", "search")}
        for number in range(1, TIMES):
            for table, rows in found.items():
                for row in rows:
                    if table in COPIED or row["kind"] in COPIED or row["kind"] == WORK and "roles" in COPIED:
                        _insert(database, table, _apart(row, number))
        database.execute("insert into search_fts(search_fts) values ('rebuild')")


def _apart(row: dict, number: int) -> dict:
    """A copy of a row that is somebody else's: another id, and every name with a word more. Former ids stay with the original."""

    def named(value):
        if isinstance(value, str) and value.startswith("["):
            return json.dumps([f"{name} {_APART}{number}" for name in json.loads(value)])
        return f"{value} {_APART}{number}" if value else value

    changed = {name: named(row[name]) for name in _NAMES if name in row}
    changed.update({name: f"{row[name]}-{_APART}{number}" for name in ("id", "record") if name in row})
    return {**row, **changed, **({"former_ids": "[]"} if "former_ids" in row else {})}


def _insert(database: sqlite3.Connection, table: str, row: dict) -> None:
    columns = ", ".join(f'"{name}"' for name in row)
    database.execute(f'insert into "{table}" ({columns}) values ({", ".join("?" * len(row))})', list(row.values()))
