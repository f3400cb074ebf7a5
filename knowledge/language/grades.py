"""Grades and levels beside the school subjects: "English C", "a 4 in maths", "functional skills level 1 maths"."""
from __future__ import annotations

import re

from knowledge.language.school import SKILLS, SUBJECTS, year
from knowledge.language.words import Word, joined

# What may stand between a subject and its grade.
_BETWEEN = ("(", "=", ":", "-", "–", "is", "was", "at", "language", "lang", "literature", "lit")
# "Failed maths twice. Got a 3": a grade that is told in a sentence of its own.
_ALONE = re.compile(r"(?:(?:i|only|just|it|was|got|with|is|at|came|out|an?|grade) )*(?:(?:got|was|with|grade|an?|at) )([a-gu1-9])(?: (?:then|again|though|sadly|overall))*$")
_GRADE_WORDS = ("grade", "gcse", "grades", "cse", "a", "an")


def levels_of(segment: list[Word], skills: bool) -> list[tuple[int, Word, Word]]:
    """Every level said in a segment, and its words; of skills a figure beside the subject is one."""
    return [(int(b.text), a, b) for a, b in zip(segment, segment[1:]) if b.text in "012345" and (a.text == "level" or skills and a.text in SUBJECTS)]


def level_of(segment: list[Word], exam: str | None) -> tuple[int, Word, Word] | None:
    """The level said beside a subject ("functional skills level 1 maths"), and its words; examinations have grades instead."""
    if exam in ("gcse", "o-level", "cse"):
        return None
    for i, (a, b) in enumerate(zip(segment, segment[1:])):
        if a.text == "entry" and (b.text == "level" or b.text in "123"):
            return 0, a, b
        if exam in SKILLS and a.text in SUBJECTS and b.text in "012":
            return int(b.text), a, b
        if a.text == "level" and b.text in "012345" and (i == 0 or segment[i - 1].text not in ("nvq", "diploma", "certificate")):
            if exam or _beside_subject(segment, i, -1) or _beside_subject(segment, i + 1, 1):
                return int(b.text), a, b
    return None


def _beside_subject(segment: list[Word], place: int, step: int) -> bool:
    while 0 <= place + step < len(segment):
        place += step
        if segment[place].text in SUBJECTS:
            return True
        if segment[place].text not in ("in", "and", "of", "my", "at", "adult", "for", "both"):
            return False
    return False


def grades_in(segment: list[Word], exam_named: bool) -> list[tuple[int, str]]:
    """(place, grade) of each grade said: letters A to G beside a subject or 'grade', figures 1 to 9 likewise."""
    found = []
    for i, token in enumerate(segment):
        earlier = [t.text for t in segment[:i] if t.text not in _BETWEEN]
        before, after = earlier[-1] if earlier else "", segment[i + 1].text if i + 1 < len(segment) else ""
        beside = before in SUBJECTS or i > 0 and segment[i - 1].text == "at" or after in SUBJECTS or after in ("in", "for") or before in _GRADE_WORDS or (
            before in ("and", ",", "or", "/") and found and found[-1][0] >= i - 2
        )
        letter = "u" if token.text == "you" and token.end - token.start == 1 else token.text
        if len(letter) == 1 and letter in "bcdefgu" and (beside or exam_named or before == ","):
            found.append((i, letter.upper()))
        elif len(token.text) == 2 and token.text[0] == token.text[1] and token.text[0] in "abcdefg" and before in SUBJECTS:
            found.append((i, token.text[0].upper()))  # "double science CC"
        elif len(token.text) == 2 and token.text[0] == token.text[1] and token.text.isdigit() and before == "science":
            found.append((i, token.text[0]))  # "combined science 44"
        elif token.text == "a" and (
            before in ("grade", "an") or after in ("*", "in") or before in SUBJECTS and (after in ("", ",", ")", "and", *SUBJECTS) or year(after))
        ):
            found.append((i, "A*" if after == "*" else "A"))
        elif re.fullmatch("[1-9]", token.text) and before not in ("level", "nvq", "year", "ks") and beside:
            found.append((i, token.text))
    return found


def grade_alone(segment: list[Word]) -> str | None:
    """The grade in a sentence that tells nothing else: "got a 3"."""
    told = _ALONE.match(joined(segment)) if segment else None
    return told[1].upper() if told else None


def grade_of(number: int, place: int, named: list, grades: list[tuple[int, str]], mixed: bool) -> str | None:
    """The grade of one subject: its own if each has one, the shared one if there is one; of `mixed` examinations none is shared."""
    if not grades:
        return None
    if mixed and len(grades) < len(named):
        return next((grade for where, grade in grades if min(named, key=lambda one: abs(one[0] - where))[0] == place), None)
    if len(grades) == 1:
        return grades[0][1]
    if len(grades) == len(named):
        return grades[number][1]
    return min(grades, key=lambda grade: abs(grade[0] - place))[1]
