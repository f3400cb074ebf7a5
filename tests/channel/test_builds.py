"""The channel and the action server may hold different builds of the knowledge base: turns go on, and the log says it once."""
from __future__ import annotations

import pytest

from tests.channel import conftest

OTHER = "0123456789abcdef"


@pytest.fixture
def says_build(monkeypatch):
    """The action server's replies name this build."""
    own = conftest.guide

    def name(build: str) -> None:
        def guide(answers, parsed):
            reply, *rest = own(answers, parsed)
            return ({**reply, "build": build}, *rest)

        monkeypatch.setattr(conftest, "guide", guide)

    return name


def test_another_build_is_told_once_and_the_turn_is_taken(talk, says_build, caplog):
    says_build(OTHER)
    assert talk.say("zanzibar")["done"] == 2 and talk.say("again")["done"] == 3
    told = [record.getMessage() for record in caplog.records]
    assert told == ["The action server has knowledge base 0123456789ab, this process has test. Start the one with the older again."]


def test_the_same_build_is_nothing_to_tell(talk, says_build, caplog):
    says_build("test")
    assert talk.say("hello")["done"] == 2 and not caplog.records


def test_the_person_gets_nothing_of_it(talk, says_build):
    says_build(OTHER)
    assert OTHER not in str(talk.say("hello")) and OTHER not in str(talk.history())
