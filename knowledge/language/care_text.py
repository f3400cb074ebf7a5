"""How a message is cut up for the eyes that look for care: into parts, and each part into hashed traits.

Traits are of three sorts. Kinds of words that care lines are made of (`knowledge/content/care_words.yml`), alone
and two by two in their order, so that "his nan leathers him" is near to "her dad hits her"; runs of up to three
words; and runs of letters, which slips of spelling leave nearly whole. Each becomes a number by a checksum, so
no list of them has to be kept.
"""
from __future__ import annotations

import re
import zlib
from typing import Iterable, Iterator

import numpy

TRAITS = 2**15
# How far apart two kinds of words may stand and still belong together, and what counts as side by side.
_NEAR, _BESIDE = 7, 2
_MOST_WORDS = 400
_LONG = 9
_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;\n]+\s*|$)")
# Where something else begins, in a part of any length, and in a long one.
_ELSE = re.compile(r"\s(?=(?:also|btw|by the way|anyway|oh and|plus|and (?:also|then)|one (?:more|other) thing)\b)", re.I)
_TURN = re.compile(
    r"\s(?=(?:but|because|cos|although|so i|and (?:i|im|i'm|i've|ive|my|he|she|they|there|there's|a|one))\b)|(?<=[,:])\s|\s(?=- )", re.I
)


def plain(text: str) -> str:
    """Lower case, no apostrophes, nothing but letters and figures between single spaces."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub(r"[’'`´]", "", text.lower())).split())


def parts(text: str) -> list[str]:
    """The sentences of a text, long ones cut where they turn. Joined they are the text again."""
    found = []
    for sentence in _SENTENCE.findall(text):
        for part in _cut(sentence, _ELSE):
            found += _cut(part, _TURN) if len(part.split()) > _LONG else [part]
    return found


def _cut(sentence: str, where: re.Pattern) -> list[str]:
    cuts = [0, *(m.start() for m in where.finditer(sentence)), len(sentence)]
    return [sentence[a:b] for a, b in zip(cuts, cuts[1:]) if a < b]


class Vocabulary:
    """The kinds of words that matter to care, and which words are of them."""

    def __init__(self, kinds: dict[str, Iterable[str]]):
        self._single: dict[str, list[str]] = {}
        self._double: dict[tuple[str, str], list[str]] = {}
        for kind, words in sorted(kinds.items()):
            for word in words:
                first, _, second = plain(word).partition(" ")
                (self._double if second else self._single).setdefault((first, second) if second else first, []).append(kind)

    def traits(self, text: str) -> tuple[numpy.ndarray, numpy.ndarray]:
        """(places, values) of a text among `TRAITS`; each of the three sorts has length 1 together."""
        words = plain(text).split()[:_MOST_WORDS]
        sorts = (set(self._kinds(words)), list(_words(words)), list(_letters(words)))
        places, values = [], []
        for sort in sorts:
            counted = numpy.unique([zlib.crc32(trait.encode()) % TRAITS for trait in sort], return_counts=True) if sort else ([], [])
            places.append(numpy.asarray(counted[0], dtype=numpy.int64))
            counts = numpy.asarray(counted[1], dtype=numpy.float32)
            values.append(counts / (numpy.linalg.norm(counts) or 1.0))
        return numpy.concatenate(places), numpy.concatenate(values)

    def _kinds(self, words: list[str]) -> Iterator[str]:
        met = [(i, kind) for i, word in enumerate(words) for kind in (*self._single.get(word, ()), *self._double.get((word, (words + [""])[i + 1]), ()))]
        for number, (i, kind) in enumerate(met):
            yield f"k:{kind}"
            for j, other in met[number + 1:]:
                if j - i > _NEAR:
                    break
                if j > i:
                    yield f"k:{kind}>{other}"
                    if j - i <= _BESIDE:
                        yield f"k:{kind}>>{other}"


def _words(words: list[str]) -> Iterator[str]:
    for most in (1, 2, 3):
        for i in range(len(words) - most + 1):
            yield "w:" + " ".join(words[i:i + most])


def _letters(words: list[str]) -> Iterator[str]:
    for word in words:
        padded = f" {word[:24]} "
        for most in (3, 4, 5):
            for i in range(max(1, len(padded) - most + 1)):
                yield "c:" + padded[i:i + most]
