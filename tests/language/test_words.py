"""Messages become words with one spelling each, and every word keeps its place in the text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.words import joined, plain, words


@pytest.mark.parametrize("text, expected", [
    ("T.A.", "ta"), ("t.a", "ta"), ("TA's", "ta"), ("h.l.t.a", "hlta"),
    ("nvq2", "nvq 2"), ("level3", "level 3"), ("L3", "level 3"), ("lvl three", "level 3"), ("level-2", "level 2"),
    ("I'm", "i am"), ("im", "i am"), ("wanna be", "want to be"), ("eng & maths", "english and maths"),
    ("A-levels", "a level"), ("O’levels", "o level"), ("mid-day", "mid day"), ("C's in maths", "c in maths"), ("kitchen asst", "kitchen assistant"),
    ("Sen. Sci. Technician", "senior science technician"), ("I do admin. Manager", "i do admin . manager"),
])
def test_one_spelling_for_the_ways_people_type(text, expected):
    assert joined(words(text)) == expected


def test_a_dash_between_words_stays_and_a_hyphen_inside_one_goes():
    assert plain("cook - part-time") == ["cook", "-", "part", "time"]


def test_number_words_become_figures_only_after_a_word_that_takes_a_number():
    assert plain("level two, two jobs") == ["level", "2", ",", "two", "jobs"]


@given(st.text(max_size=300))
def test_every_word_has_its_place_in_the_text_and_the_words_are_in_order(text):
    found = words(text)
    assert all(0 <= w.start < w.end <= len(text) and w.text for w in found)
    assert all(a.start <= b.start for a, b in zip(found, found[1:]))
