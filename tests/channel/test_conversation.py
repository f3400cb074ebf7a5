"""A conversation over the channel: what is said, chosen, repeated, carried on and forgotten."""
import threading

import pytest

from bot.channel.limits import Limit
from bot.client import Client, Refused


def texts(reply) -> list[str]:
    return [message["text"] for message in reply["messages"]]


def refused(ask, *details, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        ask(*details, **more)
    return caught.value


def another(client, token=None) -> Client:
    other = Client(client.base_url)
    other.token = token
    return other


def test_a_conversation_opens_with_messages_and_a_token(client):
    reply = client.start()
    assert texts(reply) == ["I am a computer.", "Question 0?"]
    assert (reply["step"], reply["done"], reply["of"]) == (1, 0, 9)
    assert reply["token"]


def test_words_and_choices_are_answered(client):
    client.start()
    assert texts(client.say("I am a cook"))[0] == "You said: I am a cook."
    assert texts(client.choose("q1:a"))[0] == "You said: A1."


def test_two_conversations_know_nothing_of_each_other(talk):
    other = another(talk)
    other.start()
    assert "I am a cook" not in str(other.history())


def test_the_same_message_twice_gets_the_same_reply_once(talk):
    first = talk.say("once", id="m7")
    assert talk.say("once", id="m7") == first
    assert str(talk.history()).count("You said: once.") == 1


def test_a_choice_of_an_earlier_question_is_passed_on(talk, agent):
    talk.say("next")
    talk.choose("q0:b")
    assert agent.heard[-1] == "B0"


@pytest.mark.parametrize("choice", ["q9:a", "q1:z", "", "say:", "say:dance", "q1", "answers"])
def test_a_choice_that_was_never_offered_is_refused_and_changes_nothing(talk, choice):
    before = talk.history()
    error = refused(talk.choose, choice)
    assert (error.status, error.code, error.retry) == (400, "bad-choice", False)
    assert talk.history() == before


@pytest.mark.parametrize("move", "why back skip not-sure repeat answers stop restart person forget carry-on help".split())
def test_standing_moves_need_not_be_offered(talk, move):
    assert talk.choose(f"say:{move}")["messages"]


def test_several_choices_are_taken_where_the_question_takes_several(talk):
    assert texts(talk.choose("q1:a", "q1:b"))[0] == "You said: A1, B1."


def test_several_choices_are_refused_for_a_question_that_takes_one(talk):
    talk.say("on to question two")
    assert refused(talk.choose, "q2:a", "q2:b").code == "bad-choice"
    assert refused(talk.choose, "q1:a", "q2:b").code == "bad-choice"


@pytest.mark.parametrize("text", ["/restart", "  /restart", '/inform{"role": 5}', "//session_start", "/ /restart"])
def test_a_command_is_only_text_and_loses_nothing(talk, agent, text):
    talk.say(text)
    assert not agent.heard[-1].startswith("/")
    assert "I am a cook" in str(talk.history())
    assert "I am a cook" in talk.plan().text


@pytest.mark.parametrize("text", ["half a \ud83d character", "zero \0 byte", "<script>alert(1)</script>", "'; drop table plans; --"])
def test_odd_characters_are_taken(talk, text):
    assert talk.say(text)["done"] == 2
    assert talk.history()["done"] == 2


@pytest.mark.parametrize("text", ["🙂🙂", "...", "/", " // "])
def test_a_message_without_words_gets_a_kind_line_and_the_question_again(talk, agent, text):
    heard, before = list(agent.heard), talk.history()
    reply = talk.say(text)
    assert texts(reply)[0].startswith("We could not find any words")
    assert reply["messages"][-1]["choices"] == [{"id": "q1:a", "label": "A1"}, {"id": "q1:b", "label": "B1"}]
    assert (agent.heard, talk.history()) == (heard, before)


def test_another_language_gets_a_kind_line_and_the_question_again(talk):
    assert texts(talk.say("bonjour")) == [
        "This guide is in English only. Simple English is fine, and mistakes do not matter. Somebody you trust, or your union, can help you write.",
        "Question 1?",
    ]


@pytest.mark.parametrize("text, status, code", [("", 400, "blank"), ("  \n ", 400, "blank"), ("x" * 20_000, 413, "too-long")])
def test_empty_and_endless_messages_say_what_to_do(talk, text, status, code):
    before = talk.history()
    error = refused(talk.say, text)
    assert (error.status, error.code, error.retry) == (status, code, False)
    assert talk.history() == before


def test_personal_details_are_taken_out_before_anything_else(talk, agent, people_path):
    reply = talk.say("ring 07700900123")
    assert texts(reply)[0].startswith("We took personal details out")
    assert agent.heard[-1] == "ring [phone]"
    assert all(b"07700900123" not in file.read_bytes() for file in people_path.parent.iterdir())


def test_words_the_model_stumbles_over_are_not_understood_but_not_lost(talk, agent):
    agent.unreadable = True
    assert texts(talk.say("strange words"))[0] == "You said: strange words."


def test_care_is_met_at_once_and_nothing_of_it_is_kept(client, agent, people_path):
    client.start(school="hill-school")
    before = client.history()
    reply = client.say("somebody is hurting a child")
    assert texts(reply) == ["Help with child at hill-school."]
    assert client.history() == before
    assert "hurting" not in str(agent.heard)
    assert all(b"hurting" not in file.read_bytes() for file in people_path.parent.iterdir())


def test_of_what_may_be_a_worry_no_words_are_kept_and_the_line_about_it_is_only_shown(talk, people_path):
    reply = talk.say("a boy was limping today")
    assert texts(reply)[:2] == ["Press here.", "Noted."] and all("passing" not in message for message in reply["messages"])
    kept = talk.history()["messages"]
    assert [message["from"] for message in kept[-3:]] == ["guide"] * 3 and "Press here." not in str(kept) and "limping" not in str(kept)
    assert all(b"limping" not in file.read_bytes() and b"Press here" not in file.read_bytes() for file in people_path.parent.iterdir())


def test_sent_again_it_gets_the_gentle_line_again(talk, words):
    talk.say("a boy was limping today", id="same")
    again = texts(talk.say("a boy was limping today", id="same"))
    assert again[0] == words.phrase("care-gently") and again[1] == "Noted."


def test_the_button_for_help_is_understood_in_any_state_and_kept_nowhere(talk, agent):
    before, heard = talk.history(), list(agent.heard)
    assert texts(talk.choose("say:help-now")) == ["Help with any at None."]
    assert talk.history() == before and agent.heard == heard


def test_history_shows_both_sides(talk):
    shown = talk.history()
    assert [(message["from"], message["text"]) for message in shown["messages"]] == [
        ("guide", "I am a computer."),
        ("guide", "Question 0?"),
        ("you", "I am a cook"),
        ("guide", "You said: I am a cook."),
        ("guide", "Question 1?"),
    ]
    assert shown["messages"][-1]["choices"]
    assert (shown["step"], shown["done"], shown["of"]) == (1, 1, 9)


def stopped(talk) -> str:
    return texts(talk.choose("say:stop"))[0].removeprefix("Your code is ").rstrip(".")


def test_the_code_is_shown_each_time_and_stays_the_same(talk):
    code = stopped(talk)
    assert stopped(talk) == code
    assert code in str(talk.history())


def test_a_plan_is_carried_on_elsewhere_by_its_code(talk):
    other = another(talk)
    reply = other.resume(stopped(talk).upper())
    assert texts(reply) == ["Welcome back.", "Question 1?"]
    assert other.choose("q1:a")["done"] == 2
    error = refused(talk.say, "still here")
    assert (error.status, error.code) == (409, "moved")


def test_a_code_in_ordinary_words_carries_on_and_is_not_kept(talk, agent, people_path):
    code = stopped(talk)
    other = another(talk)
    other.start()
    reply = other.say(f"carry on with {code} please")
    assert texts(reply)[0] == "Welcome back."
    assert other.token == reply["token"]
    assert code not in str(agent.heard)
    assert all(code.encode() not in file.read_bytes() for file in people_path.parent.iterdir())


def test_a_code_works_where_the_conversation_was_carried_on_elsewhere(talk):
    code = stopped(talk)
    another(talk).resume(code)
    assert texts(talk.say(code))[0] == "Welcome back."


def test_a_wrong_code_says_so_and_the_conversation_goes_on(talk, agent):
    heard = list(agent.heard)
    reply = talk.say("carry on with aaaa-aaaa-aaaa")
    assert texts(reply)[0].startswith("We found no plan with that code.")
    assert texts(reply)[-1] == "Question 1?"
    assert agent.heard == heard


@pytest.mark.parametrize("code, status, name", [("aaaa-aaaa-aaaa", 404, "unknown-code"), ("nonsense", 400, "bad-code"), ("", 400, "bad-code"), (None, 400, "bad-code"), (5, 400, "bad-code")])
def test_resuming_with_a_wrong_code_says_what_to_do(client, code, status, name):
    error = refused(client.resume, code)
    assert (error.status, error.code) == (status, name)


def test_guessing_codes_is_stopped(client):
    tries = [refused(client.resume, "aaaa-aaaa-aaaa").status for _ in range(65)]
    assert tries[0] == 404 and tries[-1] == 429


def guesses(letters: str, many: int = 60) -> str:
    """A message of as many codes as it can hold."""
    return " ".join(f"{letters}{'acefghjkmnrstwxyz'[number % 17]} {letters}{'acefghjkmnrstwxyz'[number // 17]} acef" for number in range(many))


@pytest.mark.parametrize(("letters", "plain"), [("23a", False), ("ace", True)])
def test_a_message_full_of_codes_is_no_more_than_three_guesses_and_each_is_counted(talk, monkeypatch, app, letters, plain):
    """Letters alone may be words: nobody is refused for them, but no more of them are looked up."""
    tried, limit = [], Limit(burst=7, seconds=3600)
    app.ctx.conversations.limits.resumes = limit
    monkeypatch.setattr(app.ctx.conversations.people, "find_by_code", lambda code: tried.append(code))
    said = [talk.say(guesses(letters)) if plain or number < 2 else refused(talk.say, guesses(letters)).code for number in range(4)]
    assert len(tried) == 7 and (plain or said[-1] == "too-many")


@pytest.mark.parametrize("forget", [lambda talk: talk.forget(), lambda talk: talk.choose("say:forget")])
def test_forgetting_removes_everything(talk, forget, people_path):
    code = stopped(talk)
    assert forget(talk)["messages"]
    assert all(b"I am a cook" not in file.read_bytes() for file in people_path.parent.iterdir())
    assert (refused(talk.say, "hello").code, refused(another(talk).resume, code).code) == ("forgotten", "unknown-code")


def test_forgetting_twice_is_harmless(talk):
    assert talk.forget() == talk.forget()


def test_the_plan_comes_in_the_format_and_copy_that_is_asked_for(talk):
    plan = talk.plan("text/calendar", copy="share")
    assert (plan.text, plan.headers["Content-Type"]) == ("share: ['I am a cook']", "text/calendar")
    assert plan.headers["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert talk.plan("text/html").headers["Content-Disposition"].startswith("inline")
    assert talk.plan("image/png, */*;q=0.5").headers["Content-Type"].startswith("text/html")


def test_a_document_we_do_not_make_is_refused(talk):
    assert refused(talk.plan, "image/png").status == 415
    assert refused(talk.plan, "text/html", copy="everybody").status == 400


@pytest.mark.parametrize("sheet", ["talk", "request"])
def test_a_sheet_for_a_talk_comes_like_the_plan_and_has_no_dates(talk, sheet):
    assert talk.plan("text/html", copy=sheet).text.startswith(f"{sheet}: ")
    assert refused(talk.plan, "text/calendar", copy=sheet).status == 415


def test_two_messages_at_once_are_answered_one_after_the_other(talk, agent):
    agent.slowly = threading.Event()
    replies = []
    both = [threading.Thread(target=lambda text=text: replies.append(another(talk, talk.token).say(text))) for text in ("one", "two")]
    for thread in both:
        thread.start()
    agent.slowly.set()
    for thread in both:
        thread.join(10)
    assert sorted(reply["done"] for reply in replies) == [2, 3]
    assert len(talk.history()["messages"]) == 2 + 3 + 3 + 3


def test_the_same_message_sent_twice_at_once_is_answered_once(talk, agent):
    agent.slowly = threading.Event()
    replies = []
    both = [threading.Thread(target=lambda: replies.append(another(talk, talk.token).say("once", id="m9"))) for _ in range(2)]
    for thread in both:
        thread.start()
    agent.slowly.set()
    for thread in both:
        thread.join(10)
    assert replies[0] == replies[1]
    assert str(talk.history()).count("You said: once.") == 1
