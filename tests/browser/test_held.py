"""What the guide holds about somebody, opened from the talk and from the menu, in a tab of its own."""
from __future__ import annotations

from playwright.sync_api import expect

WORDS = "I am a school cook <b>and more</b>"


def test_who_asks_in_the_talk_opens_it_and_sees_what_they_said(visitor):
    visitor.visit().say(WORDS)
    visitor.say("what do you hold about me?")
    page = visitor.open_document("held")
    expect(page.get_by_role("heading", name="What we hold about you")).to_be_visible()
    expect(page.get_by_text(WORDS, exact=True).first).to_be_visible()
    assert page.url.endswith("/webhooks/widget/held") and page.locator("script").count() == 0


def test_the_menu_opens_it_too(visitor):
    visitor.visit().say(WORDS)
    visitor.open_menu()
    with visitor.page.expect_popup() as waiting:
        visitor.page.get_by_role("button", name="What we hold about you").click()
    waiting.value.wait_for_load_state()
    expect(waiting.value.get_by_role("heading", name="What we hold about you")).to_be_visible()
    expect(waiting.value.get_by_text(WORDS, exact=True).first).to_be_visible()


def test_once_the_talk_is_ended_there_is_nothing_to_open(visitor):
    visitor.visit().say(WORDS)
    visitor.dialog("Forget me").get_by_role("button", name="Yes, forget me").click()
    expect(visitor.page.get_by_text("has been deleted").or_(visitor.page.get_by_text("deleted")).first).to_be_visible()
    visitor.open_menu()
    visitor.page.get_by_role("button", name="What we hold about you").click()
    expect(visitor.page.get_by_text("We hold nothing about you here.")).to_be_visible()
