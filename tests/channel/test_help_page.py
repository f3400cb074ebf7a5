"""The page of a small help over HTTP: made from what was told in the talk, for its own token, with the headers of a document."""
from __future__ import annotations

import pytest
import requests

from bot.channel import Parts
from bot.channel.conversations import Conversations
from bot.channel.headers import PLAN_POLICY
from bot.client import CHANNEL, Client, Refused
from knowledge.advice import small_helps
from knowledge.people import People
from tests.channel import conftest
from tests.channel.conftest import SECRET, care, receive, render

TOLD = {
    "appraisal": {"role": "school-cook", "say": "allergens <script>alert(1)</script>"},
    "for-rep": {},
    "first-weeks": {"role": "a-job-that-was-taken-out"},
}


@pytest.fixture
def guided(app, agent, store, people_path, monkeypatch) -> Client:
    """A person whose talk holds what was told for some helps."""
    def guide(answers, parsed):
        reply, answers, asked = plain(answers, parsed)
        return reply, {**answers, "helps": TOLD}, asked

    plain = conftest.guide
    monkeypatch.setattr(conftest, "guide", guide)
    people = People(f"sqlite:///{people_path}", SECRET)
    app.ctx.agent = agent
    app.ctx.conversations = Conversations(Parts(store, people, SECRET, receive, care, render, small_helps.document))
    client = Client(app.ctx.address)
    client.start()
    client.say("I am a cook")
    yield client
    people.close()


def get(client: Client, query: str, token: str | None = None) -> requests.Response:
    headers = {"Authorization": f"Bearer {token or client.token}"} if (token or client.token) else {}
    return requests.get(f"{client.base_url}{CHANNEL}/page{query}", headers=headers, timeout=10)


def test_it_is_made_from_what_was_told(guided):
    page = guided.page("appraisal")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Disposition"] == 'inline; filename="five-steps-appraisal.html"'
    assert "School cook" in page.text and "allergens &lt;script&gt;" in page.text and "<script" not in page.text


def test_it_has_the_headers_of_a_document_that_nobody_keeps(guided):
    page = guided.page("for-rep")
    assert page.headers["Content-Security-Policy"] == PLAN_POLICY and page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff" and page.headers["Referrer-Policy"] == "no-referrer"
    assert guided.plan().headers["Content-Security-Policy"] == PLAN_POLICY


@pytest.mark.parametrize("help", ["mentor-brief", "no-such-help", "first-weeks"])
def test_one_that_was_not_answered_or_is_unknown_or_can_no_longer_be_made_is_a_plain_error(guided, help):
    with pytest.raises(Refused) as refused:
        guided.page(help)
    assert (refused.value.status, refused.value.code, refused.value.retry) == (404, "no-page", False)
    assert "Go back to the talk" in str(refused.value)


@pytest.mark.parametrize("query", ["", "?help=", "?help=../plan", "?help=A B", "?help=" + "x" * 65])
def test_an_address_that_names_no_help_is_refused(guided, query):
    answer = get(guided, query)
    assert answer.status_code == 400 and answer.json()["error"]["code"] == "bad-request"


def test_the_page_of_a_job_for_a_team_tells_nothing_that_was_said(guided):
    page = guided.page("school-cook", "team")
    assert page.headers["Content-Disposition"] == 'inline; filename="five-steps-team-school-cook.html"'
    assert "school cook" in page.text.lower() and "allergens &lt;script&gt;" not in page.text
    with pytest.raises(Refused) as refused:
        guided.page("no-such-job", "team")
    assert refused.value.code == "no-page" and get(guided, "?team=../plan").status_code == 400


def test_nobody_gets_it_without_its_token(guided):
    assert get(guided, "?help=appraisal", "not-a-token").status_code == 401
    assert requests.get(f"{guided.base_url}{CHANNEL}/page?help=appraisal", timeout=10).status_code == 401
    assert get(guided, f"?help=appraisal&token={guided.token}", "x").status_code == 401, "a token in an address is none"


def test_a_talk_in_which_nothing_was_told_has_no_page(talk):
    with pytest.raises(Refused, match="Go back to the talk"):
        talk.page("appraisal")


def test_forgotten_is_forgotten(guided):
    guided.forget()
    with pytest.raises(Refused) as refused:
        guided.page("appraisal")
    assert refused.value.code == "forgotten"
