"""What is nearest to a question, for this person and on this day."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import answers
from knowledge.advice.nearest import nearest
from knowledge.advice.questions import View

LENGTH = {"kind": "open_questions", "id": "q-how-long-does-it-take", "score": 0.7}
OTHER = {"kind": "open_questions", "id": "q-who-pays", "score": 0.6}


@pytest.fixture
def view(store) -> View:
    return View(answers.fresh(), store, datetime.date(2026, 10, 1))


def asked(text: str, *hits, names: bool = False) -> dict:
    return {"text": text, "nearest": list(hits), "worth": None, "names": names}


def test_how_long_it_would_take_them_is_told_of_the_course_in_mind(view):
    view.answers["picked"] = ["ta-apprenticeship-l3"]
    assert nearest(view, asked("how long would it take me", LENGTH, OTHER))[0]["id"] == "ta-apprenticeship-l3"


@pytest.mark.parametrize("text, names", [("how long would an nvq take me", True), ("how long are courses", False), ("who pays for it", False)])
def test_nothing_is_put_first_where_something_is_named_or_nothing_of_theirs_is_asked(view, text, names):
    view.answers["picked"] = ["ta-apprenticeship-l3"]
    assert nearest(view, asked(text, LENGTH, names=names)) == [LENGTH]


def test_with_no_course_in_mind_the_answer_stays(view):
    assert nearest(view, asked("how long would it take me", LENGTH, OTHER)) == [LENGTH, OTHER]


def test_what_had_not_begun_on_the_day_set_is_not_told(view, store):
    late = {"kind": "funding", "id": "lifelong-learning-entitlement", "score": 0.9}
    assert late in nearest(view, asked("student loans", late, OTHER))
    view.answers["as_of"] = "2009-06"
    word = {"kind": "glossary_terms", "id": "mentor", "score": 0.5}
    assert nearest(view, asked("student loans", late, word)) == [word]
