"""`GET held`: everything that is held about the person whose token it is, and nothing of anybody else."""
from __future__ import annotations

import pytest
import requests

from bot.channel.conversations import Conversations
from bot.client import CHANNEL, Client, Refused
from knowledge import held
from knowledge.people_db import metadata
from tests.channel.conftest import _parts


@pytest.fixture
def address(address, app, store, people_path, monkeypatch):
    """The channel with the words of the whole knowledge base. The stand-in for the guide keeps answers in a form of its own."""
    monkeypatch.setattr(held.show, "lines", lambda view: [])
    app.ctx.conversations.people.close()
    app.ctx.conversations = Conversations(_parts(store, f"sqlite:///{people_path}"))
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
