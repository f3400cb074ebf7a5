"""The practical points of step 4: those of the kind of choice, what bites for this person first, never more than eight."""
from __future__ import annotations

import datetime

import pytest
from hypothesis import given, strategies as st

from knowledge.advice import checklist
from knowledge.advice.checklist import BITING, INFORMAL, MOST_LINES, NEEDS_RIGHT, POINTS
from knowledge.advice.situation import Situation
from tests.advice.people import THEN
from tests.advice.test_properties import OFTEN

DAY = datetime.date(2026, 11, 22)
# The points of the printed guides, by their first numbers.
PRINTED = [f"pr{number:02}" for number in range(1, 33)]
# Something of each kind to pick.
PICKS = {
    "qt_occupational": "ncfe-l3-diploma-stl", "qt_apprenticeship": "ta-apprenticeship-l3", "qt_status": "hlta-status",
    "qt_he": "foundation-degree-tl", "qt_basic_skills": "functional-skills-l2", INFORMAL: "coaching",
}
HARD = {
    "family": {"other": ["family"]}, "travel": {"travel": "hard"}, "computer": {"online": "no"}, "contract": {"other": ["contract"]},
    "cover": {"release": "none"}, "money": {"cost": "none"}, "health": {"other": ["health"]}, "pay": {"other": ["pay"]},
}


def picks(store, kind: str) -> str:
    return PICKS.get(kind) or next(record.id for record in store.all("qualifications") if record.type == kind)


def ids(store, picked: list[str], **profile) -> list[str]:
    situation = Situation({"roles": ["teaching-assistant"], **profile}, store, DAY)
    return [point.id for point in checklist.lines(situation, picked)]


def of_kind(store, kind: str, **profile) -> list[str]:
    return ids(store, [picks(store, kind)], **profile)


class TestFittedToTheChoice:
    def test_each_kind_has_its_own_points_in_their_order(self, store):
        for kind, points in POINTS.items():
            assert of_kind(store, kind) == list(points) and len(points) == MOST_LINES

    @pytest.mark.parametrize(("kind", "points"), [
        ("qt_occupational", ["pr06", "pr05", "pr12", "pr19"]),
        ("qt_status", ["pr01", "pr05", "pr06"]),
        ("qt_apprenticeship", ["pr31", "pr-hours-fit-week", "pr-if-things-change"]),
        ("qt_short_course", ["pr08", "pr24"]),
        ("qt_basic_skills", ["pr29", "pr-adjustments"]),
        ("qt_vocational", ["pr01", "pr-accredited", "pr-payback"]),
        (INFORMAL, ["pr-who", "pr07", "pr24"]),
    ])
    def test_what_the_guide_asks_of_each_kind_is_there(self, store, kind, points):
        assert set(points) <= set(of_kind(store, kind))

    def test_costs_and_time_away_are_asked_of_every_course(self, store):
        for kind in POINTS:
            points = of_kind(store, kind)
            assert {"pr07", "pr14", "pr31"} & set(points) and ("pr08" in points or kind == INFORMAL)

    def test_every_kind_of_qualification_has_its_points(self, store):
        assert {kind.id for kind in store.all("qualification_types")} | {INFORMAL} == set(POINTS)

    def test_two_choices_share_the_eight_lines_in_turn(self, store):
        points = ids(store, [PICKS["qt_occupational"], PICKS[INFORMAL]])
        assert points[:4] == ["pr06", "pr-who", "pr05", "pr07"] and len(points) == MOST_LINES

    def test_without_a_choice_they_are_those_of_learning_at_work(self, store):
        assert ids(store, []) == ids(store, ["nothing-known"]) == list(POINTS[INFORMAL])


