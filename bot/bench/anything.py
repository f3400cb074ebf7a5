"""Random conversations with the running servers: the moves of `sequences`, each turn over HTTP, the answers read from the store."""
from __future__ import annotations

import datetime
from pathlib import Path
from typing import Callable, Iterator

from hypothesis import HealthCheck, Phase, given, settings

from bot.bench.sequences import SEQUENCES, Broken, check
from bot.channel import tokens
from bot.client import Client, Refused
from bot.serve import address
from knowledge.advice.questions import View
from knowledge.people import People
from knowledge.store import Store

CONVERSATIONS = 200


class Visitor:
    """Somebody who talks with the guide over HTTP; what is kept of them is read from the plan's own row."""

    def __init__(self, url: str, people: People, secret: bytes, store: Store):
        self.store, self._url, self._people, self._secret = store, url, people, secret
        self._client = Client(url)
        self._take(self._client.start())

    @property
    def answers(self) -> dict:
        """The answers as they are stored."""
        return self._plan.answers

    @property
    def open(self) -> str:
        """The question that is open."""
        return self._plan.answers["open"]

    def choose(self, *ids: str) -> None:
        """Presses choices. What the page no longer offers is refused, and changes nothing."""
        try:
            self._take(self._client.choose(*ids))
        except Refused as error:
            if error.status >= 500:
                raise Broken(f"{ids} at {self.open}: {error}") from error

    def words(self, text: str, intent: str) -> None:
        """Says words, to be understood as they may."""
        self._take(self._client.say(text))

    def come_back(self) -> None:
        """Stops, and goes on with the code in a conversation of its own."""
        self.choose("say:stop")
        code = self._people.code(self._plan)
        self._client = Client(self._url)
        self._take(self._client.resume(code))

    def view(self) -> View:
        """The conversation as the questions see it."""
        return View(self.answers, self.store, datetime.date.today())

    def shown(self) -> str:
        """Every word of the last reply, in lower case."""
        return str([{k: v for k, v in m.items() if k != "choices"} for m in self.messages]).lower()

    def offered(self) -> list[str]:
        """The ids of the choices of the last reply."""
        return [choice["id"] for m in self.messages for choice in m.get("choices", [])]

    def _take(self, reply: dict) -> None:
        self.messages = reply["messages"]
        self._plan = self._people.find(tokens.read(self._secret, self._client.token).plan)


def conversations(port: int, var: Path, knowledge: Path, many: int, progress: Callable[[str], object]) -> tuple[int, int]:
    """Plays so many random conversations; returns how many held all that is demanded, and how many there were.

    Args:
        port: of the running guide.
        var: its folder, with its database and its secret.
        knowledge: its knowledge base.
        progress: told of each that does not hold.
    """
    secret = (var / "secret").read_bytes()
    people, store = People(f"sqlite:///{var / 'people.db'}", secret), Store.open(knowledge)
    try:
        held = [_one(sequence, address(port), people, secret, store, progress) for sequence in _sequences(many)]
    finally:
        people.close()
    return sum(held), len(held)


def _one(sequence: list, url: str, people: People, secret: bytes, store: Store, progress: Callable[[str], object]) -> bool:
    try:
        check(Visitor(url, people, secret, store), sequence)
    except (Broken, Refused) as error:
        progress(f"A random conversation did not hold: {error}. Its moves: {sequence}")
        return False
    return True


def _sequences(many: int) -> Iterator[list]:
    """The same random sequences at each run."""
    found: list[list] = []

    @settings(max_examples=many, derandomize=True, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(SEQUENCES)
    def keep(sequence: list) -> None:
        found.append(sequence)

    keep()
    return iter(found[:many])
