"""The link to the page of a school's named person: signed for one school, and for so many days."""
from __future__ import annotations

from typing import Optional

from bot import signed

PATH = "/inbox/"
_PURPOSE, _DAY = "inbox", 24 * 3600


def write(secret: bytes, school: str, days: int, now: Optional[float] = None) -> str:
    """The path of the page."""
    return PATH + signed.write(secret, _PURPOSE, {"school": school}, days * _DAY, now)


def school(secret: bytes, link: str, now: Optional[float] = None) -> str:
    """The school whose page the last part of that path opens.

    Raises:
        BadToken: if it is not ours, or for something else.
        ExpiredToken: if its time is over.
    """
    return signed.read(secret, _PURPOSE, link, now)["school"]
