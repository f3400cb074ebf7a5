"""Plans, turns and resume codes: what is kept, and what is gone when it should be."""
import datetime
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import codes
from knowledge.inbox import ToLeave
from knowledge.kept import Days
from knowledge.people import Changed, People, Plan, Said, Unavailable

START = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.timezone.utc)
PROJECT = Path(__file__).resolve().parents[1]
SECRET = b"a secret of this test"
DAYS = Days(30, 365, 90)
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


def test_what_was_forgotten_while_somebody_reads_leaves_the_file_with_the_next_thing_written(people, path):
    """A backup that is being made holds the write-ahead log; then it cannot be emptied at once."""
    save(people, new_plan(), said="zanzibar kitchen")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from turns").fetchone()
    people.forget("plan-one")
    assert any(b"zanzibar" in file.read_bytes() for file in path.parent.iterdir()), "the reader keeps nothing: this test shows nothing"
    reader.execute("rollback")
    reader.close()
    save(people, new_plan("two"))
    assert all(b"zanzibar" not in file.read_bytes() for file in path.parent.iterdir())


def test_killed_in_the_middle_of_forgetting_the_words_leave_the_file_when_it_is_opened_again(people, path):
    """The rows are gone by then, and the write-ahead log still holds them. The next process reads only."""
    save(people, new_plan(), said="zanzibar kitchen")
    dies = (
        "import os, signal, sys; from knowledge import people\n"
        "people.clear_log = lambda _, wait: not wait or os.kill(os.getpid(), signal.SIGKILL)\n"
        f"people.People('sqlite:///{path}', {SECRET!r}).forget('plan-one')"
    )
    killed = subprocess.run([sys.executable, "-c", dies], cwd=PROJECT)
    assert killed.returncode == -signal.SIGKILL
    assert any(b"zanzibar" in file.read_bytes() for file in path.parent.iterdir()), "it died too late: this test shows nothing"
    again = People(f"sqlite:///{path}", SECRET)
    assert again.find("plan-one") is None
    assert all(b"zanzibar" not in file.read_bytes() for file in path.parent.iterdir())
    again.close()


def test_every_row_about_a_plan_is_found_and_none_of_another(people):
    plan = left(people)
    save(people, new_plan("two"), said="pomegranate")
    rows = people.rows_of(plan)
    assert {name: len(found) for name, found in rows.items()} == {"plans": 1, "turns": 2, "inbox": 1, "events": 1, "feedback": 0}
    assert "pomegranate" not in str(rows)


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
    counted = people.purge(DAYS)
    assert (counted.plans, counted.turns, counted.events) == (1, 2, 2)
    assert people.find("plan-one") is not None
    assert people.purge(DAYS, dry_run=False) == counted
    assert [count(path, table) for table in ("plans", "turns", "events")] == [0, 0, 0]


def test_purge_takes_the_transcript_and_leaves_the_plan(people, clock):
    plan = save(people, save(people, new_plan()), "m2")
    clock.time += datetime.timedelta(days=31)
    people.purge(DAYS, dry_run=False)
    assert people.find("plan-one") == plan
    assert people.turns("plan-one") == []


def test_purge_takes_plans_nobody_answered_with_the_transcripts(people, clock):
    save(people, new_plan("opened"))
    save(people, save(people, new_plan("answered")), "m2")
    clock.time += datetime.timedelta(days=31)
    people.purge(DAYS, dry_run=False)
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


ASKED = "Who orders the zanzibar aprons?"


def left(people, name="one", school="mill-school", contact=None, id="q1", question=ASKED) -> Plan:
    """A plan whose second turn leaves a question."""
    plan = people.find(f"plan-{name}") or save(people, new_plan(name, school=school))
    return people.save(plan, plan, Said(id, "Yes, leave it", REPLY), [], leaves=ToLeave(id, question, contact))


def test_a_question_is_left_with_its_turn_and_is_new(people):
    left(people, contact="07700 900123")
    found = people.inbox.left("mill-school")
    assert [(one.id, one.question, one.contact, one.state, one.left_at, one.marked_at) for one in found] == [
        ("q1", ASKED, "07700 900123", "new", START.isoformat(timespec="seconds"), None)
    ]


def test_a_turn_that_is_not_saved_leaves_nothing(people, path):
    plan = save(people, new_plan(school="mill-school"))
    save(people, plan, "m2")
    with pytest.raises(Changed):
        people.save(plan, plan, Said("m3", "Yes", REPLY), [], leaves=ToLeave("q1", ASKED))
    assert count(path, "inbox") == 0


def test_each_school_has_its_own(people):
    left(people, "one", "mill-school", id="q1")
    left(people, "two", "brook-school", id="q2")
    assert [one.id for one in people.inbox.left("mill-school")] == ["q1"]
    assert [one.id for one in people.inbox.left()] == ["q1", "q2"]
    assert people.inbox.left("hill-school") == []


