"""Messages as words: one spelling for the many ways people type, with their places in the text.

`t.a.`, `T.A` and `TA` become `ta`; `nvq2` and `level3` come apart; `l3`, `lvl three` become `level 3`.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"(?:[a-z]\.){2,}[a-z]?|[a-z]\.[a-z]\b\.?|[a-z]+(?:['’][a-z]+)*|\d+:\d+|\d+|\*|\S", re.I)
_RUN_ON = re.compile(r"([a-z]+?)(\d+)$", re.I)
_NUMBERS = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine".split())}
_SPELT = {
    "lvl": "level", "lev": "level", "levels": "level", "wanna": "want to", "gonna": "going to", "&": "and", "+": "and",
    "im": "i am", "i'm": "i am", "ive": "i have", "i've": "i have", "id": "i would", "i'd": "i would",
    "dont": "don't", "didnt": "didn't", "havent": "haven't", "cant": "can't", "wasnt": "wasn't", "isnt": "isn't",
    "wont": "won't", "doesnt": "doesn't", "couldnt": "couldn't", "hasnt": "hasn't", "theyre": "they are",
    "eng": "english", "engl": "english", "math": "maths", "mathematics": "maths", "numeracy": "numeracy",
    "quals": "qualifications", "qual": "qualification", "cert": "certificate", "certs": "certificates",
    "yr": "year", "yrs": "years", "uni": "university", "tho": "though", "w": "with", "w/": "with", "bcos": "because",
    "ft": "full time", "pt": "part time", "gcses": "gcse", "nvqs": "nvq", "cses": "cse", "btecs": "btec",
}
_AFTER_NUMBER_WORD = {"level", "nvq", "grade", "year", "ks", "btec", "cse"}


@dataclass(frozen=True)
class Word:
    """One normalised word and its place [start, end) in the text it came from."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The normalised words of a text, in order."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text.replace("’", "'")):
        for piece in _pieces(match.group().lower()):
            if found and found[-1].text in _AFTER_NUMBER_WORD:
                piece = _NUMBERS.get(piece, piece)
            found.append(Word(piece, match.start(), match.end()))
    return found


def plain(text: str) -> list[str]:
    """The normalised words of a name, without places."""
    return [word.text for word in words(text)]


def _pieces(token: str) -> list[str]:
    if "." in token and len(token) > 1 and token[0].isalpha():
        token = token.replace(".", "")
    if token in _SPELT:
        return _SPELT[token].split()
    run_on = _RUN_ON.match(token)
    if run_on:
        letters, figures = run_on.groups()
        letters = {"l": "level", "lvl": "level", "lev": "level", "gcse": "gcse"}.get(letters, letters)
        return [letters, figures]
    if token.endswith("'s") and len(token) > 3 and token not in ("it's", "that's", "what's", "there's", "he's", "she's"):
        return [token[:-2]]
    return [token]
