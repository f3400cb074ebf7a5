"""Certificates and results in a message: "C in eng & maths 98", "failed maths", "nvq 2", "a degree", "no exams".

Gives profile entries `{id, subject, grade, level, year, words, status}` (only the keys that were said).
English, maths and science are read in `subjects.py`; a grade's level is worked out by the advice.
"""
from __future__ import annotations

import re

from knowledge.language import status, subjects
from knowledge.language.link import Link
from knowledge.language.words import Word, joined

_SCHOOL_EXAMS = ("gcse-old-letters", "gcse-new-grades", "o-level", "cse")
_NOTHING = re.compile(
    r"\b(?:no|not any|don't have any|don't have no|haven't got any|haven't got no|haven't any|haven't any|without any|never (?:got|had|took|passed|did|sat) any|zero|got no|have no"
    r"|not got any|(?:haven't|don't have|not got) a single) "
    r"(?:\w+ ){0,2}(?:exams?|qualifications?|certificates?|gcse|o level|cse|results|grades)\b(?! (?:in|for) (?!school\b|anything\b))"
    r"|\bleft school (?:at \w+ )?with(?:out)? (?:nothing|no\b|anything|any\b)|\bnever (?:passed|got|did|took|sat) (?:anything|any exams?|an exam|any qualifications)\b"
    r"|\b(?:nothing|none) on paper\b|\bnot qualified in anything\b|\bno quali\w*\b"
)
_DEGREES = [
    (re.compile(r"\b(?:phd|doctorate)\b"), 8), (re.compile(r"\b(?:masters?(?! teacher)|msc|ma degree|med)\b"), 7),
    (re.compile(r"\b(?<!foundation )(?<!teacher )(?:degree(?! app)|bsc|ba hons|ba|bed|honours)\b"), 6),
]
_NEAR = 5


def says_none(tokens: list[Word]) -> bool:
    """True if the message says that there are no certificates at all."""
    return bool(_NOTHING.search(joined(tokens)))


def results(tokens: list[Word], links: list[Link]) -> list[dict]:
    """Every certificate or result the message says the speaker has, does or failed (not what they want)."""
    awards = [link for link in links if link.kind == "qualifications" and not _only_subjects(link, tokens)]
    other_awards = [link for link in awards if link.id not in _SCHOOL_EXAMS + subjects.SKILLS]
    found = subjects.results(tokens, other_awards, [link for link in links if link.kind == "roles"])
    proved = {entry["id"] for entry in found}
    found += [entry for link in awards if link.id not in proved and (entry := _certificate(link, tokens))]
    if not found or not proved & set(_SCHOOL_EXAMS):
        found += _exams_alone(tokens, awards)
    found += _levels(tokens, [(link.start, link.end) for link in awards] + [entry["place"] for entry in found if "place" in entry])
    return _without_repeats(found)


def _only_subjects(link: Link, tokens: list[Word]) -> bool:
    """True for "english and maths", which names the subjects rather than a certificate."""
    said = [t.text for t in tokens if link.start <= t.start < link.end]
    return all(word in subjects.SUBJECTS or word in ("and", "level", "my", "improve") or word.isdigit() for word in said)


def _certificate(link: Link, tokens: list[Word]) -> dict | None:
    """A named qualification that is held, being done or failed; its level and year if said beside it."""
    if link.other or link.status in (status.WANT, status.NOT):
        return None
    if link.id in _SCHOOL_EXAMS and link.status != status.FAILED and link.id not in ("o-level", "cse"):
        return None
    entry = {"id": link.id, "status": _state(link.status)}
    level, year = _level_of(link, tokens), _year_after(tokens, link.end)
    return entry | ({"level": level} if level else {}) | ({"year": year} if year else {})


def _state(said: str) -> str:
    return {status.DOING: "doing", status.FAILED: "failed"}.get(said, "held")


def _level_of(link: Link, tokens: list[Word]) -> int | None:
    """The level in the name as it was said, just after it, or just before it."""
    inside = [t for t in tokens if link.start <= t.start < link.end]
    after = [t for t in tokens if t.start >= link.end][:3]
    before = [t for t in tokens if t.end <= link.start][-2:]
    for near in (inside, [t for t in after if t.text not in ("at", "(")], before):
        for a, b in zip(near, near[1:]):
            if a.text in ("level", "nvq") and b.text in "12345678":
                return int(b.text)
    return None


def _year_after(tokens: list[Word], end: int) -> int | None:
    """A year soon after a name, before another thing is named."""
    for token in [t for t in tokens if t.start >= end][:_NEAR]:
        if year := subjects.year(token.text):
            return year
        if token.text in (";", ".", "and", "but", "plus"):
            return None
    return None


def _exams_alone(tokens: list[Word], awards: list[Link]) -> list[dict]:
    """"Just my GCSEs", "5 O levels 1979": school examinations with no subject named."""
    for place, token in enumerate(tokens):
        if token.text == "gcse" and not any(link.start <= token.start < link.end for link in awards):
            said = status.of(tokens, token.start, token.end)
            if not said.other and said.status not in (status.WANT, status.NOT):
                year = _year_after(tokens, token.end)
                new = year is not None and year >= subjects.NEW_GRADES_BEGAN
                entry = {"id": "gcse-new-grades" if new else "gcse-old-letters", "status": _state(said.status), "place": (token.start, token.end)}
                return [entry | ({"year": year} if year else {})]
    return []


def _levels(tokens: list[Word], taken: list[tuple[int, int]]) -> list[dict]:
    """Certificates known by their level only: "level 3", "nvq 2", a degree."""
    found = []
    free = [t for t in tokens if not any(start <= t.start < end for start, end in taken)]
    for place, (a, b) in enumerate(zip(free, free[1:])):
        if a.text in ("level", "nvq") and b.text in "12345678":
            nvq = a.text == "nvq" or place and free[place - 1].text == "nvq"
            if entry := _by_level(tokens, a.start, b.end, int(b.text), f"{a.text} {b.text}"):
                found.append(entry | ({"id": "nvq-level-general"} if nvq else {}))
    text, places = "", []
    for token in free:
        places.append((len(text), token))
        text += token.text + " "
    for pattern, level in _DEGREES:
        for match in pattern.finditer(text):
            token = next(t for start, t in reversed(places) if start <= match.start())
            if entry := _by_level(tokens, token.start, token.end, level, match.group()):
                found.append(entry)
                break
    return found


def _by_level(tokens: list[Word], start: int, end: int, level: int, said_as: str) -> dict | None:
    said = status.of(tokens, start, end)
    following = next((t.text for t in tokens if t.start >= end), "")
    # "a level 2 TA" is a grade of post, not a certificate.
    if said.other or said.status in (status.WANT, status.NOT) or following in ("ta", "tas", "job", "post", "role"):
        return None
    entry = {"level": level, "words": said_as, "status": _state(said.status)}
    year = _year_after(tokens, end)
    return entry | ({"year": year} if year else {})


def _without_repeats(entries: list[dict]) -> list[dict]:
    kept = []
    for entry in entries:
        clean = {key: value for key, value in entry.items() if key != "place"}
        if clean not in kept:
            kept.append(clean)
    return kept