def test_new_ones_come_first_and_the_oldest_of_them(people, clock):
    for number in range(4):
        clock.time += datetime.timedelta(hours=1)
        left(people, id=f"q{number}")
    people.inbox.mark("q0", "answered")
    people.inbox.mark("q1", "read")
    assert [one.id for one in people.inbox.left()] == ["q2", "q3", "q1", "q0"]


def test_marking_says_when_and_only_at_the_school_that_is_named(people, clock):
    left(people)
    clock.time += datetime.timedelta(days=1)
    assert people.inbox.mark("q1", "read", "brook-school") is False
    assert people.inbox.left()[0].state == "new"
    assert people.inbox.mark("q1", "read", "mill-school") is True
    assert (people.inbox.left()[0].state, people.inbox.left()[0].marked_at) == ("read", clock.time.isoformat(timespec="seconds"))
    assert people.inbox.mark("nothing", "read") is False


def test_there_are_only_two_marks(people):
    with pytest.raises(ValueError, match="read, answered"):
        people.inbox.mark("q1", "new")


def test_taken_back_it_is_gone_from_the_file_and_nobody_elses_is(people, path):
    plan = left(people, contact="zanzibar@mail.example")
    left(people, "two", id="q2", question="another")
    people.save(plan, plan, Said("m9", "Take it back", REPLY), [], takes_back=["q1", "q2"])
    assert [one.id for one in people.inbox.left()] == ["q2"]
    assert all(b"zanzibar" not in file.read_bytes() for file in path.parent.iterdir())


def test_forgetting_takes_what_was_left(people, path):
    left(people, contact="zanzibar@mail.example")
    left(people, "two", id="q2", question="another")
    people.forget("plan-one")
    assert [one.id for one in people.inbox.left()] == ["q2"]
    assert all(b"zanzibar" not in file.read_bytes() for file in path.parent.iterdir())


def test_purge_takes_what_was_left_long_ago_and_leaves_the_plan(people, clock):
    left(people)
    clock.time += datetime.timedelta(days=91)
    assert people.purge(DAYS).questions == 1 and people.inbox.left()
    people.purge(DAYS, dry_run=False)
    assert people.inbox.left() == [] and people.find("plan-one") is not None


def test_purge_takes_a_question_with_its_plan(people, clock):
    left(people)
    clock.time += datetime.timedelta(days=31)
    assert people.purge(Days(10, 30, 90), dry_run=False).questions == 1


def test_a_way_to_be_reached_is_in_no_text_of_these_objects(people):
    left(people, contact="07700 900123")
    assert "900123" not in repr(people.inbox.left()) + repr(ToLeave("q1", ASKED, "07700 900123"))


def test_a_database_of_before_there_was_an_inbox_gets_one(people, path):
    save(people, new_plan(school="mill-school"))
    with sqlite3.connect(path) as connection:
        connection.execute("drop table inbox")
    later = People(f"sqlite:///{path}", SECRET, now=people._now)
    left(later)
    assert len(later.inbox.left()) == 1
    later.close()


def test_the_database_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "people.db"
    People(f"sqlite:///{path}", b"secret").find("nobody")
    assert path.stat().st_mode & 0o077 == 0


def test_feedback_is_one_for_a_plan_and_goes_with_it(people, path):
    save(people, new_plan(school="hill-school")), save(people, new_plan("two"))
    assert people.feedback.put("plan-one", False, "too long") and people.feedback.put("plan-one", True, "better now") and people.feedback.put("plan-two", True, None)
    assert [(one.school, one.helped, one.words) for one in people.feedback.given("hill-school")] == [("hill-school", True, "better now")]
    assert len(people.feedback.given()) == 2
    people.forget("plan-one")
    assert count(path, "feedback") == 1 and b"better now" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_feedback_on_a_plan_that_is_gone_is_not_kept(people, path):
    assert not people.feedback.put("plan-nowhere", True, "hello") and count(path, "feedback") == 0


def test_feedback_goes_after_the_days_of_the_inbox_or_with_its_plan(people, path, clock):
    save(people, new_plan()), save(people, new_plan("two"), "m1"), save(people, people.find("plan-two"), "m2")
    people.feedback.put("plan-one", True, "on a plan that nobody answered"), people.feedback.put("plan-two", True, "x")
    clock.time += datetime.timedelta(days=40)
    assert people.purge(Days(30, 400, 90)).feedback == 1 and count(path, "feedback") == 2
    assert people.purge(Days(30, 400, 90), dry_run=False).feedback == 1 and count(path, "feedback") == 1
    clock.time += datetime.timedelta(days=51)
    assert people.purge(Days(30, 400, 90), dry_run=False).feedback == 1 and count(path, "feedback") == 0
