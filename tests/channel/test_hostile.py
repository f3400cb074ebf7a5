"""Hostile and broken requests: the right status in the one shape, no trace inside, and nothing in the log that tells of anybody."""
from __future__ import annotations

import base64
import json
import logging
import socket
from urllib.parse import urlsplit

import pytest
import requests

from bot.channel import headers, tokens
from bot.channel.limits import Limit
from bot.client import CHANNEL, Client
from tests.channel.conftest import SECRET
from tests.channel.test_errors import assert_error

JSON = {"Content-Type": "application/json"}
SECRET_WORDS = "zanzibar-07700900123"
# What a trace, or a page of the server's own making, would show.
INSIDE = ("Traceback", "File \"", "sanic", "Sanic", "rasa", "Rasa", "python", ".py", "line ")


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Nothing of what was sent stands in the log, and nothing of the server's inside in it either."""
    with caplog.at_level(logging.INFO):
        yield
    for record in caplog.records:
        assert SECRET_WORDS not in record.getMessage() and "Bearer" not in record.getMessage() and not record.exc_info, record


def mine(client: Client, **more: str) -> dict:
    return {"Authorization": f"Bearer {client.token}", **more}


def assert_refused(answer: requests.Response, status: int, code: str) -> None:
    assert_error(answer, status, code)
    assert not [piece for piece in INSIDE if piece in answer.text] and SECRET_WORDS not in answer.text
    assert answer.headers["Content-Security-Policy"] == headers.DATA_POLICY and answer.headers["Cache-Control"] == "no-store"
    assert "Server" not in answer.headers


