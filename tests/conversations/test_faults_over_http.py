"""Bad input and faults against the real servers: clear errors, nothing lost, and it goes on afterwards."""
from __future__ import annotations

import os
import signal
import sqlite3
import time
import uuid

import pytest
import requests

from bot.client import Refused
from tests.conversations.faults import pids


def _until_it_answers(client, seconds=60, **message):
    """Sends the same message, with the same id, until it is taken."""
    id, until = uuid.uuid4().hex, time.monotonic() + seconds
    while True:
        try:
            return client.choose(message["choice"], id=id)
        except Refused as error:
            assert error.status == 503 and error.retry
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def _shown(reply) -> str:
    return str(reply["messages"]).lower()


@pytest.fixture
def cook(guide):
    """A school cook who has been asked about a normal week."""
    client = guide.client()
    client.start()
    client.say("I'm a school cook")
    return client


@pytest.mark.skipif(not os.path.exists("/proc/net/tcp"), reason="finds the action server by /proc")
def test_the_action_server_down_at_the_first_message_is_a_503_and_a_new_start_works(guide):
    client = guide.client()
    for pid in pids(guide.actions_port):
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(Refused) as refused:
        client.start()
    assert refused.value.status == 503 and refused.value.retry
    until = time.monotonic() + 60
    while True:
        try:
            assert "i am a computer" in _shown(client.start())
            break
        except Refused:
            assert time.monotonic() < until
            time.sleep(0.5)


def test_a_locked_database_is_a_503_and_nothing_is_lost(guide, cook):
    lock = sqlite3.connect(guide.var / "people.db", isolation_level=None)
    lock.execute("begin exclusive")
    try:
        with pytest.raises(Refused) as refused:
            cook.choose("duties:cook-meals")
        assert refused.value.status == 503 and refused.value.retry
    finally:
        lock.execute("rollback")
        lock.close()
    assert "aim:now" in str(_until_it_answers(cook, choice="duties:cook-meals"))


def test_the_same_message_twice_is_taken_once(cook):
    first = cook.choose("duties:cook-meals", id="same")
    assert cook.choose("duties:cook-meals", id="same") == first


def test_a_choice_that_was_never_offered_is_refused_and_loses_nothing(cook):
    with pytest.raises(Refused) as refused:
        cook.choose("pick:hlta-status")
    assert refused.value.status == 400
    assert "cook" in _shown(cook.choose("say:answers"))


def test_a_forged_token_is_refused(guide, cook):
    cook.token = cook.token[:-4] + "AAAA"
    with pytest.raises(Refused) as refused:
        cook.say("hello")
    assert refused.value.status == 401


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_000])
def test_blank_and_very_long_messages_say_what_to_do(cook, text):
    try:
        reply = cook.say(text)
        assert reply["messages"]
    except Refused as error:
        assert error.status in (400, 413) and len(str(error)) > 20
    assert "cook" in _shown(cook.choose("say:answers"))


def test_another_language_gets_a_kind_reply_and_the_question_again(cook):
    reply = cook.say("Dzień dobry, nie mówię dobrze po angielsku, czy może mi pan pomóc?")
    assert "duties:cook-meals" in str(reply)


def test_personal_details_are_never_stored(guide, cook):
    cook.say("my number is 07700 900123 and my email is jo@example.org")
    everything = b"".join(path.read_bytes() for path in guide.var.glob("people.db*"))
    # Shorter pieces of a number also stand in random ids.
    assert not any(kept in everything for kept in (b"07700 900123", b"07700900123", b"jo@example.org"))


def test_a_disclosure_is_never_stored(guide, cook):
    cook.say("a boy showed me bruises and said his stepdad did it with a zebrafish belt")
    everything = b"".join(path.read_bytes() for path in guide.var.glob("people.db*"))
    assert b"zebrafish" not in everything


def test_forget_me_leaves_nothing(guide, cook):
    cook.say("I would love to learn about pomegranate sponge")
    cook.choose("say:forget")
    assert "deleted" in _shown(cook.choose("say:forget-yes"))
    assert [name for name, content in guide.written().items() if b"pomegranate" in content] == []
    with pytest.raises(Refused):
        cook.say("hello")


def test_nothing_of_a_message_is_in_the_log(guide, cook):
    cook.say("my favourite word is rhododendron")
    assert "rhododendron" not in (guide.var / "server.log").read_text(errors="replace")


def test_the_page_and_its_files_are_served(guide):
    page = requests.get(guide.url + "/", timeout=10)
    assert page.status_code == 200 and "Five Steps" in page.text
    assert requests.get(guide.url + "/widget.js", timeout=10).status_code == 200
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_an_unknown_address_answers_in_the_one_error_shape(guide):
    answer = requests.get(guide.url + "/webhooks/widget/nothing", timeout=10)
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"code", "message", "retry"}


def test_the_practical_points_are_ticked_together_on_their_card(guide, cook):
    for choice in ("duties:cook-meals", "aim:now", "need_source:ns01", "need:recognition", "qualifications:none", "constraints:nothing", "check:yes"):
        reply = cook.choose(choice)
    reply = cook.choose("pick:functional-skills-l2")
    card = next(m["card"] for m in reply["messages"] if (m.get("card") or {}).get("kind") == "practicalities")
    reply = cook.choose(*[line["options"][0]["id"] for line in card["lines"]])
    assert "agreed:not-yet" in str(reply)


def test_a_change_button_of_the_answers_card_opens_that_answer(guide, cook):
    cook.choose("duties:cook-meals")
    cook.choose("say:answers")
    assert "duties:special-diets" in str(cook.choose("change:duties"))
