"""Where people ask about levels, certificates and ways on, the talk draws them."""
from __future__ import annotations

import json

import pytest

from bot import terminal
from tests.interview.conftest import Person


def drawings(person: Person) -> list[dict]:
    return [message["card"]["drawing"] for message in person.last.messages if "drawing" in (message.get("card") or {})]


@pytest.mark.parametrize("asked, title", [
    ("what do the levels mean?", "drawing-ladder-plain"),
    ("what is my nvq level 3 worth?", "drawing-ladder-asked"),
    ("what can I become?", "drawing-moves"),
])
def test_it_is_drawn(store, reader, asked, title):
    person = Person(store, reader).choose("for:self").say("I'm a school cook").say(asked)
    assert [one["title"] for one in drawings(person)] == [store.phrase(title)]


def test_the_same_question_on_the_same_day_is_drawn_the_same(store, reader):
    told = [drawings(Person(store, reader).choose("for:self").say("I'm a school cook").say("what can I become?")) for _ in range(2)]
    assert json.dumps(told[0]) == json.dumps(told[1])


def test_a_terminal_prints_the_words(store, reader, capsys):
    person = Person(store, reader).choose("for:self").say("I'm a school cook").say("what can I become?")
    terminal.show({"messages": person.last.messages})
    printed = " ".join(capsys.readouterr().out.split())
    assert all(line in printed for line in drawings(person)[0]["words"]) and "viewBox" not in printed
