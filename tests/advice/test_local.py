"""What a school's own facts add: courses on cards, money, people, steps and plan; and nothing where there is no school."""
from __future__ import annotations

import datetime
import io
import json

import docx
import pytest

from knowledge.advice import documents, plan
from knowledge.advice.interview import turn
from knowledge.advice.recommend import advise
from knowledge.local import NOWHERE
from knowledge.language.understand import Reader
from tests.advice.people import BOTH_C, ids, profile, words
from tests.interview.conftest import Person
from tests.places import SCHOOL, at_places

DAY = datetime.date(2026, 11, 22)
COOK = {"need": {"kind": "legal", "topics": ["food-safety"]}, "duties": ["cook-meals"], "held": BOTH_C}
CALM = {"need": {"kind": "skill", "topics": ["behaviour"]}, "held": BOTH_C}
CLOSE = "starts 12 january 2027"


@pytest.fixture(scope="module")
def here(store):
    """The knowledge base with the local files of the tests."""
    return at_places(store)


@pytest.fixture(scope="module")
def reader(store):
    return Reader(store)


def cook(**more) -> dict:
    return profile("school-cook", **{**COOK, "school": SCHOOL, **more})


def row(advice: dict, id: str) -> dict:
    return next(row for row in advice["qualifications"] if row["id"] == id)


class TestAdvice:
    def test_courses_that_lead_to_a_suggestion_stand_with_it_the_schools_own_first(self, here):
        rows = row(advise(cook(), here), "food-safety-l2")["local"]
        assert [(r["title"], r["place"]) for r in rows] == [("Level 2 food safety day", "Hill Primary School"), ("Food safety evening", "North Trust")]
        assert rows[0]["label"] == "At Hill Primary School"
        for part in (CLOSE, "to book: put your name on the list", "checked 2 november 2026"):
            assert part in rows[0]["text"].lower()
        assert rows[0]["sources"] == [
            {"id": "local-hill-school", "title": "Hill Primary School: Level 2 food safety day", "url": "https://hill.example/food", "checked": "2026-11-02"}
        ]

    def test_a_course_is_gone_the_day_after_it_starts(self, here):
        def titles(day):
            return [r["title"] for r in row(advise(cook(as_of=day), here), "food-safety-l2")["local"]]

        assert titles("2027-01-12") == ["Level 2 food safety day", "Food safety evening"]
        assert titles("2027-01-13") == ["Food safety evening"] and titles("2027-03-01") == []

    def test_who_runs_it_is_named_where_no_course_is(self, here):
        advice = advise(profile("midday-supervisor", "teaching-assistant", [], school=SCHOOL), here)
        [runs] = row(advice, "functional-skills-l2")["local"]
        assert runs["place"] == "Anyshire Council" and "Anyshire Adult Learning runs it." in runs["text"] and "01632 960021" in runs["text"]

    def test_a_course_for_the_job_and_subject_is_suggested_by_itself(self, here):
        local = advise(profile("midday-supervisor", school=SCHOOL, **CALM), here)["local"]
        assert [r["title"] for r in local["courses"]] == ["Calm lunchtimes"] and local["place"] == {"id": SCHOOL, "name": "Hill Primary School"}

    @pytest.mark.parametrize("role, more", [
        ("school-cook", CALM), ("midday-supervisor", {**CALM, "need": {"kind": "skill", "topics": ["food-safety"]}}),
        ("midday-supervisor", {"goal": "teaching-assistant", "held": BOTH_C}),
    ])
    def test_a_course_for_others_is_not(self, here, role, more):
        assert "Calm lunchtimes" not in json.dumps(advise(profile(role, school=SCHOOL, **more), here))

    def test_a_course_towards_what_they_hold_already_is_not_suggested(self, here):
        advice = advise(cook(held=[*BOTH_C, {"id": "food-safety-l2", "status": "held"}]), here)
        assert "food-safety-l2" not in ids(advice["qualifications"]) and advice["local"]["courses"] == []

    def test_money_of_the_place_is_named(self, here):
        [fund] = advise(cook(), here)["local"]["funds"]
        assert fund["place"] == "North Trust" and "£300" in fund["text"] and "How to ask: Ask the trust" in fund["text"]

    def test_steps_name_whom_to_ask_and_what_to_book(self, here):
        steps = advise(cook(), here)["next_steps"]
        said = words(steps, "what")
        assert "ask jo marsh, business manager (01632 960003) at hill primary school" in said
        assert "book a place on level 2 food safety day at hill primary school. put your name on the list in the office." in said
        assert "line manager or head teacher" in said and len(steps) <= 8

    def test_a_place_is_booked_before_the_course_starts(self, here):
        step = next(s for s in advise(cook(as_of="2027-01-08"), here)["next_steps"] if "Book a place" in s["what"])
        assert step["when"] == "2027-01-08"

    @pytest.mark.parametrize("school", [None, "nowhere", "", "../hill-school"])
    def test_without_a_school_that_we_know_nothing_changes(self, store, here, school):
        assert advise(cook(school=school), here) == advise(cook(school=None), store)
        assert "local" not in advise(cook(school=school), here)

    def test_a_school_that_says_nothing_of_it_changes_nothing_but_its_name(self, store, here):
        plain, there = advise(cook(school=None), store), advise(cook(school="anyshire-unison"), here)
        assert [{k: v for k, v in r.items() if k != "local"} for r in there["qualifications"]] == plain["qualifications"]
        assert there["local"] == {"place": {"id": "anyshire-unison", "name": "Anyshire UNISON"}, "courses": [], "funds": []}
        assert there["next_steps"] == plain["next_steps"]

    def test_advice_of_2010_knows_no_course_of_today(self, here):
        assert "Food safety evening" not in json.dumps(advise(cook(as_of="2010-01-01"), here))

    def test_the_same_profile_gives_the_same_advice_and_what_is_local_can_be_handed_in(self, store, here):
        given = json.dumps(advise(cook(), here))
        assert given == json.dumps(advise(cook(), here))
        assert given == json.dumps(advise(cook(school=None), store, local=here.local(SCHOOL, DAY)))
        assert advise(cook(), here, local=NOWHERE) == advise(cook(school=None), store)


