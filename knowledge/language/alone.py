"""What is told apart from its certificate: the subject in another sentence, one year for a whole list, "and level 3 in 2008"."""
from __future__ import annotations

import re

from knowledge.language import status
from knowledge.language.linked import Link
from knowledge.language.school import SCHOOL_EXAMS, SUBJECTS, year
from knowledge.language.words import Word, joined

_LEFT_SCHOOL = re.compile(r"\bleft(?: school)?(?: (?:in|at|back|aged|age|1[4-8]|with|,))* ((?:19|20)\d\d)\b")
# "Since 2010" tells of work, and no year of examinations.
_NO_YEAR_OF_THEIRS = ("since", "until", "till", "to", "from", "left")
_EXAMS = ("gcse", "cse", "level")
# "My English is not good. 5 GCSEs": the subject is none of the examination's.
_NO_EXAM = re.compile(r"\b(?:english|maths|science) (?:is|isn't|was not|skills|department|teacher|lessons?|groups?|interventions?|as a)\b|\b(?:my|good|bad|speak|speaking|written) english\b")
_JOINS = re.compile(r"(?:\band|\bthen|\bplus|\balso|\bnow|,|/|\bbut|[.;])(?: (?:and|then|also|now|later|i|am|have|got|did|done|doing|just|finished|started|working|towards|currently|on|my|the|a|passed|went|to|do|nearly|half|way|halfway|part|through))*$")
_NAMELESS = re.compile(
    r"$|[,.;!?)/-]|(?:in|at|when|from|by|last|this|a few|after|later|the year|(?:a|one|two|three|\d) years?|the (?:next|following) year|two years|too|as well|now|and|then|but|at the moment|also|passed|done|online|through|with|because|so) ?(?!\w+ing\b)|(?:19|20)\d\d\b"
)
# After "in" or "at" a time or a place follows, and no subject.
_IN_WHAT = re.compile(r"in (?!(?:19|20)?\d\d\b|the\b|my\b|a\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn)")
# Besides NVQs these come in several levels under one name.
_OF_LEVELS = ("qu67", "esol-skills-for-life", "cta-l2-l3", "cg-learning-support", "wwp-award", "qu09", "stl-framework", "playwork-diplomas", "itq", "qu43")
# Those of several levels that have a record for each.
_LADDERS = (
    {2: "accounts-finance-assistant-l2", 3: "assistant-accountant-l3", 4: "professional-accounting-technician-l4"}, {2: "food-safety-l2", 3: "food-safety-l3"}, {2: "swis-2", 3: "swis-3"},
    {3: "elklan-l3", 4: "elklan-l4"}, {2: "tquk-l2-cert-stl", 3: "tquk-l3-stl"}, {2: "btec-first", 3: "btec-national"}, {2: "food-allergen-l2", 3: "food-allergen-l3"}, {4: "csbm", 5: "dsbm"},
)
_FEW = 6


def with_its_subject(tokens: list[Word], found: list[dict]) -> list[dict]:
    """"Maths scares me. I failed the O level": the one school subject that is named is that of the one examination."""
    bare = [entry for entry in found if entry.get("id") in SCHOOL_EXAMS and "subject" not in entry]
    named = {SUBJECTS[t.text] for t in tokens if t.text in SUBJECTS} - {entry.get("subject") for entry in found}
    # "GCSEs" are several.
    several = any(t.text in _EXAMS and t.end - t.start > len(t.text) for t in tokens)
    if len(bare) != 1 or len(named) != 1 or several or _NO_EXAM.search(joined(tokens)):
        return found
    return [entry | {"subject": min(named)} if entry is bare[0] else entry for entry in found]


def with_the_year(tokens: list[Word], found: list[dict]) -> list[dict]:
    """"Left school 1984, CSE English", "English C, maths D (1989)": the year of the school examinations, where no other is told."""
    years = {entry["year"] for entry in found if "year" in entry}
    if years and not (len(years) == 1 and years == {_at_the_end(tokens)} and all(entry.get("id") in SCHOOL_EXAMS for entry in found)):
        return found
    left = _LEFT_SCHOOL.search(joined(tokens))
    only_one = len(found) == 1 and bool(found[0].get("id"))
    said = int(left[1]) if left else _at_the_end(tokens) if only_one or all(entry.get("id") in SCHOOL_EXAMS for entry in found) else None
    return [entry | {"year": said} if only_one and not left or entry.get("id") in SCHOOL_EXAMS else entry for entry in found] if said else found


def _at_the_end(tokens: list[Word]) -> int | None:
    """The year with which a message ends."""
    words = [t.text for t in tokens if t.text[0].isalnum() and t.text != "ish"]
    if len(words) < 2 or words[-2] in _NO_YEAR_OF_THEIRS:
        return None
    return year(words[-1]) if len(words[-1]) == 4 else None


def of_the_same_name(tokens: list[Word], awards: list[Link], found: list[dict]) -> list[dict]:
    """"Business admin NVQ 2 in 2006, and level 3 in 2008": the second level is of the certificate that was named before it."""
    return [_named(entry, tokens, awards, found) for entry in found]


def _named(entry: dict, tokens: list[Word], awards: list[Link], found: list[dict]) -> dict:
    if "id" in entry or "choices" in entry or "place" not in entry or not str(entry.get("words", "")).startswith("level"):
        return entry
    start, end = entry["place"]
    before, after = [t for t in tokens if t.end <= start], [t for t in tokens if t.start >= end]
    said = joined(after[:_FEW])
    last = [link for link in awards if link.end <= start]
    if not last or not _JOINS.search(joined(before[-_FEW:])) or not _NAMELESS.match(said) or _IN_WHAT.match(said):
        return entry
    first = next((one for one in found if "level" in one and one is not entry and _is_of(one, last[-1], entry["level"]) and one["level"] != entry["level"]), None)
    if not first or "subject" in first and first["subject"] in SUBJECTS.values():
        return entry
    name = {key: first[key] for key in ("id", "choices", "subject") if key in first}
    ladder = next((one for one in _LADDERS if first.get("id") in one.values()), None)
    if ladder:
        name["id"] = ladder[entry["level"]]
    own = {key: value for key, value in entry.items() if key != "words" or "choices" in name}
    return {**name, **own, "status": "doing" if status.of(tokens, start, end, certificate=True).status == status.DOING else own["status"]}


def _is_of(entry: dict, link: Link, level: int) -> bool:
    """True for what is told of a link to a certificate that comes in several levels, and in this one: an NVQ."""
    ids = [entry["id"]] if entry.get("id") else entry.get("choices", [])
    if any(entry.get("id") in one.values() and level in one for one in _LADDERS):
        return entry["id"] in link.ids or _LADDERS[5].get(level) is not None and bool(set(link.ids) & set(_LADDERS[5].values()))
    return bool(set(ids) & set(link.ids)) and any("nvq" in id or id in _OF_LEVELS for id in ids)
