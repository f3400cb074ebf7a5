"""Every kind of server is killed, or hangs, while people talk: no answer is lost or taken twice, and nobody's words are in another's plan."""
from __future__ import annotations

import os
import signal
import time

import pytest

from tests.cluster.load import SCRIPTS, Crowd, crowd
from tests.cluster.services import READY_SECONDS, Service
from tests.places import MILL

PEOPLE, BETWEEN = 6, 25
ITSELF, ALL_CHILDREN, ONE_CHILD = "itself", "all that it started", "one that it started"
# Not killed: it stands still, until so many had to send something again, or were answered all the same.
HANGS, HINDERED = "hangs", 6
# In the order in which they are disturbed: the kind, which of its kind, and which process of it.
VICTIMS = (
    ("guide", 0, ITSELF), ("actions", 0, ITSELF), ("nginx", 0, ALL_CHILDREN), ("redis", 0, ITSELF), ("postgres", 0, ITSELF),
    ("postgres", 0, ONE_CHILD), ("postgres", 0, HANGS), ("redis", 0, HANGS), ("actions", 0, HANGS), ("actions", 1, ITSELF), ("guide", 1, ITSELF),
)


@pytest.fixture(scope="module")
def survivors(cluster, undisturbed):
    """The conversations that went on while one server after another was killed."""
    with crowd(cluster.url, PEOPLE) as people:
        for kind, which, process in VICTIMS:
            people.wait_for(BETWEEN)
            _disturb(cluster.services[kind][which], process, people)
            # On it goes, also before a guide that was killed is back.
            people.wait_for(BETWEEN)
        for services in cluster.services.values():
            for service in services:
                service.wait()
        people.wait_for(BETWEEN)
    return people


def _disturb(service: Service, process: str, people: Crowd) -> None:
    """kill -9, and waits until there is another in its place. A guide takes its time, and is not waited for."""
    if process == HANGS:
        with service.hung():
            again, taken = len(people.tried_again) + HINDERED, people.taken + BETWEEN
            _until(lambda: people.fault or len(people.tried_again) >= again or people.taken >= taken)
        return
    if process == ITSELF:
        before = service.starts
        service.kill()
        _until(lambda: service.starts > before)
        if not service.name.startswith("guide"):
            service.wait()
        return
    children = service.children()
    killed = set(children if process == ALL_CHILDREN else children[-1:])
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    _until(lambda: (now := set(service.children())) and now.isdisjoint(killed))
    service.wait()


def _until(true) -> None:
    until = time.monotonic() + READY_SECONDS
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_everybody_went_on_to_the_end(survivors):
    assert len(survivors.talks) >= PEOPLE
    assert all(talk.taken == len(talk.script) for talk in survivors.talks)
    # Otherwise nothing was disturbed.
    assert survivors.tried_again


def test_every_answer_is_in_the_history_once_and_in_its_place(survivors, undisturbed):
    for talk in survivors.talks:
        assert talk.kept()[0] == undisturbed[talk.script][0], f"the talk about oven {talk.oven}"


def test_every_answer_is_in_the_plan_and_nobody_elses(survivors, undisturbed):
    for talk in survivors.talks:
        assert talk.kept()[1] == undisturbed[talk.script][1], f"the plan about oven {talk.oven}"


def test_what_makes_a_talk_somebodys_own_is_in_its_plan(undisturbed):
    """So that the comparisons above see a mix-up."""
    history, plan = undisturbed[SCRIPTS[0]]
    assert plan.count("OVEN") >= 2 and all(kept[0].count("OVEN") >= 2 for kept in undisturbed.values())


def test_every_question_was_left_once(cluster, survivors):
    page = cluster.inbox(MILL)
    for talk in survivors.talks:
        assert page.count(f"Who mends oven {talk.oven}?") == 1, talk.oven


def test_nothing_of_it_is_in_a_log(cluster, survivors):
    logs = sorted(cluster.var.glob("*.log"))
    assert len(logs) >= 7
    for log in logs:
        said = log.read_text(errors="replace")
        assert "oven" not in said and "/inbox/e" not in said, log.name
