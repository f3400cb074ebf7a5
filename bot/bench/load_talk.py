"""What somebody says next, in the load test: the choices and sentences of `talk`, up to the plan. Pure, so that it can be tested."""
from __future__ import annotations

from random import Random

from bot.bench.talk import CHOICE, REPEAT, SAID, WORDS

BEGIN, PLAN = "begin", "plan"
# So long they press and write by turns; then they press, to come to an end.
TALKATIVE_TURNS = 2 * len(SAID)
MOST_TURNS = 45
# Before each answer; people who read take far longer.
THINK_SECONDS = (1.0, 4.0)
# Real people never say a thing twice in the same words. Said the same, it would be known already, and answered too fast.
_BEFORE = ("well", "hi", "ok", "so", "hello", "um", "right", "to be honest", "oh", "sorry", "listen", "you see", "as I said", "all right")
_AFTER = (
    "please", "thanks", "really", "maybe", "today", "honestly", "just wondering", "if I can", "at the moment", "I think", "you know", "for now",
    "as well", "I guess", "this term", "some time",
)


def next_said(number: int, reply: dict, chance: Random) -> dict:
    """What a message holds besides its id.

    Args:
        number: of the turn, from 0.
        reply: the guide's last one, whose choices may be pressed.
        chance: picks the small words around what is said.
    """
    if number % 2 and number < TALKATIVE_TURNS:
        return {"text": f"{chance.choice(_BEFORE)}, {SAID[number // 2]} {chance.choice(_AFTER)} {chance.choice(_AFTER)}"}
    offered = [id for id in _offered(reply) if not id.startswith(("say:", "tell:"))]
    return {"choice": offered[0] if offered else "say:skip" if "say:skip" in _offered(reply) else REPEAT}


def what(said: dict) -> str:
    """The kind of message: a choice or words."""
    return WORDS if "text" in said else CHOICE


def is_over(reply: dict) -> bool:
    """True where all is asked and answered, and the plan is there."""
    return reply["done"] >= reply["of"]


def _offered(reply: dict) -> list[str]:
    return [choice["id"] for message in reply["messages"] for choice in message.get("choices") or []]
