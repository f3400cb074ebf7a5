"""What a screen reader is given to read, and who moves the focus."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.talks import TO_PLAN, TO_PRACTICALITIES
from tests.browser.watch import heard, moved

SILENT = "off"


def texts(reply: dict) -> list[str]:
    """What a reply says: its texts, and the titles of its cards."""
    return [text for message in reply["messages"] for text in (message.get("text"), (message.get("card") or {}).get("title")) if text]


def test_each_reply_is_read_out_once(visitor):
    visitor.visit()
    for step in [[], *TO_PLAN]:
        if step:
            visitor.play([step])
        said = " ".join(heard(visitor.page))
        for text in texts(visitor.reply):
            # A short one may be a part of another.
            wanted = sum(one.count(text) for one in texts(visitor.reply))
            assert said.count(text) == wanted, f"after {step}: {said.count(text)} times '{text}' in: {said}"


def test_the_log_of_what_was_said_is_not_read_out_by_itself(visitor):
    visitor.visit()
    assert visitor.page.get_by_role("log").get_attribute("aria-live") == SILENT
    visitor.say("I am a school cook")
    assert not any("I am a school cook" in said for said in heard(visitor.page)), "people know what they wrote"


def test_a_talk_that_is_there_again_after_a_reload_is_not_read_out_whole(visitor):
    visitor.arrive(TO_PRACTICALITIES[:4])
    first = texts(visitor.reply)
    visitor.reload()
    assert len(visitor.reply["messages"]) > len(first) + 5
    assert len(heard(visitor.page)) <= 1


def test_a_failure_is_read_out_once(visitor):
    visitor.visit()
    heard(visitor.page)
    visitor.lose_the_network()
    visitor.write("I am a school cook")
    visitor.button("Send").click()
    expect(visitor.button("Try again")).to_be_visible()
    told = visitor.trouble.inner_text()
    assert told and sum(told.split("\n")[0] in said for said in heard(visitor.page)) == 1


def test_the_focus_is_moved_by_the_person_alone(visitor):
    visitor.visit()
    for step in TO_PLAN:
        visitor.play([step])
        assert moved(visitor.page) == [], f"after {step}"


@pytest.mark.parametrize("again", ["reload", "visit"])
def test_a_page_that_opens_takes_no_focus(visitor, again):
    visitor.arrive(TO_PRACTICALITIES[:3])
    getattr(visitor, again)()
    assert moved(visitor.page) == []
    assert visitor.page.evaluate("() => watched.active() === document.body")


def test_who_speaks_is_told_to_those_who_listen(visitor):
    visitor.visit().say("I am a school cook")
    expect(visitor.own.last).to_contain_text("You: I am a school cook")
    expect(visitor.turns.first).to_contain_text("The guide: ")
