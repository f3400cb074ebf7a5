"""A server that hangs, which is worse than one that died: what is sent to it is taken in, and nothing ever comes back."""
from __future__ import annotations

import socket
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import requests

from bot.client import Client, Refused
from knowledge.people import Changed, People, Plan, Said, Unavailable
from tests.cluster.test_order import at_once, pages, said
from tests.test_people import SECRET

# More at once than a guide has threads. Whoever is not answered in this time waits for nginx, which gives up after 25 seconds.
PEOPLE, PATIENCE = 40, 15.0
# The limit of a connection in these tests, in seconds: a guide has more of it.
SHORT = 0.5


@pytest.fixture
def postgresql(cluster):
    """PostgreSQL of the cluster."""
    return cluster.services["postgres"][0]


def talking(cluster, people: int) -> list[Client]:
    """So many people, each in a conversation of their own."""
    with ThreadPoolExecutor(people) as beginning:
        talks = [Client(cluster.url, timeout=PATIENCE) for _ in range(people)]
        list(beginning.map(Client.start, talks))
    return talks


def soon(is_so, seconds: float = 10.0) -> bool:
    """True if it becomes so: what is asked may still wait for an answer from before."""
    until = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_while_the_database_hangs_everybody_is_told_so_and_then_all_is_well_again(cluster, postgresql, store):
    talks = talking(cluster, PEOPLE)
    ids = [uuid.uuid4().hex for _ in talks]

    def say(number):
        return lambda: talks[number].say("I'm a school cook", id=ids[number])

    def page():
        return requests.get(cluster.url + "/about", timeout=PATIENCE).status_code

    with postgresql.hung():
        *refused, read, cared = at_once(*(say(number) for number in range(PEOPLE)), page, lambda: talks[0].say("I want to kill myself"))
        assert {(type(error), error.code, error.retry) for error in refused} == {(Refused, "unavailable", True)}
        assert read == 200
        assert "116 123" in str(cared["messages"])
        ready = requests.get(cluster.direct[0] + "/ready", timeout=PATIENCE)
        assert ready.status_code == 503 and ready.json()["parts"]["people"] is False
    replies = at_once(*(say(number) for number in range(PEOPLE)))
    assert all(isinstance(reply, dict) for reply in replies), replies
    assert all(said(talk) == ["I'm a school cook"] for talk in talks)
    assert soon(lambda: requests.get(cluster.direct[0] + "/ready", timeout=PATIENCE).json()["parts"]["people"])


def test_with_a_queue_that_hangs_the_guide_goes_on_and_the_order_is_the_databases(cluster):
    """Of two at once both are taken, or one is told to try again: never half of one. So it is while the queue wakes, too."""
    one, other = pages(cluster)
    kept = ["I'm a school cook"]

    def both(number):
        texts = [f"what is an nvq {number}", f"what is a diploma {number}"]
        replies = at_once(lambda: one.say(texts[0]), lambda: other.say(texts[1]))
        assert all(isinstance(reply, dict) or (reply.code, reply.retry) == ("busy", True) for reply in replies), replies
        assert any(isinstance(reply, dict) for reply in replies)
        kept.extend(text for text, reply in zip(texts, replies) if isinstance(reply, dict))

    for number in range(0, 6, 2):
        with cluster.services["redis"][0].hung():
            both(number)
        both(number + 1)
    assert sorted(said(one)) == sorted(kept)


def test_a_turn_that_hung_on_its_way_to_the_disk_is_found_when_it_is_sent_again(postgres):
    """Whether it was kept, nobody knows until the database wakes. Sent again it is there, and once."""
    service, url = postgres
    people, patient = People(url, SECRET, patience=SHORT), People(url, SECRET)
    plan, turn = Plan(uuid.uuid4().hex, uuid.uuid4().hex), Said("m1", "hello", {"messages": []})
    with ExitStack() as until_it_wakes:
        people.inbox.write = lambda *_: until_it_wakes.enter_context(service.hung())
        with pytest.raises(Unavailable, match="does not answer"):
            people.save(plan, plan, turn, [])
    try:
        patient.save(plan, plan, turn, [])
    except Changed:
        pass
    assert patient.turns(plan.id) == [turn]
    for door in (people, patient):
        door.close()


def test_a_server_that_takes_a_connection_and_never_says_a_word_is_unavailable():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        people = People(f"postgresql://five_steps:x@127.0.0.1:{silent.getsockname()[1]}/five_steps", SECRET, patience=SHORT)
        with pytest.raises(Unavailable, match="does not answer"):
            people.find("nobody")


def test_only_who_answers_people_is_impatient(postgres):
    """A purge of many rows takes as long as it takes."""
    limits = []
    for patience in (SHORT, None):
        people = People(postgres[1], SECRET, patience=patience)
        with people._engine.connect() as connection:
            limits.append(connection.exec_driver_sql("show statement_timeout").scalar())
        people.close()
    assert limits == ["500ms", "0"]
