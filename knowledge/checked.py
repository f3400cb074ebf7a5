"""When a source was checked: the one reading of `checked` texts, for the review and for the public page.

The texts are as honest as what is known: "2026-08", "2025-26", "2009 (printed document)",
"undated (about 2021)", "after December 2025", "undated".
"""
from __future__ import annotations

import calendar
import datetime
import re
from typing import Iterable, Literal, NamedTuple, Optional

from knowledge.records import last_day

# A fact that was checked longer ago than this wants checking again.
MONTHS = 18
Age = Literal["recent", "old", "unknown"]
_MONTH = "|".join(calendar.month_name[1:])
_SPAN = re.compile(r"\b(\d{4})[-–](\d{2})\b(?!-)")
_DATE = re.compile(rf"\b(?:(\d{{4}}-\d{{2}}-\d{{2}})|(\d{{4}}-\d{{2}})|({_MONTH}) (\d{{4}})|(\d{{4}}))\b")


class Checked(NamedTuple):
    """What a text says of the day: at most one of the two, and neither where it says nothing.

    newest  the last day it can mean
    since   a day it is later than, where nothing says how much later
    """

    newest: Optional[datetime.date] = None
    since: Optional[datetime.date] = None


def read(text: str) -> Checked:
    """What a `checked` text says: "2025" may be as late as 31 December 2025, "undated (recent)" says nothing.

    A span such as "2025-26" is a school year, which ends in August; a longer one ends in December.
    """
    days = [day for day in _days(text) if day]
    if not days:
        return Checked()
    day = max(days)
    if re.search(r"\bbefore\b", text):
        return Checked(newest=datetime.date(day.year, 1, 1) - datetime.timedelta(days=1))
    if re.search(r"\bafter\b|\bor later\b|\bsince\b", text):
        return Checked(since=day if "after" in text else datetime.date(day.year, 1, 1))
    return Checked(newest=day)


def _days(text: str) -> Iterable[Optional[datetime.date]]:
    for match in _SPAN.finditer(text):
        first, second = int(match[1]), int(match[2])
        if second > 12:
            end = first - first % 100 + second
            yield datetime.date(end, 8, 31) if end == first + 1 else datetime.date(end, 12, 31)
            text = text.replace(match[0], "")
    for day, month, name, year, alone in _DATE.findall(text):
        number = f"{list(calendar.month_name).index(name):02}" if name else ""
        yield _last(day or month or (f"{year}-{number}" if name else alone))


def _last(text: str) -> Optional[datetime.date]:
    try:
        return last_day(text) if "01" <= (text[5:7] or "01") <= "12" else None
    except (ValueError, OverflowError):
        return None


def newest(texts: Iterable[str]) -> Optional[datetime.date]:
    """The newest day that any of the texts can mean; None where none names one."""
    return max((found for text in texts if (found := read(text).newest)), default=None)


def age(texts: Iterable[str], today: datetime.date) -> Age:
    """How old a fact is that rests on sources checked then: as old as its newest source.

    Returns:
        recent, old (over `MONTHS` months), or unknown where no text names a day.
    """
    edge, found = months_before(today, MONTHS), [read(text) for text in texts]
    if any((checked.newest or checked.since or datetime.date.min) >= edge for checked in found):
        return "recent"
    return "old" if any(checked.newest for checked in found) else "unknown"


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day some months earlier, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
