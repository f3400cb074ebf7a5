"""Which units of the classroom standards fit a job: the level first, then about ten, core first; and what is not covered."""
from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice.standards_units import BASES, MOST, fits, practices, units_for

DAY, THEN, BEFORE = datetime.date(2026, 11, 22), datetime.date(2010, 1, 1), datetime.date(2007, 1, 1)
CLASSROOM = [
    "teaching-assistant", "hlta", "send-support-assistant", "bilingual-eal-assistant", "cover-supervisor", "pastoral-officer",
    "behaviour-mentor", "learning-mentor", "elsa", "early-years-practitioner", "ta-team-leader", "senior-ta", "apprentice-ta",
    "supply-ta", "parent-volunteer", "speech-language-ta", "specialist-teaching-assistant", "exam-invigilator",
]
ELSEWHERE = [
    "school-cook", "cleaner", "site-manager", "school-administrator", "science-technician", "ict-technician", "midday-supervisor",
    "teacher", "senco", "unqualified-teacher", "sports-coach", "exams-officer",
]


def codes(made: dict) -> list[str]:
    return [row["code"] for row in made["units"]]


@pytest.mark.parametrize("role", CLASSROOM)
def test_every_classroom_job_has_about_ten_units_core_first(store, role):
    made = units_for(store, role, None, DAY)
    assert 5 < len(made["units"]) <= MOST
    cores = [row["core"] for row in made["units"]]
    assert cores[0] and cores == sorted(cores, reverse=True)


@pytest.mark.parametrize("role", ELSEWHERE)
def test_staff_outside_these_standards_have_none(store, role):
    assert units_for(store, role, None, DAY) is None


def test_the_standards_did_not_exist_before_june_2007(store):
    assert units_for(store, "teaching-assistant", None, BEFORE) is None
    assert units_for(store, "teaching-assistant", None, THEN)


def test_nobody_and_unknown_jobs_have_none(store):
    assert units_for(store, None, None, DAY) is None and units_for(store, "wizard", [], DAY) is None


@pytest.mark.parametrize(
    "duties, practice, expected",
    [
        (["help-in-class"], None, 2), (["help-in-class", "whole-class"], None, 3), (["lead-team"], None, 3), (None, None, 2),
        (["help-in-class", "whole-class"], "directed", 2), (["help-in-class"], "guided", 3), (["help-in-class"], "neither", 2),
        (["no-such-duty"], None, 2), ([], None, 2),
    ],
)
def test_the_level_comes_from_how_they_work(store, duties, practice, expected):
    level = units_for(store, "teaching-assistant", duties, DAY, practice)["level"]
    assert level["suggested"] == expected and level["why"] and level["sources"]
    # Their own word settles it; everything else is a suggestion, with the question that would settle it.
    assert level["sure"] == (practice in ("directed", "guided")) and bool(level["ask"]) != level["sure"]


def test_a_job_that_takes_classes_starts_at_level_3(store):
    assert units_for(store, "cover-supervisor", None, DAY)["level"]["suggested"] == 3


def test_the_two_lines_that_tell_the_levels_apart_may_both_be_wrong(store):
    assert [choice["id"] for choice in practices(store)] == ["directed", "guided", "neither"]


def test_the_core_of_the_2008_table(store):
    assert codes(units_for(store, "teaching-assistant", ["help-in-class"], DAY))[:5] == ["STL1", "STL2", "STL3", "STL4", "STL5"]
    assert set(codes(units_for(store, "teaching-assistant", ["whole-class"], DAY))[:6]) == {"STL3", "STL18", "STL19", "STL20", "STL21", "STL22"}


def test_stated_comes_before_school_made_before_inferred(store):
    made = units_for(store, "teaching-assistant", ["whole-class"], DAY)
    assert codes(made)[6:] == ["STL23", "STL33", "STL25", "STL26"]


def test_the_heart_of_the_job_comes_first_among_equals(store):
    assert codes(units_for(store, "bilingual-eal-assistant", None, DAY, "guided"))[6:8] == ["STL35", "STL36"]


def test_what_they_do_comes_before_what_they_seldom_do(store):
    made = units_for(store, "send-support-assistant", ["give-medicines", "send-support"], DAY, "guided")
    assert not any(row["seldom"] for row in made["units"] if row["code"] == "STL44")
    assert any(row["seldom"] for row in units_for(store, "pastoral-officer", ["pastoral-care"], DAY)["units"] if row["code"] == "STL50")


def test_a_job_with_no_list_of_its_own_borrows_one_and_says_so(store):
    made = units_for(store, "hlta", None, DAY)
    assert any("teaching assistant" in text for text in made["not_covered"])
    assert {row["basis"] for row in made["units"]} == {"inferred"}
    assert any("close to yours" in row["why"] for row in made["units"])


class TestNotCovered:
    def test_a_duty_that_no_unit_is_about_is_named(self, store):
        said = " ".join(units_for(store, "teaching-assistant", ["help-in-class", "serve-food"], DAY)["not_covered"])
        assert "serve food" in said and "help pupils" not in said

    def test_titles_that_were_not_found_whole_are_named(self, store):
        made = units_for(store, "bilingual-eal-assistant", None, DAY, "guided")
        assert "STL36" in codes(made) and any("STL36" in text for text in made["not_covered"])

    def test_level_3_leaves_childrens_development_to_the_job(self, store):
        assert any("children develop" in text for text in units_for(store, "teaching-assistant", None, DAY, "guided")["not_covered"])

    def test_today_it_says_that_the_standards_are_old_and_in_2010_it_does_not(self, store):
        for day, expected in ((DAY, True), (THEN, False)):
            said = " ".join(units_for(store, "teaching-assistant", None, day)["not_covered"])
            assert ("from 2007" in said) is expected


def test_the_rules_of_choosing_come_with_their_sources(store):
    rules = units_for(store, "teaching-assistant", None, DAY, "guided")["rules"]
    assert any("69 units" in rule["text"] for rule in rules) and any("level 2 before level 3" in rule["text"] for rule in rules)
    assert all(rule["sources"] for rule in rules)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_known_the_list_keeps_its_rules(store, data):
    role = data.draw(st.sampled_from([role.id for role in store.all("roles")]))
    duties = data.draw(st.none() | st.lists(st.sampled_from([duty.id for duty in store.all("duties")]), max_size=8))
    practice = data.draw(st.sampled_from([None, "directed", "guided", "neither", "nonsense"]))
    day = data.draw(st.sampled_from([BEFORE, THEN, DAY]))
    made = units_for(store, role, duties, day, practice)
    assert fits(store, role, day) == (made is not None)
    assert made == units_for(store, role, duties, day, practice)
    if made is None:
        return
    level = made["level"]["suggested"]
    shown = [row["id"] for row in made["units"]]
    assert len(shown) == len(set(shown)) <= MOST and not {row["id"] for row in made["more"]} & set(shown)
    for row in made["units"]:
        assert level in store.get("standards_units", row["id"]).levels and row["why"] and row["sources"] and row["basis"] in BASES
    assert made["not_covered"] and made["sources"]
