"""The tracker store: what is made from the plan stands where Rasa's own events would have led."""
import asyncio
from dataclasses import replace

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker import PlanTrackerStore, rebuilt
from bot.turn import CHANGED, Turn, current
from knowledge.people import People, Plan

SECRET = b"a secret of this test"
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [start_guide, choice, resume, answer]
slots:
  answers: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms: {guide_form: {required_slots: []}}
actions: [validate_guide_form]
session_config: {session_expiration_time: 0, carry_over_slots_to_new_session: true}
"""
)
NEW = Plan(id="plan", conversation="conversation")


@pytest.fixture
def people(tmp_path):
    people = People(f"sqlite:///{tmp_path}/people.db", SECRET)
    yield people
    people.close()


@pytest.fixture
def rasas_own(tmp_path):
    """Rasa's SQL tracker store over the same database."""
    return SQLTrackerStore(DOMAIN, dialect="sqlite", db=f"{tmp_path}/people.db")


def reply(number, effects=()):
    choices = [{"id": f"q{number}:a", "label": f"A{number}"}]
    return {"messages": [{"text": f"Question {number}?", "choices": choices}], "step": 1, "done": number, "of": 9, "effects": list(effects)}


def opening(number):
    return [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
        UserUttered("start_guide", {"name": "start_guide", "confidence": 1.0}),
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("guide_form"),
        ActiveLoop("guide_form"),
        *answered(number),
    ]


def said(number):
    return [
        UserUttered("I am a cook", {"name": "answer", "confidence": 0.9}),
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("guide_form"),
        *answered(number),
    ]


def answered(number, effects=()):
    return [
        BotUttered(data={"custom": reply(number, effects)}),
        SlotSet("answers", {"number": number}),
        SlotSet(REQUESTED_SLOT, f"q{number}"),
        ActionExecuted("action_listen"),
    ]


def take(people, plan, events, message_id="m1", fail=None, conversation=None) -> Turn:
    """One turn as Rasa takes it: fetch, log, save."""

    async def run():
        store = PlanTrackerStore(DOMAIN)
        turn = Turn(people, plan, conversation or plan.conversation, message_id, "I am a cook")
        mark = current.set(turn)
        tracker = await store.get_or_create_tracker(turn.conversation)
        tracker.update_with_events(events, DOMAIN)
        if fail:
            turn.fail(fail)
        await store.save(tracker)
        current.reset(mark)
        return turn

    return asyncio.run(run())


def left(contact: bool) -> list:
    """The events of a turn that leaves a question."""
    events = answered(2, ["leave"])
    events[1] = SlotSet("answers", {"left": [{"id": "q1", "question": "Who orders the aprons?", "contact": contact}]})
    return [*said(2)[:-len(events)], *events]


def test_a_turn_that_leaves_a_question_puts_it_into_the_inbox(people):
    plan = take(people, Plan(id="plan", conversation="conversation", school="mill-school"), opening(1)).after
    turn = take(people, plan, left(contact=False), "m2")
    assert turn.failed is None and [(one.id, one.school, one.contact) for one in people.inbox.left()] == [("q1", "mill-school", None)]


def test_a_way_to_be_reached_that_this_turn_does_not_have_fails_it(people):
    plan = take(people, Plan(id="plan", conversation="conversation", school="mill-school"), opening(1)).after
    turn = take(people, plan, left(contact=True), "m2")
    assert turn.failed and turn.after is None and people.inbox.left() == [] and people.find("plan") == plan


def standing(tracker) -> dict:
    """Where a conversation stands: all that the next turn depends on."""
    state = tracker.current_state()
    kept = ("sender_id", "slots", "followup_action", "paused", "latest_action_name", "latest_action")
    loop = {key: state["active_loop"].get(key) for key in ("name", "is_interrupted", "rejected")}
    return {**{key: state[key] for key in kept}, "loop": loop}


@pytest.mark.parametrize("turns", [0, 1, 5])
def test_a_tracker_from_the_plan_stands_where_rasas_own_stands(people, turns):
    plan, events = take(people, NEW, opening(0)).after, opening(0)
    for number in range(1, turns + 1):
        plan = take(people, plan, said(number), f"m{number + 1}").after
        events += said(number)
    own = DialogueStateTracker.from_events("conversation", events, DOMAIN.slots)
    assert standing(rebuilt(people.find("plan"), "conversation", DOMAIN)) == standing(own)
    assert own.get_slot("answers") == {"number": turns}


def test_the_log_holds_each_event_once_and_in_order(people, rasas_own):
    plan = take(people, NEW, opening(0)).after
    take(people, plan, said(1), "m2")
    own = asyncio.run(rasas_own.retrieve_full_tracker("conversation"))
    assert [event.type_name for event in own.events] == [event.type_name for event in opening(0) + said(1)]


def test_rasa_can_read_the_log_but_no_words_and_no_answers_are_in_it(people, rasas_own):
    """They stand in the turns and the plan, where a changed answer is gone."""
    plan = take(people, NEW, opening(1)).after
    take(people, plan, said(2), "m2")
    own = asyncio.run(rasas_own.retrieve_full_tracker("conversation"))
    assert [event.type_name for event in own.events] == [event.type_name for event in opening(1) + said(2)]
    assert [event.intent_name for event in own.events if isinstance(event, UserUttered)] == ["start_guide", "answer"]
    logged = str([event.as_dict() for event in own.events])
    assert not any(words in logged for words in ("I am a cook", "Question", "A1", "number"))


