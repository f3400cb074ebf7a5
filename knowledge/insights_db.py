"""What insights read of the database and keep in it: conversations as a stream, and counts that were published.

A count is kept for good. It holds only what may be published, so it may outlive the conversations behind it; and the same
months give the same figures, whoever asked to be forgotten meanwhile.
"""
from __future__ import annotations

from contextlib import contextmanager
from typing import Iterable, Iterator, NamedTuple, Optional

import sqlalchemy as sa

from knowledge import people_file
from knowledge.insights_count import Talk
from knowledge.insights_months import Span
from knowledge.people_db import feedback, metadata, open_engine, plans

# Rows that are in memory at once.
_AT_ONCE = 500
# The first turn is the guide's own: whoever said nothing is no conversation.
_SAID_SOMETHING = 2

# A row for each month that was counted; the figures stand with the first month of those that were counted together.
counted_months = sa.Table(
    "insights",
    metadata,
    sa.Column("month", sa.String(7), primary_key=True),
    sa.Column("counted_with", sa.String(7), nullable=False, index=True),
    sa.Column("figures", sa.JSON),
)


class CannotCount(Exception):
    """Nothing can be counted; the text says why and what to do."""


class Counted(NamedTuple):
    """What was published of some months: the conversations, and table -> row -> count."""

    span: Span
    conversations: int
    tables: dict


class Database:
    """The database of what users leave behind, for counting. It is opened at the first use, and made by nobody here."""

    def __init__(self, url: str):
        self._engine = open_engine(url)

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def counted(self) -> list[Counted]:
        """What was counted before, the earliest first.

        Raises:
            CannotCount: if the database is missing, locked or no database.
        """
        with self._transaction(write=True) as connection:
            metadata.create_all(connection)
            rows = connection.execute(sa.select(counted_months).order_by(counted_months.c.month)).all()
        last = {row.counted_with: row.month for row in rows}
        return [Counted(Span(row.month, last[row.month]), **row.figures) for row in rows if row.month == row.counted_with]

    def first_month(self) -> Optional[str]:
        """The month of the earliest conversation, or None.

        Raises:
            CannotCount: as for `counted`.
        """
        query = sa.select(sa.func.min(plans.c.created)).where(plans.c.turn >= _SAID_SOMETHING)
        with self._transaction() as connection:
            earliest = connection.execute(query).scalar()
        return earliest[:7] if earliest else None

    def talks(self, span: Span) -> Iterator[Talk]:
        """Every conversation that was begun in some months and in which something was said, one at a time, in any order.

        Raises:
            CannotCount: as for `counted`.
        """
        begun = (plans.c.created >= span.begins, plans.c.created < span.ends, plans.c.turn >= _SAID_SOMETHING)
        said = sa.outerjoin(plans, feedback, feedback.c.plan == plans.c.id)
        query = sa.select(plans.c.school, plans.c.answers, plans.c.open, feedback.c.helped).select_from(said).where(*begun)
        with self._transaction() as connection:
            rows = connection.execution_options(stream_results=True).execute(query).yield_per(_AT_ONCE)
            for row in rows:
                yield Talk(row.school, row.answers, row.open, row.helped)

    def keep(self, counted: Counted) -> None:
        """Keeps a count for good.

        Raises:
            CannotCount: if one of the months was counted meanwhile; or as for `counted`.
        """
        figures = {"conversations": counted.conversations, "tables": counted.tables}
        first = counted.span.first
        rows = [{"month": month, "counted_with": first, "figures": figures if month == first else None} for month in counted.span.months()]
        try:
            with self._transaction(write=True) as connection:
                connection.execute(counted_months.insert(), rows)
        except sa.exc.IntegrityError:
            raise CannotCount(f"Somebody else counted a part of {counted.span} just now. Ask again to see what is there.") from None

    def take_over(self, counts: Iterable[Counted]) -> None:
        """Keeps counts that were made with a later copy of this database; months that were counted here stay as they are.

        Raises:
            CannotCount: as for `counted`.
        """
        here = {month for one in self.counted() for month in one.span.months()}
        for count in counts:
            if here.isdisjoint(count.span.months()):
                self.keep(count)

    @contextmanager
    def _transaction(self, write: bool = False) -> Iterator[sa.engine.Connection]:
        self._must_be_there()
        try:
            with self._engine.connect().execution_options(write=write) as connection, connection.begin():
                yield connection
        except sa.exc.IntegrityError:
            raise
        except (sa.exc.DatabaseError, sa.exc.InterfaceError, sa.exc.TimeoutError, ValueError) as error:
            # The statement is left out: it may hold what people said. So is what was read, where it is no JSON.
            raise CannotCount(people_file.remedy(people_file.why(error), self._engine)) from None

    def _must_be_there(self) -> None:
        """A missing file is said so: SQLite would make an empty one."""
        if told := people_file.missing(self._engine):
            raise CannotCount(told)
