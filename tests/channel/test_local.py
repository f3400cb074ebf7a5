"""A school's own people in the care answer, over HTTP; and a school that the server does not know."""
from __future__ import annotations

import datetime
import logging

import pytest

from bot.channel import Parts
from bot.channel.conversations import Conversations
from bot.client import Client
from knowledge import care
from knowledge.people import People
from tests.channel.conftest import SECRET, page, render
from tests.channel.conftest import receive as understood
from tests.places import SCHOOL, at_places

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def school(app, agent, store, people_path) -> Client:
    """The channel with the real care answers and the local files of the tests."""
    app.ctx.agent = agent
    people = People(f"sqlite:///{people_path}", SECRET)
    app.ctx.conversations = Conversations(Parts(at_places(store), people, SECRET, understood, care.messages, render, page))
    yield Client(app.ctx.address)
    people.close()


def lines(reply: dict) -> list[str]:
    return next(message["card"]["lines"] for message in reply["messages"] if message.get("card"))


def test_a_worry_about_a_child_is_answered_with_the_schools_own_people_first(school):
    school.start(SCHOOL)
    reply = school.say("somebody is hurting a child")
    own = lines(reply)[:3]
    assert own[0] == (
        "At Hill Primary School: Sam Reed, deputy head (safeguarding lead). 01632 960001, office by the hall. "
        "Monday to Friday, 8 to 4, in term. (Checked 2 November 2026.)"
    )
    assert "Ali Khan, head (stands in for the safeguarding lead). 01632 960002" in own[1] and own[2].startswith("At Anyshire Council: Children's social care. 01632 960020.")
    national = Client(school.base_url)
    national.start()
    assert lines(reply)[3:] == lines(national.say("somebody is hurting a child"))


def test_it_says_where_that_comes_from_and_never_that_somebody_was_told(school):
    school.start(SCHOOL)
    reply = school.say("somebody is hurting a child")
    sources = next(message["card"]["sources"] for message in reply["messages"] if message.get("card"))
    assert sources[0] == {"id": "local-hill-school", "title": "Hill Primary School: the safeguarding poster", "url": None, "checked": "2026-11-02"}
    assert not any(claim in str(reply).lower() for claim in ("i have told", "we have told", "has been told", "i will tell"))


@pytest.mark.parametrize("worry, own", [("child", True), ("colleague", True), ("self", False), ("danger", False)])
def test_what_is_said_of_oneself_is_not_answered_with_people_at_work(store, worry, own):
    card = care.card(worry, at_places(store), today=DAY, school=SCHOOL)
    assert ("Hill Primary School" in str(card)) == own and any("999" in line for line in card["lines"])


def test_a_place_that_names_nobody_changes_nothing_and_one_that_does_only_adds(store):
    here, plain = at_places(store), care.card("child", store, DAY)
    assert care.card("child", here, DAY, school="anyshire-unison") == plain
    assert care.card("child", here, DAY, school="anyshire")["lines"][1:] == plain["lines"]


def test_a_school_that_the_server_does_not_know_is_no_error_and_warned_of_once(school, caplog):
    with caplog.at_level(logging.WARNING):
        for name in ("no-such-school", "no-such-school", "another-one"):
            assert school.start(name)["messages"]
            assert "At " not in str(lines(school.say("somebody is hurting a child"))[0])
    warned = [record.getMessage() for record in caplog.records if "local/" in record.getMessage()]
    assert len(warned) == 1 and "such" not in warned[0]


def test_a_school_that_the_server_knows_is_no_cause_for_a_warning(school, caplog):
    with caplog.at_level(logging.WARNING):
        school.start(SCHOOL)
        school.start()
    assert not [record for record in caplog.records if "local/" in record.getMessage()]
