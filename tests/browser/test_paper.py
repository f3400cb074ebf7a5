"""On paper: the plan on two sheets at most, and the talk without the page round it."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import states
from tests.browser.talks import TO_ADVICE, TO_PLAN
from tests.places import INTRANET

A4 = {"format": "A4", "prefer_css_page_size": True, "print_background": True}


def sheets(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(**A4)))


@pytest.mark.parametrize("name, most", [("plan", 2), ("plan to share", 2), ("talk sheet", 1), ("small help", 1), ("team", 2)])
def test_a_page_to_keep_takes_few_sheets(visitor, name, most):
    assert 1 <= sheets(states.documents(visitor)[name]()) <= most


def test_the_talk_is_printed_without_the_page_round_it(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.page(f'school="{INTRANET}"'))
    visitor.open_panel().play(TO_PLAN[:2])
    visitor.box.click()
    visitor.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    visitor.page.emulate_media(media="print")
    expect(visitor.page.get_by_role("heading", name="Staff pages")).to_be_hidden()
    expect(visitor.own.first).to_be_visible()
    expect(visitor.box).to_be_hidden()
    assert visitor.page.evaluate("() => watched.all().filter((one) => one.matches('button') && watched.seen(one)).map(watched.name)") == []
    assert sheets(visitor.page) >= 1
    visitor.page.emulate_media(media="screen")
    visitor.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(visitor.page.get_by_role("heading", name="Staff pages")).to_be_visible()
    visitor.play(TO_PLAN[2:3])


def test_who_prints_the_page_round_it_gets_that_page(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.page(f'school="{INTRANET}"'))
    visitor.open_panel()
    visitor.page.get_by_role("button", name="Book a room").focus()
    visitor.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    visitor.page.emulate_media(media="print")
    expect(visitor.page.get_by_role("heading", name="Staff pages")).to_be_visible()


def test_a_long_talk_is_printed_to_its_end(visitor):
    visitor.arrive(TO_ADVICE)
    visitor.box.click()
    visitor.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert sheets(visitor.page) >= 3, "what has to be scrolled to on the screen is on paper too"
