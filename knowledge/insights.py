"""Who asks for help to learn, what they need and what is in the way: counts over many conversations, for a branch or a council.

`report` counts what was not counted yet, keeps what may be published of it, and adds up what it has. Privacy rests on three
modules: `insights_months` (a conversation is in one count, ever), `insights_hide` (what of a count may be published) and
`insights_count` (only rows of the knowledge base are counted, never words).
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Optional

from knowledge.insights_count import Tally
from knowledge.insights_db import CannotCount, Counted, Database
from knowledge.insights_months import Span, pieces
from knowledge.insights_rows import TABLES, Rows
from knowledge.store import Store

# With fewer conversations nearly all would be hidden, and the months would be used up.
FEWEST_CONVERSATIONS = 20
# Whose page is for people of many schools.
_FOR_MANY = ("council", "union-branch")
# Tables whose rows are told in the order of the guide, not by size.
_IN_ORDER = ("who", "certificates", "stopped", "helped", "agreed")


@dataclass(frozen=True)
class Row:
    """One row of a table. `at_least`: in some of the months it is hidden, so that there may be more."""

    id: str
    title: str
    count: int
    at_least: bool


@dataclass(frozen=True)
class Table:
    """What is shown of one table, the largest first; and the titles of the rows that are hidden."""

    name: str
    rows: tuple[Row, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What is told of some months.

    spans      the months that were counted, as they were counted together
    left_out   months with too few conversations to be counted
    tables     those with a row to show, in the order of the page
    empty      names of the tables that have none
    """

    spans: tuple[Span, ...]
    left_out: tuple[Span, ...]
    conversations: int
    tables: tuple[Table, ...]
    empty: tuple[str, ...]


def report(database: Database, store: Store, wanted: Span, nameless_is_many: bool = False) -> Report:
    """Counts the conversations begun in some months, and keeps the counts.

    Args:
        wanted: the months; those before the first conversation are left aside.
        nameless_is_many: whether the page that names no school is used by people of many schools.

    Raises:
        CannotCount: if there are too few conversations, or the database cannot be used.
        Overlap: if the months were counted with others before.
    """
    rows, counted = Rows(store), {count.span: count for count in database.counted()}
    begun = min([span.first for span in counted] + [month for month in [database.first_month()] if month], default=None)
    if begun is None or begun > wanted.last:
        raise CannotCount(_too_few(wanted))
    found, left_out = [], []
    for span in pieces(wanted._replace(first=max(begun, wanted.first)), counted):
        count = counted.get(span) or _count(database, rows, store, span, nameless_is_many)
        left_out.append(span) if count is None else found.append(count)
    if not found:
        raise CannotCount(_too_few(wanted))
    return _added_up(found, tuple(left_out), rows)


def _too_few(span: Span) -> str:
    return f"There are fewer than {FEWEST_CONVERSATIONS} conversations in {span}, which is too few to count. Ask for more months."


def _count(database: Database, rows: Rows, store: Store, span: Span, nameless_is_many: bool) -> Optional[Counted]:
    """Counts some months and keeps the count; None where there are too few conversations."""
    tally = Tally(rows, (id for kind in _FOR_MANY for id in store.places.ids(kind)), nameless_is_many)
    for talk in database.talks(span):
        tally.add(talk)
    if tally.conversations < FEWEST_CONVERSATIONS:
        return None
    counted = Counted(span, tally.conversations, tally.published())
    database.keep(counted)
    return counted


def _added_up(found: list[Counted], left_out: tuple[Span, ...], rows: Rows) -> Report:
    tables = [_table(name, [count.tables.get(name, {}) for count in found], rows) for name in TABLES]
    return Report(
        spans=tuple(count.span for count in found),
        left_out=left_out,
        conversations=sum(count.conversations for count in found),
        tables=tuple(table for table in tables if table.rows),
        empty=tuple(table.name for table in tables if not table.rows),
    )


def _table(name: str, counts: list[dict[str, int]], rows: Rows) -> Table:
    """One table over several counts: what is hidden in one of them may make a row larger, and that is all that is told of it."""
    titles, summed = rows.titles[name], Counter()
    for count in counts:
        summed.update({rows.current(name, row): number for row, number in count.items()})
    shown = [
        Row(row, titles[row], summed[row], any(row not in count for count in counts)) for row in titles if summed[row]
    ]
    if name not in _IN_ORDER:
        shown.sort(key=lambda row: -row.count)
    return Table(name, tuple(shown), tuple(title for row, title in titles.items() if not summed[row]))
