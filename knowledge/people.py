"""Plans, what was said, and resume codes: the only door to what users leave behind.

One row of `plans` is the truth about one person's guide; `turns` is what was said, `events` the
tracker's log. A turn changes all three, and the inbox where something is left there, in one transaction, or none.

Errors
    PeopleError
      - Unavailable   the database is locked, full, damaged or away: try again
      - Changed       another turn of the same plan came first
"""
from __future__ import annotations

import datetime
import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Callable, Iterator, Optional, Sequence

import sqlalchemy as sa

from knowledge import codes, retention
from knowledge.feedback import Feedback
from knowledge.inbox import Inbox, ToLeave
from knowledge.kept import Days
from knowledge.people_db import clear_log
from knowledge.people_db import events as _events
from knowledge.people_db import feedback as _feedback
from knowledge.people_db import forgotten as _forgotten
from knowledge.people_db import inbox as _inbox
from knowledge.people_db import make_tables, open_engine
from knowledge.people_db import plans as _plans
from knowledge.people_db import rows_about
from knowledge.people_db import turns as _turns
from knowledge.people_db import vacuum
from knowledge.people_file import check_room, missing, remedy, why
from knowledge.retention import Purged


class PeopleError(Exception):
    """What users leave behind could not be read or written."""


class Unavailable(PeopleError):
    """The database is locked, full, damaged or away; nothing was changed, and trying again is right. The text may be logged."""


class Changed(PeopleError):
    """Another turn changed this plan first; nothing was written."""


@dataclass(frozen=True)
class Plan:
    """What is known of one person's guide.

    conversation  the tracker's id; it changes when the plan is carried on elsewhere
    answers       the profile and everything else the interview keeps
    open          the question that is open
    asked         the reply that puts that question again: {messages, step, done, of}
    offered       {"labels": {choice id: label}, "multi": [questions that take several]}, all that was offered so far
    turn          how many turns were saved
    """

    id: str
    conversation: str
    school: Optional[str] = None
    code_seed: Optional[str] = None
    answers: dict = field(default_factory=dict)
    open: Optional[str] = None
    asked: dict = field(default_factory=dict)
    offered: dict = field(default_factory=lambda: {"labels": {}, "multi": []})
    turn: int = 0


@dataclass(frozen=True)
class Said:
    """One turn: what the person said (None for the opening) and the reply they got."""

    message_id: str
    said: Optional[str]
    reply: dict


