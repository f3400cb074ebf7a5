"""A question left over HTTP, and the page of the named person: who gets what, and where the way to be reached is not."""
from __future__ import annotations

import datetime
import json
import logging
import re
import sqlite3
import time

import pytest
import requests
from rasa.shared.core.events import BotUttered, SlotSet

from bot import inbox_links
from bot.channel import Parts, tokens
from bot.channel.conversations import Conversations
from bot.channel.limits import Limit
from bot.client import Client, Refused
from knowledge import care, codes
from knowledge.advice import interview
from knowledge.inbox import ToLeave
from knowledge.language import intake
from knowledge.people import People, Plan, Said
from tests.channel.conftest import SECRET, GuideAgent, page, render
from tests.places import BROOK, MILL, at_places

NOW = datetime.datetime(2026, 11, 22, 0, 10)
PHONE, EMAIL = "07700 900123", "zanzibar@mail.example"
QUESTION = "Who orders the new aprons for us?"


class Talking(GuideAgent):
    """The real conversation in place of the stand-in."""

    def __init__(self, knowledge):
        super().__init__()
        self.knowledge = knowledge

    def _act(self, tracker, parsed):
        if self.fails:
            return super()._act(tracker, parsed)
        self.last = parsed
        made = interview.turn(tracker.get_slot("answers"), tracker.get_slot("requested_slot"), parsed, self.knowledge, NOW.date(), NOW)
        reply = {"messages": made.messages, "step": made.step, "done": made.done, "of": made.of, "effects": made.effects}
        return [BotUttered(data={"custom": reply}), SlotSet("answers", made.answers), SlotSet("requested_slot", made.next)]


@pytest.fixture(scope="module")
def here(store):
    return at_places(store)


@pytest.fixture
def talking(here):
    return Talking(here)


@pytest.fixture
def people(app, talking, here, people_path):
    app.ctx.agent = talking
    people = People(f"sqlite:///{people_path}", SECRET)
    app.ctx.conversations = Conversations(Parts(here, people, SECRET, intake.receive, care.messages, render, page))
    yield people
    people.close()


@pytest.fixture
def someone(app, people) -> Client:
    """Somebody on the page of a school with a named person."""
    client = Client(app.ctx.address)
    client.start(MILL)
    return client


def agree(client: Client, reach: str, question: str = QUESTION) -> dict:
    client.say("can i leave a message for someone")
    client.say(question)
    client.choose(f"side:reach={reach}")
    return client.choose("side:agreed=yes")


def shown(reply: dict) -> str:
    return json.dumps(reply["messages"], ensure_ascii=False).lower()


def tables(path) -> dict[str, str]:
    """Every table of the database, as text."""
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: str(connection.execute(f"select * from {name}").fetchall()) for name in names}


def written(path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())


def test_a_question_is_left_at_the_school_of_the_page(someone, people):
    agree(someone, "no")
    left = people.inbox.left()
    assert [(one.school, one.question, one.contact) for one in left] == [(MILL, QUESTION, None)] and re.fullmatch(r"[0-9a-f]{16}", left[0].id)


@pytest.mark.parametrize(("said", "kept"), [
    (PHONE, PHONE), (f"ring me on {PHONE} after four", PHONE), (EMAIL, EMAIL), (f"{EMAIL} or {PHONE}", f"{EMAIL}, {PHONE}"), ("+447987654323", "+447987654323"),
])
def test_the_way_to_be_reached_is_in_the_inbox_and_nowhere_else(someone, people, people_path, talking, caplog, said, kept):
    with caplog.at_level(logging.DEBUG):
        agree(someone, "yes")
        reply = someone.say(said)
    assert "i have left your question" in shown(reply) and "took personal details" not in shown(reply)
    assert [one.contact for one in people.inbox.left()] == [kept]
    pieces = [PHONE, "900123", "zanzibar", "987654323", "after four"]
    elsewhere = {name: text for name, text in tables(people_path).items() if name != "inbox"}
    heard = [str(elsewhere), str(talking.heard), str(talking.last), shown(reply), shown(someone.history()), caplog.text]
    assert not [piece for piece in pieces for text in heard if piece in text]
    someone.forget()
    assert people.inbox.left() == [] and not [piece for piece in pieces if piece.encode() in written(people_path)]


@pytest.mark.parametrize("said", ["0770 9001", "zanzibar at mail dot example", "zanzibar@mail", "my usual number"])
def test_what_is_no_whole_number_or_address_is_not_kept_at_all(someone, people, people_path, said):
    agree(someone, "yes")
    reply = someone.say(said)
    assert "no whole phone number" in shown(reply) and people.inbox.left() == []
    # Whole, as random ids may hold a few digits of it.
    assert not [piece for piece in (b"0770 9001", b"07709001", b"zanzibar") if piece in written(people_path)]


