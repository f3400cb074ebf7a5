"""Starting at any step: what was chosen before they came, a clear need, a plan already; and only what that step needs is asked."""
from __future__ import annotations

import pytest

from knowledge.advice import answers as state
from knowledge.advice import chosen, plan, starting
from knowledge.advice.questions import View, in_order
from knowledge.language import decided
from tests.interview.conftest import DAY, Person

SETTLED = [
    ("I've already decided on the HLTA", "the hlta", False),
    ("I'm booked on a level 2 catering course, what do I need to sort out?", "a level 2 catering course", False),
    ("ive signed up for first aid", "first aid", False),
    ("My head has put me down for the cover supervisor award", "the cover supervisor award", False),
    ("she's already enrolled on the level 3 TA course", "the level 3 ta course", True),
    ("we have finally settled on mentoring.", "mentoring", False),
    ("my manager booked her on a course for minibus drivers", "a course for minibus drivers", True),
]
NOT_SETTLED = [
    "I've picked up some extra admin duties", "I've chosen nothing", "they've booked me on a first aid course but I don't want it", "I've decided to become a teaching assistant", "what have other people chosen", "I did an NVQ 3 in 2004",
    "I have not decided yet", "I want to choose a course", "can I choose my units", "my school chose me as first aider", "I was enrolled in 1998",
]


@pytest.mark.parametrize(("text", "words", "others"), SETTLED)
def test_a_choice_that_is_told(text, words, others):
    told = decided.choice(text)
    assert told.words.strip().lower() == words and told.others is others and text[told.start:told.end] == told.words


@pytest.mark.parametrize("text", NOT_SETTLED)
def test_other_words_begin_at_the_first_step(person, text):
    assert not (decided.chosen_something(text) or decided.has_plan(text) or decided.to_evaluate(text) or decided.need(text) is not None)
    assert "start" not in person.say(text).answers


@pytest.mark.parametrize(("text", "need"), [("I know what I need: to learn about autism", "to learn about autism"), ("i already know what i need", ""), ("what do I need", None)])
def test_a_need_that_is_clear(text, need):
    assert decided.need(text) == need


@pytest.mark.parametrize("text", ["I have a plan already", "i've got a plan", "Hello, I have my plan here"])
def test_a_plan_already(person, text):
    assert "say:start-chosen" in person.say(text).offered() and person.open == "for"


def test_everything_on_offer_can_be_chosen_by_its_title(store, reader):
    view = View(state.fresh(), store, DAY)
    for record in [r for r in store.all("qualifications") if r.offered and r.open_on(DAY)]:
        told = chosen.read(view, reader.read(record.title)["links"], record.title)
        assert record.id in told.get("maybe", []) or told.get("picked"), record.title


def test_only_what_the_practical_side_needs_is_asked(person):
    person.say("I've signed up for the emergency first aid course and I'm a cleaner")
    asked = []
    while person.open != "after_plan":
        asked.append(person.open)
        offered = [id for id in person.offered() if id.split(":")[0] == person.open]
        person.choose(offered[0]) if offered else person.say("fewer accidents")
    assert asked == ["practicalities", "agreed", "success", "review", "evidence", "sharing"]


@pytest.mark.parametrize(("said", "asks"), [("the HLTA", True), ("mentoring", False), ("a forklift licence", False)])
def test_certificates_are_asked_only_where_getting_in_turns_on_them(person, said, asks):
    person.choose("say:start-chosen").say("I'm a teaching assistant").say(said)
    assert person.open == ("qualifications" if asks else "practicalities")


def test_what_is_chosen_is_no_certificate_that_is_held(person):
    person.say("I've chosen the teaching assistant apprenticeship, I'm a TA with an NVQ 2")
    held = [entry.get("id") for entry in person.answers.get("qualifications") or []]
    assert "ta-apprenticeship-l3" not in held and person.answers["picked"] == ["ta-apprenticeship-l3"]


def test_what_is_closed_is_said_to_be_with_what_came_after_it(person, store):
    closed = [r for r in store.all("qualifications") if not r.open_on(DAY) and r.closed]
    assert closed
    for record in closed:
        one = Person(store, person.reader).choose("say:start-chosen").say("I'm a teaching assistant")
        view = View(one.answers, store, DAY)
        chosen.take(view, [{"kind": "qualifications", "id": record.id, "status": "want", "choices": [], "start": 0}], record.title)
        assert view.answers["chosen"]["closed"] == record.id and not view.answers.get("picked"), record.id
        assert all(store.get("qualifications", id).open_on(DAY) for id in view.answers["chosen"]["maybe"])


def test_own_words_stay_off_a_copy_to_share_where_they_tell_of_a_worry(store):
    answers = {**state.fresh(), "start": "chosen", "roles": ["cleaner"], "picked": ["own-words"], "chosen": {"words": "A class for people with dyslexia"}}
    mine, share = (str(plan.build(answers, store, DAY, copy)).lower() for copy in ("mine", "share"))
    assert "dyslexia" in mine and "dyslexia" not in share
    answers["chosen"] = {"words": "Evening class in floristry"}
    assert "floristry" not in str(plan.build(answers, store, DAY, "share")).lower()
    assert "floristry" in str(plan.build({**answers, "focus": "current"}, store, DAY, "share")).lower()


def test_a_choice_that_leads_elsewhere_stays_off_a_copy_to_share_though_nobody_asked_for_the_aim(store):
    answers = {
        **state.fresh(), "start": "chosen", "roles": ["teaching-assistant"], "picked": ["qts-pgce", "own-words"], "chosen": {"words": "PGCE at Hallam, to be a teacher"},
        "evaluation": {"words": "a teaching job elsewhere"}, "evidence": {"words": "my PGCE offer"},
    }
    mine, share = (str(plan.build(answers, store, DAY, copy)).lower() for copy in ("mine", "share"))
    for private in ("pgce", "postgraduate", "teacher training", "teaching job"):
        assert private not in share, private
    assert "postgraduate" in mine and "hallam" in mine
    # What serves the job they have is shown as ever.
    coaching = next(option for option in store.all("informal_options") if not option.goals and not option.roles and option.open_on(DAY))
    answers["picked"] = [coaching.id]
    assert coaching.title.lower() in str(plan.build(answers, store, DAY, "share")).lower()


def test_a_wish_that_is_not_there_is_no_choice(person):
    person.choose("say:start-chosen").say("I'm a cleaner").choose("chosen:not-yet")
    assert "start" not in person.answers and person.open == "duties" and person.answers["roles"] == ["cleaner"]


def test_every_start_names_questions_that_there_are(store):
    ids = {question.id for question in in_order(store)}
    assert all(set(asked) <= ids for asked in starting._ASKED.values()) and set(starting.STEPS) == set(starting._ASKED)


def test_a_change_of_job_keeps_the_choice(person):
    person.choose("say:start-chosen").say("I'm a cleaner").say("mentoring").choose("practicalities:all-todo").choose("change:role").say("school cook")
    assert person.answers["picked"] == ["mentoring"] and person.answers["roles"] == ["school-cook"]