class TestWhatBites:
    @pytest.mark.parametrize(("hard", "kind", "point"), [
        ("family", "qt_vocational", "pr26"), ("travel", "qt_short_course", "pr27"), ("computer", "qt_vocational", "pr28"),
        ("computer", "qt_occupational", "pr17"), ("contract", INFORMAL, "pr25"), ("cover", "qt_occupational", "pr24"),
        ("money", "qt_he", "pr29"), ("health", "qt_vocational", "pr-adjustments"), ("pay", "qt_vocational", "pr23"),
    ])
    def test_what_makes_it_hard_comes_first(self, store, hard, kind, point):
        assert point in of_kind(store, kind, constraints=HARD[hard])[:3]

    @pytest.mark.parametrize("who", [{"employer": "contractor"}, {"employer": "agency"}, {"roles": ["parent-volunteer"]}])
    def test_who_is_responsible_comes_first_for_those_the_school_does_not_employ(self, store, who):
        assert "pr30" in of_kind(store, "qt_short_course", **who)[:3]

    def test_what_bites_takes_three_lines_at_most(self, store):
        everything = {"release": "none", "cost": "none", "travel": "hard", "online": "no", "other": ["family", "health", "contract"]}
        points = of_kind(store, "qt_occupational", constraints=everything)
        assert points[3:] == [point for point in POINTS["qt_occupational"] if point not in points[:3]][:5]

    def test_the_right_to_ask_is_a_point_for_those_who_may_have_it(self, store):
        no_time = {"constraints": {"release": "none"}}
        assert "pr32" in of_kind(store, "qt_vocational", **no_time)
        for without in ({"as_of": THEN}, {"employer_250": False}, {"contract": "agency"}, {"roles": ["parent-volunteer"]}):
            assert "pr32" not in of_kind(store, "qt_vocational", **{**no_time, **without})


class TestReach:
    def test_every_point_of_the_printed_guides_can_be_met(self, store):
        met = {id for kind in POINTS for id in of_kind(store, kind)}
        met |= {id for kind in POINTS for hard in HARD.values() for id in of_kind(store, kind, constraints=hard)}
        met |= set(of_kind(store, "qt_vocational", employer="contractor"))
        assert {store.current_id("practicalities", id) for id in PRINTED} <= met

    def test_every_other_point_can_be_met_too(self, store):
        listed = {id for group in (*POINTS.values(), *BITING.values()) for id in group}
        assert {point.id for point in store.all("practicalities")} == listed and set(NEEDS_RIGHT) <= listed

    def test_two_points_that_became_one_keep_their_old_names(self, store):
        assert store.find("practicalities", "pr16").id == "pr05"
        assert {store.find("practicalities", id).id for id in ("pr18", "pr20")} == {"pr19"}

    def test_what_people_regret_not_asking_is_asked(self, store):
        text = " ".join(f"{point.question} {point.todo}".lower() for point in store.all("practicalities"))
        for part in ("books", "travel", "payback", "leave", "ill", "do not pass", "changes hands", "keeps the certificate", "stands in", "does not promise"):
            assert part in text, part


def test_whatever_is_picked_it_is_eight_lines_that_fit_and_no_line_twice(store):
    every = [record.id for kind in ("qualifications", "informal_options") for record in store.all(kind)]
    kinds = sorted({barrier.kind for barrier in store.all("barriers")})

    @OFTEN
    @given(
        st.lists(st.sampled_from(every), max_size=4, unique=True), st.lists(st.sampled_from(kinds), max_size=6),
        st.sampled_from(["2026-11-22", THEN]), st.sampled_from(["council", "agency", "contractor", None]),
    )
    def check(picked, other, day, employer):
        situation = Situation({"constraints": {"other": other, "release": "none"}, "as_of": day, "employer": employer}, store, DAY)
        points = checklist.lines(situation, picked)
        types = {store.get("qualifications", id).type for id in picked if store.find("qualifications", id)}
        informal = not types or any(store.find("informal_options", id) for id in picked)
        assert 1 <= len(points) <= MOST_LINES and len({point.id for point in points}) == len(points)
        for point in points:
            assert types and (not point.types or types & set(point.types)) or informal and point.informal

    check()