def test_the_same_number_at_any_other_question_goes_nowhere(someone, people, people_path):
    someone.say("can i leave a message for someone")
    reply = someone.say(f"ring me on {PHONE} about the aprons please")
    assert "took personal details" in shown(reply)
    assert b"900123" not in written(people_path)


def test_after_something_else_was_asked_a_number_is_no_answer_to_it(someone, people, people_path):
    agree(someone, "yes")
    someone.choose("say:stop")
    someone.say(PHONE)
    assert people.inbox.left() == [] and b"900123" not in written(people_path)


def test_sent_twice_with_one_id_it_is_left_once(someone, people):
    agree(someone, "yes")
    first = someone.say(PHONE, id="the-same")
    assert someone.say(PHONE, id="the-same") == first
    assert len(people.inbox.left()) == 1


def test_a_turn_that_fails_leaves_nothing_and_can_be_sent_again(someone, people, talking, people_path):
    agree(someone, "yes")
    talking.fails = True
    with pytest.raises(Refused) as refused:
        someone.say(PHONE, id="again")
    assert refused.value.code == "unavailable" and people.inbox.left() == [] and b"900123" not in written(people_path)
    talking.fails = False
    someone.say(PHONE, id="again")
    assert len(people.inbox.left()) == 1


def test_a_worry_at_that_question_is_answered_and_leaves_nothing(someone, people, people_path):
    agree(someone, "yes")
    reply = someone.say(f"my partner hits me and I am scared to go home, {PHONE}")
    assert "999" in shown(reply) and people.inbox.left() == [] and b"900123" not in written(people_path)


def test_what_may_be_a_worry_leaves_no_way_to_be_reached(someone, people, app, people_path):
    agree(someone, "yes")
    conversations = app.ctx.conversations
    conversations.parts = Parts(
        conversations.store, people, SECRET, lambda text, store: intake.Intake("some words [phone number]", maybe="self"), care.messages, render, page
    )
    someone.say(f"some words {PHONE}")
    assert people.inbox.left() == [] and b"900123" not in written(people_path)


def test_taken_back_it_is_gone_from_the_page_and_the_file(someone, people, people_path, page):
    agree(someone, "yes")
    reply = someone.say(EMAIL)
    action = next(m["card"]["actions"][0]["id"] for m in reply["messages"] if m.get("card"))
    assert EMAIL in page(MILL).text
    someone.choose(action)
    assert people.inbox.left() == [] and b"zanzibar" not in written(people_path) and EMAIL not in page(MILL).text


def test_nobody_can_take_back_what_another_left(someone, people, app):
    agree(someone, "no")
    other = Client(app.ctx.address)
    other.start(MILL)
    with pytest.raises(Refused) as refused:
        other.choose(f"say:take-back={people.inbox.left()[0].id}")
    assert refused.value.code == "bad-choice" and len(people.inbox.left()) == 1


def test_carried_on_by_its_code_it_can_still_be_taken_back(someone, people, app):
    reply = agree(someone, "no")
    action = next(m["card"]["actions"][0]["id"] for m in reply["messages"] if m.get("card"))
    told = shown(someone.choose("say:stop"))
    code = re.search(rf"[{codes.ALPHABET}]{{4}}-[{codes.ALPHABET}]{{4}}-[{codes.ALPHABET}]{{4}}", told).group()
    other = Client(app.ctx.address)
    other.resume(code)
    other.choose(action)
    assert people.inbox.left() == []


def test_forget_me_in_the_talk_takes_what_was_left(someone, people):
    agree(someone, "no")
    assert "any question you left" in shown(someone.choose("say:forget"))
    someone.choose("say:forget-yes")
    assert people.inbox.left() == []


def test_what_was_left_stands_in_no_copy_of_the_plan(someone, people, here):
    from knowledge.advice import documents

    agree(someone, "no")
    answers = people.find(tokens.read(SECRET, someone.token).plan).answers
    assert QUESTION in str(answers)
    for copy in ("mine", "share"):
        assert b"aprons" not in documents.render(answers, here, "application/json", copy, NOW.date())[0]


# The page


@pytest.fixture
def page(app, people):
    """Loads the page of a school by its link."""
    return lambda school, days=30, now=None: requests.get(app.ctx.address + inbox_links.write(SECRET, school, days, now))


def put(people, school: str, id: str, question: str = QUESTION, contact=None) -> None:
    plan = Plan(id=f"plan-{id}", conversation=f"talk-{id}", school=school, asked={"messages": []})
    people.save(plan, plan, Said("m1", "x", {"messages": [], "effects": []}), [], leaves=ToLeave(id, question, contact))


def test_the_page_shows_that_schools_questions_and_nothing_of_another(people, page):
    put(people, MILL, "q1", "Who orders the zanzibar aprons?", "zanzibar@mail.example")
    put(people, BROOK, "q2", "Where are the toledo keys?", "07700 900199")
    mill, brook = page(MILL).text, page(BROOK).text
    assert "zanzibar aprons" in mill and "zanzibar@mail.example" in mill and "Mill Lane School" in mill
    assert not [word for word in ("toledo", "900199", "q2", "Brook") if word in mill]
    assert "toledo keys" in brook and "900199" in brook and not [word for word in ("zanzibar", "q1", "Mill") if word in brook]


