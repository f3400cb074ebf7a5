"""Titles and organisations as the register and our records write them, made comparable.

The register writes "NCFE CACHE Level 3 Diploma in Supporting Teaching and Learning (RQF)" where a record of
ours may write "Level 3 Diploma in Supporting Teaching and Learning". A `key` is what the two share.
"""
from __future__ import annotations

import re
from typing import Iterable, Optional

# Words that add nothing to a title.
_SMALL = {"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"}
# Words that most titles have, so that they tell none from another.
COMMON = _SMALL | {"award", "awards", "certificate", "diploma", "level", "qcf", "rqf", *"012345678"}
# Names under which organisations sell, which stand before a title as the organisation's own name does.
_BRANDS = {"btec", "cache", "edexcel", "ilm", "ncfe", "ocr", "pearson", "tquk", "vtct"}
# Words of organisations' names that many share.
_SHARED_NAMES = _SMALL | {
    "award", "awarding", "awards", "body", "bodies", "board", "boards", "chartered", "council", "education", "group",
    "institute", "institution", "limited", "london", "ltd", "national", "organisation", "organisations", "plc", "public",
    "qualification", "qualifications", "royal", "school", "schools", "services", "society", "training", "trust", "uk",
}
# Where a record says this among its organisations, any organisation may offer it.
_OPEN_ENDED = ("several", "other", "various", "vary", "ask the", "assessment organisations", "training providers", "universities")
_SIZES = {"award", "certificate", "diploma"}
# A title of fewer words than this is too short to say that two records are the same.
_WORDS_TO_MATCH = 3
_SHARED_TO_BE_ALIKE = 0.5


def key(title: str, owners: Iterable[Optional[str]] = ()) -> str:
    """A title without its organisation, level, brackets and small words; "" if too little is left to match by."""
    words = _words(title)
    at = next((i for i, word in enumerate(words[:-1]) if word == "level" and words[i + 1].isdigit()), None)
    owned = _BRANDS.union(*(_words(owner) for owner in owners if owner))
    if at is not None:
        before = [word for word in words[:at] if word not in owned and word != "entry"]
        words = before + words[at + 2:]
    else:
        while words and words[0] in owned:
            words = words[1:]
    words = [word for word in words if word not in _SMALL]
    return " ".join(words) if len(words) >= _WORDS_TO_MATCH else ""


def clearly_different(title: str, others: Iterable[str], owners: Iterable[Optional[str]] = ()) -> bool:
    """True if a title of the register shares too little with each of our names, or is of another size.

    An award, a certificate and a diploma of one name are three qualifications.
    """
    aside = COMMON.union(_BRANDS, *(_words(owner) for owner in owners if owner))
    there = set(_words(title))
    ours = [words for other in others if (words := set(_words(other))) - aside]
    alike = [words for words in ours if _shared(there - aside, words - aside) >= _SHARED_TO_BE_ALIKE]
    if not alike:
        return bool(there - aside and ours)
    sizes = set().union(*alike) & _SIZES
    return bool(there & _SIZES and sizes) and not there & sizes


def _shared(some: set[str], others: set[str]) -> float:
    """How much of the shorter is in the other, from 0 to 1."""
    return len(some & others) / max(min(len(some), len(others)), 1)


def offered_by(awarding: Iterable[str], organisation: Optional[str], acronym: Optional[str]) -> bool:
    """True if an organisation is among those a record names, or the record leaves that open."""
    awarding = list(awarding)
    if not awarding or not organisation or any(sign in name.lower() for name in awarding for sign in _OPEN_ENDED):
        return True
    theirs = _name(organisation) | _name(acronym or "")
    for name in awarding:
        ours = _name(name)
        # A word of its own is enough; of common words, it takes the whole name ("Training Qualifications UK").
        if (ours & theirs) - _SHARED_NAMES or _name(name, brackets=False) == _name(organisation, brackets=False):
            return True
    return False


def _name(text: str, brackets: bool = True) -> set[str]:
    return set(_words(text, brackets)) - _SMALL - {"limited", "ltd", "plc"}


def _words(text: str, brackets: bool = False) -> list[str]:
    text = text.lower().replace("&", " and ").replace("'", "").replace("\u2019", "")
    if not brackets:
        text = re.sub(r"\([^()]*\)", " ", text)
    return re.findall(r"[^\W_]+", text)
