"""`fivesteps backup` and `restore`: what comes back, what stays forgotten, and plain errors that change nothing."""
from __future__ import annotations

import gzip
import os
import resource
import sqlite3
import stat
import subprocess
import tarfile

import pytest

from bot import settings
from bot.cli_running import backup, restore
from bot.client import Client
from knowledge.inbox import ToLeave
from knowledge.insights_db import Counted, Database
from knowledge.insights_months import Span
from knowledge.people import People, Plan, Said
from tests.test_cli import alone, assert_plain_error


@pytest.fixture
def make(at_home):
    run = alone(backup)
    return lambda *given: run("backup", *given)


@pytest.fixture
def bring_back(at_home, monkeypatch):
    monkeypatch.setattr(Client, "is_guide", lambda self: False)
    run = alone(restore)
    return lambda *given: run("restore", *given)


@pytest.fixture
def people(at_home):
    people = People(settings.people_url(), settings.secret())
    yield people
    people.close()


def keep(people, name, said="I am a cook") -> Plan:
    plan = Plan(id=f"plan-{name}", conversation=f"talk-{name}", school="hill-school", answers={"name": name})
    reply = {"messages": [], "effects": []}
    return people.save(plan, plan, Said("m1", said, reply), [], with_code=True, leaves=ToLeave(f"q-{name}", "Who pays?", "07700 900123"))


def test_what_was_there_comes_back_with_its_codes(make, bring_back, people, tmp_path):
    kept = keep(people, "one")
    code = people.code(kept)
    assert make(str(tmp_path / "b.tgz")).exit_code == 0
    keep(people, "two")
    people.close()
    done = bring_back(str(tmp_path / "b.tgz"), "--really")
    assert done.exit_code == 0, done.output
    after = People(settings.people_url(), settings.secret())
    assert after.find_by_code(code) == kept and after.find("plan-two") is None
    assert [left.contact for left in after.inbox.left()] == ["07700 900123"]
    after.close()


def test_a_backup_brings_back_the_key_on_another_machine(make, bring_back, people, tmp_path, monkeypatch):
    kept = keep(people, "one")
    code = people.code(kept)
    make(str(tmp_path / "b.tgz"))
    people.close()
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path / "another"))
    assert bring_back(str(tmp_path / "b.tgz"), "--really").exit_code == 0
    after = People(settings.people_url(), settings.secret())
    assert after.find_by_code(code) == kept
    after.close()


def test_a_backup_brings_back_a_key_that_was_cut_short(make, bring_back, people, tmp_path):
    code = people.code(keep(people, "one"))
    make(str(tmp_path / "b.tgz"))
    people.close()
    (settings.var_dir() / "secret").write_bytes(b"half a key")
    assert bring_back(str(tmp_path / "b.tgz"), "--really").exit_code == 0
    after = People(settings.people_url(), settings.secret())
    assert after.find_by_code(code)
    after.close()


def test_who_was_forgotten_since_stays_forgotten(make, bring_back, people, tmp_path):
    keep(people, "one", "my very own words")
    keep(people, "two")
    make(str(tmp_path / "b.tgz"))
    people.forget("plan-one")
    people.close()
    done = bring_back(str(tmp_path / "b.tgz"), "--really")
    assert "1 plans that were forgotten" in done.output
    after = People(settings.people_url(), settings.secret())
    assert after.find("plan-one") is None and after.find("plan-two") is not None
    after.close()
    assert b"my very own words" not in b"".join(path.read_bytes() for path in settings.var_dir().glob("people.db*"))
    # A second time as well: the marks came along.
    assert "1 plans that were forgotten" in bring_back(str(tmp_path / "b.tgz"), "--really").output


def test_what_was_counted_since_for_insights_is_not_counted_anew(make, bring_back, people, tmp_path):
    keep(people, "one")
    before, since = (Counted(Span(month, month), 20, {"who": {"self": 9}}) for month in ("2026-01", "2026-02"))
    counting = Database(settings.people_url())
    assert counting.counted() == []
    counting.keep(before)
    make(str(tmp_path / "b.tgz"))
    counting.keep(since)
    counting.close(), people.close()
    assert bring_back(str(tmp_path / "b.tgz"), "--really").exit_code == 0
    after = Database(settings.people_url())
    assert after.counted() == [before, since]
    after.close()


