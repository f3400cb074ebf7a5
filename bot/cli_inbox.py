"""The commands `fivesteps inbox ...`: what people left for the named person of their school, and what they said of the guide."""
from __future__ import annotations

import os
from typing import Any, Optional

import click

from bot.cli_plain import open_people, open_store

# As knowledge.inbox has them; named here so that --help loads no database.
_MARKS = ("read", "answered")
_COLUMNS = ("id", "school", "question", "contact", "left_at", "state", "marked_at")
_FEEDBACK_COLUMNS = ("school", "helped", "words", "given_at")
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_DAYS = 366


@click.group(invoke_without_command=True)
@click.option("--school", metavar="ID", help="Only what was left at this school, such as hill-school.")
@click.option("--all", "everything", is_flag=True, help="List what was answered too.")
@click.pass_context
def inbox(context: click.Context, school: Optional[str], everything: bool) -> None:
    """List the questions that people left for the named person of their school, and mark them; and what people said of the guide."""
    if context.invoked_subcommand:
        if school or everything:
            raise click.UsageError("--school and --all go with the list alone. Give them without another command")
        return
    with open_people(may_be_none=True) as people:
        found, feedback = people.inbox.left(school), people.feedback.given(school)
    shown = [one for one in found if everything or one.state != _MARKS[1]]
    for one in shown:
        click.echo("\n".join(_listed(one)))
    if not shown:
        click.echo("Nothing is waiting." if found else "Nothing has been left.")
    if feedback:
        helped = sum(one.helped for one in feedback)
        click.echo(f"\nWhat people said of the guide: it helped {helped} of {len(feedback)}.")
    for one in feedback:
        click.echo("\n".join(_said(one)))


def _listed(one: Any) -> list[str]:
    """A question as lines to read."""
    from knowledge.inbox_page import moment

    marked = f", marked {moment(one.marked_at)}" if one.marked_at else ""
    lines = [f"{one.id}  {one.state}{marked}  {one.school}  left {moment(one.left_at)}", f"    {_plain(one.question)}"]
    return [*lines, f"    Reach them at: {one.contact}"] if one.contact else lines


def _said(one: Any) -> list[str]:
    """Feedback as lines to read."""
    from knowledge.inbox_page import moment

    lines = [f"{'helped' if one.helped else 'did not help'}  {one.school or 'no school'}  said {moment(one.given_at)}"]
    return [*lines, f"    {_plain(one.words)}"] if one.words else lines


def _plain(text: str) -> str:
    """A text on one line, without what would command the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


@inbox.command("mark")
@click.argument("id")
@click.argument("state", type=click.Choice(_MARKS))
def inbox_mark(id: str, state: str) -> None:
    """Mark the question ID as read or answered."""
    with open_people() as people:
        done = people.inbox.mark(id, state)
    if not done:
        raise click.ClickException(f"There is no question '{_plain(id)}'. See what there is with 'fivesteps inbox --all'.")
    click.echo(f"Marked {id} as {state}.")


@inbox.command("link")
@click.argument("school")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, _MOST_DAYS), help="How long it works.")
@click.option("--address", metavar="URL", help="Where people reach the guide; without this, this machine.")
def inbox_link(school: str, days: int, address: Optional[str]) -> None:
    """Make the link to the page of SCHOOL's named person. Whoever has the link can read the page."""
    from bot import inbox_links, serve, settings

    store = open_store()
    if school not in store.places:
        raise click.ClickException(f"No file in local/ has the id '{_plain(school)}'. Add one as local/README.md tells, or correct the id.")
    if not store.local(school).whom("named-person"):
        click.echo(f"{school} names nobody to read it, so nothing can be left there yet. Add a contact 'for: named-person' to its file.", err=True)
    base = (address or serve.address(settings.port())).rstrip("/")
    click.echo(f"{base}{inbox_links.write(settings.secret(), school, days)}")


@inbox.command("csv")
@click.argument("file")
@click.option("--school", metavar="ID", help="Only what was left at this school.")
@click.option("--feedback", is_flag=True, help="What people said of the guide, in place of the questions.")
def inbox_csv(file: str, school: Optional[str], feedback: bool) -> None:
    """Write all questions (or all feedback) as CSV into FILE, or to standard output where FILE is '-'."""
    with open_people() as people:
        text = as_csv(people.feedback.given(school), _FEEDBACK_COLUMNS) if feedback else as_csv(people.inbox.left(school))
    if file == "-":
        click.echo(text, nl=False)
        return
    try:
        # Ways to reach people may be in it, so nobody else on this machine may read it.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(descriptor, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as written:
            written.write(text)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written ({error.strerror}). Give another file.") from error
    click.echo(f"Wrote {file}. Delete it when you no longer need it: it may hold ways to reach people.")


def as_csv(rows_of: list, columns: tuple[str, ...] = _COLUMNS) -> str:
    """Questions, or feedback, as CSV that is safe to open in a spreadsheet: no cell begins as a formula does."""
    import csv
    import io

    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(columns)
    for one in rows_of:
        rows.writerow(_cell(getattr(one, name)) for name in columns)
    return written.getvalue()


def _cell(value: Any) -> str:
    text = {True: "yes", False: "no", None: ""}.get(value, value)
    return f"'{text}" if text.startswith(_FORMULA) else text
