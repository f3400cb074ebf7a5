"""Finding what the knowledge base says to a question: full text and sentence vectors together.

A question is answered only where the best score is above the floor; between the floors the nearest
are offered; below, the guide says that it does not know.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy

from knowledge.language.embed import DIMENSIONS, embed
from knowledge.store import Store

# Cosine of the best wording plus a share of the full-text rank. Of 104 questions that the content answers, put in other
# words, 90 are above the upper floor with the right answer and 6 with a wrong one; of 42 that it does not answer, 2 are
# above the upper floor and 6 between the two.
ANSWER_FLOOR, OFFER_FLOOR = 0.62, 0.48
_TEXT_SHARE = 0.08


@dataclass(frozen=True)
class Hit:
    """A record near to a question; `score` runs from 0 to about 1.1."""

    kind: str
    id: str
    score: float

    def as_dict(self) -> dict:
        """As JSON-ready data."""
        return {"kind": self.kind, "id": self.id, "score": round(self.score, 4)}


class Finder:
    """Search over one knowledge base, which holds a vector for every wording a question may be near to."""

    def __init__(self, store: Store):
        self._store = store
        rows = store.wordings()
        self._owners = [(kind, record) for kind, record, _ in rows]
        self._kinds = sorted({kind for kind, _ in self._owners})
        packed = b"".join(vector for _, _, vector in rows)
        self._vectors = numpy.frombuffer(packed, dtype=numpy.float32).reshape(-1, DIMENSIONS)

    def search(self, question: str, limit: int = 3) -> list[Hit]:
        """The records nearest to `question`, best first."""
        scores: dict[tuple[str, str], float] = {}
        for owner, cosine in zip(self._owners, self._vectors @ embed(question)):
            scores[owner] = max(scores.get(owner, -1.0), float(cosine))
        for rank, (kind, record, _) in enumerate(self._store.full_text(question, self._kinds, limit=10)):
            scores[(kind, record)] = scores.get((kind, record), 0.0) + _TEXT_SHARE * (1 - rank / 10)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [Hit(kind, id, score) for (kind, id), score in best]