def test_without_really_nothing_changes(make, bring_back, people, tmp_path):
    keep(people, "one")
    make(str(tmp_path / "b.tgz"))
    keep(people, "two")
    done = bring_back(str(tmp_path / "b.tgz"))
    assert done.exit_code == 0 and "1 plans" in done.output and "Nothing was changed" in done.output
    assert people.find("plan-two") is not None


def test_a_backup_is_for_its_owner_alone_and_names_nobody(make, people, tmp_path):
    keep(people, "one")
    make(str(tmp_path / "b.tgz"))
    assert stat.S_IMODE(os.stat(tmp_path / "b.tgz").st_mode) == 0o600
    with tarfile.open(tmp_path / "b.tgz") as tar:
        assert {(entry.uname, entry.gname) for entry in tar} == {("", "")}
    assert not [path for path in settings.var_dir().iterdir() if path.name.startswith(("backup-", "restore-"))]


def test_a_backup_while_somebody_writes_is_whole(make, people, tmp_path):
    keep(people, "one")
    writing = sqlite3.connect(settings.var_dir() / "people.db", isolation_level=None)
    writing.execute("begin immediate")
    writing.execute("delete from plans")
    try:
        assert "with 1 plans" in make(str(tmp_path / "b.tgz")).output
    finally:
        writing.execute("rollback")
        writing.close()


def test_no_backup_is_written_over(make, people, tmp_path):
    keep(people, "one")
    make(str(tmp_path / "b.tgz"))
    before = (tmp_path / "b.tgz").read_bytes()
    assert_plain_error(make(str(tmp_path / "b.tgz")), 1, "exists already")
    assert (tmp_path / "b.tgz").read_bytes() == before


def test_a_place_that_cannot_be_written_is_named(make, people, tmp_path):
    keep(people, "one")
    assert_plain_error(make(str(tmp_path / "no" / "such" / "b.tgz")), 1, "could not be written")


