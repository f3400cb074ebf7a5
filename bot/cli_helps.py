"""The command `fivesteps helps`: the small helps, as a list, a card, or a page to keep."""
from __future__ import annotations

from typing import Any, Optional

import click

from bot.cli_plain import open_store, plainly


@click.command()
@click.argument("id", required=False)
@click.option("--role", metavar="ROLE", help="The job it is for: an id, such as school-cook, or what people call it.")
@click.option("--say", metavar="WORDS", help="What you want to know or learn, in a few words. Leave out names.")
@click.option("--choose", "choice", metavar="CHOICE", help="One of the choices that the list names.")
@click.option("--html", "file", metavar="FILE", type=click.Path(dir_okay=False), help="Write the page to read or print into FILE.")
@click.option("--as-of", "day", metavar="DATE", help="What there was on this day: 2009-01-01.")
def helps(
    id: Optional[str], role: Optional[str], say: Optional[str], choice: Optional[str], file: Optional[str], day: Optional[str]
) -> None:
    """List the small helps, or show the card of the help ID. With --html, write its page.

    A help is one question or two, a card of a few lines, and one page to keep.
    """
    import datetime

    from knowledge.advice import small_helps
    from knowledge.advice.team import NotThen
    from knowledge.record_base import last_day
    from knowledge.store import NotFound

    try:
        on = last_day(day) if day else datetime.date.today()
    except ValueError as error:
        raise click.UsageError(f"'{day}' is no date. Write it as 2009-01-01.") from error
    if id is None and (file or role or say or choice):
        raise click.UsageError("Name the help you want, such as first-weeks. Without one, only the list is shown")
    store = open_store()
    if id is None:
        click.echo("\n".join(_listed(small_helps.offered(store, on))))
        return
    given = {"role": role, "say": say, "choice": choice}
    with plainly(small_helps.HelpError, NotFound, NotThen):
        made = small_helps.build(id, given, store, on) if file else small_helps.card(id, given, store, on)
    if file:
        _write(file, small_helps.html(made, store))
        return
    click.echo("\n".join(_shown(made)))


def _listed(rows: list[dict]) -> list[str]:
    """A line a help, and under it what it takes."""
    lines = []
    for row in rows:
        lines.append(f"{row['id']:24} {row['title']}  ({', '.join(row['who'])})")
        for ask in row["asks"]:
            option = {"role": "--role ROLE", "say": "--say WORDS", "choice": f"--choose {'|'.join(o['id'] for o in ask['options'])}"}[ask["id"]]
            lines.append(f"{'':24}   {option}{'' if ask['required'] else ' (if you like)'}")
    return lines


def _shown(card: dict[str, Any]) -> list[str]:
    sources = [f"  {source['title']} (checked: {source['checked']}) {source['url'] or ''}".rstrip() for source in card["sources"]]
    return [card["title"], *(f"- {line}" for line in card["lines"]), "Sources:", *sources, "With --html FILE you get the page."]


def _write(file: str, text: str) -> None:
    from pathlib import Path

    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written ({error.strerror}). Give another file.") from error
    click.echo(f"Wrote {file}. Open it in a browser, or print it.")
