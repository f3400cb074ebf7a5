"""A person talking to the interview with nothing of Rasa running."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice.interview import Turn, turn
from knowledge.language.understand import Reader

DAY = datetime.date(2026, 11, 22)


class Person:
    """Sends messages to `turn` and keeps what it gives back."""

    def __init__(self, store, reader):
        self.store, self.reader = store, reader
        self.last: Turn = turn(None, None, {"intent": {"name": "start_guide"}}, store, DAY)

    @property
    def answers(self) -> dict:
        return self.last.answers

    @property
    def open(self) -> str:
        return self.last.next

    def choose(self, *ids: str) -> "Person":
        return self._send({"text": "", "intent": {"name": "choice", "confidence": 1.0}, "choices": list(ids)})

    def maybe(self, text: str, intent: str = "none") -> "Person":
        """Says what may show a worry, though that is not sure."""
        return self._send({"text": text, "intent": {"name": intent, "confidence": 0.9}, "reading": self.reader.read(text), "maybe": "self"})

    def say(self, text: str, intent: str = "none", confidence: float = 0.9) -> "Person":
        message = {"text": text, "intent": {"name": intent, "confidence": confidence}, "reading": self.reader.read(text)}
        return self._send(message)

    def shown(self) -> str:
        """Every word of the last reply, in lower case."""
        return str([{k: v for k, v in m.items() if k != "choices"} for m in self.last.messages]).lower()

    def offered(self) -> list[str]:
        return [choice["id"] for m in self.last.messages for choice in m.get("choices", [])]

    def _send(self, message: dict) -> "Person":
        self.last = turn(self.last.answers, self.last.next, message, self.store, DAY)
        return self


@pytest.fixture(scope="session")
def reader(store):
    return Reader(store)


@pytest.fixture
def person(store, reader):
    """Somebody who has just opened the guide."""
    return Person(store, reader)
