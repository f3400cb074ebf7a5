"""The command `fivesteps insights`: a report of who asks for help to learn and what is in the way, as a page and as CSV."""
from __future__ import annotations

from pathlib import Path
from typing import Optional

import click

from bot.cli_plain import Unusable, open_store, plainly


@click.command()
@click.option("--since", required=True, metavar="DATE", help="The first month to count, such as 2026-09 or 2026-09-01.")
@click.option("--until", metavar="DATE", help="The last month to count; without this, the last one that has ended.")
@click.option("--out", metavar="FOLDER", type=click.Path(file_okay=False), help="Where to write it; without this, insights/ in var/.")
@click.option("--many-schools", is_flag=True, help="People of many schools use the page that names no school. Needed to show jobs then.")
def insights(since: str, until: Optional[str], out: Optional[str], many_schools: bool) -> None:
    """Write a report of conversations over whole months: an HTML page with charts, and CSV beside it.

    Counts under 5 are hidden. Months that are counted together stay together for good: later reports use the same counts,
    so that nobody can subtract one report from another. See docs/insights.md.
    """
    from bot import settings
    from knowledge import insights as counting
    from knowledge.insights_db import CannotCount, Database
    from knowledge.insights_months import BadMonths, Overlap, asked

    try:
        wanted = asked(since, until, settings.today())
    except BadMonths as error:
        raise Unusable(str(error)) from error
    folder = _writable(Path(out) if out else settings.var_dir() / "insights")
    store = open_store()
    database = Database(settings.people_url())
    try:
        with plainly(CannotCount, Overlap):
            report = counting.report(database, store, wanted, many_schools)
    finally:
        database.close()
    _write(folder, report, store)


def _writable(folder: Path) -> Path:
    """The folder, made where it is missing; refused before anything is counted."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / ".insights-can-be-written"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise click.ClickException(f"Nothing can be written into {folder} ({error.strerror}). Give another folder as --out.") from error
    return folder


def _write(folder: Path, report, store) -> None:
    from knowledge import insights_page

    page = folder / f"insights-{report.spans[0].first}-to-{report.spans[-1].last}.html"
    try:
        page.write_text(insights_page.page(report, store), encoding="utf-8")
        # Spreadsheets take it for UTF-8 by the mark at its beginning.
        page.with_suffix(".csv").write_text(insights_page.as_csv(report), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise click.ClickException(f"{page} cannot be written ({error.strerror}). Give another folder as --out.") from error
    click.echo(f"Counted {report.conversations:,} conversations. Wrote {page} and the CSV beside it.")
    for span in report.left_out:
        click.echo(f"{span} is left out: too few conversations.", err=True)
