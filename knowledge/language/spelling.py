"""Slips of spelling put right, towards the words that the knowledge base's names are made of.

A word is only taken for a slip where nobody would write it on purpose: it is not in the knowledge base,
and not a whole word of the embedding's vocabulary (30,000 common English words). So `asistent` becomes
`assistant` and `buisness` `business`, while `matter` is never read as `master`. Words that were written
apart are joined where the names join them (`mid day`, `lunch time`).
"""
from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Iterable, Optional

from spacy.matcher.levenshtein import levenshtein

from knowledge.language.embed import is_common
from knowledge.language.words import Word

_SHORTEST, _SHORTEST_BY_EAR = 5, 4
# From this length on, two slips are allowed.
_LONG = 7
_SHORTEST_JOINED = 6
_MOST_INITIALS = 5
# Spellings of one sound.
_SOUNDS = [(re.compile(pattern), instead) for pattern, instead in (
    (r"[ts]ions?(?=i|$|a)|ti(?=on)|shuns?(?=i|$|a)|sh[aeiou]n(?=i|$|a)|ci[ae]n$|tian$", "Sn"), (r"ph", "f"), (r"c(?=[eiy])", "s"), (r"ck|ch(?=n)|c(?!h)|q", "k"), (r"z", "s"), (r"ee|ea|ie", "i"), (r"er$|or$|a$|ar$", "R"),
)]
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ies")


class Speller:
    """Puts words right towards `targets`; `known` words are always left alone."""

    def __init__(self, targets: Iterable[str], known: Iterable[str] = ()):
        self._targets = sorted({word for word in targets if len(word) >= _SHORTEST and word.isalpha()})
        self._joined = frozenset(word for word in self._targets if len(word) >= _SHORTEST_JOINED)
        self._known = {*targets, *known}
        self._sounds: dict[str, list[str]] = {}
        for word in sorted({word for word in targets if len(word) >= _SHORTEST_BY_EAR and word.isalpha()}):
            self._sounds.setdefault(sound(word), []).append(word)
        self._nearest = lru_cache(maxsize=4096)(self._find)

    def put_right(self, tokens: list[Word]) -> list[Word]:
        """The same words with slips put right, each keeping its place in the text."""
        right: list[Word] = []
        for token in self._initials(tokens):
            before = right[-1] if right else None
            if before and before.text.isalpha() and token.text.isalpha() and before.text + token.text in self._joined:
                right[-1] = Word(before.text + token.text, before.start, token.end)
                continue
            nearest = self._nearest(token.text)
            right.append(replace(token, text=nearest, slip=True) if nearest else token)
        return right

    def _initials(self, tokens: list[Word]) -> list[Word]:
        """The same words, with initials that were written apart together: "t a", "h l t a"."""
        kept, place = [], 0
        while place < len(tokens):
            end = place
            while end < len(tokens) and end - place < _MOST_INITIALS and len(tokens[end].text) == 1 and tokens[end].text.isalpha():
                end += 1
            while end - place > 1 and not self._are_initials("".join(token.text for token in tokens[place:end])):
                end -= 1
            if end - place > 1:
                kept.append(Word("".join(token.text for token in tokens[place:end]), tokens[place].start, tokens[end - 1].end))
            else:
                kept.append(tokens[place])
            place = max(end, place + 1)
        return kept

    def _are_initials(self, letters: str) -> bool:
        """True for the initials of a name. "B c" are grades."""
        return letters in self._known and not set(letters) <= set("abcdefgu")

    def _find(self, word: str) -> Optional[str]:
        if len(word) < _SHORTEST_BY_EAR or not (word.isascii() and word.isalpha()) or self._is_a_word(word):
            return None
        if len(word) < _SHORTEST:
            return self._sounding(word)
        most = 2 if len(word) >= _LONG else 1
        # Of words as near, the one that differs by a doubled letter only: "suport" is support and no sport.
        near = [(slips, _single(word) != _single(target), target) for target in self._targets if (slips := _slips(word, target, most)) <= most]
        return min(near)[-1] if near else self._sounding(word)

    def _sounding(self, word: str) -> Optional[str]:
        """The one target that sounds like a word that is written by ear ("kook", "recepshunist")."""
        alike = self._sounds.get(sound(word), ())
        return alike[0] if len(alike) == 1 else None

    def _is_a_word(self, word: str) -> bool:
        if word in self._known or is_common(word):
            return True
        return any(self._is_a_stem(word[: -len(ending)], ending) for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > 2)

    def _is_a_stem(self, stem: str, ending: str) -> bool:
        """True for "retak" of "retaking" and "quitt" of "quitting" as well as for "need" of "needing"."""
        ways = (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem) if ending in ("ing", "ed") else (stem,)
        return any(way in self._known or is_common(way) for way in ways)


def sound(word: str) -> str:
    """Roughly how a word sounds. Of long words the vowels say little; of short ones they are kept."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    word = _single(word)
    return word if len(word) < _LONG else word[0] + re.sub(r"[aeiouyhw]", "", word[1:])


def _single(word: str) -> str:
    """A word with each doubled letter written once."""
    return re.sub(r"(.)\1", r"\1", word)


def _slips(word: str, target: str, most: int) -> int:
    """How many slips lie between a word and a target; two letters changed over count as one."""
    if word[0] != target[0] or abs(len(word) - len(target)) > most:
        return most + 1
    distance = levenshtein(word, target, most)
    return 1 if distance == 2 and sorted(word) == sorted(target) else distance
