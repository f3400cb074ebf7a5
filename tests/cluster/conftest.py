"""A cluster as docs/deploy/cluster.md sets it up: two guides and two action servers behind nginx, PostgreSQL and Redis.

These tests take minutes, so they are run only where they are named: `make test-cluster`.
"""
from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import places
from tests.cluster import load, stack
from tests.cluster.services import Service, missing
from tests.cluster.whole import whole
from tests.running import DAY, TIME, Guide

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
    intranet = stack.free_ports(1)[0]
    places.write(folder / "local", intranet)
    more = {
        "FIVESTEPS_LOCAL": str(folder / "local"), "FIVESTEPS_TODAY": DAY, "FIVESTEPS_TIME": TIME, "FIVESTEPS_SESSIONS_A_MINUTE": "600",
        "FIVESTEPS_REQUESTS_A_MINUTE": "60000",
    }
    with whole(folder, knowledge_db, postgres[1], redis[1], more) as running, pytest.MonkeyPatch.context() as trusted:
        trusted.setenv("REQUESTS_CA_BUNDLE", str(running.certificate))
        ports = running.ports
        services = {"guide": running.guides, "actions": running.actions, "nginx": [running.nginx], "redis": [redis[0]], "postgres": [postgres[0]]}
        yield Cluster(
            url=running.url, var=folder, process=None, actions_port=ports["5055"], intranet_port=intranet, people_url=postgres[1],
            secret=running.secret.encode(), redis_url=redis[1], actions_ports=(ports["5055"], ports["5056"]),
            direct=[f"http://127.0.0.1:{ports[name]}" for name in ("5005", "5006")], services=services,
        )


@pytest.fixture(scope="session")
def undisturbed(cluster) -> dict:
    """What is kept of each script of `load` when nothing happens."""
    return load.undisturbed(cluster.url)


@pytest.fixture(scope="session")
def guide(cluster) -> Cluster:
    """The cluster, for tests that are made for one guide."""
    return cluster
