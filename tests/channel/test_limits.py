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


def test_the_wait_is_true(limit, clock):
    spend(limit)
    clock.time += 3.5
    with pytest.raises(limits.TooMany) as refused:
        limit.take("one")
    assert refused.value.wait == 7
    clock.time += refused.value.wait
    limit.take("one")
    with pytest.raises(limits.TooMany):
        limit.take("one")


def test_whoever_goes_on_asking_is_not_let_in_for_it(limit, clock):
    spend(limit)
    for _ in range(50):
        with pytest.raises(limits.TooMany):
            limit.take("one")
    clock.time += 10
    limit.take("one")


def test_made_up_names_never_fill_the_memory_and_who_is_refused_stays_in_mind(limit, monkeypatch):
    monkeypatch.setattr(limits, "MANY", 5)
    spend(limit)
    for name in range(100):
        with pytest.raises(limits.TooMany):
            limit.take("one")
        limit.take(f"made up {name}")
    assert len(limit._buckets) == 5


@pytest.mark.parametrize(("one", "other", "same"), [
    ("192.0.2.7", "192.0.2.7", True), ("192.0.2.7", "192.0.2.8", False), ("2001:db8::1", "2001:db8::ffff:2", True), ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
    ("::ffff:192.0.2.7", "192.0.2.7", True), ("[2001:db8::1]", "2001:db8::1", True), ("fe80::1%eth0", "fe80::2", True), ("unknown", "unknown", True), ("", "x", False),
])
def test_a_long_address_is_counted_by_the_half_that_a_school_has_for_itself(one, other, same):
    assert (limits.household(one) == limits.household(other)) == same


def test_what_an_address_may_do_can_be_set(monkeypatch):
    monkeypatch.setenv("FIVESTEPS_SESSIONS_A_MINUTE", "600")
    monkeypatch.setenv("FIVESTEPS_REQUESTS_A_MINUTE", "60")
    made = limits.Limits()
    assert (made.sessions._seconds, made.requests._seconds) == (0.1, 1.0)


def test_made_up_names_do_not_fill_the_memory(limit, clock, monkeypatch):
    monkeypatch.setattr(limits, "MANY", 5)
    for name in range(20):
        clock.time += 100
        limit.take(str(name))
    assert len(limit._buckets) <= 5
