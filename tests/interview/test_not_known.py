"""Of a question that we could not answer the topic is noted, for counting: never a word, and nothing where there may be a worry."""
from __future__ import annotations

import typing

import pytest

from knowledge.advice import not_known
from knowledge.record_guide import AskedAbout
from knowledge.topics import UNKNOWN, of_record

NOTHING_NEAR = "where can i park my bike at work?"


@pytest.fixture
def cook(person):
    return person.choose("for:self").say("I'm a school cook")


def test_a_question_with_nothing_near_is_noted_without_its_words(cook):
    cook.say(NOTHING_NEAR)
    assert cook.answers["not_known"] == [UNKNOWN]
    assert "bike" not in str(cook.answers["not_known"])


def test_a_topic_is_noted_once_however_often_it_is_asked(cook):
    cook.say(NOTHING_NEAR).say("what is the wifi password for the staff room?").say(NOTHING_NEAR)
    assert cook.answers["not_known"] == [UNKNOWN]


def test_a_question_that_is_answered_is_not_noted(cook):
    cook.say("can I drive the school minibus?")
    assert "not_known" not in cook.answers


def test_nothing_is_noted_where_there_may_be_a_worry(cook):
    cook.maybe(NOTHING_NEAR)
    assert "not_known" not in cook.answers


class _Seen:
    """What `note` sees of a conversation."""

    def __init__(self, store, wordless=False):
        self.store, self.wordless, self.answers = store, wordless, {}


def noted(store, kind, id, score):
    view = _Seen(store)
    not_known.note(view, {"text": "in their words", "nearest": [{"kind": kind, "id": id, "score": score}]})
    return view.answers.get("not_known")


def test_the_nearest_record_tells_the_topic_where_it_is_near_enough_to_be_offered(store):
    question = store.get("open_questions", "q-minibus")
    assert noted(store, "open_questions", question.id, not_known.OFFER_FLOOR) == [question.topic]
    assert noted(store, "open_questions", question.id, not_known.OFFER_FLOOR - 0.01) == [UNKNOWN]


def test_what_may_be_told_in_fear_is_not_noted_and_has_no_name_in_the_report(store):
    feared = [question for question in store.all("open_questions") if question.topic in not_known.UNTOLD]
    assert feared and all(noted(store, "open_questions", question.id, 0.99) is None for question in feared)
    assert set(not_known.UNTOLD) < set(typing.get_args(AskedAbout))
    assert not [topic for topic in not_known.UNTOLD if store.find("phrases", f"insights-topic-{topic}")]


def test_every_topic_of_a_record_has_a_name_in_the_report(store):
    topics = {of_record(store, kind, record.id) for kind in ("open_questions", "qualifications", "roles", "glossary_terms") for record in store.all(kind)}
    assert not [topic for topic in topics - {*not_known.UNTOLD} if store.find("phrases", f"insights-topic-{topic}") is None]
