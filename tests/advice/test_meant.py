"""What a message is for depends on what was asked, and on what is read in it."""
from __future__ import annotations

import pytest

from knowledge.advice.meant import UNSURE, meant, meant_beside


def _message(reading: dict | None = None, **shares: float) -> dict:
    ranking = [{"name": name, "confidence": share} for name, share in sorted(shares.items(), key=lambda one: -one[1])]
    return {"intent": ranking[0], "intent_ranking": ranking, "reading": reading or {}}


@pytest.mark.parametrize("question, intent", [("role", "answer_role"), ("duties", "answer_duties"), (None, "answer_duties")])
def test_between_two_answers_the_open_question_decides(question, intent):
    assert meant(_message(answer_role=0.4, answer_duties=0.45, greet=0.15), question)["name"] == intent


def test_a_clear_move_is_a_move_whatever_is_open():
    assert meant(_message(skip=0.9, answer_role=0.06, why=0.04), "role")["name"] == "skip"


def test_what_is_like_nothing_is_not_understood():
    shares = {f"intent_{number}": 0.1 for number in range(10)}
    assert meant(_message(**shares), "role")["name"] == UNSURE


def test_a_certificate_read_in_it_is_hardly_off_the_subject():
    shares = {"out_of_scope": 0.4, "answer_certificates": 0.3, "greet": 0.3}
    assert meant(_message(**shares), None)["name"] == "out_of_scope"
    assert meant(_message({"results": [{"id": "gcse"}]}, **shares), None)["name"] != "out_of_scope"


def test_what_the_channel_gives_stays_as_it_is():
    given = {"name": "start_guide", "confidence": 1.0}
    assert meant({"intent": given, "intent_ranking": [given]}, "role") == given
    assert meant({}, "role") == {}


def test_beside_a_question_there_may_be_nothing():
    assert meant_beside({}, "role") == {}
    ranking = [{"name": "skip", "confidence": 0.9}, {"name": "why", "confidence": 0.1}]
    assert meant_beside({"beside_ranking": ranking}, "need")["name"] == "skip"


def test_a_message_that_only_asks_is_seldom_an_answer():
    shares = {"answer_plan": 0.15, "ask_question": 0.6, "rude": 0.25}
    asks = {"questions": [{"text": "is the first one online", "nearest": []}]}
    assert meant(_message(**shares), "pick")["name"] == "answer_plan"
    assert meant(_message(asks, **shares), "pick")["name"] == "ask_question"
    beside = [{"name": "answer_plan", "confidence": 0.9}]
    assert meant({**_message(asks, **shares), "beside_ranking": beside}, "pick")["name"] == "answer_plan"
