"""The tracker store: makes each turn's tracker from the plan, and saves whole turns only.

A tracker made from the plan is as short at the hundredth turn as at the second, so a turn always
takes the same time: keeping the tracker, as Rasa does, made turn 100 three times as slow. It needs no
state in the process, and it cannot disagree with the plan. The store has no connection of its own:
the turn brings the plan and the door to the database.
"""
from __future__ import annotations

import json
import logging
from dataclasses import replace
from itertools import islice
from typing import Iterable, Iterator, Optional

from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot import patches, reply_shape
from bot.asking import ask
from bot.quiet import trail
from bot.turn import CHANGED, Turn, current
from knowledge.advice.gently import PRIVATE
from knowledge.advice.side_leave import LEAVE, TAKE_BACK, TAKES_BACK
from knowledge.inbox import ToLeave
from knowledge.people import Changed, PeopleError, Plan, Said

FORM = "guide_form"
ANSWERS = "answers"
OPENING = "start_guide"

logger = logging.getLogger(__name__)
patches.install()


class BrokenTurn(Exception):
    """Rasa finished the turn, but what it did is not a whole turn of the guide."""


class PlanTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Named in endpoints.yml. Every turn comes in `bot.turn.current`; outside a turn nothing is kept."""

    def __init__(self, domain=None, event_broker=None, **_endpoint) -> None:
        super().__init__(domain, event_broker)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The tracker of the turn that is going on; None outside a turn."""
        turn = current.get()
        if turn is None:
            return None
        try:
            # For a new plan too: given None, Rasa would make a tracker and save it before the turn is whole.
            tracker = rebuilt(turn.plan, sender_id, self.domain) if turn.plan.turn else self.init_tracker(sender_id)
        except Exception as error:
            # Rasa would begin anew, over the answers of the plan.
            turn.fail(trail(error))
            return None
        turn.known = len(tracker.events)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """The same: a conversation has one session."""
        return await self.retrieve(conversation_id)

    async def keys(self) -> Iterable[str]:
        """None: the conversations are in the plan table."""
        return []

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the turn if it is whole; otherwise marks it as failed and saves nothing. Never raises:
        Rasa would put the tracker into a store of its own that nobody reads."""
        turn = current.get()
        if turn is None:
            logger.error("A tracker was not saved: it was not changed by a turn of the channel.")
            return
        if turn.failed:
            return
        try:
            await _save(turn, tracker, list(islice(tracker.events, turn.known, None)))
        except Changed:
            turn.fail(CHANGED)
        except (PeopleError, BrokenTurn) as error:
            turn.fail(f"{type(error).__name__}: {error}")
        except Exception as error:
            turn.fail(trail(error))


def rebuilt(plan: Plan, sender_id: str, domain) -> DialogueStateTracker:
    """A tracker that stands where the plan stands: form open, question asked, waiting for the person."""
    events = [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        ActionExecuted(ACTION_LISTEN_NAME),
        UserUttered(OPENING, {"name": OPENING, "confidence": 1.0}),
        ActionExecuted(FORM),
        ActiveLoop(FORM),
        SlotSet(ANSWERS, plan.answers),
        SlotSet(REQUESTED_SLOT, plan.open),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
    return DialogueStateTracker.from_events(sender_id, events, domain.slots)


async def _save(turn: Turn, tracker: DialogueStateTracker, new: list[Event]) -> None:
    reply = _reply(turn, tracker, new)
    private = PRIVATE in reply["effects"]
    kept = _without_words(reply, turn.plan) if private else reply
    if "forget" in reply["effects"]:
        await ask(turn.people.forget, turn.plan.id)
    else:
        after = _plan_after(turn, tracker, kept)
        said = Said(turn.message_id, None if private else turn.said, kept)
        rows = [_row(tracker.sender_id, event) for event in new]
        left = _left(turn, after, reply["effects"])
        turn.after = await ask(turn.people.save, turn.plan, after, said, rows, "code" in reply["effects"], *left)
    turn.reply = reply


def _left(turn: Turn, after: Plan, effects: list[str]) -> tuple[Optional[ToLeave], list[str]]:
    """What the turn leaves in the inbox, and the ids of what it takes back.

    Raises:
        BrokenTurn: if a way to be reached is to be left, and this turn has none.
    """
    before, now = (plan.answers.get("left", []) for plan in (turn.plan, after))
    back = [entry["id"] for entry in before if entry not in now] if TAKE_BACK in effects else []
    if LEAVE not in effects:
        return None, back
    entry = now[-1]
    if entry["contact"] and turn.contact is None:
        raise BrokenTurn("no way to be reached")
    return ToLeave(entry["id"], entry["question"], turn.contact if entry["contact"] else None), back


def _reply(turn: Turn, tracker: DialogueStateTracker, new: list[Event]) -> dict:
    """The guide's reply of this turn, as the action sent it.

    Raises:
        BrokenTurn: if the action did not send exactly one, or the form is not open.
    """
    sent = [event.data["custom"] for event in new if isinstance(event, BotUttered) and (event.data or {}).get("custom")]
    if len(sent) != 1:
        raise BrokenTurn(f"{len(sent)} replies")
    reply = sent[0]
    if fault := reply_shape.fault(reply):
        raise BrokenTurn(f"a reply of the wrong shape: {fault}")
    open_question = tracker.get_slot(REQUESTED_SLOT)
    if tracker.active_loop_name != FORM or not isinstance(tracker.get_slot(ANSWERS), dict) or not isinstance(open_question, (str, type(None))):
        raise BrokenTurn("the guide is not open")
    turn.build = reply.get("build")
    return {
        "messages": [*turn.first, *reply["messages"]],
        "step": reply.get("step", 1),
        "done": reply.get("done", 0),
        "of": reply.get("of", 0),
        "effects": reply.get("effects", []),
    }


def _without_words(reply: dict, plan: Plan) -> dict:
    """What is kept of a reply to a message that may show a worry: nothing of it that tells."""
    messages = [message for message in reply["messages"] if not message.get("passing")]
    return {**reply, "messages": messages or plan.asked["messages"], "effects": [effect for effect in reply["effects"] if effect != PRIVATE]}


def _plan_after(turn: Turn, tracker: DialogueStateTracker, reply: dict) -> Plan:
    answers = tracker.get_slot(ANSWERS)
    labels, multi = dict(turn.plan.offered["labels"]), list(turn.plan.offered["multi"])
    for message in reply["messages"]:
        for choice, of_several in _offered(message):
            labels[choice["id"]] = choice["label"]
            question = choice["id"].partition(":")[0]
            if of_several and question not in multi:
                multi.append(question)
    left = {f"say:{TAKES_BACK}{entry['id']}" for entry in answers.get("left", [])}
    # The words of a question that was taken back go from its button too.
    labels = {id: label if not id.startswith(f"say:{TAKES_BACK}") or id in left else "..." for id, label in labels.items()}
    return replace(
        turn.plan,
        conversation=turn.conversation,
        answers=answers,
        open=tracker.get_slot(REQUESTED_SLOT),
        # The last message of a reply is the open question.
        asked={"messages": reply["messages"][-1:], "step": reply["step"], "done": reply["done"], "of": reply["of"]},
        offered={"labels": labels, "multi": multi},
    )


def _offered(message: dict) -> Iterator[tuple[dict, bool]]:
    """Every choice a message offers, on its card too, and whether several of its question may be sent at once."""
    card = message.get("card") or {}
    lines = [line for line in card.get("lines") or [] if isinstance(line, dict)]
    for choice in message.get("choices") or []:
        yield choice, bool(message.get("multi"))
    for action in [*(card.get("actions") or []), *(line["action"] for line in lines if line.get("action"))]:
        if action.get("id"):
            yield action, False
    for line in lines:
        for option in line.get("options") or []:
            yield {**option, "label": f"{line.get('label', '')}: {option['label']}"}, True


def _row(sender_id: str, event: Event) -> dict:
    """An event as it is logged: what happened and when, and no words. They stand in the turns and the plan already, and
    nothing reads them here; an answer that somebody changed or took back would live on in the log."""
    data = event.as_dict()
    if isinstance(event, UserUttered):
        data = {**data, "text": "", "parse_data": {"text": "", "intent": {"name": event.intent_name}, "entities": []}, "metadata": {}}
    elif isinstance(event, BotUttered):
        data = {**data, "text": None, "data": {}, "metadata": {}}
    elif isinstance(event, SlotSet) and event.key == ANSWERS:
        data = {**data, "value": None}
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
