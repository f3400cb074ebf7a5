"""Everything that is refused looks alike and says what to do."""
import re

import pytest
import requests

from bot.channel import tokens
from bot.channel.errors import CODES
from tests.channel.conftest import SECRET

WIDGET = "/webhooks/widget"
JSON = {"Content-Type": "application/json"}


def assert_error(response, status, code):
    assert response.status_code == status
    error = response.json()["error"]
    assert set(response.json()) == {"error"} and set(error) == {"code", "message", "retry"}
    assert error["code"] == code
    assert isinstance(error["message"], str) and isinstance(error["retry"], bool)


@pytest.mark.parametrize("method, path", [("GET", "/nothing"), ("POST", WIDGET + "/nothing"), ("GET", "/conversations/x/tracker"), ("GET", "/widget/nothing.js"), ("GET", "/widget/..%2f..%2fconfig.yml")])
def test_an_unknown_address(address, method, path):
    assert_error(requests.request(method, address + path), 404, "not-found")


@pytest.mark.parametrize("method, path", [("GET", "/sessions"), ("PUT", "/messages"), ("DELETE", "/plan"), ("PUT", "/page")])
def test_a_wrong_method(address, method, path):
    assert_error(requests.request(method, address + WIDGET + path), 405, "bad-method")


@pytest.mark.parametrize("body", ["{", "{'id': 1}", "\x00", "nonsense"])
def test_malformed_json(address, body):
    assert_error(requests.post(address + WIDGET + "/sessions", data=body, headers=JSON), 400, "bad-json")


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "5"])
def test_json_that_is_no_object(address, body):
    assert_error(requests.post(address + WIDGET + "/sessions", data=body, headers=JSON), 400, "bad-request")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_wrong_media_type(address, kind):
    assert_error(requests.post(address + WIDGET + "/sessions", data="{}", headers={"Content-Type": kind}), 415, "bad-type")


def test_a_body_that_is_far_too_long(address):
    assert_error(requests.post(address + WIDGET + "/sessions", data="x" * 400_000, headers=JSON), 413, "too-long")


@pytest.mark.parametrize("school", [5, "", "Hill School", "../x", "x" * 65, []])
def test_a_school_that_cannot_be_one(address, school):
    assert_error(requests.post(address + WIDGET + "/sessions", json={"school": school}), 400, "bad-request")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": "m1"},
        {"text": "hello"},
        {"id": "", "text": "hello"},
        {"id": 5, "text": "hello"},
        {"id": "x" * 101, "text": "hello"},
        {"id": "/opening", "text": "hello"},
        {"id": "m1", "text": None},
        {"id": "m1", "text": ["hello"]},
        {"id": "m1", "text": "hello", "choice": "q1:a"},
        {"id": "m1", "choice": {"id": "q1:a"}},
        {"id": "m1", "choices": []},
        {"id": "m1", "choices": "q1:a"},
        {"id": "m1", "choices": ["q1:a"] * 61},
        {"id": "m1", "choices": [None]},
    ],
)
def test_a_message_that_is_not_one(talk, body):
    response = requests.post(talk.base_url + WIDGET + "/messages", json=body, headers={"Authorization": f"Bearer {talk.token}"})
    assert_error(response, 400, "bad-request")


def forged():
    good = tokens.write(SECRET, tokens.Token("plan", "conversation"))
    body, signature = good.split(".")
    yield from ("", "nonsense", ".", "a.b", f"{body}.", f".{signature}", f"{body}.{signature[:-2]}", f"{body}x.{signature}", f"{body}.{signature}é")
    yield tokens.write(b"another secret", tokens.Token("plan", "conversation"))


# Named by their place: a token is another one each time, and the two processes of the tests must agree on names.
@pytest.mark.parametrize("token", [*forged(), None], ids=[f"forged-{place}" for place in range(11)])
@pytest.mark.parametrize("method, path", [("POST", "/messages"), ("GET", "/messages"), ("GET", "/plan"), ("POST", "/forget")])
def test_a_forged_token(address, token, method, path):
    headers = {} if token is None else {"Authorization": f"Bearer {token}".encode()}
    assert_error(requests.request(method, address + WIDGET + path, json={"id": "m1", "text": "x"} if method == "POST" else None, headers=headers), 401, "no-token")


def test_a_token_whose_time_is_over(address):
    old = tokens.write(SECRET, tokens.Token("plan", "conversation"), now=0)
    assert_error(requests.get(address + WIDGET + "/messages", headers={"Authorization": f"Bearer {old}"}), 401, "expired")


def test_a_token_of_a_plan_that_is_not_there(address):
    token = tokens.write(SECRET, tokens.Token("plan", "conversation"))
    assert_error(requests.get(address + WIDGET + "/messages", headers={"Authorization": f"Bearer {token}"}), 404, "forgotten")


def test_too_many_messages(talk):
    headers = {"Authorization": f"Bearer {talk.token}"}
    with requests.Session() as session:
        for _ in range(400):
            response = session.get(talk.base_url + WIDGET + "/messages", headers=headers)
            if response.status_code != 200:
                break
    assert_error(response, 429, "too-many")
    assert response.headers["Retry-After"]


def test_every_error_has_words_that_say_what_to_do(words):
    for code, (status, _) in CODES.items():
        text = words.phrase(f"channel-error-{code}", most="1,000")
        assert status in (400, 401, 403, 404, 405, 409, 413, 415, 429, 503)
        assert len(re.findall(r"[.!?](?:\s|$)", text)) >= 2, text


def test_sentences_of_the_channel_are_short(words):
    for phrase in words.all("phrases"):
        for sentence in re.split(r"(?<=[.!?])\s+", phrase.text):
            assert len(sentence.split()) <= 20, sentence


def test_nothing_is_kept_by_a_browser_and_no_other_site_may_ask(talk):
    response = requests.get(talk.base_url + WIDGET + "/messages", headers={"Authorization": f"Bearer {talk.token}", "Origin": "http://example.org"})
    assert response.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Set-Cookie" not in response.headers


def test_the_page_and_its_files_are_served(address):
    page = requests.get(address + "/")
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    for file in re.findall(r'(?:src|href)="(/widget/[^"]+)"', page.text):
        assert requests.get(address + file).status_code == 200
