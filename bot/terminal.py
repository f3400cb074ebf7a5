"""`fivesteps chat`: the conversation in a terminal, through the same channel as the page.

Choices are numbered. A question that takes several takes several numbers ("1 3"). `quit` leaves.
"""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional

import click

from bot import logs, serve, settings
from bot.client import Client, ClientError, Refused
from knowledge.held import as_json

LEAVE = ("quit", "exit")
SAVED_AS = "five-steps-plan.html"
# The address of a page of a small help or for a team, as its card names it.
_PAGE = re.compile(r"page\?(help|team)=([a-z0-9-]+)")


def chat(port: int, school: Optional[str] = None) -> None:
    """Talks until the person leaves, at a school where one is named. Starts the guide, and ends it again, if none is running at `port`.

    Raises:
        ClientError: if the first messages could not be had.
        CannotStart: if the guide could not be started.
    """
    with _guide(port) as client:
        reply = client.start(school)
        click.echo("Type a number to choose, or write in your own words. Type 'quit' to leave.\n")
        while reply is not None:
            options = show(reply)
            reply = _next(client, options)


def show(reply: dict) -> list[dict]:
    """Prints the messages of a reply; returns what can be chosen by number: [{id or href, label, multi}]."""
    options: list[dict] = []
    for message in reply["messages"]:
        click.echo(_wrapped(message.get("text", "")) + "\n")
        if card := message.get("card"):
            _card(card, options)
        for choice in message.get("choices", []):
            _number(options, {**choice, "multi": message.get("multi", False)})
        if message.get("choices"):
            click.echo("  (You may type several numbers.)\n" if message.get("multi") else "")
    return options


def _card(card: dict, options: list[dict]) -> None:
    click.secho(f"  {card['title']}", bold=True)
    for line in card.get("lines", []):
        if isinstance(line, str):
            click.echo(_wrapped(line, "  - "))
            continue
        label, text = line.get("label"), line.get("text", "")
        click.echo(_wrapped(": ".join(part for part in (label, text) if part), "  - "))
        for option in line.get("options", []):
            _number(options, {**option, "multi": True}, indent="    ")
        if action := line.get("action"):
            _number(options, {**action, "multi": False}, indent="    ")
    if drawing := card.get("drawing"):
        click.echo(_wrapped(f"{drawing['title']}:", "  "))
        for sentences in drawing["words"]:
            click.echo(_wrapped(sentences, "    "))
    if sources := card.get("sources"):
        click.echo("  Where this comes from:")
        for source in sources:
            click.echo(_wrapped(f"{source['title']}, {source.get('url') or ''} (checked {source['checked']})", "    "))
    for action in card.get("actions", []):
        _number(options, {**action, "multi": False})
    click.echo()


def _number(options: list[dict], option: dict, indent: str = "  ") -> None:
    options.append(option)
    click.echo(_wrapped(option["label"], f"{indent}{len(options):2}. "))


def _wrapped(text: str, first: str = "") -> str:
    width = min(shutil.get_terminal_size().columns, 80)
    lines = text.splitlines() or [""]
    wrapped = [
        textwrap.fill(line, width, initial_indent=first if n == 0 else " " * len(first), subsequent_indent=" " * len(first))
        for n, line in enumerate(lines)
    ]
    return "\n".join(wrapped)


def _next(client: Client, options: list[dict]) -> Optional[dict]:
    """Asks the person until there is a reply to show; None when they leave."""
    while True:
        try:
            typed = click.prompt("You", prompt_suffix="> ").strip()
        except click.Abort:
            click.echo()
            return None
        if typed.lower() in LEAVE:
            return None
        try:
            reply = _send(client, typed, options)
        except Refused as error:
            click.echo(_wrapped(str(error)) + "\n")
        except ClientError as error:
            click.echo(_wrapped(f"{error} Your answers are safe. Then type it again.") + "\n")
        else:
            if reply is not None:
                click.echo()
                return reply


def _send(client: Client, typed: str, options: list[dict]) -> Optional[dict]:
    chosen = picked(typed, options)
    if chosen is None:
        click.echo(f"Type numbers from 1 to {len(options)}; several only where it says so.")
        return None
    if not chosen:
        return client.say(typed)
    if "href" in chosen[0]:
        _save(client, chosen[0])
        return None
    return client.choose(*(option["id"] for option in chosen))


def picked(typed: str, options: list[dict]) -> Optional[list[dict]]:
    """The options whose numbers were typed; [] if words were typed, None if the numbers do not fit.

    Several numbers count as choices only where several may be chosen: "5 4" may be an answer in words.
    """
    if not options or not re.fullmatch(r"\d{1,3}([\s,]+\d{1,3})*", typed):
        return []
    numbers = [int(number) for number in re.findall(r"\d+", typed)]
    if not all(1 <= number <= len(options) for number in numbers):
        return None
    chosen = [options[number - 1] for number in dict.fromkeys(numbers)]
    return chosen if len(chosen) == 1 or all(option["multi"] for option in chosen) else None


def _save(client: Client, action: dict) -> None:
    """Writes the plan or a page to keep into a file; another address is for a browser."""
    if page := _PAGE.fullmatch(action["href"]):
        path, content = Path(f"five-steps-{page[2]}.html"), client.page(page[2], page[1]).content
    elif action["href"] == "held":
        path, content = Path("five-steps-held.json"), as_json(client.held()).encode()
    elif action["href"] == "plan":
        path, content = Path(SAVED_AS), client.plan().content
    else:
        click.echo(f"Open {action['href']} in a web browser.")
        return
    path.write_bytes(content)
    click.echo(f"It is in {path.resolve()}. Open it in a web browser.")


@contextmanager
def _guide(port: int) -> Iterator[Client]:
    """A client of the guide at `port`; starts one for as long as it is needed if none answers."""
    client = Client(serve.address(port))
    if client.is_ready():
        yield client
        return
    click.echo("No guide is running, so one is started for this chat.")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"], cwd=settings.PROJECT, env=os.environ.copy(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )
    try:
        _wait_until_ready(process)
        yield client
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_until_ready(process: subprocess.Popen) -> None:
    assert process.stdout
    for line in process.stdout:
        told = logs.plain(line)
        if told.startswith(serve.READY):
            # Somebody has to read on, or the pipe fills and the guide stands still.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return
        click.echo(told)
    process.wait()
    raise serve.CannotStart("The guide did not start: put right what is said above, then try again.")
