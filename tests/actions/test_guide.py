"""The action: one turn, one message, two slots."""
from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import guide

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def action(store, monkeypatch):
    monkeypatch.setattr(guide, "store", lambda: store)
    return guide.Guide()


def tracker(message: dict, answers=None, question=None) -> Tracker:
    """A tracker built by hand: its slots and its latest message."""
    slots = {"answers": answers, "requested_slot": question}
    return Tracker("someone", slots, message, [], False, None, {"name": "guide_form"}, "action_listen")


def run(action, tracker):
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, tracker, {"forms": {"guide_form": {"required_slots": []}}, "slots": {}}))
    return dispatcher.messages, {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def test_it_opens_with_one_message_and_the_first_question(action):
    messages, slots = run(action, tracker({"intent": {"name": "start_guide"}}))
    assert len(messages) == 1
    assert {"messages", "step", "done", "of", "effects", "build"} == set(messages[0]["custom"])
    assert slots["requested_slot"] == "for"


def test_a_choice_becomes_an_answer(action):
    _, opened = run(action, tracker({"intent": {"name": "start_guide"}}))
    message = {"text": "School cook", "intent": {"name": "choice", "confidence": 1.0}, "choices": ["role:school-cook"]}
    _, slots = run(action, tracker(message, opened["answers"], "role"))
    assert slots["answers"]["roles"] == ["school-cook"]


def test_it_never_rejects_what_it_did_not_understand(action):
    _, opened = run(action, tracker({"intent": {"name": "start_guide"}}))
    _, slots = run(action, tracker({"text": "???", "intent": {"name": "nlu_fallback", "confidence": 0.3}}, opened["answers"], "for"))
    assert slots["requested_slot"] == "for"


LOADED = "sys.exit(', '.join(m for m in ('rasa', 'spacy', 'onnxruntime', 'tensorflow', 'sklearn') if m in sys.modules) or 0)"


def test_the_action_server_loads_none_of_the_parts_that_read_messages():
    """They take 300 MiB and five seconds of the start, and only the server needs them."""
    done = subprocess.run([sys.executable, "-c", f"import sys, actions.guide; {LOADED}"], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-300:]


def test_nor_does_it_when_a_small_help_ends_in_its_card(knowledge_db):
    """The page of things to read needs the search; it is made by the channel, which has it, and the card without it."""
    code = f"""
import datetime, pathlib, sys
from actions.guide import interview
from knowledge.store import Store
store, day = Store.open(pathlib.Path({str(knowledge_db)!r})), datetime.date(2026, 11, 22)
def turn(last, **message):
    return interview.turn(last and last.answers, last and last.next, {{"text": "", "intent": {{"name": "choice", "confidence": 1.0}}, **message}}, store, day)
last = turn(turn(turn(None), choices=["role:school-cook"]), choices=["say:side-help-reading"])
last = turn(last, text="which allergies must be on the menu", intent={{"name": "none", "confidence": 0.9}})
assert any((message.get("card") or {{}}).get("id") == "reading" for message in last.messages), last.messages
{LOADED}
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-300:]
