"""The eight open personas, and five of them in 2010: all that their advice must recommend, must not and must mention."""
from __future__ import annotations

import pytest

from knowledge.advice import plan
from tests.advice import cases
from tests.advice.cases import Expectation

PEOPLE = cases.people("personas.yml")
# Parts of the advice that recommend nothing by themselves.
ONLY_TOLD = ("not_suggested", "missing", "funding", "rights")
PARTS = ("must_recommend", "must_not", "must_mention")


def expectations() -> list[Expectation]:
    """Every line of every persona."""
    return [Expectation(person, f"{part}, {row['what']}", part, row) for person in PEOPLE for part in PARTS for row in person[part]]


def test_there_are_eight_and_five_of_them_in_2010():
    days = [person["profile"]["as_of"] for person in PEOPLE]
    assert days.count("2026-11-22") == 8 and days.count("2010-01-01") == 5


@pytest.mark.parametrize("expectation", cases.as_parameters(expectations()))
def test_a_persona(store, expectation):
    {"must_recommend": recommends, "must_not": holds_off, "must_mention": mentions}[expectation.test](store, expectation)


def recommends(store, expectation: Expectation) -> None:
    """By an id among the options or on the way, or by words of these, of the steps, cautions and what makes it hard."""
    row, advice = expectation.what, cases.advice_for(expectation.person["profile"], store)
    assert row.keys() & {"ids", "way", "words"}
    found = cases.current(store, row.get("ids", [])) & cases.ids(advice) or cases.current(store, row.get("way", [])) & cases.on_the_way(advice)
    found = found or cases.says(cases.words(advice, leave_out=ONLY_TOLD), row.get("words", []))
    assert found, f"{row['what']}: neither of {row} in {sorted(cases.ids(advice))}"


def holds_off(store, expectation: Expectation) -> None:
    """None of the ids, types, verdicts and words; and on the copy to share none of what is private."""
    row, profile = expectation.what, expectation.person["profile"]
    advice = cases.advice_for(profile, store)
    assert row.keys() & {"ids", "types", "words", "verdict", "first_types", "share", "unsaid"}
    assert not cases.current(store, row.get("ids", [])) & cases.ids(advice)
    assert not set(row.get("types", [])) & cases.types(store, advice)
    assert not set(row.get("first_types", [])) & cases.types(store, advice, first=1)
    assert advice["verdict"] not in row.get("verdict", [])
    assert not cases.says(cases.words(advice), row.get("words", []))
    assert "unsaid" not in row or not cases.unsaid(row["unsaid"], advice, store)
    if "share" in row:
        shared = cases.words({key: value for key, value in cases.plan_for(profile, store, plan.SHARE).items()})
        assert not (said := cases.says(shared, row["share"])), f"'{said}' stands in the plan to share"


def mentions(store, expectation: Expectation) -> None:
    """In the advice; or, for what steps 4 and 5 settle, in the plan that they leave with."""
    row, profile = expectation.what, expectation.person["profile"]
    said = cases.words(cases.advice_for(profile, store))
    if row.get("plan"):
        said += "\n" + cases.words(cases.plan_for(profile, store))
    assert cases.says(said, row["words"]), f"{row['what']}: none of {row['words']} is said"
