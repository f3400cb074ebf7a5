"""Every move, in words and by button, at the job, the certificates, what makes it hard, the advice and the practical points."""
from __future__ import annotations

import pytest

TO_CERTIFICATES = [["for:self"], ["role:school-cook"], ["duties:cook-meals"], ["aim:now"], ["need_source:ns01"], ["need:recognition"]]
TO_ADVICE = [*TO_CERTIFICATES, ["qualifications:english", "qualifications:maths"], ["constraints:nothing"], ["check:yes"]]
# question: how one gets there
PLACES = {
    "role": TO_CERTIFICATES[:1],
    "qualifications": TO_CERTIFICATES,
    "constraints": [*TO_CERTIFICATES, ["qualifications:none"]],
    "pick": TO_ADVICE,
    "practicalities": [*TO_ADVICE, ["pick:cluster-networks"]],
}
# What is said, and what comes back (one of these); the question stays open.
STAYS = [
    ("why do you ask?", "why we ask"),
    ("what is an nvq?", "nvq is no longer the name"),
    ("can you repeat that", ""),
    ("say it more simply please", ""),
    ("show me my answers", "what you have told us so far"),
    ("thank you", "you are welcome"),
    ("you are useless", "i am sorry this is annoying"),
    ("are you a robot?", "i am a computer program"),
    ("can I speak to a person?", "you can talk to a person"),
    ("what is the weather like in spain", "i can help with learning"),
    ("qwerty zxcv", "sorry, i |i do not know that job yet|i can help with learning"),
]
# The same by button: a question that is confirmed before anything is cleared.
CONFIRMED = [("say:restart", "are you sure"), ("say:forget", "are you sure")]
AGAIN = {"say:keep": "nothing has changed", "say:stop": "your answers are safe", "say:carry-on": ""}


def shown(reply: dict) -> str:
    """Every word of a reply, in lower case."""
    return str([{k: v for k, v in message.items() if k != "choices"} for message in reply["messages"]]).lower()


def asks(reply: dict, question: str) -> bool:
    """Whether a reply asks the question, by the choices of its last message."""
    return any(choice["id"].startswith(f"{question}:") for choice in reply["messages"][-1].get("choices", []))


@pytest.fixture
def at(guide):
    """Gives a client at a question, and the reply that asks it."""

    def go(question: str):
        client = guide.client()
        reply = client.start()
        for press in PLACES[question]:
            reply = client.choose(*press)
        assert asks(reply, question)
        return client, reply

    return go


@pytest.mark.parametrize("question", PLACES)
def test_what_is_no_answer_is_met_and_the_question_stays(at, question):
    client, _ = at(question)
    for said, answer in STAYS:
        reply = client.say(said)
        assert any(words in shown(reply) for words in answer.split("|")), f"{said}: {shown(reply)[:400]}"
        assert asks(reply, question), f"{said}: {reply['messages'][-1]}"


@pytest.mark.parametrize("question", PLACES)
def test_nothing_is_cleared_on_one_word_and_stopping_keeps_the_place(at, question):
    client, _ = at(question)
    for press, answer in CONFIRMED:
        assert answer in shown(client.choose(press))
        reply = client.choose("say:keep")
        assert AGAIN["say:keep"] in shown(reply) and asks(reply, question)
    assert AGAIN["say:stop"] in shown(client.choose("say:stop"))
    assert asks(client.choose("say:carry-on"), question)


@pytest.mark.parametrize("question", PLACES)
def test_going_back_shows_the_old_answer_and_the_next_answer_comes_back_here(at, question):
    client, _ = at(question)
    reply = client.say("go back")
    assert "let us go back" in shown(reply) and not asks(reply, question)
    last = PLACES[question][-1]
    reply = client.choose(*last)
    assert asks(reply, question)


@pytest.mark.parametrize("question", [name for name in PLACES if name != "role"])
def test_an_earlier_answer_is_changed_by_name_with_the_old_one_shown(at, question):
    client, _ = at(question)
    reply = client.say("change my job")
    assert "your answer so far: school cook" in shown(reply) and asks(reply, "role")
    reply = client.choose("role:school-cook")
    assert "changed" not in shown(reply), "the same answer again changes nothing"
    assert asks(reply, question)


@pytest.mark.parametrize("question", PLACES)
@pytest.mark.parametrize("said", ["skip", "not sure"])
def test_what_may_be_left_out_is_left_out_and_what_may_not_offers_its_choices(at, store, question, said):
    client, _ = at(question)
    reply = client.say(said)
    assert asks(reply, question) is not store.get("interview_questions", question).skippable, shown(reply)[:300]


@pytest.mark.parametrize("question", PLACES)
def test_forget_me_in_words_is_asked_once_more_and_then_done(at, question):
    client, _ = at(question)
    assert "are you sure" in shown(client.say("forget me"))
    assert "deleted" in shown(client.say("yes"))
