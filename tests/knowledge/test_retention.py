"""Which days speak against the clock of a machine."""
from __future__ import annotations

import datetime

import pytest

from knowledge import retention

NOW = datetime.datetime(2027, 9, 6, 3, 20, tzinfo=datetime.timezone.utc)


def days(*texts: str) -> list[datetime.date]:
    return [datetime.date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(("known", "why"), [
    ([], None),
    (days("2027-09-05"), None),
    # The summer holidays.
    (days("2027-07-20"), None),
    (days("2027-06-01"), "between 1 June 2027 and 6 September 2027"),
    # Used since the jump, so that the newest day is no sign of it.
    (days("2026-09-05", "2027-09-05", "2027-09-06"), "between 5 September 2026 and 5 September 2027"),
])
def test_a_long_time_of_which_nothing_is_known(known, why):
    told = retention.told(NOW, known)
    assert told == (why and f"The clock of this machine says 6 September 2027, but nothing was stored or removed here {why}.")


def test_a_day_before_there_was_a_guide():
    assert retention.told(datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc), []).endswith("1 January 1970, when there was no guide yet.")
