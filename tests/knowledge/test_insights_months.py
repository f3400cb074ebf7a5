"""Months are counted whole, when they have ended, and in one count for good."""
from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.insights_months import BadMonths, Overlap, Span, after, asked, before, pieces

TODAY = datetime.date(2026, 11, 22)
months = st.integers(2020 * 12, 2028 * 12).map(lambda number: f"{number // 12:04d}-{number % 12 + 1:02d}")
spans = st.tuples(months, months).map(lambda pair: Span(*sorted(pair)))


@pytest.mark.parametrize(("since", "until", "span"), [
    ("2026-09", None, ("2026-09", "2026-10")),
    ("2026-09-01", "2026-09-30", ("2026-09", "2026-09")),
    ("2026-09-17", "2026-10-02", ("2026-09", "2026-10")),
    ("2025-12", "2026-01", ("2025-12", "2026-01")),
])
def test_days_stand_for_their_whole_months(since, until, span):
    assert asked(since, until, TODAY) == span


@pytest.mark.parametrize(("since", "until", "words"), [
    ("yesterday", None, "2026-09-01"), ("2026-13", None, "2026-09-01"), ("2026-02-30", None, "2026-09-01"), ("", None, "2026-09-01"),
    ("0001-01", None, "2026-09-01"), ("2026-9-1", None, "2026-09-01"), ("٢٠٢٦-٠٩", None, "2026-09-01"),
    ("2026-09", "2026-11", "up to October 2026"), ("2026-11", None, "up to October 2026"), ("2027-01", None, "up to October 2026"),
    ("2026-09", "2026-08", "--since"),
])
def test_dates_that_cannot_be_used_are_refused_with_what_to_write(since, until, words):
    with pytest.raises(BadMonths, match=words):
        asked(since, until, TODAY)


@given(months)
def test_the_month_after_the_month_before_is_the_month(month):
    assert after(before(month)) == month == before(after(month))


@given(st.lists(spans, max_size=12))
def test_whatever_is_asked_for_one_after_the_other_each_month_is_in_one_count(requests):
    counted: list[Span] = []
    for wanted in requests:
        try:
            found = pieces(wanted, counted)
        except Overlap:
            continue
        assert [month for span in found for month in span.months()] == wanted.months()
        counted += [span for span in found if span not in counted]
    all_months = [month for span in counted for month in span.months()]
    assert len(all_months) == len(set(all_months))


def test_gaps_between_counts_are_counted_each_as_one_and_no_count_is_torn():
    counted = [Span("2026-03", "2026-04"), Span("2026-01", "2026-01")]
    assert pieces(Span("2025-11", "2026-06"), counted) == [
        ("2025-11", "2025-12"), ("2026-01", "2026-01"), ("2026-02", "2026-02"), ("2026-03", "2026-04"), ("2026-05", "2026-06"),
    ]
    with pytest.raises(Overlap, match="March 2026 to April 2026"):
        pieces(Span("2026-04", "2026-06"), counted)
    with pytest.raises(Overlap, match="March 2026 to April 2026"):
        pieces(Span("2026-02", "2026-03"), counted)
