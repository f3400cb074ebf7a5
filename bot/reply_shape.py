"""What a reply of the action server has to be like before it is saved: a broken one would break the history for good."""
from __future__ import annotations

from typing import Any, Iterator, Optional

_COUNTS = ("step", "done", "of")


def fault(reply: Any) -> Optional[str]:
    """The part of a reply that is not as it must be, or None. Nothing of what it says is in the answer."""
    if not isinstance(reply, dict):
        return "reply"
    messages = reply.get("messages")
    if not isinstance(messages, list) or not messages:
        return "messages"
    if any(not _is_count(reply.get(name, 0)) for name in _COUNTS):
        return "progress"
    if not _is_list(reply.get("effects", []), str):
        return "effects"
    if not isinstance(reply.get("build"), (str, type(None))):
        return "build"
    return next((part for message in messages for part in _faults(message)), None)


def _faults(message: Any) -> Iterator[str]:
    if not isinstance(message, dict):
        yield "message"
        return
    if not isinstance(message.get("text", ""), str):
        yield "text"
    if not _are_choices(message.get("choices")):
        yield "choices"
    if not _is_card(message.get("card")):
        yield "card"


def _is_card(card: Any) -> bool:
    if card is None:
        return True
    if not isinstance(card, dict) or not _is_list(card.get("actions") or [], dict) or not _is_list(card.get("lines") or [], (str, dict)):
        return False
    lines = [line for line in card.get("lines") or [] if isinstance(line, dict)]
    pressed = [*(card.get("actions") or []), *(line["action"] for line in lines if line.get("action"))]
    return all(_is_named(action, ("label",)) for action in pressed) and all(_are_choices(line.get("options")) for line in lines)


def _are_choices(choices: Any) -> bool:
    return choices is None or (isinstance(choices, list) and all(_is_named(choice, ("id", "label")) for choice in choices))


def _is_named(choice: Any, names: tuple[str, ...]) -> bool:
    return isinstance(choice, dict) and all(isinstance(choice.get(name), str) for name in names) and isinstance(choice.get("id", ""), str)


def _is_list(value: Any, of: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, of) for item in value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and value >= 0
