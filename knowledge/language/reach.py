"""A way to be reached that somebody gives on purpose: found in their words, and checked; what only looks like one is hidden."""
from __future__ import annotations

import re
from typing import Optional

from knowledge.language.lookalikes import clean
from knowledge.store import Store

MOST_CHARACTERS = 120
_EMAIL = re.compile(r"(?<![\w.%+'-])[A-Za-z0-9][\w.%+'-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![\w@])")
# Ten to fifteen figures, as numbers of this country or with + begin, and perhaps an extension.
_PHONE = re.compile(
    r"(?<![\w+])(?:\+|(?=\(?0)|(?=[127]))\(?[0-9](?:[\s().-]{0,3}[0-9]){9,14}(?:,? ?(?:ext|extension|x)\.? ?[0-9]{1,6})?(?![\w@])", re.IGNORECASE
)
_FIGURES = re.compile(r"[+(]?[0-9](?:[\s().-]{0,3}[0-9]){3,}")
_AT = re.compile(r"\S*@\S*")


def found(text: str) -> Optional[str]:
    """The emails and phone numbers in a text, and nothing else of it; None where there is none, or too much."""
    told = clean(text)
    emails = _EMAIL.findall(told)
    phones = [" ".join(number.split()) for number in _PHONE.findall(_EMAIL.sub(" ", told))]
    ways = ", ".join(dict.fromkeys([*emails, *phones]))
    return ways if 0 < len(ways) <= MOST_CHARACTERS else None


def hidden(text: str, store: Store) -> str:
    """A text with all that may be a piece of a phone number or an email replaced, where one was asked for and none was found."""
    return _FIGURES.sub(store.phrase("masked-phone"), _AT.sub(store.phrase("masked-email"), text))
