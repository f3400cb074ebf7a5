"""A way to be reached that somebody gives on purpose: found in their words, and checked."""
from __future__ import annotations

import re
from typing import Optional

from knowledge.language.lookalikes import clean

MOST_CHARACTERS = 120
_EMAIL = re.compile(r"(?<![\w.%+'-])[A-Za-z0-9][\w.%+'-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![\w@])")
# Ten to fifteen figures, as numbers of this country or with + begin, and perhaps an extension.
_PHONE = re.compile(
    r"(?<![\w+])(?:\+|(?=\(?0)|(?=[127]))\(?[0-9](?:[\s().-]{0,3}[0-9]){9,14}(?:,? ?(?:ext|extension|x)\.? ?[0-9]{1,6})?(?![\w@])", re.IGNORECASE
)
_PIECE = re.compile(r"[0-9](?:[\s().-]{0,3}[0-9]){3,}|@")


def found(text: str) -> Optional[str]:
    """The emails and phone numbers in a text, and nothing else of it; None where there is none, or too much."""
    told = clean(text)
    emails = _EMAIL.findall(told)
    phones = [" ".join(number.split()) for number in _PHONE.findall(_EMAIL.sub(" ", told))]
    ways = ", ".join(dict.fromkeys([*emails, *phones]))
    return ways if 0 < len(ways) <= MOST_CHARACTERS else None


def looks_like_one(text: str) -> bool:
    """True for a text with a phone number or an email in it, or with a piece of one."""
    return bool(_PIECE.search(clean(text)))