def test_the_page_is_kept_by_nobody_and_has_no_script(people, page):
    put(people, MILL, "q1")
    found = page(MILL)
    assert found.status_code == 200 and found.headers["Content-Type"] == "text/html; charset=utf-8"
    assert found.headers["Cache-Control"] == "no-store" and found.headers["Referrer-Policy"] == "no-referrer"
    policy = found.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy and "unsafe" not in policy and "form-action 'self'" in policy
    assert "<script" not in found.text and not re.search(r"\sstyle=|\son\w+=", found.text) and re.findall(r'(?:href|src|action)="([^"]*)"', found.text) == ["/widget/inbox.css"]


def test_its_style_sheet_is_served(app, people):
    assert requests.get(app.ctx.address + "/widget/inbox.css").status_code == 200


def test_words_are_shown_as_words(people, page):
    put(people, MILL, "q1", "<script>alert(1)</script> & <b>aprons</b>", "a'b@mail.example")
    text = page(MILL).text
    assert "<script" not in text and "<b>" not in text and "&lt;script&gt;" in text and "&amp;" in text


def test_a_press_marks_it_and_leads_back_to_the_page(app, people, page):
    put(people, MILL, "q1")
    address = page(MILL).url
    answer = requests.post(address, data={"id": "q1", "mark": "answered"}, allow_redirects=False)
    assert (answer.status_code, app.ctx.address + answer.headers["Location"]) == (303, address)
    assert people.inbox.left()[0].state == "answered"
    text = requests.get(address).text
    assert "Answered (1)" in text and 'value="read"' in text and 'value="answered"' not in text


@pytest.mark.parametrize("form", [{"id": "q2", "mark": "read"}, {"id": "q1", "mark": "new"}, {"id": "q1"}, {"mark": "read"}, {"id": "q1' or '1'='1", "mark": "read"}, {}])
def test_an_id_of_another_school_or_an_odd_mark_changes_nothing(people, page, form):
    put(people, MILL, "q1")
    put(people, BROOK, "q2")
    answer = requests.post(page(MILL).url, data=form)
    assert answer.status_code == 200 and {one.state for one in people.inbox.left()} == {"new"}


def test_a_link_that_ran_out_says_how_to_get_a_new_one(people, page):
    put(people, MILL, "q1")
    found = page(MILL, 30, time.time() - 31 * 24 * 3600)
    assert found.status_code == 410 and "run out" in found.text and "new link" in found.text and "fivesteps inbox link" in found.text
    assert QUESTION not in found.text and "Mill" not in found.text and found.headers["Cache-Control"] == "no-store"
    assert requests.post(found.url, data={"id": "q1", "mark": "read"}).status_code == 410 and people.inbox.left()[0].state == "new"


@pytest.mark.parametrize("change", [lambda link: link[:-2], lambda link: link + "x", lambda link: "x" + link, lambda link: "x", lambda link: "%F0%9F%98%80.%ff"])
def test_a_changed_link_opens_nothing(app, people, change):
    put(people, MILL, "q1")
    link = inbox_links.write(SECRET, MILL, 30).rpartition("/")[2]
    found = requests.get(f"{app.ctx.address}/inbox/{change(link)}")
    assert found.status_code == 403 and "does not work" in found.text and QUESTION not in found.text


def test_a_link_for_something_else_opens_nothing(app, people, someone):
    """The token of a conversation names a school too."""
    assert requests.get(f"{app.ctx.address}/inbox/{someone.token}").status_code == 403
    link = Client(app.ctx.address)
    link.token = inbox_links.write(SECRET, MILL, 30).rpartition("/")[2]
    with pytest.raises(Refused) as refused:
        link.history()
    assert refused.value.code == "no-token"


def test_a_link_of_another_server_opens_nothing(app, people):
    assert requests.get(app.ctx.address + inbox_links.write(b"another secret", MILL, 30)).status_code == 403


def test_too_many_looks_are_asked_to_wait(app, people, page):
    app.ctx.conversations.limits.inbox = Limit(burst=2, seconds=60)
    assert [page(MILL).status_code for _ in range(3)] == [200, 200, 429]
    assert "Wait a minute" in page(MILL).text


def test_a_busy_database_is_a_plain_page(people, page, people_path):
    put(people, MILL, "q1")
    lock = sqlite3.connect(people_path, isolation_level=None)
    lock.execute("begin exclusive")
    answer = requests.post(page(MILL).url, data={"id": "q1", "mark": "read"})
    lock.execute("rollback")
    assert answer.status_code == 503 and "Nothing is lost" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_else_can_be_done_with_it(people, page, method):
    assert requests.request(method, page(MILL).url).status_code == 405
