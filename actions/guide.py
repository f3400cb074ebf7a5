"""The one action of the guide: message and answers in; words, answers and the next question out."""
from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import logs, quiet, settings
from knowledge.advice import interview
from knowledge.store import Store

# No traceback or log line of this process may hold what people write.
quiet.hush()
logs.people_talk()


@lru_cache(maxsize=1)
def store() -> Store:
    """The knowledge base, read once in this process."""
    return Store.open(settings.knowledge_path())


class Guide(FormValidationAction):
    """The validator of `guide_form`. It never rejects: every message has its turn in `interview.turn`."""

    def name(self) -> str:
        """The name the domain gives it."""
        return "validate_guide_form"

    async def _extract_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Takes the turn, sends one message with everything to show, and stores answers and open question."""
        turn = interview.turn(
            tracker.get_slot("answers"), tracker.get_slot("requested_slot"), tracker.latest_message, store(), settings.today(),
            settings.now(),
        )
        dispatcher.utter_message(
            json_message={
                "messages": turn.messages, "step": turn.step, "done": turn.done, "of": turn.of, "effects": turn.effects,
                "build": store().build,
            }
        )
        # A slot is always set, so Rasa never takes the form for rejected.
        return [SlotSet("answers", turn.answers), SlotSet("requested_slot", turn.next)]
