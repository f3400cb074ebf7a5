"""The guide as it really runs, server and action server on loopback: started once for all tests that talk to it."""
from __future__ import annotations

import html
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from bot import inbox_links
from bot.client import Client
from tests import places

PROJECT = Path(__file__).resolve().parents[1]
START_SECONDS = 240
# Refuses and writes down whatever would leave this machine.
WATCH = Path(__file__).parent / "watched"
# The conversations are of this day, so that what ends later changes none of them.
DAY = "2026-11-22"
# Twenty to midnight, on a Sunday.
TIME = "23:40"


@dataclass
class Guide:
    """A running guide: its address, its folder, and the two processes under it.

    `intranet_port` is free for a page of another origin, which the file of `tests.places.INTRANET` names.
    """

    url: str
    var: Path
    process: subprocess.Popen
    actions_port: int
    intranet_port: int

    @property
    def people_url(self) -> str:
        """The database of what people leave behind."""
        return f"sqlite:///{self.var / 'people.db'}"

    @property
    def secret(self) -> bytes:
        """The key for tokens and codes."""
        return (self.var / "secret").read_bytes()

    @property
    def actions_ports(self) -> tuple[int, ...]:
        """Where the action servers are."""
        return (self.actions_port,)

    def written(self) -> dict[str, bytes]:
        """Everything in the guide's folder: databases and their logs, the log, temporary files."""
        return {str(path.relative_to(self.var)): path.read_bytes() for path in self.var.rglob("*") if path.is_file()}

    def client(self) -> Client:
        """A new person's client."""
        return Client(self.url)

    def inbox(self, school: str) -> str:
        """The page of a school's named person, as it reads: without the marks of HTML."""
        page = requests.get(self.url + inbox_links.write(self.secret, school, 1))
        assert page.status_code == 200, page.text
        return html.unescape(re.sub(r"<[^>]+>", " ", page.text))


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def guide(tmp_path_factory, knowledge_db):
    """The guide as `make run` serves it, on ports and data of its own."""
    var = tmp_path_factory.mktemp("var")
    # The first build takes minutes, and is tested elsewhere.
    shutil.copy(knowledge_db, var / "knowledge.db")
    port, actions_port, intranet_port = free_port(), free_port(), free_port()
    places.write(var / "local", intranet_port)
    environment = {
        **os.environ, "FIVESTEPS_PORT": str(port), "FIVESTEPS_ACTIONS_PORT": str(actions_port), "FIVESTEPS_VAR": str(var),
        "FIVESTEPS_SESSIONS_A_MINUTE": "600", "FIVESTEPS_REQUESTS_A_MINUTE": "60000", "FIVESTEPS_TODAY": DAY, "FIVESTEPS_TIME": TIME, "FIVESTEPS_LOCAL": str(var / "local"),
        "TMPDIR": str(var / "tmp"), "FIVESTEPS_TEST_WATCH": str(var / "connections.txt"), "PYTHONPATH": str(WATCH),
    }
    (var / "tmp").mkdir()
    environment.pop("FIVESTEPS_KNOWLEDGE", None)
    log = var / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run"], cwd=PROJECT, env=environment, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
        )
    running = Guide(f"http://127.0.0.1:{port}", var, process, actions_port, intranet_port)
    try:
        _wait(process, log)
        yield running
    finally:
        # A guide that did not start has ended: then what it said is what is told.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait(process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while "Five Steps is ready" not in log.read_text(errors="replace"):
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail("The guide did not start:\n" + log.read_text(errors="replace")[-3000:])
        time.sleep(0.5)
