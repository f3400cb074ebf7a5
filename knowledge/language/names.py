"""The many ways in which one name is written: its plural, in one word, with short forms, with its level elsewhere.

"dinnerlady", "lunchtime sup", "school sec"; "nvq level 2 in catering" and "catering nvq 2" for one certificate.
"""
from __future__ import annotations

from typing import Iterable, Optional

from knowledge.language.words import Word

# How people cut words short, where the rest of the name stands beside them.
_SHORT = {
    "supervisor": ("sup", "super", "supe"), "secretary": ("sec",), "language": ("lang",), "coordinator": ("coord",), "assistant": ("assist", "help"),
    "laboratory": ("lab",), "librarian": ("lib",), "administrator": ("admin",), "technology": ("tech",), "national": ("nat",),
}
_SHORTEST_RUN_ON = 7
_WORKERS = {"assistant", "officer", "technician", "adviser", "advisor", "administrator", "manager", "worker", "supervisor", "operative", "coordinator", "practitioner"}
# "The senior lady" tells no job.
_NO_FIELDS = {"senior", "school", "head", "general", "lead", "personal", "professional", "chief", "support", "learning", "teaching", "deputy", "class", "classroom", "level", "business", "line", "programme", "student", "pupil", "year", "club"}
# What they are in stands between these and their level.
_SUBJECT_FIRST, _FAR = ("btec", "nvq", "btecs"), 6
# Words that make no difference between certificates.
_SMALL = {
    "in", "for", "of", "the", "a", "an", "my", "at", "and", "on", "to", "as", "school", "schools", "with", "(", ")", ",", ":", "/", "'", "through", "from", "by",
    "some", "general",
}
_SAME = {
    "ta": "teaching assistant", "tas": "teaching assistant", "assistants": "assistant", "administration": "admin", "administrator": "admin",
    "certificates": "certificate", "diplomas": "diploma", "awards": "award", "technicians": "technician", "apprenticeships": "apprenticeship",
    "apprentice": "apprenticeship", "children's": "childrens", "qualification": "course", "cg": "city guilds", "nat": "national", "c": "city", "g": "guilds",
}
# School examinations have grades: "nvq 3 gcse english" is two certificates.
NO_LEVELS = ("gcse", "cse", "o", "igcse")
_LEVELLED = ("level", "nvq", "btec", "aat", "cache", "ncfe")


def variants(name: list[str]) -> list[list[str]]:
    """A name, and its plural, in one word, and with short forms."""
    if not name:
        return []
    found = [name]
    if name[-1].isalpha() and not name[-1].endswith("s") and len(name[-1]) > 1:
        plural = name[-1][:-1] + "ies" if name[-1].endswith("y") and name[-1][-2:-1] not in "aeiou" else name[-1] + "s"
        found.append([*name[:-1], plural])
    if len(name) == 2 and all(word.isalpha() and len(word) > 2 for word in name) and len("".join(name)) >= _SHORTEST_RUN_ON:
        found += [["".join(one)] for one in found]
    if name[0] == "nvq" and len(name) > 1 and (subject := [word for word in name[1:] if word not in ("in", "for", "level") and not word.isdigit()]):
        found += [[*subject, "nvq"]]
        found += [[*subject[:-1], subject[-1][:-1], "nvq"]] if subject[-1].endswith("s") else []
    if len(name) > 1:
        found += [[*name[:place], short, *name[place + 1:]] for place, word in enumerate(name) for short in _SHORT.get(word, ())]
    return found


def by_person(name: list[str]) -> list[list[str]]:
    """The name of a job as people say it of somebody: "careers lady", "library man", "exams person"."""
    if len(name) < 2 or name[-1] not in _WORKERS or name[-2] in _NO_FIELDS or len(name) == 2 and len(name[0]) < 3 and name[0] != "it":
        return []
    return [[*name[:-1], person] for person in ("lady", "woman", "man", "person", "girl", "guy", "bloke", "chap")]


def bare(tokens: list[str]) -> tuple[tuple[str, ...], Optional[str]]:
    """The words of a name that tell it from others, without its level; and the level."""
    kept, level = [], None
    for _, word, said in _stripped(tokens):
        kept.append(word)
        level = level or said
    return tuple(kept), level or _level(tokens)


def bare_places(tokens: list[Word]) -> list[tuple[int, str]]:
    """(place, word) of the words of a message that can make a name, levels and small words left out."""
    return [(place, word) for place, word, _ in _stripped([token.text for token in tokens])]


def level_near(tokens: list[Word], first: int, last: int) -> tuple[Optional[str], int, int]:
    """The level said in the words [first, last), just before or just after them; and the words with it."""
    texts = [token.text for token in tokens]
    inside = _level(texts[first:last])
    if inside:
        return inside, first, last
    if texts[first] in NO_LEVELS:
        return None, first, last
    start = first
    while start > 0 and texts[start - 1] in _SMALL - {",", ":", "/", "and", "from"}:
        start -= 1
    if start > 1 and texts[start - 1] in "12345678" and texts[start - 2] in ("level", "nvq"):
        return texts[start - 1], start - 2, last
    if last < len(texts) and last and texts[last - 1] in _LEVELLED and texts[last] in "12345678":
        return texts[last], first, last + 1
    end = last + (last < len(texts) and texts[last] in ("at", "("))
    if last and texts[last - 1] in _SUBJECT_FIRST and "level" in texts[last:last + _FAR]:
        # "BTEC sport level 3"
        where = texts.index("level", last, last + _FAR)
        end = where if not set(texts[last:where]) & {",", "and", ".", "nvq", "gcse", ";", "then", "plus", "level"} or texts[last:where] == ["health", "and", "social", "care"] else end
    if end + 1 < len(texts) and texts[end] == "level" and texts[end + 1] in "12345678":
        return texts[end + 1], first, end + 2
    return None, first, last


def _level(texts: Iterable[str]) -> Optional[str]:
    texts = list(texts)
    return next((b for a, b in zip(texts, texts[1:]) if a in _LEVELLED and b in ("1", "2", "3", "4", "5", "6", "7", "8")), None)


def _stripped(texts: list[str]) -> Iterable[tuple[int, str, Optional[str]]]:
    place = 0
    while place < len(texts):
        text, after = texts[place], texts[place + 1] if place + 1 < len(texts) else ""
        number = after if after.isdigit() and len(after) == 1 else None
        if text == "level" and number:
            place += 2
            continue
        if text not in _SMALL:
            for word in _SAME.get(text, text).split():
                yield place, word, number if text in _LEVELLED else None
        place += 2 if text in _LEVELLED and number else 1
