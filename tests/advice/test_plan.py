"""The plan somebody keeps, and the copy they may hand on: what the second one leaves off."""
from __future__ import annotations

import datetime
import json

import pytest

from knowledge.advice import plan, step_five
from knowledge.advice.documents import day
from tests.advice.people import BOTH_C

DAY = datetime.date(2026, 11, 22)


def answers(**more) -> dict:
    """A midday supervisor who hopes to be a teaching assistant, has no exams, finds time hard and was refused."""
    return {
        "schema": 1, "for": "self", "roles": ["midday-supervisor"], "said": {"roles": {"midday-supervisor": "dinner lady"}},
        "duties": ["lunchtime-care"], "focus": "new role", "aspiration": {"role": "teaching-assistant"},
        "need": {"kind": "recognition", "topics": []}, "intended_change": "I would work in a classroom",
        "qualifications": [], "constraints": {"release": "none", "cost": "none"},
        "asked": ["role", "duties", "aim", "need", "qualifications", "constraints"],
        "picked": ["functional-skills-l2", "intro-working-in-schools", "volunteering-in-class", "coaching"],
        "practicalities": {"pr01": "todo", "pr02": "sorted", "pr07": "todo"}, "agreed": {"manager": "no"},
        "evaluation": {"words": "I get a job in class", "measures": []}, "review": {"months": 3}, **more,
    }


def titles(made: dict) -> str:
    return " ".join(option["title"] for option in made["options"])


def everything(made: dict) -> str:
    """All words of a plan but the addresses and titles of its sources."""
    return json.dumps({key: value for key, value in made.items() if key != "sources"}, ensure_ascii=False).lower()


@pytest.fixture(scope="module")
def mine(store):
    return plan.build(answers(), store, DAY)


@pytest.fixture(scope="module")
def share(store):
    return plan.build(answers(), store, DAY, copy=plan.SHARE)


class TestMine:
    def test_it_holds_what_they_chose_with_reasons_and_sources(self, mine):
        assert [option["id"] for option in mine["options"]] == ["functional-skills-l2", "intro-working-in-schools", "volunteering-in-class", "coaching"]
        for option in mine["options"]:
            assert option["sources"] and all(source["checked"] for source in option["sources"])
        assert all(option["reasons"] for option in mine["options"][:3])

    def test_it_holds_the_need_in_their_words(self, mine):
        text = everything(mine)
        for part in ("dinner lady", "i would work in a classroom", "teaching assistant", "i get a job in class"):
            assert part in text

    def test_it_says_who_does_what_by_when(self, mine):
        assert mine["next_steps"]
        for step in mine["next_steps"]:
            assert step["who"] and datetime.date.fromisoformat(step["when"]) > DAY

    def test_what_is_still_to_do_becomes_a_step_with_an_owner(self, store, mine):
        point = store.get("practicalities", "pr01")
        assert point.todo in [step["what"] for step in mine["next_steps"]]
        assert {row["title"] for row in mine["practicalities"]} == {point.title, *(store.get("practicalities", id).title for id in ("pr02", "pr07"))}

    def test_what_makes_it_hard_gets_its_smallest_step(self, store, mine):
        remedies = {barrier.remedy for barrier in store.all("barriers")}
        assert remedies & {step["what"] for step in mine["next_steps"]}

    def test_a_refusal_is_met_with_what_to_do(self, mine):
        assert "in writing" in mine["agreed"] and "union learning rep" in mine["agreed"] and mine["request"] is None

    def test_it_is_looked_at_after_six_weeks_and_on_the_day_they_chose(self, mine):
        assert [review["when"] for review in mine["reviews"]] == ["2027-01-03", "2027-02-22"]

    def test_it_shows_the_way(self, mine):
        assert mine["pathway"][0]["to"]["id"] == "teaching-assistant"


