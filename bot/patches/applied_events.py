"""`tracker.applied_events()` in one pass.

Rasa looks back through every event since a form began, for each turn of the form, twice a turn: the
time grows with the square of the conversation. Here each run of the form is cleaned once. The list
is the same; where an event reverts others, Rasa's own method does the work.
"""
from __future__ import annotations

from typing import Iterable, Optional

from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

_own = DialogueStateTracker.applied_events
_REVERTS = (ActionReverted, UserUtteranceReverted)
_CLEANED = (ActionExecuted, UserUttered, DefinePrevUserUtteredFeaturization)


def applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """The events that count, without those a later run of the same form has made superfluous."""
    loops = {event.name for event in tracker.events if isinstance(event, ActiveLoop) and event.name}
    # With one form at most there is one place to remember; that is the case here.
    if len(loops) > 1 or any(isinstance(event, _REVERTS) for event in tracker.events):
        return _own(tracker)
    return _one_pass(tracker.events, next(iter(loops), None))


def _one_pass(events: Iterable[Event], loop: Optional[str]) -> list[Event]:
    applied: list[Event] = []
    # Where the form's last counted run is (None: it has not run), and how far what follows is cleaned.
    run, cleaned = None, 0
    for event in events:
        if isinstance(event, (Restarted, SessionStarted)):
            applied, run = [], None
            continue
        if isinstance(event, ActionExecuted) and loop and event.action_name == loop:
            if run is not None and not _is_unhappy(applied[cleaned:], loop):
                applied[cleaned:] = [kept for kept in applied[cleaned:] if not isinstance(kept, _CLEANED)]
                cleaned = len(applied)
                continue
            run = len(applied)
            cleaned = run + 1
        elif isinstance(event, ActiveLoop) and event.name is None:
            # What ran before this belongs to another run of the form.
            run = None
        applied.append(event)
    return applied


def _is_unhappy(since: list[Event], loop: str) -> bool:
    """True if the form was rejected, or something else answered the person, since its last run."""
    next_action = None
    for event in reversed(since):
        if isinstance(event, ActionExecutionRejected) and event.action_name == loop:
            return True
        if isinstance(event, UserUttered) and next_action is not None:
            return True
        if isinstance(event, ActionExecuted):
            next_action = event.action_name
    return False


def install() -> None:
    """Replaces Rasa's method."""
    DialogueStateTracker.applied_events = applied_events
