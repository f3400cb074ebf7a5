"""Conversations that an earlier version saved (`tests/data/people_of_an_earlier_version.json`) go on with this one.

The file was written by a running guide of 22 November 2026, before people could begin at any step. It is never made again:
it stands for what is in the databases of schools.
"""
from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.channel import tokens
from bot.client import Client
from knowledge import codes

SAVED = Path(__file__).resolve().parents[1] / "data" / "people_of_an_earlier_version.json"
_AS_JSON = ("answers", "asked", "offered", "reply")


@pytest.fixture(scope="module")
def saved(guide) -> list[dict]:
    """The saved plans, put into the database of the running guide under its own key; the columns are those of then."""
    kept, secret = json.loads(SAVED.read_text(encoding="utf-8")), (guide.var / "secret").read_bytes()
    for plan in kept["plans"]:
        plan["code_hash"] = codes.digest(secret, codes.code(secret, plan["code_seed"])) if plan["code_seed"] else None
    # The first conversation makes the tables.
    guide.client().start()
    with sqlite3.connect(guide.var / "people.db") as connection:
        for table, rows in kept.items():
            for row in rows:
                values = {name: json.dumps(value) if name in _AS_JSON else value for name, value in row.items()}
                places = ", ".join("?" * len(values))
                connection.execute(f"insert into {table} ({', '.join(values)}) values ({places})", list(values.values()))
    return kept["plans"]


def carried_on(guide, plan) -> Client:
    """The widget that still has its token."""
    client = guide.client()
    client.token = tokens.write((guide.var / "secret").read_bytes(), tokens.Token(plan["id"], plan["conversation"]))
    return client


def choices(reply) -> list[str]:
    return [choice["id"] for message in reply["messages"] for choice in message.get("choices", [])]


def cards(reply) -> list[str]:
    return [message["card"]["kind"] for message in reply["messages"] if message.get("card")]


def test_one_in_the_middle_goes_on_where_it_stood(guide, saved):
    client = carried_on(guide, saved[0])
    last = client.history()["messages"][-1]
    assert "need:recognition" in [choice["id"] for choice in last["choices"]]
    client.choose("need:recognition")
    client.choose("basics:english")
    client.choose("constraints:nothing")
    reply = client.choose("check:yes")
    assert "recommendation" in cards(reply) and "pick:functional-skills-l2" in choices(reply)


def test_what_was_said_before_is_still_there(guide, saved):
    said = [message["text"] for message in carried_on(guide, saved[0]).history()["messages"] if message["from"] == "you"]
    assert any("dinner lady" in text for text in said)


def test_one_that_was_stopped_is_carried_on_with_its_code_and_ends_in_a_plan(guide, saved):
    secret = (guide.var / "secret").read_bytes()
    client = guide.client()
    reply = client.resume(codes.code(secret, saved[1]["code_seed"]))
    assert "check:yes" in choices(reply)
    assert "pick:functional-skills-l2" in choices(client.choose("check:yes"))
    client.choose("pick:functional-skills-l2")
    page = client.plan().text
    assert "Functional Skills" in page and "dinner lady" in page.lower()


def test_an_earlier_answer_can_be_changed(guide, saved):
    client = carried_on(guide, saved[0])
    reply = client.say("show my answers")
    assert "answers" in cards(reply)
    assert client.choose("change:role")["messages"]
