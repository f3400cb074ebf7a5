"""Every state against WCAG 2.2 A and AA, as far as a program can see (axe-core), in light and dark."""
from __future__ import annotations

import re

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.bench.insights import fill
from knowledge import insights, insights_page
from knowledge.insights_db import Database
from knowledge.insights_months import Span
from tests.browser import states

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCHEMES = ["light", "dark"]
# So tall that nothing lies under the message box, where axe takes it for too small to press; test_reading.py measures that.
TALL = {"width": 1280, "height": 8000}
DOCUMENTS = ["plan", "plan to share", "talk sheet", "small help", "team", "what is held"]
axe = Axe()


def faults(page: Page) -> list[str]:
    """What is wrong with a page in either colour scheme: rule, where, and what to do."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        answer = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}).response
        found += [
            f"{scheme}: {fault['id']}: {node['target']}: {node['html'][:160]}: {node['failureSummary']}"
            for fault in answer["violations"] for node in fault["nodes"]
        ]
    return found


@pytest.mark.parametrize("state", states.TALK)
def test_the_talk(visitors, state):
    visitor = visitors(viewport=TALL)
    states.TALK[state](visitor)
    assert faults(visitor.page) == []


@pytest.mark.parametrize("state", states.PANELS)
def test_the_panel(visitors, intranet, state):
    visitor = visitors(viewport=TALL)
    states.PANELS[state](visitor, intranet)
    assert faults(visitor.page) == []


@pytest.mark.parametrize("name", states.PAGES)
def test_a_page_without_a_talk(visitor, guide, name):
    assert visitor.page.goto(guide.url + states.PAGES[name](guide)).ok
    assert faults(visitor.page) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_page_to_keep(visitor, name):
    assert faults(states.documents(visitor)[name]()) == []


@pytest.mark.parametrize("path, token", [("plan", "none"), ("page?help=first-weeks", ""), ("page?help=none", "none")])
def test_a_page_that_says_why_a_page_cannot_be_shown(visitor, path, token):
    page = states.refused(visitor, path, token)
    assert page.get_by_role("heading").count() and faults(page) == []


def test_the_page_of_an_inbox_for_a_link_that_is_none(visitor, guide):
    visitor.watch.expects("status of 403")
    assert not visitor.page.goto(guide.url + "/inbox/no-such-link").ok
    assert visitor.page.get_by_role("heading").count() and faults(visitor.page) == []


def test_the_page_to_talk_on_without_scripts(visitor, guide):
    """As it is shown where scripts are off. Axe is a script itself, so the page's own are taken out instead; the other pages have none."""
    page = re.sub(r"</?noscript>|<script[^>]*></script>", "", requests.get(guide.url).text)
    assert "<script" not in page
    visitor.page.route("**/without-scripts", lambda route: route.fulfill(body=page, content_type="text/html"))
    visitor.page.goto(guide.url + "/without-scripts")
    expect(visitor.page.get_by_text("your browser has to run JavaScript")).to_be_visible()
    expect(visitor.page.get_by_role("link", name="who you can ask instead")).to_be_visible()
    assert faults(visitor.page) == []


def test_the_report_of_insights(visitor, store, tmp_path):
    url = f"sqlite:///{tmp_path / 'people.db'}"
    fill(url, store, 700)
    database = Database(url)
    html = insights_page.page(insights.report(database, store, Span("2026-01", "2026-10")), store)
    database.close()
    (tmp_path / "insights.html").write_text(html, encoding="utf-8")
    visitor.page.goto((tmp_path / "insights.html").as_uri())
    assert visitor.page.locator("svg").count() and faults(visitor.page) == []


def test_a_page_with_faults_has_them_found(visitor):
    visitor.visit()
    visitor.page.evaluate("() => document.querySelectorAll('button').forEach((one) => { one.style.color = '#ccc'; one.style.background = '#fff'; })")
    visitor.page.evaluate("() => document.body.append(document.createElement('input'))")
    assert any("label" in fault for fault in faults(visitor.page))
