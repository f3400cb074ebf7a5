"""What is measured of each side."""
from __future__ import annotations

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Callable, Optional, Union

from bot.bench.anything import CONVERSATIONS as CONVERSATIONS_AT_RANDOM, conversations
from bot.bench.sides import ACTIONS, SERVER, Bare, Guide
from bot.bench.talk import ROUND, WORDS

CONVERSATIONS, TURNS = 5, 120
AT_ONCE, MOST_MESSAGES, MOST_SECONDS = 10, 600, 20.0

Side = Union[Guide, Bare]


@dataclass(frozen=True)
class Times:
    """Median and 95th of a hundred, in milliseconds."""

    median: float
    p95: float


@dataclass(frozen=True)
class Figures:
    """One side's figures. Memory is in MiB, rate in messages a second; `random`: how many random conversations held, and of how many."""

    first: Times
    first_words: Times
    late: Times
    late_words: Times
    rate: float
    start_seconds: float
    server_mib: Optional[float]
    actions_mib: Optional[float]
    train_seconds: float
    random: Optional[tuple[int, int]] = None


def side(one: Side, progress: Callable[[str], object]) -> Figures:
    """Trains, starts, talks to and stops one side.

    Raises:
        BenchFailed: if any of it does not work.
    """
    progress(f"{one.name}: training the model from scratch")
    trained = one.train()
    progress(f"{one.name}: {trained:.0f} s. Starting the servers")
    with one.start() as servers:
        servers.wait()
        one.talk(servers.port).begin()
        started = servers.seconds()
        progress(f"{one.name}: first answer after {started:.1f} s. {CONVERSATIONS} conversations of {TURNS} turns")
        turns = [turn for _ in range(CONVERSATIONS) for turn in _conversation(one, servers.port)]
        progress(f"{one.name}: {AT_ONCE} conversations at once, at most {MOST_SECONDS:.0f} seconds")
        rate = _rate(one, servers.port)
        server, actions = servers.mib(SERVER), servers.mib(ACTIONS)
        progress(f"{one.name}: {rate:.0f} messages a second")
        random = _random(one, servers.port, progress)
        progress(f"{one.name}: stopping the servers")
    first = [turn for turn in turns if turn[0] <= ROUND]
    late = [turn for turn in turns if turn[0] > TURNS - ROUND]
    return Figures(
        first=_times(first), first_words=_times(_words(first)), late=_times(late), late_words=_times(_words(late)),
        rate=rate, start_seconds=started, server_mib=server, actions_mib=actions, train_seconds=trained, random=random,
    )


def _random(one: Side, port: int, progress: Callable[[str], object]) -> Optional[tuple[int, int]]:
    """Random conversations with Five Steps; the bare Rasa has nothing that they could do."""
    if not isinstance(one, Guide):
        return None
    progress(f"{one.name}: {CONVERSATIONS_AT_RANDOM} random conversations")
    return conversations(port, one.folder, one.knowledge, CONVERSATIONS_AT_RANDOM, progress)


def times(seconds: list[float]) -> Times:
    """Median and 95th of some seconds."""
    return Times(1000 * statistics.median(seconds), 1000 * statistics.quantiles(seconds, n=20, method="inclusive")[-1])


def _conversation(one: Side, port: int) -> list[tuple[int, str, float]]:
    """One conversation, nobody else talking: (number, kind, seconds) of each turn."""
    talk = one.talk(port)
    talk.begin()
    return [(number, *talk.turn()) for number in range(1, TURNS + 1)]


def _words(turns: list[tuple[int, str, float]]) -> list[tuple[int, str, float]]:
    return [turn for turn in turns if turn[1] == WORDS]


def _times(turns: list[tuple[int, str, float]]) -> Times:
    return times([turn[2] for turn in turns])


def _rate(one: Side, port: int) -> float:
    """Messages a second, each of the conversations sending its next message as soon as it has its reply."""
    talks = [one.talk(port) for _ in range(AT_ONCE)]
    for talk in talks:
        talk.begin()
    stop = threading.Event()
    began = time.monotonic()

    def go(talk) -> int:
        sent = 0
        while sent < MOST_MESSAGES // AT_ONCE and time.monotonic() - began < MOST_SECONDS and not stop.is_set():
            talk.turn()
            sent += 1
        return sent

    with ThreadPoolExecutor(AT_ONCE) as people:
        try:
            sent = sum(people.map(go, talks))
        finally:
            # One that failed, or Ctrl+C, ends them all.
            stop.set()
    return sent / (time.monotonic() - began)