def chunks(size: int, of: int = 64 * 1024):
    for _ in range(size // of):
        yield b"x" * of


# Long and broken bodies


@pytest.mark.parametrize("path", ["/sessions", "/messages", "/resume", "/forget", "/feedback", "/plan", "/page"])
@pytest.mark.parametrize("long", [lambda: b"x" * 10_000_000, lambda: chunks(10_000_000)], ids=["with a length", "in chunks"])
def test_ten_megabytes_are_refused_and_the_sender_can_read_why(talk, path, long):
    assert_refused(requests.post(talk.base_url + CHANNEL + path, data=long(), headers=mine(talk, **JSON), timeout=20), 413, "too-long")
    assert talk.say("I go on")["messages"]


def test_endless_headers_are_refused(address):
    answer = requests.get(address + CHANNEL + "/messages", headers={"X-Long": "x" * 20_000})
    assert_refused(answer, 413, "too-long")


BROKEN = {
    "half": b"{", "other quotes": b"{'id': 1}", "zero": b"\x00", "no text": b"\xff\xfe{}", "cut off": b'{"id": "m1", "text": "' + SECRET_WORDS.encode(), "deep list": b"[" * 100_000,
    "deep object": b'{"a":' * 20_000, "closed and deep": b"[" * 50_000 + b"]" * 50_000, "no number": b"nan", "endless number": b'{"id": 1e999999}',
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_malformed_json(talk, body):
    answer = requests.post(talk.base_url + CHANNEL + "/messages", data=body, headers=mine(talk, **JSON))
    assert answer.status_code == 400 and answer.json()["error"]["code"] in ("bad-json", "bad-request")
    assert not [piece for piece in INSIDE if piece in answer.text]


@pytest.mark.parametrize("value", [None, True, 0, -1, 1.5, [], {}, [[]], {"a": {"b": {}}}, "x" * 2000, "../../x", "\ud800", ["q1:a", 5], "q1:a\n", "say:" + "x" * 10_000], ids=range(15))
@pytest.mark.parametrize("key", ["choice", "choices", "id"])
def test_wrong_types_and_odd_values_are_refused(talk, key, value):
    body = {"id": "m1", **({"text": SECRET_WORDS} if key == "id" else {}), key: value}
    answer = requests.post(talk.base_url + CHANNEL + "/messages", data=json.dumps(body), headers=mine(talk, **JSON))
    assert_refused(answer, 400, answer.json()["error"]["code"])


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "multipart/form-data", "application/xml", "application/jsonx", "application/json-patch+json", "é", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("path", ["/sessions", "/messages", "/resume", "/feedback"])
def test_a_wrong_content_type(talk, path, kind):
    answer = requests.post(talk.base_url + CHANNEL + path, data=b'{"id": "m1", "text": "x"}', headers=mine(talk, **{"Content-Type": kind.encode()}))
    assert_refused(answer, 415, "bad-type")


@pytest.mark.parametrize("raw", [
    b"GARBAGE\r\n\r\n", b"POST /webhooks/widget/sessions HTTP/1.1\r\nContent-Length: abc\r\n\r\n",
    b"POST /webhooks/widget/sessions HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + b"x" * 100, b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    b"POST /webhooks/widget/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", b"GET /webhooks/widget/messages HTTP/1.1\r\nno colon here\r\n\r\n",
])
def test_what_is_no_request_is_answered_or_dropped_and_nothing_breaks(address, raw):
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=5) as wire:
        wire.sendall(raw)
        wire.settimeout(5)
        answer = wire.recv(65536)
    assert answer == b"" or answer.split()[1] in (b"400", b"413"), answer
    assert not [piece for piece in INSIDE if piece.encode() in answer]
    assert requests.get(address + "/").status_code == 200


CHUNKED = "Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize("lengths", [
    "Content-Length: -5\r\n", "Content-Length: +2\r\n", "Content-Length: 1_2\r\n", "Content-Length: \u0662\r\n", "Content-Length: 9" + "9" * 40 + "\r\n", "Content-Length:\r\n",
    "Content-Length: 2\r\nContent-Length: 5\r\n", f"Content-Length: 2\r\n{CHUNKED}", f"{CHUNKED}Content-Length: 2\r\n", CHUNKED * 2, "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: xchunked\r\n",
])
def test_a_body_whose_length_is_not_said_plainly_is_refused_and_holds_nobody_up(address, lengths):
    """Of a length below nothing Sanic reads for ever, and answers nobody else meanwhile."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=5) as wire:
        wire.sendall(f"POST {CHANNEL}/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{lengths}\r\n{{}}".encode() + b"0\r\n\r\n")
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ") and answer.count(b"HTTP/1.1") == 1 and b"connection: close" in answer.lower()
    assert requests.get(address + "/", timeout=5).status_code == 200


# Methods and addresses


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize(("path", "there"), [("/sessions", {"POST"}), ("/messages", {"GET", "POST"}), ("/plan", {"GET", "POST"}), ("/feedback", {"POST"}), ("/forget", {"POST"})])
def test_a_method_that_is_not_there_is_answered_with_those_that_are(address, method, path, there):
    if method in there:
        pytest.skip("this one is there")
    answer = requests.request(method, address + CHANNEL + path)
    assert answer.status_code == 405 and set(answer.headers["Allow"].split(", ")) == there
    if method != "HEAD":
        assert_refused(answer, 405, "bad-method")


@pytest.mark.parametrize("path", ["/nothing", "/webhooks", "/webhooks/", "/webhooks/widget", "/webhooks/widget/", "/webhooks/widget/messages/x", "/webhooks/rest/webhook", "//", "/%2e%2e/config.yml", "/widget/%2e%2e/config.yml", "/about/x", "/\u2603"])
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS"])
def test_an_address_that_is_not_there(address, path, method):
    answer = requests.request(method, address + path, headers={"Accept": "text/html"})
    assert answer.status_code in (404, 405)
    if method != "HEAD":
        assert_refused(answer, answer.status_code, {404: "not-found", 405: "bad-method"}[answer.status_code])


@pytest.mark.parametrize(("name", "value"), [("Range", "bytes=9999999-"), ("Range", "bytes=x"), ("Range", "lines=1-2"), ("Expect", "the-unexpected"), ("If-None-Match", "\""), ("Accept", "\"/;q=x"), ("Content-Length", "0"), ("Upgrade", "websocket"), ("Origin", "\"")])
def test_odd_headers_break_nothing(address, caplog, name, value):
    for path in ("/", "/widget/page.css", CHANNEL + "/messages"):
        assert requests.get(address + path, headers={name: value}, timeout=10).status_code in (200, 206, 400, 401, 403, 416)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR and "body not consumed" not in record.getMessage()]


def test_the_log_tells_no_address_that_somebody_asked_for(address, caplog):
    requests.get(f"{address}/about?{SECRET_WORDS}", headers={"Content-Length": "0"})
    requests.get(f"{address}/inbox/{SECRET_WORDS}", headers={"Content-Length": "0"})
    assert "/inbox" not in caplog.text and "/about" not in caplog.text


# Choices


def test_a_choice_of_another_plan_is_none_of_mine(talk, address):
    other = Client(address)
    other.start()
    for n in range(3):
        reply = other.say(f"answer {n}")
    theirs = reply["messages"][-1]["choices"][0]["id"]
    answer = requests.post(address + CHANNEL + "/messages", json={"id": "m9", "choice": theirs}, headers=mine(talk))
    assert_refused(answer, 400, "bad-choice")
    assert other.choose(theirs)["messages"]


@pytest.mark.parametrize("choice", ["say:", "say:../x", "say:help-now:x", "start_guide", "/restart", "q1:a;q1:b", "q99:a", "say:forget\u0000", "channel-say-forget", "SAY:forget"])
def test_a_choice_that_was_never_offered_reaches_nobody(talk, agent, choice):
    heard = list(agent.heard)
    answer = requests.post(talk.base_url + CHANNEL + "/messages", json={"id": "m9", "choice": choice}, headers=mine(talk))
    assert_refused(answer, 400, "bad-choice")
    assert agent.heard == heard


@pytest.mark.parametrize("text", ["/restart", "/start_guide", "  //choice{\"x\": 1}", "/session_start", "/action_listen"])
def test_words_are_no_command_of_rasas(talk, agent, text):
    talk.say(text)
    assert not agent.heard[-1].startswith("/")


# Tokens


def changed(token: str) -> list[str]:
    body, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    other = base64.urlsafe_b64encode(json.dumps({**claims, "plan": "another"}).encode()).decode().rstrip("=")
    longer = base64.urlsafe_b64encode(json.dumps({**claims, "until": claims["until"] + 1}).encode()).decode().rstrip("=")
    return [f"{other}.{signature}", f"{longer}.{signature}", token[:-1], token[1:], body, f"{body}.", token * 2, token + ".x", token.upper(), "null", "undefined", "\u2603"]


@pytest.mark.parametrize("number", range(12))
def test_a_forged_or_truncated_token_opens_nothing(talk, number):
    token = changed(talk.token)[number]
    for method, path in (("GET", "/messages"), ("POST", "/messages"), ("GET", "/plan"), ("GET", "/page?help=appraisal"), ("POST", "/feedback"), ("POST", "/forget")):
        body = {"id": "m9", "text": SECRET_WORDS, "helped": True} if method == "POST" else None
        answer = requests.request(method, talk.base_url + CHANNEL + path, json=body, headers={"Authorization": f"Bearer {token}".encode()})
        assert_refused(answer, 401, "no-token")
    assert talk.history()["messages"]


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token {}", "{}", "Bearer {} x", "Bearer\t{}", "Bearer {}, Bearer {}"])
def test_another_kind_of_authorization_is_none(talk, given):
    answer = requests.get(talk.base_url + CHANNEL + "/messages", headers={"Authorization": given.replace("{}", talk.token)})
    assert_refused(answer, 401, "no-token")


def test_two_authorization_headers_are_none(talk):
    parts = urlsplit(talk.base_url)
    line = f"Authorization: Bearer {talk.token}\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=5) as wire:
        wire.sendall(f"GET {CHANNEL}/messages HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n{line}{line}\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.split()[1] == b"401" and b'"no-token"' in answer


def test_a_token_is_good_for_its_own_plan_whatever_else_a_request_says(talk, address):
    other = Client(address)
    other.start()
    other.say("I am a caretaker")
    plan = tokens.read(SECRET, other.token).plan
    for path in (f"/messages?plan={plan}", f"/plan?plan={plan}&token={other.token}"):
        answer = requests.get(address + CHANNEL + path, headers=mine(talk, **{"X-Plan": plan, "Cookie": f"token={other.token}"}))
        assert answer.status_code == 200 and "cook" in answer.text and "caretaker" not in answer.text


def test_an_expired_token_says_so_everywhere(talk):
    claims = tokens.read(SECRET, talk.token)
    old = tokens.write(SECRET, claims, now=0)
    for method, path in (("GET", "/messages"), ("POST", "/messages"), ("GET", "/plan"), ("POST", "/feedback"), ("POST", "/forget")):
        answer = requests.request(method, talk.base_url + CHANNEL + path, json={"id": "m9", "text": "x", "helped": True} if method == "POST" else None, headers={"Authorization": f"Bearer {old}"})
        assert_refused(answer, 401, "expired")
    assert talk.history()["messages"]


# Too often


def test_a_thousand_sessions_from_one_address_are_stopped_with_how_long_to_wait(app, address, monkeypatch):
    limit = app.ctx.conversations.limits.sessions
    now = [1000.0]
    monkeypatch.setattr(limit, "_clock", lambda: now[0])
    with requests.Session() as session:
        answers = [session.post(address + CHANNEL + "/sessions", json={}) for _ in range(1000)]
    refused = [answer for answer in answers if answer.status_code != 200]
    assert 600 < len(refused) < 1000 and {answer.status_code for answer in refused} == {429}
    assert_refused(refused[-1], 429, "too-many")
    now[0] += int(refused[-1].headers["Retry-After"])
    assert requests.post(address + CHANNEL + "/sessions", json={}).status_code == 200
    assert requests.post(address + CHANNEL + "/sessions", json={}).status_code == 429


def test_sixty_people_of_one_school_all_get_to_talk(address):
    people = [Client(address) for _ in range(60)]
    for person in people:
        person.start()
    for turn in range(5):
        assert all(person.say(f"answer {turn}")["messages"] and person.history()["messages"] for person in people)


@pytest.mark.parametrize(("method", "path"), [("POST", "/sessions"), ("POST", "/messages"), ("GET", "/messages"), ("GET", "/plan"), ("GET", "/page?help=x"), ("POST", "/resume"), ("POST", "/feedback"), ("POST", "/forget"), ("GET", "/nothing")])
def test_every_route_is_limited_by_address(app, address, method, path):
    app.ctx.conversations.limits.requests = Limit(burst=2, seconds=40)
    answers = [requests.request(method, address + CHANNEL + path, json={}) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert_refused(answers[-1], 429, "too-many")
    assert 30 < int(answers[-1].headers["Retry-After"]) <= 40


@pytest.mark.parametrize(("method", "path"), [("POST", "/messages"), ("GET", "/messages"), ("GET", "/plan"), ("GET", "/page?help=x"), ("POST", "/plan"), ("POST", "/feedback"), ("POST", "/forget")])
def test_every_route_is_limited_by_token(app, talk, address, method, path):
    app.ctx.conversations.limits.talks = Limit(burst=1, seconds=40)
    talk.history()
    form = method == "POST" and path == "/plan"
    body = {"data": {"token": talk.token}} if form else {"json": {"id": "m9", "text": "x", "helped": True} if method == "POST" else None}
    answer = requests.request(method, address + CHANNEL + path, headers=mine(talk), **body)
    assert answer.status_code == 429 and 30 < int(answer.headers["Retry-After"]) <= 40
    other = Client(address)
    assert other.start()["messages"], "others are not held up"


@pytest.mark.parametrize(("trusted", "apart"), [(None, False), (1, True)])
def test_people_behind_a_proxy_are_told_apart_only_where_it_is_trusted(app, address, monkeypatch, trusted, apart):
    monkeypatch.setattr(app.config, "PROXIES_COUNT", trusted)
    app.ctx.conversations.limits.requests = Limit(burst=1, seconds=40)
    answers = [requests.get(address + CHANNEL + "/nothing", headers={"X-Forwarded-For": f"203.0.113.9, 192.0.2.{person}"}) for person in (1, 2, 2)]
    assert [answer.status_code for answer in answers] == ([404, 404, 429] if apart else [404, 429, 429])


# Headers


@pytest.mark.parametrize("path", ["/", "/about", "/knowledge", "/widget/chat.css", "/widget/icon.svg", "/nothing", CHANNEL + "/messages", CHANNEL + "/plan"])
def test_security_headers_are_on_every_answer(address, path):
    answer = requests.get(address + path)
    found = answer.headers
    assert found["X-Content-Type-Options"] == "nosniff" and found["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in found["Permissions-Policy"] and "default-src 'none'" in found["Content-Security-Policy"] and "frame-ancestors" in found["Content-Security-Policy"]
    assert found["Cross-Origin-Resource-Policy"] == ("cross-origin" if path.endswith(".svg") else "same-origin")
    assert ("Cross-Origin-Opener-Policy" in found) == found["Content-Type"].startswith("text/html")
    assert not {"Server", "X-Powered-By", "Set-Cookie"} & set(found)
