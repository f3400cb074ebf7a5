"""`fivesteps doctor`: each thing that can be wrong is found, named, and has a remedy."""
from __future__ import annotations

import datetime
import json
import os
import shutil
import sqlite3

import pytest

from bot import doctor, settings, train
from bot.cli_running import doctor as command
from bot.client import Client
from knowledge.people import People, Plan, Said
from knowledge.record_local import Contact, Place
from knowledge.local import Places
from tests.test_cli import alone


@pytest.fixture
def ours(at_home, tmp_path, monkeypatch):
    """A machine on which all is well: a model that matches, an ordinary user, free ports."""
    models = tmp_path / "models"
    models.mkdir()
    (models / f"{train.fingerprint()}.tar.gz").write_bytes(b"model")
    monkeypatch.setenv("FIVESTEPS_MODELS", str(models))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(Client, "is_guide", lambda self: False)
    monkeypatch.setattr("bot.serve.is_free", lambda port: True)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(2**40, 2**39, 2**39))
    settings.secret()
    return tmp_path


def found(about) -> doctor.Finding:
    return next(finding for finding in doctor.look(settings.today()) if finding.about == about)


def keep() -> None:
    people = People(settings.people_url(), settings.secret())
    plan = Plan(id="plan", conversation="talk")
    people.save(plan, plan, Said("m1", "x", {"messages": [], "effects": []}), [])
    people.close()


def test_all_is_well(ours):
    keep()
    wrong = [finding for finding in doctor.look(settings.today()) if finding.state != doctor.FINE and finding.about != "Schools"]
    assert wrong == []
    assert alone(command)("doctor").exit_code == 0


def test_the_findings_can_be_read_by_a_machine(ours):
    done = alone(command)("doctor", "--json")
    assert {"Python", "Packages", "Knowledge base", "Model", "Answers", "Disk", "Ports"} <= {row["about"] for row in json.loads(done.output)}


def test_something_wrong_ends_with_1(ours, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(2**30, 2**30, 2**20))
    assert found("Disk").state == doctor.WRONG
    assert alone(command)("doctor").exit_code == 1


def test_packages_that_are_not_as_locked(ours, monkeypatch):
    real = doctor.version
    monkeypatch.setattr(doctor, "version", lambda name: "3.6.20" if name == "rasa" else real(name))
    assert found("Packages").state == doctor.WRONG and "rasa 3.6.20, not 3.6.21" in found("Packages").told


def test_a_lock_is_read_with_its_markers():
    text = 'one==1.0 \\\n    --hash=sha256:aa\ntwo==2.0 ; sys_platform == "win32" \\\n    --hash=sha256:bb\n# via one\n'
    assert doctor.locked(text) == {"one": "1.0"}


def test_the_administrator_is_told(ours, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert found("User").state == doctor.LOOK


def test_a_knowledge_base_that_is_missing_or_no_database(ours, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(ours / "none.db"))
    assert found("Knowledge base").state == doctor.WRONG
    (ours / "none.db").write_bytes(b"not a database at all")
    assert found("Knowledge base").state == doctor.WRONG


def test_a_knowledge_base_of_other_content(ours, monkeypatch):
    monkeypatch.setattr("knowledge.build.is_current", lambda path: False)
    assert found("Knowledge base").state == doctor.LOOK


def test_a_model_of_other_lines(ours):
    next((ours / "models").iterdir()).rename(ours / "models" / "0123456789abcdef.tar.gz")
    assert found("Model").state == doctor.LOOK


def test_a_secret_that_others_can_read(ours):
    (settings.var_dir() / "secret").chmod(0o644)
    assert found("Secret").state == doctor.WRONG


def test_a_secret_that_is_too_short(ours, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_SECRET", "short")
    assert found("Secret").state == doctor.WRONG


def test_a_database_that_others_can_read(ours):
    keep()
    (settings.var_dir() / "people.db").chmod(0o644)
    assert found("Answers").state == doctor.WRONG and "chmod 600" in found("Answers").told


def test_a_broken_database(ours):
    keep()
    path = settings.var_dir() / "people.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"x" * (len(whole) - 4096))
    assert found("Answers").state == doctor.WRONG and "restore" in found("Answers").told


def test_answers_kept_too_long(ours):
    keep()
    with sqlite3.connect(settings.var_dir() / "people.db") as connection:
        connection.execute("update plans set updated = ?", [(datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=40)).isoformat()])
    assert found("Answers").state == doctor.LOOK and "purge" in found("Answers").told


def test_a_clock_that_jumped_a_year(ours):
    keep()
    with sqlite3.connect(settings.var_dir() / "people.db") as connection:
        for table, column in (("plans", "created"), ("plans", "updated"), ("turns", "at")):
            day = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=365)).isoformat()
            connection.execute(f"update {table} set {column} = ?", [day])
    assert found("Clock").state == doctor.WRONG and "nothing was stored" in found("Clock").told


def test_feedback_kept_too_long(ours):
    keep()
    with sqlite3.connect(settings.var_dir() / "people.db") as connection:
        connection.execute("insert into feedback (plan, school, helped, words, given_at) select id, school, 1, '', '2025-01-01T00:00:00+00:00' from plans")
    assert found("Answers").state == doctor.LOOK and "purge" in found("Answers").told


def test_a_database_server_that_does_not_answer(ours, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_PEOPLE", "postgresql://guide@127.0.0.1:1/guide")
    assert found("Answers").state == doctor.WRONG


def test_a_taken_port(ours, monkeypatch):
    monkeypatch.setattr("bot.serve.is_free", lambda port: False)
    assert found("Ports").state == doctor.WRONG


def test_a_guide_that_runs_is_no_taken_port(ours, monkeypatch):
    monkeypatch.setattr("bot.serve.is_free", lambda port: False)
    monkeypatch.setattr(Client, "is_guide", lambda self: True)
    assert found("Ports").state == doctor.FINE


def school(monkeypatch, *contacts) -> doctor.Finding:
    place = Place(id="hill-school", name="Hill School", kind="school")
    items = {"contacts": [Contact(place="hill-school", who="Jo", phone="01632 960001", **each) for each in contacts]}
    monkeypatch.setattr("knowledge.store.Store.places", Places([place], items), raising=False)
    monkeypatch.setattr("knowledge.store.Store.__setattr__", lambda self, name, value: None if name == "places" else object.__setattr__(self, name, value))
    return found("School hill-school")


def test_a_school_that_names_nobody(ours, monkeypatch):
    told = school(monkeypatch)
    assert told.state == doctor.LOOK and "named person" in told.told and "safeguarding" in told.told


def test_contacts_that_are_stale(ours, monkeypatch):
    told = school(monkeypatch, {"for": "named-person", "checked": "2020-01-01"})
    assert told.state == doctor.LOOK and "over a year ago: Jo" in told.told
