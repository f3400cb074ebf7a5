"""What people leave behind, kept in PostgreSQL: all that holds for SQLite, and what only several servers can get wrong."""
from __future__ import annotations

import inspect
import threading
import time
from dataclasses import replace

import psycopg2
import pytest
import sqlalchemy as sa

from knowledge.inbox import ToLeave
from knowledge.kept import Days
from knowledge.people import Changed, People, Said, Unavailable
from knowledge.people_db import events, feedback, metadata, open_engine, plans, purges, turns
from knowledge.people_db import forgotten as marks
from tests import test_people
from tests.cluster.stack import DATABASE
from tests.test_people import SECRET, Clock, new_plan, save

# The tests of people.db that do not look into its file.
for _name, _test in vars(test_people).copy().items():
    if _name.startswith("test_") and not {"path", "tmp_path"} & set(inspect.signature(_test).parameters):
        globals()[_name] = _test


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def empty(postgres):
    """The address of a database without tables."""
    engine = open_engine(postgres[1])
    metadata.drop_all(engine)
    engine.dispose()
    return postgres[1]


@pytest.fixture
def people(empty, clock):
    people = People(empty, SECRET, now=clock)
    yield people
    people.close()


@pytest.fixture
def elsewhere(empty, clock, people):
    """The same database, as another server sees it."""
    people = People(empty, SECRET, now=clock)
    yield people
    people.close()


def count(people, table) -> int:
    with people._engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def some_wait(connection) -> None:
    """Until somebody waits for a lock that this connection has, or it is plain that nobody will."""
    for _ in range(200):
        if connection.execute(sa.text("select count(*) from pg_locks where not granted")).scalar_one():
            return
        time.sleep(0.01)


def test_of_a_database_that_is_new_to_all_the_first_makes_the_tables(empty, clock):
    servers = [People(empty, SECRET, now=clock) for _ in range(6)]
    failed = []

    def ask(server):
        try:
            server.find("nobody")
        except Unavailable as error:
            failed.append(error)

    asking = [threading.Thread(target=ask, args=(server,)) for server in servers]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    for server in servers:
        server.close()
    assert failed == []


def test_two_servers_take_one_message_once(people, elsewhere):
    plan = save(people, new_plan(), "m1")
    save(people, plan, "m2")
    with pytest.raises(Changed):
        save(elsewhere, plan, "m2")
    with pytest.raises(Changed):
        save(elsewhere, elsewhere.find(plan.id), "m2")
    assert [turn.message_id for turn in elsewhere.turns(plan.id)] == ["m1", "m2"]


def test_a_turn_that_is_saved_while_another_server_forgets_leaves_nothing(people, elsewhere):
    """The other server waits for the turn, and takes it too."""
    plan = save(people, new_plan(school="mill-school"))
    forgotten = threading.Thread(target=elsewhere.forget, args=(plan.id,))
    write = people.inbox.write

    def slowly(connection, *details):
        forgotten.start()
        some_wait(connection)
        write(connection, *details)

    people.inbox.write = slowly
    people.save(plan, plan, Said("m2", "late", test_people.REPLY), [], leaves=ToLeave("q1", "late?"))
    forgotten.join()
    # A mark of what was forgotten stays, which tells of nobody.
    left = {table.name: count(people, table) for table in metadata.sorted_tables if table not in (marks, purges)}
    assert {"events", "feedback", "inbox", "plans", "turns"} <= set(left) and not any(left.values()), left


def test_feedback_on_what_another_server_forgets_meanwhile_leaves_nothing(people, elsewhere):
    plan = save(people, new_plan())
    with elsewhere._engine.connect() as other, other.begin():
        other.execute(sa.select(plans.c.id).where(plans.c.id == plan.id).with_for_update())
        given = threading.Thread(target=people.feedback.put, args=(plan.id, True, "good"))
        given.start()
        some_wait(other)
        other.execute(plans.delete().where(plans.c.id == plan.id))
    given.join()
    assert count(people, feedback) == 0


def test_a_turn_after_another_server_forgot_is_refused(people, elsewhere):
    plan = save(people, new_plan())
    elsewhere.forget(plan.id)
    with pytest.raises(Changed):
        save(people, plan, "m2")
    assert (count(people, turns), count(people, events)) == (0, 0)


def test_a_locked_plan_is_unavailable_for_writing_and_readable(people, elsewhere):
    plan = save(people, new_plan())
    with elsewhere._engine.connect() as other, other.begin():
        other.execute(sa.select(plans.c.id).where(plans.c.id == plan.id).with_for_update())
        with pytest.raises(Unavailable):
            save(people, plan, "m2")
        assert people.find(plan.id) == plan
    assert save(people, plan, "m2").turn == 2


def test_a_connection_that_broke_is_opened_again_unseen(people, postgres):
    plan = save(people, new_plan())
    with psycopg2.connect(postgres[1]) as admin:
        admin.cursor().execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()")
    admin.close()
    assert save(people, plan, "m2").turn == 2


def test_a_connection_that_breaks_in_the_middle_of_a_turn_is_unavailable_and_nothing_is_kept(people, postgres):
    plan = save(people, new_plan())
    write = people.inbox.write

    def cut(connection, *details):
        connection.execute(sa.text("select pg_terminate_backend(pg_backend_pid())"))

    people.inbox.write = cut
    with pytest.raises(Unavailable):
        save(people, plan, "m2")
    people.inbox.write = write
    assert people.find(plan.id) == plan and people.turn(plan.id, "m2") is None
    assert save(people, plan, "m2").turn == 2


def test_a_server_that_is_not_there_is_unavailable():
    with pytest.raises(Unavailable):
        People("postgresql://five_steps:x@127.0.0.1:1/five_steps", SECRET).find("plan-one")


def test_signs_that_a_database_may_stumble_over_come_back_as_they_were(people):
    said = "ünï \N{SLIGHTLY SMILING FACE} ' \" \\ % %s :name {x}"
    plan = save(people, new_plan(), said=said, answers={"words": said, said: ["\\u0000", None, 1.5, True]})
    assert people.find(plan.id).answers == plan.answers and people.turns(plan.id)[0].said == said


def test_what_failed_and_what_was_said_is_in_no_log_of_the_database(people, postgres):
    plan = save(people, new_plan(), said="zanzibar")
    with pytest.raises(Changed):
        save(people, plan, "m1", said="zanzibar again")
    with pytest.raises(Unavailable):
        save(people, plan, "m" * 200, said="zanzibar once more")
    assert "duplicate key" in (log := postgres[0].log.read_text()) and "zanzibar" not in log


def test_a_purge_has_the_place_freed(people, clock):
    for number in range(20):
        save(people, new_plan(str(number)))
    clock.time += test_people.datetime.timedelta(days=400)
    people.purge(Days(30, 365, 90), dry_run=False)
    with people._engine.connect() as connection:
        assert connection.execute(sa.text("select pg_relation_size('turns')")).scalar_one() == 0


def test_who_was_forgotten_after_a_backup_is_forgotten_again_after_a_restore(people, postgres):
    forgotten, kept = (save(people, save(people, new_plan(name, school="mill-school")), "m2") for name in ("gone", "kept"))
    people.forget(forgotten.id)
    save(people, replace(forgotten, turn=0), "m1")
    connection = psycopg2.connect(postgres[1])
    connection.autocommit = True
    connection.cursor().execute(DATABASE.with_name("forget-again.sql").read_text(encoding="utf-8"))
    connection.close()
    assert people.find(forgotten.id) is None and people.turns(forgotten.id) == []
    assert people.find(kept.id) == kept and (count(people, turns), count(people, events)) == (2, 2)
