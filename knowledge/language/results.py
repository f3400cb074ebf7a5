"""Certificates and results in a message: "C in eng & maths 98", "failed maths", "nvq 2", "a degree", "no exams".

Gives profile entries `{id, subject, grade, level, year, words, status}` (only the keys that were said).
The exam records are those of the knowledge base; a grade's level is worked out by `advice.held`.
"""
from __future__ import annotations

import re

from knowledge.language import status
from knowledge.language.link import Link
from knowledge.language.words import Word, words

SUBJECTS = {
    "english": "english", "literacy": "english", "maths": "maths", "numeracy": "maths", "arithmetic": "maths",
    "science": "science", "biology": "science", "chemistry": "science", "physics": "science",
}
# Examinations in the order they are looked for: words, record id.
EXAMS = [
    (("functional", "skills"), "functional-skills-l2"), (("key", "skills"), "key-skills-l2"),
    (("o", "level"), "o-level"), (("gcse",), "gcse"), (("cse",), "cse"),
    (("adult", "literacy"), "adult-lit-num"), (("adult", "numeracy"), "adult-lit-num"),
]
GCSE_BEGAN, NEW_GRADES_BEGAN = 1988, 2017
_SEGMENT_ENDS = {".", ";", "but", "!", "?", "then"}
_SAYS_RESULT = re.compile(r"\b(?:got|get|have|passed|pass|failed|fail|flunked|never|no|haven't|didn't|without|did|done|grade|retake|resit)\b")
_NOTHING = re.compile(
    r"\b(?:no|not any|don't have any|haven't got any|haven't any|without any|never got any|zero|got no|have no) (?:\w+ )?"
    r"(?:exams?|qualifications?|certificates?|gcse|o level|cse|results|grades)\b(?! in\b)"
    r"|\bleft school (?:at \d+ )?with (?:nothing|no\b)|\bnever (?:passed|got|did) (?:anything|any exams|an exam|any qualifications)\b"
    r"|\bno exams\b|\bno certificates\b|\bno qualifications\b|\bnothing on paper\b"
)
_DEGREES = [
    (re.compile(r"\b(?:phd|doctorate)\b"), 8), (re.compile(r"\b(?:masters?|msc|m\.?a\.? degree|pgce|med)\b"), 7),
    (re.compile(r"\b(?<!foundation )(?<!teacher )(?:degree(?! app)|bsc|ba hons|ba|bed|graduate|honours)\b"), 6),
    (re.compile(r"\ba level\b"), 3),
]


def says_none(text: str) -> bool:
    """True if the message says that there are no certificates at all."""
    return bool(_NOTHING.search(" ".join(word.text for word in words(text))))


def results(text: str, links: list[Link]) -> list[dict]:
    """Every certificate or result the message says the speaker has, does or failed (not what they want)."""
    tokens = words(text)
    taken = [(link.start, link.end) for link in links if link.kind == "qualifications"]
    found = _exams(tokens)
    found += [entry for link in links if (entry := _certificate(link, tokens))]
    found += _levels(tokens, taken + [tuple(entry.pop("place")) for entry in found if "place" in entry], links)
    return _without_repeats(found)


def _certificate(link: Link, tokens: list[Word]) -> dict | None:
    """A named qualification that is held, being done or failed; its level and year if said beside it."""
    if link.kind != "qualifications" or link.other or link.status in (status.WANT, status.NOT):
        return None
    if link.id in ("gcse-old-letters", "gcse-new-grades", "o-level", "cse"):
        return None
    state = {status.DOING: "doing", status.FAILED: "failed"}.get(link.status, "held")
    entry = {"id": link.id, "status": state}
    near = [t for t in tokens if link.start - 12 <= t.start < link.end + 14]
    level = next((int(b.text) for a, b in zip(near, near[1:]) if a.text in ("level", "nvq") and b.text in "12345678"), None)
    if level:
        entry["level"] = level
    year = next((_year(t.text) for t in near if t.start >= link.end and _year(t.text)), None)
    return {**entry, "year": year} if year else entry


def _exams(tokens: list[Word]) -> list[dict]:
    found: list[dict] = []
    exam = None
    for segment in _segments(tokens):
        exam, here = _exam(segment) or exam, _exam(segment)
        subjects = [(i, SUBJECTS[t.text]) for i, t in enumerate(segment) if t.text in SUBJECTS]
        grades = _grades(segment, bool(here))
        if not subjects or not (here or grades or _SAYS_RESULT.search(" ".join(t.text for t in segment))):
            continue
        year = next((_year(t.text) for t in segment if _year(t.text)), None)
        for place, subject in subjects:
            said = status.of(tokens, segment[place].start, segment[place].end)
            if said.other or said.status == status.WANT:
                continue
            grade = _nearest_grade(place, subjects, grades)
            state = "doing" if said.status == status.DOING else "failed" if said.status in (status.FAILED, status.NOT) else "held"
            found.append(_result(exam, subject, grade, year, state, segment[place]))
    return found


