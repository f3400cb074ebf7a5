"""What people say of the guide itself: yes or no and one line, read out once, and met with care where it worries us."""
from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.talks import TO_PLAN
from tests.browser.watch import heard, moved


@pytest.fixture
def form(visitor) -> Locator:
    visitor.arrive(TO_PLAN)
    found = visitor.page.locator("form.feedback")
    expect(found).to_have_count(1)
    heard(visitor.page), moved(visitor.page)
    return found


def send(form: Locator, answer: str, words: str) -> None:
    form.get_by_label(answer, exact=True).check()
    form.get_by_role("textbox").fill(words)
    # Filled in by the test itself, and not by a person's keys.
    moved(form.page)
    form.get_by_role("button", name="Send this").click()


def test_it_is_thanked_for_once_and_the_focus_stays_with_the_person(visitor, form):
    send(form, "Yes", "The reasons helped me")
    expect(form.get_by_role("button")).to_have_count(0)
    thanks = form.locator(".bubble [dir]").inner_text()
    assert sum(thanks in said for said in heard(visitor.page)) == 1, thanks
    assert moved(visitor.page) == []
    assert visitor.page.evaluate("() => watched.active().matches('form.feedback')")


def test_words_that_worry_us_are_answered_with_whom_to_reach(visitor, form):
    send(form, "No", "I do not want to live any more")
    expect(form.locator(".card.urgent")).to_be_visible()
    expect(form.get_by_role("link", name="116 123").first).to_be_visible()


def test_yes_or_no_comes_first(form):
    form.get_by_role("textbox").fill("good")
    form.get_by_role("button", name="Send this").click()
    expect(form.get_by_role("alert")).to_have_text("Choose yes or no first.")


def test_a_line_that_did_not_reach_us_is_kept(visitor, form):
    visitor.watch.expects("net::ERR_")
    visitor.page.route("**/feedback", lambda route: route.abort("internetdisconnected"))
    send(form, "Yes", "The reasons helped me")
    expect(form.get_by_role("alert")).to_contain_text("did not reach us")
    expect(form.get_by_role("textbox")).to_have_value("The reasons helped me")
