"""What is said of a thing: have, want, doing, failed, past, not; and of whom."""
from __future__ import annotations

import pytest

from knowledge.language import status
from knowledge.language.words import words


def said_of(text: str, name: str) -> status.Said:
    """What the text says of `name`, a run of its words."""
    start = text.index(name)
    return status.of(words(text), start, start + len(name))


@pytest.mark.parametrize("text, expected", [
    ("I am a NAME", "have"), ("NAME", "have"), ("I've been a NAME for ten years", "have"), ("I work as a NAME", "have"), ("got my NAME", "have"),
    ("I want to be a NAME", "want"), ("thinking of going for NAME", "want"), ("I'd love to be a NAME", "want"), ("maybe a NAME one day", "want"),
    ("interested in becoming a NAME", "want"), ("need to get my NAME", "want"), ("thinking about doing a NAME", "want"), ("wanting to be NAME", "want"),
    ("I'd rather be a NAME", "want"), ("hope to be a NAME", "want"),
    ("doing my NAME now", "doing"), ("working towards NAME", "doing"), ("half way through NAME", "doing"), ("nearly finished my NAME", "doing"),
    ("failed NAME", "failed"), ("never got NAME", "not"), ("never passed NAME", "failed"), ("didn't pass my NAME", "failed"), ("gave up my NAME", "failed"), ("NAME never finished", "failed"),
    ("started a NAME but never finished", "failed"), ("started NAME but had to stop", "failed"),
    ("used to be a NAME", "past"), ("I was a NAME for years", "past"), ("ex NAME", "past"), ("started as a NAME", "past"), ("I was a NAME before", "past"),
    ("not a NAME", "not"), ("no NAME", "not"), ("haven't got my NAME", "not"), ("I don't want to be a NAME", "not"), ("never wanted to be a NAME", "not"),
    ("I don't have NAME", "not"), ("no longer a NAME", "not"), ("I'd rather do it than NAME", "not"),
])
def test_cue_words_tell_the_status(text, expected):
    assert said_of(text, "NAME").status == expected


def test_a_list_goes_on_with_the_status_before_it():
    text = "I want to be a cook or a cleaner"
    assert said_of(text, "cook").status == said_of(text, "cleaner").status == "want"
    assert said_of("failed english and maths", "maths").status == "failed"


def test_a_new_clause_has_a_status_of_its_own():
    text = "I failed maths, plus nvq from 2008"
    assert (said_of(text, "maths").status, said_of(text, "nvq").status) == ("failed", "have")
    text = "I was a cook but now a cleaner"
    assert (said_of(text, "cook").status, said_of(text, "cleaner").status) == ("past", "have")


@pytest.mark.parametrize("text, other", [
    ("my friend is a NAME", True), ("she is a NAME", True), ("asking for my colleague, he's a NAME", True),
    ("I am a NAME", False), ("my friend left and I am a NAME", False), ("my NAME", False),
])
def test_whose_it_is(text, other):
    assert said_of(text, "NAME").other is other
