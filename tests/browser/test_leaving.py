"""Leaving quickly: nothing of the talk is left in the tab, by no way back."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot import browser as chromium
from tests.browser.talks import TO_PLAN
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch
from tests.places import INTRANET

WEATHER = "https://www.bbc.co.uk/weather"


def leave(visitor: Visitor, to: str = WEATHER) -> None:
    """Presses the button; where it leads is played by the test."""
    visitor.page.context.route(to, lambda route: route.fulfill(body="<title>Weather</title><h1>Weather</h1>", content_type="text/html"))
    visitor.button("Leave quickly").click()
    visitor.page.wait_for_url(to)


def left_nothing(visitor: Visitor) -> None:
    """Goes back, and sees nothing of the talk there."""
    visitor.page.go_back(wait_until="commit")
    assert "I am a school cook" not in visitor.page.content()
    expect(visitor.page.get_by_text("I am a school cook")).to_have_count(0)
    assert not [value for value in visitor.kept().values() if "." in value], "no token is left"


def test_it_goes_to_another_site_and_back_shows_no_talk(visitor):
    visitor.visit().say("I am a school cook")
    token = visitor.reply.get("token") or visitor.token
    leave(visitor)
    assert token not in str(visitor.page.context.storage_state())
    left_nothing(visitor)


def test_by_keyboard(visitor):
    visitor.visit().say("I am a school cook")
    visitor.page.context.route(WEATHER, lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    visitor.tab_to("Leave quickly", back=True)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(WEATHER)


def test_with_a_browser_that_keeps_pages_as_they_were(guide):
    """Most browsers show a page that one goes back to as it was left; the tests' own switches that off."""
    with chromium.started(without=["--disable-back-forward-cache"]) as browser:
        context = browser.new_context(reduced_motion="reduce")
        visitor = Visitor(context.new_page(), guide.url, Watch(context))
        visitor.visit().say("I am a school cook")
        leave(visitor)
        left_nothing(visitor)


def test_to_the_address_that_the_page_names(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.page(f'school="{INTRANET}" exit="https://weather.example/"'))
    visitor.open_panel().say("I am a school cook")
    leave(visitor, "https://weather.example/")
    left_nothing(visitor)


def test_from_a_frame(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.frame(f"{intranet.guide_url}/?school={INTRANET}"))
    inner = visitor.page.frame_locator("iframe")
    inner.get_by_role("textbox", name=visitor.box_name).fill("I am a school cook")
    inner.get_by_role("button", name="Send").click()
    expect(inner.get_by_role("log")).to_contain_text("I am a school cook")
    leave(visitor)
    expect(visitor.page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("steps", [TO_PLAN[:1]])
def test_another_tab_of_the_same_talk_is_cleared_too(visitor, steps):
    visitor.arrive(steps)
    visitor.say("I am a school cook")
    twin = visitor.duplicated()
    visitor.turn_to()
    leave(visitor)
    expect(twin.page.get_by_text("I am a school cook")).to_have_count(0)
