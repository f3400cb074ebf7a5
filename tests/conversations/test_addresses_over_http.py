"""The real server: nothing of Rasa's own HTTP API is open, and every refusal looks alike."""
from __future__ import annotations

import pytest
import requests

# Rasa's own, as its documents name them; and its other channels.
RASAS = [
    "/version", "/status", "/domain", "/model", "/model/train", "/model/parse", "/model/predict", "/model/test/stories", "/model/test/intents",
    "/conversations", "/conversations/default/tracker", "/conversations/default/tracker/events", "/conversations/default/story", "/conversations/default/execute",
    "/conversations/default/trigger_intent", "/conversations/default/predict", "/conversations/default/messages", "/api/version", "/auth",
    "/webhooks/rest", "/webhooks/rest/webhook", "/webhooks/rest/webhook?stream=true", "/webhooks/callback/webhook", "/webhooks/botframework/webhook", "/webhooks/slack/webhook",
    "/webhooks/facebook/webhook", "/webhooks/widget/webhook", "/socket.io/", "/webhooks/chatroom/conversations/x/tracker", "/docs", "/openapi.json", "/metrics",
]


@pytest.mark.parametrize("path", RASAS)
def test_rasas_own_addresses_lead_nowhere(guide, path):
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
        answer = requests.request(method, guide.url + path, json={"sender": "x", "message": "hi", "text": "hi"} if method != "GET" else None, timeout=10)
        assert answer.status_code == 404 and answer.json()["error"]["code"] == "not-found", (method, path)
        assert "rasa" not in answer.text.lower() and "Server" not in answer.headers
    options = requests.options(guide.url + path, headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}, timeout=10)
    assert options.status_code in (403, 404) and not [name for name in options.headers if name.lower().startswith("access-control-")]


def test_the_first_page_is_ours_and_tells_no_version(guide):
    for method in ("GET", "HEAD"):
        answer = requests.request(method, guide.url + "/", timeout=10)
        assert answer.status_code == 200 and "Rasa" not in answer.text and "Server" not in answer.headers
    assert requests.post(guide.url + "/", timeout=10).status_code == 405


def test_another_site_that_is_named_talks_and_one_that_is_not_does_not(guide):
    begin = lambda origin: requests.post(guide.url + "/webhooks/widget/sessions", json={"school": "hill-school"}, headers={"Origin": origin}, timeout=30)  # noqa: E731
    named = begin("https://intranet.hill.example")
    assert named.status_code == 200 and named.headers["Access-Control-Allow-Origin"] == "https://intranet.hill.example"
    assert "Access-Control-Allow-Credentials" not in named.headers
    stranger = begin("https://evil.example")
    assert stranger.status_code == 403 and stranger.json()["error"]["code"] == "bad-origin"


def test_ten_megabytes_are_refused_by_the_real_server_too(guide):
    answer = requests.post(guide.url + "/webhooks/widget/sessions", data=b"x" * 10_000_000, headers={"Content-Type": "application/json"}, timeout=30)
    assert answer.status_code == 413 and answer.json()["error"]["code"] == "too-long"


def test_feedback_reaches_the_page_of_the_school_and_the_page_without_script_names_its_people(guide):
    client = guide.client()
    client.start("mill-school")
    assert "Thank you" in client.feedback(True, "It was kind, and found a course for me.")["messages"][-1]["text"]
    assert "found a course for me" in guide.inbox("mill-school") and "found a course for me" not in guide.inbox("brook-school")
    assert "Chris Bell" in requests.get(guide.url + "/about?school=mill-school", timeout=10).text
    assert "found a course" not in (guide.var / "server.log").read_text(errors="replace")
    client.forget()
    assert "found a course for me" not in guide.inbox("mill-school")
