"""People of every group of jobs, then and now: what a careful adviser would suggest, never suggest, and say."""
from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.advice import cases
from tests.advice.cases import Expectation

PEOPLE = cases.people("many_people.yml")
KEYS = ("suggests", "first", "not_first", "never", "never_types", "says", "never_says", "verdict", "asks")
ID_KEYS = ("suggests", "first", "not_first", "never")


def expectations() -> list[Expectation]:
    """Every expectation of every person; each line of `suggests` and `says` is one of its own."""
    found = []
    for person in PEOPLE:
        for key in KEYS:
            given = person.get(key) or []
            if key in ("suggests", "says"):
                found += [Expectation(person, f"{key} {n}", key, {"values": values}) for n, values in enumerate(given, start=1)]
            elif given:
                found.append(Expectation(person, key, key, {"values": given}))
    return found


@pytest.mark.parametrize("expectation", cases.as_parameters(expectations()))
def test_a_person(store, expectation):
    advice, values = cases.advice_for(expectation.person["profile"], store), expectation.what["values"]
    TESTS[expectation.test](store, advice, values)


def suggests(store, advice, values):
    assert cases.current(store, values) & cases.ids(advice), f"none of {values} in {sorted(cases.ids(advice))}"


def first(store, advice, values):
    names = [row["id"] for row in advice["qualifications"]]
    assert names and names[0] in cases.current(store, values), f"first of {names} is none of {values}"


def not_first(store, advice, values):
    names = [row["id"] for row in advice["qualifications"]]
    assert not names or names[0] not in cases.current(store, values)


def never(store, advice, values):
    assert not (wrong := cases.current(store, values) & cases.ids(advice)), f"{sorted(wrong)} should not be suggested"


def never_types(store, advice, values):
    assert not (wrong := set(values) & cases.types(store, advice)), f"{wrong} in {[row['id'] for row in advice['qualifications']]}"


def says(store, advice, values):
    assert cases.says(cases.words(advice), values), f"none of {values} is said"


def never_says(store, advice, values):
    assert not (wrong := cases.says(cases.words(advice), values)), f"'{wrong}' is said"


def verdict(store, advice, values):
    assert advice["verdict"] in values


def asks(store, advice, values):
    assert set(values) <= {row["key"] for row in advice["missing"]}


TESTS = {test.__name__: test for test in (suggests, first, not_first, never, never_types, says, never_says, verdict, asks)}


class TestTheCases:
    """What keeps the cases themselves honest."""

    def test_every_id_is_one_of_the_knowledge_base(self, store):
        for person in PEOPLE:
            named = [id for key in ID_KEYS for value in person.get(key) or [] for id in ([value] if isinstance(value, str) else value)]
            profile = person["profile"]
            unknown = [id for id in named if not store.find("qualifications", id) and not store.find("informal_options", id)]
            unknown += [role for role in profile.get("roles", []) if not store.find("roles", role)]
            unknown += [duty for duty in profile.get("duties", []) if not store.find("duties", duty)]
            unknown += [c["id"] for c in profile.get("qualifications") or [] if c.get("id") and not store.find("qualifications", c["id"])]
            assert not unknown, f"{person['id']}: {unknown}"

    def test_each_is_somebody_of_their_own_with_a_line_why_and_something_never_to_suggest(self):
        assert [id for id, times in Counter(person["id"] for person in PEOPLE).items() if times > 1] == []
        for person in PEOPLE:
            assert person["who"] and person["why"] and person["never"], person["id"]
            assert not person.keys() - {"id", "who", "why", "profile", *KEYS}, person["id"]

    def test_every_group_of_jobs_is_there_then_and_now(self, store):
        seen = {(store.get("roles", role).group, person["profile"]["as_of"]) for person in PEOPLE for role in person["profile"].get("roles", [])}
        groups = {group.id for group in store.all("groups")} & {role.group for role in store.all("roles")}
        assert seen >= {(group, day) for group in groups for day in ("2010-01-01", "2026-11-22")}

    @pytest.mark.parametrize("path, values", [
        ("need.kind", ["knowledge", "skill", "recognition", "legal", "confidence"]),
        ("for", ["team"]), ("contract", ["agency", "casual"]), ("age_band", ["19 to 23", "24 and over"]),
        ("employer", ["council", "trust", "contractor", "agency"]), ("setting", ["nursery", "primary", "secondary"]),
        ("constraints.release", ["none", "some", "agreed"]), ("constraints.cost", ["none", "school", "own"]),
    ])
    def test_needs_contracts_ages_and_helpers_are_all_there(self, path, values):
        given = set()
        for person in PEOPLE:
            value = person["profile"]
            for key in path.split("."):
                value = (value or {}).get(key)
            given.add(value)
        assert given >= set(values)

    def test_patterns_are_patterns(self):
        for person in PEOPLE:
            for pattern in [p for group in person.get("says") or [] for p in group] + (person.get("never_says") or []):
                re.compile(pattern)
