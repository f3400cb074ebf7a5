"""Every kind of server is killed while people talk: no answer is lost or taken twice, and nobody's words are in another's plan."""
from __future__ import annotations

import os
import signal
import time

import pytest

from bot.client import Client
from tests.cluster.load import SCRIPTS, Talk, crowd
from tests.cluster.services import READY_SECONDS, Service
from tests.places import MILL

PEOPLE, BETWEEN = 6, 25
# Nobody else has this one.
UNDISTURBED = 9001
# In the order in which they are killed: the kind, and which of its kind.
VICTIMS = (("guide", 0), ("actions", 0), ("nginx workers", 0), ("redis", 0), ("postgres", 0), ("a process of postgres", 0), ("actions", 1), ("guide", 1))


@pytest.fixture(scope="module")
def undisturbed(cluster) -> dict:
    """What is kept of each script when nothing happens."""
    talks = [Talk(script, UNDISTURBED + number, Client(cluster.url)).play() for number, script in enumerate(SCRIPTS)]
    return {talk.script: talk.kept() for talk in talks}


@pytest.fixture(scope="module")
def survivors(cluster, undisturbed):
    """The conversations that went on while one server after another was killed, and how often each was started."""
    with crowd(cluster.url, PEOPLE) as people:
        for kind, which in VICTIMS:
            people.wait_for(BETWEEN)
            _kill(cluster, kind, which)
            # On it goes, also before the one that was killed is back.
            people.wait_for(BETWEEN)
        for services in cluster.services.values():
            for service in services:
                service.wait()
        people.wait_for(BETWEEN)
    return people


def _kill(cluster, kind: str, which: int) -> None:
    """kill -9, and for all but the guides, which take their time, waits until there is another."""
    service: Service = cluster.services[kind.split()[-1] if kind.startswith("a ") else kind.split()[0]][which]
    if kind in ("nginx workers", "a process of postgres"):
        children = service.children()
        for pid in children if kind == "nginx workers" else children[-1:]:
            os.kill(pid, signal.SIGKILL)
        _until(lambda: set(service.children()).isdisjoint(children if kind == "nginx workers" else children[-1:]))
        return
    before = service.starts
    service.kill()
    _until(lambda: service.starts > before)
    if kind != "guide":
        service.wait()


def _until(true) -> None:
    until = time.monotonic() + READY_SECONDS
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_each_server_was_killed_and_came_back(cluster, survivors):
    starts = {service.name.partition("-")[0]: service.starts for services in cluster.services.values() for service in services}
    assert starts == {"guide": 2, "actions": starts["actions"], "nginx": 1, "redis": 2, "postgres": 2} and starts["actions"] >= 2
    assert len(survivors.talks) >= PEOPLE


def test_every_answer_is_in_the_history_once_and_in_its_place(survivors, undisturbed):
    for talk in survivors.talks:
        assert talk.taken == len(talk.script)
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
