"""A way to be reached, where the open question asks for one: taken out of a message before anything else sees it.

Only the inbox gets it, in the transaction of the turn. Rasa, the tracker, the turns and the plan never do.
"""
from __future__ import annotations

from typing import Any

from knowledge.advice.side_leave import CONTACT
from knowledge.language import reach
from knowledge.people import Plan


def asked(plan: Plan) -> bool:
    """True if the open question asks for a way to be reached."""
    return any(message.get("asks") == CONTACT for message in plan.asked.get("messages", []))


def tried(plan: Plan, text: str, received: Any) -> bool:
    """True if a message answers that question with a number or an address, whole or not. One that may show a worry does not."""
    return asked(plan) and not received.maybe and (reach.looks_like_one(text) or bool({"phone", "email"} & set(received.masked)))
