"""Which months are counted together: whole calendar months that have ended, each in one count for good.

Two counts of overlapping times could be subtracted, and what is left may be a single person. So a month that was counted is
never counted again in other company: later reports add up the counts that were made, and count what lies between.
"""
from __future__ import annotations

import datetime
import re
from typing import Iterable, NamedTuple, Optional

_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
FIRST_YEAR = 2000


class BadMonths(ValueError):
    """The months that were asked for cannot be used; the text says what to write."""


class Overlap(Exception):
    """Months that were counted together would be torn apart; the text says what can be asked for."""


class Span(NamedTuple):
    """Some months in a row, each written 2026-11."""

    first: str
    last: str

    @property
    def begins(self) -> str:
        """The day on which it begins."""
        return f"{self.first}-01"

    @property
    def ends(self) -> str:
        """The first day after it."""
        return f"{after(self.last)}-01"

    def months(self) -> list[str]:
        """All its months, in order."""
        found = [self.first]
        while found[-1] < self.last:
            found.append(after(found[-1]))
        return found

    def __str__(self) -> str:
        return named(self.first) if self.first == self.last else f"{named(self.first)} to {named(self.last)}"


def asked(since: str, until: Optional[str], today: datetime.date) -> Span:
    """The whole months of two days; without `until`, to the last month that has ended.

    Raises:
        BadMonths: if a date is none, or the months have not ended.
    """
    ended = before(today.isoformat()[:7])
    first, last = _month(since), _month(until) if until else ended
    if last > ended:
        raise BadMonths(f"{named(last)} has not ended. Ask for months up to {named(ended)}.")
    if first > last and until is None:
        raise BadMonths(f"{named(first)} has not ended. Ask for months up to {named(ended)}.")
    if first > last:
        raise BadMonths(f"{named(first)} is after {named(last)}. Give the earlier date as --since.")
    return Span(first, last)


def pieces(wanted: Span, counted: Iterable[Span]) -> list[Span]:
    """The months as they are to be counted: what was counted already as it is, and each gap between as one.

    Raises:
        Overlap: if a count that was made lies only partly in the months wanted.
    """
    found, start = [], wanted.first
    for span in sorted(counted):
        if span.last < wanted.first or span.first > wanted.last:
            continue
        if span.first < wanted.first or span.last > wanted.last:
            raise Overlap(f"{span} was counted together, and is not counted again in part. Ask for all of it, or for none.")
        if start < span.first:
            found.append(Span(start, before(span.first)))
        found.append(span)
        start = after(span.last)
    return found + ([Span(start, wanted.last)] if start <= wanted.last else [])


def after(month: str) -> str:
    """The month after one."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def before(month: str) -> str:
    """The month before one."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - (number == 1):04d}-{(number - 2) % 12 + 1:02d}"


def named(month: str) -> str:
    """A month as people write it: "November 2026"."""
    return datetime.date.fromisoformat(f"{month}-01").strftime("%B %Y")


def _month(text: str) -> str:
    found = _MONTH.fullmatch(text.strip())
    try:
        day = datetime.date.fromisoformat(text.strip() if len(text.strip()) == 10 else f"{text.strip()}-01") if found else None
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        raise BadMonths(f"'{text}' is no date that can be used. Write it as 2026-09-01, or the month as 2026-09.")
    return day.isoformat()[:7]
