"""Faults of the machine under a real guide that may be damaged: what the person sees, what the log says, how it comes back.

The tests run in their order: the guide is stopped near the end, started again as a whole, and cut off.
"""
from __future__ import annotations

import os
import resource
import sqlite3
import threading
import time
import uuid

import pytest

from bot.client import ClientError, Refused, Unreachable
from knowledge.people import People
from tests.conversations import faulty
from tests.conversations.faulty import MARK, NONSENSE, Between, Damageable

pytestmark = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="finds its processes by /proc")
# The person's own words; none of them may reach the log.
SAID = f"I cook with {MARK} honey"


@pytest.fixture(scope="module")
def between(guide):
    """What stands between the guide of these tests and the action server of the other tests."""
    server = Between(guide.actions_port)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def lone(guide, between, tmp_path_factory):
    """A guide of this module's own, with the knowledge base of the other tests."""
    lone = Damageable(tmp_path_factory.mktemp("damaged"), guide, between.server_port)
    lone.start_server()
    yield lone
    if lone.process.poll() is None:
        lone.cut()


@pytest.fixture
def cook(lone, between):
    """A school cook who has been asked about a normal week; afterwards nothing is wrong any more."""
    client = lone.client()
    client.start()
    client.say("I'm a school cook")
    yield client
    between.fault = None


def is_refused(ask, *details, **more) -> None:
    """The person sees that the guide cannot answer just now, and may try again."""
    with pytest.raises(Refused) as caught:
        ask(*details, **more)
    assert (caught.value.status, caught.value.code, caught.value.retry) == (503, "unavailable", True)
    assert "Nothing you told us is lost" in str(caught.value)


def new_lines(lone, before: str) -> str:
    """What the log said since, which holds no words of the person."""
    said = lone.said()[len(before):]
    assert MARK not in said and "honey" not in said
    return said


@pytest.mark.parametrize("kind", NONSENSE)
def test_an_action_server_that_answers_nonsense(lone, between, cook, kind):
    history, log, id = cook.history(), lone.said(), uuid.uuid4().hex
    between.fault = NONSENSE[kind]
    is_refused(cook.say, SAID, id=id)
    assert cook.history() == history
    assert "A turn was not saved: " in new_lines(lone, log)
    between.fault = None
    assert cook.say(SAID, id=id)["messages"] == cook.say(SAID, id=id)["messages"]
    assert str(cook.history()).count(SAID) == 1


def test_a_slow_action_server_keeps_nobody_else_waiting(lone, between, cook):
    history, log, id = cook.history(), lone.said(), uuid.uuid4().hex
    between.fault = faulty.late
    between.met.clear()
    refused: list[Refused] = []

    def wait() -> None:
        try:
            cook.say(SAID, id=id)
        except Refused as error:
            refused.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert between.met.wait(30)
    other = lone.client()
    other.start()
    assert other.say("I am a caretaker")["messages"] and waiting.is_alive()
    waiting.join()
    assert [(error.status, error.retry) for error in refused] == [(503, True)]
    assert cook.history() == history and "TimeoutError" in new_lines(lone, log)
    between.fault = None
    assert cook.say(SAID, id=id)["messages"]


def test_a_disk_that_takes_nothing_more_for_database_and_log(lone, cook):
    history, id = cook.history(), uuid.uuid4().hex
    no_limit = resource.prlimit(lone.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(lone.process.pid, resource.RLIMIT_FSIZE, (0, no_limit[1]))
    try:
        is_refused(cook.say, SAID, id=id)
        is_refused(lone.client().start)
        assert cook.history() == history
        assert "999" in str(cook.choose("say:help-now"))
    finally:
        resource.prlimit(lone.process.pid, resource.RLIMIT_FSIZE, no_limit)
    log = lone.said()
    assert cook.say(SAID, id=id)["messages"]
    assert str(cook.history()).count(SAID) == 1 and MARK not in new_lines(lone, log)


def test_a_database_that_is_taken_away_and_brought_back(lone, cook):
    history, log, id = cook.history(), lone.said(), uuid.uuid4().hex
    path, away = lone.var / "people.db", lone.var / "away.db"
    path.rename(away)
    try:
        is_refused(cook.say, SAID, id=id)
        assert not path.exists() and not lone.is_ready()
    finally:
        away.rename(path)
    assert "the file of the database is gone" in new_lines(lone, log)
    assert cook.history() == history and cook.say(SAID, id=id)["messages"]


def test_a_turn_that_is_going_on_when_the_guide_is_stopped(lone, between, cook):
    history, log, id = cook.history(), lone.said(), uuid.uuid4().hex
    between.fault = faulty.late
    between.met.clear()
    seen: list = []

    def wait() -> None:
        try:
            seen.append(cook.say(SAID, id=id))
        except ClientError as error:
            seen.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert between.met.wait(30)
    assert lone.stop() is not None, "it went on after it was asked to stop"
    waiting.join()
    assert isinstance(seen[0], dict) or isinstance(seen[0], Unreachable) or seen[0].status == 503
    assert new_lines(lone, log) is not None
    answered = isinstance(seen[0], dict)
    people = People(f"sqlite:///{lone.var}/people.db", b"x")
    assert sum(one.said == SAID for plan in _plans(lone) for one in people.turns(plan) if one.message_id == id) == answered
    people.close()
    lone.start_whole()
    between.fault = None
    assert answered or cook.history() == history
    reply = cook.say(SAID, id=id)
    assert cook.say(SAID, id=id) == reply and str(cook.history()).count(SAID) == 1


def test_a_power_cut_of_the_whole_guide_loses_no_acknowledged_answer(lone):
    """Three people write at once until everything ends. What they were answered is there, once and in order."""
    people = [lone.client() for _ in range(3)]
    answered: list[list[str]] = [[] for _ in people]
    for client in people:
        client.start()
    writers = [threading.Thread(target=_write, args=pair) for pair in zip(people, answered)]
    for writer in writers:
        writer.start()
    while min(len(ids) for ids in answered) < 4:
        assert lone.process.poll() is None
        time.sleep(0.01)
    lone.cut()
    for writer in writers:
        writer.join()
    with sqlite3.connect(lone.var / "people.db") as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    kept = _message_ids(lone)
    for ids in answered:
        mine = [id for id in kept if id.partition(".")[0] == ids[0].partition(".")[0]]
        # The last one may have been saved without its answer on its way.
        assert mine[: len(ids)] == ids and len(mine) - len(ids) in (0, 1)


def _write(client, answered: list[str]) -> None:
    """Says one thing after the other until nobody answers; notes the ids of the messages that were answered."""
    name = uuid.uuid4().hex
    for number in range(1000):
        try:
            client.say(f"what is level {number % 8 + 1}", id=f"{name}.{number}")
        except ClientError:
            return
        answered.append(f"{name}.{number}")


def _plans(lone) -> list[str]:
    with sqlite3.connect(lone.var / "people.db") as database:
        return [id for id, in database.execute("select id from plans")]


def _message_ids(lone) -> list[str]:
    with sqlite3.connect(lone.var / "people.db") as database:
        return [id for id, in database.execute("select message_id from turns order by id")]
