"""Text that could do harm, from a school's file and from a person, is text wherever it is shown."""
from __future__ import annotations

import io
import json

import docx
import pytest
from playwright.sync_api import Page, expect

from bot.client import Client
from tests.browser.talks import AFTER, TO_ADVICE
from tests.browser.visitor import Visitor
from tests.places import ODD

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SCRIPT = "<script>alert(1)</script>"
# What a person may write as what should be different, which the plan shows in their words.
WISHES = {
    "script": f"{SCRIPT} I would cook <b>better</b> meals",
    "picture": "<img src=x onerror=alert(2)> I would know more about diets",
    "link": "javascript:alert(3) I would know more about diets [x](javascript:alert(3))",
    "quotes": "\"><svg onload=alert(4)> '); alert(5); // I would cook better",
    "template": "{{7*7}} ${7*7} {% raw %} I would cook better",
    "turned round": "I would cook \u202ebetter\u202c meals \u200b\u200d\ufeff well",
    "marks": "I would cook better m" + "\u0301" * 900 + "eals",
    "control": "I would cook\x0b better\x1b[31m meals \ufffe",
}
# No script of a text ran, and none of its marks became an element.
_CLEAN = "() => watched.all().filter((one) => one.matches('img[src=x], svg[onload], [onerror], [onload], [href^=\"javascript:\" i]') || (one.matches('script') && one.textContent.includes('alert'))).map((one) => one.outerHTML)"


def clean(page: Page) -> bool:
    """Whether nothing of a text became more than text."""
    return page.evaluate(_CLEAN) == []


def to_plan_with(client: Client, wish: str) -> Client:
    """A whole conversation in which somebody says what should be different in these words."""
    client.start()
    for step in TO_ADVICE[:5]:
        client.choose(*step)
    client.say(wish)
    for step in [*TO_ADVICE[5:], ["pick:cluster-networks"], ["practicalities:all-todo"], *AFTER]:
        client.choose(*step)
    return client


def test_what_a_person_says_is_shown_as_text(visitor):
    visitor.visit()
    for wish in WISHES.values():
        visitor.say(wish)
        shown = visitor.own.last.inner_text()
        for word in ("<", ">", "javascript:", "{{7*7}}"):
            assert (word in shown) == (word in wish)
        assert clean(visitor.page)
    visitor.reload()
    expect(visitor.own).to_have_count(len(WISHES))
    for place in range(len(WISHES)):
        expect(visitor.own.nth(place)).to_contain_text("would")
    assert clean(visitor.page) and visitor.too_wide() == []


@pytest.mark.parametrize("name", WISHES)
def test_in_the_plan_and_its_document_too(guide, visitor, name):
    client = to_plan_with(guide.client(), WISHES[name])
    for copy in ("mine", "share"):
        page = client.plan(copy=copy)
        assert SCRIPT not in page.text and "<img src=x" not in page.text and "<svg onload" not in page.text
        visitor.page.route("**/a-plan", lambda route: route.fulfill(body=page.content, headers={"Content-Type": page.headers["Content-Type"]}))
        visitor.page.goto(f"{guide.url}/a-plan")
        assert clean(visitor.page)
        text = " ".join(docx.Document(io.BytesIO(client.plan(WORD, copy=copy).content)).element.body.itertext())
        assert "\x0b" not in text and "\x1b" not in text
        visitor.page.unroute("**/a-plan")


@pytest.mark.parametrize("said", [f"{SCRIPT} cook", "cook <img src=x onerror=alert(1)>", "javascript:alert(1) cook"])
def test_a_job_in_words_that_could_do_harm(visitor, said):
    visitor.visit().play([["for:self"]])
    visitor.say(said)
    expect(visitor.own.last).to_contain_text(said)
    visitor.press("My answers")
    assert clean(visitor.page)


def test_broken_letters_in_a_request_are_answered_or_refused_plainly(visitor, guide):
    """Halves of letters and such, as only a program writes them."""
    token = visitor.visit().reply["token"]
    visitor.watch.expects("400")
    for number, text in enumerate(['"\\ud800"', '"a\\udc00b cook"', '"\\u0000"', '"\\uffff\\ufffe"']):
        status = visitor.page.evaluate(
            "async ([token, body]) => (await fetch('/webhooks/widget/messages', { method: 'POST', body,"
            " headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` } })).status",
            [token, f'{{"id": "broken-{number}", "text": {text}}}'],
        )
        assert status in (200, 400)
    visitor.reload()
    assert clean(visitor.page)
    visitor.say("I am a school cook")


def test_a_school_s_own_words(visitor, guide):
    visitor.visit(f"/?school={ODD}").say("can I speak to a person?")
    expect(visitor.page.get_by_role("log")).to_contain_text("<img src=x onerror=alert(2)> Kim Poe")
    assert clean(visitor.page)
    visitor.page.goto(f"{guide.url}/about?school={ODD}")
    expect(visitor.page.locator("body")).to_contain_text(f'{SCRIPT} "Odd" School')
    assert clean(visitor.page)


def test_what_the_page_round_the_widget_gives_it(visitor, intranet):
    attributes = (
        "name='<b>x</b>&lt;img src=x onerror=alert(1)&gt;' logo='javascript:alert(2)' greeting='&lt;script&gt;alert(3)&lt;/script&gt;' "
        "colour='red;} * { display:none' school='intranet-school' position='\"><script>'"
    )
    visitor.page.goto(intranet.url + intranet.page(attributes))
    with visitor.answered():
        visitor.page.locator("five-steps-guide").get_by_role("button").first.click()
    expect(visitor.page.locator("five-steps-guide")).to_contain_text("<script>alert(3)</script>")
    expect(visitor.turns.first).to_be_visible()
    assert clean(visitor.page)


def test_a_server_that_sends_harm_can_do_none(visitor):
    """Even where the guide's answers were changed on their way."""
    card = {
        "kind": '"><script>alert(1)</script>', "title": SCRIPT,
        "lines": ["<img src=x onerror=alert(2)>", {"label": SCRIPT, "text": SCRIPT, "action": {"label": "x", "href": "javascript:alert(3)"}}],
        "sources": [{"title": "a source", "url": "javascript:alert(4)", "checked": "<b>now</b>"}],
        "actions": [{"label": "y", "href": "data:text/html,<script>alert(5)</script>"}, {"label": "z", "href": "//evil.example"}],
        "drawing": {"title": SCRIPT, "words": [SCRIPT], "svg": ["svg", {"viewBox": "0 0 9 9", "onload": "alert(6)"}, [
            ["script", {}, ["alert(7)"]], ["a", {"href": "javascript:alert(8)"}, ["w"]], ["foreignObject", {}, []],
            ["text", {"style": "x", "onclick": "alert(9)"}, [SCRIPT]],
        ]]},
    }
    body = json.dumps({"messages": [{"text": SCRIPT, "card": card, "choices": [{"id": "x:y", "label": SCRIPT}]}], "step": 1, "done": 0, "of": 1})
    visitor.visit()
    visitor.page.route("**/webhooks/widget/messages", lambda route: route.fulfill(body=body, content_type="application/json"))
    visitor.say("hello")
    for summary in visitor.page.get_by_role("log").locator("summary").all():
        summary.click()
    assert clean(visitor.page)
    assert visitor.page.evaluate("() => watched.all().filter((one) => ['script', 'a', 'foreignObject'].includes(one.localName) && one.closest('svg')).length") == 0
    links = visitor.page.get_by_role("log").locator("a").evaluate_all("all => all.map((one) => one.protocol)")
    assert set(links) <= {"http:", "https:", "tel:"}

