"""What every record has: an id, and for facts sources, confidence and dates.

Conventions
    id        lower-case words joined by hyphens (or the number of the original list, such as `dr19`)
    sources   source ids; `some-source#Section name` points at a section
    dates     `2024`, `2024-09` or `2024-09-01`; a year or month alone means its last day
    levels    0 is entry level, 1 to 8 the national levels, null where there is no level
"""
from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import Literal, Optional

from pydantic import BaseModel, Field, validator

BEFORE_2004 = "before-2004"
_ID = re.compile(r"^[a-z0-9][a-z0-9_-]*$")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")

Confidence = Literal["high", "medium", "low"]
Need = Literal["knowledge", "skill", "recognition", "legal", "confidence"]


class Part(BaseModel):
    """What all models share: unknown fields are refused, and nothing can be changed."""

    class Config:
        extra = "forbid"
        frozen = True


class Record(Part):
    """Anything with an id. `former_ids` are the ids of records merged into this one; look-ups resolve them."""

    id: str
    former_ids: list[str] = []

    @validator("id")
    def _plain_id(cls, value):
        if not _ID.match(value):
            raise ValueError("an id has lower-case letters, figures, hyphens and underscores only")
        return value


class Fact(Record):
    """Something that is true of the world, so it names its sources and how sure we are."""

    sources: list[str] = Field(..., min_items=1)
    confidence: Confidence = "medium"


def plain_date(value: Optional[str]) -> Optional[str]:
    """A date text as content gives it.

    Raises:
        ValueError: if it is none; the text says how to write one.
    """
    if value is not None and value != BEFORE_2004 and not _DATE.match(value):
        raise ValueError("write a date as '2024', '2024-09' or '2024-09-01', in quotes (or 'before-2004')")
    return value


class Dated(Fact):
    """A fact that can begin or end. `closed` needs `replaced_by` or `closed_reason`."""

    opened: Optional[str] = None
    closed: Optional[str] = None
    closed_reason: Optional[str] = None
    replaced_by: list[str] = []

    _dates = validator("opened", "closed", allow_reuse=True)(plain_date)

    def open_on(self, day: datetime.date) -> bool:
        """True if the thing had begun and had not ended on `day`."""
        return was_open(self.opened, self.closed, day)


def was_open(opened: Optional[str], closed: Optional[str], day: datetime.date) -> bool:
    """True if what has these date texts had begun and had not ended on `day`."""
    begun = opened in (None, BEFORE_2004) or last_day(opened) <= day
    return begun and (closed is None or last_day(closed) > day)


@lru_cache(maxsize=None)
def last_day(text: str) -> datetime.date:
    """The last day a date text can mean: '2010' is 31 December 2010, '2010-09' 30 September 2010.

    Raises:
        ValueError: if it means none.
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = parts if len(parts) == 2 else (parts[0], 12)
    first = datetime.date(year, month, 1)
    return first.replace(day=calendar.monthrange(year, month)[1])
