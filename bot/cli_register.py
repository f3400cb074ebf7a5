"""`fivesteps knowledge register`: loads the official register, and says where it and our records disagree."""
from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import Any, Callable, Iterator, Optional

import click

from bot.cli_plain import Unusable, plainly

_SHOWN = 20


@click.command("register")
@click.argument("file", required=False)
@click.option("--lookup", metavar="TEXT", help="Find qualifications by title or number; nothing is loaded.")
@click.option("--all", "everything", is_flag=True, help="Print every line, not the first 20 of each list.")
@click.option("--refused", metavar="OUTPUT", help="Write every refused record and its reason to this file.")
def register(file: Optional[str], lookup: Optional[str], everything: bool, refused: Optional[str]) -> None:
    """Load the official register from FILE (CSV or JSON), and compare our records with it.

    Without FILE, compare with the register that was loaded last.
    """
    if lookup is not None and (file or refused):
        raise click.UsageError("--lookup looks in the loaded register. Leave FILE and --refused out.")
    if refused and not file:
        raise click.UsageError("--refused needs the FILE to load. Give it.")
    if lookup is not None:
        return _look_up(lookup)
    if file:
        _load(file, everything, refused)
    _compare(everything)


def _look_up(text: str) -> None:
    from bot import settings
    from knowledge.register_db import Register, RegisterError
    from knowledge.register_report import row_line

    with plainly(RegisterError), Register.open(settings.register_path()) as loaded:
        found = loaded.find(text)
    if not found:
        raise click.ClickException(f"The register has nothing for '{text}'. Try fewer words, or the number.")
    for row in found:
        click.echo(row_line(row))


def _load(file: str, everything: bool, output: Optional[str]) -> None:
    from pathlib import Path

    from bot import settings
    from knowledge.register_db import RegisterError, load
    from knowledge.register_file import NotTheRegister
    from knowledge.register_report import date

    path = settings.register_path()
    if output:
        _writable(output, file, str(path))
    try:
        with plainly(RegisterError), _progress() as progress:
            loaded = load(Path(file), path, progress)
    except NotTheRegister as error:
        _write(output, error.refused)
        raise Unusable(str(error)) from error
    _write(output, loaded.refused)
    click.echo(f"Loaded {loaded.count:,} qualifications from {loaded.source} on {date(loaded.day)}.")
    if loaded.refused:
        click.echo(f"Refused {_records(len(loaded.refused))}. The register lacks them until you correct the file and load it again.")
        _listed([str(refusal) for refusal in loaded.refused], everything)
    for doubt in _doubts(loaded):
        click.echo(doubt, err=True)


def _doubts(loaded: Any) -> Iterator[str]:
    """What makes a file that loaded look incomplete."""
    read = loaded.count + len(loaded.refused)
    if loaded.promised and loaded.promised > read:
        yield f"The file says there are {loaded.promised:,} records, and holds {read:,}. Load all of its pages as one file."
    elif loaded.before and loaded.count < loaded.before * 0.9:
        yield f"The register held {loaded.before:,} qualifications before. Check that the download was complete."


def _compare(everything: bool) -> None:
    import datetime

    from bot import settings
    from knowledge import content
    from knowledge.register_compare import compare
    from knowledge.register_db import Register, RegisterError
    from knowledge.register_report import date, lacking_line, say, summary

    with plainly(RegisterError, content.ContentError), Register.open(settings.register_path()) as loaded:
        click.echo(f"The register was loaded on {date(loaded.day)} from {loaded.source}: {loaded.count:,} qualifications.")
        # From the content as it stands, so an editor need not build it first.
        ours = [entry.record for entry in content.read(content.CONTENT) if entry.kind == "qualifications"]
        found = compare(ours, loaded, datetime.date.today())
    click.echo(summary(found))
    click.echo(f"\nWhere our records and the register disagree: {len(found.differences)}.")
    _listed([say(difference) for difference in found.differences], everything)
    click.echo(f"\nOpen in England, about school support staff, and not among our records: {len(found.lacking)}.")
    _listed([lacking_line(lacking) for lacking in found.lacking], everything)


def _listed(lines: list[str], everything: bool) -> None:
    for line in lines if everything else lines[:_SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > _SHOWN and not everything:
        click.echo(f"  and {len(lines) - _SHOWN:,} more. Add --all to see them.")


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"


def _writable(output: str, *taken: str) -> None:
    """Refuses an output that cannot be written, before anything is loaded, or that is one of the files in use."""
    from pathlib import Path

    if any(Path(output).resolve() == Path(other).resolve() for other in taken):
        raise Unusable(f"{output} is a file that this command uses. Give another for the refused records.")
    try:
        Path(output).open("a", encoding="utf-8").close()
    except OSError as error:
        raise Unusable(f"{output} cannot be written ({error.strerror}). Give another path.") from error


def _write(output: Optional[str], refused: tuple) -> None:
    from pathlib import Path

    if output:
        try:
            Path(output).write_text("".join(f"{refusal}\n" for refusal in refused), encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{output} could not be written ({error.strerror}). Check the space on the disk.") from error


@contextmanager
def _progress() -> Iterator[Callable[[float], None]]:
    """A bar on standard error, where a person sees it."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=100, label="Loading", file=sys.stderr) as bar:
        yield lambda done: bar.update(int(done * 100) - bar.pos) if done * 100 >= bar.pos + 1 else None
