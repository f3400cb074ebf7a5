"""What each copy of the plan holds: nothing private crosses, whatever the answers, unless the person turns it on."""
from __future__ import annotations

import copy as copies
import datetime
import io
import json
import re

import docx
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from knowledge.advice import documents, plan, sharing
from knowledge.advice.barriers import NAMED
from knowledge.advice.sharing import PRIVATE

DAY = datetime.date(2026, 11, 22)
SOME = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
# What makes it hard, and is a matter of its own.
UNDER_BARRIERS = ("health", "family")


def answers(**more) -> dict:
    """A teaching assistant who would like to take classes better, and has picked coaching and a course at work."""
    return {
        "schema": 1, "for": "self", "roles": ["teaching-assistant"], "said": {"roles": {"teaching-assistant": "TA"}},
        "duties": ["help-in-class"], "need": {"kind": "skill", "topics": []}, "asked": [], "picked": ["coaching", "peer-observation"],
        "practicalities": {"pr07": "todo", "pr10": "sorted"}, "review": {"months": 3}, **more,
    }


PRIVATE_ANSWERS = {
    "qualifications": [{"id": "gcse-old-letters", "subject": "maths", "grade": "E", "status": "held"}], "english_level": 1, "maths_level": 0,
    "constraints": {"release": "none", "cost": "none", "travel": "hard", "other": ["family", "health", "confidence", "language", "english-maths", "manager"]},
    "agreed": {"manager": "no"}, "aspiration": {"role": "teacher"}, "focus": "new role", "raised": ["qts-pgce"], "setting": "primary",
    "intended_change": "I teach a class of my own", "evaluation": {"words": "I leave this school", "measures": []},
    "need_source": "ns-job-at-risk", "age_band": "24 and over", "residence_3_years": False, "pay_below_threshold": True, "union_member": True,
    "care_or_ehcp": True, "past_roles": ["school-cook"], "picked": ["coaching", "peer-observation", "functional-skills-l2", "qts-pgce", "first-small-step"],
    "practicalities": {"pr07": "todo", "pr10": "sorted", "pr01": "todo", "pr26": "todo", "pr-adjustments": "not-sure", "pr-accredited": "todo"},
    "skipped": [],
}
# Words that no copy to hand on may hold where nothing is turned on.
NEVER_SHARED = (
    "maths", "english", "gcse", "certificate", "postgraduate", "teach a class", "leave this school", "worried", "said no", "refus", "family",
    "childcare", "dyslexia", "disab", "health", "confiden", "first language", "afford", "section 63d", "union member", "what makes it hard",
)


def everything(made: dict) -> str:
    """All words of a plan but those of its sources, and the name of the copy."""
    return json.dumps({key: value for key, value in made.items() if key not in ("sources", "copy")}, ensure_ascii=False).lower()


def words_of(page: bytes) -> str:
    """What a page says, in lower case; its style says nothing."""
    return re.sub(r"<style>.*?</style>", " ", page.decode(), flags=re.DOTALL).lower()


def share(store, given: dict, *show: str) -> dict:
    return plan.build(given, store, DAY, plan.SHARE, show)


def test_every_private_matter_has_its_name_and_its_parts():
    assert plan.PRIVATE == tuple(PRIVATE) == ("english_maths", "confidence", "aim", "refused", "barriers", "health", "family")
    for name, private in PRIVATE.items():
        assert private.keys or private.kinds, name
    private = {key for matter in PRIVATE.values() for key in matter.keys}
    assert not private & set(sharing.PUBLIC)
    assert {path.split(".")[0] for path, _, _ in NAMED} <= private | {"agreed", "contract", "employer", "need"}


def test_every_part_of_a_private_matter_exists(store):
    kinds = {barrier.kind for barrier in store.all("barriers")}
    for private in PRIVATE.values():
        assert all(store.find("practicalities", id) for id in private.points) and all(store.find("topics", id) for id in private.topics)
        assert all(store.find("need_sources", id) for id in private.prompts) and all(store.find("interview_questions", id) for id in private.questions)
        assert not private.kinds or set(private.kinds) & kinds


def test_the_copy_of_one_s_own_holds_all_of_it(store):
    made = everything(plan.build(answers(**PRIVATE_ANSWERS), store, DAY))
    for part in ("functional skills", "postgraduate", "i teach a class of my own", "said no", "childcare", "dyslexia", "what makes it hard"):
        assert part in made


def test_the_copy_to_hand_on_holds_none_of_it(store):
    made = everything(share(store, answers(**PRIVATE_ANSWERS)))
    assert not [part for part in NEVER_SHARED if part in made]
    assert "coaching" in made and "watching a colleague" in made


