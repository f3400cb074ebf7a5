"""What a person sees when something breaks: what happened, in plain words, that nothing is lost, one button, and whom to ring in danger."""
from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser import line as lines
from tests.browser.talks import TO_PRACTICALITIES
from tests.browser.visitor import Visitor
from tests.browser.watch import lost
from tests.places import INTRANET

SAID = "I am a school cook"
MESSAGES = "**/webhooks/widget/messages"
JSON, HTML = "application/json", "text/html"
# What nginx and the filters of schools put in the place of a reply.
PAGE = "<html><head><title>{0} Error</title></head><body><h1>{0} Error</h1><hr><center>nginx</center></body></html>"
GUIDE = {"code": "unavailable", "message": "We cannot answer just now.", "retry": True}
MANY = {"code": "too-many", "message": "That was a lot in a short time. Wait a minute, then try again.", "retry": True}
# {what came: (status, type, body)}: the same message is sent again until there is a reply.
TRIED_AGAIN = {
    "the guide is not ready": (503, JSON, json.dumps({"error": GUIDE})),
    "nginx has no guide": (502, HTML, PAGE.format(502)),
    "nginx's own fault": (500, HTML, PAGE.format(500)),
    "too many, says the guide": (429, JSON, json.dumps({"error": MANY})),
    "too many, says nginx": (429, HTML, PAGE.format(429)),
    "a page in the place of a reply": (200, HTML, "<html><body>Please log in to the network.</body></html>"),
    "half of a reply": (200, JSON, '{"messages": [{"text": "Tha'),
    "nothing": (200, JSON, ""),
    "another shape": (200, JSON, "null"),
}
# It is refused, and not by the guide: what was written goes back into the box.
STOPPED = {"a filter": 403, "too large": 413, "no such address": 404, "a login": 401}
# After so many milliseconds all tries by itself are over.
ALL_TRIES = (2000, 5000, 10000, 20000)


def answers(visitor: Visitor, status: int, kind: str, body: str) -> None:
    """From now on every message is answered with this."""
    visitor.watch.expects(f"status of {status}")
    visitor.page.route(MESSAGES, lambda route: route.fulfill(status=status, content_type=kind, body=body))


def send(visitor: Visitor, text: str = SAID) -> None:
    """Sends something that brings no good reply."""
    visitor.write(text)
    visitor.button("Send").click()


def in_plain_words(visitor: Visitor) -> None:
    """The trouble that is shown says nothing of a machine, has one button, and says whom to ring."""
    expect(visitor.trouble).to_be_visible()
    told = visitor.trouble.inner_text()
    assert not re.search(r"\b[45]\d\d\b|error|undefined|null|JSON|fetch|nginx", told, re.IGNORECASE), told
    expect(visitor.trouble.get_by_role("button")).to_have_count(1)
    for number in ("999", "116 123"):
        expect(visitor.trouble.get_by_role("link", name=number)).to_have_attribute("href", f"tel:{number.replace(' ', '')}")


@pytest.mark.parametrize("fault", TRIED_AGAIN)
def test_what_brings_no_reply_is_tried_again_and_said_once(visitor, fault):
    visitor.arrive([["for:self"]])
    answers(visitor, *TRIED_AGAIN[fault])
    send(visitor)
    in_plain_words(visitor)
    expect(visitor.trouble).to_contain_text("Wait a minute" if fault == "too many, says the guide" else "Your answers are safe.")
    visitor.page.unroute(MESSAGES)
    visitor.tab_to("Try again")
    with visitor.answered():
        visitor.page.keyboard.press("Enter")
    expect(visitor.trouble).to_be_hidden()
    assert not lost(visitor.page), "the button is gone, and the focus is not"
    visitor.reload()
    expect(visitor.own.filter(has_text=SAID)).to_have_count(1)


@pytest.mark.parametrize("what", STOPPED)
def test_what_something_on_the_way_stopped_goes_back_into_the_box_and_the_talk_goes_on(visitor, what):
    token = visitor.arrive([["for:self"]]).kept()["five-steps-token"]
    answers(visitor, STOPPED[what], HTML, PAGE.format(STOPPED[what]))
    send(visitor)
    expect(visitor.page.locator("#saidProblem")).to_contain_text("Something between you and the guide stopped this. Try again in a minute. Your answers are safe.")
    expect(visitor.box).to_have_value(SAID)
    visitor.page.unroute(MESSAGES)
    visitor.press("Send")
    expect(visitor.own.filter(has_text=SAID)).to_have_count(1)
    assert visitor.kept()["five-steps-token"] == token


@pytest.mark.parametrize("what", STOPPED)
def test_a_reload_that_something_on_the_way_stops_loses_no_talk(visitor, what):
    visitor.arrive(TO_PRACTICALITIES[:3])
    answers(visitor, STOPPED[what], HTML, PAGE.format(STOPPED[what]))
    visitor.page.reload()
    in_plain_words(visitor)
    visitor.page.unroute(MESSAGES)
    visitor.press("Try again")
    expect(visitor.own).to_have_count(3)


@pytest.mark.parametrize("after", [0, 100])
def test_a_reply_that_is_cut_in_the_middle_is_asked_for_again(visitor, after):
    with lines.laid(visitor.guide_url) as line:
        visitor.watch.expects("net::ERR_")
        visitor.visit(base=line.url).play([["for:self"]])
        line.cut = after
        send(visitor)
        in_plain_words(visitor)
        line.cut = None
        visitor.press("Try again")
        visitor.reload()
        expect(visitor.own.filter(has_text=SAID)).to_have_count(1)


