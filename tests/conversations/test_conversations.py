"""Plays every `tests/conversations/<kind>/*.yml` against the real servers, checking words, choices and cards.

A file:
    conversation: what it shows, as a sentence
    school: id of the school whose page it is on (a file of tests/places)
    turns:
      - say: words of the person, or
        choose: [choice ids], or
        press: the label of a choice of the last reply, or
        code: resume with the code that was given ("slip": with a slip of the pen in it, "late": a year and a half later), or
        type_code: true to type that code in a message, or
        days: so many days of silence, or
        history: true to load the page again; and with any of these
        in: the name of another person's page, or of another tab of this one ("tab"); else it is the page of before
        while: "the action server is down" or "the database is busy"; or "twice", to send it twice with one id
        after: "it is there again" sends it again, with the same id, until it is taken
        expect:
          says: [texts that must appear, in any message or card]
          says_not: [texts that must not]
          choices: [choice ids that must be offered]
          choices_not: [choice ids that must not]
          cards: [kinds of card that must appear]
          step: 1 to 5
          error: code of the error
    plan: {says: [...], says_not: [...], share_says: [...], share_says_not: [...]}
    inbox: {school: its id, says: [...], says_not: [...]}, the page of that school's named person afterwards
    pages: {id of a small help: {says: [...], says_not: [...]}}, or {error: code of the error}
    questions_before_advice: the most questions asked before the first recommendation
"""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from bot.client import Client, Refused
from tests.conversations.faults import Played

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.yml"))
CODE = re.compile(r"[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversation(path, guide):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    client = guide.client()
    pages, code, played = {None: client}, None, Played(guide)
    reply = client.start(case.get("school"))
    asked: list[str] = [_question(reply)]
    for number, turn in enumerate(case["turns"], start=1):
        where = f"turn {number}: {turn.get('say') or turn.get('choose') or turn}"
        try:
            client = _page(pages, turn, guide)
            turn = {**turn, "choose": [_labelled(reply, turn["press"])]} if "press" in turn else turn
            client, reply = played.turn(client, turn, code)
            pages[turn.get("in")] = client
        except Refused as error:
            assert turn.get("expect", {}).get("error") == error.code, f"{where}: {error.code}: {error}"
            continue
        code = code or _code(reply)
        _check(reply, turn.get("expect", {}), where)
        if not any(_is_card(message, "recommendation", "informal") for message in reply["messages"]) and "limit" not in asked:
            asked.append(_question(reply))
        else:
            asked.append("limit")
    most = case.get("questions_before_advice")
    if most:
        before = [name for name in asked[: asked.index("limit")] if name]
        assert len(dict.fromkeys(before)) <= most, before
    for help, expect in case.get("pages", {}).items():
        _check_page(client, help, expect)
    if "plan" in case:
        _check_plan(client, case["plan"])
    if "inbox" in case:
        _check_inbox(guide, case["inbox"])


def _page(pages: dict, turn: dict, guide) -> Client:
    """The page that a turn is made on: a new person's where it is named for the first time, or a second tab of the first."""
    name = turn.get("in")
    if name not in pages:
        pages[name] = guide.client()
        if name == "tab":
            pages[name].token = pages[None].token
        else:
            pages[name].start()
    return pages[name]


def _labelled(reply: dict, label: str) -> str:
    """The id of the choice with this label."""
    cards = [message.get("card") or {} for message in reply["messages"]]
    offered = [*[c for m in reply["messages"] for c in m.get("choices", [])], *[a for card in cards for a in card.get("actions", [])]]
    found = [choice["id"] for choice in offered if choice["label"] == label]
    assert len(found) == 1, f"{label!r} is offered {len(found)} times: {offered}"
    return found[0]


def _check(reply: dict, expect: dict, where: str) -> None:
    shown = _shown(reply)
    offered = [choice["id"] for message in reply["messages"] for choice in message.get("choices", [])]
    for message in reply["messages"]:
        card = message.get("card") or {}
        lines = [line["action"] for line in card.get("lines", []) if isinstance(line, dict) and line.get("action")]
        offered += [action["id"] for action in [*card.get("actions", []), *lines] if action.get("id")]
    for text in expect.get("says", []):
        assert text.lower() in shown, f"{where}: does not say {text!r}:\n{shown}"
    for text in expect.get("says_not", []):
        assert text.lower() not in shown, f"{where}: says {text!r}:\n{shown}"
    for id in expect.get("choices", []):
        assert id in offered, f"{where}: does not offer {id!r}: {offered}"
    for id in expect.get("choices_not", []):
        assert id not in offered, f"{where}: offers {id!r}"
    for kind in expect.get("cards", []):
        assert any(_is_card(message, kind) for message in reply["messages"]), f"{where}: shows no card of kind {kind}"
    if "step" in expect:
        assert reply["step"] == expect["step"], f"{where}: step {reply['step']}"
    assert "error" not in expect, f"{where}: no error came"


def _check_plan(client: Client, expect: dict) -> None:
    mine = json.dumps(client.plan("application/json").json(), ensure_ascii=False).lower()
    share = json.dumps(client.plan("application/json", copy="share").json(), ensure_ascii=False).lower()
    for text in expect.get("says", []):
        assert text.lower() in mine, f"the plan does not say {text!r}:\n{mine}"
    for text in expect.get("says_not", []):
        assert text.lower() not in mine, f"the plan says {text!r}"
    for text in expect.get("share_says", []):
        assert text.lower() in share, f"the shared copy does not say {text!r}:\n{share}"
    for text in expect.get("share_says_not", []):
        assert text.lower() not in share, f"the shared copy says {text!r}"


def _check_inbox(guide, expect: dict) -> None:
    page = guide.inbox(expect["school"]).lower()
    for text in expect.get("says", []):
        assert text.lower() in page, f"the inbox does not say {text!r}:\n{page}"
    for text in expect.get("says_not", []):
        assert text.lower() not in page, f"the inbox says {text!r}"
def _check_page(client: Client, help: str, expect: dict) -> None:
    try:
        page = client.page(help).text.lower()
    except Refused as error:
        assert error.code == expect.get("error"), f"the page of {help}: {error}"
        return
    assert "error" not in expect, f"the page of {help} came"
    for text in expect.get("says", []):
        assert text.lower() in page, f"the page of {help} does not say {text!r}:\n{page}"
    for text in expect.get("says_not", []):
        assert text.lower() not in page, f"the page of {help} says {text!r}"


def _shown(reply: dict) -> str:
    """Every word a person sees in a reply, in lower case."""
    return json.dumps([{k: v for k, v in m.items() if k != "choices"} for m in reply["messages"]], ensure_ascii=False).lower()


def _is_card(message: dict, *kinds: str) -> bool:
    return (message.get("card") or {}).get("kind") in kinds


def _question(reply: dict) -> str | None:
    """The question a reply asks, by its choices (a question with no choices counts by its words)."""
    last = reply["messages"][-1]
    choices = [choice["id"].split(":")[0] for choice in last.get("choices", [])]
    return choices[0] if choices else last.get("text")


def _code(reply: dict) -> str | None:
    for message in reply["messages"]:
        if found := CODE.search(message.get("text", "")):
            return found.group()
    return None
