"""What is measured in this process: the advice, and the knowledge base without any server."""
from __future__ import annotations

import datetime
import itertools
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterable

from bot.bench.measure import Times, times

PROFILES = Path(__file__).resolve().parent / "profiles.json"
ROUNDS = 20
# Questions of different lengths, in the words of nobody in particular.
QUESTIONS = (
    "what is a SENCO", "how long is the level 3 course", "who pays for my training", "does my old certificate from 1988 still count",
    "can i become a teacher without a degree", "is food hygiene training required by law and how often must I do it again",
)


@dataclass(frozen=True)
class Inside:
    """Times in milliseconds; the build in seconds."""

    advice: Times
    look_up: Times
    search: Times
    answer: Times
    ways: Times
    build_seconds: float


def measured(knowledge: Path, scratch: Path) -> Inside:
    """Everything, warm, on the knowledge base at `knowledge`; `scratch` is a folder to build another in."""
    from knowledge import build
    from knowledge.advice.pathways import ways
    from knowledge.advice.recommend import advise
    from knowledge.content import CONTENT
    from knowledge.language import embed
    from knowledge.language.search import Finder
    from knowledge.store import Store

    store = Store.open(knowledge)
    finder, day = Finder(store), datetime.date.today()
    profiles = json.loads(PROFILES.read_text(encoding="utf-8"))
    ids = [record.id for record in store.all("qualifications")]
    roles = [role.id for role in store.all("roles")]

    def answer(question: str) -> None:
        embed.forget()  # as for a question that nobody has asked yet
        finder.search(question)

    began = time.perf_counter()
    build.build(CONTENT, scratch / "fresh.db")
    built = time.perf_counter() - began
    return Inside(
        advice=_each(lambda profile: advise(profile, store), profiles),
        look_up=_each(lambda id: store.get("qualifications", id), ids),
        search=_each(lambda question: store.full_text(question), QUESTIONS),
        answer=_each(answer, QUESTIONS),
        ways=_each(lambda pair: ways(store, pair[:1], pair[1], day), itertools.permutations(roles[::6], 2)),
        build_seconds=built,
    )


def _each(work: Callable, given: Iterable) -> Times:
    """The times of some work over what is given, round after round; the first round only warms up."""
    given, seconds = list(given), []
    for number in range(ROUNDS + 1):
        for one in given:
            began = time.perf_counter()
            work(one)
            if number:
                seconds.append(time.perf_counter() - began)
    return times(seconds)
