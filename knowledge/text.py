"""Small words: lists, capitals, names inside a sentence."""
from __future__ import annotations

import calendar
import re


def listed(names: list[str]) -> str:
    """"a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def capital(text: str) -> str:
    """The text with its first letter in capitals."""
    return text[:1].upper() + text[1:]


def inside(title: str) -> str:
    """A title as it stands inside a sentence: "Teaching assistant" becomes "teaching assistant"; "NVQ" and "Exams Officer" stay."""
    return title if _is_name(title) else title[:1].lower() + title[1:]


def _is_name(title: str) -> bool:
    """True where the first capital belongs to a name: letters, a proper name, or a second word in capitals too."""
    first, *rest = title.split(" (")[0].split() or [""]
    if first == "A":
        return rest[:1] == ["level"] or rest[:1] == ["levels"]
    return not first[1:2].islower() or first in _PROPER or any(word[:1].isupper() and word[1:2].islower() for word in rest if word not in _PROPER)


def sentence(text: str) -> str:
    """The text with a full stop, where it has no end of its own."""
    return text if text.rstrip().endswith((".", "?", "!")) else f"{text}."


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    return re.split(r"(?<=[.?!])\s+(?=[A-Z0-9])", text.strip(), maxsplit=1)[0]


_PROPER = {"English", "Functional", "Ofsted", "Level"}


def month(date: str) -> str:
    """A date text as people write it: "2026-09" is "September 2026", "2024" stays."""
    parts = date.split("-")
    if len(parts) < 2 or not parts[0].isdigit():
        return date
    return f"{calendar.month_name[int(parts[1])]} {parts[0]}"
