"""`fivesteps purge` and `fivesteps export`: counts before removing, hands over to whoever has the code, plain errors."""
from __future__ import annotations

import datetime
import json
import sqlite3
import stat

import pytest
from click.testing import CliRunner

from bot import settings
from bot.cli import main
from knowledge.people import People, Plan, Said
from tests.test_cli import assert_plain_error

REPLY = {"messages": [{"text": "What is your job?"}], "step": 1, "done": 0, "of": 9, "effects": []}
NOW = datetime.datetime.now(datetime.timezone.utc)
LONG_AGO = NOW - datetime.timedelta(days=500)


@pytest.fixture
def fivesteps(at_home):
    runner = CliRunner()
    return lambda *args, input=None: runner.invoke(main, args, input=input)


def kept_plan(name: str, now=None) -> str:
    """Saves a plan of two turns; returns its code."""
    people = People(settings.people_url(), settings.secret(), now=now and (lambda: now))
    plan = Plan(id=f"plan-{name}", conversation=f"talk-{name}", asked=REPLY, answers={"roles": ["school-cook"], "said": {"roles": {"school-cook": "dinner lady"}}})
    plan = people.save(plan, plan, Said("m1", None, REPLY), [])
    plan = people.save(plan, plan, Said("m2", f"I like {name}", REPLY), [], with_code=True)
    code = people.code(plan)
    people.close()
    return code


@pytest.fixture
def used_since(at_home):
    """A guide that was used each month since LONG_AGO, so that nothing speaks against the clock."""
    for days in range(0, 500, 30):
        kept_plan(f"month-{days}", NOW - datetime.timedelta(days=days))


def test_purge_counts_first_and_removes_only_when_told(fivesteps, tmp_path, used_since):
    kept_plan("zanzibar", LONG_AGO)
    counted = fivesteps("purge")
    assert counted.exit_code == 0 and counted.stdout.startswith("Would remove: 3 plans, 34 turns") and "--really" in counted.stdout
    assert b"zanzibar" in b"".join(path.read_bytes() for path in tmp_path.glob("people.db*"))
    removed = fivesteps("purge", "--really")
    assert removed.exit_code == 0 and removed.stdout.startswith("Removed: 3 plans, 34 turns")
    assert b"zanzibar" not in b"".join(path.read_bytes() for path in tmp_path.glob("people.db*"))
    assert fivesteps("purge").stdout.startswith("Would remove: 0 plans, 0 turns")


def test_purge_says_how_long_things_are_kept_and_obeys_the_settings(fivesteps, monkeypatch):
    kept_plan("zanzibar", datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=8))
    assert "0 turns" in fivesteps("purge").stdout
    monkeypatch.setenv("FIVESTEPS_TRANSCRIPT_DAYS", "7")
    told = fivesteps("purge").stdout
    assert "0 plans, 2 turns" in told and "talk 7 days, plans 425 days, questions left 90 days" in told


@pytest.mark.parametrize("command", [("purge",), ("purge", "--really"), ("run",)])
def test_a_bad_setting_is_refused_before_anything_is_done(fivesteps, monkeypatch, command):
    monkeypatch.setenv("FIVESTEPS_TRANSCRIPT_DAYS", "forever")
    assert_plain_error(fivesteps(*command), 2, "FIVESTEPS_TRANSCRIPT_DAYS", "from 1 to 1096")