class People:
    """The database at an SQLAlchemy address. It is opened at the first use. `patience`: as people_server.open_server has it."""

    def __init__(self, url: str, secret: bytes, now: Optional[Callable[[], datetime.datetime]] = None, patience: Optional[float] = None):
        self._secret = secret
        self._now = now or (lambda: datetime.datetime.now(datetime.timezone.utc))
        self._engine = open_engine(url, patience)
        self._ready = False
        # True while something that was removed may still stand in the write-ahead log.
        self._uncleared = False
        self.inbox = Inbox(self._transaction, self._stamp)
        self.feedback = Feedback(self._transaction, self._stamp)

    @property
    def on_sqlite(self) -> bool:
        """True where what is removed is overwritten at once; a database server does that in its own time."""
        return self._engine.dialect.name == "sqlite"

    def code(self, plan: Plan) -> Optional[str]:
        """The resume code of a plan, or None if it has none yet."""
        return codes.code(self._secret, plan.code_seed) if plan.code_seed else None

    def find(self, plan_id: str) -> Optional[Plan]:
        """The plan, or None if there is none (any more)."""
        return self._find(_plans.c.id == plan_id)

    def find_by_code(self, code: str) -> Optional[Plan]:
        """The plan with this resume code, or None."""
        return self._find(_plans.c.code_hash == codes.digest(self._secret, code))

    def turns(self, plan_id: str) -> list[Said]:
        """All that was said about a plan, oldest first."""
        query = sa.select(_turns).where(_turns.c.plan == plan_id).order_by(_turns.c.id)
        with self._transaction() as connection:
            return [_said(row) for row in connection.execute(query)]

    def turn(self, plan_id: str, message_id: str) -> Optional[Said]:
        """The turn of a message that was answered before, or None."""
        query = sa.select(_turns).where(_turns.c.plan == plan_id, _turns.c.message_id == message_id)
        with self._transaction() as connection:
            row = connection.execute(query).first()
        return _said(row) if row else None

    def rows_of(self, plan: Plan) -> dict[str, list[dict]]:
        """Every row of every table that is about one plan: name of the table -> rows, oldest first."""
        with self._transaction() as connection:
            return rows_about(connection, plan.id, plan.conversation)

    def save(
        self, before: Plan, after: Plan, said: Said, events: list[dict], with_code: bool = False,
        leaves: Optional[ToLeave] = None, takes_back: Sequence[str] = (),
    ) -> Plan:
        """Writes one turn: the plan, what was said, the tracker's new events, and what is left in the inbox.

        Args:
            before: the plan as the turn found it (`turn` 0: it is new).
            after: the plan as the turn leaves it, perhaps in another conversation.
            with_code: True if the plan gets a resume code, unless it has one.
            leaves: a question that is left for the named person of the plan's school.
            takes_back: ids of questions of this plan that are taken back.

        Returns:
            The plan as it is now stored.

        Raises:
            Changed: if another turn was saved meanwhile.
            Unavailable: if nothing could be written.
        """
        seed = before.code_seed or (codes.new_seed() if with_code else None)
        plan = replace(after, code_seed=seed, turn=before.turn + 1)
        now = self._stamp()
        with self._transaction(write=True) as connection:
            try:
                self._write_plan(connection, before, plan, now)
                connection.execute(
                    _turns.insert(),
                    {"plan": plan.id, "message_id": said.message_id, "said": said.said, "reply": said.reply, "at": now},
                )
            except sa.exc.IntegrityError:
                raise Changed(plan.id) from None
            if plan.conversation != before.conversation:
                connection.execute(_events.delete().where(_events.c.sender_id == before.conversation))
            if events:
                connection.execute(_events.insert(), events)
            self.inbox.write(connection, plan.id, plan.school, leaves, takes_back)
        if takes_back:
            self._checkpoint()
        return plan

    def forget(self, plan_id: str) -> bool:
        """Removes a plan with its code, turns, events, questions left and feedback, from the file as well; True if there was one."""
        # Held until the end, so that no turn of another server is saved in between and left behind.
        mine = sa.select(_plans.c.conversation).where(_plans.c.id == plan_id).with_for_update()
        with self._transaction(write=True) as connection:
            conversation = connection.execute(mine).scalar()
            connection.execute(_events.delete().where(_events.c.sender_id == conversation))
            connection.execute(_turns.delete().where(_turns.c.plan == plan_id))
            connection.execute(_inbox.delete().where(_inbox.c.plan == plan_id))
            connection.execute(_feedback.delete().where(_feedback.c.plan == plan_id))
            connection.execute(_plans.delete().where(_plans.c.id == plan_id))
            if conversation is not None:
                connection.execute(_forgotten.insert(), {"mark": _mark(plan_id), "at": self._stamp()})
        self._checkpoint()
        return conversation is not None

    def forgotten(self) -> list[tuple[str, str]]:
        """(mark, when) of every plan that was forgotten, as long as a copy of it may be about."""
        with self._transaction() as connection:
            return [tuple(row) for row in connection.execute(sa.select(_forgotten.c.mark, _forgotten.c.at))]

    def forget_again(self, marks: Sequence[tuple[str, str]]) -> int:
        """Forgets in an older copy the plans with these marks, and keeps the marks; returns how many plans were there."""
        with self._transaction(write=True) as connection:
            known = set(connection.execute(sa.select(_forgotten.c.mark)).scalars())
            wanted = {mark for mark, _ in marks}
            again = [id for id in connection.execute(sa.select(_plans.c.id)).scalars() if _mark(id) in wanted]
            missing = [{"mark": mark, "at": at} for mark, at in marks if mark not in known | {_mark(id) for id in again}]
            if missing:
                connection.execute(_forgotten.insert(), missing)
        return sum(self.forget(id) for id in again)

    def purge(self, days: Days, dry_run: bool = True) -> Purged:
        """Removes what is older than it may be kept; by default it only counts. Look for a `doubt` of the clock first."""
        with self._transaction(write=not dry_run) as connection:
            purged = retention.remove(connection, days, self._now(), dry_run)
        if not dry_run:
            self._checkpoint()
            vacuum(self._engine)
        return purged

    def doubt(self) -> Optional[str]:
        """Why the clock of this machine may be wrong, as a sentence for whoever keeps it; None if nothing speaks against it."""
        with self._transaction() as connection:
            return retention.doubt(connection, self._now())

    def check(self) -> None:
        """Looks whether a turn could be saved now; nothing of anybody is read or changed.

        Raises:
            Unavailable: if the database is away, damaged or read-only, locked for a second, or its disk takes nothing more.
        """
        with self._transaction(write=True) as connection:
            connection.execute(sa.select(_plans.c.id).limit(1)).first()
        try:
            check_room(self._engine)
        except OSError as error:
            raise Unavailable(why(error)) from None

    def missing(self) -> Optional[str]:
        """What to say to whoever keeps the machine where there is no database, before one is made; None where there is one."""
        return missing(self._engine)

    def remedy(self, error: PeopleError) -> str:
        """What is wrong, and how to put it right, for whoever keeps the machine."""
        return remedy(str(error), self._engine)

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def _find(self, condition) -> Optional[Plan]:
        names = Plan.__dataclass_fields__
        with self._transaction() as connection:
            row = connection.execute(sa.select(*(_plans.c[name] for name in names)).where(condition)).mappings().first()
        return Plan(**row) if row else None

    def _write_plan(self, connection, before: Plan, plan: Plan, now: str) -> None:
        values = {name: getattr(plan, name) for name in Plan.__dataclass_fields__}
        values["code_hash"] = codes.digest(self._secret, self.code(plan)) if plan.code_seed else None
        values["updated"] = now
        if before.turn == 0:
            connection.execute(_plans.insert(), {**values, "created": now})
            return
        mine = sa.and_(_plans.c.id == before.id, _plans.c.turn == before.turn, _plans.c.conversation == before.conversation)
        if connection.execute(_plans.update().where(mine), values).rowcount != 1:
            raise Changed(plan.id)

    @contextmanager
    def _transaction(self, write: bool = False) -> Iterator[sa.engine.Connection]:
        try:
            if not self._ready:
                make_tables(self._engine)
                self._ready = True
                # Another process may have been killed after it removed something, and before it emptied the log.
                self._checkpoint(wait=False)
            with self._engine.connect().execution_options(write=write) as connection, connection.begin():
                yield connection
        except (sa.exc.DBAPIError, sa.exc.TimeoutError, OSError, json.JSONDecodeError, UnicodeError) as error:
            raise Unavailable(why(error)) from None
        if write and self._uncleared:
            self._checkpoint(wait=False)

    def _checkpoint(self, wait: bool = True) -> None:
        """Takes what was removed out of the write-ahead log too, now or, while somebody reads, after the next thing written."""
        self._uncleared = self.on_sqlite and not clear_log(self._engine, wait)

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _mark(plan_id: str) -> str:
    """What is kept of a forgotten plan. Its id was random, so nobody can go back from the mark."""
    return hashlib.sha256(plan_id.encode()).hexdigest()


def _said(row) -> Said:
    return Said(row.message_id, row.said, row.reply)