class TestShared:
    def test_english_and_maths_are_left_off(self, share):
        text = everything(share)
        assert "functional skills" not in text and "maths" not in text and "english" not in text and "certificates" not in text

    def test_hopes_elsewhere_are_left_off(self, share):
        text = everything(share)
        for part in ("teaching assistant", "classroom", "introduction to working in schools", "job in class", "hope to do"):
            assert part not in text
        assert share["pathway"] == []

    def test_a_refused_request_is_left_off(self, share):
        assert share["agreed"] is None and "refus" not in everything(share) and "said no" not in everything(share)

    def test_what_makes_it_hard_is_left_off(self, store, share):
        text = everything(share)
        assert not any(barrier.remedy.lower() in text for barrier in store.all("barriers"))

    def test_confidence_is_left_off(self, store):
        worried = answers(
            need={"kind": "confidence", "topics": []}, intended_change="I stop being scared of meetings", focus="current", aspiration={},
            picked=["unison-college", "coaching"], evaluation={"words": "I am less scared", "measures": []},
        )
        text = everything(plan.build(worried, store, DAY, copy=plan.SHARE))
        assert "confiden" not in text and "scared" not in text and "coaching" in text
        assert "scared" in everything(plan.build(worried, store, DAY))

    def test_what_is_no_secret_stays(self, share):
        assert "dinner lady" in everything(share) and titles(share) == "Coaching" and share["practicalities"] and share["reviews"]

    @pytest.mark.parametrize(
        "name, shown", [("english_maths", "functional skills"), ("aim", "teaching assistant"), ("refused", "manager said no")]
    )
    def test_each_can_be_turned_on_by_itself(self, store, name, shown):
        made = everything(plan.build(answers(), store, DAY, copy=plan.SHARE, show=(name,)))
        assert shown in made
        others = {"english_maths": "functional skills", "aim": "teaching assistant", "refused": "manager said no"}
        assert not any(words in made for other, words in others.items() if other != name)

    def test_an_entry_rule_about_maths_does_not_tell_on_them(self, store):
        weak = answers(
            roles=["teaching-assistant"], said={}, duties=["whole-class"], focus="current", aspiration={}, qualifications=None,
            english_level=2, maths_level=0, picked=["hlta-status"],
        )
        made = plan.build(weak, store, DAY, copy=plan.SHARE)
        assert titles(made) == "Higher level teaching assistant status" and "maths" not in everything(made)
        assert "maths" in everything(plan.build(weak, store, DAY))


class TestRequest:
    def test_it_is_in_their_own_words_where_nothing_is_agreed_yet(self, store):
        staying = answers(
            focus="current", aspiration={}, intended_change="Lunch would be calmer.", picked=["midday-laca-standard"], agreed={"manager": "not yet"},
            qualifications=BOTH_C,
        )
        for copy in (plan.MINE, plan.SHARE):
            request = plan.build(staying, store, DAY, copy=copy)["request"]
            assert "Lunch would be calmer." in request and "LACA" in request and "  " not in request

    def test_none_where_nothing_was_picked(self, store):
        assert plan.build(answers(picked=[], agreed={}), store, DAY)["request"] is None


def test_with_nothing_picked_it_says_where_to_start(store):
    made = plan.build(answers(picked=[]), store, DAY)
    assert made["options"] == [] and made["verdict"] and made["next_steps"] and made["practicalities"] == []


def test_it_can_be_made_of_almost_nothing(store):
    made = plan.build({"schema": 1}, store, DAY)
    assert made["options"] == [] and made["next_steps"] and made["about"] == []


@pytest.mark.parametrize(
    "start, months, expected",
    [("2026-11-22", 3, "2027-02-22"), ("2026-12-31", 2, "2027-02-28"), ("2026-01-31", 12, "2027-01-28"), ("2026-06-15", 6, "2026-12-15")],
)
def test_months_on(start, months, expected):
    assert step_five.in_months(datetime.date.fromisoformat(start), months) == expected


def test_a_date_as_people_write_it():
    assert day("2027-01-03") == "3 January 2027"
