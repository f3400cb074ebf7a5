"""`fivesteps transcript`: whole conversations, played through the real guide and written down as a page."""
from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Callable, Optional

import yaml

from bot import settings, stage
from bot.client import Client

PAGE = settings.PROJECT / "docs" / "transcripts.md"
SCRIPTS = Path(__file__).parent / "transcripts.yml"
DAY = datetime.date(2026, 11, 22)
# Every plan has another code, and the page must come out the same each time.
_CODE = re.compile(r"\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b")
_ITS_CODE = "(the code)"
# The guide's own marks would be read as Markdown.
_MARKS = re.compile(r"([*_`<>\[\]])")


def write(day: datetime.date) -> Path:
    """Starts a guide of its own that goes by `day`, plays every conversation and writes docs/transcripts.md; returns its path.

    Raises:
        BenchFailed: if the guide does not start.
        ClientError: if a turn is refused.
    """
    with stage.guide(day) as url:
        text = page(lambda: Client(url), day)
    PAGE.write_text(text, encoding="utf-8")
    return PAGE


def page(new_client: Callable[[], Client], day: datetime.date) -> str:
    """The whole page; `new_client` gives a client of a guide that goes by `day`."""
    conversations = yaml.safe_load(SCRIPTS.read_text(encoding="utf-8"))["conversations"]
    parts = [
        "# Whole conversations",
        f"Written by `fivesteps transcript --as-of {day.isoformat()}`, through the real servers. The people are invented.\n"
        "What they say and press is in `bot/transcripts.yml`. A press on a button stands in brackets.",
    ]
    return "\n\n".join(parts + [_conversation(one, new_client) for one in conversations]) + "\n"


def _conversation(script: dict, new_client: Callable[[], Client]) -> str:
    client, code, labels = new_client(), None, {}
    reply = client.start()
    parts = [f"## {script['title']}", script["about"], _told(reply)]
    for turn in script["turns"]:
        labels.update(_offered(reply))
        if "say" in turn:
            parts.append(f"**You:** {_plain(turn['say'])}")
            reply = client.say(turn["say"])
        elif "choose" in turn:
            parts.append(f"**You:** \\[{_pressed(labels, turn['choose'])}\\]")
            reply = client.choose(*turn["choose"])
        else:
            parts.append(f"**You**, another day: {_ITS_CODE}")
            client = new_client()
            reply = client.resume(code)
        code = _code(reply) or code
        parts.append(_told(reply))
    return "\n\n".join(parts)


def _told(reply: dict) -> str:
    """What the guide says in one turn."""
    parts = []
    for message in reply["messages"]:
        if message.get("text"):
            parts.append(_plain(_CODE.sub(_ITS_CODE, message["text"])))
        if card := message.get("card"):
            parts.append(_card(card))
        if choices := message.get("choices"):
            parts.append("Buttons: " + " · ".join(_plain(choice["label"]) for choice in choices))
    return "\n\n".join(parts)


def _card(card: dict) -> str:
    lines = [f"> **{_plain(card['title'])}**", ">"]
    for line in card["lines"]:
        if isinstance(line, str):
            lines.append(f"> - {_plain(line)}")
        else:
            lines.append(f"> - {_plain(': '.join(part for part in (line.get('label'), line.get('text')) if part))}")
    if drawing := card.get("drawing"):
        lines += [">", f"> Drawn, and in words: {_plain(' '.join([drawing['title'] + '.', *drawing['words']]))}"]
    if names := [_plain(source["title"]) for source in card.get("sources", [])]:
        lines += [">", f"> From: {'; '.join(names)}"]
    return "\n".join(lines)


def _offered(reply: dict) -> dict[str, str]:
    """{id of a choice: what is on its button}."""
    return {choice["id"]: choice["label"] for message in reply["messages"] for choice in message.get("choices", [])}


def _pressed(labels: dict[str, str], choices: list[str]) -> str:
    """What is on the buttons, whenever they were offered; a standing move has its own."""
    return ", ".join(_plain(labels.get(id, id.split(":")[1].capitalize())) for id in choices)


def _code(reply: dict) -> Optional[str]:
    found = [match.group() for message in reply["messages"] if (match := _CODE.search(message.get("text", "")))]
    return found[0] if found else None


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
