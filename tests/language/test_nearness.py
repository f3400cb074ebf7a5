"""What is learned of the wordings: along which lines people's words differ though they ask the same."""
from __future__ import annotations

import numpy
import pytest

from knowledge.language.nearness import Nearness, learn

# Two things are asked, told apart by the first number; how people put it is the second.
VECTORS = numpy.array([[1, 2, 0], [1, -2, 0], [-1, 2.1, 0], [-1, -1.9, 0]], dtype=numpy.float32)
OWNERS = ["a", "a", "b", "b"]


def test_what_differs_within_a_record_counts_less():
    asked = numpy.array([1, -0.3, 0], dtype=numpy.float32)
    plain = VECTORS / numpy.linalg.norm(VECTORS, axis=1, keepdims=True) @ (asked / numpy.linalg.norm(asked))
    nearness = learn(VECTORS, OWNERS)
    learned = nearness.of(VECTORS) @ nearness.of(asked)
    assert learned[:2].min() - learned[2:].max() > plain[:2].min() - plain[2:].max()


def test_it_is_kept_as_bytes():
    nearness = learn(VECTORS, OWNERS)
    again = Nearness.from_bytes(nearness.as_bytes(), 3)
    assert again.of(VECTORS) == pytest.approx(nearness.of(VECTORS), abs=1e-5)


def test_one_wording_each_teaches_nothing_and_upsets_nothing():
    assert numpy.isfinite(learn(VECTORS, [1, 2, 3, 4]).of(VECTORS)).all()


def test_a_vector_of_nothing_stays_finite():
    assert numpy.isfinite(learn(VECTORS, OWNERS).of(VECTORS.mean(axis=0))).all()
