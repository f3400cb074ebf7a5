"""A cluster as docs/deploy/cluster.md sets it up: two guides and two action servers behind nginx, PostgreSQL and Redis.

These tests take minutes, so they are run only where they are named: `make test-cluster`.
"""
from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cluster import stack
from tests.cluster.services import Service, missing
from tests.running import DAY, TIME, Guide
from tests.places import FOLDER

HERE = Path(__file__).parent
LOUD = "THE CLUSTER WAS NOT TESTED: this machine lacks {}. Install it, as scripts/ci-packages.sh does, and run 'make test-cluster' again."


def pytest_ignore_collect(collection_path, config):
    """Leaves the folder out unless the command line names it."""
    named = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    return None if any(path == HERE or HERE in path.parents for path in named) else True


def pytest_terminal_summary(terminalreporter) -> None:
    """Says once more, where nobody overlooks it, that nothing was tested."""
    if lacking := missing():
        terminalreporter.section("not tested", red=True, bold=True)
        terminalreporter.line(LOUD.format(" and ".join(lacking)))


@pytest.fixture(scope="session")
def folder():
    """A folder for all servers, which those that run as another user may enter."""
    if lacking := missing():
        pytest.skip(LOUD.format(" and ".join(lacking)))
    path = Path(tempfile.mkdtemp(prefix="five-steps-cluster-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(folder):
    """PostgreSQL as it runs, and its address."""
    service, url = stack.postgres(folder, stack.free_ports(1)[0])
    yield service, url
    service.stop()


@pytest.fixture(scope="session")
def redis(folder):
    """Redis as it runs, and its address."""
    service, url = stack.redis_server(folder, stack.free_ports(1)[0])
    yield service, url
    service.stop()


@dataclass
class Cluster(Guide):
    """A running cluster, which can be talked to like one guide.

    direct    the addresses of the guides themselves, past nginx
    services  every server by its kind: guide, actions, nginx, redis, postgres
    """

    people_url: str = ""
    secret: bytes = b""
    actions_ports: tuple[int, ...] = ()
    redis_url: str = ""
    direct: list[str] = field(default_factory=list)
    services: dict[str, list[Service]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def cluster(folder, postgres, redis, knowledge_db):
    """The whole cluster, behind nginx."""
    names = ("80", "443", "5005", "5006", "5050", "5055", "5056")
    ports = dict(zip(names, stack.free_ports(len(names))))
    shutil.copy(knowledge_db, folder / "knowledge.db")
    secret = secrets.token_hex(16)
    environment = {
        "FIVESTEPS_VAR": str(folder / "var"), "FIVESTEPS_KNOWLEDGE": str(folder / "knowledge.db"), "FIVESTEPS_LOCAL": str(FOLDER),
        "FIVESTEPS_PEOPLE": postgres[1], "FIVESTEPS_REDIS": redis[1], "FIVESTEPS_SECRET": secret,
        "FIVESTEPS_ENDPOINTS": "bot/endpoints.cluster.yml", "FIVESTEPS_ACTIONS_URL": f"http://127.0.0.1:{ports['5050']}",
        "FIVESTEPS_TODAY": DAY, "FIVESTEPS_TIME": TIME, "SANIC_REAL_IP_HEADER": "X-Real-IP", "FIVESTEPS_SESSIONS_A_MINUTE": "600", "FIVESTEPS_REQUESTS_A_MINUTE": "60000",
        "OMP_NUM_THREADS": "1",
    }
    subprocess.run([sys.executable, "-m", "bot.cli", "train"], cwd=stack.PROJECT, env={**os.environ, **environment}, check=True)
    guides = [stack.guide(folder, ports[name], environment) for name in ("5005", "5006")]
    actions = [stack.actions(folder, ports[name], environment) for name in ("5055", "5056")]
    proxy, url, certificate = stack.nginx(folder, ports)
    services = {"guide": guides, "actions": actions, "nginx": [proxy], "redis": [redis[0]], "postgres": [postgres[0]]}
    trusted = pytest.MonkeyPatch()
    trusted.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    try:
        for service in [*guides, *actions]:
            service.wait()
        yield Cluster(
            url=url, var=folder, process=None, actions_port=ports["5055"], people_url=postgres[1], secret=secret.encode(), redis_url=redis[1],
            actions_ports=(ports["5055"], ports["5056"]), direct=[f"http://127.0.0.1:{ports[name]}" for name in ("5005", "5006")], services=services,
        )
    finally:
        trusted.undo()
        # Together: a guide takes its time.
        with ThreadPoolExecutor() as stopping:
            stopping.map(Service.stop, [*guides, *actions, proxy])


@pytest.fixture(scope="session")
def guide(cluster) -> Cluster:
    """The cluster, for tests that are made for one guide."""
    return cluster
