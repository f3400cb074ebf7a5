"""The plan, or a page to keep, opened in a tab by a form: nothing of it in an address, and a refusal that a person can read."""
from __future__ import annotations

import pytest
import requests

from bot.channel import tokens
from bot.channel.headers import PLAN_POLICY, READING_POLICY
from bot.client import CHANNEL, Client
from tests.channel.conftest import SECRET
from tests.channel.test_errors import assert_error
from tests.channel.test_help_page import guided  # noqa: F401

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def post(client: Client, path: str, fields: dict | list, **headers: str) -> requests.Response:
    return requests.post(f"{client.base_url}{CHANNEL}{path}", data=fields, headers={**BROWSER, **headers}, timeout=10)


def assert_page(answer: requests.Response, status: int, words: str) -> None:
    """A refusal that a person reads: plain words, no script, kept and framed by nobody."""
    assert answer.status_code == status and answer.headers["Content-Type"].startswith("text/html")
    assert words in answer.text and "<h1>This page cannot be shown</h1>" in answer.text and "<script" not in answer.text
    assert answer.headers["Content-Security-Policy"] == READING_POLICY and answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("origin", [None, "null"])
@pytest.mark.parametrize("copy", ["mine", "share"])
def test_the_plan_opens_by_the_token_in_a_field(talk, copy, origin):
    answer = post(talk, "/plan", {"token": talk.token, "copy": copy}, **({"Origin": origin} if origin else {}))
    assert answer.status_code == 200 and answer.text == f"{copy}: ['I am a cook']"
    assert answer.headers["Content-Type"].startswith("text/html") and answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Content-Security-Policy"] == PLAN_POLICY and "frame-ancestors 'none'" in PLAN_POLICY
    assert talk.token not in answer.url and not answer.history


def test_without_a_copy_it_is_mine(talk):
    assert post(talk, "/plan", {"token": talk.token}).text.startswith("mine:")


def test_a_page_to_keep_opens_the_same_way(guided):  # noqa: F811
    for fields, words in (({"help": "appraisal"}, "allergens"), ({"team": "school-cook"}, "cook")):
        answer = post(guided, "/page", {"token": guided.token, **fields})
        assert answer.status_code == 200 and words in answer.text.lower() and answer.headers["X-Robots-Tag"] == "noindex"


def test_the_page_is_that_of_the_token_and_of_nothing_else(talk, address):
    other = Client(address)
    other.start()
    other.say("I am a caretaker")
    answer = requests.post(f"{address}{CHANNEL}/plan?token={talk.token}", data={"token": other.token}, headers={**BROWSER, "Authorization": f"Bearer {talk.token}"})
    assert "caretaker" in answer.text and "cook" not in answer.text


@pytest.mark.parametrize(("fields", "status", "told"), [
    ({"x": "y"}, 401, "lost track of this conversation"), ({"token": ""}, 401, "lost track"), ({"token": "x"}, 401, "lost track"),
    ({"token": tokens.write(SECRET, tokens.Token("plan", "talk"), now=0)}, 401, "closed for a while"),
    ({"token": tokens.write(SECRET, tokens.Token("plan", "talk"))}, 404, "We keep nothing about this conversation"),
    ({"token": tokens.write(b"another", tokens.Token("plan", "talk"))}, 401, "lost track"),
])
def test_a_refusal_is_a_page_with_the_same_words_and_status(client, fields, status, told):
    assert_page(post(client, "/plan", fields), status, told)
    assert_page(post(client, "/page", {**fields, "help": "appraisal"}), status, told)


def test_two_tokens_in_a_form_are_none(talk):
    assert_page(post(talk, "/plan", [("token", talk.token), ("token", talk.token)]), 401, "lost track")


def test_a_page_that_is_not_there_and_a_copy_that_is_none(talk):
    assert_page(post(talk, "/page", {"token": talk.token, "help": "appraisal"}), 404, "Go back to the talk")
    assert_page(post(talk, "/page", {"token": talk.token}), 400, "Something went missing")
    assert_page(post(talk, "/plan", {"token": talk.token, "copy": "<script>"}), 400, "Something went missing")


def test_a_stranger_opens_nothing(talk):
    assert_page(post(talk, "/plan", {"token": talk.token}, Origin="https://evil.example"), 403, "does not talk on this page")


def test_what_is_no_form_is_refused_and_a_program_gets_data(talk):
    own = {"Authorization": f"Bearer {talk.token}"}
    assert_error(requests.post(f"{talk.base_url}{CHANNEL}/plan", json={"token": talk.token}, headers=own), 415, "bad-type")
    assert_page(requests.post(f"{talk.base_url}{CHANNEL}/plan", json={"token": talk.token}, headers={**own, **BROWSER}), 415, "a form we cannot read")
    assert_error(requests.post(f"{talk.base_url}{CHANNEL}/plan", data={"token": "x"}, headers={"Accept": "application/json"}), 401, "no-token")


def test_a_plan_fetched_by_a_script_stays_as_it_was(talk):
    answer = requests.get(f"{talk.base_url}{CHANNEL}/plan", headers={"Accept": "text/html"})
    assert_error(answer, 401, "no-token")


@pytest.mark.parametrize("body", [b"token=%ff%fe", b"\xff\xfe", b"&&&", b"token", b"=" * 1000])
def test_an_odd_form_is_a_plain_refusal(client, body):
    answer = requests.post(f"{client.base_url}{CHANNEL}/plan", data=body, headers={**BROWSER, "Content-Type": "application/x-www-form-urlencoded"})
    assert_page(answer, 401, "lost track")
