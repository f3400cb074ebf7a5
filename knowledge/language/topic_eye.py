"""The eye for the topic of a message: what a statement, a small story or a question is about.

A logistic regression over the sentence embedding and hashed words, pairs of words and beginnings of words. It is trained
when the knowledge base is built (`knowledge/topic_build.py`). docs/understanding-topics.md has what it is worth.
"""
from __future__ import annotations

import io
import zlib
from typing import Iterator, Optional, Sequence

import numpy

from knowledge.language.care_text import plain
from knowledge.language.embed import DIMENSIONS, embed
from knowledge.store import Store

NAME = "topic"
TRAITS = 2**14
_MOST_WORDS, _BEGINNING = 200, 5
# Lengths of the embedding and of the words in the regression.
_VECTOR, _WORDS = 3.0, 4.0
# Rare words say more about the topic than common ones; at 1 they would have all the weight that their rarity gives.
_RARITY = 0.5
# Shares below this are left out of a reading.
_TOLD = 0.02


class TopicEye:
    """Tells topics apart by weights that were learned."""

    def __init__(self, block: bytes):
        with numpy.load(io.BytesIO(block), allow_pickle=False) as found:
            self.topics = [str(topic) for topic in found["topics"]]
            self._vector, self._offset = found["vector"].astype(numpy.float32), found["offset"].astype(numpy.float32)
            # A row for each trait: those of a message lie together in memory.
            self._traits = numpy.ascontiguousarray(found["traits"].T)

    @classmethod
    def of(cls, store: Store) -> Optional["TopicEye"]:
        """The eye of a knowledge base, or None where there were no lines to learn from."""
        block = store.trained(NAME)
        return cls(block) if block else None

    def shares(self, text: str) -> numpy.ndarray:
        """How likely each of `topics` is; together 1."""
        places, value = traits(text)
        said = self._vector @ embed(text) * _VECTOR + self._offset
        if len(places):
            said = said + self._traits[places].sum(axis=0, dtype=numpy.float32) * (value * _WORDS)
        weights = numpy.exp(said - said.max())
        return weights / weights.sum()

    def seen(self, text: str) -> dict:
        """`{topic, share, shares}`: the likeliest topic and its share, and all topics that have some share."""
        found = sorted(zip(self.topics, self.shares(text).tolist()), key=lambda pair: -pair[1])
        return {
            "topic": found[0][0], "share": round(found[0][1], 3),
            "shares": {topic: round(share, 3) for topic, share in found if share >= _TOLD or topic == found[0][0]},
        }


def traits(text: str) -> tuple[numpy.ndarray, float]:
    """The places of a text's words among `TRAITS`, and the value that all of them have, so that its length is 1."""
    places = numpy.unique([zlib.crc32(trait.encode()) % TRAITS for trait in _named(plain(text).split()[:_MOST_WORDS])])
    return places.astype(numpy.int64), 1 / (len(places) or 1) ** 0.5


def _named(words: list[str]) -> Iterator[str]:
    yield from words
    yield from (f"{first} {second}" for first, second in zip(words, words[1:]))
    yield from (f"{word[:_BEGINNING]}-" for word in words if len(word) > _BEGINNING)


def train(lines: Sequence[tuple[str, str]], vectors: numpy.ndarray, weights: Sequence[float]) -> bytes:
    """One block for the knowledge base, from lines (topic, text). The same lines give the same block.

    Args:
        lines: what is learned from.
        vectors: the embedding of each, in rows.
        weights: how much each counts.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    seen = [traits(text) for _, text in lines]
    starts = numpy.cumsum([0, *(len(places) for places, _ in seen)])
    values = numpy.concatenate([numpy.full(len(places), value) for places, value in seen])
    places = numpy.concatenate([places for places, _ in seen])
    rare = rarity(places, len(lines))
    sparse = csr_matrix((values * rare[places], places, starts), shape=(len(lines), TRAITS))
    both = hstack([csr_matrix(_VECTOR * vectors), _WORDS * sparse]).tocsr().astype(numpy.float32)
    # It settles long before it is done; the last figures change nothing.
    regression = LogisticRegression(C=1.0, max_iter=1000, tol=0.003, class_weight="balanced").fit(
        both, [topic for topic, _ in lines], sample_weight=weights
    )
    block = io.BytesIO()
    numpy.savez(
        block, topics=regression.classes_, offset=regression.intercept_.astype(numpy.float32),
        vector=regression.coef_[:, :DIMENSIONS].astype(numpy.float32),
        # The rarity goes into the weights, so that reading a message costs no more.
        traits=(regression.coef_[:, DIMENSIONS:] * rare).astype(numpy.float16),
    )
    return block.getvalue()


def rarity(places: numpy.ndarray, lines: int) -> numpy.ndarray:
    """How much more each trait says than others, by the number of lines that have it; its mean square over `places` is 1."""
    rare = (numpy.log((1 + lines) / (1 + numpy.bincount(places, minlength=TRAITS))) + 1) ** _RARITY
    return rare / numpy.sqrt(numpy.mean(rare[places] ** 2))
