"""English and maths in everyday work: no test, no marks, and one of three ways on."""
from __future__ import annotations

import datetime
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice.basics_check import SUBJECTS, lines_for, look
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, NOTHING, THEN, profile

DAY = datetime.date(2026, 11, 22)


def answers(store, english: str = "do", maths: str = "do") -> dict:
    """The first line of each subject answered."""
    return {lines_for(store, subject)[0].id: answer for subject, answer in (("english", english), ("maths", maths)) if answer}


def ways(made: dict) -> list[str]:
    return [made["subjects"][subject]["way"] for subject in SUBJECTS]


def test_help_leads_to_a_free_class_whatever_they_hold(store):
    for held in (NOTHING, BOTH_C, None):
        made = look(Situation(profile("school-cook", held=held), store, DAY), answers(store, english="help"))
        assert ways(made) == ["free-class", "enough"]
        english = made["subjects"]["english"]
        assert english["class"]["id"] == "functional-skills-l2" and "Free from age 19" in english["class"]["cost"] and english["class"]["sources"]


def test_getting_by_where_a_certificate_is_asked_for_leads_to_the_college(store):
    for held, expected in ((BOTH_C, "enough"), (NOTHING, "check-with-college"), (None, "check-with-college")):
        made = look(Situation(profile("teaching-assistant", held=held), store, DAY), answers(store), ["hlta-status"])
        assert ways(made) == [expected, expected]


def test_an_old_certificate_is_looked_for_first(store):
    made = look(Situation(profile("teaching-assistant"), store, DAY), answers(store), ["hlta-status"])
    assert "certificate" in made["subjects"]["maths"]["next"][0]
    known = look(Situation(profile("teaching-assistant", held=NOTHING), store, DAY), answers(store), ["hlta-status"])
    assert "college" in known["subjects"]["maths"]["next"][0]


def test_what_they_wish_for_counts_too(store):
    who = profile("teaching-assistant", aspiration={"qualification": "hlta-status"}, held=NOTHING)
    assert ways(look(Situation(who, store, DAY), answers(store))) == ["check-with-college"] * 2


def test_enough_is_enough(store):
    made = look(Situation(profile("cleaner", held=NOTHING), store, DAY), answers(store))
    assert ways(made) == ["enough", "enough"] and all(part["next"] == [] and part["class"] is None for part in made["subjects"].values())


@pytest.mark.parametrize("given_", [None, {}, {"sc-english-1": "junk"}, {"else": "help"}])
def test_what_is_left_out_is_left_out(store, given_):
    assert ways(look(Situation(profile("cleaner"), store, DAY), given_)) == ["left", "left"]


def test_2010_has_the_class_of_2010(store):
    made = look(Situation(profile("school-cook", as_of=THEN), store, DAY), answers(store, english="help"))
    assert made["subjects"]["english"]["class"]["id"] == "adult-lit-num"


def test_english_as_another_language_has_classes_of_its_own(store):
    who = profile("cleaner", constraints={"other": ["language"]})
    made = look(Situation(who, store, DAY), answers(store, english="help", maths="help"))
    assert any("first language" in text for text in made["subjects"]["english"]["next"])
    assert not any("first language" in text for text in made["subjects"]["maths"]["next"])


def test_it_says_that_it_cannot_tell_a_level(store):
    assert "cannot tell a level" in look(Situation({}, store, DAY), {})["not_covered"][0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_marks_are_kept_and_no_level_is_named(store, data):
    ids = [line.id for subject in SUBJECTS for line in lines_for(store, subject)]
    given_ = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(["do", "help", "not-mine"])))
    held = data.draw(st.sampled_from([None, NOTHING, BOTH_C]))
    made = look(Situation(profile("teaching-assistant", held=held), store, DAY), given_, ["hlta-status"])
    assert not set(ids) & set(re.findall(r"sc-[a-z]+-\d+", json.dumps(made)))
    for part in made["subjects"].values():
        assert part["way"] in ("free-class", "check-with-college", "enough", "left")
        assert not re.search(r"\d|score|fail|marks|level", part["words"])
