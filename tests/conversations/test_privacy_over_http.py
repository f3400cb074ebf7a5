"""What the running guide leaves behind, looked for in every byte of every file that it writes."""
from __future__ import annotations

import itertools
import json
import re
import time

import pytest

from bot import settings
from knowledge.language.given_names import names
from tests.places import MILL

MANY = 100
_BEGAN = [0.0]
# Letters that make no word: what is planted stands nowhere else.
_SOUNDS = [a + b for a, b in itertools.product("bdfgklmnprstvz", "aeiou")]
_PHONES = ("07700 9{:05d}", "077009{:05d}", "+44 7700 9{:05d}", "(07700) 9{:05d}", "07700-9{:05d}")
_POSTCODES = ("LS{}{} {}QJ", "ls{}{}{}qj", "M{}{} {}HX")
_INSURANCE = ("AB {:02d} {:02d} {:02d} C", "ab{:02d}{:02d}{:02d}c", "AB-{:02d}-{:02d}-{:02d}-C")
# One message: five people told of, as people tell.
_SENTENCES = (
    "Hi, I'm {name} from the kitchen. {phone} is my number, {email} my email, {postcode}, {insurance}.",
    "My name is {name}, ring me on {phone} or write to {email}. I live at {postcode} and my NI is {insurance}.",
    "please contact {name} on {phone} about the course, or {email}. insurance number {insurance}, postcode {postcode}",
    "my manager {name} said no. her email is {email} and {phone} her mobile; we are in {postcode}. mine is {insurance}",
    "I want to learn first aid. call me {name}. {insurance} {phone} {email} {postcode}",
)


# Names told as people tell them, with nothing before them that says so.
_TELLING = (
    "{name} in the kitchen told me to ask",
    "my head {lower} won't pay for it",
    "{lower} bullied me about my spelling",
    "is it {upper} who decides",
    "I do {name}'s job when she is off",
    "i work with {lower} and {other} in year 4",
    "The cook, {name}, retires in July",
    "I want to be like Mrs {name}",
    "they all said go and see {name}.",
    "{name}-{name} signs it with {other}, not me",
)


