"""A power cut in the middle of writing, fifty times: the database opens, and every acknowledged answer is there, once and in order."""
from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import doctor
from knowledge.people import People
from knowledge.people_db import open_engine
from tests.channel.conftest import SECRET

CUTS = 50
PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_PEOPLE", f"sqlite:///{tmp_path}/people.db")
    return tmp_path / "people.db"


@pytest.fixture
def writer(path):
    command = [sys.executable, "-m", "tests.power_cut_writer", f"sqlite:///{path}"]
    process = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="its writer forks")
def test_fifty_power_cuts_lose_no_acknowledged_answer_and_double_none(writer, path):
    chance, acknowledged = random.Random(9), 0
    for _ in range(CUTS):
        lines = _one_cut(writer, after=chance.randrange(1, 6), wait=chance.random() / 50)
        kept = [line.split() for line in lines if line.startswith("kept")]
        acknowledged = max(acknowledged, *(int(number) for _, _, number in kept))
        _is_whole(path)
        answers = _one_of_each(path, kept[0][1])
        assert answers - acknowledged in (0, 1), "an answer that was acknowledged is gone"
        for gone in (line.split()[1] for line in lines if line.startswith("gone")):
            assert _count(path, "select count(*) from plans where id = ?", gone) == 0
    assert acknowledged > CUTS
    assert doctor.damage() is None


def _one_cut(writer, after: int, wait: float) -> list[str]:
    """Lets a child write, kills it some moments after so many acknowledgements, and gives all that it acknowledged."""
    writer.stdin.write("go\n")
    writer.stdin.flush()
    lines: list[str] = []
    while sum(line.startswith("kept") for line in lines) < after or not any(line.startswith("pid") for line in lines):
        lines.append(writer.stdout.readline().strip())
    time.sleep(wait)
    os.kill(next(int(line.split()[1]) for line in lines if line.startswith("pid")), signal.SIGKILL)
    while lines[-1] != "over":
        lines.append(writer.stdout.readline().strip())
    return lines


def _is_whole(path) -> None:
    with sqlite3.connect(path) as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    database.close()


def _one_of_each(path, id) -> int:
    """How many answers are kept, after a look that plan, turns and events agree on them."""
    people = People(f"sqlite:///{path}", SECRET)
    plan, turns = people.find(id), people.turns(id)
    people.close()
    numbers = range(1, plan.turn)
    assert plan.answers["said"] == [f"answer {number}" for number in numbers]
    assert [(turn.message_id, turn.said) for turn in turns] == [("/opening", None), *((f"m{number}", f"answer {number}") for number in numbers)]
    assert _count(path, "select count(*) from events where type_name = 'user' and sender_id = ?", plan.conversation) == plan.turn
    return plan.turn - 1


def _count(path, query: str, *values) -> int:
    with sqlite3.connect(path) as database:
        found = database.execute(query, values).fetchone()[0]
    database.close()
    return found


def test_what_is_acknowledged_is_on_the_disk_and_not_only_handed_over(path):
    engine = open_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        # 2 is FULL: a commit returns when the disk has it.
        assert connection.execute(sa.text("pragma synchronous")).scalar() == 2
        assert connection.execute(sa.text("pragma journal_mode")).scalar() == "wal"
    engine.dispose()
