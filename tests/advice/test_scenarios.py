"""The five people of "it is done when", and the same people on 1 January 2010."""
from __future__ import annotations

import pytest

from knowledge.advice.recommend import advise
from tests.advice.people import BOTH_C, DEGREE, LEVEL_3, NOTHING, THEN, ids, profile, words

NVQ_3 = [*BOTH_C, {"id": "business-administration-nvq-swis-era", "level": 3, "year": 2006, "status": "held"}]
MIDDAY = dict(role="midday-supervisor", goal="teaching-assistant", held=NOTHING, duties=["lunchtime-care", "first-aid-duty"])
OFFICE = dict(role="school-administrator", goal="school-business-manager", held=NVQ_3, duties=["keep-records", "budget", "staff-matters"])
TECHNICIAN = dict(role="science-technician", held=LEVEL_3, duties=["prepare-practicals", "make-solutions"])
GRADUATE = dict(role="teaching-assistant", goal="teacher", held=DEGREE, duties=["help-in-class", "small-groups"], setting="primary", science_level=2)


def types(store, advice: dict) -> set[str]:
    return {store.get("qualifications", id).type for id in ids(advice["qualifications"])}


def row(advice: dict, id: str) -> dict:
    return next(row for row in advice["qualifications"] if row["id"] == id)


class TestMiddaySupervisorWithNoExamsWhoWantsToBeATeachingAssistant:
    @pytest.fixture(scope="class")
    def advice(self, store):
        return advise(profile(**MIDDAY), store)

    def test_free_english_and_maths_come_first(self, store, advice):
        first = advice["qualifications"][0]
        assert (first["id"], first["fit"]) == ("functional-skills-l2", "first")
        assert store.get("qualifications", first["id"]).cost_band == "free"

    def test_helping_in_a_class_comes_first_among_ways_that_need_no_course(self, advice):
        assert ids(advice["informal"])[0] == "volunteering-in-class"

    def test_an_introduction_follows_that_does_not_need_the_job(self, advice):
        assert ids(advice["qualifications"])[1:] == ["intro-working-in-schools", "l2-award-support-work-in-schools"]
        for option in advice["qualifications"][1:]:
            assert option["fit"] == "now" and option["entry"] == []
            assert "ask the college for the current title" in words(option["cautions"], "text")

    def test_nothing_at_level_3_and_nothing_assessed_in_a_job_they_do_not_have(self, store, advice):
        assert all((option["level"] or 0) <= 2 for option in advice["qualifications"])
        assert not types(store, advice) & {"qt_occupational", "qt_apprenticeship"}

    def test_each_has_a_reason_and_it_is_only_a_first_step(self, advice):
        assert all(option["reasons"] for option in advice["qualifications"]) and advice["verdict"] == "first-step"

    def test_the_way_to_the_job_is_shown(self, advice):
        assert [(move["from"]["id"], move["to"]["id"]) for move in advice["pathway"]] == [("midday-supervisor", "teaching-assistant")]

    def test_asked_about_the_certificate_it_says_why_not_yet(self, store):
        advice = advise(profile(**{**MIDDAY, "aspiration": {"role": "teaching-assistant", "qualification": "l2-cert-stl"}}), store)
        [refused] = advice["not_suggested"]
        assert refused["id"] == "l2-cert-stl" and "work that you do not do yet" in refused["reason"]

    def test_helping_in_class_already_opens_the_level_2_certificate(self, store):
        advice = advise(profile(**{**MIDDAY, "duties": ["lunchtime-care", "help-in-class"]}), store)
        assert {"l2-cert-stl", "tquk-l2-cert-stl"} & set(ids(advice["qualifications"]))

    def test_in_2010_the_award_for_all_support_staff_and_its_introduction(self, store):
        advice = advise(profile(**MIDDAY, as_of=THEN), store)
        assert ids(advice["qualifications"]) == ["adult-lit-num", "swis-2", "qu01"]
        assert "volunteering-in-class" in ids(advice["informal"])


class TestSchoolCook:
    def test_allergens_are_taught_where_special_diets_are_the_need(self, store):
        advice = advise(profile("school-cook", held=NOTHING, need={"kind": "skill", "topics": ["special diets"]}), store)
        assert ids(advice["qualifications"])[0] == "food-allergen-l2" and "functional-skills-l2" in ids(advice["qualifications"])

    def test_the_law_on_food_safety_is_met_first(self, store):
        advice = advise(profile("school-cook", held=BOTH_C, need={"kind": "legal", "topics": []}), store)
        assert ids(advice["qualifications"])[0] == "food-safety-l2" and row(advice, "food-safety-l2")["reasons"][0]["rule"] == "dr06"

    def test_the_way_to_kitchen_manager_does_not_skip_a_step(self, store):
        before = advise(profile("school-cook", goal="kitchen-manager", held=BOTH_C), store)
        after = advise(profile("school-cook", goal="kitchen-manager", held=[*BOTH_C, {"id": "food-safety-l2", "status": "held"}]), store)
        assert ids(before["qualifications"])[0] == "food-safety-l2"
        assert "food-safety-l3" in ids(after["qualifications"]) and "food-safety-l2" not in ids(after["qualifications"])

    def test_to_be_a_teaching_assistant_they_start_like_anybody_new_to_class(self, store):
        advice = advise(profile("school-cook", goal="teaching-assistant", held=NOTHING), store)
        assert ids(advice["qualifications"]) == ["functional-skills-l2", "intro-working-in-schools", "l2-award-support-work-in-schools"]

    def test_in_2010_the_apprenticeship_of_today_is_not_there(self, store):
        advice = advise(profile("school-cook", held=BOTH_C, as_of=THEN), store)
        assert "food-safety-l2" in ids(advice["qualifications"])
        assert not {"production-chef-l2", "food-allergen-l2", "laca-professional-standards"} & set(ids(advice["qualifications"]))


