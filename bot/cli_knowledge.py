"""The commands `fivesteps knowledge ...`: build, check, search, show and write out the knowledge base."""
from __future__ import annotations

import json
from collections import Counter
from typing import Any, Iterable, Optional

import click

from bot.cli_plain import open_store, plainly
from bot.cli_register import register

_FOLDER = click.Path(exists=True, file_okay=False)


@click.group()
def knowledge() -> None:
    """Build, check, search and show the knowledge base."""


knowledge.add_command(register)


@knowledge.command("build")
def knowledge_build() -> None:
    """Build the knowledge base from knowledge/content."""
    from bot import settings
    from knowledge import build, content

    with plainly(content.ContentError):
        counts = build.build(content.CONTENT, settings.knowledge_path())
    click.echo(f"Built {settings.knowledge_path()}: {sum(counts.values())} records.")
    _echo_counts(counts)


@knowledge.command("check")
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--review", "review_all", is_flag=True, help="List each point to look at again.")
def knowledge_check(folder: Optional[str], review_all: bool) -> None:
    """Check the content (of FOLDER) for what an editor must not break.

    Points to look at again, such as facts checked long ago, are counted and do not make the check fail.
    """
    import datetime
    from pathlib import Path

    from bot import settings
    from knowledge import check, content, local_check, register_report, review
    from knowledge.records import KINDS

    where = Path(folder) if folder else content.CONTENT
    with plainly(content.ContentError):
        entries = content.read(where)
    if problems := check.problems(entries):
        raise click.ClickException("\n".join([*problems, f"{len(problems)} to put right."]))
    with plainly(content.ContentError):
        places = local_check.checked(entries, where)
    click.echo(f"The content is sound: {len(entries)} records, and {len(places)} local files.")
    counts = Counter(entry.kind for entry in entries)
    _echo_counts({kind: counts[kind] for kind in KINDS})
    qualifications = [entry.record for entry in entries if entry.kind == "qualifications"]
    for line in register_report.disagreements(qualifications, settings.register_path()):
        click.echo(line)
    points = review.review(entries, datetime.date.today())
    if not points:
        click.echo("There is nothing to look at again.")
        return
    click.echo("To look at again:")
    for line in review.summary(points):
        click.echo(f"  {line}")
    if not review_all:
        click.echo("See each with 'fivesteps knowledge check --review'.")
    for point in points if review_all else ():
        click.echo(point.text)


def _echo_counts(counts: dict[str, int]) -> None:
    for kind, count in counts.items():
        if count:
            click.echo(f"  {count:5} {kind.replace('_', ' ')}")


@knowledge.command("search")
@click.argument("text", nargs=-1, required=True)
def knowledge_search(text: tuple[str, ...]) -> None:
    """List the records that hold words of TEXT, best first."""
    store = open_store()
    found = store.full_text(" ".join(text))
    if not found:
        raise click.ClickException(f"Nothing holds '{' '.join(text)}'. Try fewer words, or other words for the same thing.")
    for kind, id, _score in found:
        click.echo(f"{id:40} {_title(store.get(kind, id))}  ({kind.replace('_', ' ')})")


@knowledge.command("show")
@click.argument("id")
def knowledge_show(id: str) -> None:
    """Show the record with this ID, or that had it formerly, its sources, and what points to it."""
    import yaml

    from knowledge.records import KINDS
    from knowledge.references import pointing_at

    store = open_store()
    everything = [(kind, record) for kind in KINDS for record in store.all(kind)]
    found = [(kind, record) for kind in KINDS if (record := store.find(kind, id))]
    if not found:
        known = (name for _, record in everything for name in (record.id, *record.former_ids))
        raise click.ClickException(f"There is no record '{id}'.{_nearest(id, known)}")
    pages = []
    for kind, record in found:
        shown = {key: value for key, value in json.loads(record.json()).items() if value not in (None, [], {})}
        if refs := getattr(record, "sources", None):
            # Last, for they are long.
            shown.pop("sources", None)
            shown["sources"] = store.named_sources(refs)
        pointers = [
            {"kind": p.kind, "id": p.record.id, "title": _title(p.record), "field": p.field}
            for p in pointing_at(kind, record, everything)
        ]
        pages.append({kind: [shown], "pointed_to_by": pointers or "nothing"})
    click.echo(yaml.safe_dump_all(pages, allow_unicode=True, sort_keys=False, width=100).rstrip())


@knowledge.command("ways")
@click.argument("start")
@click.argument("goal", required=False)
@click.option("--as-of", "day", metavar="DATE", help="The ways there were on this day: 2010-01-01.")
def knowledge_ways(start: str, goal: Optional[str], day: Optional[str]) -> None:
    """Show the shortest ways from the job START to the job GOAL; without GOAL, the ways on from START."""
    import datetime

    from knowledge.advice import pathways
    from knowledge.record_base import last_day
    from knowledge.store import NotFound

    try:
        on = last_day(day) if day else datetime.date.today()
    except ValueError as error:
        raise click.UsageError(f"'{day}' is no date. Write it as 2010-01-01.") from error
    store = open_store()
    with plainly(NotFound):
        ends = [store.get("roles", id) for id in (start, goal) if id]
    found = pathways.ways(store, [ends[0].id], ends[1].id, on) if goal else [[m] for m in pathways.ways_on(store, ends[0].id, on)]
    if not found:
        raise click.ClickException(f"No way from {start} to {goal or 'elsewhere'} is on record for {on.isoformat()}.")
    for way in found:
        click.echo(" -> ".join([_title(store.get("roles", way[0].from_role)), *(_title(store.get("roles", m.to_role)) for m in way)]))
        for move in way:
            shown = pathways.step(move, store, lambda q: q.open_on(on) and q.offered)
            click.echo(f"  {move.id} ({move.kind}; its source tells of the {'move' if move.basis == 'step' else 'two jobs'})")
            for via in shown["via"]:
                click.echo(f"    by {via['title']}")


@knowledge.command("page")
@click.argument("folder", type=click.Path(file_okay=False))
def knowledge_page(folder: str) -> None:
    """Write the pages of what the guide knows into FOLDER, for a website or for print."""
    import datetime
    from pathlib import Path

    from knowledge import provenance

    style = Path(__file__).parent / "widget" / provenance.AS_FILES.style
    files = {f"{name}.html": page for name, page in provenance.pages(open_store(), datetime.date.today(), provenance.AS_FILES).items()}
    files[style.name] = style.read_text(encoding="utf-8")
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written to ({error.strerror}). Give another folder.") from error
    click.echo(f"Wrote {len(files)} files. Open {Path(folder, provenance.AS_FILES.index)}.")


def _nearest(id: str, known: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(id, list(dict.fromkeys(known)), n=3, cutoff=0.5)
    return f" Did you mean {', '.join(near)}?" if near else " Find ids with 'fivesteps knowledge search'."


def _title(record: Any) -> str:
    named = (getattr(record, field, None) for field in ("title", "term", "question", "label", "words", "text"))
    return next((name for name in named if isinstance(name, str) and name), record.id)
