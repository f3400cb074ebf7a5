"""How long things are kept: the settings, and how bad ones are refused."""
from __future__ import annotations

import pytest

from knowledge import kept

NAMES = ("FIVESTEPS_TRANSCRIPT_DAYS", "FIVESTEPS_PLAN_DAYS", "FIVESTEPS_INBOX_DAYS")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_settings_it_is_ours():
    assert kept.days() == kept.Days(transcript=30, plan=425, inbox=90)


def test_each_can_be_set(monkeypatch):
    for name, days in zip(NAMES, (7, 100, 1096)):
        monkeypatch.setenv(name, str(days))
    assert kept.days() == kept.Days(transcript=7, plan=100, inbox=1096)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "thirty", "1097", "٣٠", " 30", "9" * 5000])
def test_what_is_no_number_of_days_is_refused_with_the_remedy(monkeypatch, name, text):
    monkeypatch.setenv(name, text)
    with pytest.raises(kept.BadSetting, match=f"{name} must be a whole number of days from 1 to 1096. Correct it"):
        kept.days()


def test_talk_cannot_outlive_its_plan(monkeypatch):
    monkeypatch.setenv("FIVESTEPS_PLAN_DAYS", "29")
    with pytest.raises(kept.BadSetting, match="talk goes with its plan"):
        kept.days()