def answers(**more) -> dict:
    return {"schema": 1, **cook(), "as_of": None, "said": {}, "asked": [], "picked": ["food-safety-l2"], "agreed": {"manager": "not yet"}, **more}


def everything(made: dict) -> str:
    return json.dumps(made, ensure_ascii=False).lower()


class TestPlan:
    def test_it_holds_courses_money_and_people_with_their_sources(self, here):
        for copy in (plan.MINE, plan.SHARE):
            made = plan.build(answers(), here, DAY, copy)
            assert CLOSE in made["options"][0]["local"][0]["text"].lower()
            assert made["local"]["title"] == "At Hill Primary School"
            said = words(made["local"]["lines"], "text")
            for part in ("trust training fund", "jo marsh", "pat lee", "trust people team", "tuesdays, 2 to 4"):
                assert part in said
            titles = [source["title"] for source in made["sources"]]
            assert titles[0] == "Hill Primary School: Level 2 food safety day" and "Anyshire UNISON" in titles

    def test_it_is_in_every_document(self, here):
        page = documents.render(answers(), here, documents.HTML, plan.MINE, DAY)[0].decode()
        paper = docx.Document(io.BytesIO(documents.render(answers(), here, documents.WORD, plan.MINE, DAY)[0]))
        word = "\n".join([p.text for p in paper.paragraphs] + [cell.text for table in paper.tables for r in table.rows for cell in r.cells])
        for part in ("At Hill Primary School", "Starts 12 January 2027", "Jo Marsh", "Trust training fund", "Book a place on Level 2 food safety day"):
            assert part in page
        # A form to sign holds what is chosen and to be done, and not all that there is at the school.
        assert "Starts 12 January 2027" in word and "Book a place on Level 2 food safety day" in word
        assert "Book a place" in documents.render(answers(), here, documents.CALENDAR, plan.MINE, DAY)[0].decode().replace("\r\n ", "")

    def test_where_the_manager_said_no_it_turns_to_the_union(self, here):
        steps = words(plan.build(answers(agreed={"manager": "no"}), here, DAY)["next_steps"], "what")
        assert "pat lee, union learning rep (pat@branch.example) at anyshire unison" in steps and "ask jo marsh" not in steps

    def test_the_shared_copy_shows_no_course_that_tells_on_them(self, here):
        hidden = answers(
            roles=["midday-supervisor"], duties=["lunchtime-care"], need={"kind": "skill", "topics": ["behaviour"]},
            focus="new role", aspiration={"role": "teaching-assistant"}, qualifications=[], picked=["functional-skills-l2"],
        )
        assert "anyshire adult learning" in everything(plan.build(hidden, here, DAY))
        shared = everything(plan.build(hidden, here, DAY, plan.SHARE))
        assert "anyshire adult learning" not in shared and "english" not in shared and "jo marsh" in shared
        staying = {**hidden, "focus": "current", "aspiration": {}, "picked": []}
        assert "calm lunchtimes" in everything(plan.build(staying, here, DAY))
        assert "calm lunchtimes" not in everything(plan.build(staying, here, DAY, plan.SHARE))

    def test_without_a_school_it_says_nothing_of_one(self, store):
        made = plan.build(answers(school=None), store, DAY)
        assert made["local"] is None and all(option["local"] == [] for option in made["options"])


