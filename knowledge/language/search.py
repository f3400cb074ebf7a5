"""Finding what the knowledge base says to a question: full text and sentence vectors together.

A question is answered only where the guide is sure enough; where it is less sure the nearest are offered; below, it
says that it does not know. How the figures were chosen: docs/understanding-search.md.
"""
from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Iterable

import numpy

from knowledge.language.embed import DIMENSIONS, embed
from knowledge.language.nearness import Nearness
from knowledge.store import Store

# How sure the guide is of the best answer, from 0 to 1.
ANSWER_FLOOR, OFFER_FLOOR = 0.55, 0.2
# The many wordings of a record count together, the nearest most of all.
_SHARPNESS = 25.0
_FULL_TEXT, _RANKS = 0.13, 10
# The part of the whole message, beside the clause that asks; and how much of a long one is read for it.
_AROUND, _MOST_AROUND = 0.6, 400
# Whole answers go before single facts; what a term is, before them where just that is asked.
_WHOLE_ANSWER, _DEFINED = 0.13, 0.05
_NAMED, _ABOUT_ANOTHER = 0.02, -0.05
# Sureness: cosine of the nearest wording, and how far the best stands out from the rest (logistic regression).
_BY_COSINE, _BY_SHARE, _SURENESS_AT_0, _SHARE_SHARPNESS = 6.6, 3.7, -6.2, 20.0
_DEFINES = re.compile(r"\b(?:what(?:'?s| is| are| was| were| does| do)|wot|meaning|means?|stands? for|explain|tell me about)\b")
_REFS = {"roles": "role", "qualifications": "qualification"}
_TERMS = ("glossary_terms", "qualifications", "roles", "organisations")


@dataclass(frozen=True)
class Hit:
    """A record near to a question; `score` runs from 0 to 1 and says how sure it is that this answers it."""

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
        # The wordings of one record lie side by side.
        starts = [place for place, owner in enumerate(owners) if place == 0 or owner != owners[place - 1]]
        self._starts = numpy.array(starts, dtype=int)
        self._records = [owners[place] for place in starts]
        self._places = {owner: place for place, owner in enumerate(self._records)}
        self._kinds = sorted({kind for kind, _ in owners})
        self._about = _about(store, self._records)
        # True for records about jobs or qualifications: about others than the question names, they are less likely meant.
        self._particular = numpy.zeros(len(self._records), dtype=bool)
        self._particular[[place for places in self._about.values() for place in places]] = True
        kinds = numpy.array([kind for kind, _ in self._records])
        self._whole, self._terms = _WHOLE_ANSWER * (kinds == "open_questions"), _DEFINED * numpy.isin(kinds, _TERMS)
        self._vectors = numpy.frombuffer(b"".join(vector for _, _, vector in rows), dtype=numpy.float32).reshape(-1, DIMENSIONS)
        self._nearness = Nearness.from_bytes(store.nearness(), DIMENSIONS)
        self._turned = self._nearness.of(self._vectors)
        self._of_topic: dict[str, list[int]] = {}
        for place, (kind, record) in enumerate(self._records):
            if kind == "open_questions":
                self._of_topic.setdefault(store.get(kind, record).topic, []).append(place)
        self._last: tuple = (None, None)
        counts = numpy.diff(numpy.append(self._starts, len(rows)))
        self._many = numpy.log(counts) / 2

    def search(self, question: str, named: Iterable[str] = (), limit: int = 3, message: str = "") -> list[Hit]:
        """The records nearest to `question`, best first.

        Args:
            question: what is asked.
            named: refs (`qualification:nvq-stl`) of what the question names: answers about them come nearer.
            limit: how many at most.
            message: all that was written: "I am a cleaner. What could I do next?" asks for more than its last sentence.
        """
        vector = embed(question)
        scores = self._near(vector) + self._whole
        if message and message != question:
            around = embed(message[:_MOST_AROUND])
            scores = (1 - _AROUND) * scores + _AROUND * (self._near(around) + self._whole)
            vector = (1 - _AROUND) * vector + _AROUND * around
            vector /= numpy.linalg.norm(vector) or 1.0
        if _DEFINES.search(question.lower()):
            scores += self._terms
        for rank, (kind, record, _) in enumerate(self._store.full_text(message[:_MOST_AROUND] or question, self._kinds, limit=_RANKS)):
            scores[self._places[(kind, record)]] += _FULL_TEXT * (1 - rank / _RANKS)
        meant = list({place for ref in named for place in self._about.get(ref, ())})
        if meant:
            others = self._particular.copy()
            others[meant] = False
            scores[meant] += _NAMED
            scores[others] += _ABOUT_ANOTHER
        best = numpy.argsort(-scores, kind="stable")[:limit]
        sure = self._sureness(vector, scores, best)
        return [Hit(*self._records[place], min(sure[: rank + 1])) for rank, place in enumerate(best)]

    def of_topic(self, text: str, topic: str, limit: int = 3) -> list[Hit]:
        """The answers to open questions of one topic that are nearest to what somebody tells, best first."""
        vector, places = embed(text), numpy.array(self._of_topic.get(topic, []), dtype=int)
        scores = self._near(vector)
        best = places[numpy.argsort(-scores[places], kind="stable")[:limit]]
        return [Hit(*self._records[place], sure) for place, sure in zip(best, self._sureness(vector, scores, best))]

    def _near(self, vector: numpy.ndarray) -> numpy.ndarray:
        """Of each record, how near its wordings are. Whoever asks again for the vector that was asked last pays nothing."""
        last, scores = self._last
        if last is not vector:
            each = numpy.exp(_SHARPNESS * (self._turned @ self._nearness.of(vector)))
            scores = (numpy.log(numpy.add.reduceat(each, self._starts)) - self._many) / _SHARPNESS
            scores.setflags(write=False)
            self._last = (vector, scores)
        return scores

    def _sureness(self, vector: numpy.ndarray, scores: numpy.ndarray, best: numpy.ndarray) -> list[float]:
        """How sure it is that each of the best answers the question."""
        weights = numpy.exp(_SHARE_SHARPNESS * (scores - scores.max()))
        shares = weights / weights.sum()
        sure = []
        for place in best:
            end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._vectors)
            cosine = float((self._vectors[self._starts[place]:end] @ vector).max())
            sure.append(1 / (1 + math.exp(-(_SURENESS_AT_0 + _BY_COSINE * cosine + _BY_SHARE * float(shares[place])))))
        return sure


def _about(store: Store, records: list[tuple[str, str]]) -> dict[str, list[int]]:
    """ref -> places of the records that are it, or answer a question about it."""
    about: dict[str, list[int]] = {}
    for place, (kind, record) in enumerate(records):
        refs = [f"{_REFS[kind]}:{record}"] if kind in _REFS else getattr(store.get(kind, record), "links", [])
        for ref in refs:
            if ref.split(":")[0] in _REFS.values():
                about.setdefault(ref, []).append(place)
    return about
