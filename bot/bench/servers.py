"""Real server processes: started, waited for, weighed, and stopped with all that they started themselves."""
from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence

from bot import settings

START_SECONDS = 180
STOP_SECONDS = 20

# No telemetry and no chatter, for both sides alike.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}

# What would lead to the data of a guide that is set up here.
MOVED = ("FIVESTEPS_KNOWLEDGE", "FIVESTEPS_PEOPLE", "FIVESTEPS_SECRET", "FIVESTEPS_ENDPOINTS")
# All people of a bench come from one address, as fast as they can.
LIMITS = {"FIVESTEPS_SESSIONS_A_MINUTE": "60000", "FIVESTEPS_REQUESTS_A_MINUTE": "600000"}


class BenchFailed(Exception):
    """The bench cannot go on; the text says why."""


@dataclass(frozen=True)
class Process:
    """A running process: its id, its parent's, its memory in KiB, its command line."""

    id: int
    parent: int
    kib: int
    command: str


def environment(folder: Path, **more: str) -> dict[str, str]:
    """For a guide with its data in a folder of its own, whatever guide may be set up here; `more` is added."""
    kept = {name: value for name, value in os.environ.items() if name not in MOVED}
    return {**kept, **QUIET, "FIVESTEPS_VAR": str(folder), **more}


class Servers:
    """A server and its action server, started together; a context manager that leaves nothing running."""

    def __init__(
        self, commands: Sequence[Sequence[str]], folder: Path, log: Path, environment: dict[str, str], ports: tuple[int, int]
    ):
        """Starts the commands in `folder`; what they say goes to `log`. `ports`: the server's, the action server's."""
        self.port, self._ports, self._log = ports[0], ports, log
        self._began = time.monotonic()
        self.children: list[subprocess.Popen] = []
        with log.open("wb") as output:
            for command in commands:
                self.children.append(
                    subprocess.Popen(
                        list(command), cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                        stderr=subprocess.STDOUT, start_new_session=True,
                    )
                )

    def __enter__(self) -> "Servers":
        return self

    def __exit__(self, *_error) -> None:
        self.stop()

    def seconds(self) -> float:
        """Since the commands were started."""
        return time.monotonic() - self._began

    def wait(self) -> None:
        """Waits until both answer.

        Raises:
            BenchFailed: if one stopped or took too long; the text ends with what they said.
        """
        while not (_answers(self._ports[0], "/") and _answers(self._ports[1], "/health")):
            if any(child.poll() is not None for child in self.children) or self.seconds() > START_SECONDS:
                said = self._log.read_text(errors="replace")[-2000:]
                raise BenchFailed(f"The servers did not start. They said:\n{said}")
            time.sleep(0.1)

    def mib(self, mark: str) -> Optional[float]:
        """The memory of the process with `mark` in its command line (of several, such as its shell, the largest)."""
        sizes = [process.kib for process in self._tree() if mark in process.command]
        return max(sizes) / 1024 if sizes else None

    def stop(self) -> None:
        """Ends everything that was started."""
        stop(self.children)

    def _tree(self) -> list[Process]:
        return below(self.children)


def guide(folder: Path, **more: str) -> Servers:
    """Starts Five Steps as `fivesteps run` serves it, on free ports, with its data in a folder; `more` is added to its environment."""
    ports = free_ports()
    command = [sys.executable, "-m", "bot.cli", "run"]
    surroundings = environment(folder, FIVESTEPS_PORT=str(ports[0]), FIVESTEPS_ACTIONS_PORT=str(ports[1]), **more)
    return Servers([command], settings.PROJECT, folder / "servers.log", surroundings, ports)


def run(command: Sequence[str], folder: Path, environment: dict[str, str]) -> float:
    """Runs a command to its end; returns its seconds.

    Raises:
        BenchFailed: if it failed; the text ends with what it said.
    """
    began = time.monotonic()
    child = subprocess.Popen(
        list(command), cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )
    try:
        said, _ = child.communicate()
    finally:
        stop([child])
    if child.returncode:
        raise BenchFailed(f"'{' '.join(command[1:5])}' failed. It said:\n{said[-2000:]}")
    return time.monotonic() - began


def stop(children: Sequence[subprocess.Popen]) -> None:
    """Ends the children and all below them: politely, then surely. Those that have ended already do no harm."""
    everything = below(children)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    left = {process.id: process.command for process in processes()}
    for process in everything:
        # The command too: the number may belong to somebody else by now.
        if left.get(process.id) == process.command:
            _kill(process.id)


def _kill(id: int) -> None:
    try:
        os.kill(id, signal.SIGKILL)
    except ProcessLookupError:
        pass


def below(children: Sequence[subprocess.Popen]) -> list[Process]:
    """The children that run, and all below them."""
    running, found = processes(), {child.pid for child in children if child.poll() is None}
    while more := {process.id for process in running if process.parent in found} - found:
        found |= more
    return [process for process in running if process.id in found]


def processes() -> list[Process]:
    """Every process of the machine."""
    listed = subprocess.run(["ps", "-axwwo", "pid=,ppid=,rss=,args="], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 3) for line in listed.splitlines())
    return [Process(int(row[0]), int(row[1]), int(row[2]), row[3]) for row in rows if len(row) == 4]


def free_ports() -> tuple[int, int]:
    """Two ports that nobody uses."""
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
