"""Money and rights: what holds for anybody, and what editors must keep of the conditions."""
from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from knowledge.advice import money
from knowledge.advice.situation import Situation
from knowledge.advice.traits import OF_OPTION, OF_PERSON
from knowledge.plain_words import MOST_WORDS, sentences, words
from knowledge.record_conditions import NAMED, NUMBERS, YES_NO
from knowledge.records import Condition, last_day
from tests.advice.people import THEN, TODAY
from tests.advice.test_money import ANSWERS, CLASSES, DAY, LEVEL_3_COURSE, asked
from tests.advice.test_properties import OFTEN

KINDS = ("funding", "rights")


@pytest.fixture(scope="module")
def people(store):
    """A strategy for profiles in which any key may be missing, skipped or nonsense, with options."""
    jobs = [role.id for role in store.all("roles") if not role.goal_only]
    odd = st.sampled_from(["skipped", "not_sure", 7, []])
    answers = {key: st.one_of(st.sampled_from(given), odd) for key, given in ANSWERS.items() if key not in ("qualifications", "english_level", "maths_level")}
    barriers = ["language", "benefits", "disability", "health", "family", "manager", "contract", "employer", "english-maths"]
    made = st.fixed_dictionaries(
        {"as_of": st.sampled_from([TODAY, TODAY, TODAY, THEN, "2023-05-01", "2025-09-01", "2027-03-01"])},
        optional={
            "roles": st.lists(st.sampled_from([*jobs, "supply-ta", "parent-volunteer"]), max_size=2),
            "aspiration": st.fixed_dictionaries({"role": st.sampled_from(jobs)}), "focus": st.sampled_from(["current", "new role"]),
            "need": st.fixed_dictionaries({"kind": st.sampled_from(["legal", "skill"]), "topics": st.lists(st.sampled_from(["safeguarding", "digital"]), max_size=1)}),
            "need_source": st.sampled_from([source.id for source in store.all("need_sources")]),
            "constraints": st.fixed_dictionaries({}, optional={
                "release": st.sampled_from(["none", "some"]), "cost": st.sampled_from(["none", "school", "own"]), "travel": st.just("hard"),
                "other": st.lists(st.sampled_from(barriers), max_size=2),
            }),
            "qualifications": st.sampled_from(ANSWERS["qualifications"]), "english_level": st.sampled_from([0, 1, 2, "skipped"]),
            "maths_level": st.sampled_from([0, 1, 2]), **answers,
        },
    )
    options = st.lists(st.sampled_from([record.id for record in store.all("qualifications")] + ["io01"]), max_size=4)
    return st.tuples(made, options)


def both(store, who: dict, options: list[str]) -> list[dict]:
    situation = Situation(who, store, DAY)
    return money.funding(situation, options, store) + money.rights(situation, options, store)


def test_rows_are_whole_plain_and_from_records_of_the_day(store, people):
    @OFTEN
    @given(people)
    def check(drawn):
        who, options = drawn
        found = both(store, who, options)
        assert found == both(store, who, options)
        day = last_day(who["as_of"])
        for row in found:
            record = store.find("funding", row["id"]) or store.find("rights", row["id"])
            assert record.open_on(day) or row["applies"] == "no" and record.told_after_end
            assert row["applies"] in ("yes", "depends", "no") and row["title"] and row["sources"] and row["how"]
            assert set(row["for"]) <= set(options) and (row["applies"] == "depends" or not row["depends_on"])
            assert set(row["depends_on"]) <= set(ANSWERS)
            assert "{" not in row["why"] and row["why"].endswith(".") and ".." not in row["why"]
            assert all(words(sentence) <= MOST_WORDS for sentence in sentences(row["why"])), row["why"]
        for kind in (money.funding, money.rights):
            order = [row["applies"] for row in kind(Situation(who, store, DAY), options, store)]
            assert order == sorted(order, key=("yes", "depends", "no").index)

    check()


def test_only_what_can_change_a_row_is_asked(store, people):
    @OFTEN
    @given(people)
    def check(drawn):
        who, options = drawn
        missing = money.money_missing(Situation(who, store, DAY), options, store)
        assert missing == money.asked_by(both(store, who, options))
        for key in missing:
            changed = {repr(both(store, {**who, key: answer}, options)) for answer in ANSWERS[key]}
            assert len(changed) > 1, (key, who, options)
            assert all(key not in money.money_missing(Situation({**who, key: answer}, store, DAY), options, store) for answer in ANSWERS[key])

    check()


def test_every_key_can_be_asked_of_somebody(store):
    somebody = [
        (["senior-leader-l7", LEVEL_3_COURSE, CLASSES], dict(role="school-cook", constraints={"release": "none"})),
        (["senior-leader-l7"], dict(role="school-cook", age_band="19 to 23", need_source="ns-job-at-risk")),
        ([LEVEL_3_COURSE], dict(role="school-cook", union_member=True, age_band="19 to 23", constraints={"cost": "none"})),
        ([LEVEL_3_COURSE], dict(role="school-cook", constraints={"cost": "none"})),
    ]
    assert {key for options, who in somebody for key in asked(store, options, **who)} == set(ANSWERS)


