"""The day and the time that the guide goes by."""
from __future__ import annotations

import datetime
import stat
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.cli import main
from knowledge import kept
from tests.test_cli import assert_plain_error


def test_day_and_time_can_be_set(monkeypatch):
    monkeypatch.setenv("FIVESTEPS_TODAY", "2026-11-22")
    monkeypatch.setenv("FIVESTEPS_TIME", "23:40")
    assert settings.now() == datetime.datetime(2026, 11, 22, 23, 40)


def test_a_day_alone_keeps_the_time_of_day(monkeypatch):
    monkeypatch.delenv("FIVESTEPS_TIME", raising=False)
    monkeypatch.setenv("FIVESTEPS_TODAY", "2026-11-22")
    assert settings.now().date() == datetime.date(2026, 11, 22)


def test_without_either_it_is_the_time_in_england(monkeypatch):
    for name in ("FIVESTEPS_TODAY", "FIVESTEPS_TIME"):
        monkeypatch.delenv(name, raising=False)
    before, now, after = (datetime.datetime.now(ZoneInfo("Europe/London")).replace(tzinfo=None), settings.now(), datetime.datetime.now(ZoneInfo("Europe/London")).replace(tzinfo=None))
    assert before <= now <= after and now.tzinfo is None


@pytest.mark.parametrize("time", ["midnight", "25:00"])
def test_a_time_that_is_none_is_said_plainly(monkeypatch, time):
    from click.testing import CliRunner

    monkeypatch.setenv("FIVESTEPS_TIME", time)
    assert_plain_error(CliRunner().invoke(main, ["run"]), 2, "FIVESTEPS_TIME", "23:40")


def test_sites_can_be_named_for_every_school(monkeypatch):
    monkeypatch.setenv("FIVESTEPS_ORIGINS", "https://A.example/, https://b.example:8443")
    monkeypatch.setenv("FIVESTEPS_FRAMES", "https://*.c.example")
    assert settings.origins() == ("https://a.example", "https://b.example:8443") and settings.frames() == ("https://*.c.example",)


@pytest.mark.parametrize(("name", "value", "said"), [
    ("FIVESTEPS_ORIGINS", "https://*.a.example", "in full"), ("FIVESTEPS_ORIGINS", "https://a.example/page", "https://a.example."), ("FIVESTEPS_ORIGINS", "a.example", "https://"),
    ("FIVESTEPS_FRAMES", "*", "https://*.example.com"), ("FIVESTEPS_SESSIONS_A_MINUTE", "0", "whole numbers"), ("FIVESTEPS_REQUESTS_A_MINUTE", "many", "such as 60"),
])
def test_a_setting_that_cannot_be_is_said_plainly(monkeypatch, name, value, said):
    from click.testing import CliRunner

    monkeypatch.setenv(name, value)
    assert_plain_error(CliRunner().invoke(main, ["run"]), 2, name, said)


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("FIVESTEPS_SECRET", raising=False)
    return tmp_path / "var"


def test_the_key_is_made_once_and_for_its_owner_alone(var):
    made = settings.secret()
    assert len(made) == 64 and settings.secret() == made
    assert stat.S_IMODE((var / "secret").stat().st_mode) == 0o600 and stat.S_IMODE(var.stat().st_mode) == 0o700
    assert [path.name for path in var.iterdir()] == ["secret"]


def test_of_many_processes_that_start_at_once_each_has_the_same_whole_key(var):
    with ThreadPoolExecutor(8) as pool:
        assert len({*pool.map(lambda _: settings.secret(), range(32))}) == 1


def test_a_key_that_others_could_read_is_closed_to_them(var):
    made = settings.secret()
    (var / "secret").chmod(0o644)
    assert settings.secret() == made and stat.S_IMODE((var / "secret").stat().st_mode) == 0o600


def test_a_short_key_is_refused(var, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_SECRET", "x" * 31)
    with pytest.raises(kept.BadSetting, match="FIVESTEPS_SECRET holds fewer than 32"):
        settings.secret()
    monkeypatch.setenv("FIVESTEPS_SECRET", "x" * 32)
    assert settings.secret() == b"x" * 32
    monkeypatch.delenv("FIVESTEPS_SECRET")
    settings.secret()
    (var / "secret").write_bytes(b"")
    with pytest.raises(kept.BadSetting, match="secret holds fewer than 32"):
        settings.secret()
