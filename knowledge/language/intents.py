"""What a message is for: logistic regression over its words, the pieces of its words, and its sentence embedding.

The lines that are nearest by embedding have a small vote beside it: it helps where few lines say a thing that way.

`docs/understanding.md` has what was measured, and why the settings are as they are.
"""
from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Sequence

import numpy
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax

from knowledge.language.embed import embed

# Of a word, and of what stands alone and tells much: "?", a thumb.
_WORDS = r"(?u)\w+|[^\w\s]"
# The nearest lines that vote; one that is nearer by this has e times the say.
_NEAREST, _NEARER = 10, 0.1
# More than this says nothing new, and a message of 20,000 letters must not cost more than another.
_MOST_LETTERS = 600


@dataclass
class Intents:
    """A trained classifier, made by `learn`.

    words, pieces   the counts of words, and of runs of letters inside words (sklearn vectorizers)
    chooser         the regression
    weight          the length of the embedding beside the counts, whose length is 1 each
    vote            the share of the nearest lines in the result
    lines           the embeddings of the lines, one a row
    which           of each line, the place of its intent among the regression's
    """

    words: object
    pieces: object
    chooser: object
    weight: float
    vote: float
    lines: numpy.ndarray
    which: numpy.ndarray

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """(intent, probability), the likeliest first."""
        plain = _plain(text)
        vector = embed(plain)
        shares = softmax(self._likely(plain, vector))
        if vector.any():
            shares = (1 - self.vote) * shares + self.vote * self._votes(vector)
        return sorted(zip(self.chooser.classes_.tolist(), shares.tolist()), key=lambda one: -one[1])

    def _likely(self, plain: str, vector: numpy.ndarray) -> numpy.ndarray:
        """What speaks for each intent: as `_features` times the weights, without putting the features together first."""
        words, pieces, means, offsets = self._tables
        counted = self.words.transform([plain]) @ words + self.pieces.transform([plain]) @ pieces
        return counted[0] + vector @ means + offsets

    @cached_property
    def _tables(self) -> tuple[numpy.ndarray, ...]:
        """The weights of the regression by kind of feature, a row for each, and its offsets: its own `predict_proba` copies them all each time."""
        weights, offsets = self.chooser.coef_, self.chooser.intercept_
        if len(weights) == 1:
            # Of two intents only the second has weights of its own.
            weights, offsets = numpy.vstack([numpy.zeros_like(weights), weights]), numpy.append(0, offsets)
        counts = [len(self.words.vocabulary_), len(self.words.vocabulary_) + len(self.pieces.vocabulary_)]
        words, pieces, means = (numpy.ascontiguousarray(part) for part in numpy.split(weights.T, counts))
        return words, pieces, means * self.weight, offsets

    def _votes(self, vector: numpy.ndarray) -> numpy.ndarray:
        """The share of each intent among the lines nearest to a vector."""
        near = self.lines @ vector
        best = numpy.argpartition(-near, min(_NEAREST, len(near)) - 1)[:_NEAREST]
        votes = numpy.bincount(self.which[best], numpy.exp((near[best] - near[best].max()) / _NEARER), len(self.chooser.classes_))
        return votes / votes.sum()


def learn(texts: Sequence[str], intents: Sequence[str], weight: float, c: float, rounds: int, vote: float) -> Intents:
    """Trains a classifier.

    Args:
        texts: the lines.
        intents: of each line.
        weight: of the embedding; 0 leaves it out.
        c: a larger one trusts the lines more.
        rounds: of the search for the best fit, at most.
        vote: the share of the nearest lines in the result; 0 leaves them out.
    """
    # Only training needs these; a process that just talks never loads the other half of sklearn.
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    plain = [_plain(text) for text in texts]
    # The network runs outside Python's lock, so every core can take its share; the order stays.
    with ThreadPoolExecutor(os.cpu_count()) as several:
        lines = numpy.vstack(list(several.map(embed, plain)))
    words = TfidfVectorizer(token_pattern=_WORDS, ngram_range=(1, 2), sublinear_tf=True, dtype=numpy.float32).fit(plain)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2, dtype=numpy.float32).fit(plain)
    chooser = LogisticRegression(C=c, max_iter=rounds, tol=1e-3, random_state=42)
    chooser.fit(_features(words, pieces, weight, plain, lines), list(intents))
    return Intents(words, pieces, chooser, weight, vote, lines, numpy.searchsorted(chooser.classes_, list(intents)))


def _features(words, pieces, weight: float, plain: Sequence[str], vectors: numpy.ndarray) -> csr_matrix:
    return hstack([words.transform(plain), pieces.transform(plain), csr_matrix(weight * vectors)], format="csr")


def _plain(text: str) -> str:
    return text[:_MOST_LETTERS].lower().replace("’", "'")
