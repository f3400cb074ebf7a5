"""The page without script: what the guide is, what it keeps and whom to ask, at every school and at none."""
from __future__ import annotations

import html
import re

import pytest
import requests

from bot.channel.headers import READING_POLICY
from knowledge import kept
from tests.channel.test_errors import assert_error
from tests.channel.test_sites import here  # noqa: F401
from tests.places import BROOK, MILL, SCHOOL


def about(address: str, query: str = "") -> requests.Response:
    return requests.get(f"{address}/about{query}", timeout=10)


def read(answer: requests.Response) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def test_it_is_a_plain_page_without_script(here):  # noqa: F811
    answer = about(here)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == READING_POLICY and "script-src" not in READING_POLICY
    assert "<script" not in answer.text and not re.search(r"\sstyle=|\son\w+=", answer.text)
    assert answer.text.startswith("<!doctype html>") and '<html lang="en-GB">' in answer.text and answer.text.count("<h1>") == 1


def test_it_says_what_the_guide_is_what_it_keeps_and_who_made_it(here):  # noqa: F811
    words = read(about(here))
    for piece in ("a computer, not a person", "30 days", "14 months", "90 days", "forget me", "free software", "Training and Development Agency", "999"):
        assert piece in words, piece
    for anybody in ("National Careers Service", "union learning rep"):
        assert anybody in words


def test_what_it_says_is_kept_is_what_is_kept(here):  # noqa: F811
    words = read(about(here))
    assert f"kept for {kept.TRANSCRIPT} days" in words and f"kept for {kept.INBOX} days" in words
    assert f"kept for {kept.PLAN // 30} months" in words


def test_at_a_school_it_names_the_people_of_the_school(here):  # noqa: F811
    words = read(about(here, f"?school={SCHOOL}"))
    for piece in ("At Hill Primary School", "Jo Marsh, business manager", "01632 960003", "Pat Lee, union learning rep", "Trust people team", "8 to 4.30 on school days", "(At North Trust)", "Sam Reed"):
        assert piece in words, piece
    assert "Checked 2 November 2026" in words and "Chris Bell" not in words
    assert "Chris Bell" in read(about(here, f"?school={MILL}")) and "Tuesdays and Thursdays, 3 to 4" in read(about(here, f"?school={MILL}"))


@pytest.mark.parametrize("query", ["?school=no-such-school", "?school=../x", "?school=%00", "?school=", "?school=" + "x" * 5000, "?school=%3Cscript%3E"])
def test_a_school_that_is_not_there_gets_what_everybody_gets(here, query):  # noqa: F811
    assert about(here, query).text == about(here).text


def test_its_links_are_served_and_lead_back_to_the_talk_of_the_school(here):  # noqa: F811
    page = about(here, f"?school={BROOK}").text
    links = [html.unescape(link) for link in re.findall(r'href="(/[^"]*)"', page)]
    assert f"/?school={BROOK}" in links and "/knowledge" in links
    for link in links:
        assert requests.get(here + link, timeout=20).status_code == 200, link


def test_headings_go_down_by_one(here):  # noqa: F811
    levels = [int(level) for level in re.findall(r"<h([1-6])", about(here, f"?school={SCHOOL}").text)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:]))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_can_only_be_read(here, method):  # noqa: F811
    assert_error(requests.request(method, f"{here}/about"), 405, "bad-method")


def test_a_look_at_the_headers_alone(here):  # noqa: F811
    answer = requests.head(f"{here}/about")
    assert answer.status_code == 200 and answer.text == "" and int(answer.headers["Content-Length"]) > 1000