def test_volunteers_and_agency_staff_never_have_the_rights_of_employees(store, people):
    employees_only = {"request-time-to-train", "redundancy-time-off", "flexible-working-request", "green-book-training-principles"}
    anybody = {"reasonable-adjustments-in-assessment", "access-to-work"}

    @OFTEN
    @given(people, st.sampled_from(["volunteer", "agency"]))
    def check(drawn, contract):
        who, options = drawn
        found = money.rights(Situation({**who, "contract": contract}, store, DAY), options, store)
        assert not [row["id"] for row in found if row["id"] in employees_only and row["applies"] != "no"]
        if contract == "volunteer":
            assert {row["id"] for row in found} <= anybody and not [row for row in found if row["applies"] == "yes"]

    check()


def test_apprenticeships_never_have_college_money_and_courses_no_levy(store, people):
    apprentice_money = {"growth-and-skills-levy", "apprenticeship-age-rules", "apprenticeships-2009", "apprentice-wage-2026"}
    college_money = {"adult-funding", "first-full-level-2-and-3", "advanced-learner-loan", "learner-support-hardship", "childcare-while-studying"}

    @OFTEN
    @given(people)
    def check(drawn):
        who, options = drawn
        for row in money.funding(Situation(who, store, DAY), options, store):
            types = {store.get("qualifications", id).type for id in row["for"]}
            assert row["id"] not in apprentice_money or types == {"qt_apprenticeship"}
            assert row["id"] not in college_money or "qt_apprenticeship" not in types and types

    check()


# The conditions as content.


def conditions(store):
    for kind in KINDS:
        for record in store.all(kind):
            for condition in record.conditions:
                yield record, condition


def test_every_key_of_a_condition_is_worked_out():
    assert YES_NO | NUMBERS | NAMED | {"unasked"} == set(OF_PERSON) | set(OF_OPTION) and not set(OF_PERSON) & set(OF_OPTION)


def test_conditions_name_what_there_is(store):
    kinds = {"topic": "topics", "role": "roles", "goal": "roles", "need_source": "need_sources", "option_id": "qualifications",
             "option_type": "qualification_types", "option_topic": "topics"}
    barriers = {name for barrier in store.all("barriers") for name in (barrier.id, barrier.kind)} | {"benefits", "dyslexia", "family", "health"}
    lists = {"standing": {"employee", "casual", "agency", "volunteer"}, "employer": set(ANSWERS["employer"]), "barrier": barriers}
    for kind in KINDS:
        for record in store.all(kind):
            for trait in [*record.told_if, *record.conditions]:
                if trait.key in kinds:
                    assert all(store.find(kinds[trait.key], value) for value in trait.values), (record.id, trait)
                if trait.key in lists:
                    assert set(trait.values) <= lists[trait.key], (record.id, trait)
            assert all(store.find(kind, id) for id in record.unless), record.id


def test_conditions_read_well(store):
    for record, condition in conditions(store):
        if condition.words:
            assert words(condition.words) <= MOST_WORDS and not condition.words.endswith("."), (record.id, condition.words)
            assert condition.words[0].islower(), (record.id, condition.words)
        if condition.otherwise:
            assert condition.otherwise.endswith(".") and all(words(s) <= MOST_WORDS for s in sentences(condition.otherwise)), record.id


def test_conditions_of_which_one_is_enough_are_alike_hard_and_end_after_they_begin(store):
    for kind in KINDS:
        for record in store.all(kind):
            for name in {condition.one_of for condition in record.conditions} - {None}:
                group = [condition for condition in record.conditions if condition.one_of == name]
                assert len(group) > 1, (record.id, name)
            for condition in record.conditions:
                if condition.opened and condition.closed:
                    assert last_day(condition.opened) < last_day(condition.closed)


def test_what_was_open_then_says_what_to_do_then(store):
    for kind in KINDS:
        for record in store.all(kind):
            if record.conditions and record.closed:
                assert record.how_then and record.closed_reason, record.id


@pytest.mark.parametrize("wrong, said", [
    (dict(key="age", values=["19"], words="you are 19"), "'age' needs 'at_least or below'"),
    (dict(key="union_member", values=["yes"], words="you are in a union"), "'union_member' needs 'answer'"),
    (dict(key="standing", answer=True, words="you are an employee"), "'standing' needs 'values'"),
    (dict(key="unasked", answer=True, words="it is so"), "'unasked' takes no answers"),
    (dict(key="union_member", answer=True), 'after "because" or "if"'),
    (dict(key="union_member", answer=True, words="you are in a union", strength="usual"), "what to do where it does not hold"),
    (dict(key="shoe_size", at_least=4, words="you have feet"), "unexpected value"),
])
def test_a_condition_that_says_too_little_or_too_much_is_refused(wrong, said):
    with pytest.raises(ValidationError, match=re.escape(said)):
        Condition(**wrong)