def damaged(path, kind):
    whole = path.read_bytes()
    wrong = {
        "cut off": whole[: len(whole) // 2],
        "no archive": b"hello",
        "empty": b"",
        "something else": gzip.compress(b"hello"),
    }
    path.write_bytes(wrong[kind])


@pytest.mark.parametrize("kind", ["cut off", "no archive", "empty", "something else"])
@pytest.mark.parametrize("really", [[], ["--really"]])
def test_a_damaged_backup_is_refused_and_changes_nothing(make, bring_back, people, tmp_path, kind, really):
    keep(people, "one", "words " * 5000)
    make(str(tmp_path / "b.tgz"))
    damaged(tmp_path / "b.tgz", kind)
    assert_plain_error(bring_back(str(tmp_path / "b.tgz"), *really), 1, "no whole backup")
    assert people.find("plan-one") is not None


def test_a_backup_whose_database_is_broken_is_refused(make, bring_back, people, tmp_path, monkeypatch):
    keep(people, "one")
    from bot import backup as backing_up

    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    held = backing_up.Backup("2026-11-22T00:00:00+00:00", 1, 0)
    backing_up._write(tmp_path / "b.tgz", held, broken, [])
    assert_plain_error(bring_back(str(tmp_path / "b.tgz"), "--really"), 1, "not whole")
    assert people.find("plan-one") is not None


def test_of_a_damaged_database_no_backup_is_made(make, people, tmp_path):
    keep(people, "one", "words " * 5000)
    people.close()
    path = settings.var_dir() / "people.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"x" * 12288 + whole[20480:])
    assert_plain_error(make(str(tmp_path / "b.tgz")), 1, "is damaged", "Keep the earlier ones")
    assert not (tmp_path / "b.tgz").exists()


def test_where_nothing_tells_who_was_forgotten_since_it_says_so(make, bring_back, people, tmp_path):
    keep(people, "one")
    make(str(tmp_path / "b.tgz"))
    people.close()
    assert "who was forgotten since" not in bring_back(str(tmp_path / "b.tgz"), "--really").output
    (settings.var_dir() / "people.db").write_bytes(b"no database " * 1000)
    told = bring_back(str(tmp_path / "b.tgz"), "--really")
    assert told.exit_code == 0 and "who was forgotten since" in told.output


def test_another_key_in_the_settings_is_told(make, bring_back, people, tmp_path, monkeypatch):
    keep(people, "one")
    make(str(tmp_path / "b.tgz"))
    people.close()
    monkeypatch.setenv("FIVESTEPS_SECRET", "another key than that of the backup")
    assert "Take it away, or set it as it was" in bring_back(str(tmp_path / "b.tgz"), "--really").output


def test_copies_of_a_backup_that_was_killed_are_swept_up_by_the_next(make, people, tmp_path):
    keep(people, "one")
    ended = subprocess.Popen(["true"])
    ended.wait()
    left = [settings.var_dir() / f"backup-{ended.pid}-abc", tmp_path / f"old.tgz.{ended.pid}.half"]
    mine = [settings.var_dir() / f"backup-{os.getpid()}-abc", tmp_path / f"old.tgz.{os.getpid()}.half"]
    for folder, half in (left, mine):
        folder.mkdir()
        (folder / "people.db").write_text("what people said")
        half.write_text("what people said")
    assert make(str(tmp_path / "b.tgz")).exit_code == 0
    assert not any(path.exists() for path in left) and all(path.exists() for path in mine)


def test_a_guide_on_another_port_is_not_written_over(bring_back, make, people, tmp_path):
    keep(people, "one")
    make(str(tmp_path / "b.tgz"))
    (settings.var_dir() / f"serving-{os.getpid()}.db").write_text("its knowledge base")
    assert_plain_error(bring_back(str(tmp_path / "b.tgz"), "--really"), 1, "is running. Stop it", f"delete {settings.var_dir()}/serving-")


@pytest.mark.parametrize("command", ["make", "bring_back"])
def test_on_a_full_disk_nothing_is_changed_and_nothing_left(make, bring_back, people, tmp_path, command):
    keep(people, "one", "words " * 5000)
    make(str(tmp_path / "b.tgz"))
    people.close()
    before = (settings.var_dir() / "people.db").read_bytes()
    no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, no_limit[1]))
    try:
        told = make(str(tmp_path / "c.tgz")) if command == "make" else bring_back(str(tmp_path / "b.tgz"), "--really")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
    assert_plain_error(told, 1, "room")
    assert (settings.var_dir() / "people.db").read_bytes() == before and not (tmp_path / "c.tgz").exists()
    assert not [path for path in settings.var_dir().iterdir() if path.name.startswith(("backup-", "restore-"))]


def test_a_missing_file_is_named(bring_back, tmp_path):
    assert_plain_error(bring_back(str(tmp_path / "none.tgz")), 1, "There is no file")


@pytest.mark.parametrize("really", [(), ("--really",)])
def test_a_file_that_cannot_be_read_is_said_so(bring_back, tmp_path, really):
    (tmp_path / "file").write_text("a file, and no folder")
    assert_plain_error(bring_back(str(tmp_path / "file" / "b.tgz"), *really), 1, "cannot be read", "b.tgz")


def test_a_running_guide_is_not_written_over(bring_back, make, people, tmp_path, monkeypatch):
    keep(people, "one")
    make(str(tmp_path / "b.tgz"))
    monkeypatch.setattr(Client, "is_guide", lambda self: True)
    assert_plain_error(bring_back(str(tmp_path / "b.tgz"), "--really"), 1, "Stop it")


def test_a_database_server_has_a_backup_of_its_own(make, tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_PEOPLE", "postgresql://guide@127.0.0.1/guide")
    assert_plain_error(make(str(tmp_path / "b.tgz")), 1, "its own backup")
