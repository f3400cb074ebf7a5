"""A guide of a test's own that may be damaged, and an action server between it and the real one that can be slow or answer nonsense."""
from __future__ import annotations

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

import requests

from bot import serve, settings, train
from bot.client import Client
from tests.running import DAY, TIME, free_port

START_SECONDS, STOP_SECONDS = 240, 60
# A message with this word is the only one that the fault meets.
MARK = "rhododendron"
LATE_SECONDS = 10.0
CLOCK = {"FIVESTEPS_TODAY": DAY, "FIVESTEPS_TIME": TIME}


class Between(http.server.ThreadingHTTPServer):
    """Passes calls on to the real action server. A call about MARK is answered by `fault`, if there is one."""

    daemon_threads = True

    def __init__(self, real_port: int):
        super().__init__(("127.0.0.1", 0), _Passing)
        self.real = f"http://127.0.0.1:{real_port}/webhook"
        self.fault: Callable | None = None
        self.met = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Passing(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(b'{"status": "ok"}')

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.fault and MARK in json.loads(asked)["tracker"]["latest_message"]["text"]:
            self.server.met.set()
            return self.server.fault(self, asked)
        self.pass_on(asked)

    def pass_on(self, asked: bytes) -> None:
        """Answers as the real action server does."""
        real = requests.post(self.server.real, data=asked, headers={"Content-Type": "application/json"}, timeout=60)
        self.answer(real.content, real.status_code)

    def answer(self, body: bytes, status: int = 200, promised: int | None = None) -> None:
        """Sends an answer, perhaps less than it promises."""
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(promised or len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            # Whoever asked has gone.
            self.close_connection = True

    def log_message(self, *details):
        """Says nothing."""


def late(call: _Passing, asked: bytes) -> None:
    """A good answer, ten seconds late."""
    time.sleep(LATE_SECONDS)
    call.pass_on(asked)


def _sends(body: bytes, **how) -> Callable:
    return lambda call, _asked: call.answer(body, **how)


def _reply(**custom) -> bytes:
    whole = {"messages": [{"text": "Hello"}], "step": 1, "done": 1, "of": 9, "effects": [], **custom}
    slots = [{"event": "slot", "name": "answers", "value": {}}, {"event": "slot", "name": "requested_slot", "value": "duties"}]
    return json.dumps({"events": slots, "responses": [{"custom": whole}]}).encode()


NONSENSE = {
    "not JSON": _sends(f"<html>{MARK}</html>".encode()),
    "another shape": _sends(json.dumps({"events": {}, "responses": MARK}).encode()),
    "no reply in it": _sends(b'{"events": [], "responses": []}'),
    "messages that are no messages": _sends(_reply(messages=[MARK])),
    "choices that are no choices": _sends(_reply(messages=[{"text": "Hello", "choices": [{"id": 7}]}])),
    "an error": _sends(MARK.encode(), status=500),
    "a refusal": _sends(json.dumps({"action_name": "validate_guide_form", "error": "no"}).encode(), status=400),
    "too long": _sends(_reply(messages=[{"text": "x" * 8_000_000}])),
    "half of it": lambda call, _asked: call.answer(_reply()[:60], promised=4000),
}


@contextmanager
def action_server(knowledge: Path, var: Path) -> Iterator[int]:
    """The real action server, alone; gives its port."""
    port = free_port()
    own = {**serve.ACTIONS_HOST, **CLOCK, "FIVESTEPS_VAR": str(var), "FIVESTEPS_KNOWLEDGE": str(knowledge)}
    process = subprocess.Popen(serve.actions_command(port), cwd=settings.PROJECT, env={**os.environ, **serve.environment(0, port), **own}, start_new_session=True)
    try:
        until = time.monotonic() + START_SECONDS
        while serve.is_free(port):
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait(STOP_SECONDS)


class Damageable:
    """A guide in a folder of its own: the one server beside `between`, or the whole as `make run` starts it."""

    def __init__(self, var: Path, knowledge: Path, actions_port: int):
        self.var, self.port, self.log = var, free_port(), var / "server.log"
        self.url = f"http://127.0.0.1:{self.port}"
        self._knowledge, self._actions_port = knowledge, actions_port
        self.process: subprocess.Popen | None = None
        # True while launcher, server and action server run, and not the server alone.
        self.is_whole, self.own_actions_port = False, 0

    def start_server(self) -> None:
        """Starts the server alone; its actions are at the port that was given."""
        command = serve._commands(self.port, self._actions_port, train.ensure_model())["guide"]
        self._start(command, {**serve.environment(self.port, self._actions_port), "FIVESTEPS_KNOWLEDGE": str(self._knowledge)})

    def start_whole(self) -> None:
        """Starts launcher, server and action server."""
        self.own_actions_port = free_port()
        ports = {"FIVESTEPS_PORT": str(self.port), "FIVESTEPS_ACTIONS_PORT": str(self.own_actions_port), "FIVESTEPS_KNOWLEDGE": str(self._knowledge)}
        self._start(f"exec {sys.executable} -m bot.cli run", ports, whole=True)

    def _start(self, command: str, environment: dict, whole: bool = False) -> None:
        own = {"FIVESTEPS_VAR": str(self.var), **CLOCK, "FIVESTEPS_REQUESTS_A_MINUTE": "60000"}
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, shell=True, cwd=settings.PROJECT, env={**os.environ, **environment, **own}, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_hear_all,
            )
        self.is_whole, until = whole, time.monotonic() + START_SECONDS
        while not self.is_ready():
            assert self.process.poll() is None and time.monotonic() < until, self.said()[-3000:]
            time.sleep(0.25)

    def is_ready(self) -> bool:
        """True if it can take a turn."""
        try:
            return requests.get(self.url + "/ready", timeout=5).ok
        except requests.RequestException:
            return False

    def client(self) -> Client:
        """A new person's client."""
        return Client(self.url)

    def said(self) -> str:
        """The whole log."""
        return self.log.read_text(errors="replace")

    def processes(self) -> list[int]:
        """The ids of all its processes."""
        return with_children(self.process.pid)

    def stop(self, way: signal.Signals = signal.SIGTERM) -> int | None:
        """Asks it to stop; returns its exit code, or None if it went on regardless; it is cut off then.

        Args:
            way: SIGTERM, as a service manager sends it; SIGINT or SIGHUP, as a terminal sends them to every process in it.
        """
        if way is signal.SIGTERM:
            self.process.send_signal(way)
        else:
            os.killpg(self.process.pid, way)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.cut()
            return None

    def cut(self) -> None:
        """Ends every process of it at once, as a power cut does."""
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(STOP_SECONDS)


def _hear_all() -> None:
    """Tests that were started to outlive their terminal do not hand that on: what they start ends with its own."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def with_children(first: int) -> list[int]:
    """A process, and all that it started, and they, read from /proc."""
    parents = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            parents[int(pid)] = int(Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [first]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found
