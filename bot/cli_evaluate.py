"""`fivesteps evaluate`: how well messages are understood, beside the default pipeline of Rasa."""
from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Optional

import click

from bot import settings
from bot.cli_plain import Unusable, open_store, plainly

HELDOUT = settings.PROJECT / "tests" / "heldout"
PAGE = settings.PROJECT / "docs" / "evaluation.md"


@click.command()
@click.option(
    "--cases", "folders", multiple=True, metavar="DIR",
    help="A folder of cases; may be given again. Without it: tests/heldout, and docs/evaluation.md is written.",
)
@click.option("--json", "to", metavar="FILE", help="Write every figure there as JSON, too.")
@click.option("--bare/--no-bare", default=True, help="Compare the default pipeline of Rasa. Its training takes many minutes, once.")
def evaluate(folders: tuple[str, ...], to: Optional[str], bare: bool) -> None:
    """Measure on cases how well messages are understood. It takes a minute or two."""
    from bot.evaluation import cases as reading

    progress = partial(click.echo, err=True)
    if to and (Path(to).is_dir() or not Path(to).absolute().parent.is_dir()):
        raise Unusable(f"{to} cannot be written. Give a file in a folder that is there.")
    try:
        found, notes = reading.read([Path(folder) for folder in folders] or [HELDOUT])
    except reading.BadCases as error:
        raise Unusable(str(error)) from error
    for note in notes:
        progress(note)
    result = _measured(found, bare, progress)
    for strange in result.strange:
        progress(f"{strange} is in no record. Correct the case, or the id.")
    _written(result, to, page=not folders)


def _measured(found: list, bare: bool, progress):
    """Everything that needs a model."""
    from bot import quiet, train

    quiet.hush()
    store = open_store()
    compared = bare and any(case.file == "intents.yml" for case in found)
    with plainly(train.TrainingFailed):
        model = train.ensure_model(progress)
    from bot.evaluation import bare as default
    from bot.evaluation import listening, run

    with plainly(default.BareFailed):
        other = default.ensure_model(progress) if compared else None
    progress(f"Reading {len(found)} messages.")
    result = run.evaluate(found, store, listening.load(model), progress)
    if other:
        progress("The same intents with the default pipeline.")
        run.beside(result, found, listening.load(other))
    return result


def _written(result, to: Optional[str], page: bool) -> None:
    from bot.evaluation import report

    click.echo(report.tables(result), nl=False)
    try:
        if to:
            Path(to).write_text(json.dumps(result.as_dict(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        if page:
            PAGE.parent.mkdir(exist_ok=True)
            PAGE.write_text(report.page(result), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be written ({error.strerror}). Nothing else is missing.") from error
