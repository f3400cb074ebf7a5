"""What the documents of a plan have in common: whom they speak of, and texts that fit on paper."""
from __future__ import annotations

import re

from knowledge.advice.member import MEMBER, VARIANT
from knowledge.store import Store
from knowledge.text import sentence

_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9“\"])")


class Saying:
    """The words of a plan's documents; for somebody who helps, those that speak of the member."""

    def __init__(self, plan: dict, store: Store):
        self._helped, self._store = plan["for"] == MEMBER, store

    def __call__(self, id: str, **places: object) -> str:
        """The words of a phrase, as whoever holds the plan reads them."""
        variant = id + VARIANT
        return self._store.phrase(variant if self._helped and self._store.find("phrases", variant) else id, **places)


def brief(text: str | None, most: int) -> str:
    """The first sentences of a fact of ours, `most` characters of them at best; the first one whatever its length."""
    kept = ""
    for part in _SENTENCES.split((text or "").strip()):
        if kept and len(kept) + len(part) >= most:
            break
        kept = f"{kept} {part}".strip()
    return kept


def clip(text: str, most: int) -> str:
    """Somebody's own words, cut after a word where there are more than `most` characters of them."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def bridge_words(bridge: dict) -> str:
    """The step across a gap in one text: what it is, how long it takes, what it costs."""
    return " ".join(sentence(bridge[part]) for part in ("what", "time", "cost"))
