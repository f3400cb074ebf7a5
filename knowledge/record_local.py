"""What a school, trust, council or union branch says of itself in a file of its own, `local/<id>.yml`.

Everything in such a file is words, as they were typed; what has a shape (dates, phone numbers, links) is
checked here. `local/README.md` tells editors the same in plain English.
"""
from __future__ import annotations

import datetime
import re
from typing import Literal, Optional
from urllib.parse import urlsplit

from pydantic import Field, root_validator, validator

from knowledge import opening
from knowledge import origins as sites
from knowledge.record_base import Part, last_day

PlaceKind = Literal["school", "trust", "council", "union-branch"]
Purpose = Literal["learning", "hr", "union", "named-person", "safeguarding", "it"]
Whose = Literal["named-person", "inbox", "office"]

PLACE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d{2}")
_DAY_OR_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?")
_LOOKS_LIKE_A_DATE = re.compile(
    r"\d{4}|\d{1,2}[/.]\d{1,2}|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_PHONE = re.compile(r"\+?[0-9(][0-9 ()-]{2,24}(?:,? (?:ext|extension|x|option)\.? ?[0-9]{1,6})?", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


class Place(Part):
    """Who speaks in a file.

    part_of   the ids of its trust, council and union branch, nearest first
    origins   sites whose pages may talk to the guide for this place; written beside `place:` in the file, as `frames` is
    frames    sites that may show the guide in a frame, besides these
    """

    id: str
    name: str
    kind: PlaceKind
    part_of: list[str] = []
    origins: list[str] = []
    frames: list[str] = []

    _origins = validator("origins", each_item=True, allow_reuse=True)(sites.origin)
    _frames = validator("frames", each_item=True, allow_reuse=True)(sites.frame)

    @validator("id")
    def _plain_id(cls, value):
        if not PLACE_ID.fullmatch(value):
            raise ValueError("Use small letters, figures and hyphens only, such as hill-school.")
        return value


class Item(Part):
    """Anything a place tells people. `place` is the id of the place; it is not written in the file.

    checked   the day (or month) on which somebody checked that it is true
    source    where it can be checked, in words
    opened    the first day it holds; without one, it holds from the year it was checked in
    until     the last day it holds
    """

    place: str
    checked: str
    source: Optional[str] = None
    opened: Optional[str] = None
    until: Optional[str] = None

    @validator("opened")
    def _day(cls, value):
        return _date(value, _DAY)

    @validator("checked", "until")
    def _day_or_month(cls, value):
        return _date(value, _DAY_OR_MONTH)

    @property
    def last(self) -> Optional[str]:
        """The date after which it is not shown any more."""
        return self.until

    def holds_on(self, day: datetime.date) -> bool:
        """True if it is to be shown on that day."""
        first = datetime.date.fromisoformat(self.opened) if self.opened else datetime.date(int(self.checked[:4]), 1, 1)
        return first <= day and (self.last is None or day <= last_day(self.last))


class Linked(Part):
    """Something with a page on the web."""

    web: Optional[str] = None

    @validator("web")
    def _web(cls, value):
        return _link(value)


class Ways(Linked):
    """Ways to get in touch."""

    phone: Optional[str] = None
    email: Optional[str] = None

    @validator("phone")
    def _phone(cls, value):
        return _shaped(value, _PHONE, "Write a phone number such as 01632 960001, or 01632 960001 ext 12.")

    @validator("email")
    def _email(cls, value):
        return _shaped(value, _EMAIL, "Write an email address such as office@hill-school.example.")


class Reach(Ways):
    """Somebody, by name or job title, and how to reach them: at least one way."""

    who: str
    room: Optional[str] = None
    hours: Optional[str] = None

    @root_validator(skip_on_failure=True)
    def _some_way(cls, values):
        if not any(values[way] for way in ("phone", "email", "room", "web")):
            raise ValueError("Nothing says how to reach them. Give a phone, an email, a room or a web page.")
        return values


class Contact(Reach, Item):
    """Whom to ask about something; `purpose` is written `for` in the file."""

    purpose: Purpose = Field(..., alias="for")


class Deputy(Reach):
    """Stands in for the safeguarding lead."""


class SafeguardingLead(Reach, Item):
    """Whom to tell of a worry about a child, and who stands in."""

    deputies: list[Deputy] = []


class OpeningHours(Item):
    """When somebody is there (the named person, the office), or when the inbox is read.

    hours   in words, as people read them
    times   the same as times of the week, "Tuesday 15:00-16:00", where the guide is to say whether somebody is there now
    """

    of: Whose
    hours: str
    times: list[str] = []

    @validator("times", each_item=True)
    def _span(cls, value):
        if opening.span(value) is None:
            raise ValueError(f"'{value}' cannot be right. Write a day and two times, such as Tuesday 15:00-16:00.")
        return value

    @property
    def spans(self) -> list[opening.Span]:
        """The times, read."""
        return [opening.span(text) for text in self.times]


class Course(Linked, Item):
    """A course on offer here.

    qualification        the id of the qualification it leads to, where we have it
    roles, goals, topics for whom it is where it leads to none of ours: jobs, jobs aimed for, subjects
    starts               a date, or words such as "any time"
    book                 how to book, in words
    """

    title: str
    what: Optional[str] = None
    qualification: Optional[str] = None
    provider: Optional[str] = None
    where: Optional[str] = None
    starts: Optional[str] = None
    times: Optional[str] = None
    cost: Optional[str] = None
    book: str
    roles: list[str] = []
    goals: list[str] = []
    topics: list[str] = []

    @validator("starts")
    def _date_or_words(cls, value):
        # A date in words would never pass, and the course would be shown for ever.
        return _date(value, _DAY_OR_MONTH) if value and _LOOKS_LIKE_A_DATE.search(value) else value

    @property
    def first_day(self) -> Optional[datetime.date]:
        """The day it starts, at the latest, where that is known."""
        return last_day(self.starts) if self.starts and _DAY_OR_MONTH.fullmatch(self.starts) else None

    @property
    def last(self) -> Optional[str]:
        """Without `until`, a course is shown up to the day it starts."""
        return self.until or (self.starts if self.first_day else None)


class Provider(Ways, Item):
    """Who runs courses near here, and which of our qualifications."""

    title: str
    what: Optional[str] = None
    qualifications: list[str] = []


class Fund(Linked, Item):
    """Money to be had here, for whom, and how to ask for it."""

    title: str
    what: str
    who_for: Optional[str] = None
    how: str


class KeyDate(Item):
    """A day to know of, such as the last day to apply for training money."""

    title: str
    date: str
    what: Optional[str] = None

    @validator("date")
    def _day_or_month_of_it(cls, value):
        return _date(value, _DAY_OR_MONTH)

    @property
    def last(self) -> Optional[str]:
        """It is shown up to the day itself."""
        return self.until or self.date


# The parts of a file, besides `place`. All are lists but the safeguarding lead, which is one.
KINDS: dict[str, type[Item]] = {
    "contacts": Contact,
    "opening_hours": OpeningHours,
    "safeguarding_lead": SafeguardingLead,
    "courses": Course,
    "providers": Provider,
    "funds": Fund,
    "dates": KeyDate,
}
SINGLE = "safeguarding_lead"
# Lists of addresses that stand beside `place:` and belong to it.
SITES = ("origins", "frames")


def _date(value: Optional[str], shape: re.Pattern) -> Optional[str]:
    example = "2027-01-12" if shape is _DAY else "2027-01-12 or 2027-01"
    if value is not None and not (shape.fullmatch(value) and _is_day(value)):
        raise ValueError(f"'{value}' is no date we can read. Write it as {example}.")
    return value


def _is_day(text: str) -> bool:
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def _shaped(value: Optional[str], shape: re.Pattern, remedy: str) -> Optional[str]:
    if value is not None and not shape.fullmatch(value):
        raise ValueError(f"'{value}' cannot be right. {remedy}")
    return value


def _link(value: Optional[str]) -> Optional[str]:
    if value is None:
        return value
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and not re.search(r"[\s<>\"'\\]", value)
        parts.port
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"'{value}' is no link we can use. Write a whole address that begins with https:// or http://.")
    return value
