"""How long sentences are, and how old a reader must be to read a text with ease."""
from __future__ import annotations

import re

MOST_WORDS = 20
OLDEST_READER = 12
# A United States school grade is about five years below the age of its children.
_AGE_OF_GRADE_0 = 5
_WEB = re.compile(r"\b(?:https?://)?(?:[\w-]+\.)+(?:uk|org|com)\b(?:/[\w./-]*\w)?", re.IGNORECASE)
_SHORT = re.compile(r"\b(No|St|Mr|Mrs|Ms|Dr|approx)\.(?= )")
_END = re.compile(r"(?<=[.?!])[\"'”)]*\s+(?=[\"'“(\[{]?[A-Z0-9{\[])|\n+")


def without_addresses(text: str) -> str:
    """The text with web addresses taken out."""
    return _WEB.sub("", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text. A web address is one word; a list after a colon, with semicolons, counts item by item."""
    text = _SHORT.sub(r"\1", _WEB.sub("address", text.strip()))
    found = []
    for sentence in _END.split(text):
        lead, _, rest = sentence.partition(": ")
        found += [lead, *rest.split("; ")] if "; " in rest else [sentence]
    return [sentence for sentence in found if sentence.strip()]


def words(sentence: str) -> int:
    """How many words a sentence has; a dash or a sign is none, and a place to fill is one."""
    return len(re.findall(r"[\w£%&{}'’.,/@-]*[\w}][\w{}'’%-]*", sentence))


def reading_age(text: str) -> float:
    """The age of a reader who reads the text with ease: the Flesch-Kincaid grade and five years.

    It goes by the length of sentences and words. A single sentence says little; an answer of some
    sentences says enough. Syllables are counted by hyphenation, which finds rather too few, so a
    text near the limit is over it.
    """
    import textstat

    return textstat.flesch_kincaid_grade(_WEB.sub("address", text)) + _AGE_OF_GRADE_0
