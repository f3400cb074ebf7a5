"""The database of answers full, damaged, read-only or away: 503 with words that say nothing is lost, one plain line in the log, and on it goes."""
from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.client import Client, Refused
from knowledge.people import People
from tests.channel.conftest import SECRET

NOBODY = 65534


@pytest.fixture
def people(app, talk):
    """The door to the database of the running server; somebody is in a conversation."""
    return app.ctx.conversations.people


def fails(ask, *details, **more) -> None:
    with pytest.raises(Refused) as caught:
        ask(*details, **more)
    assert (caught.value.status, caught.value.code, caught.value.retry) == (503, "unavailable", True)
    assert "Nothing you told us is lost" in str(caught.value)


def logged(caplog, why: str) -> None:
    """The log names the fault, and holds nothing that was said."""
    assert why in caplog.text and "zanzibar" not in caplog.text
    caplog.clear()


def goes_on(talk, history) -> None:
    """Nothing was lost, and the message that failed is taken with its id, once."""
    assert talk.history() == history
    reply = talk.say("zanzibar", id="again")
    assert reply["done"] == 2 and talk.say("zanzibar", id="again") == reply
    assert [message["text"] for message in talk.history()["messages"] if message["from"] == "you"].count("zanzibar") == 1


def full(connection, _record=None, _proxy=None) -> None:
    connection.execute("pragma max_page_count = 1")


def roomy(connection, _record=None, _proxy=None) -> None:
    connection.execute("pragma max_page_count = 1073741823")


def test_a_full_disk(talk, people, caplog):
    history = talk.history()
    sa.event.listen(people._engine, "checkout", full)
    # What was there leaves no page free: the reply alone fills several.
    fails(talk.say, "zanzibar " * 100, id="again")
    logged(caplog, "A turn was not saved: Unavailable: database or disk is full")
    sa.event.remove(people._engine, "checkout", full)
    sa.event.listen(people._engine, "checkout", roomy)
    goes_on(talk, history)


def test_a_damaged_file_while_it_runs_and_a_whole_one_again(talk, people, people_path, caplog):
    history = talk.history()
    people.close()
    whole = people_path.read_bytes()
    people_path.write_bytes(b"\xff" * len(whole))
    fails(talk.say, "zanzibar", id="again")
    logged(caplog, "The database of answers cannot be used: file is not a database")
    fails(talk.history)
    people_path.write_bytes(whole)
    goes_on(talk, history)


def test_damaged_pages_while_it_runs(talk, people, people_path, caplog):
    people.close()
    whole = people_path.read_bytes()
    people_path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    fails(talk.say, "zanzibar", id="again")
    logged(caplog, "database disk image is malformed")


def test_a_damaged_record_is_not_begun_anew(talk, people_path, caplog):
    with sqlite3.connect(people_path) as connection:
        connection.execute("update plans set answers = 'zanzibar {'")
    fails(talk.say, "hello")
    logged(caplog, "The database of answers cannot be used: JSONDecodeError")
    with sqlite3.connect(people_path) as connection:
        assert connection.execute("select answers from plans").fetchone() == ("zanzibar {",)


def test_a_file_that_is_damaged_before_the_first_use(client, people_path, caplog):
    people_path.write_bytes(b"no database " * 1000)
    fails(client.start)
    logged(caplog, "file is not a database")
    fresh = People(f"sqlite:///{people_path}.fresh", SECRET)
    assert fresh.find("nobody") is None
    fresh.close()
    Path(f"{people_path}.fresh").replace(people_path)
    assert client.start()["messages"] and client.say("zanzibar")["done"] == 1


def test_a_file_that_is_removed_is_not_made_anew(talk, people_path, caplog):
    history, away = talk.history(), people_path.with_name("away.db")
    people_path.rename(away)
    fails(talk.say, "zanzibar", id="again")
    fails(Client(talk.base_url).start)
    logged(caplog, "The database of answers cannot be used: the file of the database is gone")
    assert not people_path.exists()
    away.rename(people_path)
    goes_on(talk, history)


def test_a_copy_that_takes_the_place_of_the_file_is_what_counts(talk, people_path):
    history = talk.history()
    copy = people_path.with_name("copy.db")
    with sqlite3.connect(people_path) as now, sqlite3.connect(copy) as then:
        now.backup(then)
    talk.say("after the copy")
    copy.replace(people_path)
    for log in people_path.parent.glob("people.db-*"):
        log.unlink()
    assert talk.history() == history
    assert talk.say("zanzibar")["done"] == 2


@pytest.fixture
def for_nobody():
    """A folder in which an ordinary user may read, and this test writes."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_file_and_a_folder_that_may_not_be_written(app, client, for_nobody, caplog):
    path = for_nobody / "people.db"
    app.ctx.conversations.people = people = People(f"sqlite:///{path}", SECRET)
    client.start()
    history = client.history()
    people.close()
    path.chmod(0o444)
    for_nobody.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        fails(client.say, "zanzibar", id="again")
    finally:
        if root:
            os.seteuid(0)
        for_nobody.chmod(0o755)
        path.chmod(0o600)
        people.close()
    assert "The database of answers cannot be used: " in caplog.text and "zanzibar" not in caplog.text
    assert client.history() == history
    assert client.say("zanzibar", id="again")["done"] == 1
    people.close()


def test_the_file_is_for_its_owner_alone_from_its_first_moment(talk, people_path):
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in people_path.parent.glob("people.db*")}.keys() >= {"people.db"}
    assert all(file.stat().st_mode & 0o077 == 0 for file in people_path.parent.glob("people.db*"))
