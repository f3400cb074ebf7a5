"""`GET held`: everything that is held about the person whose token it is, and nothing of anybody else."""
from __future__ import annotations

import html

import pytest
import requests

from bot.channel.conversations import Conversations
from bot.client import CHANNEL, Client, Refused
from knowledge import held, held_page
from knowledge.people_db import metadata
from tests.channel.conftest import channel_parts


@pytest.fixture
def address(address, app, store, people_path, monkeypatch):
    """The channel with the words of the whole knowledge base. The stand-in for the guide keeps answers in a form of its own."""
    monkeypatch.setattr(held.show, "lines", lambda view: [])
    app.ctx.conversations.people.close()
    app.ctx.conversations = Conversations(channel_parts(store, f"sqlite:///{people_path}"))
    return address


def refused(ask) -> Refused:
    with pytest.raises(Refused) as caught:
        ask()
    return caught.value


def test_it_holds_what_was_said_and_what_is_stored(talk):
    told = talk.held()
    assert [turn["You"] for turn in told["What was said"]] == ["", "I am a cook"]
    stored = told["The same, as it is stored"]
    assert stored["Your plan"][0]["Answers"] == {"said": ["I am a cook"]}
    assert told["How long it is kept"]["What was said"] == "30 days"


def test_every_table_is_in_it_with_its_columns_in_words(talk, store):
    stored = talk.held()["The same, as it is stored"]
    # The marks of forgotten plans, the counts for insights and the time of the last purge are about nobody.
    told = [table for table in metadata.sorted_tables if table.name not in ("forgotten", "insights", "purges")]
    assert len(stored) == len(told)
    for table in told:
        assert store.find("phrases", f"held-table-{table.name}"), f"give the table {table.name} a name in words_held.yml"
        for column in table.c:
            known = column.name in ("code_seed", "code_hash") or store.find("phrases", f"held-column-{column.name}")
            assert known, f"give the column {table.name}.{column.name} a name in words_held.yml"


def test_nobody_elses_is_in_it(talk):
    other = Client(talk.base_url)
    other.start()
    other.say("I have a zanzibar secret")
    assert "zanzibar" not in str(talk.held())


def test_the_keys_of_the_code_are_not_in_it(talk):
    code = talk.choose("say:stop")["messages"][0]["text"].split()[-1].rstrip(".")
    told = talk.held()
    assert told["Your code"].startswith("You have one")
    assert code not in str(told) and "code_seed" not in str(told) and "code_hash" not in str(told)


def test_it_is_kept_by_no_browser_and_saved_as_a_file(talk):
    answer = requests.get(f"{talk.base_url}{CHANNEL}/held", headers={"Authorization": f"Bearer {talk.token}"}, timeout=10)
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"].startswith("application/json")


def test_without_a_token_there_is_nothing(address):
    assert refused(Client(address).held).status == 401


def test_after_forget_me_there_is_nothing(talk):
    talk.forget()
    assert (error := refused(talk.held)).status == 404 and error.code == "forgotten"


def test_a_database_that_is_away_is_a_503(talk, people_path):
    for file in people_path.parent.iterdir():
        file.write_bytes(b"no database")
    assert refused(talk.held).status == 503


def opened(client: Client, **fields) -> requests.Response:
    """What a browser gets that opens the page with a form, as the widget does."""
    form = {"token": client.token, **fields}
    return requests.post(f"{client.base_url}{CHANNEL}/held", data=form, headers={"Accept": "text/html", "Origin": "null"}, timeout=10)


def test_a_form_opens_it_as_a_page_to_read(talk):
    answer = opened(talk)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Cache-Control"] == "no-store" and "script" not in answer.headers["Content-Security-Policy"]
    for words in ("What we hold about you", "I am a cook", "30 days", "Number of the message"):
        assert words in answer.text, words


def test_every_part_of_the_file_is_on_the_page(talk):
    page, told = html.unescape(opened(talk).text), talk.held()
    assert all(label in page for label in told if label != "What this is")
    assert all(shown in page for turn in told["What was said"] for shown in turn["The guide"])


def test_its_moments_are_told_as_at_a_school(store):
    told = {store.phrase("held-what"): "all", "Made on": "2026-07-01", "You began": "2026-06-30T23:05:09+00:00", "Said": "2026-07-01 and more"}
    page = held_page.page({**told, store.phrase("held-stored"): {}}, store)
    assert all(f"<dd>{text}</dd>" in page for text in ("1 July 2026", "1 July 2026, 00:05", "2026-07-01 and more"))


def test_what_was_said_is_shown_as_text_on_the_page(talk):
    talk.say("<img src=x onerror=alert(1)> I am a cook")
    assert "<img" not in opened(talk).text and "&lt;img" in opened(talk).text


def test_the_page_is_refused_in_words_to_whoever_may_not_see_it(talk):
    talk.forget()
    gone = opened(talk)
    assert gone.status_code == 404 and gone.headers["Content-Type"].startswith("text/html")
    assert opened(talk, token="no token").status_code == 401
    body = requests.post(f"{talk.base_url}{CHANNEL}/held", json={}, headers={"Authorization": f"Bearer {talk.token}"}, timeout=10)
    assert body.status_code == 415
