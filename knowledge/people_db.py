"""The tables of what users leave behind, and how their database is opened."""
from __future__ import annotations

import sqlite3
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from knowledge.people_file import watch
from knowledge.people_server import open_server

BUSY_SECONDS = 1.0
# Room for every thread that asks (bot/asking.py); each connection is opened when it is first needed.
CONNECTIONS = 8
# Of all who make the tables of a new database at once, one goes first. (Any number that nobody else uses.)
MAKING_TABLES = 5_735_511

metadata = sa.MetaData()
plans = sa.Table(
    "plans",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("conversation", sa.String(64), nullable=False, unique=True),
    sa.Column("school", sa.String(64)),
    sa.Column("code_seed", sa.String(64)),
    sa.Column("code_hash", sa.String(64), unique=True),
    sa.Column("answers", sa.JSON, nullable=False),
    sa.Column("open", sa.String(255)),
    sa.Column("asked", sa.JSON, nullable=False),
    sa.Column("offered", sa.JSON, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("created", sa.String(32), nullable=False),
    sa.Column("updated", sa.String(32), nullable=False, index=True),
)
turns = sa.Table(
    "turns",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("plan", sa.String(64), nullable=False),
    sa.Column("message_id", sa.String(128), nullable=False),
    sa.Column("said", sa.Text),
    sa.Column("reply", sa.JSON, nullable=False),
    sa.Column("at", sa.String(32), nullable=False, index=True),
    sa.UniqueConstraint("plan", "message_id"),
)
# Questions left for the named person of a school. `contact` is kept nowhere else.
inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("plan", sa.String(64), nullable=False, index=True),
    sa.Column("school", sa.String(64), nullable=False, index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("contact", sa.String(120)),
    sa.Column("left_at", sa.String(32), nullable=False, index=True),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("marked_at", sa.String(32)),
)
# Whether the guide helped, one line for each plan.
feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("plan", sa.String(64), primary_key=True),
    sa.Column("school", sa.String(64), index=True),
    sa.Column("helped", sa.Boolean, nullable=False),
    sa.Column("words", sa.Text),
    sa.Column("given_at", sa.String(32), nullable=False, index=True),
)
# A mark of each plan that was forgotten, from which nothing can be told: so an older copy that is brought back forgets it again.
forgotten = sa.Table(
    "forgotten",
    metadata,
    sa.Column("mark", sa.String(64), primary_key=True),
    sa.Column("at", sa.String(32), nullable=False, index=True),
)
# When something was last removed because it was old: one row, by which a clock that jumped is noticed.
purges = sa.Table("purges", metadata, sa.Column("at", sa.String(32), primary_key=True))
# The columns of Rasa's own SQL tracker store, so that its tools can read the log.
events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
)


def open_engine(url: str, patience: Optional[float] = None) -> sa.engine.Engine:
    """An engine for this SQLAlchemy address; it connects at the first use.

    A transaction waits a second at most for a lock. On SQLite what is deleted is overwritten, and a
    transaction with the execution option `write` takes the lock at once. `patience` is for a database server alone.
    """
    if sa.engine.make_url(url).get_backend_name() != "sqlite":
        return open_server(url, CONNECTIONS, BUSY_SECONDS, patience)
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    # First: the log files of the database get the rights that its own file has by then.
    watch(engine)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection, _record) -> None:
        # The driver's own transactions begin too late to wait for a lock: ours begin below.
        connection.isolation_level = None
        # Full: what was acknowledged is on the disk, also after a power cut.
        for pragma in ("journal_mode = wal", "synchronous = full", "secure_delete = on", "foreign_keys = on"):
            connection.execute(f"pragma {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("begin immediate" if write else "begin")

    return engine


def make_tables(engine: sa.engine.Engine) -> None:
    """Makes the tables that are missing. Several servers may do so at once."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MAKING_TABLES)))
        metadata.create_all(connection)


def vacuum(engine: sa.engine.Engine) -> None:
    """Has PostgreSQL free the place of removed rows at once. What that does not do is in docs/deploy/cluster.md."""
    if engine.dialect.name != "postgresql":
        return
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in metadata.sorted_tables:
                connection.exec_driver_sql(f"vacuum {table.name}")
    except sa.exc.SQLAlchemyError:
        # What was asked for is done and saved; PostgreSQL does this by itself too, later.
        pass


def clear_log(engine: sa.engine.Engine, wait: bool) -> bool:
    """Takes what was removed out of SQLite's write-ahead log; False where it could not be done now, because somebody reads.

    Args:
        wait: whether to wait for them a second.
    """
    patience = int(1000 * BUSY_SECONDS)
    try:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"pragma busy_timeout = {patience if wait else 0}")
            busy, _, _ = cursor.execute("pragma wal_checkpoint(truncate)").fetchone()
            cursor.execute(f"pragma busy_timeout = {patience}")
        finally:
            connection.close()
    except (sqlite3.Error, sa.exc.SQLAlchemyError):
        # What was asked for is done and saved; only this has to be tried again.
        return False
    return not busy


def rows_about(connection: sa.engine.Connection, plan: str, conversation: str) -> dict[str, list[dict]]:
    """Name of the table -> every row that is about one plan, oldest first, for all tables that hold something of a plan.

    The marks of forgotten plans and the counts for insights tell of nobody.
    """
    found = {}
    for table in metadata.sorted_tables:
        if table is not plans and not {"plan", "sender_id"} & set(table.c.keys()):
            continue
        # A table names the plan, or the talk about it.
        mine = table.c.id == plan if table is plans else table.c.plan == plan if "plan" in table.c else table.c.sender_id == conversation
        rows = connection.execute(sa.select(table).where(mine).order_by(*table.primary_key.columns)).mappings()
        found[table.name] = [dict(row) for row in rows]
    return found
