"""What may others see: ticked by the person, changed at any time, and followed by every copy that is handed on."""
from __future__ import annotations

import json

import pytest

from knowledge.advice import documents, sharing
from knowledge.advice.side_talks import asked_for
from tests.interview.conftest import DAY, Person
from tests.interview.test_sides import card
from tests.interview.test_two_people import helped, to_the_plan


@pytest.fixture
def planned(store, reader):
    """A cook with a plan, who finds time and money hard."""
    return to_the_plan(Person(store, reader).say("I'm the school cook").say("I have no time off and I cannot pay"))


def copy_of(person: Person) -> str:
    return documents.render(person.answers, person.store, documents.JSON, "share", DAY)[0].decode()


def actions(person: Person) -> list[dict]:
    return card(person)["actions"]


def test_the_card_of_the_plan_names_every_document(planned):
    planned.choose("say:repeat")
    told = [(action.get("type"), action.get("copy"), action.get("id")) for action in actions(planned)]
    assert told == [(None, None, None), (documents.WORD, "share", None), (documents.CALENDAR, None, None), (None, None, "say:side-share")]
    assert all(action["label"] for action in actions(planned)) and {action.get("href", "plan") for action in actions(planned)} == {"plan"}


def test_nothing_is_ticked_until_they_tick_it(planned):
    planned.choose("say:side-share")
    assert {id for id in planned.offered() if id.startswith("side:shown=")} == {f"side:shown={name}" for name in (*sharing.PRIVATE, "none")}
    assert {line["text"] for line in card(planned)["lines"]} == {planned.store.phrase("share-off")}
    planned.choose("side:shown=none")
    assert planned.answers[sharing.TICKED] == [] and "none of that" in planned.shown() and planned.open == "after_plan"


def test_what_they_tick_crosses_and_what_they_untick_does_not(planned):
    hard = planned.store.phrase("plan-barriers")
    before = copy_of(planned)
    planned.choose("say:side-share").choose("side:shown=barriers")
    page = documents.render(planned.answers, planned.store, documents.HTML, "share", DAY)[0].decode()
    assert planned.answers[sharing.TICKED] == ["barriers"] and hard in page and json.loads(copy_of(planned))["barriers"]
    planned.choose("say:side-share")
    assert [line["text"] for line in card(planned)["lines"]].count(planned.store.phrase("share-on")) == 1
    planned.choose("side:shown=none")
    assert copy_of(planned) == before and not json.loads(before)["barriers"]


def test_left_out_it_stays_as_it_was(planned):
    planned.choose("say:side-share").choose("side:shown=barriers", "side:shown=family")
    planned.choose("say:side-share").choose("say:skip")
    assert planned.answers[sharing.TICKED] == ["barriers", "family"]


def test_at_its_end_stands_the_copy_in_every_form_with_its_sheets(planned):
    planned.choose("change:agreed").choose("agreed:not-yet")
    planned.choose("say:side-share").choose("side:shown=none")
    copies = [action.get("copy") for action in actions(planned)]
    assert copies == ["share", "share", "talk", "request", None] and actions(planned)[-1]["id"] == "say:side-share"
    assert documents.render(planned.answers, planned.store, documents.HTML, "talk", DAY)[0]


def test_a_choice_that_stays_private_is_said_to_them_alone(planned):
    planned.answers["picked"] = ["functional-skills-l2"]
    planned.choose("say:side-share").choose("side:shown=none")
    assert planned.store.phrase("copy-no-choice").lower() in planned.shown() and [a.get("copy") for a in actions(planned)] == ["share", "share", None]


def test_said_in_words(planned):
    planned.say("what will my manager see?").say("my hopes and my certificates")
    assert set(planned.answers[sharing.TICKED]) == {"aim", "english_maths"}


@pytest.mark.parametrize("text", ["what can my boss see", "share my plan", "i want to show my plan to my manager", "what will others see"])
def test_how_people_ask_for_it(store, text):
    assert asked_for(text, store) == "share"


@pytest.mark.parametrize("text", ["show my plan", "can i see my plan", "i want to share what i learned", "my manager sees me every week"])
def test_what_asks_for_something_else(store, text):
    assert asked_for(text, store) != "share"


def test_before_there_is_a_plan_it_says_so(person):
    person.say("I'm a teaching assistant").say("what will my manager see?")
    assert "no plan to share yet" in person.shown() and person.open == "duties" and "side" not in person.answers


def test_a_helper_is_told_to_ask_the_member(store, reader):
    person = to_the_plan(helped(store, reader)).choose("say:side-share")
    assert "ask the member" in person.shown()
    person.choose("side:shown=barriers")
    assert person.answers[sharing.TICKED] == ["barriers"] and "you" not in str(actions(person)).lower()


def test_what_is_kept_by_another_name_is_no_tick():
    assert sharing.ticked({"shared": ["health", "everything", 7]}) == ("health",) and sharing.ticked({"shared": "health"}) == ()
