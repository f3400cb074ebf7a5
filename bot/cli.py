"""The command `fivesteps`.

Exit codes: 0 done; 1 it could not be done, and the line on stderr says how to put it right; 2 the
command itself, or a file given to it, cannot be used. Imports stay inside the commands, so `--help`
is quick and the knowledge commands never wait for Rasa.
"""
from __future__ import annotations

import json

import click

from bot.cli_evaluate import evaluate
from bot.cli_helps import helps
from bot.cli_inbox import inbox
from bot.cli_insights import insights
from bot.cli_knowledge import knowledge
from bot.cli_people import export, purge
from bot.cli_plain import PlainGroup, Unusable, open_store, plainly
from bot.cli_running import backup, doctor, restore
from bot.cli_team import team


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Five Steps, a guidance assistant for school support staff."""


main.add_command(backup)
main.add_command(doctor)
main.add_command(evaluate)
main.add_command(export)
main.add_command(helps)
main.add_command(inbox)
main.add_command(insights)
main.add_command(knowledge)
main.add_command(purge)
main.add_command(restore)
main.add_command(team)


@main.command()
@click.argument("profile")
def advise(profile: str) -> None:
    """Print the advice for PROFILE (a JSON file, or - for standard input) as JSON."""
    given = _profile(profile)
    store = open_store()
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
    from bot import launcher
    from bot import train as preparing
    from knowledge.content import ContentError

    # Started by a guide that is stopped meanwhile, it has nothing to prepare for.
    launcher.follow()

    with plainly(ContentError, preparing.TrainingFailed):
        preparing.ensure_knowledge()
        preparing.ensure_model()


@main.command()
def run() -> None:
    """Serve the guide and its page at http://127.0.0.1:5005/."""
    from bot import serve

    with plainly(serve.CannotStart):
        serve.run(*_ports())


@main.command()
@click.argument("part", type=click.Choice(("guide", "actions")))
def serve(part: str) -> None:
    """Be one server of several: a guide or an action server, for a service manager. It trains nothing."""
    from bot import serve as serving
    from bot import serve_one

    with plainly(serving.CannotStart):
        serve_one.become(part, *_ports())


@main.command()
@click.option("--school", metavar="ID", help="As on the page of this school, such as hill-school.")
def chat(school: str | None) -> None:
    """Talk to the guide in this terminal."""
    from bot import client, serve, terminal

    port, _ = _ports()
    with plainly(client.ClientError, serve.CannotStart):
        terminal.chat(port, school)


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
    except ValueError as error:
        # Python reads no number of thousands of figures.
        raise Unusable(f"{path} holds a number that is too long. Write numbers as in {{\"english_level\": 2}}.") from error
    except RecursionError as error:
        raise Unusable(f"{path} is nested too deeply. Write one JSON object with the keys of a profile.") from error
    if not isinstance(given, dict):
        raise Unusable(f"{path} holds no profile. Write one JSON object, such as {{\"roles\": [\"school-cook\"]}}.")
    return given


@main.command()
@click.option("--as-of", default=None, metavar="DAY", help="The day they are of, such as 2026-11-22; without this, the day they were written for.")
def transcript(as_of: str | None) -> None:
    """Play whole conversations through the guide, into docs/transcripts.md."""
    import datetime

    from bot import transcript as writing
    from bot.bench.servers import BenchFailed
    from bot.client import ClientError

    try:
        day = datetime.date.fromisoformat(as_of) if as_of else writing.DAY
    except ValueError as error:
        raise Unusable("--as-of must be a day, such as 2026-11-22. Correct it.") from error
    with plainly(BenchFailed, ClientError):
        click.echo(f"Written: {writing.write(day)}")


@main.command()
@click.option("--only", type=click.Choice(["servers", "widget", "growth", "load"]), help="One part; the rest of docs/benchmarks.md stays as it is.")
def bench(only: str | None) -> None:
    """Measure speed and memory beside a bare Rasa, the widget, and how a turn grows, into docs/benchmarks.md. It takes minutes.

    Load (--only load) has to be named: it keeps the whole machine busy for a quarter of an hour.
    """
    from functools import partial

    from bot.bench import run
    from bot.bench.servers import BenchFailed
    from bot.browser import NoBrowser

    with plainly(BenchFailed, NoBrowser):
        click.echo(run.run(partial(click.echo, err=True), only), nl=False)


def _ports() -> tuple[int, int]:
    from bot import settings
    from knowledge import kept

    try:
        settings.today()
    except ValueError as error:
        raise Unusable("FIVESTEPS_TODAY must be a day, such as 2026-11-22. Correct it, or leave it out.") from error
    try:
        settings.now()
    except ValueError as error:
        raise Unusable("FIVESTEPS_TIME must be a time of day, such as 23:40. Correct it, or leave it out.") from error
    for name, setting in (("FIVESTEPS_ORIGINS", settings.origins), ("FIVESTEPS_FRAMES", settings.frames)):
        try:
            setting()
        except ValueError as error:
            raise Unusable(f"{name}: {error}") from error
    try:
        settings.sessions_a_minute(), settings.requests_a_minute()
    except ValueError as error:
        raise Unusable("FIVESTEPS_SESSIONS_A_MINUTE and FIVESTEPS_REQUESTS_A_MINUTE must be whole numbers from 1, such as 60. Correct them, or leave them out.") from error
    try:
        ports = settings.port(), settings.actions_port()
    except ValueError as error:
        raise Unusable("FIVESTEPS_PORT and FIVESTEPS_ACTIONS_PORT must be numbers, such as 5005. Correct them.") from error
    # Read now, so that a bad one is told here and not in the middle of the start.
    kept.days()
    if not all(1 <= port <= 65535 for port in ports):
        raise Unusable("FIVESTEPS_PORT and FIVESTEPS_ACTIONS_PORT must be between 1 and 65535. Correct them.")
    return ports


if __name__ == "__main__":
    main()
