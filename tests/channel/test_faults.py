"""When something is down: 503 with retry, nothing saved, and on it goes where it was."""
import sqlite3

import pytest

from bot.client import Refused


def fails(ask, *details) -> Refused:
    with pytest.raises(Refused) as caught:
        ask(*details)
    assert (caught.value.status, caught.value.code, caught.value.retry) == (503, "unavailable", True)
    return caught.value


def test_an_action_that_fails_at_the_first_message(client, agent, people_path):
    agent.fails = True
    fails(client.start)
    agent.fails = False
    assert client.start()["messages"]
    with sqlite3.connect(people_path) as connection:
        assert connection.execute("select count(*) from plans").fetchone() == (1,)


def test_an_action_that_fails_in_the_middle(talk, agent):
    before = talk.history()
    agent.fails = True
    fails(talk.say, "lost words")
    assert talk.history() == before
    agent.fails = False
    assert talk.say("again")["done"] == 2
    assert "lost words" not in str(talk.history())


def test_a_turn_in_which_the_guide_says_nothing_is_not_saved(talk, agent):
    before = talk.history()
    agent.silent = True
    fails(talk.say, "hello")
    assert talk.history() == before


def test_a_message_may_be_sent_again_with_its_id_after_a_failure(talk, agent):
    agent.fails = True
    with pytest.raises(Refused):
        talk.say("once", id="m5")
    agent.fails = False
    assert talk.say("once", id="m5")["done"] == 2


def test_a_locked_database(talk, people_path):
    before = talk.history()
    other = sqlite3.connect(people_path, isolation_level=None)
    other.execute("begin immediate")
    fails(talk.say, "hello")
    fails(talk.forget)
    other.execute("rollback")
    assert talk.history() == before
    assert talk.say("hello")["done"] == 2


def test_a_failed_resume_leaves_the_plan_where_it_was(talk, agent):
    code = talk.choose("say:stop")["messages"][0]["text"].split()[-1].rstrip(".")
    agent.fails = True
    fails(talk.resume, code)
    agent.fails = False
    assert talk.say("still here")["done"] == 2


def test_a_database_that_is_gone_does_not_keep_care_away(talk, people_path):
    for file in people_path.parent.iterdir():
        file.write_bytes(b"no database")
    assert talk.say("somebody is hurting a child")["messages"] == [{"text": "Help with child at None."}]
    assert talk.choose("say:help-now")["messages"] == [{"text": "Help with any at None."}]


def test_what_went_wrong_is_logged_without_words_of_the_person(talk, agent, caplog):
    agent.fails = True
    fails(talk.say, "zanzibar")
    agent.fails, agent.unreadable = False, True
    talk.say("zanzibar")
    assert "zanzibar" not in caplog.text
    assert "A turn was not saved: action down" in caplog.text
