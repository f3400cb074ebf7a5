"""A state machine over the real interview: whatever somebody does, in whatever order, it goes on, keeps what was said, and ends.

The moves and what is demanded are those of `bot.bench.sequences`, which the bench plays over HTTP too.
"""
from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings

from bot.bench.sequences import SEQUENCES, Broken, check
from knowledge.advice.questions import View
from tests.interview.conftest import DAY, Person

MANY = 1000


class Remembering(Person):
    """A person who reads a line only once: the same words are read the same."""

    def __init__(self, store, reader, readings: dict):
        super().__init__(store, reader)
        self._readings = readings

    @property
    def messages(self) -> list[dict]:
        return self.last.messages

    def words(self, text: str, intent: str) -> None:
        if text not in self._readings:
            self._readings[text] = self.reader.read(text)
        self._send({"text": text, "intent": {"name": intent, "confidence": 0.9}, "reading": self._readings[text]})

    def come_back(self) -> None:
        """Another day, another device: all that is kept is the answers as JSON."""
        self.last.answers = json.loads(json.dumps(self.answers))
        self._send({"text": "", "intent": {"name": "resume"}})

    def view(self) -> View:
        return View(self.answers, self.store, DAY)


@pytest.fixture(scope="module")
def readings():
    return {}


@settings(max_examples=MANY, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(SEQUENCES)
def test_any_sequence_goes_on_keeps_what_was_said_and_ends(store, reader, readings, sequence):
    check(Remembering(store, reader, readings), sequence)


class Forgetful(Remembering):
    """An interview that loses the job at the third turn, as a fault would."""

    def _send(self, message: dict) -> "Forgetful":
        super()._send(message)
        if "duties" in self.answers["asked"]:
            self.last.answers["roles"] = None
        return self


def test_an_answer_that_is_lost_in_silence_is_noticed(store, reader, readings):
    with pytest.raises(Broken, match="role"):
        check(Forgetful(store, reader, readings), [("press", 0), ("say", 0), ("press", 0), ("standing", 4), ("standing", 4)])
