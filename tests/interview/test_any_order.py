"""Whatever a person does in whatever order, the conversation goes on and keeps what was said."""
from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interview.conftest import Person

MOVES = ["say:why", "say:back", "say:skip", "say:not-sure", "say:repeat", "say:answers", "say:help", "say:stop", "say:restart", "say:keep", "say:person"]
LINES = ["I'm a school cook", "no exams", "i want to be a teacher", "what is an nvq?", "maths grade d 1998", "mmm", "not much time", "change my job"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(MOVES), st.sampled_from(LINES), st.integers(0, 9)), max_size=25))
def test_any_sequence_asks_a_known_question_and_loses_no_job(store, reader, sequence):
    person = Person(store, reader)
    for move in sequence:
        known = person.answers.get("roles")
        if isinstance(move, int):
            offered = person.offered()
            if not offered:
                continue
            move = offered[move % len(offered)]
        if ":" in move:
            person.choose(move)
        else:
            person.say(move)
        assert store.find("interview_questions", person.open), person.open
        assert person.last.messages, "every turn says something"
        assert 1 <= person.last.step <= 5
        if known and not move.startswith(("role:", "say:restart-yes")) and move not in LINES:
            assert person.answers.get("roles") == known


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 9), min_size=30, max_size=30))
def test_pressing_choices_always_reaches_advice_within_ten_questions_and_then_the_plan(store, reader, presses):
    person = Person(store, reader)
    asked = []
    for press in presses:
        if person.open == "after_plan":
            break
        if person.last.step <= 2:
            asked.append(person.open)
        offered = [id for id in person.offered() if id != "aim:other" and not id.startswith(("tell:", "say:"))]
        person.choose(offered[press % len(offered)])
    assert person.open == "after_plan"
    assert len(asked) <= 10, asked
