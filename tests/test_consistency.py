"""The parts agree with each other: interview, answers, moves, domain, training lines, channel and page.

What each part does is tested elsewhere; here only that no part names something that another does not have.
"""
from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from actions.guide import Guide
from knowledge.advice import answers as state
from knowledge.advice import moves, questions
from knowledge.advice.interview import Turn
from knowledge.language.understand import Reader
from tests.interview.conftest import Person

PROJECT = Path(__file__).resolve().parents[1]

# Intents that are no move: what `interview.turn` makes of them.
TECHNICAL = {"start_guide", "resume", "choice"}
ANSWERS = {
    "answer_role", "answer_duties", "answer_need", "answer_aim", "answer_certificates", "answer_barriers", "answer_plan", "affirm", "deny",
}
# The message is searched for in the knowledge base, or for the words of an option, whatever the open question.
QUESTIONS = {"ask_question"}

# Four people whose conversations together meet every question of the interview.
TO_PLAN = [
    ["for:self"], ["role:school-cook"], ["duties:cook-meals"], ["aim:now"], ["need_source:ns01"], ["need:recognition"],
    ["qualifications:level-2"], ["basics:both"], ["constraints:nothing"], ["check:yes"], ["pick:mentoring"],
    ["practicalities:all-todo"], ["agreed:not-yet"], ["say:skip"], ["review:m6"], ["evidence:note"], ["sharing:show"],
]
CHOSEN_BEFORE = [["say:start-chosen"], ["role:school-cook"]]
TO_BEING_SHOWN = [
    ["for:self"], ["role:school-administrator"], ["duties:keep-records"], ["aim:now"], ["need_source:ns05"], ["need:skill"],
    ["qualifications:english", "qualifications:maths"], ["constraints:nothing"], ["check:yes"], ["in_house:no"], ["change:in_house"],
]
TO_HELPING = [["for:member"]]
TO_TEACHING = [["for:self"], ["role:teaching-assistant"], ["duties:help-in-class"], ["aim:other"], ["aim:to-teacher"], ["say:skip"]]


@pytest.fixture(scope="module")
def reader(store) -> Reader:
    return Reader(store)


@pytest.fixture(scope="module")
def places(store, reader) -> dict[str, Turn]:
    """Somebody at every question of the interview: {question id: the turn that first asks it}."""
    found = {}
    for presses in (TO_PLAN, TO_HELPING, TO_TEACHING, TO_BEING_SHOWN, CHOSEN_BEFORE):
        person = Person(store, reader)
        for press in [*presses, None]:
            found.setdefault(person.open, person.last)
            if press:
                if press[0].startswith("pick:") and press[0] not in person.offered():
                    press = [next(id for id in person.offered() if id.startswith("pick:"))]
                person.choose(*press)
    return found


def at(places, id, store, reader) -> Person:
    """A person of one's own at that question."""
    person = Person(store, reader)
    person.last = places[id]
    return person


# The interview


def test_somebody_meets_every_question(places, store):
    assert places.keys() == {question.id for question in store.all("interview_questions")}


def test_every_question_has_its_words_and_options_that_differ(store):
    end = questions.in_order(store)[-1].id
    for question in store.all("interview_questions"):
        for text in (question.title, question.words, question.simpler, question.why):
            assert text.strip(), question.id
        assert question.words != question.simpler, question.id
        ids = [option.id for option in question.options]
        labels = [option.label.lower() for option in question.options]
        assert len(set(ids)) == len(ids) and len(set(labels)) == len(labels), question.id
        assert not any(":" in id for id in ids), question.id
        assert question.options or question.options_from or question.id == end, question.id


def test_every_question_stands_at_a_place_of_its_own(store):
    orders = [question.order for question in store.all("interview_questions")]
    assert len(set(orders)) == len(orders)
    # What was chosen before they came is asked early, though it is of the practical side.
    steps = [question.step for question in questions.in_order(store) if question.step > 2 and question.id != "chosen"]
    assert steps == sorted(steps), "steps 3 to 5 come in their order"


def test_conditions_and_lists_of_questions_are_known_and_used(store):
    asked = store.all("interview_questions")
    assert {q.when for q in asked if q.when} == questions.CONDITIONS.keys()
    assert {q.options_from for q in asked if q.options_from} == questions._MADE.keys()


def test_what_an_option_fills_is_part_of_the_answers(store):
    filled = {key for keys in state.FILLS.values() for key in keys} | {"add", "lower_grades"}
    for question in store.all("interview_questions"):
        assert question.id in state.FILLS, f"{question.id} fills nothing"
        for option in question.options:
            assert isinstance(option.value, dict), f"{question.id}:{option.id}"
            unknown = option.value.keys() - filled
            assert not unknown, f"{question.id}:{option.id} fills {unknown}"


def test_what_steps_one_and_two_fill_reaches_the_advice(store):
    for question in store.all("interview_questions"):
        if question.step < 3 and question.id not in ("helper", "check"):
            for key in state.FILLS[question.id]:
                assert state.profile({key: "x"}), f"{question.id} fills {key}, which no profile has"


def test_what_becomes_stale_is_a_question(store):
    ids = {question.id for question in store.all("interview_questions")}
    named = {id for row in state.STALE.values() for id in row} | state.STALE.keys() | set(state.ASKED_IN_ANY_CASE)
    assert named <= ids == state.FILLS.keys()


