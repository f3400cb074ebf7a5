"""Whatever is wrong with the database of answers, every command says it in one sentence with a remedy, and makes nothing worse."""
from __future__ import annotations

import resource
import sqlite3

import pytest
from click.testing import CliRunner

from bot import settings
from bot.cli import main
from knowledge.people import People, Plan, Said
from tests.test_cli import assert_plain_error

READS = (("inbox",), ("inbox", "csv", "-"), ("purge",), ("export", "acef-ghjk-mnrs"))
WRITES = (("inbox", "mark", "q1", "read"), ("purge", "--really"))


@pytest.fixture
def path(at_home):
    """The database of a guide that was used."""
    people = People(settings.people_url(), settings.secret())
    plan = Plan(id="plan", conversation="talk")
    people.save(plan, plan, Said("m1", "x", {"messages": [], "effects": []}), [])
    people.close()
    return settings.var_dir() / "people.db"


def fivesteps(*command):
    return CliRunner().invoke(main, command)


@pytest.mark.parametrize("command", READS + WRITES)
def test_a_file_that_is_gone_is_named_and_no_empty_one_takes_its_place(path, command):
    away = path.rename(path.with_name("away.db"))
    told = fivesteps(*command)
    assert "There is no database of answers" in told.stderr and not told.stdout
    assert told.exit_code == (0 if command[0] == "purge" or command == ("inbox",) else 1)
    assert away.exists() and not path.exists()


@pytest.mark.parametrize("command", READS + WRITES)
def test_a_damaged_file(path, command):
    path.write_bytes(b"no database at all, only words" * 500)
    assert_plain_error(fivesteps(*command), 1, "is damaged", "fivesteps restore")


@pytest.mark.parametrize("command", WRITES)
def test_a_locked_file(path, command):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    try:
        assert_plain_error(fivesteps(*command), 1, "is locked by another program", "try again")
    finally:
        other.execute("rollback")
        other.close()


def test_a_full_disk(path):
    # It is open already, so that nothing of it has to be made on the full disk.
    open_too = People(settings.people_url(), settings.secret())
    open_too.find("plan")
    no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, no_limit[1]))
    try:
        told = fivesteps("purge", "--really")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
        open_too.close()
    assert_plain_error(told, 1, "disk that is full", "Make room")


def test_a_folder_that_cannot_be_made(monkeypatch):
    monkeypatch.setenv("FIVESTEPS_VAR", "/dev/null/five-steps")
    assert_plain_error(fivesteps("inbox"), 1, "/dev/null/five-steps cannot be used", "Check that it is there")


def test_a_database_server_that_does_not_answer(at_home, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_PEOPLE", "postgresql://guide@127.0.0.1:1/guide")
    monkeypatch.setenv("FIVESTEPS_SECRET", "a secret that all of the servers share")
    assert_plain_error(fivesteps("inbox"), 1, "The database server did not do what was asked", "FIVESTEPS_PEOPLE")
