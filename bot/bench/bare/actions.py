"""The form's validator: one call of the action server a turn, as in Five Steps."""
from __future__ import annotations

from typing import Any, Callable

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

QUESTIONS = ("role", "duties", "setting", "need", "aim", "certificates", "basics", "review")


def _keeps(slot: str) -> Callable[..., dict[str, Any]]:
    """A validator that takes any answer."""

    def validate(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> dict[str, Any]:
        return {slot: value}

    return validate


class Interview(FormValidationAction):
    """Asks the questions in turn, and begins again after the last: so the form stays open for any number of turns."""

    validate_role = _keeps("role")
    validate_duties = _keeps("duties")
    validate_setting = _keeps("setting")
    validate_need = _keeps("need")
    validate_aim = _keeps("aim")
    validate_certificates = _keeps("certificates")
    validate_basics = _keeps("basics")

    def name(self) -> str:
        """The name the domain gives it."""
        return "validate_interview_form"

    def validate_review(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> dict[str, Any]:
        """The last answer: every question is open again."""
        return dict.fromkeys(QUESTIONS)
