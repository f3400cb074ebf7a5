"""What stands beside the advice: a colleague who could show it, the first things to do, and one thing about what is suggested."""
from __future__ import annotations

import pytest

from knowledge.advice.first_things import ASKED
from knowledge.language.showing import can_be_shown

OFFICE = ["for:self", "role:school-administrator", "duties:keep-records", "aim:now", "need_source:ns05"]
REST = ["constraints:nothing", "check:yes"]


@pytest.fixture
def office(person):
    """Office staff who want to get better at something, and see the advice."""
    for press in [*OFFICE, "need:skill"]:
        person.choose(press)
    person.choose("qualifications:english", "qualifications:maths")
    for press in REST:
        person.choose(press)
    return person


def test_whether_a_colleague_could_show_it_is_asked_beside_the_advice_and_changes_it(office):
    assert {"in_house:yes", "in_house:no", "in_house:not-sure"} <= set(office.offered()) and office.open == "pick"
    assert "is there someone at your school who could show you" not in office.shown(), "it is asked once, not twice"
    before = [id for id in office.offered() if id.startswith("pick:")]
    office.choose("in_house:yes")
    assert office.answers["in_house"] is True and office.open == "pick"
    assert [id for id in office.offered() if id.startswith("pick:")] != before and "looked again" in office.shown()
    assert "in_house:yes" not in office.offered()


def test_not_sure_leaves_it_and_it_is_not_asked_again(office):
    office.choose("in_house:not-sure").choose("say:repeat")
    assert office.answers.get("in_house") is None
    assert "in_house:yes" not in office.offered()


def test_it_can_be_changed_and_goes_with_the_need_that_it_was_about(office):
    office.choose("in_house:no").choose("change:in_house")
    assert office.open == "in_house" and "no, nobody" in office.shown()
    office.choose("in_house:yes")
    assert office.answers["in_house"] is True
    office.choose("change:need").choose("need:recognition")
    assert "in_house" not in office.answers and "somebody to show you" in office.shown()


def test_it_is_not_asked_of_those_who_want_proof_or_another_job(person):
    for press in [*OFFICE, "need:recognition", "qualifications:english", "basics:both", *REST]:
        person.choose(press)
    assert person.open == "pick" and "in_house:yes" not in person.offered()


def test_it_is_heard_in_words_and_then_not_asked(person):
    for press in OFFICE:
        person.choose(press)
    person.say("better at the records system, could someone show me a bit at a time")
    assert person.answers["in_house"] is True


@pytest.mark.parametrize("text, shown", [
    ("could someone show me", True), ("can i just watch her", True), ("the ta next door is really good at it", True),
    ("my colleague said she'd teach me", True), ("she does it every week and she's brilliant", True),
    ("nobody here knows how", False), ("there is no one to ask", False), ("no one at school could show me", False),
    ("my daughter is good at it", None), ("i am good at it", None), ("nobody can do my job", None), ("show me my answers", None),
])
def test_what_tells_that_somebody_could_show_it(text, shown):
    assert can_be_shown(text) is shown


@pytest.mark.parametrize("text", ["ok what first", "what do i do this week, not next year", "ok so in order please", "thanks, anything else I should think about", "where do I start?"])
def test_what_first_is_answered_with_the_first_steps(office, text):
    office.say(text)
    assert "what to do first" in office.shown() and office.open == "pick"


@pytest.mark.parametrize("text", ["the first one", "what comes first in the alphabet", "what is the order of the planets", "first aid"])
def test_other_words_ask_for_no_first_steps(text):
    assert not ASKED.search(text)


@pytest.mark.parametrize("text, label", [("is it free?", "cost"), ("how long does it take?", "time"), ("is there an exam in that?", "how it is assessed")])
def test_one_thing_about_what_is_suggested(office, text, label):
    office.say(text)
    assert f"'title': '{label}'" in office.shown() and office.open == "pick"


def test_no_exams_picks_nothing_and_the_first_two_are_compared(office):
    office.say("no exams please")
    assert office.open == "pick" and office.answers.get("picked") is None
    office.say("compare the first two", intent="compare")
    assert "'kind': 'answer'" in office.shown()


def test_the_helpers_own_job_is_not_the_members(person):
    person.say("hi, union learning rep, asking for a member not for me")
    assert person.answers["for"] == "member" and not person.answers.get("roles") and person.open == "role"


def test_what_happened_is_told_with_the_job(person):
    person.say("been told we are at risk, i work in the school office")
    assert person.answers["need_source"] == "ns-job-at-risk" and "hard place" in person.shown()


def test_a_certificate_told_later_adds_to_the_others(person):
    for press in [*OFFICE, "need:recognition"]:
        person.choose(press)
    person.say("GCSE English B and maths C").choose("constraints:nothing")
    person.say("science was a D")
    assert "changed" not in person.shown() and "science" in person.shown() and "english" not in person.shown().split("your answers")[0]
