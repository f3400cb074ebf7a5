"""Before anything is started, `fivesteps run` sees whether it can be."""
from __future__ import annotations

import socket

import pytest

from bot import serve


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_taken_port_is_named_with_the_setting_that_changes_it(taken_port, free_port):
    with pytest.raises(serve.CannotStart, match=f"{taken_port} is taken.*FIVESTEPS_PORT"):
        serve.check_ports(taken_port, free_port)
    with pytest.raises(serve.CannotStart, match=f"{taken_port} is taken.*FIVESTEPS_ACTIONS_PORT"):
        serve.check_ports(free_port, taken_port)


def test_one_port_for_both_is_refused(free_port):
    with pytest.raises(serve.CannotStart, match="twice"):
        serve.check_ports(free_port, free_port)
