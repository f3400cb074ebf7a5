"""What a certificate counts for, asked in the middle of the talk: told with the grade that was said, and the question comes back."""
from __future__ import annotations

import pytest

from tests.interview.conftest import Person


def card(person: Person, question: str) -> dict:
    person.say("I'm a TA").say(question)
    return next(m["card"] for m in person.last.messages if m.get("card"))


def lines(found: dict) -> dict[str, str]:
    return {line["label"]: line["text"] for line in found["lines"] if isinstance(line, dict)}


@pytest.mark.parametrize("question, label, words", [
    ("what does my CSE grade 1 in maths count for?", "Maths at level 2: yes", "grade 1 is level 2"),
    ("what is my gcse grade E maths worth?", "Maths at level 2: no", "do not reach level 2"),
    ("is my nneb from 1988 still valid?", "Counting in early years staff ratios: yes", "level 3"),
    ("does my hlta status count for teacher training?", "Teacher training: no", "not qualified teacher status"),
    ("is functional skills level 2 enough to train as a teacher?", "Teacher training: no", "equivalency test"),
])
def test_the_card_says_what_it_counts_for_and_what_not(person, question, label, words):
    found = card(person, question)
    assert words in lines(found)[label] and found["sources"]


def test_only_the_subject_that_was_named_is_told(person):
    assert "English at level 2: yes" not in lines(card(person, "what does my CSE grade 1 in maths count for?"))


def test_what_took_its_place_is_told(person):
    assert any("GCSE" in line for line in card(person, "does my O level still count?")["lines"] if isinstance(line, str))


def test_the_open_question_comes_back(person):
    card(person, "is my nneb from 1988 still valid?")
    assert "normal week" in person.last.messages[-1]["text"]


@pytest.mark.parametrize("text, subject", [("no maths", "maths"), ("haven't got english", "english")])
def test_a_subject_that_is_missing_is_no_list_that_is_empty(person, text, subject):
    for step in ("for:self", "role:school-cook", "duties:cook-meals", "aim:now", "need_source:ns01", "need:recognition"):
        person.choose(step)
    asked = person.open
    person.say(text)
    assert asked == person.open == "qualifications"
    assert person.answers.get("qualifications") is None and person.answers[f"{subject}_level"] == 1
