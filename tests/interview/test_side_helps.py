"""The small helps in the talk: each can be asked for, left, taken up and ended, and its page knows what was told for it and nothing else."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from knowledge.advice import documents, side_helps, small_helps, team
from knowledge.advice.questions import View
from knowledge.advice.side_talks import asked_for, find
from tests.advice.test_small_helps import PARTS, lines
from tests.interview.conftest import DAY
from tests.interview.test_said_in_words import to_advice

PROJECT = Path(__file__).resolve().parents[2]
# What is told for each help, one answer after another, by somebody whose job is known; `None` where nothing is asked.
TOLD = {
    "appraisal": ["phonics, and how to stretch the able ones"],
    "school-aim": ["to run a phonics group", "calm behaviour"],
    "mentor-brief": ["how to run a small group"],
    "expert-witness-brief": [],
    "reading": ["which allergies must be on the menu"],
    "job-levels": [],
    "carry-over": ["childcare"],
    "role-audit": ["school cook"],
    "job-description": ["school cook"],
    "for-manager": ["school cook"],
    "first-weeks": [],
    "training-day": ["with other schools", "calmer lunchtimes"],
    "skills-for-life-promise": ["the kitchen and the cleaners"],
    "new-rep": ["a visit to the kitchens"],
    "rep-visit": ["midday supervisors and cleaners"],
    "learning-survey": ["teaching assistant"],
    "learning-agreement": ["draft a new one"],
    "left-out": ["the council"],
    "for-rep": [],
}
# How people ask for some of them by name.
BY_NAME = {
    "help me get ready for my appraisal": "appraisal", "they have put my appraisal down for Friday, can you help": "appraisal", "can you help me with my appraisal?": "appraisal", "write a job description": "job-description",
    "I need to write a job description for a new cook": "job-description", "draft a learning agreement": "learning-agreement",
    "plan a training day": "training-day", "help with a school visit": "rep-visit", "brief my mentor": "mentor-brief",
    "please could you help me prepare for my performance review": "appraisal", "I need help with a role audit": "role-audit",
    "compare job levels": "job-levels", "help me persuade my manager": "school-aim", "Compare the levels of a job": "job-levels",
    "plan the first weeks for a new starter": "first-weeks", "do a learning survey": "learning-survey",
}


def card(person) -> dict:
    return next(m["card"] for m in person.last.messages if (m.get("card") or {}).get("kind") == "small-help")


def page(person, id: str) -> dict:
    return small_helps.build(id, person.answers["helps"][id], person.store, DAY)


def take_up(person, id: str):
    """Begins a help and tells it what it asks."""
    person.choose(f"say:side-help-{id}")
    for said in TOLD[id]:
        person.say(said)
    return person


@pytest.fixture
def assistant(person):
    return person.say("I'm a teaching assistant")


@pytest.fixture
def rep(person):
    return person.choose("for:member").choose("helper:rep").say("she is a teaching assistant")


@pytest.fixture
def manager(person):
    return person.choose("for:member").choose("helper:manager").say("he is a school cook")


class TestEach:
    def test_all_of_them_are_told_something_here(self, store):
        assert TOLD.keys() == PARTS.keys() == {help.id for help in store.all("small_helps")}

    @pytest.mark.parametrize("id", TOLD)
    def test_it_is_begun_told_and_ends_in_a_card_with_its_page(self, assistant, id):
        take_up(assistant, id)
        assert card(assistant)["id"] == id and card(assistant)["sources"]
        assert card(assistant)["actions"] == [{"label": assistant.store.phrase("help-keep"), "href": f"page?help={id}"}]
        made = page(assistant, id)
        assert {each["id"] for each in made["parts"]} >= PARTS[id] and made["sources"]
        assert all(each["sources"] for each in made["parts"])
        assert assistant.open == "duties" and "side" not in assistant.answers and any(c.startswith("duties:") for c in assistant.offered())

    @pytest.mark.parametrize("id", [id for id, told in TOLD.items() if told])
    def test_it_is_left_and_taken_up_where_it_was(self, assistant, id):
        assistant.choose(f"say:side-help-{id}")
        first = assistant.shown()
        assistant.say(TOLD[id][0]) if len(TOLD[id]) > 1 else None
        asked = assistant.shown()
        assistant.choose("say:side-leave")
        assert any(c.startswith("duties:") for c in assistant.offered())
        assistant.choose(f"say:side-help-{id}")
        assert asked.split("'text': ")[-1] in assistant.shown() and ("where you left off" in assistant.shown()) is (asked != first)

    @pytest.mark.parametrize("id", [id for id, told in TOLD.items() if told])
    def test_what_it_asks_can_be_left_out(self, assistant, id):
        help = assistant.store.get("small_helps", id)
        assistant.choose(f"say:side-help-{id}")
        while assistant.answers.get("side"):
            assistant.choose("say:skip")
        if any(ask.required and ask.id != "role" or ask.required and "self" not in help.who for ask in help.asks):
            assert "leave it for now" in assistant.shown() and id not in assistant.answers.get("helps", {})
        else:
            assert card(assistant)["id"] == id and page(assistant, id)["parts"]
        assert assistant.open == "duties"

    @pytest.mark.parametrize("id", TOLD)
    def test_its_page_stays_the_same_and_holds_nothing_of_the_talk(self, assistant, id):
        before = {key: value for key, value in assistant.answers.items() if key not in ("sides", "helps", "open", "misses")}
        take_up(assistant, id)
        after = {key: value for key, value in assistant.answers.items() if key not in ("sides", "helps", "open", "misses")}
        assert after == before, "what is told for a page is told for that page alone"
        assert set(assistant.answers["helps"][id]) <= {"role", "say", "choice"}


class TestByName:
    @pytest.mark.parametrize(("said", "id"), BY_NAME.items())
    def test_it_can_be_asked_for_in_words(self, store, said, id):
        assert asked_for(said.lower(), store) == f"help-{id}"

    @pytest.mark.parametrize("said", [
        "appraisal", "my appraisal showed something", "what is a learning agreement?", "who writes the job description", "my job description is out of date",
        "do i get paid for inset day", "can i do playwork at lunchtimes", "how do I prepare for my appraisal?", "I am new here", "i just started",
        "I want to be a mentor", "what does my mentor do", "I help the children with their reading", "help me", "I'd like help with maths",
        "I need to do my level 3", "make the dinners", "plan lessons with the teacher", "I run the office",
    ])
    def test_ordinary_words_ask_for_none(self, store, said):
        assert asked_for(said.lower(), store) is None

    def test_no_line_that_the_guide_learns_from_or_answers_is_taken_for_one(self, store):
        known = [line for q in store.all("open_questions") for line in (q.question, *q.variants)]
        for file in sorted((PROJECT / "data" / "nlu").glob("*.yml")):
            for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
                known += [line[2:] for line in block["examples"].splitlines() if line.startswith("- ")]
        taken = {line: name for line in known if (name := asked_for(line.lower(), store)) and find(name) and name.startswith(("help", "team-helps"))}
        assert len(known) > 5000 and not taken, taken

    def test_words_in_the_list_choose_from_it(self, assistant):
        assistant.say("what else can you help me with?").say("the appraisal one")
        assert "talk about" in assistant.shown()


class TestTheList:
    def test_it_comes_in_groups_and_after_the_last_the_first_again(self, assistant):
        assistant.say("what else can you help with?")
        seen: list[str] = []
        while True:
            shown = [c for c in assistant.offered() if c.startswith("side:") and not c.endswith("=more")]
            assert 0 < len(shown) <= side_helps.SHOWN
            ids = [c.partition("=")[2] for c in shown]
            if ids[0] in seen:
                break
            seen += ids
            assistant.choose(next(c for c in assistant.offered() if c.endswith("=more")))
        assert set(seen) == {row["id"] for row in small_helps.offered(assistant.store, DAY, "self")} and len(seen) == len(set(seen))

    def test_each_gets_what_is_for_them(self, assistant, store):
        assert "rep-visit" not in {row["id"] for row in side_helps.fitting(view_of(assistant))}

    def test_a_rep_a_manager_and_a_friend_get_different_ones(self, person):
        person.choose("for:member").choose("helper:rep").say("she is a cook")
        found = [row["id"] for row in side_helps.fitting(view_of(person))]
        assert found[0] == "for-rep" and "appraisal" not in found and "job-description" not in found
        person.choose("change:helper").choose("helper:manager")
        found = [row["id"] for row in side_helps.fitting(view_of(person))]
        assert found[0] == "for-manager" and "rep-visit" not in found and "appraisal" not in found
        person.choose("change:helper").choose("helper:other")
        found = [row["id"] for row in side_helps.fitting(view_of(person))]
        assert "mentor-brief" in found and not {"new-rep", "learning-agreement", "job-description"} & set(found)

    def test_a_team_is_offered_what_a_manager_can_use(self, person):
        person.choose("say:side-team").say("our teaching assistants")
        assert "say:side-team-helps" in person.offered()
        person.choose("say:side-team-helps")
        offered = [c.partition("=")[2] for c in person.offered() if c.startswith("side:")]
        assert "role-audit" in offered and "appraisal" not in offered and person.open == "for"

    @pytest.mark.parametrize("name", ["help-no-such-thing", "help-", "afresh-", "afresh-no-such-thing"])
    def test_a_help_that_is_not_there_leaves_the_question_open(self, assistant, name):
        assistant.choose(f"say:side-{name}")
        assert assistant.open == "duties" and "side" not in assistant.answers and "cannot take that choice" in assistant.shown()

    def test_a_helps_old_button_begins_it_again(self, assistant):
        take_up(assistant, "appraisal").choose("say:side-help-appraisal").say("something quite different")
        assert assistant.answers["helps"]["appraisal"]["say"] == "something quite different"


class TestWhereItIsOffered:
    def test_what_prompted_it_brings_one_button(self, person):
        person.say("I'm the school cook").say("cook the meals").choose("aim:now").choose("need_source:ns02")
        assert [c for c in person.offered() if "side-help" in c] == ["say:side-help-appraisal"] and person.open == "need"
        person.choose("change:need_source").choose("need_source:ns-own-wish")
        assert not [c for c in person.offered() if "side-help" in c]

    def test_after_the_advice_and_beside_the_plan(self, person):
        person.say("I'm the school cook").say("cook the meals").choose("aim:now").choose("need_source:ns-own-wish").say("know more about allergens")
        to_advice(person)
        assert "say:side-helps" in person.offered() and person.open == "pick"
        person.choose("say:side-helps").choose("side:group-1=appraisal").say("allergens")
        assert card(person)["id"] == "appraisal" and person.open == "pick"
        person.say("the first one please").choose("practicalities:all-todo").choose("agreed:yes").say("fewer mistakes").choose("review:m6")
        person.choose("say:skip").choose("say:skip")
        assert person.open == "after_plan" and "say:side-helps" in person.offered()

    def test_a_rep_at_the_door_at_the_advice_and_beside_the_plan(self, rep):
        assert "say:side-help-for-rep" not in rep.offered()
        rep.choose("say:skip").choose("aim:now").choose("say:skip").choose("need:skill").choose("say:skip").choose("say:skip").choose("check:yes")
        assert rep.open == "pick" and "say:side-help-for-rep" in rep.offered() and "say:side-help-for-manager" not in rep.offered()

    def test_an_old_conversation_goes_on_and_gets_both_pages(self, person):
        person.choose("for:member").say("she is a teaching assistant")
        assert person.open == "duties" and "helper" not in person.answers
        person.choose("say:skip").choose("aim:now").choose("say:skip").choose("need:skill").choose("say:skip").choose("say:skip").choose("check:yes")
        assert {"say:side-help-for-rep", "say:side-help-for-manager"} <= set(person.offered())

    def test_nobody_else_is_asked_how_they_help(self, assistant):
        assert "helper" not in assistant.answers["asked"] and assistant.open == "duties"


class TestTheJob:
    def test_a_job_that_is_known_is_not_asked_for_and_another_can_be_had(self, assistant):
        take_up(assistant, "first-weeks")
        assert page(assistant, "first-weeks")["role"]["id"] == "teaching-assistant"
        assistant.choose("say:side-afresh-first-weeks").say("school cook")
        assert page(assistant, "first-weeks")["role"]["id"] == "school-cook" and assistant.answers["roles"] == ["teaching-assistant"]

    def test_of_several_jobs_it_asks_which(self, person):
        person.say("I'm a teaching assistant and a school cook").choose("say:side-help-job-levels")
        assert {"side:role=teaching-assistant", "side:role=school-cook"} <= set(person.offered())
        person.choose("side:role=school-cook")
        assert page(person, "job-levels")["role"]["id"] == "school-cook"

    def test_a_word_for_several_jobs_asks_which(self, person):
        person.say("write a job description").say("dinner lady")
        assert "side:which=midday-supervisor" in person.offered()
        person.choose("side:which=midday-supervisor")
        assert page(person, "job-description")["role"]["id"] == "midday-supervisor" and "roles" not in person.answers

    def test_a_post_to_fill_is_not_ones_own_job(self, assistant):
        assistant.choose("say:side-help-job-description")
        assert "which job is it for" in assistant.shown()


class TestOwnWords:
    def test_a_question_in_between_is_answered_and_no_answer(self, assistant):
        assistant.choose("say:side-help-school-aim").say("what is an hlta?")
        assert any(m.get("card") for m in assistant.last.messages) and "like to learn" in assistant.shown()

    def test_what_is_to_be_read_about_may_be_a_question(self, assistant):
        assistant.choose("say:side-help-reading").say("which allergies must be on the menu?")
        assert assistant.answers["helps"]["reading"]["say"] == "which allergies must be on the menu?"

    def test_longer_words_are_no_small_talk(self, assistant):
        assistant.choose("say:side-help-school-aim").say("how to thank the parents who come to help", "thanks")
        assert "side:choice=families" in assistant.offered()

    def test_stop_stops_even_there(self, assistant):
        assistant.choose("say:side-help-school-aim").say("i have to stop now, the bell goes", "goodbye_stop")
        assert "code" in assistant.last.effects

    def test_of_what_may_be_a_worry_no_words_are_kept(self, assistant):
        assistant.choose("say:side-help-mentor-brief").maybe("he hits me when I am late and I am scared of him")
        assert "scared" not in json.dumps(assistant.answers)

    def test_words_that_tell_something_private_stand_on_a_page_for_others_only_when_that_is_wanted(self, assistant):
        assistant.choose("say:side-help-mentor-brief").say("I am dyslexic and my confidence is low")
        assert "others may read this page" in assistant.shown() and "side:stands=no" in assistant.offered()
        assistant.choose("side:stands=no")
        assert "dyslexic" not in json.dumps(page(assistant, "mentor-brief"))
        assistant.choose("say:side-help-mentor-brief").say("I am dyslexic and my confidence is low").choose("side:stands=yes")
        assert "dyslexic" in json.dumps(page(assistant, "mentor-brief"))

    def test_a_page_of_ones_own_asks_for_no_such_leave(self, assistant):
        assistant.choose("say:side-help-appraisal").say("I am dyslexic and my confidence is low")
        assert card(assistant)["private"]


class TestForAHelper:
    def test_a_rep_gets_rights_agreements_what_to_ask_and_questions_with_sources(self, rep):
        rep.choose("say:side-help-for-rep")
        told = " ".join(card(rep)["lines"]).lower()
        assert all(word in told for word in ("paid time off", "learning agreement", "employer", "partnership", "member")) and card(rep)["sources"]
        made = page(rep, "for-rep")
        named = {line["label"] for line in lines(made)}
        assert {"Paid time off for union learning reps", "Time to talk to your union learning rep", "Learning agreement between unions and a council or trust"} <= named
        assert {"say:side-help-learning-agreement", "say:side-help-left-out", "say:side-help-rep-visit"} <= set(rep.offered())

    def test_a_manager_gets_what_to_agree_the_first_weeks_a_mentor_and_the_aim(self, manager):
        manager.choose("say:side-help-for-manager")
        told = " ".join(card(manager)["lines"]).lower()
        assert all(word in told for word in ("agree the time", "first weeks", "mentor", "aim of the school")) and "union" not in told
        assert page(manager, "for-manager")["role"]["id"] == "school-cook"
        assert {"say:side-help-first-weeks", "say:side-help-mentor-brief", "say:side-help-school-aim"} <= set(manager.offered())

    def test_they_are_asked_about_the_other_person(self, rep):
        rep.choose("say:side-help-school-aim")
        assert "what would they like to learn" in rep.shown() and "leave out names" in rep.shown()

    @pytest.mark.parametrize(("said", "kind"), [
        ("I'm a union learning rep helping a member", "rep"), ("one of my members", "rep"), ("im a line manager helping one of my team", "manager"),
        ("one of my team", "manager"), ("a colleague", None),
    ])
    def test_who_helps_is_heard_with_whom_it_is_for(self, person, said, kind):
        person.say(said)
        assert person.answers["for"] == "member" and person.answers.get("helper") == kind
        assert person.open == ("helper" if kind is None else "role") and "roles" not in person.answers

    @pytest.mark.parametrize(("said", "kind"), [
        ("I'm her union learning rep", "rep"), ("im his line manager", "manager"), ("I am the CPD lead", "manager"), ("I'm the school business manager", "manager"),
        ("just a friend", "other"), ("shop steward", "rep"),
    ])
    def test_who_helps_in_words_is_not_the_job_of_the_other(self, person, said, kind):
        person.choose("for:member").say(said)
        assert person.answers["helper"] == kind and person.open == "role" and not person.answers.get("roles")

    def test_both_in_one_message(self, person):
        person.choose("for:member").say("I'm her rep, she is a school cook")
        assert person.answers["helper"] == "rep" and person.answers["roles"] == ["school-cook"]


class TestNothingReachesAManager:
    """Private matters, planted in a whole talk, and every page and copy that a manager would see."""

    # Words of the person's own, each with a mark that stands in no text of ours.
    WORRY, HOPE = "be less anxious about my spelling, marmalade", "be out of here and in a nursery, rhubarb"
    # What a copy would say of health, confidence, certificates and a refusal.
    TELL = ("dyslexi", "depress", "anxious", "failed", "confiden", "refused", "said no")

    def whole_talk(self, person):
        """From the job to the plan, with everything that is private told on the way, and every help with it."""
        person.say("small groups").choose("aim:other").say("early years practitioner").say(self.WORRY, "answer_need")
        person.say("I failed gcse english and have no maths").say("i am dyslexic and depressed, and they said no to time off")
        for id in TOLD:
            take_up(person, id)
        person.choose("check:yes").choose("pick:none" if "pick:none" in person.offered() else "say:skip")
        while person.open != "after_plan":
            person.choose("agreed:no") if person.open == "agreed" else person.say(self.HOPE) if person.open == "success" else person.choose("say:skip")
        return person

    def shown_to_others(self, person) -> dict[str, str]:
        """Everything of this talk that may be handed on, by what it is."""
        store = person.store
        found = {kind: documents.render(person.answers, store, kind, "share", DAY)[0].decode() for kind in (documents.HTML, documents.JSON, documents.CALENDAR)}
        for id in TOLD:
            if not store.get("small_helps", id).private:
                found[id] = small_helps.html(page(person, id), store)
        return {**found, "team": team.html(team.page(person.answers["roles"][0], store, DAY), store)}

    @pytest.fixture(params=["self", "rep", "manager"])
    def planted(self, request, person):
        if request.param == "self":
            person.choose("for:self").say("I'm a teaching assistant")
        else:
            person.choose("for:member").choose(f"helper:{request.param}").say("she is a teaching assistant")
        return self.whole_talk(person)

    def test_no_words_of_theirs_are_on_any(self, planted):
        kept = json.dumps(planted.answers)
        assert "marmalade" in kept and len(planted.answers["helps"]) == len(TOLD)
        for what, text in self.shown_to_others(planted).items():
            assert "marmalade" not in text and "rhubarb" not in text, what

    def test_a_page_has_only_what_was_told_for_it(self, planted):
        for id, told in planted.answers["helps"].items():
            assert set(told.values()) <= {*TOLD[id], "teaching-assistant", "school-cook", "behaviour", "early-years", "cluster", "draft", "council"}, id

    def test_the_copies_say_nothing_that_would_tell(self, planted):
        shown = self.shown_to_others(planted)
        for what in (documents.HTML, documents.JSON, documents.CALENDAR):
            text = re.sub(r"<(style|head)>.*?</\\1>", "", shown[what].lower(), flags=re.S)
            assert not [word for word in self.TELL if word in text], what
            assert not [help.title for help in planted.store.all("small_helps") if help.title.lower() in text], what

    def test_the_private_page_is_no_part_of_any_other(self, planted):
        for what, text in self.shown_to_others(planted).items():
            assert "stretch the able" not in text, what


def view_of(person) -> View:
    """The conversation as the questions see it."""
    return View(person.answers, person.store, DAY)


@pytest.mark.parametrize(("said", "kind"), [
    ("I'm a union learning rep helping a dinner lady in the kitchen", "rep"), ("I manage a cleaner who wants to train", "manager"),
    ("I line manage a science technician and she wants training", "manager"),
])
def test_who_names_the_other_by_the_job_is_a_helper(person, said, kind):
    person.say(said)
    assert person.answers["for"] == "member" and person.answers["helper"] == kind
    assert person.open == "role" and not person.answers.get("roles")


@pytest.mark.parametrize("said", ["I'm a TA helping a teacher in year 2", "I manage the kitchen", "I'm a teaching assistant, helping a boy with autism"])
def test_who_helps_at_work_speaks_for_themselves(person, said):
    assert person.say(said).answers.get("for") != "member"
