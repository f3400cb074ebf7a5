"""What gives points: general awards, what is at the heart of a job, and what a normal week ticks."""
from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from knowledge.advice import ranking
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, THEN, ids, profile

DAY = datetime.date(2026, 11, 22)
NVQ_3 = [*BOTH_C, {"id": "nvq-stl", "level": 3, "status": "held"}]


@pytest.mark.parametrize(
    "id, general",
    [
        ("swis-2", True), ("swis-3", True), ("qu67", True), ("qu43", True), ("emergency-first-aid-at-work", True),
        ("l3-award-send", False), ("l2-cert-send", False), ("foundation-degree-tl", False), ("ncfe-l3-diploma-stl", False),
        ("food-safety-l2", False), ("business-administrator-l3", False), ("rscitech", False),
    ],
)
def test_a_general_award_is_one_for_many_kinds_of_job(store, id, general):
    assert ranking._general(store.get("qualifications", id), Situation({}, store, DAY)) is general


def test_six_jobs_of_one_group_do_not_make_an_award_general(store):
    technicians = [role.id for role in store.all("roles") if role.group == "technical-and-library"]
    assert len(technicians) >= 6
    assert not ranking._general(SimpleNamespace(roles=technicians), Situation({}, store, DAY))


class TestABitOfEverything:
    """Leading a team is on the list of most jobs, so ticking the whole list says nothing of it."""

    def points(self, store, role: str, duties: list[str]) -> float:
        # An award for this job alone that is about leading a team.
        option = store.get("qualifications", "qu27").copy(update={"roles": [role], "topics": ["team-leading"], "entry": [], "opened": "2008", "closed": None})
        return ranking.score(option, Situation(profile(role, held=BOTH_C, duties=duties), store, DAY)).points

    @pytest.mark.parametrize("role", ["school-cook", "site-manager", "teaching-assistant", "school-administrator"])
    def test_it_does_not_by_itself_bring_team_leading(self, store, role):
        duties = store.get("roles", role).duties
        assert "lead-team" in duties
        assert self.points(store, role, duties) == 0
        assert self.points(store, role, [*duties[:1], "lead-team"]) > 0

    def test_for_those_whose_job_it_is_it_stays_at_its_heart(self, store):
        assert self.points(store, "ta-team-leader", store.get("roles", "ta-team-leader").duties) > 0

    def test_the_rest_of_the_list_counts_as_before(self, store):
        duties = store.get("roles", "school-administrator").duties
        assert "cipd-l3-people-practice" in ids(advise(profile("school-administrator", held=BOTH_C, duties=duties), store, DAY)["qualifications"])


def test_an_award_for_every_job_adds_nothing_to_proof_of_this_one(store):
    who = dict(role="teaching-assistant", duties=["help-in-class"], as_of=THEN)
    assert not {"swis-2", "swis-3"} & set(ids(advise(profile(held=NVQ_3, **who), store, DAY)["qualifications"]))


def test_a_broad_certificate_comes_before_a_specialist_one(store):
    advice = advise(profile("teaching-assistant", held=[], duties=["help-in-class", "small-groups"]), store, DAY)
    found = ids(advice["qualifications"])
    assert found.index("l2-cert-stl") < found.index("l2-cert-send")


def test_every_number_is_named_and_says_what_it_is_for():
    assert all(given.points and given.what for given in ranking.POINTS.values())
    assert all(given.points > 0 for name, given in ranking.POINTS.items() if name not in ranking.ORDERING)


@pytest.mark.parametrize("constraints", [{}, {"cost": "none", "release": "none"}])
def test_the_status_that_is_aimed_for_comes_first_where_its_work_is_done(store, constraints):
    """Who takes whole classes, has English and maths and hopes to be a higher level teaching assistant asks for the status itself."""
    told = {
        "roles": ["teaching-assistant"], "duties": ["small-groups", "whole-class"], "focus": "new role", "aspiration": {"role": "hlta"},
        "need": {"kind": "skill"}, "english_level": 2, "maths_level": 2, "qualifications": BOTH_C, "constraints": constraints,
    }
    assert advise(told, store, DAY)["qualifications"][0]["id"] == "hlta-status"
