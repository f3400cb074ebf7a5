"""Questions find their answer; what the knowledge base does not know stays below the floor."""
from __future__ import annotations

import pytest

from knowledge.language.search import ANSWER_FLOOR, OFFER_FLOOR, Finder


@pytest.fixture(scope="module")
def finder(store) -> Finder:
    return Finder(store)


@pytest.mark.parametrize("question, id", [
    ("how many weeks is a level 2 ta course", "q-how-long-does-it-take"), ("can i have another go if i fail the test", "q-what-if-i-fail-or-leave"),
    ("will my school pay", "q-who-pays"), ("am i entitled to time off to study", "q-can-i-get-time-off"), ("is my csbm still valid", "q-bursar-certificate"),
    ("how do you become a ta", "q-become-a-teaching-assistant"), ("what do the levels mean", "q-what-do-levels-mean"),
    ("what is my o level worth", "q-what-does-my-o-level-count-for"), ("my degree is from nigeria does it count", "q-overseas-certificates"),
    ("will it affect my universal credit", "q-benefits-and-study"), ("do i need to go to university to teach", "q-degree-for-teaching"),
    ("do cleaners have to do safeguarding", "q-safeguarding-training"),
])
def test_a_question_in_other_words_is_answered_by_its_answer(finder, question, id):
    best = finder.search(question)[0]
    assert best.id == id and best.score >= ANSWER_FLOOR


@pytest.mark.parametrize("question", [
    "what is the weather like tomorrow", "who won the football last night", "how do i fix the photocopier", "what is the capital of france",
    "can you tell me a joke", "which phone should i buy", "do you like dogs more than cats", "where can i park the car",
])
def test_what_is_not_known_is_not_answered(finder, question):
    assert finder.search(question)[0].score < ANSWER_FLOOR


def test_every_question_and_its_variants_find_their_own_answer(finder, store):
    missed = [
        (record.id, wording) for record in store.all("open_questions") for wording in [record.question, *record.variants[:2]]
        if record.id not in [hit.id for hit in finder.search(wording)]
    ]
    assert missed == []


@pytest.mark.parametrize("name", ["elsa", "iosh", "nebosh", "csbm", "mdsa"])
def test_a_record_is_found_by_its_initials(finder, store, name):
    hits = finder.search(f"what is {name}")
    assert any(name in [a.lower() for a in getattr(store.get(hit.kind, hit.id), "aliases", [])] for hit in hits)


def test_the_best_come_first_and_no_more_than_asked_for(finder):
    hits = finder.search("who pays for my course", limit=5)
    assert len(hits) == 5 and [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert OFFER_FLOOR < ANSWER_FLOOR


@pytest.mark.parametrize("question", ["", "???", "🙂", "\"quoted\" OR (near", "%_*"])
def test_a_question_with_no_words_upsets_nothing(finder, question):
    assert len(finder.search(question)) <= 3


@pytest.mark.parametrize("clause, message, id", [
    ("What is there for me?", "I am a cleaner and have been for ten years. What is there for me?", "q-cleaner-next-step"),
    ("is it any good now", "i did the nneb in 1986, is it any good now", "q-does-my-nneb-count"),
    ("can they do that", "they want my course fees back because im leaving, can they do that", "q-pay-back-if-i-leave"),
    ("are there any courses", "im the exams officer and learned it all by myself, are there any courses", "q-exams-officer-training"),
])
def test_a_clause_that_asks_is_read_with_the_whole_message(finder, clause, message, id):
    assert id in [hit.id for hit in finder.search(clause, message=message)]
    assert id not in [hit.id for hit in finder.search(clause)]


def test_the_score_says_how_sure_it_is(finder):
    plain, vague = finder.search("what is an hlta"), finder.search("what about that then")
    assert plain[0].score > ANSWER_FLOOR > vague[0].score
    assert all(0 <= hit.score <= 1 for hit in plain + vague)
