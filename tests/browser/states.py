"""Every state that the widget and its pages can be seen in, and how a person gets there."""
from __future__ import annotations

from typing import Callable

from playwright.sync_api import Locator, Page, expect

from bot import inbox_links
from tests.browser.intranet import Intranet
from tests.browser.talks import TO_ADVICE, TO_ANSWERS, TO_BECOME, TO_COPY, TO_LEVELS, TO_PLAN, TO_PRACTICALITIES, TO_TICKS
from tests.browser.visitor import Visitor
from tests.places import INTRANET, MILL
from tests.running import Guide

PANEL = f'school="{INTRANET}"'


def _opened(visitor: Visitor) -> None:
    """Opens everything in the talk that can be opened."""
    for summary in visitor.page.locator("summary").all():
        if summary.is_visible():
            summary.click()


def _in_trouble(visitor: Visitor) -> None:
    visitor.visit().lose_the_network()
    visitor.write("I am a school cook")
    visitor.button("Send").click()
    expect(visitor.button("Try again")).to_be_visible()


def _closed(visitor: Visitor, intranet: Intranet) -> Locator:
    visitor.page.goto(intranet.url + intranet.page(PANEL))
    launcher = visitor.page.get_by_role("button", name="Five Steps")
    expect(launcher).to_be_visible()
    return launcher


def _panel(visitor: Visitor, intranet: Intranet, steps: list) -> None:
    _closed(visitor, intranet)
    visitor.open_panel().play(steps)


def _nothing_written(visitor: Visitor) -> None:
    visitor.visit().button("Send").click()


def _stopped(visitor: Visitor) -> None:
    """A reload that a filter on the way stops."""
    visitor.visit()
    visitor.watch.expects("status of 403")
    visitor.page.route("**/webhooks/widget/messages", lambda route: route.fulfill(status=403, body="<html></html>"))
    visitor.page.reload()
    expect(visitor.trouble).to_be_visible()


def _forgotten(visitor: Visitor) -> None:
    with visitor.visit().page.expect_response("**/forget"):
        visitor.dialog("Forget me").get_by_role("button", name="Yes").click()
    expect(visitor.button("Start a new conversation")).to_be_visible()


def _feedback(answer: str, words: str) -> Callable[[Visitor], object]:
    """Says whether it helped, and is answered."""
    def go(visitor: Visitor) -> None:
        form = visitor.visit().dialog("Did this help?").locator("form")
        form.get_by_label(answer, exact=True).check()
        form.get_by_role("textbox").fill(words)
        form.get_by_role("button", name="Send this").click()
        expect(form.get_by_role("button", name="Send this")).to_have_count(0)

    return go


def _wrong_code(visitor: Visitor) -> None:
    visitor.visit().dialog("I have a code").get_by_role("button", name="Carry on").click()


def _all_open(steps: list) -> Callable[[Visitor], object]:
    def go(visitor: Visitor) -> None:
        visitor.arrive(steps)
        _opened(visitor)

    return go


def _said(words: str) -> Callable[[Visitor], object]:
    return lambda visitor: visitor.visit().say(words)


# On the guide's own page.
TALK: dict[str, Callable[[Visitor], object]] = {
    "first question": lambda visitor: visitor.visit(),
    "several choices": lambda visitor: visitor.arrive(TO_TICKS),
    "own words": _said("I am a school cook"),
    "check my answers": lambda visitor: visitor.arrive(TO_ANSWERS),
    "advice with its sources": _all_open(TO_ADVICE),
    "the way as a drawing": _all_open(TO_BECOME),
    "the levels as a drawing": _all_open(TO_LEVELS),
    "what others may see": lambda visitor: visitor.arrive(TO_COPY[:-1]),
    "practical points": lambda visitor: visitor.arrive(TO_PRACTICALITIES),
    "the plan": lambda visitor: visitor.arrive(TO_PLAN),
    "a code to carry on with": lambda visitor: visitor.visit().press("Stop for now"),
    "a person to speak to": _said("can I speak to a person?"),
    "care": _said("a child told me that somebody hurts them"),
    "trouble": _in_trouble,
    "stopped on the way": _stopped,
    "forgotten": _forgotten,
    "nothing written": _nothing_written,
    "the code window": _wrong_code,
    "the window to start again": lambda visitor: visitor.visit().dialog("Start again"),
    "the window to forget": lambda visitor: visitor.visit().dialog("Forget me"),
    "did this help": lambda visitor: visitor.visit().dialog("Did this help?"),
    "it helped": _feedback("Yes", "The reasons helped me"),
    "it did not help, and somebody is in distress": _feedback("No", "I do not want to live any more"),
    "the menu": lambda visitor: visitor.visit().open_menu(),
}
# On a page of the intranet.
PANELS: dict[str, Callable[[Visitor, Intranet], object]] = {
    "closed": _closed,
    "open": lambda visitor, intranet: _panel(visitor, intranet, []),
    "in the talk": lambda visitor, intranet: _panel(visitor, intranet, TO_TICKS),
}
# Pages without a talk, by their address.
PAGES: dict[str, Callable[[Guide], str]] = {
    "about": lambda guide: "/about",
    "about a school": lambda guide: f"/about?school={MILL}",
    "knowledge": lambda guide: "/knowledge",
    "one kind of knowledge": lambda guide: "/knowledge/funding",
    "inbox": lambda guide: inbox_links.write((guide.var / "secret").read_bytes(), MILL, 1),
}


def refused(visitor: Visitor, path: str, token: str) -> Page:
    """The page in a new tab that says why a plan, or a page to keep, cannot be shown; with a token, or "" for that of the talk."""
    visitor.visit()
    visitor.watch.expects("Failed to load resource")
    with visitor.page.expect_popup() as waiting:
        visitor.page.evaluate(
            "([path, token]) => { const form = Object.assign(document.createElement('form'), { method: 'post', action: `/webhooks/widget/${path}`, target: '_blank' });"
            " const input = Object.assign(document.createElement('input'), { name: 'token', value: token }); form.append(input); document.body.append(form); form.submit(); form.remove(); }",
            [path, token or visitor.reply["token"]],
        )
    waiting.value.wait_for_load_state()
    return waiting.value


def documents(visitor: Visitor) -> dict[str, Callable[[], Page]]:
    """The pages that a talk opens in a new tab, by name."""
    def of(steps: list, href: str, **more: str) -> Callable[[], Page]:
        return lambda: visitor.arrive(steps).open_document(href, **more)

    return {
        "plan": of(TO_PLAN, "plan"), "plan to share": of(TO_COPY, "plan", copy="share"), "talk sheet": of(TO_COPY, "plan", copy="talk"),
        "small help": of(["help me with my first weeks in the job", "school cook"], "page?help="),
        "what is held": of([["say:answers"], "what do you hold about me?"], "held"),
        "team": of([["say:others"], ["say:side-team"], "school cook"], "page?team="),
    }
