"""PostgreSQL as the database of what users leave behind: how it is opened, and how long anybody waits for it.

A server that died is noticed at once. One that hangs is not: its machine still takes in what is sent, and the driver would wait
for an answer for ever. So a connection may be given patience, and what it waits for longer than that has failed.
"""
from __future__ import annotations

import select
import time
from typing import Optional

import sqlalchemy as sa

# So long a connection may take, and a request may wait for one of ours to be free.
CONNECT_SECONDS = 3
# A line that is cut is noticed after so long, rather than after the system's quarter of an hour.
LINE_SECONDS = 8
# A transaction that its server forgot, perhaps because it was stopped in the middle, holds nothing up for longer.
FORGOTTEN_SECONDS = 60
# What the log says of a server that was waited for in vain.
SILENT = "the database server does not answer"


def open_server(url: str, connections: int, busy_seconds: float, patience: Optional[float] = None) -> sa.engine.Engine:
    """An engine for PostgreSQL. A connection that broke is noticed before it is used, and opened again.

    Args:
        url: its SQLAlchemy address.
        connections: how many are kept open.
        busy_seconds: how long a transaction waits for a lock.
        patience: how many seconds may go by until a connection is there, and until each statement is answered. None: for work
            on many rows, which takes as long as it takes.
    """
    limits = {"lock_timeout": busy_seconds, "idle_in_transaction_session_timeout": FORGOTTEN_SECONDS}
    if patience:
        # So that a server that is only slow goes on with nothing that nobody waits for any more.
        limits["statement_timeout"] = patience
    return sa.create_engine(
        url,
        pool_pre_ping=True,
        pool_size=connections,
        pool_timeout=CONNECT_SECONDS,
        # A turn is refused by the row it changes, as another left it: this level looks at it again after waiting.
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "tcp_user_timeout": LINE_SECONDS * 1000,
            "keepalives_idle": LINE_SECONDS,
            "options": " ".join(f"-c {name}={int(seconds * 1000)}" for name, seconds in limits.items()),
            "application_name": "five-steps",
            **({"connection_factory": _impatient(patience)} if patience else {}),
        },
    )


def _impatient(patience: float) -> type:
    """A class of connections that wait no longer than this for anything."""
    # Imported here: with SQLite alone the driver need not be there.
    from psycopg2 import extensions

    # For every connection of this process; those without patience wait on, as they would anyway.
    extensions.set_wait_callback(_wait)
    return type("Impatient", (extensions.connection,), {"patience": patience})


def _wait(connection) -> None:
    """Waits until the server answered, as the driver asks for it at a new connection and at each statement.

    Raises:
        psycopg2.OperationalError: if it took too long; the driver closes the connection then.
    """
    from psycopg2 import OperationalError, extensions

    patience = getattr(connection, "patience", None)
    until = None if patience is None else time.monotonic() + patience
    while (state := connection.poll()) != extensions.POLL_OK:
        line = select.poll()
        line.register(connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT)
        if not line.poll(None if until is None else max(0.0, until - time.monotonic()) * 1000):
            raise OperationalError(SILENT)
