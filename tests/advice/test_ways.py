"""Informal options, ways to a job, next steps, what is missing and the checklists."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import checklist, informal, pathways, steps
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, NOTHING, THEN, ids, profile

DAY = datetime.date(2026, 11, 22)


def of(store, **who) -> Situation:
    return Situation(profile(**who), store, DAY)


class TestInformal:
    def test_no_more_than_two_ways_learn_from_the_same_people(self, store):
        for role in store.all("roles"):
            rows = informal.suggest(of(store, role=role.id, need={"kind": "skill", "topics": []}))
            kinds = [store.get("informal_options", row["id"]).learn_from for row in rows]
            assert len(rows) == 3 and max(kinds.count(kind) for kind in kinds) <= 2

    def test_people_who_are_alone_in_their_job_look_outside_the_school(self, store):
        assert ids(informal.suggest(of(store, role="site-manager")))[:1] in (["cluster-networks"], ["professional-bodies-and-standards"])

    def test_a_shared_need_brings_a_training_day(self, store):
        rows = informal.suggest(of(store, role="cleaner", need={"kind": "knowledge", "topics": []}, need_source="ns07"))
        assert "whole-school-training-day" in ids(rows)

    def test_nothing_that_was_not_there_yet(self, store):
        assert "professional-bodies-and-standards" not in ids(informal.suggest(of(store, role="school-cook", as_of=THEN)))

    def test_each_comes_with_three_steps_and_what_it_costs_the_school(self, store):
        for row in informal.suggest(of(store, role="teaching-assistant")):
            assert len(row["how"]) == 3 and row["costs_school"] and row["sources"]


class TestPathways:
    def test_the_fewest_moves_to_the_goal(self, store):
        moves = pathways.pathway(of(store, role="midday-supervisor", goal="hlta"))
        assert [(m["from"]["id"], m["to"]["id"]) for m in moves] == [("midday-supervisor", "teaching-assistant"), ("teaching-assistant", "hlta")]

    def test_without_a_goal_the_moves_from_here_with_growing_in_the_job_first(self, store):
        moves = pathways.pathway(of(store, role="teaching-assistant"))
        assert [m["kind"] for m in moves][0] == "deepen" and {m["to"]["id"] for m in moves} >= {"teaching-assistant", "hlta", "teacher"}

    def test_nothing_closed_or_not_yet_open_is_on_the_way(self, store):
        for day in (THEN, "2026-11-22"):
            for role in store.all("roles"):
                situation = of(store, role=role.id, as_of=day)
                for move in pathways.pathway(situation):
                    for via in move["via"]:
                        option = store.get("qualifications", via["id"])
                        assert option.offered and option.open_on(situation.as_of)

    def test_no_way_on_record_is_an_empty_list(self, store):
        assert pathways.pathway(of(store, role="school-cook", goal="union-learning-rep")) == []


class TestNextSteps:
    def test_talking_with_the_manager_and_with_somebody_in_the_job_is_never_crowded_out(self, store):
        advice = advise(profile("school-administrator", goal="school-business-manager", held=BOTH_C, duties=["budget", "staff-matters"]), store)
        steps = [step["what"] for step in advice["next_steps"]]
        assert len(steps) == 8 and store.phrase("step-manager") in steps
        assert any("school business manager" in step for step in steps)

    def test_a_bridge_becomes_a_step(self, store):
        bridge = {"what": "Ask to plan one session.", "time": "A term.", "cost": "Free.", "ref": None}
        line = {"requirement": "Whole classes.", "kind": "placement", "strength": "hard", "who_sets": "provider", "met": "no", "bridge": bridge}
        situation = of(store, role="teaching-assistant", goal="hlta")
        made = [step["what"] for step in steps.next_steps(situation, [{"id": "hlta-status", "entry": [line]}], [])]
        assert made.index("Ask to plan one session. A term. Free.") < made.index(store.get("qualifications", "hlta-status").first_step)

    def test_what_is_unknown_becomes_a_question_to_ask(self, store):
        advice = advise(profile("teaching-assistant", goal="hlta", held=BOTH_C), store)
        unknown = {e["requirement"] for row in advice["qualifications"] for e in row["entry"] if e["met"] == "unknown" and e["strength"] == "hard"}
        assert any(step["what"].startswith("Ask") and rule in step["what"] for step in advice["next_steps"] for rule in unknown)

    def test_assessed_at_work_needs_a_mentor(self, store):
        advice = advise(profile("teaching-assistant", held=BOTH_C, duties=["help-in-class"]), store)
        assert store.phrase("step-mentor") in [step["what"] for step in advice["next_steps"]]


class TestMissing:
    @pytest.mark.parametrize(
        "who, key, asked",
        [
            (dict(role="teaching-assistant", goal="hlta", held=BOTH_C), "duties", True),
            (dict(role="teaching-assistant", goal="hlta", held=BOTH_C, duties=["whole-class"]), "duties", False),
            (dict(role="school-cook"), "qualifications", True),
            (dict(role="school-cook", held=NOTHING), "english_level", False),
            (dict(role="teaching-assistant", goal="teacher"), "setting", True),
            (dict(role="teaching-assistant", goal="hlta"), "setting", False),
            (dict(role="school-cook", held=BOTH_C), "constraints", True),
            (dict(role="school-cook", held=BOTH_C, constraints={}), "constraints", False),
            (dict(role="school-cook", held=BOTH_C), "employer", True),
            (dict(role="midday-supervisor", held=BOTH_C), "employer", False),
            (dict(role="school-cook", held=BOTH_C), "age_band", False),
        ],
    )
    def test_only_what_could_change_the_advice(self, store, who, key, asked):
        rows = {row["key"]: row["question"] for row in advise(profile(**who), store)["missing"]}
        assert (key in rows) is asked and all(question.endswith(("?", ".")) for question in rows.values())


class TestChecklist:
    def test_the_points_fit_what_was_picked(self, store):
        situation = of(store, role="teaching-assistant")
        course = checklist.lines(situation, ["ncfe-l3-diploma-stl"])
        alone = checklist.lines(situation, ["coaching"])
        assert 0 < len(course) <= 8 and 0 < len(alone) <= 8
        assert all(point.informal for point in alone) and any("mentor" in (p.title + p.question).lower() for p in course)

    def test_measures_fit_the_job_before_those_for_everybody(self, store):
        rows = checklist.measures(of(store, role="school-cook", need={"kind": "skill"}))
        assert 0 < len(rows) <= 5 and "site-and-catering" in rows[0].groups
        assert not any(row.groups and "site-and-catering" not in row.groups for row in rows)

    def test_every_job_and_need_has_measures(self, store):
        for role in store.all("roles"):
            for need in ("knowledge", "skill", "recognition", "legal", "confidence"):
                assert checklist.measures(of(store, role=role.id, need={"kind": need}))
