"""A reply of the action server is saved only if it is one: a broken one would break the history for good."""
from __future__ import annotations

import pytest

from bot.reply_shape import fault

GOOD = {"messages": [{"text": "Hello", "choices": [{"id": "a:b", "label": "B"}]}], "step": 1, "done": 0, "of": 9, "effects": ["code"], "build": "b"}
CARD = {
    "kind": "plan", "title": "Plan", "actions": [{"label": "Open it", "href": "plan"}, {"label": "Go on", "id": "say:on"}],
    "lines": ["a line", {"label": "Costs", "options": [{"id": "c:d", "label": "D"}], "action": {"id": "change:duties", "label": "Change"}}],
}


@pytest.mark.parametrize("reply", [GOOD, {"messages": [{"card": CARD}]}, {"messages": [{"text": "Hello", "multi": True}], "build": None}])
def test_a_good_reply_has_no_fault(reply):
    assert fault(reply) is None


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"messages": []}, "messages"), ({"messages": "zanzibar"}, "messages"), ({"messages": ["zanzibar"]}, "message"),
        ({"messages": [{"text": 5}]}, "text"), ({"messages": [{"choices": "zanzibar"}]}, "choices"),
        ({"messages": [{"choices": [{"id": "zanzibar"}]}]}, "choices"), ({"messages": [{"choices": [{"id": 7, "label": "x"}]}]}, "choices"),
        ({"messages": [{"card": "zanzibar"}]}, "card"), ({"messages": [{"card": {**CARD, "lines": [5]}}]}, "card"),
        ({"messages": [{"card": {**CARD, "actions": [{"id": "x"}]}}]}, "card"), ({"messages": [{"card": {**CARD, "actions": "zanzibar"}}]}, "card"),
        ({"messages": [{"card": {"lines": [{"options": [{}]}]}}]}, "card"), ({"messages": [{"card": {"lines": [{"action": "zanzibar"}]}}]}, "card"),
        ({"step": "zanzibar"}, "progress"), ({"done": -1}, "progress"), ({"effects": [5]}, "effects"), ({"effects": None}, "effects"), ({"build": 5}, "build"),
    ],
)
def test_a_fault_is_named_by_its_part_without_what_was_said(change, part):
    assert fault({**GOOD, **change}) == part


@pytest.mark.parametrize("reply", [None, "zanzibar", [], 5])
def test_what_is_no_reply_at_all(reply):
    assert fault(reply) == "reply"
