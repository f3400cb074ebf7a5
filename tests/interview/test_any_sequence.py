"""A state machine over the real interview: whatever somebody does, in whatever order, it goes on, keeps what was said, and ends."""
from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice import answers as state
from knowledge.advice.questions import View, applies, in_order
from tests.interview.conftest import DAY, Person

SEQUENCES, LONGEST, TURNS_TO_THE_END = 2000, 14, 45
NONSENSE = ("blip", "xx", "the moon is far", "qwerty qwerty")
# What people type, with the intent that the classifier gives.
SAID = (
    ("I'm a school cook", "answer_role"), ("ta and midday supervisor", "answer_role"), ("no exams", "answer_certificates"),
    ("i want to be a teacher", "answer_aim"), ("actually i'm a cleaner", "change_answer"), ("change my job", "change_answer"),
    ("what is an nvq?", "question"), ("no, how long does it take?", "question"), ("maths grade d 1998", "answer_certificates"),
    ("not much time", "answer_barriers"), ("cheaper please", "cheaper_shorter_other"), ("thanks", "thanks"), ("yes", "affirm"), ("no", "deny"),
    ("why do you ask", "why"), ("go back", "go_back"), ("skip it", "skip"), ("dunno", "not_sure"), ("you are useless", "rude"),
)
STANDING = ("why", "back", "skip", "not-sure", "repeat", "answers", "help", "stop", "carry-on", "person", "restart", "restart-yes", "keep", "thanks")
moves = st.one_of(
    st.tuples(st.just("press"), st.integers(0, 11)),
    st.tuples(st.just("press several"), st.integers(0, 11)),
    st.tuples(st.just("say"), st.integers(0, len(SAID) - 1)),
    st.tuples(st.just("nonsense"), st.integers(0, len(NONSENSE) - 1)),
    st.tuples(st.just("standing"), st.integers(0, len(STANDING) - 1)),
    st.tuples(st.just("change"), st.integers(0, 15)),
    st.tuples(st.just("come back"), st.just(0)),
)


class Remembering(Person):
    """A person who reads a line only once: the same words are read the same."""

    def __init__(self, store, reader, readings: dict):
        super().__init__(store, reader)
        self._readings = readings

    def words(self, text: str, intent: str) -> None:
        if text not in self._readings:
            self._readings[text] = self.reader.read(text)
        self._send({"text": text, "intent": {"name": intent, "confidence": 0.9}, "reading": self._readings[text]})

    def come_back(self) -> None:
        """Another day, another device: all that is kept is the answers as JSON."""
        self.last.answers = json.loads(json.dumps(self.answers))
        self._send({"text": "", "intent": {"name": "resume"}})

    def view(self) -> View:
        return View(self.answers, self.store, DAY)

    def answered(self) -> set[str]:
        """The questions that were put and have an answer, but for the check, which comes again after a change."""
        put = set(self.answers["asked"]) - {"check"} - set(self.answers["skipped"])
        return {q.id for q in in_order(self.store)[:-1] if q.id in put and state.answered(self.answers, q.id)}


def do(person: Remembering, kind: str, number: int) -> str | None:
    """Makes one move; gives the question whose answer it was meant to replace or leave out, "all" where it clears everything."""
    if kind in ("press", "press several"):
        offered = person.offered() or ["say:carry-on"]
        choice = offered[number % len(offered)]
        same = [id for id in offered if id.split(":")[0] == choice.split(":")[0]]
        person.choose(*(same[:2] if kind == "press several" and choice.split(":")[0] in ("duties", "qualifications", "constraints", "pick") else [choice]))
        return "all" if choice.endswith("-yes") else choice.split(":")[0]
    open_ = person.open
    if kind == "say":
        text, intent = SAID[number]
        confirming = person.answers.get("confirm")
        person.words(text, intent)
        return "all" if confirming else open_ if intent in ("skip", "not_sure") else "aim" if "teacher" in text else None
    if kind == "nonsense":
        person.words(NONSENSE[number], "nlu_fallback")
        return open_
    if kind == "change":
        asked = person.answers["asked"] or ["role"]
        person.choose(f"change:{asked[number % len(asked)]}")
        return None
    if kind == "come back":
        person.come_back()
        return None
    person.choose(f"say:{STANDING[number]}")
    return "all" if STANDING[number] == "restart-yes" else open_ if STANDING[number] in ("skip", "not-sure") else None


def holds(person: Remembering, before: set[str], meant: str | None, move: tuple) -> None:
    """What is true after any move."""
    question = person.store.find("interview_questions", person.open)
    # English and maths, once answered, are unknown no more, and may be changed.
    assert question is not None and (applies(question, person.view()) or person.open == "basics"), (move, person.open)
    assert person.last.messages and all(m.get("text") or m.get("card") or m.get("choices") for m in person.last.messages), move
    assert json.loads(json.dumps(person.answers)) == person.answers
    if meant != "all":
        said = person.shown()
        for lost in before - person.answered() - {meant, person.open}:
            title = person.store.get("interview_questions", lost).title.lower()
            assert title in said, f"{move} took away '{lost}' and did not say so: {said[:300]}"


def reaches_the_plan(person: Remembering) -> None:
    """Whoever presses the first choice, or else skips, gets a plan; and no question is put to them over and over."""
    times: dict[str, int] = {}
    for _ in range(TURNS_TO_THE_END):
        if person.open == "after_plan":
            return
        times[person.open] = times.get(person.open, 0) + 1
        assert times[person.open] <= 4, f"{person.open} again and again"
        offered = [id for id in person.offered() if not id.startswith(("tell:", "say:")) and id != "aim:other"]
        person.choose(offered[0] if offered else "say:skip")
    raise AssertionError(f"no end: {person.open}, {times}")


@pytest.fixture(scope="module")
def readings():
    return {}


@settings(max_examples=SEQUENCES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(moves, min_size=3, max_size=LONGEST))
def test_any_sequence_goes_on_keeps_what_was_said_and_ends(store, reader, readings, sequence):
    person = Remembering(store, reader, readings)
    misses = 0
    for kind, number in sequence:
        before, open_ = person.answered(), person.open
        meant = do(person, kind, number)
        holds(person, before, meant, (kind, number, open_))
        misses = misses + 1 if kind == "nonsense" and person.open == open_ else 0
        assert misses < 3 or not store.get("interview_questions", open_).skippable or open_ == "after_plan", f"{open_} a third time"
    reaches_the_plan(person)