def test_an_address_that_is_none_is_refused(fivesteps, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_PEOPLE", "people.db")
    assert_plain_error(fivesteps("purge"), 2, "FIVESTEPS_PEOPLE", "sqlite:////")


def test_a_locked_database_is_told_plainly_and_nothing_is_removed(fivesteps, tmp_path, used_since):
    kept_plan("zanzibar", LONG_AGO)
    lock = sqlite3.connect(tmp_path / "people.db", isolation_level=None)
    lock.execute("begin exclusive")
    try:
        assert_plain_error(fivesteps("purge", "--really"), 1, "is locked by another program", "try again")
    finally:
        lock.execute("rollback")
        lock.close()
    assert fivesteps("purge").stdout.startswith("Would remove: 3 plans")


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of what is kept to a day, for each command from then on."""

    def to(day: datetime.datetime) -> None:
        real = People.__init__
        monkeypatch.setattr(People, "__init__", lambda self, url, secret, now=None: real(self, url, secret, now or (lambda: day)))

    return to


@pytest.mark.parametrize("years", [1, 73])
def test_by_a_clock_that_jumped_forward_nobodys_plan_is_deleted(fivesteps, clock, years):
    tomorrow, ahead = (NOW + datetime.timedelta(days=days) for days in (1, 365 * years))
    kept_plan("zanzibar", NOW - datetime.timedelta(days=300))
    kept_plan("pomegranate", NOW - datetime.timedelta(days=260))
    for days in range(220, -1, -20):
        kept_plan(f"day-{days}", NOW - datetime.timedelta(days=days))
    assert fivesteps("purge", "--really").exit_code == 0
    clock(ahead)
    # Somebody uses the guide before the nightly run, so that the newest thing there looks new.
    kept_plan("today", ahead)
    for option in ((), ("--really",)):
        assert_plain_error(fivesteps("purge", *option), 1, f"{ahead:%B %Y}", "Nothing was removed", "--date-is-right")
    clock(tomorrow)
    assert fivesteps("purge", "--really").stdout.startswith("Removed: 0 plans")
    # What was stored by the wrong clock is not kept for years.
    clock(NOW + datetime.timedelta(days=32))
    assert fivesteps("purge").stdout.startswith("Would remove: 0 plans, 6 turns")


def test_who_says_that_the_date_is_right_goes_on_and_needs_to_say_so_once(fivesteps, clock):
    kept_plan("zanzibar", NOW)
    clock(NOW + datetime.timedelta(days=500))
    assert_plain_error(fivesteps("purge", "--really"), 1, "nothing was stored")
    assert fivesteps("purge", "--really", "--date-is-right").stdout.startswith("Removed: 1 plans, 2 turns")
    kept_plan("pomegranate", NOW + datetime.timedelta(days=500))
    clock(NOW + datetime.timedelta(days=540))
    assert fivesteps("purge", "--really").stdout.startswith("Removed: 0 plans, 2 turns")


def test_a_guide_that_nobody_uses_any_more_is_cleaned_by_its_nightly_run(fivesteps, clock):
    kept_plan("zanzibar", NOW)
    told = []
    for days in range(40, 481, 40):
        clock(NOW + datetime.timedelta(days=days))
        told.append(fivesteps("purge", "--really").stdout.partition(",")[0])
    assert sorted(told) == ["Removed: 0 plans"] * 11 + ["Removed: 1 plans"]


def test_what_was_stored_by_a_clock_of_1970_is_kept_as_if_it_were_of_today(fivesteps, clock):
    lost = datetime.datetime(1970, 1, 1, 8, tzinfo=datetime.timezone.utc)
    kept_plan("pomegranate", NOW)
    kept_plan("zanzibar", lost)
    clock(lost)
    assert fivesteps("purge", "--really").stdout.startswith("Removed: 0 plans")
    clock(NOW)
    assert fivesteps("purge", "--really").stdout.startswith("Removed: 0 plans, 0 turns")
    clock(NOW + datetime.timedelta(days=31))
    assert fivesteps("purge", "--really").stdout.startswith("Removed: 0 plans, 4 turns")


def test_export_hands_over_everything_of_that_person_and_of_nobody_else(fivesteps):
    code = kept_plan("zanzibar")
    kept_plan("pomegranate")
    result = fivesteps("export", code.upper())
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["Your answers and your plan"]["Job"] == "dinner lady"
    assert [turn["You"] for turn in told["What was said"]] == ["", "I like zanzibar"]
    assert "pomegranate" not in result.stdout and code not in result.stdout


def test_export_takes_the_code_from_standard_input(fivesteps):
    code = kept_plan("zanzibar")
    result = fivesteps("export", "-", input=f"{code}\n")
    assert result.exit_code == 0 and "I like zanzibar" in result.stdout


def test_export_into_a_page_can_be_read_by_anybody(fivesteps, tmp_path):
    written = tmp_path / "held.html"
    assert fivesteps("export", kept_plan("zanzibar"), "--file", str(written)).exit_code == 0
    page = written.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and "What we hold about you" in page and "zanzibar" in page
    assert written.stat().st_mode & 0o077 == 0


def test_export_into_a_file_is_for_its_owner_alone(fivesteps, tmp_path):
    written = tmp_path / "held.json"
    written.write_text("older")
    written.chmod(0o644)
    result = fivesteps("export", kept_plan("zanzibar"), "--file", str(written))
    assert result.exit_code == 0 and "delete it" in result.stdout
    assert stat.S_IMODE(written.stat().st_mode) == 0o600 and "I like zanzibar" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "status", "said"), [
    ("Sharon Smith", 2, "not a whole code"), ("acef", 2, "12 letters"), ("acef-ghjk-mnrs", 1, "Nothing is held"),
])
def test_nobody_is_found_by_anything_but_their_code(fivesteps, code, status, said):
    kept_plan("zanzibar")
    assert_plain_error(fivesteps("export", code), status, said)


def test_export_into_a_folder_that_is_not_there_is_refused(fivesteps, tmp_path):
    assert_plain_error(fivesteps("export", kept_plan("zanzibar"), "--file", str(tmp_path / "no" / "held.json")), 1, "Give another file")
