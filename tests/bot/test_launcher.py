"""Servers end with the launcher that started them, and tell from the knowledge base as it was at the start."""
from __future__ import annotations

import datetime
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from bot import doctor, launcher, serve, settings
from bot.held_knowledge import held
from tests.conversations.faulty import with_children

SERVER = "import time; from bot import launcher; launcher.follow(); print('up', flush=True); time.sleep(600)"


def started(code: str, **environment) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", code], env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)


def test_a_server_ends_after_its_launcher_was_killed():
    one = started("import time; time.sleep(600)")
    server = started(SERVER, **{launcher.ENVIRONMENT: str(one.pid)})
    try:
        assert server.stdout.readline() == "up\n" and server.poll() is None
        one.kill()
        one.wait()
        assert server.wait(30) == -signal.SIGTERM
    finally:
        for process in (one, server):
            with suppress(ProcessLookupError):
                process.kill()
            process.communicate()


def test_a_launcher_of_another_user_is_alive(monkeypatch):
    def refused(pid, signal):
        raise PermissionError

    monkeypatch.setattr(launcher.os, "kill", refused)
    assert launcher.is_alive(1)


def test_what_prepares_the_guide_ends_with_a_start_that_is_stopped(tmp_path, knowledge_db):
    """Stopped while the model is trained, the start leaves no training behind."""
    own = {"FIVESTEPS_VAR": str(tmp_path), "FIVESTEPS_MODELS": str(tmp_path / "models"), "FIVESTEPS_KNOWLEDGE": str(knowledge_db)}
    one = started("from bot import serve; serve.prepare()", **own)
    try:
        assert "Training the model" in one.stdout.readline()
        [child] = [pid for pid in with_children(one.pid) if pid != one.pid][:1]
        one.send_signal(signal.SIGTERM)
        one.wait(30)
        until = time.monotonic() + 30
        while launcher.is_alive(child) and time.monotonic() < until:
            time.sleep(0.1)
        assert not launcher.is_alive(child) and not list((tmp_path / "models").glob("*.tar.gz"))
    finally:
        one.kill()
        one.communicate()


def test_a_server_that_has_no_launcher_goes_by_itself(monkeypatch):
    monkeypatch.delenv(launcher.ENVIRONMENT, raising=False)
    launcher.follow()
    assert "launcher" not in {thread.name for thread in launcher.threading.enumerate()}


def test_the_shell_that_starts_the_action_server_again_looks_for_the_launcher_first(tmp_path):
    assert serve._commands(5005, 5055, tmp_path / "m.tar.gz")["actions"].startswith(f'trap stopped=1 TERM; while [ -z "$stopped" ] && kill -0 "${launcher.ENVIRONMENT}"')


def test_both_servers_are_told_their_launcher_and_the_same_file(tmp_path, monkeypatch):
    told = []
    (tmp_path / "knowledge.db").write_text("old")
    for name, value in (("FIVESTEPS_VAR", str(tmp_path)), ("FIVESTEPS_KNOWLEDGE", str(tmp_path / "knowledge.db")), (launcher.ENVIRONMENT, "")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(serve, "environment", lambda *_: {})
    for name in ("check_ports", "check_answers", "check_endpoints"):
        monkeypatch.setattr(serve, name, lambda *_: None)
    monkeypatch.setattr(serve, "prepare", lambda: tmp_path / "model.tar.gz")
    monkeypatch.setattr(serve, "_keep_running", lambda *_: told.append((os.environ["FIVESTEPS_KNOWLEDGE"], os.environ[launcher.ENVIRONMENT])))
    serve.run(5005, 5055)
    assert told == [(str(tmp_path / f"serving-{os.getpid()}.db"), str(os.getpid()))]


def test_a_new_build_does_not_reach_a_guide_that_runs(tmp_path):
    knowledge = tmp_path / "knowledge.db"
    knowledge.write_text("old")
    with held(knowledge, tmp_path) as name:
        fresh = tmp_path / "fresh.db"
        fresh.write_text("new")
        fresh.replace(knowledge)
        assert name.read_text() == "old"
        knowledge.unlink()
        assert name.read_text() == "old"
    assert not name.exists()


def test_without_second_names_on_a_disk_it_is_a_copy(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "knowledge.db").write_text("old")
    with held(tmp_path / "knowledge.db", tmp_path) as name:
        assert name.read_text() == "old"


def test_what_a_killed_launcher_left_is_removed_and_what_another_serves_stays(tmp_path):
    gone = started("")
    gone.communicate()
    left, other = tmp_path / f"serving-{gone.pid}.db", tmp_path / f"serving-{os.getppid()}.db"
    for file in (left, other, tmp_path / "knowledge.db"):
        file.write_text("old")
    with held(tmp_path / "knowledge.db", tmp_path):
        assert not left.exists() and other.exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a file that is always full")
def test_a_log_on_a_full_disk_does_not_end_the_guide(monkeypatch):
    log = open("/dev/full", "w")
    monkeypatch.setattr(sys, "stdout", log)
    serve.say("Starting the guide.")
    serve.pass_on("A line.", "guide", True)
    with pytest.raises(OSError):
        log.close()


@pytest.fixture
def people_path(tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path))
    monkeypatch.delenv("FIVESTEPS_SECRET", raising=False)
    monkeypatch.delenv("FIVESTEPS_PEOPLE", raising=False)
    return tmp_path / "people.db"


def test_a_key_that_was_cut_short_stops_the_start_with_the_remedy(people_path, tmp_path):
    (tmp_path / "secret").write_bytes(b"half a key")
    with pytest.raises(settings.BadSetting, match="fewer than 32 characters.*fivesteps restore"):
        serve.check_answers()
    assert [finding.state for finding in doctor._secret()] == [doctor.WRONG]


def test_without_the_key_of_what_is_kept_it_does_not_start_and_makes_no_other(people_path, tmp_path):
    people_path.write_bytes(b"answers")
    with pytest.raises(serve.CannotStart, match="their key .*secret is gone.*fivesteps restore"):
        serve.check_answers()
    assert [finding.state for finding in doctor._secret()] == [doctor.WRONG]
    assert not (tmp_path / "secret").exists()


def test_a_damaged_database_of_answers_stops_the_start_with_the_remedy(people_path):
    serve.check_answers()
    people_path.write_bytes(b"no database " * 1000)
    with pytest.raises(serve.CannotStart, match="is damaged.*fivesteps restore"):
        serve.check_answers()
    people_path.unlink()
    serve.check_answers()


def test_a_locked_database_of_answers_is_not_taken_for_a_damaged_one(people_path):
    other = sqlite3.connect(people_path, isolation_level=None)
    other.execute("create table plans (id)")
    other.execute("begin exclusive")
    try:
        assert "is locked by another program" in doctor.damage() and "restore" not in doctor.damage()
    finally:
        other.close()
    assert doctor.damage() is None


def test_a_database_of_answers_that_cannot_be_written_stops_the_start(people_path, monkeypatch):
    people_path.touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "cannot be written" in doctor.damage()
    with pytest.raises(serve.CannotStart, match="Give it and its folder to the user"):
        serve.check_answers()


def test_a_clock_that_cannot_be_right_is_told_at_the_start(monkeypatch):
    assert serve.wrong_clock() is None
    monkeypatch.setattr(serve.retention, "FIRST", datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1))
    assert "when there was no guide yet. Put it right" in serve.wrong_clock()
