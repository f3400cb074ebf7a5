"""The guard runs actions as Rasa does, and marks the turn when one fails."""
import asyncio

import pytest
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError

from bot.patches import action_guard
from bot.turn import Turn, current
from knowledge.people import Plan

REPLY = {
    "events": [{"event": "slot", "timestamp": None, "name": "answers", "value": {"roles": ["cook"]}}],
    "responses": [{"text": None, "custom": {"messages": [{"text": "Hello"}]}}],
}


class Endpoint:
    """An action server that answers what the test says."""

    url = "http://127.0.0.1:1/webhook"
    kwargs: dict = {}

    def __init__(self, answer):
        self.answer, self.asked = answer, 0

    async def request(self, **_request):
        self.asked += 1
        if isinstance(self.answer, BaseException):
            raise self.answer
        if callable(self.answer):
            return await self.answer()
        return self.answer


def run(run_action, endpoint, turn=None):
    async def go():
        mark = current.set(turn)
        try:
            tracker = DialogueStateTracker("one", slots=[])
            channel, nlg = CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({})
            return await run_action(RemoteAction("validate_guide_form", endpoint), channel, nlg, tracker, Domain.empty())
        finally:
            current.reset(mark)

    return asyncio.run(go())


@pytest.fixture
def turn():
    return Turn(None, Plan("plan", "conversation"), "conversation", "m1", "zanzibar")


def test_a_good_action_runs_as_rasa_runs_it(turn):
    guarded = run(action_guard.guarded, Endpoint(REPLY), turn)
    own = run(action_guard._run, Endpoint(REPLY))
    assert [event.type_name for event in guarded] == ["bot", "slot"]
    assert guarded[0].data == own[0].data and guarded[1] == own[1]
    assert turn.failed is None


def test_a_rejection_is_passed_on_as_rasa_passes_it_on(turn):
    rejection = ClientResponseError(400, "rejected", '{"action_name": "validate_guide_form", "error": "no"}')
    for run_action in (action_guard.guarded, action_guard._run):
        with pytest.raises(ActionExecutionRejection):
            run(run_action, Endpoint(rejection), turn)
    assert turn.failed is None


@pytest.mark.parametrize(
    "answer",
    [
        ClientResponseError(500, "zanzibar", "zanzibar"),
        ConnectionRefusedError("zanzibar"),
        {"events": {}, "responses": "zanzibar"},
        {"events": [{"event": "no such event"}]},
        None,
    ],
)
def test_a_failed_action_marks_the_turn_and_says_no_words_of_the_person(turn, answer):
    with pytest.raises(RasaException) as caught:
        run(action_guard.guarded, Endpoint(answer), turn)
    assert turn.failed.startswith("action validate_guide_form: ")
    assert "zanzibar" not in str(caught.value) and caught.value.__suppress_context__


def test_after_a_failure_no_further_action_of_the_turn_runs(turn):
    turn.fail("action down")
    endpoint = Endpoint(REPLY)
    with pytest.raises(RasaException):
        run(action_guard.guarded, endpoint, turn)
    assert endpoint.asked == 0


def test_an_action_that_hangs_is_a_failure(turn, monkeypatch):
    monkeypatch.setattr(action_guard, "SECONDS", 0.05)
    with pytest.raises(RasaException):
        run(action_guard.guarded, Endpoint(lambda: asyncio.sleep(60)), turn)
    assert turn.failed == "action validate_guide_form: TimeoutError"


def test_it_is_what_rasa_runs():
    action_guard.install()
    assert RemoteAction.run is action_guard.guarded
