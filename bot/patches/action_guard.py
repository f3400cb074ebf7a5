"""Marks the turn as failed when an action fails, and lets no further action run in it.

Rasa logs a failed action and goes on as if it had said nothing. The error that is passed on here
carries no words of the person: Rasa writes it to the log.
"""
from __future__ import annotations

import asyncio

from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.exceptions import RasaException

from bot.turn import current

# Rasa itself would wait for five minutes while the person looks at an empty page. A turn takes a fiftieth of a second, and
# the first one after a start a few seconds; a message that waits behind this one (bot/channel/locks.py) has patience for it.
SECONDS = 8.0
_run = RemoteAction.run


async def guarded(action: RemoteAction, output_channel, nlg, tracker, domain) -> list:
    """Runs the action as Rasa does.

    Raises:
        ActionExecutionRejection: if the action rejects; the turn goes on.
        RasaException: if it failed, was too slow, or an action of this turn failed before.
    """
    turn = current.get()
    if turn is not None and turn.failed:
        raise RasaException(f"'{action.name()}' was not run: the turn had failed ({turn.failed}).")
    try:
        return await asyncio.wait_for(_run(action, output_channel, nlg, tracker, domain), SECONDS)
    except ActionExecutionRejection:
        raise
    except Exception as error:
        why = f"action {action.name()}: {type(error).__name__}"
        if turn is not None:
            turn.fail(why)
        raise RasaException(f"The turn failed ({why}).") from None


def install() -> None:
    """Replaces Rasa's method."""
    RemoteAction.run = guarded
