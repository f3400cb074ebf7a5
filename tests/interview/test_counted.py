"""What the interview keeps is what insights count: whole talks, played and counted."""
from __future__ import annotations

import pytest

from knowledge.insights_count import Tally, Talk
from knowledge.insights_rows import Rows
from tests.interview.test_turn import to_plan

SCHOOLS = ("hill", "mill", "brook", "dale", "moor")


@pytest.fixture
def counted(store):
    """What would be published of ten talks like this one, beside ten that ended in a plan with nothing said and ten that broke off."""

    def publish(person):
        tally = Tally(Rows(store))
        for number in range(10):
            for answers, stop in ((person.answers, person.open), ({}, "after_plan"), ({}, "setting")):
                tally.add(Talk(SCHOOLS[number % len(SCHOOLS)], answers, stop))
        return tally.published()

    return publish


def test_a_talk_to_the_plan_is_in_every_table_it_speaks_to(person, counted):
    to_plan(person).choose("evidence:note").choose("sharing:not-now")
    person.say("where can i park my bike at work?")
    found, answers = counted(person), person.answers
    assert found["jobs"] == {f"job:{answers['roles'][0]}": 10} and found["who"] == {answers["for"]: 10}
    assert found["needs"] == {answers["need"]["kind"]: 10} and found["agreed"] == {answers["agreed"]["manager"]: 10}
    assert found["options"] == {id: 10 for id in answers["picked"]} and answers["picked"]
    assert found["stopped"] == {person.open: 20} == {"after_plan": 20}
    assert found["unanswered"] == {topic: 10 for topic in answers["not_known"]} and answers["not_known"]


@pytest.mark.parametrize("option", [
    "time", "money", "travel", "computer", "family", "confidence", "language", "reading", "manager", "nothing",
])
def test_each_choice_of_what_makes_it_hard_is_counted_under_its_own_name(person, counted, option):
    person.choose("for:self").say("I'm a school cook").choose(f"constraints:{option}")
    assert counted(person)["barriers"] == {option: 10}


def test_a_talk_that_breaks_off_is_counted_where_it_stopped(person, counted):
    person.choose("for:member").choose("helper:rep").say("She is a school cook")
    found = counted(person)
    assert found["stopped"][person.open] == 10 and found["who"] == {"member": 10} and "options" not in found
