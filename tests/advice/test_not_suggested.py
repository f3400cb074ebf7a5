"""Not suggested, and why: a kind reason and a step instead, only for what the person raised."""
from __future__ import annotations

import datetime
import re

import pytest

from knowledge.advice.not_suggested import KINDS, not_suggested
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from knowledge.plain_words import MOST_WORDS, sentences, words
from tests.advice.people import BOTH_C, DEGREE, ENGLISH_C, LEVEL_3, MATHS_C, NOTHING, THEN, ids, profile
from tests.test_words import UNKIND

DAY = datetime.date(2026, 11, 22)
HELPS = ["help-in-class", "small-groups"]
NVQ_3 = [*BOTH_C, {"id": "nvq-stl", "level": 3, "status": "held"}]
FOOD = [*BOTH_C, {"id": "food-safety-l2", "status": "held"}]
NO_ENGLISH = [MATHS_C, {**ENGLISH_C, "grade": "E"}]


def refused(store, raised: list[str], role: str = "teaching-assistant", **who) -> list[dict]:
    """What the advice refuses, of what was raised."""
    return advise(profile(role, raised=raised, **who), store, DAY)["not_suggested"]


def refusals(store, raised: list[str], **who) -> list[dict]:
    """What would be said of each, if nothing were suggested."""
    return not_suggested(Situation(profile("teaching-assistant", raised=raised, **who), store, DAY), set())


CASES = [
    # (what was raised, who, words of the reason, words of the step)
    ("l3-certificate-stl", dict(held=NO_ENGLISH, duties=HELPS), "brushing up your english first", "free check of your english"),
    ("l3-certificate-stl", dict(held=NOTHING), "brushing up your english first", "free check"),
    ("ncfe-l3-diploma-stl", dict(role="midday-supervisor", held=NOTHING, duties=["lunchtime-care"]), "brushing up your english", "free check"),
    ("hlta-status", dict(held=BOTH_C, duties=HELPS), "whole classes on your own", "one short session with a class"),
    ("hlta-status", dict(held=NO_ENGLISH, duties=["whole-class"]), "english and maths at level 2", "college or adult learning service"),
    ("qts-assessment-only", dict(held=DEGREE, duties=HELPS, goal="teacher"), "time as a teaching assistant is not counted", "routes that include teaching"),
    ("qts-assessment-only", dict(held=LEVEL_3, duties=HELPS, goal="teacher"), "already teach whole classes", "foundation degree"),
    ("nvq-level-general", dict(held=BOTH_C), "no longer the name", "ofqual register"),
    ("nvq-stl", dict(held=BOTH_C), "no longer offered to new starters", "which title it runs now"),
    ("l4-cert-hlta", dict(held=BOTH_C), "does not make you an hlta", "whether it wants the status"),
    ("foundation-degree-tl", dict(held=DEGREE, duties=HELPS, goal="teacher"), "add little", "ways for graduates"),
    ("food-safety-l2", dict(role="school-cook", held=FOOD), "you already have", "end date"),
    ("ncfe-l3-diploma-stl", dict(held=NVQ_3, duties=HELPS), "keeps its level", "ask a college what comes after"),
    ("l2-cert-stl", dict(role="midday-supervisor", held=BOTH_C, duties=["lunchtime-care"]), "work that you do not do yet", "help in a class"),
    ("swis-3", dict(role="cleaner"), "not offered on this date", "what there is now"),
    ("qts-pgce", dict(held=BOTH_C, goal="teacher"), "asks for something else first", ""),
    ("eye-apprenticeship-l3", dict(role="early-years-practitioner", held=[{"id": "eye-apprenticeship-l3", "status": "doing"}]), "finish it", "end date"),
]


@pytest.mark.parametrize("id, who, reason, step", CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)])
def test_what_people_commonly_ask_gets_its_own_reason_and_a_step_instead(store, id, who, reason, step):
    [row] = refused(store, [id], **who)
    assert row["id"] == id and row["sources"]
    assert reason in row["reason"].lower() and step in row["step"].lower() and row["step"]


def test_every_common_wish_has_an_example(store):
    said = " ".join(row["reason"] for id, who, _, _ in CASES for row in refused(store, [id], **who))
    for kind in KINDS:
        fixed = max(re.split(r"\{\w+\}", store.get("phrases", f"refused-{kind.name}").text), key=len)
        assert fixed in said, kind.name


class TestLevel3ByItsNumber:
    """"I want a level 3" names no record."""

    def test_english_comes_first_where_it_is_below_level_2(self, store):
        advice = advise(profile("teaching-assistant", held=NO_ENGLISH, aspiration={"qualification": "level 3"}, need={"kind": "confidence"}), store, DAY)
        [row] = advice["not_suggested"]
        assert row["title"].startswith("Level 3") and "English" in row["reason"] and row["step"] and row["sources"]

    def test_nothing_is_said_where_english_is_there_or_not_known(self, store):
        for held in (BOTH_C, None):
            assert refused(store, [], held=held, aspiration={"qualification": "level 3"}) == []

    def test_nothing_is_said_where_one_of_that_level_is_suggested(self, store):
        who = profile("teaching-assistant", held=[*NO_ENGLISH, {"level": 2, "status": "held"}], aspiration={"qualification": "level 3"}, duties=HELPS)
        advice = advise(who, store, DAY)
        assert 3 in [row["level"] for row in advice["qualifications"]] and advice["not_suggested"] == []


