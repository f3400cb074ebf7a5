"""One certificate named twice in a row of words: "STL level 3 NVQ" is one NVQ, and not a certificate and an NVQ."""
from __future__ import annotations

import re
from dataclasses import replace

from knowledge.language.linked import Link
from knowledge.language.words import Word, joined

_NVQ = "nvq-level-general"
_LEVEL = re.compile(r"\b(?:level|nvq) ([1-8])\b")
# Nothing else stands between the two.
_BETWEEN = re.compile(r"(?:(?:level|[1-8]|\(|in) ?)*")


def as_one(awards: list[Link], tokens: list[Word]) -> list[Link]:
    """The awards, in order of place, with words that can mean an NVQ and the word NVQ beside them taken together."""
    kept: list[Link] = []
    for link in awards:
        one = _together(kept[-1], link, tokens) if kept else None
        kept[-1:] = [one] if one else [*kept[-1:], link]
    return kept


def _together(first: Link, second: Link, tokens: list[Word]) -> Link | None:
    """The one that two links name, or None where they are two."""
    named, general = (first, second) if second.id == _NVQ else (second, first)
    nvqs = [ref for ref in named.choices if ":nvq" in ref]
    if general.id != _NVQ or not nvqs or first.status != second.status:
        return None
    between = joined([t for t in tokens if first.end <= t.start < second.start])
    following = [t for t in tokens if t.start >= second.end][:1]
    levels = set(_LEVEL.findall(joined([t for t in tokens if first.start <= t.start < second.end] + following)))
    if len(levels) > 1 or not _BETWEEN.fullmatch(between):
        return None
    whole = replace(named, start=first.start, end=second.end, choices=tuple(nvqs))
    return replace(whole, kind="qualifications", id=nvqs[0].split(":")[1], choices=()) if len(nvqs) == 1 else whole