def test_the_documents_to_hand_on_hold_none_of_it_either(store):
    given = answers(**PRIVATE_ANSWERS)
    page = words_of(documents.render(given, store, documents.HTML, plan.SHARE, DAY)[0]).split("where the facts come from")[0]
    paper = docx.Document(io.BytesIO(documents.render(given, store, documents.WORD, plan.SHARE, DAY)[0]))
    word = "\n".join([p.text for p in paper.paragraphs] + [c.text for table in paper.tables for row in table.rows for c in row.cells]).lower()
    for text in (page, word.split("where the facts come from")[0]):
        assert not [part for part in NEVER_SHARED if part in text]


@pytest.fixture(scope="module")
def secrets(store):
    """A strategy for what is private in some answers: any of it may be missing."""
    kinds = sorted({barrier.kind for barrier in store.all("barriers")} | {"family", "health"})
    qualifications, roles = [q.id for q in store.all("qualifications")], [role.id for role in store.all("roles")]
    level = st.sampled_from([0, 1, 2, 3])
    held = st.fixed_dictionaries({"id": st.sampled_from(qualifications), "status": st.sampled_from(["held", "doing", "failed"])}, optional={"level": level})
    only_confidence = [m.id for m in store.all("evaluation_measures") if m.needs == ["confidence"]]
    return st.fixed_dictionaries({}, optional={
        "qualifications": st.lists(held, max_size=3), "english_level": level, "maths_level": level, "science_level": level,
        "constraints": st.fixed_dictionaries({}, optional={
            "release": st.sampled_from(["none", "some"]), "cost": st.sampled_from(["none", "own"]), "travel": st.just("hard"),
            "online": st.sampled_from(["yes", "no"]), "other": st.lists(st.sampled_from(kinds), max_size=4),
        }),
        "agreed": st.fixed_dictionaries({"manager": st.sampled_from(["no", "not asking"])}),
        "aspiration": st.fixed_dictionaries({"role": st.sampled_from(roles)}), "focus": st.sampled_from(["current", "new role"]),
        "raised": st.lists(st.sampled_from(qualifications), max_size=2), "setting": st.sampled_from(["primary", "secondary"]),
        "need_source": st.sampled_from(["ns-job-at-risk", "ns-went-badly"]),
        "age_band": st.sampled_from(["under 19", "24 and over", "under 25 with care or EHCP"]), "residence_3_years": st.booleans(),
        "pay_below_threshold": st.booleans(), "union_member": st.booleans(), "care_or_ehcp": st.booleans(),
        "past_roles": st.lists(st.sampled_from(roles), max_size=2),
        "evaluation": st.fixed_dictionaries({"measures": st.just(only_confidence)}),
        "skipped": st.lists(st.sampled_from(["qualifications", "basics", "constraints", "aim", "setting", "agreed"]), unique=True),
    })


@pytest.fixture(scope="module")
def open_part(store):
    """A strategy for what anybody may know of some answers."""
    jobs = [role.id for role in store.all("roles") if not role.goal_only and role.id not in ("supply-ta", "parent-volunteer")]
    general = [o.id for o in store.all("informal_options") if not o.goals and o.fits != ["confidence"] and "confidence" not in o.topics[:1]]
    points = ["pr07", "pr24", "pr10", "pr23", "pr21", "pr11", "pr22", "pr-who"]
    return st.fixed_dictionaries({
        "roles": st.lists(st.sampled_from(jobs), min_size=1, max_size=2, unique=True),
        "need": st.fixed_dictionaries({"kind": st.sampled_from(["skill", "knowledge", "recognition", "legal"]), "topics": st.just([])}),
        "picked": st.lists(st.sampled_from(general), max_size=3, unique=True),
        "practicalities": st.dictionaries(st.sampled_from(points), st.sampled_from(["todo", "sorted", "na"])),
        "review": st.fixed_dictionaries({"months": st.sampled_from([3, 6, 12])}),
    }, optional={"employer": st.sampled_from(["council", "trust"])})


def hidden_choices(store) -> list[str]:
    """Classes in English and maths, and a course that builds confidence: whoever picks them tells."""
    return [q.id for q in store.all("qualifications") if q.covers or q.topics[:1] in (["speaking-english"], ["confidence"])]


