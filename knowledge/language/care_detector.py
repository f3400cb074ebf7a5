"""The trained eye for messages that need care: made from lines when the knowledge base is built, numpy alone after that.

Two views are added up. One is a support vector machine with a radial kernel over the sentence embedding: its mean over
the pieces of the text, and the greatest and the least that any piece has. It compares a text with the lines themselves,
so it meets what is said in other words; principal components make that cheap. The other is a logistic regression over the traits of `care_text` and the mean.
It sees who does what to whom, which the embedding blurs. docs/understanding-care.md has what each is worth.
"""
from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Sequence

import numpy

from knowledge.language.care_text import TRAITS, Vocabulary
from knowledge.language.embed import DIMENSIONS, look_at_all

ORDINARY = "ordinary"
# How much the logistic regression counts beside the machine.
_SHARE = 0.3
# Lengths of the extremes in the machine, and of the mean and the traits in the regression.
_EXTREME, _MEAN, _TRAIT = 0.5, 4.0, 3.0
_COST, _GAMMA = 5.0, 1.0
# So many principal components lose nothing (docs/understanding-care.md), and a message is scored in a quarter of the time.
_COMPONENTS = 256


@dataclass(frozen=True)
class Weights:
    """All that training leaves: arrays by name, and the kinds in the order of `kinds`."""

    kinds: tuple[str, ...]
    arrays: dict[str, numpy.ndarray]

    def to_bytes(self) -> bytes:
        """One block for the knowledge base."""
        block = io.BytesIO()
        numpy.savez(block, kinds=numpy.array(self.kinds), **self.arrays)
        return block.getvalue()

    @classmethod
    def from_bytes(cls, block: bytes) -> "Weights":
        """The weights of such a block."""
        with numpy.load(io.BytesIO(block), allow_pickle=False) as found:
            arrays = {name: found[name] for name in found.files if name != "kinds"}
            return cls(tuple(str(kind) for kind in found["kinds"]), arrays)


class Detector:
    """Scores texts by their vectors and traits. Above 0 a text is nearer to the lines that need care."""

    def __init__(self, weights: Weights, vocabulary: Vocabulary):
        self.kinds, self._vocabulary = weights.kinds, vocabulary
        a = {name: numpy.asarray(array, dtype=numpy.float32) for name, array in weights.arrays.items()}
        self._basis, self._support, self._dual, self._bias = a["basis"], a["support"], a["dual"], float(a["bias"])
        self._squares = (self._support**2).sum(axis=1)
        self._trait, self._mean, self._offset = a["trait"], a["mean"], float(a["offset"])
        self._kind, self._kind_offset = a["kind"], a["kind_offset"]

    def suspicion(self, text: str) -> float:
        """What the traits alone say; cheap, and only good for choosing where to look."""
        places, values = self._vocabulary.traits(text)
        return float(self._trait[places] @ values) * _TRAIT

    def scores(self, texts: Sequence[str], looks: numpy.ndarray) -> numpy.ndarray:
        """One score for each text; `looks` are their rows of `embed.look`."""
        seen = _scaled(looks) @ self._basis
        distances = (seen**2).sum(axis=1)[:, None] + self._squares[None, :] - 2 * seen @ self._support.T
        machine = numpy.exp(-_GAMMA * distances) @ self._dual + self._bias
        regression = looks[:, :DIMENSIONS] @ self._mean * _MEAN + self._offset + [self.suspicion(text) for text in texts]
        return machine + _SHARE * regression

    def kind(self, text: str, row: numpy.ndarray) -> str:
        """Which kind of care a text needs that needs some; `row` is its row of `embed.look`."""
        places, values = self._vocabulary.traits(text)
        by_trait = self._kind[:, places] @ values * _TRAIT
        return self.kinds[int(numpy.argmax(by_trait + self._kind[:, TRAITS:] @ row[:DIMENSIONS] * _MEAN + self._kind_offset))]


def train(lines: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> Weights:
    """Weights from lines (kind, text), where `ordinary` ones need no care. The same lines give the same weights."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import SVC

    texts = [text for _, text in lines]
    looks = look_at_all(texts)
    needs = numpy.array([kind != ORDINARY for kind, _ in lines])
    basis = _basis(_scaled(looks))
    machine = SVC(C=_COST, gamma=_GAMMA, class_weight="balanced", cache_size=1000).fit(_scaled(looks) @ basis, needs)
    traits = [vocabulary.traits(text) for text in texts]
    starts = numpy.cumsum([0, *(len(places) for places, _ in traits)])
    sparse = csr_matrix(
        (numpy.concatenate([values for _, values in traits]), numpy.concatenate([places for places, _ in traits]), starts), shape=(len(texts), TRAITS)
    )
    means = looks[:, :DIMENSIONS]
    both = hstack([_TRAIT * sparse, csr_matrix(_MEAN * means)]).tocsr()
    regression = LogisticRegression(C=1.0, max_iter=300, class_weight="balanced").fit(both, needs)
    kinds = numpy.array([kind for kind, _ in lines])[needs]
    which = LogisticRegression(C=1.0, max_iter=300, class_weight="balanced").fit(both[needs], kinds)
    return Weights(tuple(which.classes_), {
        "basis": basis.astype(numpy.float16), "support": machine.support_vectors_.astype(numpy.float16), "dual": machine.dual_coef_[0].astype(numpy.float32),
        "bias": machine.intercept_.astype(numpy.float32)[0], "trait": regression.coef_[0][:TRAITS].astype(numpy.float32),
        "mean": regression.coef_[0][TRAITS:].astype(numpy.float32), "offset": regression.intercept_.astype(numpy.float32)[0],
        "kind": which.coef_.astype(numpy.float32), "kind_offset": which.intercept_.astype(numpy.float32),
    })


def _basis(rows: numpy.ndarray) -> numpy.ndarray:
    """The directions in which rows differ most from nothing, one a column; each with a fixed sign, so that they are the same every time."""
    directions = numpy.linalg.eigh(rows.T @ rows)[1][:, ::-1][:, :_COMPONENTS]
    signs = numpy.sign(directions[numpy.abs(directions).argmax(axis=0), numpy.arange(directions.shape[1])])
    return directions * signs


def _scaled(looks: numpy.ndarray) -> numpy.ndarray:
    """Rows as the machine has them: the mean at length 1, both extremes shorter."""
    rows = looks.reshape(len(looks), 3, DIMENSIONS).astype(numpy.float32)
    lengths = numpy.linalg.norm(rows, axis=2, keepdims=True)
    scale = numpy.array([1.0, _EXTREME, _EXTREME], dtype=numpy.float32)[None, :, None]
    return (rows / numpy.where(lengths == 0, 1, lengths) * scale).reshape(len(looks), -1)
