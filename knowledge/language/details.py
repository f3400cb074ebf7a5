"""What is said of a certificate around its name: its level, its year, its grade, and the lists "A levels: biology C, art B"."""
from __future__ import annotations

import re
from typing import Sequence

from knowledge.language import names, studies, subjects
from knowledge.language.linked import Link
from knowledge.language.words import Word, joined

# A year may stand so many words after the name, where nothing but these stands between.
_FAR = 10
_A_FEW = 8
_ON_THE_WAY = set(
    ", - ( ) : / did done do it them mine that this those was is were in back from about around at with the a an my our their and i got get passed completed finished since year yes years ago "
    "both all school college university council local through by when left took sat achieved gained which of on early late mid sometime st john ambulance level nvq course evening day classes"
    " online work team trust agency 1 2 3 4 5 6 7 8 way".split()
)
_ENDS = (";", ".", "but", "plus", "\n")
_GOES_ON = re.compile(r"(?:i )?(?:did|got|passed|finished|completed|done|that was|it was|this was|was) ")
# A figure after a name that is no level: "3 years ago", "2 modules left".
_COUNTED = re.compile(r"(?:years?|yrs?|months?|weeks?|days?|times?|modules?|units?|gcse|o|a|of|left|credits?|passes|distinctions?|merits?|terms?|hours?|x|subjects?|others?|more|/|\.|:)\b|[/.:]")
_LISTED = ("a-level", "as-level", "igcse")
_SUBJECT_FILLERS = ("language", "lang", "literature", "lit", "studies", "combined", "double", "single")
_BETWEEN = ("(", "grade", "at", ":", "-", "=", "a")
# "Entry 3" is the highest below level 1.
_ENTRY = re.compile(r"\bentry (?:level )?[1-3]\b")
_INSTRUMENTS = set("piano violin viola cello flute clarinet saxophone sax trumpet cornet trombone horn guitar drums recorder oboe bassoon singing voice keyboard ukulele harp organ theory".split())
_VOCATIONAL = re.compile(r"\b([pmd]{2,3}|pass|merit|distinction)\b")
_MUSIC = re.compile(r"\bgrades? ([1-8])\b")


def level_of(link: Link, tokens: list[Word], others: Sequence[Link] = ()) -> int | None:
    """The level in the name as it was said, just after it, or just before it; not that of one of the `others` that are named."""
    inside = [t for t in tokens if link.start <= t.start < link.end]
    after = _up_to_another([t for t in tokens if t.start >= link.end][:3], others)
    before = [t for t in tokens if t.end <= link.start][-2:]
    if _ENTRY.search(joined(inside + after[:3])):
        return None
    for near in (inside, [t for t in after if t.text not in ("at", "(")], before):
        for a, b in zip(near, near[1:]):
            if a.text in ("level", "nvq") and b.text in "12345678":
                return int(b.text)
    if bare := _bare_level(after):
        return bare
    return int(inside[-1].text) if len(inside) > 1 and inside[-1].text in "12345678" and link.id not in ("music-grades", "gcse-new-grades") else None


def _up_to_another(after: list[Word], others: Sequence[Link]) -> list[Word]:
    """The words before the next certificate: in "HLTA 2012 NVQ 3" the level is the NVQ's."""
    end = next((i for i, t in enumerate(after) if i and any(other.start <= t.start < other.end for other in others)), len(after))
    return after[:end]


def _bare_level(after: list[Word]) -> int | None:
    """The level of "CCLD 3"; "3 years ago" tells none."""
    if not after or after[0].text not in "1234567" or _COUNTED.match(joined(after[1:])):
        return None
    return int(after[0].text)


def with_its_level(link: Link, tokens: list[Word]) -> tuple[int, int]:
    """The place of a certificate, with the level said beside it."""
    first = next(i for i, t in enumerate(tokens) if t.end > link.start)
    last = next((i for i, t in enumerate(tokens) if t.start >= link.end), len(tokens))
    _, first, last = names.level_near(tokens, first, last)
    last += _bare_level(tokens[last:last + 3]) is not None
    return tokens[first].start, tokens[last - 1].end


def year_of(tokens: list[Word], start: int, end: int) -> int | None:
    """The year said after a name, or at the beginning of the message: "in 1987 I did my NNEB", "2005: NVQ 3"."""
    return year_after(tokens, end) or _year_before(tokens, start)