class TestScienceTechnician:
    def test_registration_recognises_the_work_and_safety_courses_stand_beside_it(self, store):
        advice = advise(profile(**TECHNICIAN), store)
        assert {"rscitech", "cleapss-courses"} <= set(ids(advice["qualifications"])) and "rsci" not in ids(advice["qualifications"])

    def test_people_who_are_alone_in_their_job_meet_others_who_do_it(self, store):
        advice = advise(profile(**TECHNICIAN), store)
        assert "few people at one school do this job" in str(advice["informal"]).lower()

    def test_in_2010_the_laboratory_award_and_no_general_one(self, store):
        advice = advise(profile(**TECHNICIAN, as_of=THEN), store)
        assert {"cleapss-courses", "lata-nvq-framework"} <= set(ids(advice["qualifications"])) <= {"cleapss-courses", "lata-nvq-framework", "qu55"}


class TestOfficeManagerWhoWantsToBeABusinessManager:
    def test_the_level_4_for_school_business_comes_first(self, store):
        advice = advise(profile(**OFFICE), store)
        first = advice["qualifications"][0]
        assert (first["id"], first["fit"]) == ("school-business-professional-l4", "check")
        assert any(entry["kind"] == "employer" and entry["bridge"] for entry in first["entry"])

    def test_nothing_that_has_closed(self, store):
        advice = advise(profile(**OFFICE), store)
        assert not {"csbm", "dsbm", "adsbm", "chartered-manager-degree-apprenticeship-schools"} & set(ids(advice["qualifications"]))

    def test_without_the_work_a_step_before_it(self, store):
        advice = advise(profile(**{**OFFICE, "held": BOTH_C, "duties": ["keep-records", "reception"]}), store)
        assert ids(advice["qualifications"])[0] == "business-administrator-l3"

    def test_a_degree_does_not_shut_the_way(self, store):
        advice = advise(profile(**{**OFFICE, "held": DEGREE}), store)
        assert "school-business-professional-l4" in ids(advice["qualifications"])
        assert "mostly new things" in words(row(advice, "school-business-professional-l4")["cautions"], "text")

    def test_in_2010_the_certificate_of_school_business_management(self, store):
        advice = advise(profile(**OFFICE, as_of=THEN), store)
        assert ids(advice["qualifications"])[0] == "csbm" and "dsbm" not in ids(advice["qualifications"])


class TestGraduateTeachingAssistantWhoWantsQualifiedTeacherStatus:
    def test_the_graduate_routes(self, store):
        advice = advise(profile(**GRADUATE), store)
        assert set(ids(advice["qualifications"])) == {"qts-postgraduate-apprenticeship", "qts-pgce", "qts-school-direct-salaried"}

    def test_nothing_for_people_without_a_degree_and_no_assessment_only(self, store):
        advice = advise(profile(**GRADUATE), store)
        never = {"foundation-degree-tl", "foundation-degree-route", "ba-top-up", "qts-undergraduate", "qts-teacher-degree-apprenticeship", "hlta-status"}
        shown = set(ids(advice["qualifications"])) | {via["id"] for move in advice["pathway"] for via in move["via"]}
        assert not shown & (never | {"qts-assessment-only"})

    def test_science_is_named_where_a_primary_teacher_lacks_it(self, store):
        advice = advise(profile(**{**GRADUATE, "science_level": 1}), store)
        gap = next(option for option in advice["qualifications"] if option["fit"] == "first")
        assert gap["id"] in ("gcse-new-grades", "equivalency-test") and "science" in gap["reasons"][0]["text"].lower()

    def test_without_a_degree_the_routes_that_give_one(self, store):
        advice = advise(profile(**{**GRADUATE, "held": LEVEL_3}), store)
        assert ids(advice["qualifications"])[0] == "foundation-degree-route"
        assert "qts-teacher-degree-apprenticeship" in ids(advice["qualifications"]) and "qts-pgce" not in ids(advice["qualifications"])

    def test_with_a_foundation_degree_the_top_up(self, store):
        held = [*BOTH_C, {"id": "foundation-degree-tl", "status": "held"}]
        assert "ba-top-up" in ids(advise(profile(**{**GRADUATE, "held": held}), store)["qualifications"])

    def test_in_2010_the_graduate_teacher_programme(self, store):
        advice = advise(profile(**GRADUATE, as_of=THEN), store)
        assert set(ids(advice["qualifications"])) == {"qts-pgce", "qts-gtp-rtp"}


