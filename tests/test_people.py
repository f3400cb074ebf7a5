"""Plans, turns and resume codes: what is kept, and what is gone when it should be."""
import datetime
import sqlite3
from dataclasses import replace

import pytest

from knowledge import codes
from knowledge.people import Changed, People, Plan, Said, Unavailable

START = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.timezone.utc)
SECRET = b"a secret of this test"
REPLY = {"messages": [{"text": "What is your job?"}], "step": 1, "done": 0, "of": 9, "effects": []}


class Clock:
    """Tells the time that a test sets."""

    def __init__(self):
        self.time = START

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "people.db"


@pytest.fixture
def people(path, clock):
    people = People(f"sqlite:///{path}", SECRET, now=clock)
    yield people
    people.close()


def new_plan(name="one", **values) -> Plan:
    return Plan(id=f"plan-{name}", conversation=f"conversation-{name}", asked=REPLY, **values)


def save(people, plan, message_id="m1", said="I am a cook", with_code=False, **changes) -> Plan:
    event = {
        "sender_id": changes.get("conversation", plan.conversation),
        "type_name": "user",
        "timestamp": people._now().timestamp(),
        "intent_name": None,
        "action_name": None,
        "data": "{}",
    }
    return people.save(plan, replace(plan, **changes), Said(message_id, said, REPLY), [event], with_code)


def count(path, table) -> int:
    with sqlite3.connect(path) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


def test_a_saved_plan_is_found_as_it_was_saved(people):
    saved = save(people, new_plan(school="hill-school"), answers={"roles": ["cook"]}, open="duties")
    assert people.find("plan-one") == saved
    assert (saved.answers, saved.open, saved.school, saved.turn) == ({"roles": ["cook"]}, "duties", "hill-school", 1)


def test_nothing_is_found_that_was_not_saved(people):
    assert people.find("plan-one") is None
    assert people.find_by_code("acefghjkmnrs") is None
    assert people.turns("plan-one") == []


def test_turns_come_back_in_the_order_they_were_said(people):
    plan = save(people, new_plan(), "m1", "first")
    save(people, plan, "m2", "second")
    assert [turn.said for turn in people.turns("plan-one")] == ["first", "second"]
    assert people.turn("plan-one", "m2").reply == REPLY
    assert people.turn("plan-one", "m3") is None


def test_of_two_turns_from_the_same_place_the_second_changes_nothing(people, path):
    plan = save(people, new_plan())
    kept = save(people, plan, "m2", answers={"kept": True})
    with pytest.raises(Changed):
        save(people, plan, "m3", answers={"kept": False})
    assert people.find("plan-one") == kept
    assert (count(path, "turns"), count(path, "events")) == (2, 2)


def test_a_message_is_kept_once(people, path):
    plan = save(people, new_plan(), "m1")
    with pytest.raises(Changed):
        save(people, plan, "m1")
    assert (people.find("plan-one").turn, count(path, "turns")) == (1, 1)


def test_a_plan_is_found_by_its_code_and_keeps_it(people):
    plan = save(people, new_plan(), with_code=True)
    code = people.code(plan)
    assert people.find_by_code(code) == plan
    assert people.find_by_code(codes.tidy(f" {code.upper()} ")) == plan
    assert people.code(save(people, plan, "m2", with_code=True)) == code


def test_a_plan_has_no_code_until_it_gets_one(people):
    assert people.code(save(people, new_plan())) is None


def test_the_code_itself_is_not_in_the_file(people, path):
    code = people.code(save(people, new_plan(), with_code=True))
    written = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert code.encode() not in written
    assert code.replace("-", "").encode() not in written


def test_a_code_of_another_secret_leads_nowhere(people, path):
    code = people.code(save(people, new_plan(), with_code=True))
    assert People(f"sqlite:///{path}", b"another secret").find_by_code(code) is None


def test_carrying_on_moves_the_plan_and_drops_the_old_log(people, path):
    plan = save(people, new_plan(), with_code=True)
    moved = save(people, plan, "m2", conversation="elsewhere")
    assert (moved.id, moved.conversation, people.code(moved)) == (plan.id, "elsewhere", people.code(plan))
    with sqlite3.connect(path) as connection:
        assert connection.execute("select distinct sender_id from events").fetchall() == [("elsewhere",)]


def test_forgetting_leaves_nothing_in_the_file(people, path):
    plan = save(people, new_plan(), said="zanzibar kitchen", answers={"words": "zanzibar answer"}, with_code=True)
    save(people, plan, "m2", "zanzibar again")
    assert people.forget("plan-one") is True
    assert [count(path, table) for table in ("plans", "turns", "events")] == [0, 0, 0]
    assert all(b"zanzibar" not in file.read_bytes() for file in path.parent.iterdir())
    assert people.find_by_code(people.code(plan)) is None


def test_forgetting_one_plan_leaves_the_others(people):
    save(people, new_plan("one"))
    other = save(people, new_plan("two"))
    people.forget("plan-one")
    assert people.find("plan-two") == other
    assert len(people.turns("plan-two")) == 1


def test_forgetting_twice_is_harmless(people):
    save(people, new_plan())
    assert (people.forget("plan-one"), people.forget("plan-one")) == (True, False)


def test_purge_only_counts_unless_told_otherwise(people, clock, path):
    save(people, save(people, new_plan()), "m2")
    clock.time += datetime.timedelta(days=400)
    counted = people.purge(30, 365)
    assert (counted.plans, counted.turns, counted.events) == (1, 2, 2)
    assert people.find("plan-one") is not None
    assert people.purge(30, 365, dry_run=False) == counted
    assert [count(path, table) for table in ("plans", "turns", "events")] == [0, 0, 0]


def test_purge_takes_the_transcript_and_leaves_the_plan(people, clock):
    plan = save(people, save(people, new_plan()), "m2")
    clock.time += datetime.timedelta(days=31)
    people.purge(30, 365, dry_run=False)
    assert people.find("plan-one") == plan
    assert people.turns("plan-one") == []


def test_purge_takes_plans_nobody_answered_with_the_transcripts(people, clock):
    save(people, new_plan("opened"))
    save(people, save(people, new_plan("answered")), "m2")
    clock.time += datetime.timedelta(days=31)
    people.purge(30, 365, dry_run=False)
    assert people.find("plan-opened") is None
    assert people.find("plan-answered") is not None


def test_a_locked_database_is_unavailable_for_writing_and_readable(people, path):
    plan = save(people, new_plan())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(Unavailable):
        save(people, plan, "m2")
    assert people.find("plan-one") == plan
    other.execute("rollback")
    assert save(people, plan, "m2").turn == 2


def test_a_database_that_cannot_be_opened_is_unavailable(tmp_path):
    with pytest.raises(Unavailable):
        People(f"sqlite:///{tmp_path}/missing/people.db", SECRET).find("plan-one")


def test_errors_of_the_database_hold_no_words_of_a_person(people, path):
    plan = save(people, new_plan())
    with sqlite3.connect(path) as connection:
        connection.execute("drop table turns")
    with pytest.raises(Unavailable) as caught:
        save(people, plan, "m2", said="zanzibar")
    assert "zanzibar" not in repr(caught.value) and caught.value.__cause__ is None
