"""How much more evidence a few words need, and the two bands of the signs of care."""
from __future__ import annotations

import pytest

from knowledge.language import care_signs
from knowledge.language.care_short import Short


@pytest.fixture(scope="module")
def short(store):
    return Short(store)


@pytest.mark.parametrize("text", ["thursdays", "the cook", "nothing to add", "yes please"])
def test_an_answer_needs_much_more_than_a_sentence_and_more_than_words_of_harm(short, text):
    assert short.more(text) > short.more("he hurts her") > 0


@pytest.mark.parametrize("name", ["injuries", "job cuts"])
def test_what_the_knowledge_base_knows_by_name_is_an_answer_though_it_speaks_of_harm(short, name):
    assert short.more(name) > short.more("she has injuries")


def test_a_sentence_needs_no_more(short):
    assert short.more("she told me that he was angry again") == 0


class Scored:
    """A detector that gives every text one score."""

    def __init__(self, score):
        self.score = score

    def scores(self, texts, looks):
        return [self.score] * len(texts)

    def kind(self, text, row):
        return "danger"


@pytest.mark.parametrize(("score", "sure"), [
    (care_signs.SURE, True), (care_signs.SURE - 0.01, False), (care_signs.GENTLE, False), (care_signs.GENTLE - 0.01, None),
])
def test_the_bands(monkeypatch, store, score, sure):
    monkeypatch.setattr(care_signs, "detector", lambda _: Scored(score))
    sign = care_signs.worry("a line of more than only four words", store)
    assert (sign.sure if sign else None) is sure


@pytest.mark.parametrize("text", ["thursdays", "he hurts her"])
def test_a_few_words_with_the_score_of_a_sure_sentence_are_asked_about(monkeypatch, store, text):
    monkeypatch.setattr(care_signs, "detector", lambda _: Scored(care_signs.SURE + 0.1))
    assert not care_signs.worry(text, store).sure


def test_who_is_hit_by_a_child_they_work_with_is_asked_whatever_the_score(monkeypatch, store):
    monkeypatch.setattr(care_signs, "detector", lambda _: Scored(5.0))
    assert not care_signs.worry("she kicks and bites, the little girl I support", store).sure
    assert care_signs.worry("he kicks and bites, my husband does it each night", store).sure
