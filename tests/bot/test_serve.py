"""Before anything is started, `fivesteps run` sees whether it can be."""
from __future__ import annotations

import socket

import pytest

from bot import logs, serve
from bot.bench.servers import free_ports


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


def test_the_administrator_is_warned_at_the_start(monkeypatch, capsys):
    monkeypatch.setattr(serve, "prepare", lambda: (_ for _ in ()).throw(serve.CannotStart("far enough")))
    for id, told in ((0, "runs as root"), (1000, "")):
        monkeypatch.setattr(serve.os, "geteuid", lambda: id)
        with pytest.raises(serve.CannotStart, match="far enough"):
            serve.run(*free_ports())
        said = capsys.readouterr().out
        assert told in said and bool(said) == bool(told)


def test_what_a_child_says_is_passed_on_as_a_line_of_the_log(capsys):
    serve.pass_on("loading", "guide", False)
    serve.pass_on("zanzibar", "guide", True)
    first, second = (logs.read(line) for line in capsys.readouterr().out.splitlines())
    assert first["event"] == "loading" and "zanzibar" not in str(second)


def test_the_guide_listens_on_this_machine_unless_told_otherwise(monkeypatch, tmp_path):
    monkeypatch.delenv("FIVESTEPS_HOST", raising=False)
    assert "-i 127.0.0.1" in serve._commands(1, 2, tmp_path)["guide"]
    assert "SANIC_HOST=127.0.0.1" in serve._commands(1, 2, tmp_path)["actions"]
