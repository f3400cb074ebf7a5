"""Finding what the knowledge base says to a question: full text and sentence vectors together.

A question is answered only where the best score is above the floor; between the floors the nearest
are offered; below, the guide says that it does not know.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

import numpy

from knowledge.language.embed import DIMENSIONS, embed
from knowledge.store import Store

# Cosine of the best wording plus a share of the full-text rank. Of 104 questions that the content answers, put in other
# words, 90 are above the upper floor with the right answer and 6 with a wrong one; of 42 that it does not answer, 2 are
# above the upper floor and 6 between the two.
ANSWER_FLOOR, OFFER_FLOOR = 0.62, 0.48
_TEXT_SHARE = 0.08
_NAMED_SHARE = 0.1
_REFS = {"roles": "role", "qualifications": "qualification"}


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
        rows = sorted(store.wordings(), key=lambda row: row[:2])
        owners = [(kind, record) for kind, record, _ in rows]
        # The wordings of one record lie side by side, so its best is the largest of a stretch.
        starts = [place for place, owner in enumerate(owners) if place == 0 or owner != owners[place - 1]]
        self._starts = numpy.array(starts, dtype=int)
        self._records = [owners[place] for place in starts]
        self._places = {owner: place for place, owner in enumerate(self._records)}
        self._kinds = sorted({kind for kind, _ in owners})
        # ref -> places of the records that are it, or answer a question about it.
        self._about: dict[str, list[int]] = {}
        for place, (kind, record) in enumerate(self._records):
            refs = [f"{_REFS[kind]}:{record}"] if kind in _REFS else getattr(store.get(kind, record), "links", [])
            for ref in refs:
                self._about.setdefault(ref, []).append(place)
        packed = b"".join(vector for _, _, vector in rows)
        self._vectors = numpy.frombuffer(packed, dtype=numpy.float32).reshape(-1, DIMENSIONS)

    def search(self, question: str, named: Iterable[str] = (), limit: int = 3) -> list[Hit]:
        """The records nearest to `question`, best first.

        Args:
            question: what is asked.
            named: refs (`qualification:nvq-stl`) of what the question names: answers about them come nearer.
            limit: how many at most.
        """
        scores = numpy.maximum.reduceat(self._vectors @ embed(question), self._starts)
        for rank, (kind, record, _) in enumerate(self._store.full_text(question, self._kinds, limit=10)):
            scores[self._places[(kind, record)]] += _TEXT_SHARE * (1 - rank / 10)
        for place in {place for ref in named for place in self._about.get(ref, ())}:
            scores[place] += _NAMED_SHARE
        best = numpy.argsort(-scores, kind="stable")[:limit]
        return [Hit(*self._records[place], float(scores[place])) for place in best]
