"""`fivesteps insights` on PostgreSQL tells what it tells on SQLite, and keeps its counts there."""
from __future__ import annotations

import pytest

from bot.bench.insights import fill
from knowledge import insights
from knowledge.insights_db import CannotCount, Database
from knowledge.insights_months import Overlap, Span
from knowledge.people_db import make_tables, metadata, open_engine
from tests.cluster.stack import free_ports

MONTHS = Span("2026-01", "2026-10")


@pytest.fixture
def there(postgres):
    """The address of a database without anything in it. Afterwards it is empty again, with the tables that guides which run have made."""
    engine = open_engine(postgres[1])
    metadata.drop_all(engine)
    yield postgres[1]
    metadata.drop_all(engine)
    make_tables(engine)
    engine.dispose()


def told(url, store, months=MONTHS):
    database = Database(url)
    try:
        return insights.report(database, store, months)
    finally:
        database.close()


def test_the_same_conversations_make_the_same_report(there, store, tmp_path):
    here = f"sqlite:///{tmp_path / 'people.db'}"
    for url in (there, here):
        fill(url, store, 600)
    assert told(there, store, Span("2026-01", "2026-04")) == told(here, store, Span("2026-01", "2026-04"))
    report = told(there, store)
    assert report == told(here, store) == told(there, store)
    assert len(report.spans) == 2 and len(report.tables) > 8


def test_months_that_were_counted_are_not_torn_there_either(there, store):
    fill(there, store, 300)
    told(there, store)
    with pytest.raises(Overlap, match="January 2026 to October 2026"):
        told(there, store, Span("2026-03", "2026-10"))


def test_a_server_that_is_not_there_is_said_plainly_and_without_the_password(store):
    with pytest.raises(CannotCount, match="See that it runs") as error:
        told(f"postgresql://five_steps:hush@127.0.0.1:{free_ports(1)[0]}/five_steps", store)
    assert "hush" not in str(error.value)
