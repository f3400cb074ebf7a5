"""The clock of the machine jumps: tokens, codes, limits and what is kept, a year forward and a day back."""
from __future__ import annotations

import time

import pytest

from bot import signed
from bot.channel.limits import Limit, TooMany
from bot.client import Refused

DAY = 24 * 3600
_now = time.time


@pytest.fixture
def jump(monkeypatch):
    """Sets the clock so many seconds off, for the whole process."""

    def to(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: _now() + seconds)

    return to


def test_a_year_forward_tokens_have_ended_and_the_code_leads_back(talk, jump):
    code = talk.choose("say:stop")["messages"][0]["text"].split()[-1].rstrip(".")
    jump(366 * DAY)
    with pytest.raises(Refused) as refused:
        talk.say("still here?")
    assert (refused.value.status, refused.value.code, refused.value.retry) == (401, "expired", False)
    assert "code" in str(refused.value)
    assert talk.resume(code)["messages"][0] == {"text": "Welcome back."}
    assert talk.say("here again")["done"] == 2


def test_after_a_jump_that_is_put_right_the_same_token_goes_on(talk, jump):
    history = talk.history()
    jump(366 * DAY)
    with pytest.raises(Refused):
        talk.history()
    jump(0)
    assert talk.history() == history and talk.say("on it goes")["done"] == 2


def test_a_day_back_nothing_changes_for_anybody(talk, jump):
    jump(-DAY)
    assert talk.say("yesterday")["done"] == 2
    assert [message["text"] for message in talk.history()["messages"] if message["from"] == "you"] == ["I am a cook", "yesterday"]


def test_a_token_of_a_clock_that_was_a_year_ahead_ends_with_its_own_time(talk, jump):
    ahead = signed.write(b"x" * 32, "token", {}, 30 * DAY, _now() + 366 * DAY)
    assert signed.read(b"x" * 32, "token", ahead) == {}
    jump(400 * DAY)
    with pytest.raises(signed.ExpiredToken):
        signed.read(b"x" * 32, "token", ahead)


@pytest.mark.parametrize("seconds", [366 * DAY, -DAY])
def test_limits_go_by_a_clock_that_does_not_jump(jump, seconds):
    limit = Limit(burst=1, seconds=3600.0)
    limit.take("somebody")
    jump(seconds)
    with pytest.raises(TooMany) as refused:
        limit.take("somebody")
    assert 3590 < refused.value.wait <= 3600
