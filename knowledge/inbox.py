"""Questions that people left for the named person of their school: the only door to them.

Each has a random id and belongs to a plan, so that "forget me" takes it too. People decide whether they leave a way to
be reached; it is in this table and nowhere else.
"""
from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Callable, Optional, Sequence

import sqlalchemy as sa

from knowledge.people_db import inbox as _inbox

NEW, READ, ANSWERED = "new", "read", "answered"
# In the order in which they are shown; the last two are what a question can be marked as.
STATES = (NEW, READ, ANSWERED)
MARKS = (READ, ANSWERED)


@dataclass(frozen=True)
class ToLeave:
    """A question that is about to be left; `contact` where they want to be reached."""

    id: str
    question: str
    contact: Optional[str] = field(default=None, repr=False)


@dataclass(frozen=True)
class Left:
    """A question that was left.

    left_at, marked_at    when, as a moment in ISO form; `marked_at` is None for a new one
    contact               a phone number or email, or None where they will ask themselves
    """

    id: str
    school: str
    question: str
    contact: Optional[str] = field(repr=False)
    left_at: str
    state: str
    marked_at: Optional[str]


class Inbox:
    """The questions of one database. `People` gives it its transactions and the time."""

    def __init__(self, transaction: Callable[..., AbstractContextManager], stamp: Callable[[], str]):
        self._transaction, self._stamp = transaction, stamp

    def left(self, school: Optional[str] = None) -> list[Left]:
        """What was left at a school, or anywhere: the new ones first, then those read, then those answered; each oldest first."""
        order = sa.case({state: place for place, state in enumerate(STATES)}, value=_inbox.c.state)
        query = sa.select(*(_inbox.c[name] for name in Left.__dataclass_fields__)).order_by(order, _inbox.c.left_at, _inbox.c.id)
        if school is not None:
            query = query.where(_inbox.c.school == school)
        with self._transaction() as connection:
            return [Left(**row) for row in connection.execute(query).mappings()]

    def mark(self, id: str, state: str, school: Optional[str] = None) -> bool:
        """Marks a question as read or answered; False where there is none with this id (at that school).

        Raises:
            ValueError: if it is no such mark.
        """
        if state not in MARKS:
            raise ValueError(f"'{state}' is no mark. Use one of: {', '.join(MARKS)}.")
        mine = _inbox.c.id == id if school is None else sa.and_(_inbox.c.id == id, _inbox.c.school == school)
        with self._transaction(write=True) as connection:
            return connection.execute(_inbox.update().where(mine), {"state": state, "marked_at": self._stamp()}).rowcount == 1

    def write(
        self, connection: sa.engine.Connection, plan: str, school: Optional[str], leaves: Optional[ToLeave], takes_back: Sequence[str]
    ) -> None:
        """What a turn leaves and takes back, in the transaction of that turn."""
        if takes_back:
            connection.execute(_inbox.delete().where(_inbox.c.plan == plan, _inbox.c.id.in_(list(takes_back))))
        if leaves:
            row = {"id": leaves.id, "question": leaves.question, "contact": leaves.contact}
            connection.execute(_inbox.insert(), {**row, "plan": plan, "school": school, "left_at": self._stamp(), "state": NEW})