def test_whatever_is_private_the_copy_to_hand_on_is_the_same(store, secrets, open_part):
    hidden, points = hidden_choices(store), [point for private in PRIVATE.values() for point in private.points]

    @SOME
    @given(open_part, secrets, st.sampled_from(hidden), st.sampled_from(points))
    def check(known, secret, choice, point):
        more = {**known, **secret, "picked": [choice, *known["picked"]], "practicalities": {**known["practicalities"], point: "todo"}}
        assert share(store, copies.deepcopy(more)) == share(store, copies.deepcopy(known))

    check()


def test_a_need_for_confidence_is_as_if_nothing_was_said_of_the_need(store, secrets, open_part):
    @SOME
    @given(open_part, secrets, st.text(max_size=30))
    def check(known, secret, words):
        quiet = {key: value for key, value in known.items() if key != "need"}
        quiet["picked"] = [id for id in known["picked"] if "confidence" not in store.get("informal_options", id).topics]
        worried = {**quiet, **secret, "need": {"kind": "confidence", "topics": ["confidence"]}, "intended_change": words}
        assert share(store, worried) == share(store, quiet)

    check()


@pytest.mark.parametrize("name", list(PRIVATE))
def test_one_matter_that_is_turned_on_brings_no_other(store, secrets, open_part, name):
    """With all but one matter taken out of the answers, the copy that shows that one is the same."""
    of_it = set(PRIVATE[name].keys) | {"refused": {"agreed"}, "confidence": {"need_source"}}.get(name, set())

    @SOME
    @given(open_part, secrets)
    def check(known, secret):
        told = {key: value for key, value in secret.items() if key in of_it}
        shown = {**known, **told, "skipped": [id for id in secret.get("skipped", []) if id in PRIVATE[name].questions]}
        if name == "confidence" and "evaluation" in secret:
            shown["evaluation"] = secret["evaluation"]
        whole = {**known, **secret}
        if name == "barriers" and "constraints" in secret:
            shown["constraints"] = bare(store, secret["constraints"])
        elif of_this := [word for word in secret.get("constraints", {}).get("other", []) if word in PRIVATE[name].kinds]:
            shown["constraints"] = {"other": of_this}
        assert share(store, whole, name) == share(store, shown, name)

    check()


def bare(store, constraints: dict) -> dict:
    """What makes it hard without what belongs to another private matter."""
    elsewhere = {kind for name, private in PRIVATE.items() if name != "barriers" for kind in private.kinds}
    return {**constraints, **({"other": [k for k in constraints["other"] if k not in elsewhere]} if "other" in constraints else {})}


class TestTurnedOn:
    @pytest.mark.parametrize(("show", "shown"), [
        (("english_maths",), "functional skills"), (("aim",), "postgraduate"), (("refused",), "said no"), (("barriers",), "what makes it hard"),
        (("health",), "dyslexia"), (("family",), "childcare"), (("confidence",), "first small step"),
    ])
    def test_what_is_turned_on_shows(self, store, show, shown):
        given = answers(**PRIVATE_ANSWERS)
        assert shown in words_of(documents.render({**given, sharing.TICKED: list(show)}, store, documents.HTML, plan.SHARE, DAY)[0])
        assert shown not in words_of(documents.render(given, store, documents.HTML, plan.SHARE, DAY)[0])

    @pytest.mark.parametrize("name", UNDER_BARRIERS)
    def test_time_and_money_can_be_told_without_health_or_family(self, store, name):
        rows = share(store, answers(**PRIVATE_ANSWERS), "barriers")["barriers"]
        assert {row["kind"] for row in rows} == {"time", "cover", "money", "travel"}

    @pytest.mark.parametrize("name", UNDER_BARRIERS)
    def test_a_matter_of_its_own_shows_without_time_and_money(self, store, name):
        rows = share(store, answers(**PRIVATE_ANSWERS), name)["barriers"]
        assert rows and {row["kind"] for row in rows} <= set(PRIVATE[name].kinds)


class TestTheirOwnWords:
    PRIVATE_WORDS = (
        "I am dyslexic and want to read aloud", "I stop being scared", "I would be more confident", "My manager said no but I want this",
        "I'm bad at maths and would not be", "I find childcare first", "My English is not good and it gets better",
    )

    @pytest.mark.parametrize("said", PRIVATE_WORDS)
    def test_words_that_tell_stay_with_the_person(self, store, said):
        given = answers(intended_change=said, evaluation={"words": said, "measures": []})
        assert said.lower() in everything(plan.build(given, store, DAY))
        shared = everything(share(store, given))
        assert said.lower() not in shared

    @pytest.mark.parametrize("said", ["Lunch would be calmer.", "The kids settle faster", "I can help my children in class with maths", "Families come in more"])
    def test_words_on_the_work_are_handed_on(self, store, said):
        made = share(store, answers(intended_change=said))
        assert said.rstrip(".") in json.dumps(made["about"]) and said.rstrip(".") in made["request"]

    def test_whatever_people_say_of_a_private_matter_is_left_off(self, store):
        kinds = {kind for private in PRIVATE.values() for kind in private.kinds}
        words = [(b.kind, word) for b in store.all("barriers") if b.kind in kinds for word in b.words if word not in sharing._OF_SCHOOL]
        for kind, word in words:
            assert sharing.tells(f"Well, {word.upper()}, really", store, {kind}), word


