"""`fivesteps run`: prepares what changed, then keeps the guide and its action server going.

Both are children of one honcho manager, and end with it. The action server is started again if it stops: the guide
answers 503 meanwhile and goes on where it was. Both tell from the knowledge base as it was at the start.
"""
from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from bot import launcher, settings
from bot.held_knowledge import held

BOT = Path(__file__).resolve().parent
READY = "Five Steps is ready:"
START_SECONDS = 180


class CannotStart(Exception):
    """The guide cannot be started; the text says why and what to do."""


def run(port: int, actions_port: int) -> None:
    """Serves the guide until Ctrl+C or SIGTERM.

    Raises:
        CannotStart: if a port is taken, the answers cannot be kept, or the guide could not be prepared or kept running.
    """
    check_ports(port, actions_port)
    check_answers()
    model = prepare()
    # Another program may have taken a port while the model was trained.
    check_ports(port, actions_port)
    with ExitStack() as until_stopped:
        try:
            knowledge = until_stopped.enter_context(held(settings.knowledge_path(), settings.var_dir()))
        except OSError as error:
            raise CannotStart(f"The knowledge base could not be held ready ({error.strerror}). Check the space on the disk.") from None
        os.environ.update(_environment(port, actions_port, knowledge))
        _keep_running(port, actions_port, model)


def check_ports(port: int, actions_port: int) -> None:
    """Raises CannotStart, with the remedy, if one of the two ports is taken or they are the same."""
    if port == actions_port:
        raise CannotStart(f"Port {port} is set twice: give FIVESTEPS_PORT and FIVESTEPS_ACTIONS_PORT different numbers.")
    for number, name in ((port, "FIVESTEPS_PORT"), (actions_port, "FIVESTEPS_ACTIONS_PORT")):
        if not _is_free(number):
            raise CannotStart(
                f"Port {number} is taken, perhaps by another Five Steps: stop that program, or set {name} to a free port."
            )


def check_answers() -> None:
    """Raises CannotStart, with the remedy, if the database of answers or their key is damaged or cannot be written."""
    from bot.doctor import damage

    try:
        settings.secret()
    except ValueError as error:
        raise CannotStart(str(error)) from None
    except OSError as error:
        raise CannotStart(f"The folder {settings.var_dir()} cannot be used ({error.strerror}). Check its rights and the space on the disk.") from None
    if fault := damage():
        raise CannotStart(fault)


def prepare() -> Path:
    """Builds the knowledge base and trains the model where something changed; returns the model.

    It runs in a process of its own, so that what training needs is given back before serving.
    """
    done = subprocess.run([sys.executable, "-m", "bot.cli", "train"], cwd=settings.PROJECT, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise CannotStart("The guide could not be prepared: put right what is said above, then start it again.")
    from bot.train import ensure_model

    return ensure_model()


def _environment(port: int, actions_port: int, knowledge: Path) -> dict[str, str]:
    """What both children need to know; anything already set from outside stays."""
    fixed = {
        "FIVESTEPS_PORT": str(port),
        "FIVESTEPS_ACTIONS_PORT": str(actions_port),
        "FIVESTEPS_VAR": str(settings.var_dir()),
        "FIVESTEPS_KNOWLEDGE": str(knowledge),
        launcher.ENVIRONMENT: str(os.getpid()),
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONUNBUFFERED": "1",
    }
    usual = {
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    return {**{name: value for name, value in usual.items() if name not in os.environ}, **fixed}


def _commands(port: int, actions_port: int, model: Path) -> dict[str, str]:
    python = shlex.quote(sys.executable)
    actions = f"SANIC_HOST=127.0.0.1 {python} -m bot.action_server --actions actions --port {actions_port} --quiet"
    again = "echo 'The action server stopped. It is being started again.'; sleep 1"
    guide = (
        f"exec {python} -m bot.rasa_cli run --model {shlex.quote(str(model))} --endpoints {shlex.quote(str(BOT / 'endpoints.yml'))} "
        f"--credentials {shlex.quote(str(BOT / 'credentials.yml'))} --port {port} -i {settings.host()} --quiet"
    )
    return {"actions": f'while kill -0 "${launcher.ENVIRONMENT}" 2>/dev/null; do {actions}; {again}; done', "guide": guide}


def _keep_running(port: int, actions_port: int, model: Path) -> None:
    # Imported here: `fivesteps chat` uses this module without serving.
    from honcho.manager import Manager

    manager = Manager(printer())
    for name, command in _commands(port, actions_port, model).items():
        manager.add_process(name, command, cwd=str(settings.PROJECT))
    # A terminal that is closed stops the guide, unless it was started to outlive it.
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    stopped = threading.Event()
    late = threading.Event()
    announcer = threading.Thread(target=_announce, args=(manager, port, actions_port, stopped, late), daemon=True)
    say("Starting the guide. This takes about 20 seconds.")
    announcer.start()
    manager.loop()
    stopped.set()
    if late.is_set():
        raise CannotStart(f"The guide did not answer within {START_SECONDS} seconds. See what it said above, then try again.")
    if manager.returncode not in (0, 130, 143, -2, -15):
        raise CannotStart("The guide stopped by itself. See what it said above, then start it again.")
    say("Five Steps has stopped.")


def printer():
    """What passes on the lines of both servers, without honcho's own news of process ids."""
    from honcho.manager import SYSTEM_PRINTER_NAME
    from honcho.printer import Printer

    class Plain(Printer):
        def write(self, message):
            if message.name != SYSTEM_PRINTER_NAME:
                # A log that takes nothing more, on a full disk or in a closed terminal, must not end the guide.
                with suppress(OSError):
                    super().write(message)

    return Plain(sys.stdout, colour=False, prefix=False)


def _announce(manager, port: int, actions_port: int, stopped: threading.Event, late: threading.Event) -> None:
    """Says so once both children answer; ends both if they do not."""
    from bot.client import Client

    guide, actions = Client(address(port)), Client(f"http://127.0.0.1:{actions_port}/health")
    until = time.monotonic() + START_SECONDS
    while not stopped.wait(0.25):
        if guide.is_ready() and actions.is_ready():
            return say(f"{READY} {address(port)}/  (Ctrl+C stops it)")
        if time.monotonic() > until:
            late.set()
            return manager.terminate()


def address(port: int) -> str:
    """Where a browser on this machine finds the guide."""
    return f"http://127.0.0.1:{port}"


def say(line: str) -> None:
    """Prints a line at once, even when the output is a pipe; nowhere, if the output takes nothing more."""
    with suppress(OSError):
        print(line, flush=True)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As a server does: a port that only waits for old connections to fade is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
