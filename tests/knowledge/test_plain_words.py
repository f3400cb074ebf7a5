"""Sentences and words are counted fairly, and a harder text is for older readers."""
from __future__ import annotations

import socket

import pytest

from knowledge.plain_words import reading_age, sentences, without_addresses, words

EASY = "Ask your head if you can help in a class for an hour. People do this each week. It is free."
HARD = "Professional qualifications necessitate comprehensive documentation regarding individual responsibilities."


@pytest.mark.parametrize("text, lengths", [
    ("Ring St. Mary's. It is free.", [3, 3]),
    ("See https://www.gov.uk/find-a-course. Then ask.", [2, 2]),
    ("It costs £9,790.50 in 2026. Ask about grade 4 (or C).", [5, 6]),
    ("Bring three things: your code; your certificates; a pen.", [3, 2, 2, 2]),
    ("Is it you? \"Yes\" will do. {name} then goes on.", [3, 3, 4]),
])
def test_sentences_are_counted_fairly(text, lengths):
    assert [words(sentence) for sentence in sentences(text)] == lengths


def test_addresses_are_taken_out():
    assert without_addresses("See www.gov.uk/find today") == "See  today"


def test_a_harder_text_is_for_older_readers():
    assert reading_age(EASY) < 9 < 12 < reading_age(HARD)


def test_the_reading_age_needs_no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("something was asked of the network")

    monkeypatch.setattr(socket, "socket", refuse)
    assert reading_age(EASY) > 0


def test_an_empty_text_has_an_age():
    assert isinstance(reading_age(""), float)