def test_every_choice_that_is_offered_is_taken(places, store, reader):
    refusal = store.phrase("old-choice")
    for id in places:
        # More of the advice, side talks and the other doors are no answer; they have tests of their own.
        offered = [choice for choice in at(places, id, store, reader).offered() if not choice.startswith("say:")]
        assert len(set(offered)) == len(offered), f"{id} offers something twice"
        for choice in offered:
            name, colon, option = choice.partition(":")
            assert colon and name == id and re.fullmatch(r"[a-z0-9_=-]+", option), choice
            person = at(places, id, store, reader).choose(choice)
            assert refusal not in [message["text"] for message in person.last.messages], choice
            taken = state.answered(person.answers, id) or (person.answers.get("pending") or {}).get("question") == id
            # "Another job" shows the families of jobs.
            taken = taken or option.endswith("more") and all(f"{name}:in-" in shown for shown in person.offered())
            # "I have not chosen yet" goes back to the first step.
            taken = taken or choice == "chosen:not-yet" and "start" not in person.answers
            assert taken, f"{choice} leaves {id} without an answer"


def test_every_line_of_a_card_can_be_pressed(places, store, reader):
    refusal = store.phrase("old-choice")
    for id, last in places.items():
        for card in (message["card"] for message in last.messages if message.get("card")):
            lines = [line for line in card["lines"] if isinstance(line, dict)]
            choices = [option["id"] for line in lines for option in line.get("options", [])]
            choices += [line["action"]["id"] for line in lines if "action" in line]
            choices += [action["id"] for action in card["actions"] if "id" in action]
            for choice in choices:
                person = at(places, id, store, reader).choose(choice)
                assert refusal not in [message["text"] for message in person.last.messages], choice


# Intents and moves


@lru_cache(maxsize=None)
def read_yaml(path: str) -> dict:
    return yaml.safe_load((PROJECT / path).read_text(encoding="utf-8"))


def domain_intents() -> set[str]:
    return set(read_yaml("bot/domain.yml")["intents"])


def test_every_intent_is_a_move_an_answer_a_question_or_technical():
    sorts = [set(moves.BY_INTENT), TECHNICAL, ANSWERS, QUESTIONS]
    assert set().union(*sorts) == domain_intents()
    assert sum(len(sort) for sort in sorts) == len(domain_intents()), "an intent is of one sort"
    assert moves.GIVES_WAY <= moves.BY_INTENT.keys()


@pytest.mark.parametrize("text", ["mm", "I would like something else please"])
def test_every_intent_at_every_question_is_answered_and_something_is_asked(places, store, reader, text):
    for id in places:
        for intent in sorted(domain_intents() - {"choice"}):
            person = at(places, id, store, reader).say(text, intent)
            where = f"{intent} at {id}"
            assert store.find("interview_questions", person.open), where
            assert asks(person), f"{where}: {person.shown()}"


def asks(person: Person) -> bool:
    """True if a reply leaves the person something to do."""
    last = person.last.messages[-1]
    if last.get("text") == person.store.phrase("anything-else"):
        return True
    card = last.get("card") or {"actions": [], "lines": []}
    return bool(last.get("choices") or card["actions"] or any("action" in line for line in card["lines"]))


def test_every_move_of_the_channel_and_the_page_exists(store):
    page = re.findall(r'"say:([a-z-]+)"', (PROJECT / "bot/widget/words.js").read_text(encoding="utf-8"))
    channel = [phrase.id.removeprefix("channel-say-") for phrase in store.all("phrases") if phrase.id.startswith("channel-say-")]
    assert page and set(page) <= set(channel), "the channel says what was pressed on the page"
    assert set(channel) <= set(moves.MOVES)


def test_every_standing_move_works_at_every_question(places, store, reader):
    for id in places:
        for move in moves.MOVES:
            person = at(places, id, store, reader).choose(f"say:{move}")
            assert person.last.messages and store.find("interview_questions", person.open), f"{move} at {id}"
            assert asks(person) or "forget" in person.last.effects, f"{move} at {id}: {person.shown()}"


def test_every_intent_leads_to_a_move_that_exists():
    own = {"change", "who", "done", "compare", "other"}  # taken by `moves.by_intent` before it looks among the standing moves
    assert set(moves.BY_INTENT.values()) - own <= set(moves.MOVES)


# The Rasa side


def test_domain_rules_and_action_name_the_same_form():
    domain, rules = read_yaml("bot/domain.yml"), read_yaml("data/stories/rules.yml")["rules"]
    (form,) = domain["forms"]
    assert domain["forms"][form]["required_slots"] == [], "the action alone says what is asked"
    assert domain["actions"] == [Guide().name()] == [f"validate_{form}"]
    assert set(domain["slots"]) == {"answers"}
    steps = [step for rule in rules for step in rule["steps"]]
    assert {step["action"] for step in steps if "action" in step} == {form}
    assert {step["active_loop"] for step in steps if "active_loop" in step} == {form}
    assert {step["intent"] for step in steps if "intent" in step} <= TECHNICAL


def test_training_lines_are_for_the_intents_of_the_domain():
    trained = {
        block["intent"] for path in sorted((PROJECT / "data/nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"] if "intent" in block
    }
    assert trained == domain_intents() - TECHNICAL


def test_no_user_facing_words_in_the_domain():
    assert "responses" not in read_yaml("bot/domain.yml")
