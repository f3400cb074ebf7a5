"""The commands about what users leave behind: `fivesteps purge` removes what is old, `fivesteps export` hands over what is held."""
from __future__ import annotations

import os
from typing import Optional

import click

from bot.cli_plain import Unusable, open_people, open_store


@click.command()
@click.option("--really", is_flag=True, help="Remove them; without this nothing is removed.")
@click.option("--date-is-right", is_flag=True, help="Go on, though the clock of this machine may be wrong: you have looked.")
def purge(really: bool, date_is_right: bool) -> None:
    """Count, or with --really remove, what was kept long enough.

    FIVESTEPS_TRANSCRIPT_DAYS (30), FIVESTEPS_PLAN_DAYS (425) and FIVESTEPS_INBOX_DAYS (90) say how long that is.
    """
    from dataclasses import asdict

    from knowledge import kept

    days = kept.days()
    with open_people(may_be_none=True) as people:
        purged, doubted = people.purge(days), None if date_is_right else people.doubt()
        if really and not doubted:
            purged = people.purge(days, dry_run=False)
        on_sqlite = people.on_sqlite
    listed = ", ".join(f"{count} {name}" for name, count in asdict(purged).items())
    if doubted and any(asdict(purged).values()):
        raise click.ClickException(
            f"{doubted} By that date, this would go: {listed}. Nothing was removed. Put the clock right. If the date is right, run "
            "'fivesteps purge --really --date-is-right'."
        )
    click.echo(f"Removed: {listed}." if really else f"Would remove: {listed}. Nothing was removed; add --really to do it.")
    click.echo(f"Kept: talk {days.transcript} days, plans {days.plan} days, questions left {days.inbox} days.")
    if really and not on_sqlite:
        click.echo("This database server keeps what was removed in its own files for a while. See 'PostgreSQL' in docs/privacy/retention.md.")


@click.command()
@click.argument("code")
@click.option("--file", metavar="FILE", help="Write it into FILE, which only you may read; one that ends in .html is a page to read. Without this it is printed.")
def export(code: str, file: Optional[str]) -> None:
    """Hand over everything that is held about the person with the resume code CODE, as JSON or as a page to read.

    Give - as CODE to type it, or to pass it on standard input: a code on the command line can be seen by others on this machine.
    A person is found by their code alone. No name is kept by which anybody could be found.
    """
    from bot import settings
    from knowledge import codes
    from knowledge.held import as_json, held
    from knowledge.held_page import page

    typed = click.prompt("The code", hide_input=True, err=True) if code == "-" else code
    tidied = codes.tidy(typed)
    if tidied is None:
        raise Unusable("That is not a whole code. A code has 12 letters and numbers, like acef-ghjk-mn23. Check it and try again.")
    store = open_store()
    with open_people() as people:
        plan = people.find_by_code(tidied)
        if plan is None:
            raise click.ClickException("Nothing is held under that code: it was mistyped, forgotten or deleted. Check each letter and number.")
        told = held(people, plan, store, settings.today())
        text = page(told, store) if file and file.endswith(".html") else as_json(told)
    if file is None:
        click.echo(text, nl=False)
        return
    write_private(file, text)
    click.echo(f"Wrote {file}. Hand it to that person alone, then delete it.")


def write_private(file: str, text: str) -> None:
    """Writes a file that nobody else on this machine may read.

    Raises:
        ClickException: if it cannot be written.
    """
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(descriptor, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.write(text)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written ({error.strerror}). Give another file.") from error
