import datetime

import pytest

from knowledge.language import periods

DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(("text", "count"), [
    ("6 months", 6), ("in a year", 12), ("half a year", 6), ("in a term", 4), ("next term", 4), ("nine months please", 9), ("six weeks", 2),
    ("next summer", 8), ("by Easter", 5), ("in september", 10), ("a couple of months", 2), ("18 months", 18), ("after christmas", 1),
])
def test_a_time_in_words_becomes_months(text, count):
    assert periods.months(text, DAY) == count


@pytest.mark.parametrize("text", ["whenever", "year 6", "10 years", "I may do", "", "60 months"])
def test_no_time_gives_none(text):
    assert periods.months(text, DAY) is None
