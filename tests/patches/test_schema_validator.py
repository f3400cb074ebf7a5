"""The kept validator agrees with Rasa's own on every reply, good or bad."""
import importlib.util

import pytest
from jsonschema import ValidationError
from rasa.core.actions import action
from rasa.core.actions.action import RemoteAction

from bot.patches import schema_validator

SLOT = {"event": "slot", "timestamp": None, "name": "answers", "value": {"roles": ["cook"]}}
GOOD = [
    {},
    {"events": [], "responses": []},
    {"events": [SLOT], "responses": [{"text": None, "custom": {"messages": [{"text": "Hello"}]}}]},
    {"events": [{"event": "followup", "name": "guide_form"}], "responses": [{"text": "Hello"}]},
    {"events": [{"event": "active_loop", "name": None}, SLOT], "responses": []},
    {"events": [{"event": "user", "text": "hello", "parse_data": {"intent": {"name": "greet", "confidence": 1.0}, "entities": [], "text": "hello"}}]},
    {"something": "else"},
]
BAD = [
    [],
    None,
    "text",
    {"events": {}},
    {"events": [{"name": "answers"}]},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": "no such event"}]},
    {"events": [SLOT, {"event": "slot", "name": 3}]},
    {"events": [{"event": "user", "text": 5}]},
    {"responses": "hello"},
    {"responses": ["hello"]},
    {"events": [SLOT], "responses": [None]},
]


@pytest.fixture(scope="module")
def rasas_own():
    # A second copy of the module: in the first one the patch may be in place already.
    spec = importlib.util.spec_from_file_location("rasas_own_action", action.__file__)
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy.RemoteAction._validate_action_result


def outcome(validate, reply):
    try:
        return validate(RemoteAction("validate_guide_form", None), reply)
    except ValidationError as error:
        return (error.message, list(error.absolute_path), error.validator, error.instance)


@pytest.mark.parametrize("reply", GOOD)
def test_a_good_reply_is_taken_as_rasa_takes_it(rasas_own, reply):
    assert outcome(schema_validator.validate, reply) is True
    assert outcome(rasas_own, reply) is True


@pytest.mark.parametrize("reply", BAD)
def test_a_bad_reply_is_refused_as_rasa_refuses_it(rasas_own, reply):
    refused = outcome(schema_validator.validate, reply)
    assert refused is not True
    assert refused == outcome(rasas_own, reply)


def test_a_refusal_does_not_change_the_next_one():
    first, second = (outcome(schema_validator.validate, {"events": {}}) for _ in range(2))
    assert first == second


def test_it_is_what_rasa_runs():
    schema_validator.install()
    assert RemoteAction._validate_action_result is schema_validator.validate