def test_of_a_private_turn_no_words_are_kept(people):
    plan = take(people, NEW, opening(0)).after
    turn = take(people, plan, [said(1)[0], *answered(1, ["private"])], "m2")
    stored = people.turn("plan", "m2")
    assert stored.said is None and stored.reply["effects"] == [] and turn.reply["effects"] == ["private"]


def test_a_tracker_is_as_short_after_many_turns(people):
    plan = take(people, NEW, opening(0)).after
    short = len(rebuilt(plan, "conversation", DOMAIN).events)
    for number in range(1, 6):
        plan = take(people, plan, said(number), f"m{number + 1}").after
    assert len(rebuilt(plan, "conversation", DOMAIN).events) == short


def test_a_whole_turn_is_saved_with_its_reply(people):
    turn = take(people, NEW, opening(0))
    assert turn.failed is None and turn.reply == reply(0)
    assert people.find("plan") == turn.after
    assert (turn.after.answers, turn.after.open) == ({"number": 0}, "q0")
    assert turn.after.asked == {"messages": reply(0)["messages"], "step": 1, "done": 0, "of": 9}
    assert turn.after.offered == {"labels": {"q0:a": "A0"}, "multi": []}


def test_what_was_offered_before_stays_offered(people):
    plan = take(people, NEW, opening(0)).after
    assert set(take(people, plan, said(1), "m2").after.offered["labels"]) == {"q0:a", "q1:a"}


def broken(events, kind):
    return [event for event in events if not isinstance(event, kind)]


@pytest.mark.parametrize(
    "events",
    [
        broken(opening(0), BotUttered),
        broken(opening(0), ActiveLoop),
        [*opening(0), BotUttered(data={"custom": reply(0)})],
        [*opening(0), ActiveLoop(None)],
        [event for event in opening(0) if not (isinstance(event, SlotSet) and event.key == "answers")],
        [*broken(opening(0), BotUttered), BotUttered("only text")],
        [*broken(opening(0), BotUttered), BotUttered(data={"custom": {"messages": []}})],
    ],
)
def test_a_turn_that_is_not_whole_is_not_saved(people, events):
    turn = take(people, NEW, events)
    assert turn.failed.startswith("BrokenTurn") and turn.reply is None
    assert people.find("plan") is None


def test_a_failed_turn_is_not_saved(people):
    plan = take(people, NEW, opening(0)).after
    turn = take(people, plan, said(1), "m2", fail="action down")
    assert (turn.reply, turn.failed) == (None, "action down")
    assert people.find("plan") == plan


def test_a_turn_that_comes_second_is_not_saved(people):
    plan = take(people, NEW, opening(0)).after
    take(people, plan, said(1), "m2")
    assert take(people, plan, said(2), "m3").failed == CHANGED
    assert people.find("plan").answers == {"number": 1}


def test_a_turn_may_give_the_plan_a_code(people):
    plan = take(people, NEW, opening(0)).after
    turn = take(people, plan, [UserUttered("stop"), ActionExecuted("guide_form"), *answered(0, ["code"])], "m2")
    assert people.find_by_code(people.code(turn.after)) == turn.after


def test_a_turn_that_forgets_leaves_nothing(people, rasas_own):
    plan = take(people, NEW, opening(0)).after
    turn = take(people, plan, [UserUttered("forget me"), ActionExecuted("guide_form"), *answered(0, ["forget"])], "m2")
    assert turn.reply["messages"] and turn.after is None
    assert people.find("plan") is None and people.turns("plan") == []
    assert asyncio.run(rasas_own.retrieve("conversation")) is None


def test_a_resumed_plan_goes_on_in_its_new_conversation(people, rasas_own):
    plan = take(people, NEW, opening(0)).after
    turn = take(people, plan, said(1), "m2", conversation="elsewhere")
    assert turn.after.conversation == "elsewhere"
    assert people.find("plan") == turn.after
    assert asyncio.run(rasas_own.retrieve("conversation")) is None
    assert rebuilt(turn.after, "elsewhere", DOMAIN).get_slot("answers") == {"number": 1}


def test_outside_a_turn_nothing_is_read_or_saved(people):
    async def run():
        store = PlanTrackerStore(DOMAIN)
        assert await store.retrieve("conversation") is None
        await store.save(rebuilt(replace(NEW, turn=1), "conversation", DOMAIN))
        return await store.keys()

    assert asyncio.run(run()) == []
    assert people.find("plan") is None


def test_a_tracker_that_cannot_be_made_fails_the_turn_and_begins_nothing_anew(people, monkeypatch):
    plan = take(people, NEW, opening(1)).after

    def broken(*_):
        raise KeyError("zanzibar")

    monkeypatch.setattr("bot.tracker.rebuilt", broken)
    turn = take(people, plan, opening(0), "m2")
    assert turn.failed.startswith("KeyError") and "zanzibar" not in turn.failed
    assert turn.after is None and people.find("plan") == plan


def test_whatever_goes_wrong_in_saving_fails_the_turn_and_is_not_raised(people, monkeypatch, caplog):
    plan = take(people, NEW, opening(1)).after

    def broken(*_, **__):
        raise RuntimeError("zanzibar")

    monkeypatch.setattr(people, "save", broken)
    turn = take(people, plan, said(2), "m2")
    assert turn.failed.startswith("RuntimeError") and "zanzibar" not in turn.failed + caplog.text


def test_a_reply_of_the_wrong_shape_is_not_saved(people):
    plan = take(people, NEW, opening(1)).after
    events = said(2)
    events[-4] = BotUttered(data={"custom": {**reply(2), "messages": ["zanzibar"]}})
    turn = take(people, plan, events, "m2")
    assert turn.failed == "BrokenTurn: a reply of the wrong shape: message" and people.find("plan") == plan
