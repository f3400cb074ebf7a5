"""`fivesteps insights`: what it writes, and plain errors."""
from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest

from bot import settings
from bot.bench.insights import fill
from bot.cli_insights import insights
from tests.test_cli import alone, assert_plain_error


@pytest.fixture
def fivesteps(at_home, monkeypatch):
    """Runs `insights` as a command of `fivesteps` on 22 November 2026."""
    monkeypatch.setenv("FIVESTEPS_TODAY", "2026-11-22")
    return alone(insights)


@pytest.fixture
def filled(at_home, store):
    """A database of 500 made-up conversations, the last in October 2026."""
    fill(settings.people_url(), store, 500)


def test_it_writes_the_page_and_the_csv(fivesteps, filled, tmp_path):
    result = fivesteps("insights", "--since", "2026-01-01", "--out", "report/autumn")
    assert result.exit_code == 0 and result.stdout.startswith("Counted ") and result.stderr == ""
    folder = tmp_path / "report" / "autumn"
    assert sorted(path.name for path in folder.iterdir()) == ["insights-2026-01-to-2026-10.csv", "insights-2026-01-to-2026-10.html"]
    assert (folder / "insights-2026-01-to-2026-10.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_without_a_folder_it_goes_beside_what_running_makes(fivesteps, filled, tmp_path):
    assert fivesteps("insights", "--since", "2026-02", "--until", "2026-03").exit_code == 0
    assert (tmp_path / "insights" / "insights-2026-02-to-2026-03.html").exists()


def test_the_same_command_writes_the_same_bytes(fivesteps, filled, tmp_path):
    pages = []
    for folder in ("one", "two"):
        fivesteps("insights", "--since", "2026-01", "--out", folder)
        pages.append([path.read_bytes() for path in sorted((tmp_path / folder).iterdir())])
    assert pages[0] == pages[1]


@pytest.mark.parametrize(("args", "code", "words"), [
    ((), 2, ("--since",)),
    (("--since", "last week"), 2, ("last week", "2026-09-01")),
    (("--since", "2026-02-31"), 2, ("2026-02-31", "2026-09-01")),
    (("--since", "2026-11"), 2, ("November 2026", "October 2026")),
    (("--since", "2026-09", "--until", "2026-12"), 2, ("December 2026", "October 2026")),
    (("--since", "2026-09", "--until", "2026-08"), 2, ("--since",)),
])
def test_dates_that_cannot_be_used_are_refused(fivesteps, filled, args, code, words):
    assert_plain_error(fivesteps("insights", *args), code, *words)


def test_months_counted_before_are_not_torn(fivesteps, filled):
    assert fivesteps("insights", "--since", "2026-01", "--until", "2026-06").exit_code == 0
    assert_plain_error(fivesteps("insights", "--since", "2026-03"), 1, "January 2026 to June 2026", "all of it")


def test_without_a_database_it_says_so_and_makes_none(fivesteps):
    assert_plain_error(fivesteps("insights", "--since", "2026-01"), 1, "no database", "FIVESTEPS_PEOPLE")
    assert not os.path.exists(settings.people_url().removeprefix("sqlite:///"))


def test_an_empty_database_has_too_few_conversations(fivesteps, store):
    fill(settings.people_url(), store, 0)
    assert_plain_error(fivesteps("insights", "--since", "2026-01"), 1, "fewer than 20", "more months")


def test_a_locked_database_is_said_plainly(fivesteps, filled):
    other = sqlite3.connect(settings.people_url().removeprefix("sqlite:///"), isolation_level=None)
    other.execute("begin exclusive")
    try:
        assert_plain_error(fivesteps("insights", "--since", "2026-01"), 1, "is locked by another program", "try again")
    finally:
        other.close()
    assert fivesteps("insights", "--since", "2026-01").exit_code == 0


def test_a_damaged_database_is_said_plainly(fivesteps, at_home, tmp_path):
    (tmp_path / "people.db").write_bytes(b"no database at all, only words" * 100)
    assert_plain_error(fivesteps("insights", "--since", "2026-01"), 1, "damaged")


def test_answers_that_are_no_json_are_said_plainly_and_not_shown(fivesteps, filled, tmp_path):
    connection = sqlite3.connect(tmp_path / "people.db")
    connection.execute("update plans set answers = '{\"a secret' where id = 'plan-7'")
    connection.commit(), connection.close()
    result = fivesteps("insights", "--since", "2026-01")
    assert_plain_error(result, 1, "damaged")
    assert "secret" not in result.stderr


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_counted(fivesteps, filled, tmp_path):
    (tmp_path / "taken").write_text("a file")
    assert_plain_error(fivesteps("insights", "--since", "2026-01", "--out", "taken/below"), 1, "taken", "--out")
    assert fivesteps("insights", "--since", "2026-02").exit_code == 0


def test_it_loads_nothing_of_rasa():
    heavy = "import sys; from bot import cli_insights; import knowledge.insights_page; sys.exit(any(name in sys.modules for name in ('rasa', 'spacy', 'onnxruntime')))"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True).returncode == 0
