"""How long until then: "6 months", "half a year", "in a term", "next summer", "after Christmas" as a number of months."""
from __future__ import annotations

import datetime
import re

from knowledge.language.words import joined, words

LONGEST = 24
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "next": 1,
}
_A_TERM = 4
_UNITS = {"week": 0.25, "month": 1, "term": _A_TERM, "year": 12}
_HALF = [
    (re.compile(r"\bhalf (?:a |the )?year\b|\bhalf way through the year\b"), 6), (re.compile(r"\bhalf ?term\b"), 2),
    (re.compile(r"\b(?:a )?year and a half\b|\b18 months\b|\beighteen months\b"), 18),
]
_COUNTED = re.compile(rf"\b(\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}) (week|month|term|year)s?\b(?! (?:old|ago|group|\d))")
# The month in which each falls.
_WHEN = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12, "christmas": 12, "xmas": 12,
    "new year": 1, "easter": 4, "summer": 7, "autumn": 10, "winter": 12, "spring": 4,
}
_NAMED = re.compile(rf"\b({'|'.join(sorted(_WHEN, key=len, reverse=True))}|(?<=in )may|(?<=next )may)\b")


def months(text: str, today: datetime.date) -> int | None:
    """The months from `today` until the time a text names (1 to 24), or None where it names none."""
    said = joined(words(text))
    for pattern, count in _HALF:
        if pattern.search(said):
            return count
    counted = _COUNTED.search(said)
    if counted:
        number = int(counted[1]) if counted[1].isdigit() else _NUMBERS[counted[1]]
        return _within(round(number * _UNITS[counted[2]]))
    named = _NAMED.search(said)
    if named:
        return _within((_WHEN.get(named[1], 5) - today.month) % 12 or 12)
    return None


def _within(count: int) -> int | None:
    return max(count, 1) if count <= LONGEST else None
