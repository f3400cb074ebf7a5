"""Slips of spelling put right, towards the words that the knowledge base's names are made of.

A word is only taken for a slip where nobody would write it on purpose: it is not in the knowledge base,
and not a whole word of the embedding's vocabulary (30,000 common English words). So `asistent` becomes
`assistant` and `buisness` `business`, while `matter` is never read as `master`. Words that were written
apart are joined where the names join them (`mid day`, `lunch time`).
"""
from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Iterable, Optional

from spacy.matcher.levenshtein import levenshtein

from knowledge.language.embed import is_common
from knowledge.language.words import Word

_SHORTEST = 5
# From this length on, two slips are allowed.
_LONG = 7
_SHORTEST_JOINED = 6
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ies")


class Speller:
    """Puts words right towards `targets`; `known` words are always left alone."""

    def __init__(self, targets: Iterable[str], known: Iterable[str] = ()):
        self._targets = sorted({word for word in targets if len(word) >= _SHORTEST and word.isalpha()})
        self._joined = frozenset(word for word in self._targets if len(word) >= _SHORTEST_JOINED)
        self._known = {*targets, *known}
        self._nearest = lru_cache(maxsize=4096)(self._find)

    def put_right(self, tokens: list[Word]) -> list[Word]:
        """The same words with slips put right, each keeping its place in the text."""
        right: list[Word] = []
        for token in tokens:
            before = right[-1] if right else None
            if before and before.text.isalpha() and token.text.isalpha() and before.text + token.text in self._joined:
                right[-1] = Word(before.text + token.text, before.start, token.end)
                continue
            nearest = self._nearest(token.text)
            right.append(replace(token, text=nearest, slip=True) if nearest else token)
        return right

    def _find(self, word: str) -> Optional[str]:
        if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()) or self._is_a_word(word):
            return None
        most = 2 if len(word) >= _LONG else 1
        near = [(slips, target) for target in self._targets if (slips := _slips(word, target, most)) <= most]
        return min(near)[1] if near else None

    def _is_a_word(self, word: str) -> bool:
        stems = [word, *(word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))]
        return any(stem in self._known for stem in stems if len(stem) > 2) or is_common(word)


def _slips(word: str, target: str, most: int) -> int:
    """How many slips lie between a word and a target; two letters changed over count as one."""
    if word[0] != target[0] or abs(len(word) - len(target)) > most:
        return most + 1
    distance = levenshtein(word, target, most)
    return 1 if distance == 2 and sorted(word) == sorted(target) else distance