def _result(exam, subject, grade, year, state, word: Word) -> dict:
    entry = {"subject": subject, "status": state, "place": (word.start, word.end)}
    entry["id"] = _exam_id(exam, grade, year)
    if grade:
        entry["grade"] = grade
    if year:
        entry["year"] = year
    return entry


def _exam_id(exam: str | None, grade: str | None, year: int | None) -> str:
    if exam and exam != "gcse":
        return exam
    if exam is None and year and year < GCSE_BEGAN:
        return "o-level"
    if grade and grade.isdigit() or (grade is None and year and year >= NEW_GRADES_BEGAN):
        return "gcse-new-grades"
    return "gcse-old-letters"


def _segments(tokens: list[Word]) -> list[list[Word]]:
    """Parts of the message within which grades and subjects belong together."""
    segments: list[list[Word]] = [[]]
    for place, token in enumerate(tokens):
        following = {t.text for t in tokens[place + 1:place + 4]}
        if token.text in _SEGMENT_ENDS or token.text == "," and segments[-1] and not following & set(SUBJECTS) or (
            token.text in (",", "and") and following & {"failed", "fail", "never", "didn't", "no", "want", "got"}
        ):
            segments.append([])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def _exam(segment: list[Word]) -> str | None:
    texts = [t.text for t in segment]
    for name, id in EXAMS:
        if any(tuple(texts[i:i + len(name)]) == name for i in range(len(texts))):
            return id
    return None


def _grades(segment: list[Word], exam_named: bool) -> list[tuple[int, str]]:
    """(place, grade) of each grade said: letters A to G beside a subject or 'grade', figures 1 to 9 likewise."""
    found = []
    for i, token in enumerate(segment):
        before = segment[i - 1].text if i else ""
        after = segment[i + 1].text if i + 1 < len(segment) else ""
        beside = before in SUBJECTS or after in SUBJECTS or after == "in" or before in ("grade", "gcse", "grades") or (
            bool(found) and before in ("and", ",", "or", "/") and found[-1][0] >= i - 2
        )
        if len(token.text) == 1 and token.text in "bcdefgu" and (beside or exam_named):
            found.append((i, token.text.upper()))
        elif token.text == "a" and (before in ("grade", "an") or after == "*" or before in SUBJECTS):
            found.append((i, "A*" if after == "*" else "A"))
        elif token.text in "123456789" and before not in ("level", "nvq", "year", "ks") and (beside or before == "a"):
            found.append((i, token.text))
    return found


def _nearest_grade(place: int, subjects: list, grades: list[tuple[int, str]]) -> str | None:
    """The grade that goes with the subject at `place`: its own if there are several, the shared one if there is one."""
    if not grades:
        return None
    if len(grades) == 1:
        return grades[0][1]
    if len(grades) == len(subjects):
        return grades[[p for p, _ in subjects].index(place)][1]
    return min(grades, key=lambda grade: abs(grade[0] - place))[1]


def _year(text: str) -> int | None:
    if text.isdigit() and len(text) == 4 and 1950 <= int(text) <= 2035:
        return int(text)
    if text.isdigit() and len(text) == 2 and int(text) >= 60:
        return 1900 + int(text)
    return None


def _levels(tokens: list[Word], taken: list[tuple[int, int]], links: list[Link]) -> list[dict]:
    """Certificates known by their level only: "level 3", "nvq 2", a degree, A levels."""
    found = []
    free = [t for t in tokens if not any(start <= t.start < end for start, end in taken)]
    for a, b in zip(free, free[1:]):
        if a.text in ("level", "nvq") and b.text.isdigit() and 1 <= int(b.text) <= 8:
            if entry := _by_level(tokens, a.start, b.end, int(b.text), f"{a.text} {b.text}"):
                found.append(entry | ({"id": "nvq-level-general"} if a.text == "nvq" or _before(tokens, a) == "nvq" else {}))
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


def _before(tokens: list[Word], token: Word) -> str:
    place = tokens.index(token)
    return tokens[place - 1].text if place else ""


def _by_level(tokens: list[Word], start: int, end: int, level: int, said_as: str) -> dict | None:
    said = status.of(tokens, start, end)
    if said.other or said.status in (status.WANT, status.NOT):
        return None
    state = {status.DOING: "doing", status.FAILED: "failed"}.get(said.status, "held")
    return {"level": level, "words": said_as, "status": state}


def _without_repeats(entries: list[dict]) -> list[dict]:
    kept = []
    for entry in entries:
        clean = {key: value for key, value in entry.items() if key != "place"}
        if clean not in kept:
            kept.append(clean)
    return kept
