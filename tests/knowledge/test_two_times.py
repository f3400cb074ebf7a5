"""The whole picture at both times: every job has a way forward, and nothing ended or not yet begun is offered."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice.pathways import open_moves, ways, ways_on
from knowledge.advice.recommend import advise
from knowledge.records import Dated, last_day
from knowledge.store import Store
from tests.advice.people import BOTH_C, THEN, TODAY

DAYS = [THEN, TODAY]
NEEDS = ("recognition", "skill", "knowledge")


def jobs(store: Store, day: str):
    """The support jobs that there were on a day."""
    return [role for role in store.all("roles") if role.open_on(last_day(day)) and not role.goal_only]


@pytest.mark.parametrize("day", DAYS)
def test_every_job_has_a_way_forward_of_its_own(store, day):
    stuck = [role.id for role in jobs(store, day) if not ways_on(store, role.id, last_day(day))]
    assert stuck == []


@pytest.mark.parametrize("day", DAYS)
def test_doing_the_present_job_better_is_always_a_way(store, day):
    without = [r.id for r in jobs(store, day) if "deepen" not in {m.kind for m in ways_on(store, r.id, last_day(day))}]
    assert without == []


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("held", [None, BOTH_C], ids=["certificates not asked", "English and maths"])
def test_nothing_ended_or_not_yet_begun_is_offered_to_anybody(store, day, held):
    on = last_day(day)
    for role in jobs(store, day):
        for need in NEEDS:
            profile = {"roles": [role.id], "need": {"kind": need, "topics": []}, "as_of": day}
            advice = advise(profile | ({"qualifications": held} if held else {}), store)
            offered = [store.get("qualifications", row["id"]) for row in advice["qualifications"]]
            offered += [store.get("informal_options", row["id"]) for row in advice["informal"]]
            offered += [store.get("qualifications", via["id"]) for move in advice["pathway"] for via in move["via"]]
            assert offered, f"{role.id} leaves empty-handed"
            assert [record.id for record in offered if not record.open_on(on)] == []
            assert advice["pathway"], f"{role.id} has no way forward"
            towards = [store.get("roles", move["to"]["id"]) for move in advice["pathway"]]
            assert [r.id for r in towards if not r.open_on(on)] == []


def test_many_a_move_is_on_record_at_both_times(store):
    for day in DAYS:
        moves = open_moves(store, last_day(day))
        assert {"up", "sideways", "deepen"} == {move.kind for move in moves}


def test_nothing_ends_before_it_begins_or_is_followed_by_what_ended_before(store):
    wrong = []
    for kind in ("qualifications", "funding", "rights", "resources", "organisations", "roles"):
        for record in store.all(kind):
            if isinstance(record, Dated) and record.closed and record.opened and record.opened != "before-2004":
                if last_day(record.opened) > last_day(record.closed):
                    wrong.append(record.id)
    assert wrong == []


def test_what_opened_yesterday_is_there_and_what_opens_tomorrow_is_not(store):
    dated = next(r for r in store.all("qualifications") if r.opened and len(r.opened) >= 7 and not r.closed and r.opened > "2015")
    begins = last_day(dated.opened)
    assert dated.open_on(begins) and not dated.open_on(begins - datetime.timedelta(days=1))


class TestWays:
    def test_all_ways_of_fewest_moves_are_found_and_upward_ones_come_first(self, store):
        found = ways(store, ["midday-supervisor"], "hlta", last_day(TODAY))
        assert len({len(way) for way in found}) == 1
        assert all(way[0].from_role == "midday-supervisor" and way[-1].to_role == "hlta" for way in found)
        assert all(a.to_role == b.from_role for way in found for a, b in zip(way, way[1:]))

    def test_from_several_jobs_the_nearest_counts(self, store):
        day = last_day(TODAY)
        assert len(ways(store, ["midday-supervisor", "teaching-assistant"], "hlta", day)[0]) <= len(ways(store, ["midday-supervisor"], "hlta", day)[0])

    def test_a_job_that_is_held_needs_no_way(self, store):
        assert ways(store, ["hlta"], "hlta", last_day(TODAY)) == []

    def test_nothing_leads_into_a_job_that_there_was_not_yet(self, store):
        young = [r for r in store.all("roles") if r.opened and r.opened != "before-2004" and last_day(r.opened) > last_day(THEN)]
        assert all(move.to_role not in {r.id for r in young} for move in open_moves(store, last_day(THEN)))
