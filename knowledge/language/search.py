"""Finding what the knowledge base says to a question: full text and sentence vectors together.

A question is answered only where the best score is above the floor; between the floors the nearest
are offered; below, the guide says that it does not know.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy

from knowledge.language.embed import embed
from knowledge.store import Store

# Cosine of the best wording plus a share of the full-text rank.
ANSWER_FLOOR, OFFER_FLOOR = 0.62, 0.42
_TEXT_SHARE = 0.08
# Records that can be shown as an answer, and the texts of each that a question may be near to.
WORDINGS = {
    "open_questions": lambda r: [r.question, *r.variants],
    "roles": lambda r: [f"what does a {r.title} do", f"tell me about the job of {r.title}"],
    "qualifications": lambda r: [f"what is the {r.title}", f"tell me about {r.title}", f"what does {r.title} count for"],
    "rights": lambda r: [r.title, f"what are my rights: {r.title}"],
    "funding": lambda r: [r.title, f"how do I pay for it: {r.title}"],
    "glossary_terms": lambda r: [f"what does {r.term} mean", f"what is {r.term}"],
    "organisations": lambda r: [f"what was the {r.title}"] + ([f"what is {r.acronym}"] if r.acronym else []),
    "informal_options": lambda r: [f"what is {r.title}"],
    "resources": lambda r: [f"what is {r.title}"],
}


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
    """Search over one knowledge base. Build once: it makes a vector for every wording."""

    def __init__(self, store: Store):
        self._store = store
        self._owners: list[tuple[str, str]] = []
        vectors = []
        for kind, wordings in WORDINGS.items():
            for record in store.all(kind):
                for wording in wordings(record):
                    self._owners.append((kind, record.id))
                    vectors.append(embed(wording))
        self._vectors = numpy.stack(vectors) if vectors else numpy.zeros((0, 384), dtype=numpy.float32)

    def search(self, question: str, limit: int = 3) -> list[Hit]:
        """The records nearest to `question`, best first."""
        scores: dict[tuple[str, str], float] = {}
        for owner, cosine in zip(self._owners, self._vectors @ embed(question)):
            scores[owner] = max(scores.get(owner, -1.0), float(cosine))
        for rank, (kind, record, _) in enumerate(self._store.full_text(question, WORDINGS, limit=10)):
            scores[(kind, record)] = scores.get((kind, record), 0.0) + _TEXT_SHARE * (1 - rank / 10)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [Hit(kind, id, score) for (kind, id), score in best]
