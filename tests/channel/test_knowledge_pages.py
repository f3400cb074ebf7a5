"""What the guide knows, over HTTP: its pages, how long a browser may keep them, and nothing else at those addresses."""
from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import requests

from knowledge import provenance
from tests.channel.test_errors import assert_error


@pytest.fixture
def known(app, address, store) -> str:
    """The address of a channel that has the whole knowledge base."""
    conversations = app.ctx.conversations
    conversations.parts = replace(conversations.parts, store=store)
    return address + "/knowledge"


@pytest.mark.parametrize("path", ["", "/", "/roles", "/qualifications", "/sources", "/roles/"])
def test_the_pages_are_served_with_the_headers_of_every_page(known, path):
    page = requests.get(known + path)
    assert page.status_code == 200 and page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"] and "style-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff" and page.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in page.headers


def test_every_link_of_the_first_page_is_served(known, address):
    page = requests.get(known)
    links = [link for link in re.findall(r'href="(/[^"]*)"', page.text)]
    assert {"/widget/knowledge.css", "/knowledge/roles", "/"} <= set(links)
    for link in links:
        assert requests.get(address + link).status_code == 200, link


def test_the_page_to_talk_on_leads_to_what_the_guide_knows(known, address):
    assert 'href="/knowledge"' in requests.get(address + "/").text


@pytest.mark.parametrize("path", ["/nothing", "/index", "/phrases", "/topics", "/..%2f..%2fconfig.yml", "/roles/school-cook", "/%00"])
def test_another_address_holds_nothing(known, path):
    assert_error(requests.get(known + path), 404, "not-found")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["", "/roles"])
def test_the_pages_can_only_be_read(known, method, path):
    assert_error(requests.request(method, known + path), 405, "bad-method")


def test_a_look_at_the_headers_alone(known):
    answer = requests.head(known + "/roles")
    assert answer.status_code == 200 and answer.text == "" and int(answer.headers["Content-Length"]) > 1000


def test_a_browser_asks_again_and_gets_nothing_new(known):
    first = requests.get(known)
    assert first.headers["Cache-Control"] == "no-cache"
    again = requests.get(known, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.text == "" and again.headers["ETag"] == first.headers["ETag"]
    assert requests.get(known, headers={"If-None-Match": '"another"'}).status_code == 200


def test_the_pages_are_made_once_for_a_build_and_again_for_the_next(known, app, store, monkeypatch):
    requests.get(known)
    builds, really = [], provenance.pages
    monkeypatch.setattr(provenance, "pages", lambda store, *rest: builds.append(store.build) or really(store, *rest))
    with ThreadPoolExecutor(4) as people:
        assert {answer.status_code for answer in people.map(requests.get, [known] * 8)} == {200}
    assert builds == []
    other = type(store)(store.path, store._records, store._former, "another-build")
    app.ctx.conversations.parts = replace(app.ctx.conversations.parts, store=other)
    with ThreadPoolExecutor(4) as people:
        assert all("another-build" in answer.text for answer in people.map(requests.get, [known] * 8))
    assert builds == ["another-build"]
