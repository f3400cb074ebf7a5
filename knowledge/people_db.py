"""The tables of what users leave behind, and how their database is opened."""
from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from knowledge.people_file import watch

BUSY_SECONDS = 1.0
# Room for every request thread; each connection is opened when it is first needed.
CONNECTIONS = 5

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


def open_engine(url: str) -> sa.engine.Engine:
    """An engine for this SQLAlchemy address; it connects at the first use.

    On SQLite a transaction waits a second at most for a lock, what is deleted is overwritten, and a
    transaction with the execution option `write` takes the lock at once.
    """
    if sa.engine.make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, pool_size=CONNECTIONS, hide_parameters=True)
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
