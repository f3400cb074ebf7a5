"""Load: forty conversations at once for five minutes, with one guide and with a cluster, each on this machine.

People are played by Locust in a process of its own (`locustfile.py`). What is counted begins after a warm-up, in which all of
them have come and each server has met what it keeps for later.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator, Optional

from bot import settings
from bot.bench import load_figures, memory, servers, storage
from bot.bench.load_figures import Load
from bot.bench.servers import LIMITS, BenchFailed, below, stop
from bot.serve import address

PEOPLE, A_SECOND = 40, 2
WARM_SECONDS, SECONDS = 50, 300
_START_SECONDS, _LEAVING_SECONDS = 300, 20
LOCUSTFILE = Path(__file__).with_name("locustfile.py")
CLUSTER = [sys.executable, "-m", "tests.cluster.serve"]
# What the tests end with where the machine lacks one of the servers.
LACKING = 2


@dataclass(frozen=True)
class Side:
    """What is loaded: its address, its processes, the certificate to trust and, for SQLite, its folder."""

    name: str
    url: str
    process: subprocess.Popen
    certificate: Optional[str] = None
    folder: Optional[Path] = None


@dataclass(frozen=True)
class Measured:
    """One side's figures, by server: memory in MiB after the warm-up and at the end, seconds of the processor between; of SQLite, what it holds then and its backup."""

    name: str
    load: Load
    before: dict[str, float]
    after: dict[str, float]
    work: dict[str, float]
    stored: Optional[storage.Stored] = None
    backup: Optional[storage.Backup] = None


def measured(progress: Callable[[str], object]) -> list[Measured]:
    """Loads one guide, then a cluster where this machine has all that it needs.

    Raises:
        BenchFailed: if servers do not start, or nothing is answered.
    """
    return [found for side in (embedded, cluster) if (found := _one(side, progress)) is not None]


def _one(side: Callable, progress: Callable[[str], object]) -> Optional[Measured]:
    progress(f"Load: starting {side.__name__}")
    with side(progress) as running:
        if running is None:
            return None
        with tempfile.TemporaryDirectory(prefix="fivesteps-load-") as folder:
            return _loaded(running, Path(folder) / "requests.jsonl", progress)


@contextmanager
def embedded(_progress: Callable[[str], object]) -> Iterator[Side]:
    """One guide with SQLite, as `fivesteps run` serves it."""
    with tempfile.TemporaryDirectory(prefix="fivesteps-load-") as made:
        folder = Path(made)
        with servers.guide(folder, FIVESTEPS_KNOWLEDGE=str(settings.knowledge_path()), **LIMITS) as running:
            running.wait()
            yield Side("one guide, SQLite", address(running.port), running.children[0], folder=folder)


@contextmanager
def cluster(progress: Callable[[str], object]) -> Iterator[Optional[Side]]:
    """Two guides and two action servers behind nginx, PostgreSQL and Redis, as the tests of the cluster start them; None where they cannot."""
    # Each of its guides gets a folder of its own from whatever starts it.
    environment = servers.environment(settings.var_dir(), FIVESTEPS_KNOWLEDGE=str(settings.knowledge_path()), **LIMITS)
    child = subprocess.Popen(CLUSTER, cwd=settings.PROJECT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        told = next((line for line in child.stdout if line.startswith("{")), None)
        if told is None:
            if child.wait(_START_SECONDS) != LACKING:
                raise BenchFailed("The cluster did not start. 'make test-cluster' tells more.")
            progress("Load: no cluster, because this machine lacks one of its servers")
            yield None
        else:
            yield Side("cluster, PostgreSQL", process=child, **json.loads(told))
    finally:
        # Its end of the pipe closed, it stops all it started.
        child.stdin.close()
        try:
            child.wait(_LEAVING_SECONDS * 3)
        except subprocess.TimeoutExpired:
            stop([child])


def _loaded(side: Side, log: Path, progress: Callable[[str], object]) -> Measured:
    progress(f"Load: {side.name}: {PEOPLE} conversations at once, {WARM_SECONDS} seconds to warm up and {SECONDS} seconds")
    log.touch()
    people = _people(side, log)
    try:
        time.sleep(WARM_SECONDS)
        start, running = time.time(), below([side.process])
        before, done = memory.by_server(running), memory.work(running)
        time.sleep(SECONDS)
        end, running = time.time(), below([side.process])
        after, work = memory.by_server(running), memory.work(running)
    finally:
        stop([people])
    try:
        found = load_figures.figures(load_figures.read(log), start, end)
    except ValueError as error:
        raise BenchFailed(f"{side.name}: {error}") from error
    took = {name: work[name] - seconds for name, seconds in done.items() if name in work}
    if side.folder is None:
        return Measured(side.name, found, before, after, took)
    backup = storage.backed_up(side.folder, log.with_name("backup.tar.gz"))
    return Measured(side.name, found, before, after, took, storage.stored(side.folder), backup)


def _people(side: Side, log: Path) -> subprocess.Popen:
    """Locust; its time is bounded even if nobody stops it."""
    command = [
        sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--headless", "--users", str(PEOPLE), "--spawn-rate", str(A_SECOND),
        "--run-time", f"{WARM_SECONDS + SECONDS + _LEAVING_SECONDS}s", "--host", side.url, "--only-summary", "--exit-code-on-error", "0",
    ]
    environment = {**os.environ, "FIVESTEPS_LOAD_LOG": str(log), **({"FIVESTEPS_LOAD_CERTIFICATE": side.certificate} if side.certificate else {})}
    return subprocess.Popen(
        command, cwd=settings.PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )
