"""Turns of the written conversations, and what may go wrong meanwhile: a server down, a busy database, time that passes."""
from __future__ import annotations

import datetime
import os
import re
import signal
import time
import uuid
from contextlib import contextmanager, nullcontext

import pytest
import sqlalchemy as sa

from knowledge import kept
from bot.client import Client, Refused
from knowledge.people import People
from knowledge.people_db import metadata, open_engine, plans, turns

SECONDS, LATE_DAYS = 90, 550
DOWN, BUSY, TWICE, AGAIN = "the action server is down", "the database is busy", "twice", "it is there again"


class Played:
    """The turns of one conversation with the running guide."""

    def __init__(self, guide):
        self._guide, self._id = guide, None

    def turn(self, client: Client, turn: dict, code: str | None) -> tuple[Client, dict]:
        """Takes one turn; returns the client to go on with, and the reply.

        Raises:
            Refused: if the guide answers with an error.
        """
        if "days" in turn:
            silence(self._guide, turn["days"])
            return client, client.history()
        if turn.get("code"):
            if turn["code"] == "late":
                silence(self._guide, LATE_DAYS)
                purge(self._guide)
            other = self._guide.client()
            return other, other.resume(_slip(code) if turn["code"] == "slip" else code)
        self._id = self._id if turn.get("after") == AGAIN else uuid.uuid4().hex
        with {DOWN: down, BUSY: busy}.get(turn.get("while"), nullcontext)(*([self._guide] if turn.get("while") in (DOWN, BUSY) else [])):
            reply = self._until_taken(client, turn, code) if turn.get("after") == AGAIN else self._send(client, turn, code)
        if turn.get("while") == TWICE:
            assert self._send(client, turn, code) == reply, "the same message twice has one reply"
        return client, reply

    def _send(self, client: Client, turn: dict, code: str | None) -> dict:
        if "say" in turn:
            return client.say(turn["say"], id=self._id)
        if "choose" in turn:
            return client.choose(*turn["choose"], id=self._id)
        return client.say(f"my code is {code}", id=self._id) if turn.get("type_code") else client.history()

    def _until_taken(self, client: Client, turn: dict, code: str | None) -> dict:
        until = time.monotonic() + SECONDS
        while True:
            try:
                return self._send(client, turn, code)
            except Refused as error:
                if not error.retry or time.monotonic() > until:
                    raise
                time.sleep(0.5)


def _slip(code: str) -> str:
    """The code with one letter changed into another that codes have."""
    return code[:-1] + ("a" if code[-1] != "a" else "c")


@contextmanager
def down(guide):
    """Ends the action server; the guide starts it again by itself."""
    if not os.path.exists("/proc/net/tcp"):
        pytest.skip("finds the action server by /proc")
    for port in guide.actions_ports:
        for pid in pids(port):
            os.kill(pid, signal.SIGKILL)
    yield


@contextmanager
def busy(guide):
    """Holds the database of what people leave behind, as a backup might."""
    engine = open_engine(guide.people_url)
    locks = [f"lock table {table} in access exclusive mode" for table in metadata.tables]
    with engine.connect() as database:
        with database.begin():
            # SQLite has one lock for all of it, which the first line of a writer takes.
            for line in locks if engine.dialect.name == "postgresql" else ("rollback", "begin exclusive"):
                database.exec_driver_sql(line)
            yield
    engine.dispose()


def silence(guide, days: int) -> None:
    """Everything that is kept was said so many days earlier."""
    engine = open_engine(guide.people_url)
    with engine.connect().execution_options(write=True) as database, database.begin():
        for table, columns in ((plans, (plans.c.created, plans.c.updated)), (turns, (turns.c.at,))):
            for id, *moments in database.execute(sa.select(table.c.id, *columns)).fetchall():
                earlier = [datetime.datetime.fromisoformat(at) - datetime.timedelta(days=days) for at in moments]
                values = {column: at.isoformat(timespec="seconds") for column, at in zip(columns, earlier)}
                database.execute(table.update().where(table.c.id == id).values(values))
        for id, answers in database.execute(sa.select(plans.c.id, plans.c.answers)).fetchall():
            database.execute(plans.update().where(plans.c.id == id).values(answers=_earlier(answers, days)))
    engine.dispose()


def _earlier(told, days: int):
    """The same answers, with every day that is kept in them so many days earlier."""
    if isinstance(told, dict):
        return {key: _earlier(value, days) for key, value in told.items()}
    if isinstance(told, list):
        return [_earlier(value, days) for value in told]
    if isinstance(told, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", told):
        return (datetime.date.fromisoformat(told) - datetime.timedelta(days=days)).isoformat()
    return told


def purge(guide) -> None:
    """What the nightly run removes."""
    people = People(guide.people_url, guide.secret)
    try:
        assert people.purge(kept.days(), dry_run=False).plans
    finally:
        people.close()


def pids(port: int) -> list[int]:
    """The processes that listen on a port of this machine, read from /proc."""
    inodes = set()
    for line in open("/proc/net/tcp"):
        fields = line.split()
        if fields[3] == "0A" and int(fields[1].split(":")[1], 16) == port:
            inodes.add(f"socket:[{fields[9]}]")
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            links = {os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")}
        except OSError:
            continue
        if links & inodes:
            found.append(int(pid))
    return found