class TestOnlyWhatWasRaised:
    def test_who_asks_about_nothing_is_refused_nothing(self, store):
        for role in ("teaching-assistant", "cleaner", "school-cook"):
            assert refused(store, [], role=role, held=NOTHING) == []

    def test_what_is_suggested_is_not_refused_too(self, store):
        advice = advise(profile("teaching-assistant", held=BOTH_C, duties=HELPS, raised=["ncfe-l3-diploma-stl"]), store, DAY)
        assert "ncfe-l3-diploma-stl" in ids(advice["qualifications"]) and advice["not_suggested"] == []

    def test_something_asked_about_twice_is_told_once(self, store):
        assert len(refused(store, ["hlta-status", "hlta-route", "hlta-status"], held=BOTH_C, duties=HELPS)) == 1

    def test_an_id_that_nothing_has_is_passed_over(self, store):
        assert refused(store, ["no-such-thing"], held=BOTH_C) == []

    def test_what_one_answer_would_decide_says_which(self, store):
        [row] = refused(store, ["hlta-status"], held=BOTH_C, need={"kind": "skill", "topics": ["first aid"]})
        assert "It depends on this rule: You take whole classes now" in row["reason"] and "one short session" in row["step"]


def test_in_2010_an_nvq_is_an_nvq_and_assessment_only_is_not_there(store):
    rows = refused(store, ["nvq-stl", "qts-assessment-only"], held=BOTH_C, duties=HELPS, as_of=THEN)
    assert ["not offered on this date" in row["reason"] for row in rows] == [True], "the NVQ is suggested"


def test_old_names_lead_to_what_is_on_offer_through_all_that_came_between(store):
    [row] = refused(store, ["nvq-ta"], held=BOTH_C)
    later = [r for r in store.all("qualifications") if r.title in row["reason"] and r.id != "nvq-ta"]
    assert later and all(r.offered and r.open_on(DAY) for r in later)


def test_every_refusal_is_short_and_kind(store):
    raised = ids_of(store)
    for who in (dict(held=NOTHING), dict(held=DEGREE, duties=HELPS), dict(held=FOOD, as_of=THEN), dict()):
        rows = refusals(store, raised, **who)
        assert ids(rows) == raised
        for row in rows:
            # A title may be long, so it is one word here.
            text = f"{row['reason']} {row['step']}".replace(row["title"], "It")
            assert row["reason"] and row["step"] and row["sources"] and "{" not in text
            assert not any(word in text.lower() for word in (*UNKIND, "not allowed", "cannot do"))
            if "depends" not in text and "Look at" not in text:
                assert all(words(sentence) <= MOST_WORDS for sentence in sentences(text)), text


def ids_of(store) -> list[str]:
    return [record.id for record in store.all("qualifications")]


class TestAStatusIsNeverCalledAQualification:
    """Guide, Status: neither HLTA nor QTS is a qualification."""

    CALLED = r"(?:status|HLTA|QTS|EYTS|EYPS)\b(?:\s\([^)]*\))?"
    WRONG = re.compile(rf"{CALLED} (?:is|as) an? (?:\w+ )?(?:qualification|certificate|award|course)\b|(?:HLTA|QTS|EYTS|EYPS) (?:status )?qualifications?\b")

    @pytest.fixture(scope="class")
    def statuses(self, store):
        return [record for record in store.all("qualifications") if record.kind == "status"]

    def test_its_record_is_of_its_own_type_and_has_no_level(self, statuses):
        assert {"hlta-status", "qts-status", "eyts-status"} <= {record.id for record in statuses}
        for record in statuses:
            assert record.type == "qt_status" and record.level is None and not record.levels
            assert "qualification" not in record.title.lower()

    def test_its_type_says_that_it_is_none(self, store):
        kind = store.get("qualification_types", "qt_status")
        assert "qualification" not in kind.plain and "This is not a qualification." in kind.definition

    def test_no_phrase_and_no_record_calls_it_one(self, store):
        texts = [(phrase.id, phrase.text) for phrase in store.all("phrases")]
        for kind, fields in {
            "qualifications": ("title", "what", "who_for", "assessment", "first_step", "counts_as", "caution"),
            "decision_rules": ("text", "met", "not_met"), "open_questions": ("answer",), "glossary_terms": ("meaning",),
            "roles": ("what_they_do", "typical_entry"), "progressions": ("why",),
        }.items():
            texts += [(record.id, text) for record in store.all(kind) for field in fields if (text := getattr(record, field))]
        wrong = [(id, text) for id, text in texts if self.WRONG.search(text)]
        assert not wrong

    def test_no_reason_or_caution_of_a_suggested_one_calls_it_one(self, store):
        who = profile("teaching-assistant", goal="hlta", held=BOTH_C, duties=[*HELPS, "whole-class", "plan-and-assess"])
        for as_of in ("2026-11-22", THEN):
            rows = advise({**who, "as_of": as_of}, store, DAY)["qualifications"]
            status = next(row for row in rows if row["type"] == "qt_status")
            said = " ".join(part["text"] for part in status["reasons"] + status["cautions"])
            assert status["level"] is None and not re.search(r"qualification|certificate", said), said

    def test_no_refusal_of_one_calls_it_one(self, store, statuses):
        all_held = [*BOTH_C, *({"id": record.id, "status": "held"} for record in statuses)]
        for who in (dict(held=NOTHING), dict(held=DEGREE, duties=HELPS), dict(held=all_held), dict(held=BOTH_C, as_of=THEN)):
            for row in refusals(store, ids(map(dict, statuses)), **who):
                assert not re.search(r"qualification|this course|this certificate", row["reason"]), row["reason"]