class TestNothingTellsByItsAbsence:
    @pytest.mark.parametrize("state", ["no", "not asking", "not yet", None])
    def test_a_refusal_leaves_the_same_request_as_no_answer(self, store, state):
        made = share(store, answers(agreed={"manager": state} if state else None))
        plain = share(store, answers())
        assert made["request"] == plain["request"] is not None and made["talk_sheet"] == plain["talk_sheet"]

    def test_points_of_a_choice_that_is_left_off_are_left_off(self, store):
        given = answers(picked=["functional-skills-l2", "coaching"], practicalities={"pr29": "todo", "pr04": "sorted", "pr10": "todo"})
        assert [row["title"] for row in share(store, given)["practicalities"]] == [store.get("practicalities", "pr10").title]

    def test_staying_is_left_off_as_leaving_is(self, store):
        assert everything(share(store, answers(focus="current"))) == everything(share(store, answers(focus="new role", aspiration={"role": "hlta"})))


class TestRequest:
    def request(self, store, copy: str = plan.MINE, **more) -> str | None:
        return plan.build(answers(**more), store, DAY, copy)["request"]

    def test_it_is_in_their_words_with_what_would_make_it_possible_and_its_right(self, store):
        said = self.request(store, intended_change="Lessons would start on time", constraints={"release": "none"})
        for part in ("coaching", "Lessons would start on time.", store.get("barriers", "ba01").request, "ask formally for time to train", "show colleagues"):
            assert part in said
        assert "  " not in said and ".." not in said

    def test_a_right_that_is_not_theirs_is_not_claimed(self, store):
        assert "formally" not in self.request(store, constraints={"release": "none"}, employer_250=False)
        assert "formally" not in self.request(store, constraints={"release": "none"}, contract="agency")

    @pytest.mark.parametrize("state", ["yes", "no", "not asking"])
    def test_none_where_it_is_agreed_refused_or_not_to_be_asked(self, store, state):
        assert self.request(store, agreed={"manager": state}) is None

    @pytest.mark.parametrize("other", ["family", "health", "confidence", "english-maths", "language", "manager"])
    def test_it_never_speaks_of_what_is_private(self, store, other):
        told = self.request(store, constraints={"other": [other]})
        assert told == self.request(store)

    def test_the_shared_one_names_nothing_that_makes_it_hard(self, store):
        assert self.request(store, plan.SHARE, constraints={"release": "none", "cost": "none"}) == self.request(store, plan.SHARE)


