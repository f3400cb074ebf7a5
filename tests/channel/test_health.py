"""/health and /ready: alive and ready are told apart, and neither tells of a person."""
from __future__ import annotations

import http.server
import resource
import sqlite3
import threading

import pytest
import requests

from bot.channel import health


@pytest.fixture(autouse=True)
def anew(monkeypatch):
    """Each question is answered anew."""
    monkeypatch.setattr(health, "KEPT_SECONDS", 0.0)


@pytest.fixture
def knows(app, address, monkeypatch):
    monkeypatch.setattr(app.ctx.conversations.store, "full_text", lambda words: [], raising=False)


@pytest.fixture
def actions(app, address):
    """An action server that says it is well."""

    class Well(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/health" else 404)
            self.end_headers()

        def log_message(self, *details):
            """Says nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Well)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = type("Endpoint", (), {"url": f"http://127.0.0.1:{server.server_port}/webhook"})
    app.ctx.agent.action_endpoint, app.ctx.agent.is_ready = endpoint, lambda: True
    yield server
    server.shutdown()
    server.server_close()


def ready(address) -> tuple[int, dict]:
    answer = requests.get(f"{address}/ready", timeout=10)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()["parts"]


def test_a_process_that_answers_is_alive(address):
    answer = requests.get(f"{address}/health", timeout=5)
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_with_everything_there_it_is_ready(address, knows, actions):
    assert ready(address) == (200, {"model": True, "knowledge": True, "people": True, "actions": True})


def test_without_the_action_server_it_is_not_ready(address, knows, actions):
    actions.shutdown()
    actions.server_close()
    assert ready(address) == (503, {"model": True, "knowledge": True, "people": True, "actions": False})


def test_without_a_model_it_is_not_ready(address, app, knows, actions):
    app.ctx.agent.is_ready = lambda: False
    assert ready(address)[0] == 503 and not ready(address)[1]["model"]


def test_without_its_database_it_is_not_ready(address, app, knows, actions, tmp_path):
    from knowledge.people import People

    app.ctx.conversations.people = People(f"sqlite:///{tmp_path}/none/people.db", b"x")
    status, parts = ready(address)
    assert status == 503 and not parts["people"]


@pytest.mark.parametrize("kind", ["immediate", "exclusive"])
def test_while_another_program_holds_its_database_it_is_not_ready(address, people_path, knows, actions, kind):
    assert ready(address)[0] == 200
    other = sqlite3.connect(people_path, isolation_level=None)
    other.execute(f"begin {kind}")
    try:
        status, parts = ready(address)
        assert status == 503 and not parts["people"]
        assert requests.get(f"{address}/health", timeout=5).status_code == 200
    finally:
        other.execute("rollback")
        other.close()
    assert ready(address)[0] == 200


def test_on_a_full_disk_it_is_not_ready_and_leaves_nothing_there(address, people_path, knows, actions):
    assert ready(address)[0] == 200
    before, no_limit = sorted(people_path.parent.iterdir()), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, no_limit[1]))
    try:
        found = ready(address)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
    assert found == (503, {"model": True, "knowledge": True, "people": False, "actions": True})
    assert ready(address)[0] == 200 and sorted(people_path.parent.iterdir()) == before


def test_a_disk_that_hangs_takes_one_thread_and_no_more(address, app, knows, actions, monkeypatch):
    hangs, asked = threading.Event(), []

    def check() -> None:
        asked.append(True)
        hangs.wait(30)

    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(app.ctx.conversations.people, "check", check)
    for _ in range(3):
        assert not ready(address)[1]["people"]
    assert len(asked) == 1
    hangs.set()
    # The next question but one at the latest finds the thread free.
    assert any(ready(address)[0] == 200 for _ in range(20))


def test_without_its_knowledge_it_is_not_ready(address, app, actions, tmp_path, monkeypatch):
    monkeypatch.setattr(app.ctx.conversations.store, "path", tmp_path / "none.db")
    status, parts = ready(address)
    assert status == 503 and not parts["knowledge"]
