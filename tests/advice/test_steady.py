"""What holds of the advice for anybody at all: more said tells more, and the same gives the same."""
from __future__ import annotations

import copy
import json
import random

import pytest
from hypothesis import given, strategies as st

from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from knowledge.store import Store
from tests.advice import cases
from tests.advice.anybody import DAY, OFTEN, anybody


@pytest.fixture(scope="module")
def people(store):
    return anybody(store)


# How much is said


def test_nobody_goes_away_with_empty_hands(store, people):
    """There is always a step to take; and an idea, a way or a question beside it. Whoever named a need has an idea."""

    @OFTEN
    @given(people)
    def check(profile):
        advice = advise(profile, store, DAY)
        assert advice["next_steps"] and (advice["qualifications"] or advice["informal"] or advice["pathway"] or advice["missing"])
        if Situation(profile, store, DAY).need:
            assert advice["informal"]

    check()


def known(advice: dict) -> dict[tuple, str]:
    """(suggestion, requirement) -> yes or no, for the entry requirements of which that is known."""
    return {
        (row["id"], line["requirement"]): line["met"]
        for row in advice["qualifications"] for line in row["entry"] if line["met"] != "unknown"
    }


def is_told(key: str, situation: Situation) -> bool:
    """Whether the answer is one that the guide can read: "not sure" and a job that it does not know are none."""
    answer = situation.answer(key)
    if key == "aspiration":
        return situation.goal is not None
    if key == "need":
        # Of a need to learn the topics belong to the answer.
        return situation.need is not None and situation.answer("need", "topics") is not None
    return answer not in (None, {})


# Asked of everybody. Other questions may follow from an answer: who aims to teach is asked which age.
ASKED_OF_ALL = {"roles", "need", "constraints"}


def test_more_information_never_makes_the_advice_less_specific(store, people):
    """Less specific would be, after one more answer:

    - the same question is asked again;
    - of a suggestion that stays, a requirement known to be met or not is unknown again, or its fit goes from now to check;
    - a question that everybody is asked is open, and was not before;
    - there were suggestions, and now there is nothing at all.
    """

    @OFTEN
    @given(people, st.data())
    def check(profile, data):
        key = data.draw(st.sampled_from(sorted(set(profile) - {"roles", "as_of"}) or ["roles"]))
        before, after = (advise(p, store, DAY) for p in ({k: v for k, v in profile.items() if k != key}, profile))
        told = is_told(key, Situation(profile, store, DAY))
        asked, still = ({row["key"] for row in advice["missing"]} for advice in (before, after))
        assert not told or key not in still
        was, is_ = known(before), known(after)
        stay = {row["id"] for row in before["qualifications"]} & {row["id"] for row in after["qualifications"]}
        for (option, requirement), _ in was.items():
            lines = {line["requirement"] for row in after["qualifications"] if row["id"] == option for line in row["entry"]}
            assert option not in stay or requirement not in lines or (option, requirement) in is_
        fits = [{row["id"]: row["fit"] for row in advice["qualifications"]} for advice in (before, after)]
        assert not [id for id in stay if (fits[0][id], fits[1][id]) == ("now", "check")]
        assert not (still - asked) & ASKED_OF_ALL
        assert not cases.ids(before) or cases.ids(after)

    check()


# The same for the same


def shuffled(store: Store, seed: int, leave: tuple[str, ...] = ()) -> Store:
    """The same knowledge base with the records of each kind in another order."""
    mixed = copy.copy(store)
    mixed._records = {}
    for kind, records in store._records.items():
        order = list(records)
        if kind not in leave:
            random.Random(seed).shuffle(order)
        mixed._records[kind] = {id: records[id] for id in order}
    return mixed


def with_keys_shuffled(value, seed: int):
    """The same profile with the keys of every object in another order."""
    if isinstance(value, list):
        return [with_keys_shuffled(part, seed) for part in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    random.Random(seed).shuffle(keys)
    return {key: with_keys_shuffled(value[key], seed) for key in keys}


def test_the_order_of_keys_and_of_what_was_ticked_makes_no_difference(store, people):
    @OFTEN
    @given(people, st.integers(0, 99))
    def check(profile, seed):
        other = with_keys_shuffled(profile, seed)
        for part, key in ((other, "duties"), (other.get("need", {}), "topics"), (other.get("constraints", {}), "other")):
            if key in part:
                part[key] = part[key][::-1]
        assert json.dumps(advise(other, store, DAY)) == json.dumps(advise(profile, store, DAY))

    check()


def test_the_order_of_the_content_makes_no_difference(store, people):
    """But for the informal options: among equals their order in the file holds, which is the guide's own."""
    stores = [shuffled(store, seed, leave=("informal_options",)) for seed in range(3)]

    @OFTEN
    @given(people, st.sampled_from(stores))
    def check(profile, mixed):
        assert json.dumps(advise(profile, mixed, DAY)) == json.dumps(advise(profile, store, DAY))

    check()


def test_a_knowledge_base_opened_again_gives_the_same_bytes(store, knowledge_db):
    again = Store.open(knowledge_db)
    for file in ("personas.yml", "many_people.yml"):
        for person in cases.people(file):
            assert json.dumps(advise(person["profile"], again)) == json.dumps(cases.advice_for(person["profile"], store))


def test_the_profile_given_is_not_changed(store, people):
    @OFTEN
    @given(people)
    def check(profile):
        before = copy.deepcopy(profile)
        advise(profile, store, DAY)
        assert profile == before

    check()


# Whatever is missing


def with_some_left_out(value, data):
    """The profile without some of its keys, at any depth."""
    if not isinstance(value, dict):
        return value
    kept = [key for key in value if data.draw(st.booleans())]
    return {key: with_some_left_out(value[key], data) for key in kept}


def test_any_answers_may_be_missing(store):
    everybody = [person["profile"] for file in ("personas.yml", "many_people.yml") for person in cases.people(file)]

    @OFTEN
    @given(st.sampled_from(everybody), st.data())
    def check(profile, data):
        advice = advise(with_some_left_out(profile, data), store, DAY)
        assert advice["next_steps"] and json.dumps(advice)

    check()


def test_any_one_answer_may_be_missing(store):
    for person in cases.people("personas.yml"):
        for key in person["profile"]:
            assert advise({k: v for k, v in person["profile"].items() if k != key}, store, DAY)["next_steps"], (person["id"], key)