def planted(number: int) -> dict[str, str]:
    """Five details of a person whom there is not."""
    first, second, third = (_SOUNDS[place % len(_SOUNDS)] for place in (number, number // len(_SOUNDS) + 9, number * 11))
    name = f"{first}{second}{third}xq".capitalize()
    return {
        "name": name,
        "phone": _PHONES[number % len(_PHONES)].format(10007 * (number + 1) % 100000),
        "email": f"{name.lower()}.{number}@{third}{first}-school.example",
        "postcode": _POSTCODES[number % len(_POSTCODES)].format(number // 10, number % 10, number % 9 + 1),
        "insurance": _INSURANCE[number % len(_INSURANCE)].format(number, (number * 7 + 13) % 100, (number * 3 + 29) % 100),
    }


def plain(content: bytes) -> bytes:
    """Bytes of a file in small letters; what has two bytes a letter is as what has one."""
    return content.replace(b"\0", b"").lower()


def forms(detail: str) -> set[bytes]:
    """A detail as it was written, without its spaces, and as in JSON, in small letters."""
    squeezed = re.sub(r"[\s()-]+", "", detail)
    return {form.lower().encode() for text in (detail, squeezed) for form in (text, json.dumps(text)[1:-1])}


@pytest.fixture(autouse=True)
def began(guide):
    """When the test began: what was not written since cannot hold what it plants."""
    # Some file systems keep whole seconds.
    _BEGAN[0] = time.time() - 2


@pytest.fixture
def cook(guide):
    client = guide.client()
    client.start(MILL)
    client.say("I'm a school cook")
    return client


def found(guide, details: list[str]) -> list[str]:
    """Which details stand in a file that was written since the test began: in the guide's folder with its temporary files, or the models."""
    paths = [path for folder in (guide.var, settings.models_dir()) for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime >= _BEGAN[0]]
    assert any(path.name.startswith("people.db") for path in paths)
    written = [plain(path.read_bytes()) for path in paths]
    return [detail for detail in details if any(form in content for form in forms(detail) for content in written)]


def test_a_hundred_planted_details_of_each_kind_are_in_no_file(guide):
    """At the first question, and where people's own words are kept for their plan."""
    told = [planted(number) for number in range(MANY)]
    assert all(len({each[kind] for each in told}) == MANY for kind in told[0])
    for later in (False, True):
        client = guide.client()
        client.start(MILL)
        if later:
            client.say("I'm a school cook")
            client.choose("duties:cook-meals")
            client.choose("aim:now")
        for begin in range(MANY // 2 * later, MANY // 2 * (1 + later), len(_SENTENCES)):
            client.say(" ".join(sentence.format(**told[begin + place]) for place, sentence in enumerate(_SENTENCES)))
    assert found(guide, [detail for each in told for detail in each.values()]) == []
    # What stood round them is kept, so the messages did arrive.
    assert any(b"from the kitchen" in content for content in guide.written().values())


def test_a_hundred_names_that_nothing_announces_are_in_no_file(guide, store):
    """As people write them of others: in small letters, with a job, of whose something is, several in a message."""
    known = names(store)
    # Long ones, which stand in no other word.
    listed = sorted(name for name in known.sure - known.known if len(name) > 7)
    told = listed[:: len(listed) // MANY][:MANY]
    assert len(told) == MANY
    client = guide.client()
    client.start(MILL)
    for number, name in enumerate(told):
        sentence = _TELLING[number % len(_TELLING)]
        client.say(sentence.format(name=name.capitalize(), lower=name, upper=name.upper(), other=told[number - 1].capitalize()))
    assert found(guide, told) == []
    assert any(b"in the kitchen told me to ask" in content for content in guide.written().values())


def test_a_name_that_no_list_has_is_kept_with_the_words_until_it_is_forgotten(guide, cook):
    """The documents say so, and how many names are left."""
    cook.say("I would like to bake as Wilhelmoxina does")
    assert found(guide, ["Wilhelmoxina"])
    cook.forget()
    assert found(guide, ["Wilhelmoxina"]) == []


def test_forget_me_leaves_nothing_of_a_whole_conversation_in_any_file(guide, cook):
    """Answers, own words, a question for the school with a number, the code, the export and the plan."""
    words = "quincebloom"
    cook.say(f"I want to make {words} tarts for the children")
    cook.choose("duties:cook-meals")
    cook.say("leave a question")
    cook.say(f"Who orders the {words} tins?")
    cook.choose("side:reach=yes")
    cook.choose("side:agreed=yes")
    cook.say("07700 900177")
    shown = str(cook.choose("say:stop")["messages"])
    code = re.search(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", shown).group()
    elsewhere = guide.client()
    elsewhere.resume(code)
    elsewhere.say(f"{words} once more")
    elsewhere.plan()
    elsewhere.feedback(True, f"it knew about {words}")
    held = elsewhere.held()
    assert words in str(held["What was said"]) and words in str(held["What you said of the guide"]) and "07700 900177" in str(held["Questions you left for your school"])
    assert found(guide, [words]) and found(guide, ["07700 900177"])
    elsewhere.forget()
    for detail in (words, "07700 900177", code, elsewhere.token, cook.token):
        assert found(guide, [detail]) == [], detail


def test_the_key_and_tokens_and_codes_are_in_no_file_but_their_own(guide, cook):
    code = re.search(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", str(cook.choose("say:stop")["messages"])).group()
    secret = (guide.var / "secret").read_bytes()
    assert [name for name, content in guide.written().items() if secret in content] == ["secret"]
    assert found(guide, [code]) == [] and found(guide, [cook.token]) == []
    assert (guide.var / "secret").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in guide.var.glob("people.db*"))
