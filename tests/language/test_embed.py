"""Sentence vectors: unit length, the same each time, close for close meanings, safe for any text."""
from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.embed import DIMENSIONS, embed, is_common


def test_close_meanings_are_closer_than_far_ones():
    near = embed("who pays for the course") @ embed("do I have to pay for it myself")
    assert near > embed("who pays for the course") @ embed("the cat sat on the mat")


def test_a_text_without_words_has_no_direction():
    assert not embed("").any()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_vector_of_length_one_or_none(text):
    vector = embed(text)
    assert vector.shape == (DIMENSIONS,) and vector.dtype == numpy.float32
    assert numpy.linalg.norm(vector) == pytest.approx(1.0, abs=1e-3) or not vector.any()


def test_nobody_can_change_a_vector_that_others_share():
    with pytest.raises(ValueError):
        embed("level 3")[0] = 1.0


@pytest.mark.parametrize("word, common", [("matter", True), ("cleaner", True), ("asistent", False), ("technition", False)])
def test_common_words_are_told_from_slips(word, common):
    assert is_common(word) is common
