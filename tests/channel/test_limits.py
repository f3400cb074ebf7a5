"""Limits: a burst, then a steady drip, each to their own."""
import pytest

from bot.channel import limits


class Clock:
    time = 100.0

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limit(clock):
    return limits.Limit(burst=3, seconds=10, clock=clock)


def spend(limit, who="one", times=3):
    for _ in range(times):
        limit.take(who)


def test_the_burst_is_allowed_and_the_next_is_not(limit):
    spend(limit)
    with pytest.raises(limits.TooMany):
        limit.take("one")


def test_time_gives_requests_back_one_by_one(limit, clock):
    spend(limit)
    clock.time += 10
    limit.take("one")
    with pytest.raises(limits.TooMany):
        limit.take("one")


def test_a_long_time_gives_no_more_than_the_burst(limit, clock):
    clock.time += 10_000
    spend(limit)
    with pytest.raises(limits.TooMany):
        limit.take("one")


def test_one_does_not_spend_what_another_has(limit):
    spend(limit)
    limit.take("two")


def test_a_good_request_can_be_given_back(limit):
    spend(limit)
    limit.give_back("one")
    limit.take("one")


def test_made_up_names_do_not_fill_the_memory(limit, clock, monkeypatch):
    monkeypatch.setattr(limits, "MANY", 5)
    for name in range(20):
        clock.time += 100
        limit.take(str(name))
    assert len(limit._buckets) <= 5
