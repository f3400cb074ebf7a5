"""Letters that only look like ours, and signs that nobody sees, put right before anything reads a message."""
from __future__ import annotations

import re
import unicodedata

# Cyrillic and Greek letters, and the Latin ones that they look like.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏвкмнтАЕОРСУХІЈЅВКМНТΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανικρτυ",
    "aeopcyxijsdhlbkmhtAEOPCYXIJSBKMHTABEZHIKMNOPTYXoavikptu",
)
_MIXED = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
# Full-width letters, and letters of mathematics.
_STYLED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")


def clean(text: str) -> str:
    """Without control and invisible characters and broken halves of characters; words in mixed alphabets made Latin."""
    kept = "".join(_seen(c) for c in text) if not text.isascii() or not text.isprintable() else text
    if kept.isascii():
        return kept.strip()
    plain = _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), kept)
    return _MIXED.sub(_one_alphabet, plain).strip()


def _seen(character: str) -> str:
    if character in "\n\t":
        return character
    category = unicodedata.category(character)
    # What has no width joins what it stands between; what has none at all parts it.
    return "" if category == "Cf" else " " if category in ("Cc", "Cs", "Co", "Cn") else character


def _one_alphabet(found: re.Match) -> str:
    word = found.group()
    return word.translate(_ALIKE) if not word.isascii() and _LATIN.search(word) else word
