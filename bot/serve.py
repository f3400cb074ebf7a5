"""`fivesteps run`: prepares what changed, then keeps the guide and its action server going.

Both are children of one honcho manager, and end with it. The action server is started again if it stops: the guide
answers 503 meanwhile and goes on where it was. Both tell from the knowledge base as it was at the start.
"""
from __future__ import annotations

import datetime
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Optional

from bot import launcher, logs, settings
from bot.held_knowledge import held
from knowledge import retention

BOT = Path(__file__).resolve().parent
READY = "Five Steps is ready:"
START_SECONDS = 180
# The action server is for this machine only.
ACTIONS_HOST = {"SANIC_HOST": "127.0.0.1"}
_VARIABLE = re.compile(r"\$\{(\w+)\}")


class CannotStart(Exception):
    """The guide cannot be started; the text says why and what to do."""


def run(port: int, actions_port: int) -> None:
    """Serves the guide until Ctrl+C or SIGTERM.

    Raises:
        CannotStart: if a port is taken, the answers cannot be kept, or the guide could not be prepared or kept running.
    """
    check_ports(port, actions_port)
    check_answers()
    check_endpoints(settings.endpoints_path())
    for warning in filter(None, (as_root(), wrong_clock())):
        pass_on(logs.line("warning", "bot.serve", warning), "bot.serve", False)
    model = prepare()
    # Another program may have taken a port while the model was trained.
    check_ports(port, actions_port)
    with ExitStack() as until_stopped:
        try:
            knowledge = until_stopped.enter_context(held(settings.knowledge_path(), settings.var_dir()))
        except OSError as error:
            raise CannotStart(f"The knowledge base could not be held ready ({error.strerror}). Check the space on the disk.") from None
        os.environ.update(environment(port, actions_port))
        os.environ.update({"FIVESTEPS_KNOWLEDGE": str(knowledge), launcher.ENVIRONMENT: str(os.getpid())})
        _keep_running(port, actions_port, model)


def check_ports(port: int, actions_port: int) -> None:
    """Raises CannotStart, with the remedy, if one of the two ports is taken or they are the same."""
    if port == actions_port:
        raise CannotStart(f"Port {port} is set twice: give FIVESTEPS_PORT and FIVESTEPS_ACTIONS_PORT different numbers.")
    for number, name in ((port, "FIVESTEPS_PORT"), (actions_port, "FIVESTEPS_ACTIONS_PORT")):
        if not is_free(number):
            raise CannotStart(
                f"Port {number} is taken, perhaps by another Five Steps: stop that program, or set {name} to a free port."
            )


def check_answers() -> None:
    """Looks whether the database of answers and their key are whole and can be written.

    Raises:
        CannotStart: with the remedy, if they are not.
        BadSetting: if the key that is given is none.
    """
    from bot.doctor import damage, key_is_gone

    try:
        if fault := key_is_gone():
            raise CannotStart(fault)
        settings.secret()
    except OSError as error:
        raise CannotStart(f"The folder {settings.var_dir()} cannot be used ({error.strerror}). Check its rights and the space on the disk.") from None
    if fault := damage():
        raise CannotStart(fault)


