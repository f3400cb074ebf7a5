"""Replies as the client gets them, made from what is stored."""
from __future__ import annotations

from typing import Any, Optional

from knowledge.advice import gently
from knowledge.people import Plan, Said
from knowledge.store import Store

CODE = "{code}"
_NOTHING_YET = {"step": 1, "done": 0, "of": 0}


def shown(reply: dict, code: Optional[str]) -> dict:
    """A stored reply with the resume code where its text says so: codes themselves are not stored."""
    messages = [{key: value for key, value in message.items() if key != "passing"} for message in reply["messages"]]
    if code and "code" in reply["effects"]:
        # The code by itself as well, so that a client can show it large and copy it.
        messages = [{**_filled(message, code), **({"code": code} if CODE in message.get("text", "") else {})} for message in messages]
    return {"messages": messages, "step": reply["step"], "done": reply["done"], "of": reply["of"]}


def again(reply: dict, maybe: bool, store: Store) -> dict:
    """A stored reply, sent again; the gentle line, which is never stored, goes before it once more."""
    return shown({**reply, "messages": [gently.line(store), *reply["messages"]], "effects": []}, None) if maybe else reply


def kind(store: Store, plan: Plan, phrase: str) -> dict:
    """A reply of the channel itself: a kind line, then the open question again. It is not stored."""
    return {"messages": [{"text": store.phrase(phrase)}, *plan.asked["messages"]], **progress(plan)}


def other_language(store: Store, plan: Plan, code: str) -> dict:
    """That the guide is in English, and the same in the language of that code where there are words for it."""
    own = store.find("phrases", f"language-{code}")
    reply = kind(store, plan, "channel-language")
    return {**reply, "messages": [reply["messages"][0], *([{"text": own.text}] if own else []), *reply["messages"][1:]]}


def progress(plan: Optional[Plan]) -> dict:
    """How far a plan is: {step, done, of}."""
    return {key: plan.asked[key] for key in _NOTHING_YET} if plan else dict(_NOTHING_YET)


def history(plan: Plan, turns: list[Said], code: Optional[str]) -> dict:
    """All that was said, each message with `from`: you or guide. Without turns, the open question."""
    messages = []
    for turn in turns:
        if turn.said:
            messages.append({"from": "you", "text": turn.said})
        messages += [{"from": "guide", **message} for message in shown(turn.reply, code)["messages"]]
    if not turns:
        messages = [{"from": "guide", **message} for message in plan.asked["messages"]]
    return {"messages": messages, **progress(plan)}


def _filled(value: Any, code: str) -> Any:
    if isinstance(value, str):
        return value.replace(CODE, code)
    if isinstance(value, list):
        return [_filled(item, code) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, code) for key, item in value.items()}
    return value
