"""Questions for a training provider: up to five, fitted to the option and the person; what would stop them first."""
from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice import entry
from knowledge.advice.provider_questions import ANY, MOST, WHEN, questions_for
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, NOTHING, THEN, ids, profile

DAY = datetime.date(2026, 11, 22)


def asked(store, option: str, most: int = MOST, **who) -> list[str]:
    return ids(questions_for(Situation(profile(who.pop("role", "teaching-assistant"), **who), store, DAY), option, most))


@pytest.mark.parametrize(
    "option, who, expected",
    [
        ("hlta-status", dict(), "pq-entry"),
        ("hlta-status", dict(held=BOTH_C, duties=["whole-class", "plan-and-assess"]), "pq-status"),
        ("ta-apprenticeship-l3", dict(), "pq-register"),
        ("ta-apprenticeship-l3", dict(constraints={"release": "none"}), "pq-time"),
        ("foundation-degree-tl", dict(), "pq-credit"),
        ("food-safety-l2", dict(role="school-cook"), "pq-accredited"),
        ("food-safety-l2", dict(role="school-cook"), "pq-practice"),
        ("functional-skills-l2", dict(), "pq-free"),
        ("functional-skills-l2", dict(constraints={"other": ["confidence"]}), "pq-help"),
        ("functional-skills-l2", dict(constraints={"other": ["language"]}), "pq-help"),
        ("l4-cert-hlta", dict(), "pq-accredited"),
        ("l4-cert-hlta", dict(), "pq-current"),
        ("pats", dict(role="passenger-assistant"), "pq-cost"),
        ("nvq-stl", dict(as_of=THEN), "pq-at-work"),
    ],
)
def test_the_question_that_matters_is_among_the_five(store, option, who, expected):
    assert expected in asked(store, option, **who)


def test_what_is_unknown_of_entry_is_asked_first(store):
    assert asked(store, "hlta-status")[0] == "pq-entry"
    assert "pq-entry" not in asked(store, "hlta-status", held=BOTH_C, duties=["whole-class", "plan-and-assess"])


def test_money_is_asked_where_it_is_a_worry_and_not_where_it_is_free(store):
    assert "pq-cost" in asked(store, "ta-apprenticeship-l3", constraints={"cost": "none"})
    assert "pq-cost" not in asked(store, "functional-skills-l2", held=NOTHING, constraints={"cost": "none"})


def test_todays_registers_are_not_asked_about_in_2010(store):
    then = asked(store, "nvq-stl", most=99, as_of=THEN)
    assert "pq-register" not in then and "pq-ofsted" not in then and "pq-accredited" in then


def test_a_status_is_not_asked_whether_it_is_accredited(store):
    assert "pq-accredited" not in asked(store, "hlta-status", most=99)


@pytest.mark.parametrize("option", ["coaching", "no-such-thing", ""])
def test_what_is_no_qualification_has_nothing_to_ask_a_provider(store, option):
    assert asked(store, option) == []


def test_every_condition_the_content_names_is_known_and_every_condition_is_used(store):
    named = {name for question in store.all("provider_questions") for name in question.when}
    assert named - {ANY} == set(WHEN)


def test_every_question_can_be_asked_and_says_what_to_listen_for(store):
    found = set()
    for option in store.all("qualifications"):
        for who in (dict(), dict(goal="teacher", constraints={"online": "no", "travel": "hard", "other": ["confidence", "disability"]})):
            found |= set(asked(store, option.id, most=99, **who))
    assert found == {question.id for question in store.all("provider_questions")}
    assert all(question.text.endswith("?") and question.listen_for for question in store.all("provider_questions"))


def test_every_option_of_today_has_something_to_ask(store):
    for option in store.all("qualifications"):
        if option.offered and option.open_on(DAY):
            assert 2 <= len(asked(store, option.id)) <= MOST, option.id


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_five_at_most_in_one_order_and_entry_first_where_it_is_open(store, data):
    option = data.draw(st.sampled_from(store.all("qualifications")))
    who = profile(
        data.draw(st.sampled_from([None, "teaching-assistant", "school-cook", "cleaner"])), held=data.draw(st.sampled_from([None, NOTHING, BOTH_C])),
        constraints=data.draw(st.sampled_from([None, {}, {"release": "none", "cost": "none", "other": ["family"]}])),
        as_of=data.draw(st.sampled_from([THEN, "2026-11-22"])),
    )
    situation = Situation(who, store, DAY)
    made = questions_for(situation, option.id)
    assert made == questions_for(situation, option.id) and len(made) <= MOST and len(set(ids(made))) == len(made)
    assert all(row["sources"] and row["because"] in {ANY, *WHEN} for row in made)
    rows = entry.assessed(option, situation)
    if any(row["met"] == "unknown" and row["kind"] != "employer" for row in rows):
        assert made[0]["id"] == "pq-entry"
