"""The widget on a page of another origin, under a policy that lets nothing else in."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import intranet as intranets
from tests.browser.talks import TO_PLAN
from tests.browser.watch import violations
from tests.places import INTRANET
from tests.running import free_port

HERE = f'school="{INTRANET}"'


def test_a_whole_talk_under_a_strict_policy(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.page(HERE))
    visitor.open_panel().play(TO_PLAN)
    assert visitor.card("plan")
    assert visitor.page.evaluate("() => document.querySelector('five-steps-guide').shadowRoot.adoptedStyleSheets.length") > 0
    document = visitor.open_document("plan")
    expect(document.locator("h1")).to_be_visible()
    assert "token" not in document.url and "?" not in document.url
    assert violations(visitor.page) == []


def test_a_reload_there_keeps_the_talk_and_the_open_panel(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.page(HERE))
    visitor.open_panel().play(TO_PLAN[:2])
    visitor.reload()
    expect(visitor.own).to_have_count(2)
    visitor.play(TO_PLAN[2:3])


def test_a_page_that_nobody_named_gets_a_clear_message(visitor, guide):
    visitor.watch.expects("403")
    visitor.watch.expects("CORS")
    visitor.watch.expects("net::ERR_FAILED")
    with intranets.served(guide.url, free_port()) as stranger:
        visitor.page.goto(stranger.url + stranger.page(HERE))
        visitor.button("Five Steps").click()
        expect(visitor.trouble).to_contain_text("not on the list of pages")
        expect(visitor.turns).to_have_count(0)


@pytest.mark.parametrize("school", ["hill-school", "no-such-school"])
def test_a_page_is_let_in_for_the_school_that_names_it_alone(visitor, intranet, school):
    visitor.watch.expects("403")
    visitor.watch.expects("CORS")
    visitor.watch.expects("net::ERR_FAILED")
    visitor.page.goto(intranet.url + intranet.page(f'school="{school}"'))
    visitor.button("Five Steps").click()
    expect(visitor.trouble).to_contain_text("not on the list of pages")


def test_the_page_round_the_guide_stays_as_it_is(visitor, intranet):
    look = "() => [...document.querySelectorAll('main, main *, body')].map((one) => JSON.stringify([...getComputedStyle(one)].map((p) => getComputedStyle(one)[p])))"
    path = intranet.page(HERE)
    visitor.page.goto(intranet.url + path)
    with_guide = visitor.page.evaluate(look)
    intranet.pages[path] = intranet.pages[path].replace(b"five-steps-guide", b"div").replace(b"/widget.js", b"/none.js")
    visitor.watch.expects("Failed to load resource")
    visitor.page.goto(intranet.url + path)
    assert visitor.page.evaluate(look) == with_guide


def test_the_full_page_in_a_frame_of_a_named_page(visitor, intranet):
    visitor.page.goto(intranet.url + intranet.frame(f"{intranet.guide_url}/?school={INTRANET}"))
    inner = visitor.page.frame_locator("iframe")
    expect(inner.get_by_role("log").locator(".turn").first).to_be_visible()
