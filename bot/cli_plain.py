"""What all commands share: errors as one plain sentence with an exit code, and the knowledge base opened."""
from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import Any, Iterator

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
        except OSError as error:
            if error.filename is None:
                raise
            _fail(f"{error.filename} cannot be used ({error.strerror}). Check that it is there, who may use it, and the space on the disk.", 1)
        except ValueError as error:
            # Imported here: help is quick.
            from knowledge.kept import BadSetting

            if not isinstance(error, BadSetting):
                raise
            _fail(str(error), Unusable.exit_code)


def _fail(message: str, code: int) -> None:
    click.echo(message, err=True)
    sys.exit(code)


@contextmanager
def plainly(*errors: type[Exception]) -> Iterator[None]:
    """Turns expected errors into their own sentence and exit code 1."""
    try:
        yield
    except errors as error:
        raise click.ClickException(str(error)) from error


def open_store() -> Any:
    """The knowledge base, built first if the content changed.

    Raises:
        ClickException: if the content is not sound or the knowledge base cannot be read.
    """
    from bot.train import ensure_knowledge
    from knowledge import content, store

    with plainly(content.ContentError, store.KnowledgeError):
        # Standard output is for what was asked.
        return store.Store.open(ensure_knowledge(progress=lambda line: click.echo(line, err=True)))


@contextmanager
def open_people(may_be_none: bool = False) -> Iterator[Any]:
    """What users left behind, for a command: it makes no database, and what is wrong with the one that is there is told plainly.

    Args:
        may_be_none: True where nothing is wrong if there is no database yet; the command ends with 0 then.

    Raises:
        Unusable: if FIVESTEPS_PEOPLE is no address.
        ClickException: if the database is missing, locked, damaged, read-only, full or away.
    """
    from sqlalchemy.exc import ArgumentError

    from bot import settings
    from knowledge.people import People, PeopleError

    try:
        people = People(settings.people_url(), settings.secret())
    except (ArgumentError, ImportError) as error:
        raise Unusable("FIVESTEPS_PEOPLE is no address of a database. Write it like sqlite:////srv/five-steps/people.db, or leave it out.") from error
    try:
        # A guide that runs may wait for its file to be brought back: an empty one must not take its place.
        if told := people.missing():
            none = click.ClickException(told)
            none.exit_code = 0 if may_be_none else 1
            raise none
        yield people
    except PeopleError as error:
        raise click.ClickException(people.remedy(error)) from error
    finally:
        people.close()
