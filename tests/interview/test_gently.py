"""A message that may show a worry: taken as ever with a gentle line, or asked about; its words are kept nowhere."""
from __future__ import annotations

import pytest

from knowledge.advice import gently
from tests.interview.conftest import Person

ODD = "blue teapots sing at noon"


def at_need(person) -> Person:
    person.choose("for:self").choose("role:school-cook").choose("duties:cook-meals").choose("aim:now").choose("need_source:ns01")
    assert person.open == "need"
    return person


def gentle(person) -> bool:
    return "say:help-now" in person.offered()


def test_an_answer_is_taken_and_the_line_comes_first(person):
    person.maybe("I'm a school cook")
    assert person.answers["roles"] == ["school-cook"] and person.open == "duties"
    assert person.last.messages[0]["choices"][0]["id"] == "say:help-now" and person.last.messages[0]["passing"]
    assert gently.PRIVATE in person.last.effects and "duties:cook-meals" in person.offered()


def test_a_question_is_answered_below_the_line(person):
    person.maybe("what is an NVQ?")
    assert gentle(person) and any(message.get("card") for message in person.last.messages)


def test_it_does_not_come_twice_in_a_row_and_comes_again_later(person):
    person.maybe("I'm a school cook")
    came = []
    for _ in range(gently.QUIET + 1):
        person.maybe("english gcse")
        came.append(gentle(person))
    assert came == [False] * gently.QUIET + [True]


def test_an_ordinary_message_gets_no_line_and_is_not_private(person):
    person.say("I'm a school cook")
    assert not gentle(person) and person.last.effects == []


def test_what_would_not_be_understood_becomes_the_gentle_question(person):
    open_before = person.open
    person.maybe(ODD)
    assert person.offered() == ["say:help-now", "say:all-safe"] and len(person.last.messages) == 1
    assert person.open == open_before and person.answers["misses"] == 0


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback", "done"])
def test_neither_are_we_sorry_nor_off_the_subject(person, intent):
    at_need(person).choose("need:recognition").maybe(ODD, intent)
    assert "say:all-safe" in person.offered()


@pytest.mark.parametrize("said", ["yes", "Yes, show me who can help", "yes please", "show me who can help now", "help", "i am not safe"])
def test_yes_in_words_shows_who_can_help_and_keeps_nothing(person, said):
    person.maybe(ODD)
    person.say(said, "affirm")
    assert "samaritans" in person.shown() and "0808" in person.shown() and "say:carry-on" in person.offered()
    assert gently.PRIVATE in person.last.effects and all(message.get("passing") for message in person.last.messages)


@pytest.mark.parametrize("answer", [lambda p: p.say("no", "deny"), lambda p: p.say("No, go on", "deny"), lambda p: p.choose("say:all-safe")])
def test_no_goes_on_with_the_open_question(person, answer):
    open_before = person.open
    person.maybe(ODD)
    answer(person)
    assert person.open == open_before and not gentle(person) and person.last.effects == []


def test_something_else_than_yes_or_no_is_taken_for_what_it_is(person):
    person.maybe(ODD)
    person.say("I'm a school cook")
    assert person.answers["roles"] == ["school-cook"] and "confirm" not in person.answers


@pytest.mark.parametrize("id", ["role", "need", "aim"])
def test_the_button_and_the_words_are_understood_at_any_question(person, id):
    while person.open != id:
        person.choose(next(choice for choice in person.offered() if choice.startswith(f"{person.open}:")))
    for ask in (lambda: person.choose("say:help-now"), lambda: person.say("please show me who can help")):
        ask()
        assert "samaritans" in person.shown() and person.open == id
        person.choose("say:carry-on")


def test_help_alone_means_the_contacts_only_just_after_the_line(person):
    person.say("help", "simpler")
    assert "samaritans" not in person.shown()
    person.maybe("I'm a school cook").say("help", "simpler")
    assert "samaritans" in person.shown()


def test_no_words_of_it_become_an_answer(person):
    at_need(person).maybe("I would like to purple some umbrellas")
    assert "umbrellas" not in str(person.answers)
    assert "say:all-safe" in person.offered() and person.open == "need"


def test_when_they_say_that_nobody_is_in_danger_their_words_are_kept_as_ever(person):
    at_need(person).maybe("I would like to purple some umbrellas").choose("say:all-safe")
    person.maybe("I would like to purple some umbrellas")
    assert person.answers["intended_change"] == "I would like to purple some umbrellas" and person.last.effects == []


def test_in_the_quiet_time_an_answer_in_own_words_counts_without_them(person):
    at_need(person).choose("say:back")
    person.maybe("what is an NVQ?")
    person.choose("need_source:ns01")
    assert person.open == "need"
    person.maybe("I would like to purple some umbrellas")
    assert person.open != "need" and "umbrellas" not in str(person.answers)


def test_what_is_named_in_it_fills_the_answer_without_its_words(person):
    at_need(person).maybe("I would like to learn first aid, umbrellas scare me")
    assert person.answers["need"]["topics"] == ["first-aid"] and "umbrellas" not in str(person.answers) and gentle(person)
