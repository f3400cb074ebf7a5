"""What people ask about a suggestion: why, why not, which of two, what after, what the school gives, what to say."""
from __future__ import annotations

import pytest

from tests.interview.test_turn import to_advice


def card(person) -> dict:
    return next(m["card"] for m in person.last.messages if m.get("card"))


@pytest.fixture
def advised(person):
    return to_advice(person)


def first_of(person) -> str:
    return next(id for id in person.offered() if id.startswith("pick:")).removeprefix("pick:")


@pytest.mark.parametrize("text", ["why this one?", "why the first one", "and why", "how come that one"])
def test_why_gives_every_reason_and_rule(advised, store, text):
    title = store.get("qualifications", first_of(advised)).title
    advised.say(text)
    assert title.lower()[1:20] in card(advised)["title"].lower() and card(advised)["sources"] and advised.open == "pick"
    assert len(card(advised)["lines"]) >= 2


def test_why_do_you_ask_is_about_the_question(advised):
    advised.say("why do you ask?", "why")
    assert not any(m.get("card") for m in advised.last.messages)


def test_why_not_says_why_and_what_instead(advised, store):
    advised.say("why not hlta?")
    lines = card(advised)["lines"]
    assert "higher level" in card(advised)["title"].lower() and len(lines) >= 2 and "hlta-status" in advised.answers["raised"]


def test_why_not_of_nothing_in_particular_asks_which(advised):
    advised.say("why not?")
    assert "which one" in advised.shown()


@pytest.mark.parametrize("text", ["compare the first and the second", "which is better, the first or the second?", "what's the difference between the first two, I mean first and second"])
def test_two_are_compared_line_by_line(advised, text):
    advised.say(text)
    labels = [line["label"] for line in card(advised)["lines"]]
    assert labels == ["First", "Second", "Level", "How it is assessed", "Time", "Cost", "First step"] and advised.open == "pick"


def test_long_titles_are_told_once_where_two_are_compared(advised):
    advised.say("compare the first and the second")
    first, second, *lines = card(advised)["lines"]
    assert not any(first["text"] in line["text"] or second["text"] in line["text"] for line in lines)


def test_before_there_are_suggestions_there_is_nothing_to_compare_and_it_says_so(person):
    person.say("I'm a teaching assistant").say("compare the first and the second", "compare")
    assert "nothing to compare yet" in person.shown() and person.open == "duties"


def test_why_leaves_out_rules_that_have_no_bearing(advised, store):
    """That an award does not come from a university is no reason for or against it."""
    silent = {store.get("decision_rules", id).not_met for id in ("dr25", "dr26", "dr28", "dr31", "dr02")}
    for text in ("why the first one", "why the second one"):
        told = {line["text"] for line in card(advised.say(text))["lines"]}
        assert told and not told & silent


def test_what_comes_after(advised):
    advised.say("what comes after the first one?")
    assert "after" in advised.shown() and advised.open == "pick"


def test_what_the_school_gives(advised):
    advised.say("what will the school have to give for the first one?")
    assert "school" in card(advised)["title"].lower() and card(advised)["lines"] and card(advised)["sources"]


def test_what_to_say_to_the_manager(advised):
    advised.say("what do i say to my manager")
    assert "you could write or say this" in advised.shown() and len(advised.last.messages) >= 3


def test_not_a_course_shows_the_other_ways(advised):
    advised.say("is there something that is not a course")
    assert card(advised)["kind"] == "informal" and advised.open == "pick"


def test_before_there_is_advice_these_are_questions_like_any_other(person):
    person.choose("for:self").say("why not hlta?")
    assert person.open == "role"
