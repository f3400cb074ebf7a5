"""Which jobs the work is that somebody tells of without naming one: "I cut the grass", "sat with a lad with autism".

By sentence vectors of how people tell of each job (`says` in the content), and by the duties that are named.
It never decides: it gives up to four jobs to choose from, the likeliest first.
"""
from __future__ import annotations

from typing import Iterable

import numpy

from knowledge.language.embed import DIMENSIONS, embed
from knowledge.store import Store

MOST = 4
# Below this no work is told. Between training lines that tell of no work and those that do, it divides best.
_FLOOR = 0.42
# Beside a certificate, or anything else that is named, the work has to be plainer.
_PLAIN = 0.55
# Further than this from the likeliest it is another's work.
_NEAR = 0.25
# What a named duty adds: the first duty of a job is its heart.
_DUTY = (0.14, 0.11, 0.08, 0.05)


class Work:
    """The jobs of one knowledge base, by the work that is done in them."""

    def __init__(self, store: Store):
        rows = store.work()
        names = [name for name, _ in rows]
        self._roles = list(dict.fromkeys(names))
        self._starts = numpy.array([names.index(name) for name in self._roles], dtype=int)
        self._vectors = numpy.frombuffer(b"".join(vector for _, vector in rows), dtype=numpy.float32).reshape(-1, DIMENSIONS)
        self._duties = {role.id: role.duties for role in store.all("roles")}

    def jobs(self, told: str, duties: Iterable[str] = (), plainly: bool = False) -> list[str]:
        """Ids of up to four roles whose work it is, the likeliest first; none where no work is told.

        Args:
            told: the words.
            duties: ids of the duties that they name.
            plainly: True where the words tell of something else too, so that the work must be plain.
        """
        if not told.strip() or not self._roles:
            return []
        scores = numpy.maximum.reduceat(self._vectors @ embed(told), self._starts)
        for place, role in enumerate(self._roles):
            own = self._duties.get(role, [])
            scores[place] += sum(_DUTY[own.index(duty)] for duty in set(duties) if duty in own[:len(_DUTY)])
        best = numpy.argsort(-scores, kind="stable")[:MOST]
        least = max(_PLAIN if plainly else _FLOOR, scores[best[0]] - _NEAR)
        return [self._roles[place] for place in best if scores[place] >= least]
