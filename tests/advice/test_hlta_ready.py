"""Ready for higher level teaching assistant status: English and maths first, then classes; gaps are next steps."""
from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice.hlta_ready import ready
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, ENGLISH_C, NOTHING, THEN, profile

DAY = datetime.date(2026, 11, 22)
CLASSES = ["help-in-class", "whole-class", "plan-and-assess"]


def look(store, answers=None, **who) -> dict:
    return ready(Situation(profile(who.pop("role", "teaching-assistant"), **who), store, DAY), answers)


def states(made: dict) -> dict[str, str]:
    return {point["id"]: point["state"] for point in made["points"]}


def steps(made: dict) -> str:
    return " ".join(step["what"] for step in made["next_steps"])


class TestReadyToAsk:
    def test_someone_with_both_subjects_and_classes_of_their_own(self, store):
        made = look(store, {"examples": "several"}, held=BOTH_C, duties=CLASSES)
        assert made["state"] == "ready-to-ask" and made["first"] is None and "head" in steps(made) and "assessors" in steps(made)

    def test_the_head_is_asked_and_need_not_have_agreed_yet(self, store):
        for head in (None, "not yet", "yes"):
            assert look(store, {"examples": "several", "head": head}, held=BOTH_C, duties=CLASSES)["state"] == "ready-to-ask"

    def test_a_tick_for_classes_is_followed_by_writing_examples_down(self, store):
        assert "one pupil, a small group" in steps(look(store, held=BOTH_C, duties=CLASSES))


class TestNearly:
    @pytest.mark.parametrize(
        "answers, first",
        [
            ({"examples": "few"}, "classes"),
            ({"examples": "several", "head": "no"}, "support"),
            ({"examples": "several", "standards": {"22": "help"}}, "standards"),
        ],
    )
    def test_one_thing_is_open(self, store, answers, first):
        made = look(store, answers, held=BOTH_C, duties=CLASSES)
        assert made["state"] == "nearly" and made["first"] == first

    def test_a_standard_they_want_help_with_is_the_next_step(self, store):
        made = look(store, {"examples": "several", "standards": {"22": "help"}}, held=BOTH_C, duties=CLASSES)
        assert "I notice how pupils respond" in steps(made)

    def test_a_certificate_nobody_knows_of_is_to_be_looked_for(self, store):
        made = look(store, {"examples": "several"}, held=[ENGLISH_C], duties=CLASSES)
        assert made["state"] == "nearly" and made["first"] == "maths" and "maths certificate" in steps(made)

    def test_a_refusal_brings_the_rep(self, store):
        assert "rep" in steps(look(store, {"examples": "several", "head": "no"}, held=BOTH_C, duties=CLASSES))


class TestFirstThis:
    def test_english_and_maths_come_before_everything(self, store):
        made = look(store, {"examples": "none"}, held=NOTHING, duties=["help-in-class"])
        assert made["state"] == "first-this" and made["first"] == "english" and "college" in made["next_steps"][0]["what"]

    def test_then_whole_classes(self, store):
        made = look(store, held=BOTH_C, duties=["help-in-class"])
        assert made["state"] == "first-this" and made["first"] == "classes" and "short session" in steps(made)

    def test_their_own_word_on_classes_counts_more_than_a_tick(self, store):
        assert look(store, {"examples": "none"}, held=BOTH_C, duties=CLASSES)["state"] == "first-this"
        assert look(store, {"examples": "several"}, held=BOTH_C, duties=["help-in-class", "plan-and-assess"])["state"] == "ready-to-ask"

    def test_nobody_is_called_close_of_whom_nothing_is_known(self, store):
        made = ready(Situation({}, store, DAY))
        assert made["state"] == "first-this" and set(states(made).values()) == {"unknown"}

    def test_a_lunchtime_supervisor_gets_first_steps_and_no_refusal(self, store):
        made = look(store, role="midday-supervisor", held=NOTHING)
        assert made["state"] == "first-this" and len(made["next_steps"]) >= 3


def test_who_holds_it_has_nothing_left_to_do(store):
    made = look(store, held=[{"id": "hlta-status", "status": "held"}])
    assert made["state"] == "held" and made["points"] == made["next_steps"] == [] and "run out" in made["words"]


class TestStandards:
    def test_all_33_numbers_are_accounted_for(self, store):
        groups = look(store)["standards"]
        numbers = [one["number"] for group in groups for one in group["standards"]] + [n for group in groups for n in group["not_held"]]
        assert sorted(numbers) == list(range(1, 34))

    def test_those_whose_words_we_do_not_hold_are_named_and_not_made_up(self, store):
        made = look(store)
        missing = {n for group in made["standards"] for n in group["not_held"]}
        assert missing == {19, 20, 21, 24, 25, 28, 29, 30, 31, 32, 33}
        assert any("19" in text and "33" in text for text in made["not_covered"])

    def test_before_2007_others_held_and_we_hold_none_of_them(self, store):
        made = look(store, as_of="2005-06-01")
        assert [group["id"] for group in made["standards"]] == ["hlta-first-standards"]
        assert any("31" in text and "none of their words" in text for text in made["not_covered"])

    def test_each_group_keeps_the_answers_given(self, store):
        made = look(store, {"standards": {"1": "do", "2": "help"}})
        assert [one["answer"] for one in made["standards"][0]["standards"]][:3] == ["do", "help", None]


def test_2010_has_the_rule_of_2010(store):
    assert "level 2 test" in steps(look(store, held=NOTHING, as_of=THEN))


def test_before_the_status_there_is_nothing_to_be_ready_for(store):
    assert look(store, as_of="2003-01-01") is None


def test_it_says_that_the_assessors_decide_and_promises_no_pay(store):
    said = " ".join(look(store)["not_covered"])
    assert "assessors judge" in said and "does not change your pay" in said and "price" in said


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    role=st.sampled_from(["teaching-assistant", "hlta", "midday-supervisor", "school-cook", None]),
    english=st.sampled_from([None, 0, 1, 2, 3, "skipped"]), maths=st.sampled_from([None, 0, 1, 2, 3]),
    duties=st.sampled_from([None, [], CLASSES, ["help-in-class"]]), day=st.sampled_from(["2005-01-01", THEN, "2026-11-22"]),
    examples=st.sampled_from([None, "none", "few", "several", "junk"]), head=st.sampled_from([None, "yes", "no", "not yet", "junk"]),
    numbers=st.dictionaries(st.integers(0, 40).map(str), st.sampled_from(["do", "help", "not-mine", "junk"]), max_size=5),
)
def test_english_and_maths_below_level_2_are_never_passed_over(store, role, english, maths, duties, day, examples, head, numbers):
    who = profile(role, as_of=day, english_level=english, maths_level=maths, duties=duties)
    made = ready(Situation(who, store, DAY), {"examples": examples, "head": head, "standards": numbers})
    low = [subject for subject, level in (("english", english), ("maths", maths)) if level in (0, 1)]
    if low:
        assert made["state"] == "first-this" and made["first"] in ("english", "maths")
    assert made["state"] in ("ready-to-ask", "nearly", "first-this")
    assert (made["state"] == "ready-to-ask") <= (states(made)["english"] == states(made)["maths"] == states(made)["classes"] == "yes")
    assert made["next_steps"] and [step["when"] for step in made["next_steps"]] == sorted(step["when"] for step in made["next_steps"])