def year_after(tokens: list[Word], end: int) -> int | None:
    """A year after a name, before another thing is named."""
    after = [t for t in tokens if t.start >= end][:_FAR + 1]
    for place, token in enumerate(after[:_FAR]):
        before, following = after[place - 1].text if place else "", after[place + 1].text if place + 1 < len(after) else ""
        if year := subjects.year(token.text) or subjects.year_after(before, token.text, following):
            return year
        if token.text in _ENDS and not (token.text == "." and _GOES_ON.match(joined(after[place + 1:]))):
            return None
        if token.text == "and" and place < 5 or place >= 4 and token.text not in _ON_THE_WAY:
            return None
    return None


def _year_before(tokens: list[Word], start: int) -> int | None:
    before = [t.text for t in tokens if t.end <= start]
    if len(before) > 5:
        return None
    return next((year for text in before[:2] if (year := subjects.year(text))), None)


def music_grade(link: Link, tokens: list[Word]) -> str | None:
    """The grade of a music exam, in its name or beside it."""
    near = [t for t in tokens if link.start <= t.start < link.end] + [t for t in tokens if t.start >= link.end][:3]
    said = _MUSIC.search(joined(near)) or _MUSIC.search(joined([t for t in tokens if t.end <= link.start][-2:]))
    return said[1] if said else None


def instrument(link: Link, tokens: list[Word]) -> str | None:
    """What a music exam is in: "grade 5 piano"."""
    after = [t.text for t in tokens if t.start < link.end and t.end > link.start] + [t.text for t in tokens if t.start >= link.end][:3]
    return next((text for text in after if text in _INSTRUMENTS), None)


def vocational_grade(link: Link, tokens: list[Word]) -> str | None:
    """The grade of a BTEC or a GNVQ, which is none of the letters A to G: "BTEC National Sport DMM", "a merit"."""
    said = _VOCATIONAL.search(joined([t for t in tokens if t.start >= link.end][:_A_FEW]))
    return (said[1].upper() if len(said[1]) < 4 and said[1] != "pass" else said[1]) if said else None


def listed(link: Link, tokens: list[Word]) -> tuple[list[dict], int]:
    """Each subject with its grade in "A levels: biology C, art B", and where the list ends; none where no grade is told."""
    if link.id not in _LISTED:
        return [], link.end
    after = [t for t in tokens if t.start >= link.end]
    found, end = items(after)
    graded, told_of = any("grade" in one for one in found), bool(after) and after[0].text in ("in", ":", "(", "-")
    if not graded and found and joined([t for t in after if t.start >= end][:1]) in names.NO_LEVELS:
        found = []  # "A levels in art, maths GCSE"
    return (found, end) if len(found) > 1 and (graded or told_of) else ([], link.end)


def items(after: list[Word]) -> tuple[list[dict], int]:
    """Subjects with their grades, as far as they follow one another; and the place where they end."""
    found, end, place = [], 0, 0
    while place < len(after) and after[place].text in (":", "-", "in", "=", "("):
        place += 1
    while place < len(after):
        size = _subject(after, place)
        if not size:
            break
        entry = {"subject": " ".join(t.text for t in after[place:place + size])}
        place += size
        while place < len(after) and after[place].text in (*_SUBJECT_FILLERS, *_BETWEEN) and not (after[place].text == "a" and not _is_grade(after, place + 1)):
            place += 1
        if _is_grade(after, place):
            entry["grade"] = "U" if after[place].text == "you" else after[place].text.upper()
            place += 1
        place += place < len(after) and after[place].text == ")"
        found.append(entry)
        end = after[place - 1].end
        while place < len(after) and after[place].text in (",", "and", "/"):
            place += 1
    return found, end


def _subject(after: list[Word], place: int) -> int:
    said = studies.school_subjects([t.text for t in after[place:place + 2]])
    if said and said[0][0] == 0:
        return len(said[0][1].split())
    return int(after[place].text in subjects.SUBJECTS)


def _is_grade(after: list[Word], place: int) -> bool:
    return place < len(after) and (bool(re.fullmatch(r"[a-gu1-9]", after[place].text)) or _is_a_letter_u(after[place])) and (place + 1 == len(after) or not after[place + 1].text[:1].isalpha() or after[place + 1].text in ("and", "in", "at", "from"))


def _is_a_letter_u(word: Word) -> bool:
    """True for "U", which is read as "you" elsewhere."""
    return word.text == "you" and word.end - word.start == 1
