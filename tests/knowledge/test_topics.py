"""The eye for the topic of a message: what it is trained on, what it is worth, and what the guide does with it."""
from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import get_args

import numpy
import pytest

from knowledge import content, topic_build, topics
from knowledge.language import topic_eye
from knowledge.language.topic_eye import TopicEye
from knowledge.record_guide import AskedAbout

FEES = {"kind": "open_questions", "id": "q-who-pays", "score": 0.9}


@pytest.fixture(scope="module")
def told() -> list[tuple[str, str]]:
    return topic_build.lines(content.read())


@pytest.fixture(scope="module")
def eye(store) -> TopicEye:
    return TopicEye.of(store)


def test_every_topic_has_its_lines(told):
    counts = Counter(topic for topic, _ in told)
    assert set(counts) == set(get_args(AskedAbout)) and min(counts.values()) >= 130
    assert len({line for _, line in told}) == len(told)


def test_lines_it_was_not_trained_on_have_mostly_the_right_topic(told, store):
    kept = dict(sqlite3.connect(store.path).execute("select text, vector from wordings"))
    # Half of what there is to learn from, which takes half the time; with all of it 0.73 are right.
    asked = topic_build.questions(content.read())[::2]
    eye = TopicEye(topic_build.learned([row for row in told if not topic_build.held_back(row[1])][::2], asked, kept))
    check = [row for row in told if topic_build.held_back(row[1])]
    assert len(check) > 600
    assert sum(eye.seen(line)["topic"] == topic for topic, line in check) / len(check) >= 0.67


@pytest.mark.parametrize("text, topic", [
    ("They told us our hours are being cut and the money stays the same although I do twice the job", "pay-grading"),
    ("I spent a morning following the attendance lady about and learned more than from any book", "informal-development"),
    ("My assessor has not been to see me since before Christmas", "mentor-assessor"),
    ("The rep from our branch came with me to see the head and it was settled", "union-help"),
])
def test_a_story_has_its_topic(eye, text, topic):
    assert eye.seen(text)["topic"] == topic


@pytest.mark.parametrize("text, topic", [
    ("The teacher in my class gets her training in school hours, on full pay. I am told to do mine on a Saturday and nobody covers me", "time-off"),
    ("My teacher tells me to go for it but I left school with nothing, my spelling is dreadful and the thought of an exam makes me shake",
     "confidence-basic-skills"),
    ("I came in as a cleaner, was asked to help a teacher with the little ones, and after two more jobs I now lead the whole support team", "progression"),
    ("In the eighties I did two years of nursery nursing at college and the new teacher says that my certificate no longer counts",
     "old-qualification-equivalence"),
])
def test_words_of_another_topic_do_not_mislead_it(eye, text, topic):
    assert eye.seen(text)["topic"] == topic


def test_a_word_that_few_lines_have_weighs_more_than_one_that_all_have():
    common, rare = 1, 2
    met = numpy.array([common] * 9 + [rare])
    weight = topic_eye.rarity(met, lines=9)
    assert weight[rare] > weight[common] > 0
    assert numpy.mean(weight[met] ** 2) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂" * 500, "a " * 10_000, "half a pair \ud83d of letters"])
def test_any_text_has_shares_that_make_one(eye, text):
    assert eye.shares(text).sum() == pytest.approx(1, abs=1e-5)
    json.dumps(eye.seen(text))


def test_a_reading_tells_the_topic_and_answers_of_it_where_nothing_is_asked(reader, store):
    told = reader.read("I had to take unpaid leave to sit my exam because nobody would cover my class")["topic"]
    assert told["topic"] == "time-off" and told["share"] > 0.5 and len(told["nearest"]) == 3
    assert {topics.of_record(store, hit["kind"], hit["id"]) for hit in told["nearest"]} == {"time-off"}
    assert reader.read("how do I get time off for my exam?")["topic"]["nearest"] == []


def test_a_sure_answer_outweighs_an_eye_that_is_not(store):
    reading = {"topic": {"shares": {"time-off": 0.2, "hlta": 0.15}}, "about": [FEES]}
    assert topics.topic_of(reading, store) == "funding-cost"
    assert topics.topic_of({**reading, "topic": {"shares": {"time-off": 0.8}}}, store) == "time-off"
    assert topics.topic_of({}, store) == topics.UNKNOWN


@pytest.fixture(scope="module")
def reader(store):
    from knowledge.language.understand import Reader

    return Reader(store)
