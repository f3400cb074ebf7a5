"""Feedback over HTTP: kept once for a plan, without personal details, for those who may read it; and gone with the plan."""
from __future__ import annotations

import json
import logging
import sqlite3

import pytest
import requests

from bot import inbox_links, settings
from bot.channel import tokens
from bot.client import CHANNEL, Client, Refused
from tests.channel.conftest import SECRET
from tests.channel.test_errors import assert_error
from tests.channel.test_inbox import here, people, put, someone, talking, tables, written  # noqa: F401
from tests.places import BROOK, MILL

WORDS = "It found me the zanzibar course."


@pytest.fixture
def said(app):
    """What is kept, newest first: (school, helped, words)."""
    return lambda school=None: [(one.school, one.helped, one.words) for one in app.ctx.conversations.people.feedback.given(school)]


def send(client: Client, body) -> requests.Response:
    return requests.post(f"{client.base_url}{CHANNEL}/feedback", json=body, headers={"Authorization": f"Bearer {client.token}"})


@pytest.mark.parametrize(("helped", "line", "thanks"), [(True, None, "glad that it helped"), (False, WORDS, "sorry that it did not help"), (True, "", "glad"), (True, "   ", "glad")])
def test_it_is_kept_and_thanked_for(talk, said, helped, line, thanks):
    answer = send(talk, {"id": "f1", "helped": helped, **({"words": line} if line is not None else {})})
    assert answer.status_code == 200 and set(answer.json()) == {"messages"} and thanks in answer.json()["messages"][-1]["text"]
    assert said() == [(None, helped, line if line == WORDS else None)] and answer.headers["Cache-Control"] == "no-store"


def test_a_later_one_takes_its_place(talk, said):
    talk.feedback(True, WORDS)
    talk.feedback(False)
    assert said() == [(None, False, None)]


def test_each_plan_has_its_own_and_a_school_sees_its_own_alone(someone, app, people, said):  # noqa: F811
    someone.feedback(True, WORDS)
    for school in (BROOK, None):
        other = Client(app.ctx.address)
        other.start(school)
        other.feedback(False, "I was lost")
    assert said(MILL) == [(MILL, True, WORDS)] and said(BROOK) == [(BROOK, False, "I was lost")] and len(said()) == 3


def test_personal_details_are_taken_out_first_and_it_says_so(someone, people, people_path, said, caplog):  # noqa: F811
    with caplog.at_level(logging.DEBUG):
        reply = someone.feedback(True, "ring 07700 900123 or zed@mail.example, it was good")
    assert "took personal details" in reply["messages"][0]["text"] and "it was good" in said()[0][2]
    for piece in ("900123", "zed@mail"):
        assert piece.encode() not in written(people_path) and piece not in caplog.text


@pytest.mark.parametrize("line", ["my partner hits me and I am scared to go home", "I want to end my life"])
def test_a_worry_is_answered_and_nothing_is_kept(someone, people, people_path, said, line):  # noqa: F811
    reply = someone.feedback(False, line)
    assert "999" in str(reply) and "for telling us" not in str(reply) and said() == []
    assert line.encode() not in written(people_path)


def test_what_may_be_a_worry_is_met_gently_and_its_words_are_not_kept(talk, said):
    reply = talk.feedback(False, "I came limping home")
    assert reply["messages"][0]["choices"] and said() == [(None, False, None)]


def test_forgotten_with_the_rest_and_then_not_taken_any_more(someone, people, people_path, said):  # noqa: F811
    someone.feedback(True, WORDS)
    someone.forget()
    assert said() == [] and b"zanzibar" not in written(people_path)
    with pytest.raises(Refused) as refused:
        someone.feedback(True, WORDS)
    assert refused.value.code == "forgotten" and said() == []


def test_it_stands_in_no_other_table(someone, people, people_path):  # noqa: F811
    someone.feedback(True, WORDS)
    assert [name for name, text in tables(people_path).items() if "zanzibar" in text] == ["feedback"]
    assert "zanzibar" not in str(someone.history())


@pytest.mark.parametrize("body", [
    {}, [], None, {"id": "f1"}, {"helped": True}, {"id": "f1", "helped": "yes"}, {"id": "f1", "helped": 1}, {"id": "", "helped": True}, {"id": 4, "helped": True},
    {"id": "f1", "helped": True, "words": 5}, {"id": "f1", "helped": True, "words": ["x"]}, {"id": "f1", "helped": None}, {"id": "/x", "helped": True},
])
def test_anything_else_is_refused(talk, said, body):
    assert_error(send(talk, body), 400, "bad-request")
    assert said() == []


def test_too_many_words_are_refused_with_how_many_there_may_be(talk, said):
    answer = send(talk, {"id": "f1", "helped": True, "words": "x" * (settings.FEEDBACK_CHARACTERS + 1)})
    assert_error(answer, 413, "feedback-long")
    assert "280" in answer.json()["error"]["message"] and said() == []
    assert send(talk, {"id": "f1", "helped": True, "words": "y" * settings.FEEDBACK_CHARACTERS}).status_code == 200


@pytest.mark.parametrize("line", ["<script>alert(1)</script>", "javascript:alert(1)", "x' or '1'='1", "\u202eabc", "a\u0000b", "\ud800 half"])
def test_odd_words_are_words(app, someone, people, said, line):  # noqa: F811
    requests.post(f"{app.ctx.address}{CHANNEL}/feedback", data=json.dumps({"id": "f1", "helped": True, "words": line}), headers={"Authorization": f"Bearer {someone.token}", "Content-Type": "application/json"})
    assert len(said()) == 1
    page = requests.get(app.ctx.address + inbox_links.write(SECRET, MILL, 1)).text
    assert "Yes, said 1 of 1." in page and "<script" not in page


def test_nobody_says_it_without_a_token_or_for_a_plan_that_went_on_elsewhere(talk):
    stranger = Client(talk.base_url)
    with pytest.raises(Refused) as refused:
        stranger.feedback(True)
    assert refused.value.status == 401
    talk.token = tokens.write(SECRET, tokens.Token(tokens.read(SECRET, talk.token).plan, "another-talk"))
    with pytest.raises(Refused) as refused:
        talk.feedback(True)
    assert refused.value.code == "moved"


def test_a_busy_database_is_said_and_it_can_be_sent_again(talk, people_path, said):
    lock = sqlite3.connect(people_path, isolation_level=None)
    lock.execute("begin immediate")
    with pytest.raises(Refused) as refused:
        talk.feedback(True)
    lock.execute("rollback")
    assert refused.value.status == 503 and refused.value.retry
    talk.feedback(True)
    assert said() == [(None, True, None)]


def test_the_page_of_the_school_shows_it_and_nothing_of_another(app, someone, people):  # noqa: F811
    someone.feedback(False, "<b>too</b> long")
    other = Client(app.ctx.address)
    other.start(BROOK)
    other.feedback(True, WORDS)
    page = requests.get(app.ctx.address + inbox_links.write(SECRET, MILL, 1)).text
    assert "Yes, said 0 of 1." in page and "&lt;b&gt;too&lt;/b&gt; long" in page and "It did not help them." in page and "zanzibar" not in page
