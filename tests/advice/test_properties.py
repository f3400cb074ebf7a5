"""What holds of the advice for anybody at all: what is suggested, to whom, and with what said."""
from __future__ import annotations

import datetime
import json
import re

import pytest
from hypothesis import given, strategies as st

from knowledge.advice import entry
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from tests.advice import cases
from tests.advice.anybody import DAY, NEEDS, OFTEN, anybody


@pytest.fixture(scope="module")
def people(store):
    return anybody(store)


def chosen(store, advice: dict) -> list:
    return [store.get("qualifications", row["id"]) for row in advice["qualifications"]]


def test_the_same_person_on_the_same_day_gets_the_same_advice(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        first, second = (json.dumps(advise(profile, store, DAY), sort_keys=True) for _ in range(2))
        assert first == second and json.loads(first)["knowledge"] == store.build

    check()


def test_every_suggestion_is_on_offer_and_new_to_the_person(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        situation, advice = Situation(profile, store, DAY), advise(profile, store, DAY)
        assert len(advice["qualifications"]) <= 3 and len(advice["informal"]) <= 3
        for option in chosen(store, advice):
            assert option.offered and option.open_on(situation.as_of)
            assert option.id not in situation.held and option.id not in situation.doing

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


# Who may do what


def does_such_work(requirement, situation: Situation) -> bool | None:
    """Whether the person has one of the jobs or does one of the duties that a requirement names; None for not known.

    Said here again, so that the test does not lean on the engine's own way of telling.
    """
    if not (requirement.roles or requirement.duties) or not situation.roles:
        return None
    if situation.role_ids & set(requirement.roles):
        return True
    if situation.duties is not None:
        return bool(situation.duties & set(requirement.duties))
    return None if situation.usual_duties & set(requirement.duties) else False


def in_force(option, situation: Situation) -> list:
    return entry.requirements(option, situation)


@pytest.mark.parametrize("type_", ["qt_occupational", "qt_apprenticeship", "qt_status"])
def test_nothing_assessed_in_a_job_for_somebody_who_does_not_do_it(store, people, type_):
    @OFTEN
    @given(people)
    def check(profile):
        situation = Situation(profile, store, DAY)
        for option in chosen(store, advise(profile, store, DAY)):
            if option.type != type_:
                continue
            conditions = [r for r in in_force(option, situation) if r.kind in ("role", "placement") and r.strength == "hard"]
            assert all(does_such_work(r, situation) is not False for r in conditions), option.id
            if type_ == "qt_occupational" and not conditions and option.roles and situation.roles:
                assert situation.role_ids & set(option.roles), option.id

    check()


def test_what_is_known_to_bar_the_way_has_its_bridge_ahead(store, people):
    """The bridge is a suggestion that stands before, or a step of the plan."""

    @OFTEN
    @given(people)
    def check(profile):
        advice = advise(profile, store, DAY)
        steps, ahead = cases.words(advice["next_steps"]), set()
        for row in advice["qualifications"]:
            for line in row["entry"]:
                if (line["strength"], line["met"]) == ("hard", "no"):
                    bridge = line["bridge"]
                    assert bridge and (bridge["ref"] in ahead or bridge["what"] in steps), f"{row['id']}: {line['requirement']}"
            ahead.add(row["id"])

    check()


def test_nothing_that_is_not_there_on_the_day(store, people):
    """Neither among the suggestions nor on the way to another job."""

    @OFTEN
    @given(people)
    def check(profile):
        advice = advise(profile, store, DAY)
        day = datetime.date.fromisoformat(advice["as_of"])
        named = [store.get("qualifications", via["id"]) for move in advice["pathway"] for via in move["via"]]
        for record in named + chosen(store, advice):
            assert record.offered and record.open_on(day), record.id
        for record in [store.get("informal_options", row["id"]) for row in advice["informal"]]:
            assert record.open_on(day), record.id
        for move in advice["pathway"]:
            assert store.get("roles", move["from"]["id"]).open_on(day) and store.get("roles", move["to"]["id"]).open_on(day)

    check()


def test_a_status_is_never_called_a_qualification(store, people):
    denied = re.compile(r"(?:is|are) (?:a status, )?not (?:a )?qualifications?|not a qualification", re.I)

    @OFTEN
    @given(people)
    def check(profile):
        for row in advise(profile, store, DAY)["qualifications"]:
            if row["type"] == "qt_status":
                said = denied.sub("", cases.words([row["title"], row["reasons"], row["cautions"]]))
                assert not re.search(r"\b(?:this|it|the|a) (?:\w+ )?qualification", said, re.I), row["id"]

    check()