def test_a_reply_that_falls_silent_in_the_middle_is_given_up(visitor):
    with lines.laid(visitor.guide_url) as line:
        visitor.page.clock.install()
        visitor.visit(base=line.url).play([["for:self"]])
        line.silent = 100
        with visitor.page.expect_response(MESSAGES):
            send(visitor)
        visitor.page.clock.run_for(46_000)
        in_plain_words(visitor)
        line.silent = None
        visitor.press("Try again")
        expect(visitor.own.filter(has_text=SAID)).to_have_count(1)


@pytest.mark.parametrize("seconds", [10, 25])
def test_a_slow_reply_is_waited_for(visitor, seconds):
    visitor.page.clock.install()
    visitor.arrive([["for:self"]])
    held: list[Route] = []
    visitor.page.route(MESSAGES, lambda route: held.append(route))
    with visitor.page.expect_request(MESSAGES):
        send(visitor)
    visitor.page.clock.run_for(seconds * 1000)
    expect(visitor.page.get_by_text("Still working on it. You do not need to do anything.")).to_be_visible()
    expect(visitor.trouble).to_be_hidden()
    visitor.button("Go back").click()
    expect(visitor.page.locator("#saidProblem")).to_have_text("Wait for the reply, then send this.")
    with visitor.answered():
        held[0].continue_()
    expect(visitor.page.locator("#saidProblem")).to_be_hidden()
    expect(visitor.own.filter(has_text=SAID)).to_have_count(1)


@pytest.mark.parametrize("wakes", ["online", "visibilitychange"])
def test_a_telephone_that_wakes_sends_what_was_left_by_itself(visitor, wakes):
    visitor.page.clock.install()
    visitor.arrive([["for:self"]])
    visitor.lose_the_network()
    send(visitor)
    for wait in ALL_TRIES:
        expect(visitor.trouble).to_contain_text("keep trying")
        with visitor.page.expect_event("requestfailed"):
            visitor.page.clock.run_for(wait)
    expect(visitor.trouble).to_contain_text("We still cannot reach the guide.")
    in_plain_words(visitor)
    visitor.page.clock.run_for(3_600_000)
    visitor.find_the_network()
    with visitor.answered():
        visitor.page.evaluate("kind => (kind === 'online' ? window : document).dispatchEvent(new Event(kind, { bubbles: true }))", wakes)
    expect(visitor.own.filter(has_text=SAID)).to_have_count(1)


@pytest.mark.parametrize("status, told", [(502, "reach the guide"), (403, "Something between you and the guide stopped this.")])
def test_a_guide_that_cannot_be_talked_to_has_no_answers_to_be_safe(visitor, status, told):
    visitor.watch.expects(f"status of {status}")
    visitor.page.route("**/sessions", lambda route: route.fulfill(status=status, content_type=HTML, body=PAGE.format(status)))
    visitor.page.goto(visitor.guide_url)
    in_plain_words(visitor)
    expect(visitor.trouble).to_contain_text(told)
    expect(visitor.trouble).not_to_contain_text("safe")
    visitor.page.unroute("**/sessions")
    visitor.press("Try again")


def test_a_network_that_fails_on_a_school_s_page_is_no_page_that_may_not_show_the_guide(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.page(f'school="{INTRANET}"'))
    visitor.open_panel().play([["for:self"]])
    visitor.lose_the_network()
    send(visitor)
    in_plain_words(visitor)
    expect(visitor.trouble).to_contain_text("We could not reach the guide.")
    visitor.find_the_network()
    visitor.press("Try again")
    expect(visitor.own).to_have_count(2)


def test_forget_me_that_got_no_reply_does_not_say_whether_it_is_done(visitor):
    visitor.arrive([["for:self"]])
    visitor.watch.expects("status of 503")
    visitor.page.route("**/forget", lambda route: route.fulfill(status=503, content_type=JSON, body=json.dumps({"error": GUIDE})))
    dialog = visitor.dialog("Forget me")
    dialog.get_by_role("button", name="Yes").click()
    expect(dialog.get_by_role("alert")).to_contain_text("we do not know if this is done")
    visitor.page.unroute("**/forget")
    dialog.get_by_role("button", name="Yes").click()
    expect(dialog).to_be_hidden()
    assert visitor.kept() == {}


def test_a_code_that_did_not_arrive_stays_in_its_box(visitor):
    visitor.visit()
    visitor.watch.expects("status of 502")
    visitor.page.route("**/resume", lambda route: route.fulfill(status=502, content_type=HTML, body=PAGE.format(502)))
    dialog = visitor.dialog("I have a code")
    dialog.get_by_role("textbox").fill("acef-ghjk-mnrs")
    dialog.get_by_role("button", name="Carry on").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Your code stays good.")
    expect(dialog.get_by_role("textbox")).to_have_value("acef-ghjk-mnrs")


def test_a_talk_that_was_forgotten_in_another_tab_says_so_in_this_one(visitor):
    visitor.arrive([["for:self"]])
    twin = visitor.duplicated()
    with twin.page.expect_response("**/forget"):
        twin.dialog("Forget me").get_by_role("button", name="Yes").click()
    expect(visitor.turn_to().page.get_by_text("This talk was closed in another tab.")).to_be_visible()
    expect(visitor.own).to_have_count(0)
    expect(visitor.box).to_be_hidden()
    visitor.press("Start a new conversation")
    expect(visitor.box).to_be_visible()
