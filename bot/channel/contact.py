"""A way to be reached, where the open question asks for one: taken out of a message before anything else sees it.

Only the inbox gets it, in the transaction of the turn. Rasa, the tracker, the turns and the plan never do.
"""
from __future__ import annotations

from typing import Any, Optional

from knowledge.advice.side_leave import CONTACT
from knowledge.language import reach
from knowledge.people import Plan
from knowledge.store import Store


def asked(plan: Plan) -> bool:
    """True if the open question asks for a way to be reached."""
    return any(message.get("asks") == CONTACT for message in plan.asked.get("messages", []))


def given(plan: Plan, text: str, received: Any) -> Optional[str]:
    """The way to be reached that a message gives to that question, or None. A message that may show a worry gives none."""
    return reach.found(text) if asked(plan) and not received.maybe else None


def hidden(plan: Plan, text: str, store: Store) -> str:
    """The masked text of a message; at that question also without what may be a piece of a number or an address."""
    return reach.hidden(text, store) if asked(plan) else text
