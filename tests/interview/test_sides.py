"""Side talks: begun at a door or in words, left and taken up, and back to the question that was open."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import doors, interview
from knowledge.advice.side_talks import SIDES, asked_for
from tests.interview.conftest import DAY
from tests.interview.test_said_in_words import to_advice


def card(person) -> dict:
    return next(m["card"] for m in person.last.messages if m.get("card"))


def ids(person, prefix: str) -> list[str]:
    return [id for id in person.offered() if id.startswith(prefix)]


def later(person, months: int):
    """The same person, so many months on."""
    person.day = DAY + datetime.timedelta(days=31 * months)

    def send(message):
        person.last = interview.turn(person.last.answers, person.last.next, message, person.store, person.day)
        return person

    person._send = send
    return person


@pytest.fixture
def assistant(person):
    return person.say("I'm a teaching assistant")


@pytest.fixture
def planned(person):
    """A cook with a plan."""
    person.say("I'm the school cook").say("cook the meals").say("no just my own job").say("new allergy rules").say("know more about allergens")
    to_advice(person).say("the first one please").choose("practicalities:all-todo").choose("agreed:yes").say("fewer mistakes").choose("review:m6")
    assert card(person)["kind"] == "plan" and person.open == "evidence"
    person.choose("evidence:note").choose("sharing:show")
    assert person.open == "after_plan"
    return person


def test_the_first_message_has_every_door(person):
    assert {"for:self", "for:member", *(f"say:{name}" for name in doors.FIRST)} <= set(person.offered())
    person.choose("say:others")
    assert {f"say:{name}" for name in doors.MORE} <= set(person.offered()) and person.open == "for"


def test_every_side_talk_has_its_label_and_can_be_asked_for_in_words(store):
    said = {
        "check": "can i check myself against my job", "hlta": "am i ready for the hlta yet", "basics": "could you check my english",
        "provider": "what should I ask the college", "mentor": "who could be my mentor", "review": "I want to look back at my plan",
        "become": "what could i become", "worth": "what is my certificate worth", "inbox": "can i leave a message for someone", "team": "planning for my team", "share": "What will my manager see?", "units": "which units are for me",
        "helps": "what else can you help me with", "team-helps": "is there help for my team",
    }
    assert said.keys() == SIDES.keys()
    assert {name: asked_for(text.lower(), store) for name, text in said.items()} == {name: name for name in said}


@pytest.mark.parametrize("text", ["how long does it take", "i am a teaching assistant", "maths grade C", "what does a cook do", "my mentor is nice", "i work in a team"])
def test_other_words_begin_none(text, store):
    assert asked_for(text, store) is None


def test_a_question_at_the_door_is_answered_and_then_the_start_comes_back(person):
    person.choose("say:side-question")
    assert "ask away" in person.shown() and not person.offered()
    person.say("what is an hlta?")
    assert card(person)["sources"] and person.open == "for"


def test_a_certificate_is_told_what_it_counts_for(person):
    person.choose("say:side-worth").say("cse maths grade 1 from 1982")
    assert "Grade 1 is level 2" in str(card(person)["lines"]) and person.open == "for" and "say:side-worth" in person.offered()


def test_a_word_for_several_jobs_asks_which_and_what_they_can_become_is_told(person):
    person.choose("say:side-become").say("im a dinner lady")
    assert "side:which=midday-supervisor" in person.offered()
    person.choose("side:which=midday-supervisor")
    assert card(person)["lines"] and person.answers["roles"] == ["midday-supervisor"] and person.open == "duties"


def test_what_helps_a_team_stands_under_the_five_headings(person, store):
    person.choose("say:side-team").say("our teaching assistants")
    headings = {line["label"] for line in card(person)["lines"]}
    assert len(headings) == 5 and card(person)["sources"] and person.open == "for"
    assert "roles" not in person.answers, "a job of the team is not their own"


def test_a_check_begins_with_what_they_would_like_help_with_and_ends_in_the_need(assistant):
    assistant.say("check myself")
    help_ = ids(assistant, "side:help=")
    assert len(help_) > 3 and "say:side-leave" in assistant.offered()
    assistant.choose(help_[0])
    assert help_[0].replace("help", "do") not in assistant.offered()
    assistant.choose(ids(assistant, "side:do=")[0]).choose("side:use=yes")
    assert card(assistant)["sources"] and assistant.answers["need"]["topics"] and assistant.open == "duties" and "side" not in assistant.answers


def test_left_and_taken_up_where_it_was(assistant):
    assistant.say("check myself").choose(ids(assistant, "side:help=")[1])
    assistant.choose("say:side-leave")
    assert assistant.open == "duties" and ids(assistant, "duties:")
    assistant.say("small groups").say("check myself")
    assert "where you left off" in assistant.shown() and ids(assistant, "side:do=")


def test_another_job_begins_it_anew(assistant):
    assistant.say("check myself").choose(ids(assistant, "side:help=")[1]).choose("say:side-leave")
    assistant.choose("change:role").say("school cook").say("check myself")
    assert "where you left off" not in assistant.shown() and ids(assistant, "side:help=")


def test_a_question_in_between_is_answered_and_the_line_comes_back(assistant):
    assistant.say("check myself").say("what is an hlta?")
    assert card(assistant)["sources"] and ids(assistant, "side:help=")


@pytest.mark.parametrize(("said", "intent"), [("skip that", "skip"), ("not sure", "not_sure")])
def test_a_line_can_be_left_out(assistant, said, intent):
    assistant.say("am i ready for hlta?").say(said, intent)
    assert ids(assistant, "side:head=")


def test_stop_stops_the_talk_and_it_goes_on_where_it_was(assistant):
    assistant.say("check myself").say("stop for today", "goodbye_stop")
    assert "code" in assistant.last.effects
    assistant.choose("say:carry-on")
    assert ids(assistant, "side:help=")


def test_two_misunderstandings_lead_back_to_the_open_question(assistant):
    assistant.say("am i ready for hlta?").say("blue bananas")
    assert ids(assistant, "side:examples=")
    assistant.say("blue bananas")
    assert ids(assistant, "duties:") and "side" not in assistant.answers


def test_an_answer_to_the_interview_leaves_the_side_talk(assistant):
    assistant.say("check myself").choose("duties:small-groups")
    assert assistant.answers["duties"] == ["small-groups"] and "side" not in assistant.answers


def test_how_ready_for_the_status_with_steps_and_no_promise(assistant):
    assistant.say("am i ready for hlta?").say("a few times").say("she said no").say("none of these")
    told = str(card(assistant)["lines"])
    assert "whole class" in told.lower() and "assessors" in told and "pay" in told and "Next" in told


def test_english_and_maths_without_marks(person):
    person.say("I'm a cleaner").say("check my maths")
    person.choose(ids(person, "side:english=")[0]).say("none of these")
    told = {line["label"]: line["text"] for line in card(person)["lines"] if isinstance(line, dict)}
    assert "English" in told and "Maths" in told and "level" in str(card(person)["lines"])
    assert "mark" not in str(card(person)["lines"])


@pytest.mark.parametrize("role", ["I'm a teaching assistant", "I'm a learning mentor"])
def test_units_of_the_standards(person, role):
    person.say(role).say("which units are for me").choose("side:practice=directed")
    assert any(line["label"].startswith("STL") for line in card(person)["lines"] if isinstance(line, dict)) and card(person)["sources"]


@pytest.mark.parametrize(("job", "said"), [("I'm the school cook", "which units are for me"), ("I'm a caretaker", "am i ready")])
def test_where_there_is_none_it_says_so_and_the_question_stays(person, job, said):
    person.say(job).say(said)
    assert person.open == "duties" and "side" not in person.answers


def test_before_the_job_is_known_it_asks_for_that(person):
    person.say("check myself")
    assert "your job first" in person.shown() and person.open == "for"


def test_a_job_without_standards_is_told_so_and_gets_the_next_best(person, store):
    without = next(role for role in store.all("roles") if role.duties and not role.goal_only and not any(role.id in c.roles for c in store.all("self_checks")))
    person.choose("for:self").choose(f"role:{without.id}").say("check myself")
    assert "no published standard" in person.shown() and ids(person, "side:help=")


def test_what_to_ask_a_provider_of_what_was_picked(planned):
    planned.choose("say:side-provider")
    assert card(planned)["lines"] and all(line["label"].endswith("?") for line in card(planned)["lines"]) and planned.open == "after_plan"


def test_who_could_be_a_mentor(planned):
    planned.choose("say:side-mentor").choose("side:points=has-time", "side:points=not-manager")
    told = str(card(planned)["lines"])
    assert "knows the work" in told and "Agree the time" not in told and card(planned)["sources"]


def test_a_look_back_before_its_date_says_when_and_can_be_had_all_the_same(planned):
    planned.choose("say:side-review")
    assert "side:early=yes" in planned.offered()
    planned.choose("side:early=no")
    assert "come back" in planned.shown() and planned.open == "after_plan"


def test_after_six_weeks_it_asks_what_was_used(planned):
    later(planned, 2).choose("say:side-review").choose("side:used=no").choose(ids(planned, "side:why=")[0])
    assert card(planned)["lines"] and planned.open == "after_plan"


def test_no_change_is_a_fair_answer_and_the_next_need_begins_with_what_still_holds(planned):
    later(planned, 7).choose("say:side-review")
    assert "know more about allergens" in planned.shown()
    planned.say("nothing has changed").choose("side:used=little").choose(ids(planned, "side:why=")[0])
    planned.choose("side:again=yes")
    assert "thank you for saying so" in planned.shown()
    assert planned.answers["roles"] == ["school-cook"] and not planned.answers.get("picked") and planned.open != "after_plan"


def test_a_look_back_without_a_plan_asks_for_the_code(person):
    person.choose("say:side-review")
    assert "code" in person.shown() and person.open == "for"


def test_an_old_press_of_a_side_talk_that_is_over_says_so(assistant):
    assistant.choose("side:help=sc-ta-1")
    assert assistant.open == "duties" and "side" not in assistant.answers


def test_an_earlier_answer_of_a_side_talk_can_be_changed_while_it_goes_on(planned):
    planned.choose("say:side-review").choose("side:early=yes")
    assert "side" in planned.answers and "side:early=yes" not in planned.offered()
    planned.choose("side:early=no")
    assert "come back" in planned.shown() and "side" not in planned.answers


def test_a_choice_of_a_question_that_was_never_asked_is_taken_for_an_old_one(planned):
    planned.choose("say:side-review").choose("side:early=yes")
    before = dict(planned.answers["sides"]["review"]["given"])
    planned.choose("side:outcome=no-such-thing")
    assert planned.answers["sides"]["review"]["given"] == before and "side" in planned.answers


def test_each_job_of_a_team_has_its_page_to_keep(person):
    person.choose("say:side-team").say("teaching assistants and a school cook")
    kept = [action["href"] for message in person.last.messages if message.get("card") for action in message["card"].get("actions", [])]
    assert kept == ["page?team=teaching-assistant", "page?team=school-cook"]


@pytest.mark.parametrize("said", ["yes please", "I'd like to start on my next need", "id like to start on something new"])
def test_the_next_need_can_be_begun_in_words(planned, said):
    later(planned, 7).choose("say:side-review").say("nothing has changed").choose("side:used=little").choose(ids(planned, "side:why=")[0]).say(said)
    assert not planned.answers.get("picked") and planned.answers["roles"] == ["school-cook"] and planned.open != "after_plan"
