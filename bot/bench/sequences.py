"""Random conversations: whatever somebody does, in whatever order, the guide goes on, keeps what was said, and ends.

The same moves and the same demands are made of the interview in process (tests/interview/test_any_sequence.py) and,
by `fivesteps bench`, of the real servers over HTTP.
"""
from __future__ import annotations

import json
from typing import Optional, Protocol

from hypothesis import strategies as st

from knowledge.advice import answers as state
from knowledge.advice.questions import View, applies, in_order
from knowledge.store import Store

LONGEST, TURNS_TO_THE_END, MOST_TIMES, MOST_MISSES = 14, 45, 4, 3
END = "after_plan"
NONSENSE = ("blip", "xx", "the moon is far", "qwerty qwerty")
# What people type, with what it is for.
SAID = (
    ("I'm a school cook", "answer_role"), ("ta and midday supervisor", "answer_role"), ("no exams", "answer_certificates"),
    ("i want to be a teacher", "answer_aim"), ("actually i'm a cleaner", "change_answer"), ("change my job", "change_answer"),
    ("what is an nvq?", "question"), ("no, how long does it take?", "question"), ("maths grade d 1998", "answer_certificates"),
    ("not much time", "answer_barriers"), ("cheaper please", "cheaper_shorter_other"), ("thanks", "thanks"), ("yes", "affirm"), ("no", "deny"),
    ("why do you ask", "why"), ("go back", "go_back"), ("skip it", "skip"), ("dunno", "not_sure"), ("you are useless", "rude"),
    ("could someone show me?", "question"), ("ok what first", "question"),
)
STANDING = ("why", "back", "skip", "not-sure", "repeat", "answers", "help", "stop", "carry-on", "person", "restart", "restart-yes", "keep", "thanks")
_TICKS = ("duties", "qualifications", "constraints", "pick")
MOVES = st.one_of(
    st.tuples(st.just("press"), st.integers(0, 11)),
    st.tuples(st.just("press several"), st.integers(0, 11)),
    st.tuples(st.just("say"), st.integers(0, len(SAID) - 1)),
    st.tuples(st.just("nonsense"), st.integers(0, len(NONSENSE) - 1)),
    st.tuples(st.just("standing"), st.integers(0, len(STANDING) - 1)),
    st.tuples(st.just("change"), st.integers(0, 15)),
    st.tuples(st.just("come back"), st.just(0)),
)
SEQUENCES = st.lists(MOVES, min_size=3, max_size=LONGEST)


class Broken(AssertionError):
    """A conversation did not hold what is demanded; the text says what."""


class Person(Protocol):
    """Somebody in a conversation."""

    store: Store
    answers: dict
    open: str
    messages: list[dict]

    def choose(self, *ids: str) -> object:
        """Presses choices."""

    def words(self, text: str, intent: str) -> object:
        """Says words; `intent` is what they are for, where nothing classifies them."""

    def come_back(self) -> object:
        """Goes on another day, on another device."""

    def view(self) -> View:
        """The conversation as the questions see it."""

    def shown(self) -> str:
        """Every word of the last reply, in lower case."""

    def offered(self) -> list[str]:
        """The ids of the choices of the last reply."""


def check(person: Person, sequence: list[tuple[str, int]]) -> None:
    """Plays one sequence, then goes on to the plan.

    Raises:
        Broken: if something that was said was lost in silence, a question was out of place, or it did not end.
    """
    misses = 0
    for kind, number in sequence:
        before, open_ = answered(person), person.open
        meant = do(person, kind, number)
        _holds(person, before, meant, (kind, number, open_))
        misses = misses + 1 if kind == "nonsense" and person.open == open_ else 0
        thrice = misses >= MOST_MISSES and person.store.get("interview_questions", open_).skippable and open_ != END
        _demand(not thrice, f"{open_} a third time")
    _reaches_the_plan(person)


def answered(person: Person) -> set[str]:
    """The questions that were put and have an answer, but for the check, which comes again after a change."""
    put = set(person.answers["asked"]) - {"check"} - set(person.answers["skipped"])
    return {q.id for q in in_order(person.store)[:-1] if q.id in put and state.answered(person.answers, q.id)}


def do(person: Person, kind: str, number: int) -> Optional[str]:
    """Makes one move; gives the question whose answer it was meant to replace or leave out, "all" where it clears everything."""
    if kind in ("press", "press several"):
        offered = person.offered() or ["say:carry-on"]
        choice = offered[number % len(offered)]
        same = [id for id in offered if id.split(":")[0] == choice.split(":")[0]]
        person.choose(*(same[:2] if kind == "press several" and choice.split(":")[0] in _TICKS else [choice]))
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


def _holds(person: Person, before: set[str], meant: Optional[str], move: tuple) -> None:
    """What is true after any move."""
    question = person.store.find("interview_questions", person.open)
    # English and maths, once answered, are unknown no more, and may be changed.
    _demand(question is not None and (applies(question, person.view()) or person.open == "basics"), f"{move}: {person.open} does not apply")
    _demand(bool(person.messages) and all(m.get("text") or m.get("card") or m.get("choices") for m in person.messages), f"{move}: nothing is said")
    _demand(json.loads(json.dumps(person.answers)) == person.answers, f"{move}: the answers are no JSON")
    if meant != "all":
        for lost in before - answered(person) - {meant, person.open}:
            title = person.store.get("interview_questions", lost).title.lower()
            _demand(title in person.shown(), f"{move} took away '{lost}' and did not say so: {person.shown()[:300]}")


def _reaches_the_plan(person: Person) -> None:
    """Whoever presses the first choice, or else skips, gets a plan; and no question is put to them over and over."""
    times: dict[str, int] = {}
    for _ in range(TURNS_TO_THE_END):
        if person.open == END:
            return
        times[person.open] = times.get(person.open, 0) + 1
        _demand(times[person.open] <= MOST_TIMES, f"{person.open} again and again")
        offered = [id for id in person.offered() if not id.startswith(("tell:", "say:")) and id != "aim:other"]
        person.choose(offered[0] if offered else "say:skip")
    raise Broken(f"no end: {person.open}, {times}")


def _demand(held: bool, otherwise: str) -> None:
    if not held:
        raise Broken(otherwise)
