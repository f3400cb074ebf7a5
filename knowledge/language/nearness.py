"""Which differences between two wordings matter: learned from the wordings of the records themselves.

All wordings of one record ask the same thing, so how they differ from each other is how people's wording differs, and
not what they ask. Along such directions a difference counts less (within-class covariance, whitened).
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy

# How much of the covariance is replaced by an even one, which keeps rare directions from counting too much.
_EVENED = 0.3


@dataclass(frozen=True)
class Nearness:
    """What is taken off a sentence vector, and what it is multiplied by."""

    mean: numpy.ndarray
    matrix: numpy.ndarray

    def of(self, vectors: numpy.ndarray) -> numpy.ndarray:
        """Sentence vectors as unit vectors in which nearness is nearness of what is asked; one, or one a row."""
        turned = (vectors - self.mean) @ self.matrix
        return (turned / numpy.maximum(numpy.linalg.norm(turned, axis=-1, keepdims=True), 1e-9)).astype(numpy.float32)

    def as_bytes(self) -> bytes:
        """To keep in the knowledge base."""
        return numpy.vstack([self.mean, self.matrix]).astype(numpy.float32).tobytes()

    @classmethod
    def from_bytes(cls, packed: bytes, dimensions: int) -> "Nearness":
        """What `as_bytes` gave."""
        both = numpy.frombuffer(packed, dtype=numpy.float32).reshape(dimensions + 1, dimensions)
        return cls(both[0], both[1:])


def learn(vectors: numpy.ndarray, owners: list) -> Nearness:
    """From wordings, one a row, and whose each is."""
    places = {owner: place for place, owner in enumerate(dict.fromkeys(owners))}
    owned = numpy.array([places[owner] for owner in owners])
    sums = numpy.zeros((len(places), vectors.shape[1]))
    numpy.add.at(sums, owned, vectors)
    counts = numpy.bincount(owned)
    spread = vectors - (sums / counts[:, None])[owned]
    strengths, directions = numpy.linalg.eigh(spread.T @ spread / max(1, len(owners) - len(places)))
    # Where no record has two wordings there is nothing to learn, and every direction counts the same.
    even = strengths.mean() or 1.0
    strengths = (1 - _EVENED) * numpy.maximum(strengths, 0) + _EVENED * even
    return Nearness(vectors.mean(axis=0), directions * strengths**-0.5 @ directions.T)
