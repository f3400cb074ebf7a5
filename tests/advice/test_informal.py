"""Ways to learn without a course: for every job, need and time something sensible, three different ways."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import informal
from knowledge.advice.situation import Situation
from tests.advice.people import THEN, TODAY, ids, profile

DAY = datetime.date(2026, 11, 22)
NEEDS = ("knowledge", "skill", "recognition", "legal", "confidence")
# What the guide and its companions name for each need: one of these is always among the three.
NAMED = {
    "knowledge": {"reading-and-recommended-resources", "asking-a-colleague", "e-learning"},
    "skill": {"coaching", "work-shadowing", "peer-observation", "project-at-work", "on-the-job-training", "action-research", "io07"},
    "recognition": {"io21", "mentoring", "peer-observation", "professional-bodies-and-standards", "cluster-networks"},
    "legal": {"reading-and-recommended-resources", "e-learning"},
    "confidence": {"mentoring", "union-courses", "first-small-step", "action-learning-set"},
}
ELSEWHERE = {"cluster-networks", "visiting-another-school", "action-learning-set", "professional-bodies-and-standards"}
TRIED_OUT = {"work-shadowing", "visiting-another-school", "volunteering-in-class", "job-rotation-and-secondment"}


def suggested(store, role: str, need: str | None, as_of: str = TODAY, **more) -> list[dict]:
    kind = {"kind": need, "topics": []} if need else {}
    return informal.suggest(Situation(profile(role, as_of=as_of, need=kind, **more), store, DAY))


def jobs(store, as_of: str) -> list:
    return [role for role in store.all("roles") if not role.goal_only and role.open_on(datetime.date.fromisoformat(as_of))]


@pytest.mark.parametrize("as_of", [TODAY, THEN])
@pytest.mark.parametrize("need", NEEDS)
class TestEveryJob:
    def test_has_three_different_ways(self, store, need, as_of):
        for role in jobs(store, as_of):
            rows = suggested(store, role.id, need, as_of)
            kinds = [store.get("informal_options", id).learn_from for id in ids(rows)]
            assert len(set(ids(rows))) == 3, role.id
            assert len(set(kinds)) >= 2, role.id
            assert not {"work-shadowing", "peer-observation"} <= set(ids(rows)), role.id

    def test_has_one_that_the_guide_names_for_the_need(self, store, need, as_of):
        for role in jobs(store, as_of):
            assert NAMED[need] & set(ids(suggested(store, role.id, need, as_of))), role.id

    def test_that_one_person_has_alone_looks_to_other_schools(self, store, need, as_of):
        for role in jobs(store, as_of):
            if role.alone:
                assert ELSEWHERE & set(ids(suggested(store, role.id, need, as_of))), role.id

    def test_each_way_was_there_and_made_for_the_job(self, store, need, as_of):
        for role in jobs(store, as_of):
            for id in ids(suggested(store, role.id, need, as_of)):
                option = store.get("informal_options", id)
                assert option.open_on(datetime.date.fromisoformat(as_of))
                assert not option.roles or role.id in option.roles, (role.id, id)
                assert not option.goals, (role.id, id)


@pytest.mark.parametrize("as_of", [TODAY, THEN])
@pytest.mark.parametrize("need", [*NEEDS, None])
def test_an_aim_is_tried_out_or_talked_over_with_people_who_know_it(store, need, as_of):
    day = datetime.date.fromisoformat(as_of)
    for move in store.all("progressions"):
        if move.kind != "deepen" and move.open_on(day):
            chosen = set(ids(suggested(store, move.from_role, need, as_of, goal=move.to_role)))
            assert len(chosen) == 3, move.id
            if need == "confidence":
                assert (TRIED_OUT | {"mentoring"}) & chosen, move.id
            elif need == "legal":
                assert (TRIED_OUT | NAMED["legal"]) & chosen, move.id
            else:
                assert TRIED_OUT & chosen, move.id


@pytest.mark.parametrize("as_of", [TODAY, THEN])
@pytest.mark.parametrize("need", ["knowledge", "skill"])
def test_a_need_that_several_share_brings_a_training_day(store, need, as_of):
    for role in jobs(store, as_of):
        assert "whole-school-training-day" in ids(suggested(store, role.id, need, as_of, need_source="ns07")), role.id


def test_without_a_need_there_is_a_start_that_suits_many(store):
    for role in jobs(store, TODAY):
        rows = suggested(store, role.id, None)
        assert len(rows) == 3
        assert all(reason["text"] for row in rows for reason in row["reasons"])


def test_a_first_talk_comes_before_a_course_for_people_short_of_confidence(store):
    assert ids(suggested(store, "cleaner", "confidence")) == ["first-small-step", "mentoring", "union-courses"]


def test_knowledge_is_read_asked_for_or_looked_up(store):
    assert ids(suggested(store, "playworker", "knowledge")) == ["reading-and-recommended-resources", "asking-a-colleague", "e-learning"]


def test_a_midday_supervisor_who_hopes_for_class_helps_in_one_first(store):
    for need in NEEDS:
        assert ids(suggested(store, "midday-supervisor", need, goal="teaching-assistant"))[0] == "volunteering-in-class"


def test_somebody_outside_schools_may_volunteer_too(store):
    assert "volunteering-in-class" in ids(suggested(store, None, "skill", goal="teaching-assistant"))


def test_no_time_away_puts_what_needs_none_first(store):
    busy = ids(suggested(store, "cleaner", "skill", constraints={"release": "none"}))
    assert store.get("informal_options", busy[0]).release == "none"


def test_every_way_has_three_steps_a_price_for_the_school_and_a_source(store):
    for option in store.all("informal_options"):
        assert len(option.how) == 3 and option.costs_school and option.sources and option.fits, option.id


def test_every_way_is_suggested_to_somebody(store):
    """A way that nobody can be told of is no way."""
    never = {option.id for option in store.all("informal_options")}
    for as_of in (TODAY, THEN):
        for need in NEEDS:
            for role in jobs(store, as_of):
                for more in ({}, {"need_source": "ns07"}, {"need_source": "ns05"}, {"constraints": {"release": "none"}}):
                    never -= set(ids(suggested(store, role.id, need, as_of, **more)))
    for goal, focus in (("teaching-assistant", "new role"), (None, "new role")):
        for need in NEEDS:
            for source in (None, "ns05"):
                never -= set(ids(suggested(store, "cleaner", need, goal=goal, focus=focus, need_source=source)))
    assert not never
