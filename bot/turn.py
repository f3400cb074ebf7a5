"""One turn, from the channel through Rasa to the store: what it starts from, and how it ended.

Rasa goes on after a failed action and hides a failing store. The turn is the thread that runs
through all of them, so that a turn is either whole and saved, or failed and without a trace.
"""
from __future__ import annotations

import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Optional

from knowledge.people import People, Plan


@dataclass
class Turn:
    """What one message carries along.

    people       where the turn is saved
    plan         the plan as the turn finds it
    conversation the tracker's id: the plan's own, or a new one on resume
    message_id   the client's id of the message
    said         what the person said, as it may be kept
    first        messages of the channel that go before the guide's
    known        how many events of the tracker were there before
    failed       why the turn may not be saved, once something failed
    new_id       a random id for what the turn may leave in the inbox
    contact      how to reach the person, taken out of what they said for the inbox alone
    reply        the reply to be shown, once the turn was saved
    after        the plan as it was saved; None if everything was forgotten
    build        the build of the knowledge base that the reply was made from
    """

    people: People
    plan: Plan
    conversation: str
    message_id: str
    said: Optional[str]
    first: list[dict] = field(default_factory=list)
    known: int = 0
    failed: Optional[str] = None
    new_id: str = field(default_factory=lambda: secrets.token_hex(8))
    contact: Optional[str] = field(default=None, repr=False)
    reply: Optional[dict] = None
    after: Optional[Plan] = None
    build: Optional[str] = None

    def fail(self, why: str) -> None:
        """Marks the turn as failed; the first reason stays."""
        self.failed = self.failed or why


current: ContextVar[Optional[Turn]] = ContextVar("turn", default=None)

# The reason of a turn that lost to another turn of the same plan.
CHANGED = "changed"
