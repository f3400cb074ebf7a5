"""Slips go to words of the knowledge base's names; words that people mean are left alone."""
from __future__ import annotations

import pytest

from knowledge.language.link import Linker
from knowledge.language.words import joined


@pytest.fixture(scope="module")
def linker(store) -> Linker:
    return Linker(store)


@pytest.mark.parametrize("typed, meant", [
    ("asistent", "assistant"), ("assisstant", "assistant"), ("technition", "technician"), ("buisness", "business"), ("secretery", "secretary"),
    ("recepsionist", "receptionist"), ("supervisr", "supervisor"), ("caretakr", "caretaker"), ("enlish", "english"), ("manger", "manager"),
])
def test_a_slip_is_put_right(linker, typed, meant):
    assert joined(linker.words(typed)) == meant


@pytest.mark.parametrize("word", ["level", "matter", "dishes", "cleans", "resit", "teaches", "notices", "cooker", "master", "retake"])
def test_a_word_that_people_write_on_purpose_is_left_alone(linker, word):
    assert joined(linker.words(word)) == word


def test_words_written_apart_are_joined_where_the_names_join_them(linker):
    joined_word, = [w for w in linker.words("a mid day job") if w.text == "midday"]
    assert (joined_word.start, joined_word.end) == (2, 9)


def test_a_name_found_through_a_slip_is_less_sure_than_an_exact_one(linker):
    exact, slip = linker.links("teaching assistant")[0], linker.links("teaching asistant")[0]
    assert exact.id == slip.id == "teaching-assistant" and slip.confidence < exact.confidence
