"""Leaving quickly: nothing of the talk is left in the tab, by no way back."""
from __future__ import annotations

import html

import pytest
from playwright.sync_api import expect

from bot import browser as chromium
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch
from tests.places import INTRANET

WEATHER = "https://www.bbc.co.uk/weather"
SAID = "I am a school cook"


def at_the_weather(visitor: Visitor, to: str = WEATHER) -> None:
    """Waits until the page that leaving leads to is there."""
    visitor.page.wait_for_url(to)
    expect(visitor.page).to_have_title("Weather")


def play(visitor: Visitor, to: str = WEATHER) -> None:
    """Plays the page that leaving leads to; nothing outside is reached."""
    visitor.page.context.route(to, lambda route: route.fulfill(body="<title>Weather</title><h1>Weather</h1>", content_type="text/html"))


def left_nothing(visitor: Visitor, before: str, token: str) -> None:
    """Goes back, and to the guide again: nothing of the talk is there."""
    # A page that is brought back as it was does not load again.
    visitor.page.go_back(wait_until="commit")
    expect(visitor.page, "Back leads to what was before the guide").to_have_url(before)
    visitor.page.goto(visitor.guide_url + "/knowledge")
    assert token not in str(visitor.kept())
    visitor.visit()
    expect(visitor.own).to_have_count(0)


def test_back_shows_no_talk_and_nothing_is_left(visitor):
    before = visitor.guide_url + "/about"
    visitor.page.goto(before)
    token = visitor.visit().reply["token"]
    visitor.say(SAID)
    assert token in str(visitor.kept())
    play(visitor)
    visitor.button("Leave quickly").click()
    at_the_weather(visitor)
    left_nothing(visitor, before, token)


def test_by_keyboard_from_the_message_box(visitor):
    visitor.visit().say(SAID)
    play(visitor)
    visitor.tab_to("Leave quickly", back=True)
    visitor.page.keyboard.press("Enter")
    at_the_weather(visitor)


def test_in_a_browser_that_keeps_pages_as_they_were(browser, guide):
    """Browsers bring a page back as it was left; Playwright switches that off, so here it is on."""
    keeping = chromium.launched(browser.browser_type, without=["--disable-back-forward-cache"])
    try:
        context = keeping.new_context(reduced_motion="reduce")
        visitor = Visitor(context.new_page(), guide.url, Watch(context))
        before = guide.url + "/about"
        visitor.page.goto(before)
        token = visitor.visit().reply["token"]
        visitor.say(SAID)
        play(visitor)
        visitor.button("Leave quickly").click()
        at_the_weather(visitor)
        left_nothing(visitor, before, token)
    finally:
        keeping.close()


def test_to_the_address_that_the_page_names(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.page(f'school="{INTRANET}" exit="https://weather.example/"'))
    visitor.open_panel().say(SAID)
    play(visitor, "https://weather.example/")
    visitor.button("Leave quickly").click()
    at_the_weather(visitor, "https://weather.example/")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "weather", ""])
def test_an_address_that_is_none_is_not_gone_to(visitor, intranet, address):
    visitor.page.goto(intranet.url + intranet.page(f'school="{INTRANET}" exit="{html.escape(address)}"'))
    visitor.open_panel()
    play(visitor)
    visitor.button("Leave quickly").click()
    at_the_weather(visitor)


def test_from_a_frame_the_page_round_it_goes_too(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.frame(f"{intranet.guide_url}/?school={INTRANET}"))
    inner = visitor.page.frame_locator("iframe")
    inner.get_by_role("textbox", name=visitor.box_name).fill(SAID)
    inner.get_by_role("button", name="Send").click()
    expect(inner.get_by_role("log")).to_contain_text(SAID)
    play(visitor)
    inner.get_by_role("button", name="Leave quickly").click()
    at_the_weather(visitor)


def test_another_tab_of_the_same_talk_is_cleared_too(visitor):
    visitor.visit().say(SAID)
    twin = visitor.duplicated()
    expect(twin.own).to_have_count(1)
    play(visitor)
    visitor.turn_to().button("Leave quickly").click()
    at_the_weather(visitor)
    expect(twin.page.get_by_text(SAID)).to_have_count(0)