class AtSchool(Person):
    """Somebody whose page names a school."""

    school: str | None = SCHOOL

    def __init__(self, store, reader, school: str | None = SCHOOL):
        self.school = school
        super().__init__(store, reader)
        self.last = turn(None, None, {"intent": {"name": "start_guide"}, "school": school}, store, DAY)

    def _send(self, message: dict) -> "AtSchool":
        return super()._send({**message, "school": self.school} if self.school else message)


class TestConversation:
    @pytest.fixture
    def person(self, here, reader) -> AtSchool:
        return AtSchool(here, reader)

    def test_the_first_message_names_the_school_and_is_still_three_lines(self, person, here, reader):
        assert "what there is at hill primary school" in person.shown() and len(person.last.messages) == 4
        assert "hill primary" not in AtSchool(here, reader, "nowhere").shown()

    def test_a_course_is_the_first_line_of_its_card(self, here):
        known = answers(picked=None, agreed=None, need_source="law", asked=["constraints", "duties"], school=None)
        message = {"choices": ["check:yes"], "intent": {"name": "choice", "confidence": 1.0}, "school": SCHOOL}
        told = turn(known, "check", message, here, DAY)
        assert told.next == "pick" and told.answers["school"] == SCHOOL
        cards = {m["card"]["title"]: m["card"] for m in told.messages if m.get("card")}
        card = cards["Level 2 Award in Food Safety for Catering"]
        assert card["lines"][0]["label"] == "At Hill Primary School" and CLOSE in card["lines"][0]["text"].lower()
        assert card["sources"][0] == {
            "id": "local-hill-school", "title": "Hill Primary School: Level 2 food safety day", "url": "https://hill.example/food", "checked": "2026-11-02",
        }
        labels = [line["label"] for line in card["lines"]]
        assert labels.index("At North Trust", 2) == labels.index("Cost") + 1, "its fund stands beside what it costs"

    def test_a_course_that_fits_has_a_card_of_its_own(self, person):
        person.choose("for:self").choose("role:midday-supervisor").choose("duties:lunchtime-care").choose("aim:now").choose("say:skip")
        person.say("get better at behaviour in the playground")
        for press in ("qualifications:none", "constraints:nothing", "check:yes"):
            person.choose(press)
        person.choose("say:more-local")
        assert "courses at hill primary school that may fit" in person.shown() and "calm lunchtimes" in person.shown()

    @pytest.mark.parametrize("intent", ["ask_person", None])
    def test_speaking_to_a_person_shows_the_schools_people_first(self, person, intent):
        person.say("can I talk to someone", intent) if intent else person.choose("say:person")
        first, then = person.last.messages[:2]
        assert first["card"]["title"] == "People to talk to at Hill Primary School" and then["text"] == person.store.phrase("person")
        said = json.dumps(first["card"]["lines"])
        for part in ("Jo Marsh", "Pat Lee", "Trust people team", "Tuesdays, 2 to 4", "Checked 2 November 2026"):
            assert part in said

    @pytest.mark.parametrize("question, said", [
        ("is there a course near me?", ["level 2 food safety day", "calm lunchtimes", "anyshire adult learning", "training fund closes"]),
        ("what courses do you run?", ["level 2 food safety day"]),
        ("who is the safeguarding lead?", ["sam reed, deputy head", "ali khan", "children's social care", "999"]),
        ("when is the office open?", ["8 to 4.30 on school days"]),
        ("who can I ask about training?", ["jo marsh"]),
        ("who pays for my course?", ["trust training fund"]),
    ])
    def test_a_question_that_the_school_answers_is_answered_by_it_first(self, person, store, reader, question, said):
        opened = person.open
        shown = person.say(question, "ask_question").shown()
        assert all(part in shown for part in said) and person.open == opened
        cards = [m["card"] for m in person.last.messages if m.get("card")]
        assert cards[-1]["kind"] == "answer" and all("Hill Primary School" in card["title"] for card in cards[:-1])
        plain = AtSchool(store, reader, None).say(question, "ask_question")
        assert plain.last.messages[0]["card"] == cards[-1] and len(plain.last.messages) == 2

    def test_no_course_that_has_begun_is_shown(self, person):
        assert "last year's first aid" not in person.say("is there a course near me?", "ask_question").shown()

    def test_starting_again_keeps_the_school(self, person):
        person.choose("say:restart").choose("say:restart-yes").choose("say:person")
        assert "hill primary school" in person.shown()
