"""For a helper every question and every side talk speaks of the person: "they", and nowhere "you" for them."""
from __future__ import annotations

import re

import pytest

from knowledge.advice import member
from knowledge.advice.side_talks import SIDES
from knowledge.advice.questions import in_order
from tests.interview.conftest import Person
from tests.interview.test_sides import later

YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.I)
# Where "you" is the helper, who is thanked, told and asked as anybody is.
TO_THE_HELPER = re.compile(r"thank you|what you told us|the person you help|you are helping|need not tell you|a page for you too: your rights as a rep, and what you can ask|you can make it now|how you help", re.I)
MOST_TURNS = 12
# Fewer than these may well stand in a fact too.
A_FEW_WORDS = 5
# What is said before a side talk can be walked; the look back has an early one, a quick one and a whole one.
JOBS = {"hlta": "she's a teaching assistant", "units": "she's a teaching assistant"}
# A question that is left for the school, and the pages for reps and managers, are the helper's own.
OF_THE_HELPER = {"inbox", "helps", "team-helps"}
MONTHS = {"review": (0, 2, 7)}


def texts(message: dict) -> list[str]:
    """Every text of a message that a helper reads, apart from what is pressed."""
    card = message.get("card") or {}
    lines = [part for line in card.get("lines", []) for part in ([line] if isinstance(line, str) else [line.get("label", ""), line.get("text", "")])]
    return [message.get("text", ""), card.get("title", ""), *lines]


@pytest.fixture(scope="module")
def own_voice(store) -> list[str]:
    """What the guide itself says with "you" to the person, piece by piece between the marks to fill in.

    A page for a team is about nobody, and the note says whom "you" means.
    """
    said = [phrase.text for phrase in store.all("phrases") if not phrase.id.endswith(member.VARIANT) and not phrase.id.startswith(("team-", "note-"))]
    said += [text for question in in_order(store) for text in (question.words, question.simpler, question.why)]
    return [piece for text in said for piece in re.split(r"\{\w+\}", TO_THE_HELPER.sub("", text)) if YOU.search(piece) and len(piece.split()) >= A_FEW_WORDS]


def wrong(person: Person, own_voice: list[str]) -> list[str]:
    """Texts of the last reply that call the person "you": in the guide's own voice, or in a fact that stands without the note."""
    note = person.store.phrase("note-for-another")
    read = [text for message in person.last.messages for text in texts(message) if text != note]
    said = [text for text in read if YOU.search(TO_THE_HELPER.sub("", text))]
    noted = note in [message.get("text") for message in person.last.messages]
    return [text for text in said if not noted or any(piece in text for piece in own_voice)]


def helped(store, reader, job: str = "she's the school cook") -> Person:
    return Person(store, reader).choose("for:member").say(job)


def to_the_plan(person: Person) -> Person:
    for _ in range(30):
        if person.open == "after_plan":
            return person
        offered = [id for id in person.offered() if id.split(":")[0] == person.open and not id.endswith((":none", ":not-asking"))]
        person.choose(offered[0]) if offered else person.choose("say:skip")
    raise AssertionError(f"no plan: {person.open}")


def test_every_question_of_the_steps_and_why_it_is_asked(store, reader, own_voice):
    person, seen = Person(store, reader).choose("for:member"), set()
    for _ in range(30):
        if person.open in seen:
            break
        seen.add(person.open)
        asked = person.open
        # The advice has words and tests of its own; "how do you help them" is about the helper.
        assert asked in ("pick", "helper") or not wrong(person, own_voice), asked
        for move in ("say:why", "say:help", "say:repeat"):
            wrongly = wrong(person.choose(move), own_voice)
            assert asked == "helper" or asked == "pick" and move == "say:repeat" or not wrongly, (asked, move)
        offered = [id for id in person.offered() if id.split(":")[0] == asked and not id.endswith(":none")]
        person.choose(offered[0]) if offered else person.choose("say:skip")
    assert {"role", "qualifications", "constraints", "pick", "practicalities", "agreed", "success", "review", "evidence", "sharing", "after_plan"} <= seen


def test_every_question_that_says_you_has_words_for_a_helper(store):
    for question in in_order(store):
        if question.id in ("for", "helper", "basics"):
            # The first is asked before it is known, the second is about the helper, and the last is never put to one.
            continue
        for ending, text in (("", question.words), ("-simpler", question.simpler), ("-why", question.why)):
            assert store.find("phrases", f"{question.id}{ending}{member.VARIANT}") or not YOU.search(text), (question.id, ending)


@pytest.mark.parametrize("name", sorted(set(SIDES) - OF_THE_HELPER))
@pytest.mark.parametrize("place", range(3))
def test_every_side_talk_to_its_end(store, reader, own_voice, name, place):
    """Each is walked three times: pressing the first, the second and the third of what is offered."""
    for months in MONTHS.get(name, (0,)):
        person = to_the_plan(helped(store, reader, JOBS.get(name, "she's the school cook")))
        if months:
            later(person, months)
        person.choose(f"say:side-{name}")
        for _ in range(MOST_TURNS):
            assert not wrong(person, own_voice), (name, person.shown())
            offered = [id for id in person.offered() if id.startswith("side:")]
            if "side" not in person.answers:
                break
            if not offered:
                person.say("CSE maths grade 1" if name == "worth" else "school cook")
            else:
                ids = [id for id in offered if not id.endswith("=none")] or offered
                person.choose(ids[min(place, len(ids) - 1)])
        assert "side" not in person.answers, f"{name} does not end"


def test_how_somebody_reads_and_counts_is_not_for_a_helper_to_tick(store, reader):
    person = helped(store, reader).say("could you check her english")
    person.choose("say:side-basics")
    assert "theirs to look at" in person.shown() and "side" not in person.answers


def test_the_person_themselves_is_still_called_you(store, reader):
    person = Person(store, reader).say("I'm the school cook").say("check myself")
    assert "you would like help with" in person.shown() and "they would like" not in person.shown()


def test_the_page_of_a_rep_says_you_to_the_rep_without_a_note_on_the_person(store, reader):
    person = Person(store, reader).choose("for:member").choose("helper:rep").choose("say:side-help-for-rep")
    assert "your rights" in person.shown() and store.phrase("note-for-another").lower() not in person.shown()
