"""What people said of the guide itself, helped or not and a line in words: the only door to it.

One for each plan, and a later one takes its place. It goes with the plan, with "forget me" and after the days of the inbox.
"""
from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Callable, Optional

import sqlalchemy as sa

from knowledge.people_db import feedback as _feedback
from knowledge.people_db import plans as _plans


@dataclass(frozen=True)
class Given:
    """What somebody said of the guide. Nothing here leads back to a plan.

    school     the school of their page, or None
    words      at most a line, without personal details; None where they wrote nothing
    given_at   when, as a moment in ISO form
    """

    school: Optional[str]
    helped: bool
    words: Optional[str]
    given_at: str


class Feedback:
    """The feedback of one database. `People` gives it its transactions and the time."""

    def __init__(self, transaction: Callable[..., AbstractContextManager], stamp: Callable[[], str]):
        self._transaction, self._stamp = transaction, stamp

    def put(self, plan: str, helped: bool, words: Optional[str]) -> bool:
        """Keeps what was said about a plan, in place of what was said before; False where there is no such plan (any more).

        Args:
            plan: the id of the plan; the school is that of the plan.
            words: what the intake left of them.
        """
        with self._transaction(write=True) as connection:
            # Held until the end, so that no other server forgets the plan in between.
            row = connection.execute(sa.select(_plans.c.school).where(_plans.c.id == plan).with_for_update()).first()
            if row is None:
                return False
            connection.execute(_feedback.delete().where(_feedback.c.plan == plan))
            given = {"plan": plan, "school": row.school, "helped": helped, "words": words, "given_at": self._stamp()}
            connection.execute(_feedback.insert(), given)
        return True

    def given(self, school: Optional[str] = None) -> list[Given]:
        """What was said at a school, or anywhere: the newest first."""
        columns = (_feedback.c[name] for name in Given.__dataclass_fields__)
        query = sa.select(*columns).order_by(_feedback.c.given_at.desc(), _feedback.c.plan)
        if school is not None:
            query = query.where(_feedback.c.school == school)
        with self._transaction() as connection:
            return [Given(**row) for row in connection.execute(query).mappings()]