class TestTalkSheet:
    HEADINGS = ["What I need", "What I would like to do", "What it needs from you", "What it costs", "What the school gets", "What we agree"]

    def sheet(self, store, copy: str = plan.MINE, **more) -> list[dict] | None:
        return plan.build(answers(**more), store, DAY, copy)["talk_sheet"]

    def test_it_has_six_parts_and_something_in_each(self, store):
        for copy in (plan.MINE, plan.SHARE):
            made = self.sheet(store, copy)
            assert [part["heading"] for part in made] == self.HEADINGS and all(part["lines"] for part in made)

    def test_it_fits_on_a_page_whatever_was_picked(self, store):
        every = [record.id for kind in ("qualifications", "informal_options") for record in store.all(kind)]
        measures = [m.id for m in store.all("evaluation_measures")][:5]
        hard = {"release": "none", "cost": "none", "travel": "hard", "online": "no"}

        @SOME
        @given(st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True))
        def check(picked):
            made = self.sheet(store, picked=picked, constraints=hard, evaluation={"measures": measures}, aspiration={"role": "hlta"})
            text = " ".join(line for part in made or [] for line in part["lines"])
            assert len(text.split()) <= 350 and sum(len(part["lines"]) for part in made or []) <= 30

        check()

    @pytest.mark.parametrize(("picked", "said"), [
        ("ncfe-l3-diploma-stl", "mentor"), ("ta-apprenticeship-l3", "paid time to train"), ("hlta-status", "standards"), ("coaching", "quiet time"),
    ])
    def test_it_says_what_each_kind_of_choice_needs(self, store, picked, said):
        assert said in " ".join(self.sheet(store, picked=[picked])[2]["lines"])

    def test_what_would_make_it_possible_stands_in_it_with_its_right(self, store):
        lines = self.sheet(store, constraints={"release": "none", "cost": "none"})[2]["lines"]
        assert any(store.get("barriers", "ba01").request in line and "formally" in line for line in lines)

    def test_it_leaves_room_to_write_and_has_a_day_to_look_back(self, store):
        lines = self.sheet(store)[5]["lines"]
        assert len([line for line in lines if line.endswith(":")]) == 4 and "22 February 2027" in lines[-1]

    def test_in_one_s_own_copy_it_may_hold_a_hope_but_no_worry(self, store):
        given = {**PRIVATE_ANSWERS, "agreed": {"manager": "not yet"}, "need": {"kind": "confidence", "topics": []}, "aspiration": {"role": "hlta"}}
        text = json.dumps(self.sheet(store, **given), ensure_ascii=False).lower()
        assert "higher level teaching assistant" in text
        assert not [part for part in ("functional", "maths", "confiden", "surer", "family", "dyslexia", "health", "scared", "risk") if part in text]

    @pytest.mark.parametrize("state", ["no", "not asking"])
    def test_none_where_the_manager_is_not_to_be_asked(self, store, state):
        assert self.sheet(store, agreed={"manager": state}) is None

    def test_once_it_is_agreed_it_serves_to_write_it_down(self, store):
        assert self.sheet(store, agreed={"manager": "yes"})

    def test_none_where_nothing_was_picked_that_may_stand_on_it(self, store):
        assert self.sheet(store, picked=[]) is None and self.sheet(store, picked=["functional-skills-l2"]) is None

    def test_it_is_a_page_of_its_own_in_each_document(self, store):
        page = documents.render(answers(), store, documents.HTML, documents.TALK, DAY)[0].decode()
        paper = docx.Document(io.BytesIO(documents.render(answers(), store, documents.WORD, documents.TALK, DAY)[0]))
        headings = [p.text for p in paper.paragraphs if p.style.name.startswith(("Heading", "Title"))]
        assert headings == [store.phrase("sheet-title"), *self.HEADINGS] and all(f"<h2>{heading}</h2>" in page for heading in self.HEADINGS)
        assert page.count('class="line"') == 4 and any("____" in p.text for p in paper.paragraphs)
        assert store.phrase("sheet-title") not in documents.render(answers(), store, documents.HTML, plan.MINE, DAY)[0].decode()


class TestBarriersInThePlan:
    def test_each_stands_with_step_right_money_and_other_ways_on_the_page(self, store):
        page = documents.render(answers(constraints={"release": "none", "cost": "none"}), store, documents.HTML, plan.MINE, DAY)[0].decode()
        for id in ("plan-barriers", "plan-barrier-step", "plan-barrier-right", "plan-barrier-money", "plan-barrier-instead", "plan-barrier-help"):
            assert store.phrase(id) in page

    def test_its_sources_are_named(self, store):
        made = plan.build(answers(constraints={"release": "none"}), store, DAY)
        named = {source["id"] for source in made["sources"]}
        assert {source["id"] for row in made["barriers"] for source in row["sources"]} <= named

    def test_its_steps_leave_room_for_the_practical_points(self, store):
        given = answers(
            constraints={"release": "none", "cost": "none", "travel": "hard", "online": "no"}, aspiration={"role": "hlta"}, focus="new role",
            picked=["hlta-status", "ncfe-l3-diploma-stl", "coaching", "mentoring"],
        )
        steps = {step["what"] for step in plan.build(given, store, DAY)["next_steps"]}
        assert store.get("barriers", "ba01").remedy in steps and store.get("practicalities", "pr07").todo in steps and len(steps) <= 10

    def test_a_missing_entry_rule_shows_its_first_step_with_time_and_cost(self, store):
        given = answers(picked=["hlta-status"], english_level=2, maths_level=0)
        rule = next(r for r in store.get("qualifications", "hlta-status").entry if r.kind == "subject" and r.closed is None)
        first = f"{store.phrase('plan-first')}</dt><dd>{rule.bridge.what}"
        assert first in documents.render(given, store, documents.HTML, plan.MINE, DAY)[0].decode()
        assert rule.bridge.what not in documents.render(given, store, documents.HTML, plan.SHARE, DAY)[0].decode()
