"""The commands of whoever keeps the guide running: `fivesteps doctor`, `backup` and `restore`."""
from __future__ import annotations

import datetime
import json
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli_plain import plainly

_SIGNS = {"fine": "  ok ", "look": "LOOK ", "wrong": "WRONG"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look at everything the guide runs on. Ends with 1 if something is wrong."""
    from bot import doctor as looking
    from bot import settings

    found = looking.look(settings.today())
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        width = max(len(finding.about) for finding in found)
        for finding in found:
            click.echo(f"{_SIGNS[finding.state]}  {finding.about:{width}}  {finding.told}")
    if any(finding.state == looking.WRONG for finding in found):
        context.exit(1)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write what cannot be made again into FILE, for its owner alone. The guide may go on."""
    from bot import backup as backing_up

    with plainly(backing_up.BackupError):
        held = backing_up.make(file, datetime.datetime.now(datetime.timezone.utc))
    click.echo(f"Wrote {file}: {_told(held)}. It holds the guide's key: keep it as safe as the guide, and delete it within a month.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--really", is_flag=True, help="Put it in place; without this nothing is changed.")
def restore(file: Path, really: bool) -> None:
    """Put the backup FILE in place of what is there. Stop the guide first."""
    from bot import backup as backing_up
    from bot import serve, settings
    from bot.client import Client
    from bot.held_knowledge import serving

    if really and Client(serve.address(settings.port())).is_guide():
        raise click.ClickException("The guide is running. Stop it, then restore.")
    if really and (file_of_it := serving(settings.var_dir())):
        raise click.ClickException(f"A guide that uses {settings.var_dir()} is running. Stop it, then restore. If none is, delete {file_of_it} first.")
    with plainly(backing_up.BackupError):
        if not really:
            held = backing_up.read(file)
            click.echo(f"{file}: {_told(held)}. It would replace what is there. Nothing was changed; add --really to do it.")
            return
        done = backing_up.restore(file)
    old = f", {done.purged.plans} plans kept long enough" if done.purged else ""
    click.echo(f"Restored {file}: {_told(done.held)}. Taken out again: {done.forgotten} plans that were forgotten since{old}.")
    for unlike, told in _LOOK_AT.items():
        if not getattr(done, unlike):
            click.echo(told)


# What to look at where something was not as usual.
_LOOK_AT = {
    "purged": "The clock of this machine may be wrong, so nothing was taken for too old. See 'fivesteps doctor', then run 'fivesteps purge'.",
    "marks_known": "Nothing here told who was forgotten since, so they may be in it again. Tell those concerned, as your data protection lead advises.",
    "key_is_used": "FIVESTEPS_SECRET is set here to another key than that of the backup. Take it away, or set it as it was: no code leads back until then.",
}


def _told(held) -> str:
    made = datetime.datetime.fromisoformat(held.made)
    return f"of {made.day} {made:%B %Y %H:%M} UTC, with {held.plans} plans and {held.schools} local files"
