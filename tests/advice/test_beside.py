"""A move and a question in one message: which moves are made, and what beside a question is an answer."""
from __future__ import annotations

import pytest

from knowledge.advice import beside


def _message(text: str, intent: str, asks: str, share: float = 0.9, other: str = "rude", **reading) -> dict:
    ranking = [{"name": intent, "confidence": share}, {"name": other, "confidence": 1 - share}]
    return {"text": text, "beside_ranking": ranking, "reading": {"questions": [{"text": asks, "nearest": []}], **reading}}


@pytest.mark.parametrize("intent", ["skip", "thanks", "go_back", "start_again"])
def test_a_move_beside_a_question_is_made(intent):
    assert beside.move(_message("well then, who pays?", intent, "who pays?"), "need") == intent


def test_yes_is_a_move_only_where_it_is_asked_whether_all_is_right():
    message = _message("yes, who pays?", "affirm", "who pays?")
    assert beside.move(message, "check") == "affirm"
    assert beside.move(message, "need") is None


def test_what_is_not_sure_is_no_move():
    assert beside.move(_message("well then, who pays?", "go_back", "who pays?", other="out_of_scope", share=0.4), "after_plan") is None


def test_thanks_with_a_job_named_beside_it_tells_the_job():
    job = {"said": "cook", "kind": "roles"}
    assert beside.move(_message("thanks, I am a cook, who pays?", "thanks", "who pays?", links=[job]), "role") is None
    assert beside.move(_message("thanks, what does a cook do?", "thanks", "what does a cook do?", links=[job]), "role") == "thanks"


def test_what_is_said_beside_a_question():
    assert beside.said(_message("leave that, who pays?", "skip", "who pays?")) == "leave that"
    assert beside.said({"text": "leave that"}) == "leave that"


def test_an_answer_in_their_own_words_beside_a_question():
    assert beside.answers(_message("the class is calm. who pays?", "answer_need", "who pays?"), "success")
    assert not beside.answers(_message("go back. who pays?", "go_back", "who pays?"), "success")
    assert not beside.answers({}, "success")
