"""The classifier learns from lines, and takes whatever is sent."""
from __future__ import annotations

import numpy
import pytest

from knowledge.language.embed import embed
from knowledge.language.intents import learn

LINES = {
    "greet": ["hello", "hi there", "good morning", "hiya", "hey you"],
    "skip": ["skip this", "next question please", "leave that one", "pass on this", "miss it out"],
}


@pytest.fixture(scope="module")
def intents():
    pairs = [(line, name) for name, lines in LINES.items() for line in lines]
    return learn([line for line, _ in pairs], [name for _, name in pairs], weight=2.0, c=10.0, rounds=50, vote=0.2)


@pytest.mark.parametrize("text, intent", [("good morning to you", "greet"), ("please skip that", "skip"), ("HIYA", "greet")])
def test_lines_like_those_it_learnt_are_known(intents, text, intent):
    assert intents.ranking(text)[0][0] == intent


def test_the_shares_make_one(intents):
    assert sum(share for _, share in intents.ranking("whatever")) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("text", ["", " ", "🙂" * 500, "a" * 20_000, "\u200b", "\u202eabc", "<b>'; DROP TABLE</b>"])
def test_nothing_that_is_sent_is_too_odd(intents, text):
    assert {name for name, _ in intents.ranking(text)} == set(LINES)


def test_each_line_keeps_its_own_vector_whoever_is_first_to_finish(intents):
    lines = [line for group in LINES.values() for line in group]
    assert all(numpy.array_equal(row, embed(line)) for row, line in zip(intents.lines, lines))
