"""The topic of every message that was heard, beside the right one: what the guide itself takes it for (`knowledge.topics`)."""
from __future__ import annotations

from collections import Counter
from typing import Callable

from bot.evaluation.listening import Heard
from bot.evaluation.scores import Scores, merged, tally
from knowledge import topics
from knowledge.store import Store

NAME = "topic"


def topic_of(one: Heard, store: Store) -> str:
    """What the message is taken to be about."""
    return topics.of_intake(one.care, one.language) or topics.topic_of(one.reading, store, one.intent)


def judged(heard: list[Heard], topic: Callable[[Heard], str]) -> tuple[Scores, list[tuple[str, str, int]]]:
    """The share of right topics, for all and by the kind of line, and what is confused (right, taken, times).

    Args:
        heard: cases that name their `topic`; others are left out.
        topic: what a message is taken to be about.
    """
    rows, counts = [], Counter()
    for one in (one for one in heard if one.case.data.get("topic")):
        right, named = one.case.data["topic"], topic(one)
        rows.append((NAME, one.case.place, named == right))
        if kind := one.case.data.get("kind"):
            rows.append((f"{NAME}, {kind}s", one.case.place, named == right))
        if named != right:
            counts[(right, named)] += 1
    return merged(tally(rows)), [(*pair, count) for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
