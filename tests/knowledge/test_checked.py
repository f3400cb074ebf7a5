"""When a source was checked, from texts that are as honest as what is known."""
from __future__ import annotations

import datetime

import pytest

from knowledge.checked import age, months_before, newest, read

TODAY = datetime.date(2026, 9, 20)


@pytest.mark.parametrize(
    "text, day",
    [
        ("2026-08", "2026-08-31"), ("2026", "2026-12-31"), ("2026-02-14", "2026-02-14"), ("2009 (printed document)", "2009-12-31"),
        ("undated (about 2021)", "2021-12-31"), ("undated (for September 2025)", "2025-09-30"), ("undated (before 2016)", "2015-12-31"),
        ("2002, updated 2009", "2009-12-31"), ("2025-26", "2026-08-31"), ("2014-15 (old page)", "2015-08-31"),
        ("2015-17 (old page)", "2017-12-31"), ("2010-06 (old page)", "2010-06-30"), ("2010 (current code)", "2010-12-31"),
    ],
)
def test_the_newest_day_that_a_text_can_mean(text, day):
    assert read(text).newest == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    ["undated", "undated (old page)", "undated (recent)", "", "soon", "after December 2025", "undated (2024 or later)", "0000", "2024-00"],
)
def test_a_text_that_sets_no_last_day(text):
    assert read(text).newest is None


@pytest.mark.parametrize(
    "texts, expected",
    [
        (["2025-03"], "recent"), (["2025-02"], "old"), (["2024"], "old"), (["2025"], "recent"),
        (["2009", "2026"], "recent"), (["2009", "undated"], "old"), (["undated", "undated (old page)"], "unknown"), ([], "unknown"),
        (["after December 2025"], "recent"), (["undated (after 2010)"], "unknown"), (["undated (about 2021)"], "old"),
    ],
)
def test_a_fact_is_as_old_as_its_newest_source(texts, expected):
    assert age(texts, TODAY) == expected


def test_the_newest_of_several_texts():
    assert newest(["2009", "2025-06", "undated"]) == datetime.date(2025, 6, 30)
    assert newest(["undated"]) is None


@pytest.mark.parametrize("day, months, before", [("2026-08-31", 18, "2025-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2026-03-01", 24, "2024-03-01")])
def test_months_before_a_day(day, months, before):
    assert months_before(datetime.date.fromisoformat(day), months) == datetime.date.fromisoformat(before)