def check_endpoints(path: Path) -> None:
    """Raises CannotStart, with the remedy, if the file cannot be read or names a variable that is not set."""
    try:
        named = _VARIABLE.findall(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotStart(f"{path} cannot be read ({error.strerror}). Set FIVESTEPS_ENDPOINTS to a file of endpoints.") from error
    # The port of this machine's action server has a default.
    missing = [name for name in dict.fromkeys(named) if name not in os.environ and name != "FIVESTEPS_ACTIONS_PORT"]
    if missing:
        raise CannotStart(f"{path.name} needs {' and '.join(missing)}: set what is missing, as docs/deploy/cluster.md tells.")


def as_root() -> Optional[str]:
    """What to say where the guide runs with all rights of the machine; None where it does not."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        return None
    return (
        "The guide runs as root, the user who may do anything here. Give it a user of its own: a fault in it, or in a library, could then "
        "harm nothing else."
    )


def wrong_clock() -> Optional[str]:
    """What to say where the clock of the machine cannot be right, as after its battery failed; None where it may be."""
    told = retention.told(datetime.datetime.now(datetime.timezone.utc), ())
    return f"{told} Put it right: the dates of plans go by it." if told else None


def prepare() -> Path:
    """Builds the knowledge base and trains the model where something changed; returns the model.

    It runs in a process of its own, so that what training needs is given back before serving.
    """
    preparing = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "train"], cwd=settings.PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", env={**os.environ, launcher.ENVIRONMENT: str(os.getpid())},
    )
    with preparing:
        for told in preparing.stdout or ():
            say(told.rstrip())
    if preparing.returncode:
        raise CannotStart("The guide could not be prepared: put right what is said above, then start it again.")
    from bot.train import ensure_model

    return ensure_model()


def environment(port: int, actions_port: int) -> dict[str, str]:
    """What the guide and its action server need to know; anything already set from outside stays."""
    fixed = {
        "FIVESTEPS_PORT": str(port),
        "FIVESTEPS_ACTIONS_PORT": str(actions_port),
        "FIVESTEPS_VAR": str(settings.var_dir()),
        "FIVESTEPS_KNOWLEDGE": str(settings.knowledge_path()),
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONUNBUFFERED": "1",
    }
    usual = {
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # A second thread makes a turn a millisecond or two quicker, and takes as much of the processor again, waiting for work.
        "OMP_NUM_THREADS": "1",
    }
    return {**{name: value for name, value in usual.items() if name not in os.environ}, **fixed}


def guide_command(port: int, model: Path) -> list[str]:
    """How Rasa's server is started with this model."""
    return [
        sys.executable, "-m", "bot.rasa_cli", "run", "--model", str(model), "--endpoints", str(settings.endpoints_path()),
        "--credentials", str(BOT / "credentials.yml"), "--port", str(port), "-i", settings.host(), "--quiet",
    ]


def actions_command(port: int) -> list[str]:
    """How the action server is started. Where it listens is in ACTIONS_HOST, for it has no argument for that."""
    return [sys.executable, "-m", "bot.action_server", "--actions", "actions", "--port", str(port), "--quiet"]


def _commands(port: int, actions_port: int, model: Path) -> dict[str, str]:
    actions = " ".join([*(f"{name}={value}" for name, value in ACTIONS_HOST.items()), shlex.join(actions_command(actions_port))])
    again = f"{shlex.quote(sys.executable)} -m bot.logs 'The action server stopped. It is being started again.'; sleep 1"
    # Asked to stop, the shell waits for the action server to end, and so does whoever waits for the shell.
    loop = f'trap stopped=1 TERM; while [ -z "$stopped" ] && kill -0 "${launcher.ENVIRONMENT}" 2>/dev/null; do {actions}; [ -n "$stopped" ] || {{ {again}; }}; done'
    return {"actions": loop, "guide": f"exec {shlex.join(guide_command(port, model))}"}


def _keep_running(port: int, actions_port: int, model: Path) -> None:
    # Imported here: `fivesteps chat` uses this module without serving.
    from honcho.manager import SYSTEM_PRINTER_NAME, Manager
    from honcho.printer import Printer

    ready = threading.Event()

    class Plain(Printer):
        """Passes on what the children say, without honcho's own news of process ids."""

        def write(self, message):
            if message.name != SYSTEM_PRINTER_NAME:
                data = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
                for told in data.splitlines():
                    pass_on(told, message.name, ready.is_set())

    manager = Manager(Plain(sys.stdout, colour=False, prefix=False))
    for name, command in _commands(port, actions_port, model).items():
        manager.add_process(name, command, cwd=str(settings.PROJECT))
    # A terminal that is closed stops the guide, unless it was started to outlive it.
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    stopped = threading.Event()
    late = threading.Event()
    announcer = threading.Thread(target=_announce, args=(manager, (port, actions_port), ready, stopped, late), daemon=True)
    say("Starting the guide. This takes about 20 seconds.")
    announcer.start()
    manager.loop()
    stopped.set()
    if late.is_set():
        raise CannotStart(f"The guide did not answer within {START_SECONDS} seconds. See what it said above, then try again.")
    if manager.returncode not in (0, 130, 143, -2, -15):
        raise CannotStart("The guide stopped by itself. See what it said above, then start it again.")
    say("Five Steps has stopped.")


def _announce(manager, ports: tuple[int, int], ready: threading.Event, stopped: threading.Event, late: threading.Event) -> None:
    """Says so once both children answer; ends both if they do not."""
    from bot.client import Client

    port, actions_port = ports
    guide, actions = Client(address(port)), Client(f"http://127.0.0.1:{actions_port}/health")
    until = time.monotonic() + START_SECONDS
    while not stopped.wait(0.25):
        if guide.is_ready() and actions.is_ready():
            ready.set()
            return say(f"{READY} {address(port)}/  (Ctrl+C stops it)")
        if time.monotonic() > until:
            late.set()
            return manager.terminate()


def address(port: int) -> str:
    """Where a browser on this machine finds the guide."""
    return f"http://127.0.0.1:{port}"


def say(told: str) -> None:
    """Tells whoever started the guide: a plain line at a terminal, a line of the log anywhere else."""
    pass_on(logs.line("info", "bot.serve", told), "bot.serve", False)


def pass_on(text: str, part: str, people_may_talk: bool) -> None:
    """Writes what a child or this process said, at once, even when the output is a pipe."""
    told = logs.sealed(text, part, people_may_talk)
    logs.write(logs.plain(told) if sys.stdout.isatty() else told, sys.stdout)


def is_free(port: int) -> bool:
    """True if nobody listens at this port of the machine."""
    with socket.socket() as probe:
        # As a server does: a port that only waits for old connections to fade is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
