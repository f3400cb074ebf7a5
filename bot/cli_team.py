"""The command `fivesteps team`: a page about one job, for a team, as data or to print."""
from __future__ import annotations

import json
from typing import Optional

import click

from bot.cli_plain import open_store, plainly


@click.command()
@click.argument("role")
@click.option("--as-of", "day", metavar="DATE", help="What there was on this day: 2010-01-01.")
@click.option("--html", "file", metavar="FILE", type=click.Path(dir_okay=False), help="Write a page to read or print into FILE.")
def team(role: str, day: Optional[str], file: Optional[str]) -> None:
    """Show ways to learn for the job ROLE under five headings, as JSON or as a page of one sheet.

    ROLE is an id, such as school-cook, or what people call the job. The page is about the job and names nobody.
    """
    import datetime
    from pathlib import Path

    from knowledge.advice import team as pages
    from knowledge.record_base import last_day
    from knowledge.store import NotFound

    try:
        on = last_day(day) if day else datetime.date.today()
    except ValueError as error:
        raise click.UsageError(f"'{day}' is no date. Write it as 2010-01-01.") from error
    store = open_store()
    with plainly(NotFound, pages.NotThen):
        page = pages.page(role, store, on)
    if file is None:
        click.echo(json.dumps(page, ensure_ascii=False, indent=2))
        return
    try:
        Path(file).write_text(pages.html(page, store), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written ({error.strerror}). Give another file.") from error
    click.echo(f"Wrote {file}. Open it in a browser, or print it on one sheet.")
