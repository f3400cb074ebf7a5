"""What is kept too long goes; and whether the clock of the machine can be believed when it says what that is.

By a clock that jumped a year forward, nearly everything is too old. So each real purge leaves its time, and what people
leave has times too. Where neither tells of any day for QUIET_DAYS and more, somebody should look at the clock first.
Times that a wrong clock gave are put right at the next purge: what has one is kept as if it were of that day.
"""
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Iterable, Optional

import sqlalchemy as sa

from knowledge.kept import Days
from knowledge.people_db import events, feedback, forgotten, inbox, plans, purges, turns

# More than the summer holidays of schools, six weeks, with a machine that is switched off early and on late.
QUIET_DAYS = 60
# Well before the guide was made. Machines that lose their clock begin in 1970, or on the day their own system was built.
FIRST = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
_DATED = (plans.c.updated, turns.c.at, inbox.c.left_at, feedback.c.given_at, forgotten.c.at)
_USED = (plans.c.created, plans.c.updated, turns.c.at, forgotten.c.at)


@dataclass(frozen=True)
class Purged:
    """What retention removed, or would remove."""

    plans: int
    turns: int
    events: int
    questions: int
    feedback: int


def remove(connection: sa.engine.Connection, days: Days, now: datetime.datetime, dry_run: bool) -> Purged:
    """Removes what is older than it may be kept, and leaves the time of this; with `dry_run` it only counts.

    Plans on which nobody answered anything go with the transcripts. A question and feedback go with their plan, if that goes first.
    """
    if not dry_run:
        _put_right(connection, now)
    counts = []
    for table, condition in _too_old(days, now):
        count = sa.select(sa.func.count()).select_from(table).where(condition)
        counts.append(connection.execute(count).scalar_one())
        if not dry_run:
            connection.execute(table.delete().where(condition))
    if not dry_run:
        connection.execute(purges.delete())
        connection.execute(purges.insert(), {"at": _text(now)})
    # Marks of forgotten plans tell of nobody, so they are not counted.
    gone_turns, gone_events, questions, given, gone = counts[:5]
    return Purged(plans=gone, turns=gone_turns, events=gone_events, questions=questions, feedback=given)


def _too_old(days: Days, now: datetime.datetime) -> tuple:
    """(table, condition) of what is kept too long, plans after what belongs to them."""
    transcripts, kept_plans, left = (now - datetime.timedelta(days=kept) for kept in (days.transcript, days.plan, days.inbox))
    old_plan = sa.or_(_before(plans.c.updated, kept_plans), sa.and_(plans.c.turn <= 1, _before(plans.c.updated, transcripts)))
    ids = sa.select(plans.c.id).where(old_plan)
    conversations = sa.select(plans.c.conversation).where(old_plan)
    said_long_ago = sa.and_(events.c.timestamp < transcripts.timestamp(), events.c.timestamp >= FIRST.timestamp())
    return (
        (turns, sa.or_(_before(turns.c.at, transcripts), turns.c.plan.in_(ids))),
        (events, sa.or_(said_long_ago, events.c.sender_id.in_(conversations))),
        (inbox, sa.or_(_before(inbox.c.left_at, left), inbox.c.plan.in_(ids))),
        (feedback, sa.or_(_before(feedback.c.given_at, left), feedback.c.plan.in_(ids))),
        (plans, old_plan),
        (forgotten, _before(forgotten.c.at, kept_plans)),
    )


def _before(column: sa.Column, day: datetime.datetime):
    """True of what is older than a day, but not of what a clock that was wrong calls older than the guide."""
    return sa.and_(column < _text(day), column >= _text(FIRST))


def _put_right(connection: sa.engine.Connection, now: datetime.datetime) -> None:
    """Gives what has an impossible time, before the guide was made or after tomorrow, the time of now."""
    tomorrow = now + datetime.timedelta(days=1)
    for column in _DATED:
        wrong = sa.or_(column < _text(FIRST), column > _text(tomorrow))
        connection.execute(column.table.update().where(wrong).values({column.name: _text(now)}))
    wrong = sa.or_(events.c.timestamp < FIRST.timestamp(), events.c.timestamp > tomorrow.timestamp())
    connection.execute(events.update().where(wrong).values(timestamp=now.timestamp()))


def doubt(connection: sa.engine.Connection, now: datetime.datetime) -> Optional[str]:
    """Why the clock of the machine may be wrong, as a sentence; None if nothing speaks against it."""
    last = connection.execute(sa.select(sa.func.max(purges.c.at))).scalar()
    since = last if last and _text(FIRST) <= last <= _text(now) else _text(FIRST)
    days = {last[:10]} if since == last else set()
    for column in _USED:
        day = sa.func.substr(column, 1, 10)
        days |= set(connection.execute(sa.select(day).where(column >= since, column <= _text(now)).distinct()).scalars())
    return told(now, map(datetime.date.fromisoformat, days))


def told(now: datetime.datetime, known: Iterable[datetime.date]) -> Optional[str]:
    """Why a clock that says `now` may be wrong, where these are the days on which something was stored or removed; or None."""
    clock = f"The clock of this machine says {_plain(now.date())}"
    if now < FIRST:
        return f"{clock}, when there was no guide yet."
    days = sorted({*known, now.date()})
    for before, after in zip(days, days[1:]):
        if (after - before).days > QUIET_DAYS:
            return f"{clock}, but nothing was stored or removed here between {_plain(before)} and {_plain(after)}."
    return None


def _plain(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _text(moment: datetime.datetime) -> str:
    """A time as the tables have it, in UTC, so that texts are in the order of times."""
    return moment.isoformat(timespec="seconds")
