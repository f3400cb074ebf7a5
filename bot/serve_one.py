"""`fivesteps serve guide` and `fivesteps serve actions`: one process, for a service manager that keeps several of them.

It prepares nothing, so that it may run where it can write nothing. The process becomes Rasa's own, and every
signal of the service manager reaches it.
"""
from __future__ import annotations

import os
from pathlib import Path
from typing import Never

from bot import serve, settings
from bot.serve import CannotStart

PREPARE = "Run 'fivesteps train' once, with the same settings, then start this again."


def become(part: str, port: int, actions_port: int) -> Never:
    """Turns this process into a server: "guide" or "actions".

    Raises:
        CannotStart: if something that it needs is missing, or its port is taken.
        BadSetting: if a setting cannot be used.
    """
    mine = port if part == "guide" else actions_port
    command = guide(mine) if part == "guide" else actions(mine)
    if not serve.is_free(mine):
        raise CannotStart(f"Port {mine} is taken: stop the program that uses it, or set another one.")
    os.environ.update(serve.environment(port, actions_port))
    if part == "actions":
        os.environ.update(serve.ACTIONS_HOST)
    os.chdir(settings.PROJECT)
    os.execv(command[0], command)


def guide(port: int) -> list[str]:
    """The command of a guide, once all that it needs is there.

    Raises:
        CannotStart, BadSetting
    """
    from bot.train import fingerprint

    serve.check_endpoints(settings.endpoints_path())
    settings.secret()
    _check(settings.knowledge_path(), f"knowledge base at {settings.knowledge_path()}")
    model = settings.models_dir() / f"{fingerprint()}.tar.gz"
    _check(model, f"trained model of this version in {model.parent}")
    return serve.guide_command(port, model)


def actions(port: int) -> list[str]:
    """The command of an action server.

    Raises:
        CannotStart: if there is no knowledge base.
    """
    _check(settings.knowledge_path(), f"knowledge base at {settings.knowledge_path()}")
    return serve.actions_command(port)


def _check(path: Path, what: str) -> None:
    # Whoever trains may be the administrator, and whoever serves is not.
    if not os.access(path, os.R_OK):
        raise CannotStart(f"There is no {what} that this user can read. {PREPARE}")
