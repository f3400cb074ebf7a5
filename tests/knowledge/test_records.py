"""Dates and ids of records: how '2010', '2010-09' and 'before-2004' are read."""
from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from knowledge.records import BEFORE_2004, Dated, Source, last_day


def thing(opened=None, closed=None) -> Dated:
    return Dated(id="a-thing", sources=["a-page"], opened=opened, closed=closed)


@pytest.mark.parametrize(
    "text, day",
    [
        ("2010", "2010-12-31"), ("2010-09", "2010-09-30"), ("2010-12", "2010-12-31"), ("2012-02", "2012-02-29"),
        ("2011-02", "2011-02-28"), ("2010-09-01", "2010-09-01"),
    ],
)
def test_a_date_text_means_its_last_day(text, day):
    assert last_day(text) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "opened, closed, day, is_open",
    [
        ("2010", None, "2010-01-01", False),
        ("2010", None, "2010-12-31", True),
        (None, "2010", "2010-01-01", True),
        (None, "2010", "2010-12-31", False),
        ("2010-09", None, "2010-09-29", False),
        ("2010-09", None, "2010-09-30", True),
        (BEFORE_2004, None, "1999-01-01", True),
        (None, None, "2026-01-01", True),
        ("2018", "2026-09", "2026-09-29", True),
        ("2018", "2026-09", "2026-09-30", False),
    ],
)
def test_open_on_a_day(opened, closed, day, is_open):
    assert thing(opened, closed).open_on(datetime.date.fromisoformat(day)) is is_open


@pytest.mark.parametrize("text", ["2004-2005", "by 2018", "2024-1", "soon", ""])
def test_a_date_in_another_form_is_refused(text):
    with pytest.raises(ValidationError, match="write a date as"):
        thing(opened=text)


@pytest.mark.parametrize("id", ["Two Words", "UPPER", "-first", "dot.ted", ""])
def test_an_id_that_is_not_plain_is_refused(id):
    with pytest.raises(ValidationError, match="an id has"):
        Source(id=id, title="A page", publisher="Somebody", checked="2026")


def test_a_field_nobody_knows_is_refused():
    with pytest.raises(ValidationError, match="extra fields"):
        Source(id="a-page", title="A page", publisher="Somebody", checked="2026", colour="red")


def test_a_record_cannot_be_changed():
    with pytest.raises(TypeError):
        thing().opened = "2020"
