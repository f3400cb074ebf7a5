"""What holds of the advice for anybody at all."""
from __future__ import annotations

import datetime
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from knowledge.advice import entry
from knowledge.advice.recommend import advise
from knowledge.advice.rules import closes_a_basic_gap, works_at_the_level
from knowledge.advice.situation import Situation
from tests.advice.people import THEN, TODAY

DAY = datetime.date(2026, 11, 22)
NEEDS = ("knowledge", "skill", "recognition", "legal", "confidence")
# The same examples every time; a longer look at other ones: FIVESTEPS_EXAMPLES=5000.
EXAMPLES = int(os.environ.get("FIVESTEPS_EXAMPLES", 150))
OFTEN = settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 150, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def people(store):
    """A strategy for profiles of people with known jobs, in which any key may be missing."""
    roles = [role.id for role in store.all("roles")]
    work = [role.id for role in store.all("roles") if not role.goal_only]
    qualifications = [record.id for record in store.all("qualifications")]
    topics = [topic.id for topic in store.all("topics")]
    certificate = st.fixed_dictionaries(
        {"status": st.sampled_from(["held", "held", "doing", "failed"])},
        optional={
            "id": st.sampled_from(qualifications), "level": st.integers(0, 7), "words": st.just("a course"),
            "subject": st.sampled_from(["english", "maths", "science", "art"]), "grade": st.sampled_from(["A", "C", "D", "4", "3"]),
        },
    )
    level = st.sampled_from([0, 1, 2, 3, "not_sure", "skipped"])
    constraints = st.fixed_dictionaries({}, optional={
        "release": st.sampled_from(["none", "some", "agreed"]), "cost": st.sampled_from(["none", "school", "own"]),
        "travel": st.sampled_from(["ok", "hard"]), "online": st.sampled_from(["yes", "no"]),
        "other": st.lists(st.sampled_from(["language", "family", "health"]), max_size=2),
    })
    return st.fixed_dictionaries(
        {"roles": st.lists(st.sampled_from(work), min_size=1, max_size=2, unique=True), "as_of": st.sampled_from([TODAY, THEN])},
        optional={
            "for": st.sampled_from(["self", "member", "team"]),
            "duties": st.lists(st.sampled_from([duty.id for duty in store.all("duties")]), max_size=5, unique=True),
            "employer": st.sampled_from(["council", "trust", "contractor"]),
            "setting": st.sampled_from(["nursery", "primary", "secondary", "special"]),
            "need_source": st.sampled_from(["ns01", "ns03", "ns05", "ns07", "law"]),
            "need": st.fixed_dictionaries({}, optional={"kind": st.sampled_from(NEEDS), "topics": st.lists(st.sampled_from(topics), max_size=2)}),
            "focus": st.sampled_from(["current", "new role"]),
            "qualifications": st.lists(certificate, max_size=4),
            "english_level": level, "maths_level": level, "science_level": level,
            "aspiration": st.fixed_dictionaries({}, optional={
                "role": st.sampled_from(roles), "qualification": st.sampled_from([*qualifications, "level 3"]), "words": st.text(max_size=20),
            }),
            "constraints": constraints,
            "age_band": st.sampled_from(["under 19", "19 to 23", "24 and over"]),
            "residence_3_years": st.booleans(),
            "raised": st.lists(st.sampled_from(qualifications), max_size=2),
        },
    )


def chosen(store, advice: dict) -> list:
    return [store.get("qualifications", row["id"]) for row in advice["qualifications"]]


def test_the_same_person_on_the_same_day_gets_the_same_advice(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        first, second = (json.dumps(advise(profile, store, DAY), sort_keys=True) for _ in range(2))
        assert first == second and json.loads(first)["knowledge"] == store.build

    check()


def test_every_suggestion_is_on_offer_open_to_the_person_and_new_to_them(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        situation, advice = Situation(profile, store, DAY), advise(profile, store, DAY)
        assert len(advice["qualifications"]) <= 3 and len(advice["informal"]) <= 3
        for option in chosen(store, advice):
            assert option.offered and option.open_on(situation.as_of)
            assert option.id not in situation.held and option.id not in situation.doing
            assert not entry.blocked(option, situation) or closes_a_basic_gap(option, situation)
            assert works_at_the_level(option, situation) is not False

    check()


def test_nobody_without_certificates_is_sent_to_level_3(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        for option in chosen(store, advise({**profile, "qualifications": []}, store, DAY)):
            levels = [option.level] if option.level is not None else option.levels
            assert not levels or min(levels) <= 2, option.id

    check()


def test_every_reason_caution_and_suggestion_has_a_source_with_its_date(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        advice = advise(profile, store, DAY)
        parts = advice["qualifications"] + advice["informal"] + advice["pathway"] + advice["not_suggested"]
        parts += [part for row in advice["qualifications"] for part in row["reasons"] + row["cautions"]]
        parts += [reason for row in advice["informal"] for reason in row["reasons"]]
        for row in advice["qualifications"] + advice["informal"]:
            assert row["reasons"], row["id"]
        for part in parts:
            assert part["sources"] and all(source["checked"] and source["title"] for source in part["sources"])

    check()


def test_next_steps_say_who_and_by_when(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        advice = advise(profile, store, DAY)
        dates = [step["when"] for step in advice["next_steps"]]
        assert 1 <= len(dates) <= 8 and dates == sorted(dates)
        for step in advice["next_steps"]:
            assert step["what"] and step["who"] and datetime.date.fromisoformat(step["when"]) > datetime.date.fromisoformat(advice["as_of"])
            assert "{" not in step["what"]

    check()


def test_there_is_always_something_that_needs_no_course(store, people):
    @OFTEN
    @given(people, st.sampled_from(NEEDS))
    def check(profile, need):
        assert advise({**profile, "need": {"kind": need, "topics": []}}, store, DAY)["informal"]

    check()


def test_any_key_may_be_missing(store):
    for key in ("roles", "need", "qualifications", "aspiration"):
        advise({key: None}, store, DAY)
    advice = advise({}, store, DAY)
    assert advice["qualifications"] == [] and {row["key"] for row in advice["missing"]} >= {"roles", "need", "qualifications"}
