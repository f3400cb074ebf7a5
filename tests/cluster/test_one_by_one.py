"""All guides and action servers are started again, one after another, while people talk: hardly anybody notices."""
from __future__ import annotations

import re
import time

import pytest

from tests.cluster.load import crowd
from tests.cluster.services import READY_SECONDS, Service
from tests.cluster.stack import CONFIGURATION

PEOPLE, BETWEEN = 3, 25
# So long nginx sets a server aside that did not answer. The other one may go only after that.
SET_ASIDE_SECONDS = max(int(found) for found in re.findall(r"fail_timeout=(\d+)s", CONFIGURATION.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def served(cluster, undisturbed):
    """The conversations that went on meanwhile."""
    with crowd(cluster.url, PEOPLE) as people:
        for kind in ("actions", "guide"):
            for service in cluster.services[kind]:
                people.wait_for(BETWEEN)
                _start_again(service)
        people.wait_for(BETWEEN)
    return people


def _start_again(service: Service) -> None:
    """As docs/deploy/cluster.md has it: the next one only after this one is there again."""
    before, until = service.starts, time.monotonic() + READY_SECONDS
    service.end()
    while service.starts == before:
        assert time.monotonic() < until, f"{service.name} does not end"
        time.sleep(0.05)
    service.wait()
    time.sleep(SET_ASIDE_SECONDS + 1)


def test_hardly_anybody_had_to_ask_again(served):
    """Nobody at all, where a machine has time to spare. On a busy one an action may be late, whatever is being started again."""
    assert len(served.talks) >= PEOPLE and all(talk.taken == len(talk.script) for talk in served.talks)
    assert len(served.tried_again) < served.taken / 50, served.tried_again


def test_no_answer_is_lost_or_taken_twice(served, undisturbed):
    for talk in served.talks:
        assert talk.kept() == undisturbed[talk.script], f"the talk about oven {talk.oven}"
