"""Faults of the machine under a real guide that may be damaged: what the person sees, what the log says, how it comes back.

The tests run in their order: the guide is stopped near the end, started again as a whole, and cut off.
"""
from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import threading
import time
import uuid

import pytest

from bot import launcher, logs, serve
from bot.client import ClientError, Refused, Unreachable
from knowledge.people import People
from tests.conversations import faulty
from tests.conversations.faulty import MARK, NONSENSE, Between, Damageable

pytestmark = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="finds its processes by /proc")
# The person's own words; none of them may reach the log.
SAID = f"I cook with {MARK} honey"
# Each costs the start of a whole guide. docs/faults.md has what fifty of them showed.
CUTS = int(os.environ.get("FIVESTEPS_POWER_CUTS", "1"))


@pytest.fixture(scope="module")
def between(knowledge_db, tmp_path_factory):
    """What stands between the guide of these tests and its action server."""
    with faulty.action_server(knowledge_db, tmp_path_factory.mktemp("actions")) as port:
        server = Between(port)
        yield server
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def lone(knowledge_db, between, tmp_path_factory):
    """A guide of this module's own, so that the checks of the other one need not wait for it."""
    lone = Damageable(tmp_path_factory.mktemp("damaged"), knowledge_db, between.server_port)
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


@pytest.fixture
def whole(lone):
    """The same guide, started as `make run` starts it."""
    if lone.process.poll() is None and not lone.is_whole:
        lone.cut()
    if lone.process.poll() is not None:
        lone.start_whole()
    return lone


@pytest.fixture(scope="module")
def people(lone):
    """Three people who write at once, from one end of the guide to the next."""
    return [Writer(lone.client()) for _ in range(3)]


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_while_people_write(whole, people, way):
    """Who was in a turn got the answer, or was told to try again and then gets it. Nothing is left running."""
    _is_stopped(whole, people, way)
    whole.start_whole()
    for one in people:
        one.comes_back()


def test_power_cuts_of_the_whole_guide_lose_no_acknowledged_answer(whole, people):
    """Everything ends while people write. Whoever comes back finds each answer they got, once and in order."""
    for _ in range(CUTS):
        _while_they_write(whole, people, whole.cut)
        _is_whole(whole.var / "people.db")
        whole.start_whole()
        for one in people:
            one.comes_back()
    answers, unheard = (sum(count) for count in zip(*((len(one.answered), one.saved_unanswered) for one in people)))
    print(f"{CUTS} cuts of the whole guide: {answers} answers are there once; {unheard} were kept when the cut came before their reply")


def test_a_terminal_that_is_closed_stops_it(whole, people):
    _is_stopped(whole, people, signal.SIGHUP)
    _is_whole(whole.var / "people.db")


def _is_stopped(lone, people, way: signal.Signals) -> None:
    processes, log = lone.processes(), lone.said()
    assert _while_they_write(lone, people, lambda: lone.stop(way)) == 0
    said = lone.said()[len(log):]
    assert "Traceback" not in said and "level 3" not in said
    assert logs.read(said.splitlines()[-1])["event"] == "Five Steps has stopped."
    assert [pid for pid in processes if launcher.is_alive(pid)] == []
    assert serve.is_free(lone.port) and serve.is_free(lone.own_actions_port)


def _while_they_write(lone, people, end):
    """Ends the guide while everybody writes, after some answers of each; returns what `end` returns."""
    chance, before = random.Random(sum(len(one.answered) for one in people)), [len(one.answered) for one in people]
    wanted = chance.randrange(2, 8)
    writing = [threading.Thread(target=one.write_until_nobody_answers) for one in people]
    for thread in writing:
        thread.start()
    while min(len(one.answered) - was for one, was in zip(people, before)) < wanted:
        assert lone.process.poll() is None and all(thread.is_alive() for thread in writing)
        time.sleep(0.005)
    time.sleep(chance.random() / 20)
    ended = end()
    for thread in writing:
        thread.join()
    return ended


class Writer:
    """Somebody who says one thing after the other, and knows which of it was answered."""

    def __init__(self, client):
        self.client, self.answered, self.pending, self._name = client, [], "", uuid.uuid4().hex
        self.saved_unanswered = 0

    def write_until_nobody_answers(self) -> None:
        """Says things until the guide is gone; the last one stays without an answer."""
        if not self.client.token:
            self.client.start()
        while True:
            number = len(self.answered)
            self.pending = f"{self._name}.{number}"
            try:
                reply = self.client.say(self._words(number), id=self.pending)
            except ClientError as error:
                # The action server may end some moments before the server.
                assert isinstance(error, Unreachable) or error.retry, error
                return
            self.answered.append(reply["messages"])

    def comes_back(self) -> None:
        """Finds with the same token all that was answered, and sends again what was not."""
        said, number = self._said(), len(self.answered)
        # The last one may have been saved with its answer still on its way.
        assert said in (self._all(number), self._all(number + 1)), "an answer that was acknowledged is gone, or is there twice"
        self.saved_unanswered += len(said) - number
        for back, messages in enumerate(reversed(self.answered[-3:]), 1):
            # The same message gets the same answer, and is not taken again.
            assert self.client.say(self._words(number - back), id=f"{self._name}.{number - back}")["messages"] == messages
        self.answered.append(self.client.say(self._words(number), id=self.pending)["messages"])
        assert self._said() == self._all(number + 1)

    def _said(self) -> list[str]:
        return [message["text"] for message in self.client.history()["messages"] if message["from"] == "you"]

    def _all(self, count: int) -> list[str]:
        return [self._words(number) for number in range(count)]

    def _words(self, number: int) -> str:
        # Told apart by their number, and about nobody.
        return f"question {number}: what is level {number % 8 + 1}"


def _is_whole(path) -> None:
    with sqlite3.connect(path) as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    database.close()


def _plans(lone) -> list[str]:
    with sqlite3.connect(lone.var / "people.db") as database:
        return [id for id, in database.execute("select id from plans")]