class TestThenAndNow:
    @pytest.mark.parametrize("duties, expected", [(["whole-class", "plan-and-assess"], True), (["help-in-class"], False)])
    @pytest.mark.parametrize("as_of", [THEN, "2026-11-22"])
    def test_higher_level_status_needs_whole_class_work(self, store, duties, expected, as_of):
        advice = advise(profile("teaching-assistant", goal="hlta", held=LEVEL_3, duties=duties, as_of=as_of), store)
        assert ("hlta-status" in ids(advice["qualifications"])) is expected
        assert not expected or ids(advice["qualifications"])[0] == "hlta-status"

    def test_in_2010_a_teaching_assistant_is_recognised_by_an_nvq(self, store):
        advice = advise(profile("teaching-assistant", held=BOTH_C, duties=["help-in-class"], as_of=THEN), store)
        assert ids(advice["qualifications"])[0] == "nvq-stl" and "swis-2" not in ids(advice["qualifications"])

    def test_in_2010_someone_with_two_jobs_is_recognised_by_an_award_for_both(self, store):
        advice = advise(profile(held=BOTH_C, as_of=THEN, roles=["midday-supervisor", "cleaner"]), store)
        assert "swis-2" in ids(advice["qualifications"])

    def test_today_it_is_recognised_at_level_3_in_the_job(self, store):
        advice = advise(profile("teaching-assistant", held=BOTH_C, duties=["help-in-class", "small-groups"]), store)
        assert advice["qualifications"][0]["level"] == 3 and not {"nvq-stl", "swis-2", "swis-3"} & set(ids(advice["qualifications"]))

    def test_an_old_name_leads_to_what_replaced_it(self, store):
        advice = advise(profile("midday-supervisor", aspiration={"qualification": "swis-2"}), store)
        [refused] = advice["not_suggested"]
        assert "no longer offered" in refused["reason"] and "Level 2 Award in Support Work in Schools" in refused["reason"]


class TestNothingToFillTheList:
    FILLERS = {"emergency-first-aid-at-work", "union-learning-rep-training", "minibus-midas", "d1-licence"}

    @pytest.mark.parametrize("need", ["skill", "knowledge", "recognition", "legal", "confidence"])
    @pytest.mark.parametrize("role", ["teaching-assistant", "site-manager", "school-administrator", "midday-supervisor"])
    def test_first_aid_union_and_minibus_courses_are_for_those_who_ask(self, store, role, need):
        advice = advise(profile(role, held=BOTH_C, need={"kind": need, "topics": []}), store)
        assert not self.FILLERS & set(ids(advice["qualifications"]))

    @pytest.mark.parametrize("topic, id", [("first aid", "emergency-first-aid-at-work"), ("minibus", "minibus-midas")])
    def test_and_those_who_ask_get_them(self, store, topic, id):
        advice = advise(profile("teaching-assistant", held=BOTH_C, need={"kind": "skill", "topics": [topic]}), store)
        assert ids(advice["qualifications"])[0] == id

    def test_a_graduate_short_of_confidence_is_not_sent_to_basic_english(self, store):
        advice = advise(profile("teaching-assistant", held=DEGREE, need={"kind": "confidence"}), store)
        assert not {"functional-skills-l2", "essential-digital-skills", "union-return-to-learn"} & set(ids(advice["qualifications"]))

    def test_what_is_on_the_way_to_another_job_leaves_the_present_one_out(self, store):
        advice = advise(profile("catering-assistant", goal="teaching-assistant", held=BOTH_C), store)
        assert "food-safety-l2" not in ids(advice["qualifications"])


class TestReasonsFitTheCase:
    def reasons(self, store, id: str, **who) -> list[str]:
        return [reason["rule"] for reason in row(advise(profile(**who), store), id)["reasons"]]

    def test_nobody_is_told_that_they_do_a_job_they_only_hope_for(self, store):
        rules = self.reasons(store, "school-business-professional-l4", **OFFICE)
        assert "dr18" not in rules and "dr15" in rules

    def test_nobody_is_told_that_they_want_to_learn_what_they_want_recognised(self, store):
        rules = self.reasons(store, "rscitech", **{**TECHNICIAN, "need": {"kind": "recognition", "topics": ["laboratory work"]}})
        assert "about" in rules and not {"teaches", "dr03", "dr13"} & set(rules)

    def test_english_and_maths_are_not_called_proof_of_a_job(self, store):
        assert self.reasons(store, "functional-skills-l2", role="school-cook", held=NOTHING) == ["dr26"]

    def test_four_reasons_at_most(self, store):
        for who in (TECHNICIAN, OFFICE, MIDDAY, GRADUATE):
            assert all(len(option["reasons"]) <= 4 for option in advise(profile(**who), store)["qualifications"])
