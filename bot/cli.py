"""The command `fivesteps`.

Exit codes: 0 done; 1 it could not be done, and the line on stderr says how to put it right; 2 the
command itself, or a file given to it, cannot be used. Imports stay inside the commands, so `--help`
is quick and the knowledge commands never wait for Rasa.
"""
from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import Any, Iterator, Optional

import click


class Unusable(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


class PlainGroup(click.Group):
    """Commands whose errors are one plain sentence on stderr, without a usage block or a traceback."""

    def main(self, *args: Any, **options: Any) -> None:
        """Runs the command line and exits."""
        options["standalone_mode"] = False
        try:
            sys.exit(super().main(*args, **options) or 0)
        except click.Abort:
            _fail("Stopped.", 1)
        except click.UsageError as error:
            context = error.ctx.command_path if error.ctx else "fivesteps"
            said = error.format_message()
            _fail(f"{said if said.endswith(('.', '?')) else said + '.'} See '{context} --help'.", error.exit_code)
        except click.ClickException as error:
            _fail(error.format_message(), error.exit_code)


def _fail(message: str, code: int) -> None:
    click.echo(message, err=True)
    sys.exit(code)


@contextmanager
def _plainly(*errors: type[Exception]) -> Iterator[None]:
    """Turns expected errors into their own sentence and exit code 1."""
    try:
        yield
    except errors as error:
        raise click.ClickException(str(error)) from error


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Five Steps, a guidance assistant for school support staff."""


@main.group()
def knowledge() -> None:
    """Build, check, search and show the knowledge base."""


@knowledge.command("build")
def knowledge_build() -> None:
    """Build the knowledge base from knowledge/content."""
    from bot import settings
    from knowledge import build, content

    with _plainly(content.ContentError):
        counts = build.build(content.CONTENT, settings.knowledge_path())
    click.echo(f"Built {settings.knowledge_path()}: {sum(counts.values())} records.")
    for kind, count in counts.items():
        if count:
            click.echo(f"  {count:5} {kind.replace('_', ' ')}")


@knowledge.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
def knowledge_check(folder: Optional[str]) -> None:
    """Check the content (of FOLDER) for what an editor must not break."""
    from pathlib import Path

    from knowledge import check, content

    with _plainly(content.ContentError):
        entries = content.read(Path(folder) if folder else content.CONTENT)
    if problems := check.problems(entries):
        raise click.ClickException("\n".join([*problems, f"{len(problems)} to put right."]))
    click.echo(f"The content is sound: {len(entries)} records.")


@knowledge.command("search")
@click.argument("text", nargs=-1, required=True)
def knowledge_search(text: tuple[str, ...]) -> None:
    """List the records that hold words of TEXT, best first."""
    store = _store()
    found = store.full_text(" ".join(text))
    if not found:
        raise click.ClickException(f"Nothing holds '{' '.join(text)}'. Try fewer words, or other words for the same thing.")
    for kind, id, _score in found:
        click.echo(f"{id:40} {_title(store.get(kind, id))}  ({kind.replace('_', ' ')})")


@knowledge.command("show")
@click.argument("id")
def knowledge_show(id: str) -> None:
    """Show the record with this ID, or that had it formerly, and its sources."""
    import yaml

    from knowledge.records import KINDS

    store = _store()
    found = [(kind, record) for kind in KINDS if (record := store.find(kind, id))]
    if not found:
        raise click.ClickException(f"There is no record '{id}'.{_nearest(id, store.anywhere)}")
    for kind, record in found:
        shown = {key: value for key, value in json.loads(record.json()).items() if value not in (None, [], {})}
        if refs := getattr(record, "sources", None):
            # Last, for they are long.
            shown.pop("sources", None)
            shown["sources"] = store.named_sources(refs)
        click.echo(yaml.safe_dump({kind: [shown]}, allow_unicode=True, sort_keys=False, width=100).rstrip())


@main.command()
@click.argument("profile")
def advise(profile: str) -> None:
    """Print the advice for PROFILE (a JSON file, or - for standard input) as JSON."""
    given = _profile(profile)
    store = _store()
    from knowledge.advice import recommend
    from knowledge.advice.profile import BadProfile, check

    try:
        check(given, store)
    except BadProfile as error:
        raise Unusable(str(error)) from error
    click.echo(json.dumps(recommend.advise(given, store), ensure_ascii=False, indent=2))


@main.command()
def train() -> None:
    """Build the knowledge base and train the model, where something changed."""
    from bot import train as preparing
    from knowledge.content import ContentError

    with _plainly(ContentError, preparing.TrainingFailed):
        preparing.ensure_knowledge()
        preparing.ensure_model()


@main.command()
def run() -> None:
    """Serve the guide and its page at http://127.0.0.1:5005/."""
    from bot import serve

    with _plainly(serve.CannotStart):
        serve.run(*_ports())


@main.command()
def chat() -> None:
    """Talk to the guide in this terminal."""
    from bot import client, serve, terminal

    port, _ = _ports()
    with _plainly(client.ClientError, serve.CannotStart):
        terminal.chat(port)


@main.command()
@click.option("--really", is_flag=True, help="Remove them; without this nothing is removed.")
def purge(really: bool) -> None:
    """Count, or with --really remove, conversations and plans kept long enough."""
    from dataclasses import asdict

    from bot import settings
    from knowledge.people import People, PeopleError

    with _plainly(PeopleError):
        people = People(settings.people_url(), settings.secret())
        try:
            purged = people.purge(settings.TRANSCRIPT_DAYS, settings.PLAN_DAYS, dry_run=not really)
        finally:
            people.close()
    listed = ", ".join(f"{count} {name}" for name, count in asdict(purged).items())
    click.echo(f"Removed: {listed}." if really else f"Would remove: {listed}. Nothing was removed; add --really to do it.")


def _profile(path: str) -> dict:
    """The profile in a file, or on standard input where the path is '-'."""
    try:
        with click.open_file(path, encoding="utf-8-sig") as file:
            given = json.load(file)
    except OSError as error:
        raise Unusable(f"{path} cannot be read ({error.strerror}). Give the path of a profile in JSON.") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Unusable(f"{path} is not JSON (line {error.lineno}: {error.msg}). Correct that line.") from error
    except RecursionError as error:
        raise Unusable(f"{path} is nested too deeply. Write one JSON object with the keys of a profile.") from error
    if not isinstance(given, dict):
        raise Unusable(f"{path} holds no profile. Write one JSON object, such as {{\"roles\": [\"school-cook\"]}}.")
    return given


@main.command()
def bench() -> None:
    """Measure speed and memory beside a bare Rasa, into docs/benchmarks.md. It takes minutes."""
    from functools import partial

    from bot.bench import run
    from bot.bench.servers import BenchFailed

    with _plainly(BenchFailed):
        click.echo(run.run(partial(click.echo, err=True)), nl=False)


def _store() -> Any:
    """The knowledge base, built first if the content changed."""
    from bot.train import ensure_knowledge
    from knowledge import content, store

    with _plainly(content.ContentError, store.KnowledgeError):
        # Standard output is for what was asked.
        return store.Store.open(ensure_knowledge(progress=lambda line: click.echo(line, err=True)))


def _ports() -> tuple[int, int]:
    from bot import settings

    try:
        ports = settings.port(), settings.actions_port()
    except ValueError as error:
        raise Unusable("FIVESTEPS_PORT and FIVESTEPS_ACTIONS_PORT must be numbers, such as 5005. Correct them.") from error
    if not all(1 <= port <= 65535 for port in ports):
        raise Unusable("FIVESTEPS_PORT and FIVESTEPS_ACTIONS_PORT must be between 1 and 65535. Correct them.")
    return ports


def _nearest(id: str, known: Any) -> str:
    import difflib

    near = difflib.get_close_matches(id, list(known), n=3, cutoff=0.5)
    return f" Did you mean {', '.join(near)}?" if near else " Find ids with 'fivesteps knowledge search'."


def _title(record: Any) -> str:
    named = (getattr(record, field, None) for field in ("title", "term", "question", "label", "words", "text"))
    return next((name for name in named if name), record.id)


if __name__ == "__main__":
    main()
