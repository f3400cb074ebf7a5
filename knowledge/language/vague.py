"""Words that can mean one of a few certificates ("diploma", "BTEC"), where what stands beside them tells more."""
from __future__ import annotations

import re

from knowledge.language.linked import Link
from knowledge.language.words import Word, joined

# The BTECs by level.
_BTECS = {1: "btec-first", 2: "btec-first", 3: "btec-national"}
_BTEC = "btec-national"
# What a "diploma" at a school is in; in anything else it is none of those that the word is asked about.
_OF_SCHOOLS = re.compile(r"\b(?:child\w*|nursery|early|years|teach\w*|education|learning|support\w*|ta|eyfs|cache|classroom|schools?|play\w*|send?|special)\b")
_A_DIPLOMA = re.compile(r"(?:level \d )?(?:diploma|certificate)(?: level \d)?$", re.I)
# A diploma after a degree, of a high school, or of a trade is another one.
_OTHER_DIPLOMAS = re.compile(r"\b(?:post ?grad(?:uate)?|pg|high school|graduate|ordinary|secretarial|beauty|art|music)(?: level \d)?$")
_IN = re.compile(r"(?: ?\()?(?: (?:level \d|at|,))*? ?(?:in|of) ((?:(?!level\b|at\b|from\b|and then\b)\w+ ?){1,4})|((?:health|business|hair|beauty|travel|catering|hospitality|management|counselling|sport|music|art)\b[\w ]{0,24})")
# Who offered it: "maths at learndirect".
_AT = ("at", "with", "through", "from", "by", "via")
_PROVIDERS = ("learndirect", "learn direct")


def names_another(link: Link, tokens: list[Word]) -> bool:
    """True for a "diploma" that is none of the school's own, and for a provider named with the certificate: "at learndirect"."""
    before = joined([t for t in tokens if t.end <= link.start][-3:])
    if link.said.lower() in _PROVIDERS:
        return before.split(" ")[-1] in _AT
    if link.id or not _A_DIPLOMA.fullmatch(link.said) or "qualification:btec-national" in link.choices:
        return False
    if _OTHER_DIPLOMAS.search(before):
        return True
    subject = _IN.match(joined([t for t in tokens if t.start >= link.end][:8]))
    told = (subject[1] or subject[2]) if subject else ""
    return bool(told) and not _OF_SCHOOLS.search(told)


def settled(entry: dict) -> dict:
    """The BTEC that one of that level is: level 3 is a National."""
    if _BTEC not in entry.get("choices", ()) or entry.get("level") not in _BTECS:
        return entry
    return {"id": _BTECS[entry["level"]], **{key: value for key, value in entry.items() if key not in ("choices", "words")}}


def without_the_named(entries: list[dict]) -> list[dict]:
    """Without words that can mean several certificates, one of which is named beside them: "nursery nurse qualification, NNEB"."""
    return [one for one in entries if "choices" not in one or not any(_is_one_of(one, other) for other in entries)]


def _is_one_of(one: dict, other: dict) -> bool:
    return other.get("id") in one["choices"] and one.get("level") in (None, other.get("level")) and one.get("year") in (None, other.get("year"))
