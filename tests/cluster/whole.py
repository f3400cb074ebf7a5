"""Two guides and two action servers behind nginx, on a PostgreSQL and a Redis that run already: as docs/deploy/cluster.md sets them up."""
from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping

from tests.cluster import stack
from tests.cluster.services import Service

_PORTS = ("80", "443", "5005", "5006", "5050", "5055", "5056")


@dataclass(frozen=True)
class Whole:
    """A running cluster: its address, the certificate to trust, its secret, its servers, and its ports by those of the project's files."""

    url: str
    certificate: Path
    secret: str
    guides: list[Service]
    actions: list[Service]
    nginx: Service
    ports: dict[str, int]


@contextmanager
def whole(folder: Path, knowledge: Path, people_url: str, redis_url: str, more: Mapping[str, str]) -> Iterator[Whole]:
    """Starts all of it in a folder, and stops it at the end.

    Args:
        folder: for logs and settings; nginx and the guides write there.
        knowledge: the knowledge base, which is copied.
        people_url, redis_url: PostgreSQL and Redis.
        more: settings of the guides besides those of a cluster.
    """
    ports = dict(zip(_PORTS, stack.free_ports(len(_PORTS))))
    shutil.copy(knowledge, folder / "knowledge.db")
    secret = secrets.token_hex(16)
    environment = {
        "FIVESTEPS_VAR": str(folder / "var"), "FIVESTEPS_KNOWLEDGE": str(folder / "knowledge.db"), "FIVESTEPS_PEOPLE": people_url,
        "FIVESTEPS_REDIS": redis_url, "FIVESTEPS_SECRET": secret, "FIVESTEPS_ENDPOINTS": "bot/endpoints.cluster.yml",
        "FIVESTEPS_ACTIONS_URL": f"http://127.0.0.1:{ports['5050']}", "SANIC_REAL_IP_HEADER": "X-Real-IP", "OMP_NUM_THREADS": "1", **more,
    }
    train = [sys.executable, "-m", "bot.cli", "train"]
    # What it says is not for whoever reads our own output.
    subprocess.run(train, cwd=stack.PROJECT, env={**os.environ, **environment}, check=True, stdout=sys.stderr)
    guides = [stack.guide(folder, ports[name], environment) for name in ("5005", "5006")]
    actions = [stack.actions(folder, ports[name], environment) for name in ("5055", "5056")]
    proxy, url, certificate = stack.nginx(folder, ports)
    try:
        for service in [*guides, *actions]:
            service.wait()
        yield Whole(url, certificate, secret, guides, actions, proxy, ports)
    finally:
        # Together: a guide takes its time.
        with ThreadPoolExecutor() as stopping:
            list(stopping.map(Service.stop, [*guides, *actions, proxy]))
