"""Opening hours as times of the week: "Tuesday 15:00-16:00"; whether somebody is there, and when somebody is next.

A school writes its hours in words for people, and may write them as times too, for the guide to count with.
"""
from __future__ import annotations

import datetime
import re
from typing import Iterable, NamedTuple, Optional

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = r"([01]\d|2[0-3]):([0-5]\d)"
_SPAN = re.compile(rf"({'|'.join(DAYS)}) {_TIME}-{_TIME}", re.IGNORECASE)
# Between these hours nobody is at a school as a rule.
_NIGHT_FROM, _NIGHT_TO = datetime.time(20), datetime.time(7)


class Span(NamedTuple):
    """Some hours of one day of the week (0 is Monday)."""

    day: int
    begins: datetime.time
    ends: datetime.time


def span(text: str) -> Optional[Span]:
    """The hours that a text such as "Tuesday 15:00-16:00" says, or None if it is not so written or ends before it begins."""
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    hours = [int(figure) for figure in found.groups()[1:]]
    made = Span(DAYS.index(found.group(1).capitalize()), datetime.time(*hours[:2]), datetime.time(*hours[2:]))
    return made if made.begins < made.ends else None


def until(spans: Iterable[Span], now: datetime.datetime) -> Optional[datetime.time]:
    """Until when somebody is there now; None where nobody is."""
    open_now = [s.ends for s in spans if s.day == now.weekday() and s.begins <= now.time() < s.ends]
    return max(open_now, default=None)


def following(spans: Iterable[Span], now: datetime.datetime) -> Optional[tuple[datetime.date, Span]]:
    """The day and the hours when somebody is there next, after now; None without any hours."""
    coming = [(now.date() + datetime.timedelta(days=(s.day - now.weekday()) % 7), s) for s in spans]
    later = [(day if (day, s.begins) > (now.date(), now.time()) else day + datetime.timedelta(days=7), s) for day, s in coming]
    return min(later, default=None)


def at_night(now: datetime.datetime) -> bool:
    """True at hours when nobody is at a school as a rule."""
    return now.time() >= _NIGHT_FROM or now.time() < _NIGHT_TO


def clock(time: datetime.time) -> str:
    """A time as people say it: "3pm", "8.30am", "midday"."""
    if time == datetime.time(12):
        return "midday"
    minutes = f".{time.minute:02}" if time.minute else ""
    return f"{(time.hour - 1) % 12 + 1}{minutes}{'am' if time.hour < 12 else 'pm'}"
