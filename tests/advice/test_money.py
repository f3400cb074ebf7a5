"""Money and rights: to each what is theirs, to nobody what is not, and what is unknown is said."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import money
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, DEGREE, ENGLISH_C, LEVEL_3, NOTHING, THEN, TODAY, profile

DAY = datetime.date(2026, 11, 22)
LEVEL_3_COURSE, LEVEL_2_COURSE, TA_APPRENTICE, CLASSES = "ncfe-l3-toe-stl", "l2-cert-stl", "ta-apprenticeship-l3", "functional-skills-l2"
# Answers that people may give, for each key that money and rights ask.
ANSWERS = {
    "age_band": ["under 19", "19 to 23", "24 and over", "under 25 with care or EHCP"],
    "care_or_ehcp": [True, False],
    "pay_below_threshold": [True, False],
    "residence_3_years": [True, False],
    "contract": ["permanent", "fixed", "term-time", "casual", "agency", "volunteer"],
    "employer": ["council", "trust", "governors", "contractor", "agency"],
    "hours_a_week": [6, 16, 32, 37],
    "service_26_weeks": [True, False],
    "service_2_years": [True, False],
    "employer_250": [True, False],
    "union_member": [True, False],
    "union_recognised": [True, False],
    "qualifications": [[], BOTH_C, LEVEL_3, DEGREE],
    "english_level": [0, 1, 2],
    "maths_level": [0, 1, 2],
}


def rows(store, kind: str, options: list[str], **who) -> dict[str, dict]:
    """The rows for a person, by id."""
    made = getattr(money, kind)(Situation(profile(**who), store, DAY), options, store)
    assert len({row["id"] for row in made}) == len(made)
    return {row["id"]: row for row in made}


def applies(found: dict[str, dict]) -> dict[str, str]:
    return {id: row["applies"] for id, row in found.items()}


def asked(store, options: list[str], **who) -> list[str]:
    return money.money_missing(Situation(profile(**who), store, DAY), options, store)


COOK = dict(role="school-cook", held=[ENGLISH_C], employer="council", age_band="24 and over", pay_below_threshold=True)


def test_a_cook_of_45_who_earns_little_has_free_courses_at_level_2_and_3(store):
    found = rows(store, "funding", ["cava", LEVEL_2_COURSE, "production-chef-l2"], **COOK)
    free = found["adult-funding"]
    assert free["applies"] == "yes" and set(free["for"]) == {"cava", LEVEL_2_COURSE} and not free["depends_on"]
    assert "£26,800" in free["why"] and "19 or over" in free["why"]
    assert any("payslips" in how for how in free["how"]) and free["sources"]
    assert "advanced-learner-loan" not in found and "first-full-level-2-and-3" not in found
    assert found["growth-and-skills-levy"]["for"] == ["production-chef-l2"]


def test_with_more_pay_the_free_courses_are_a_no_and_the_loan_is_there(store):
    found = rows(store, "funding", [LEVEL_3_COURSE], **{**COOK, "pay_below_threshold": False})
    assert found["adult-funding"]["applies"] == "no" and "above the limit" in found["adult-funding"]["why"]
    assert found["advanced-learner-loan"]["applies"] == "yes"


def test_where_pay_is_unknown_it_depends_on_pay_alone(store):
    found = rows(store, "funding", [LEVEL_3_COURSE], **{**COOK, "pay_below_threshold": None})
    assert found["adult-funding"]["applies"] == "depends" and found["adult-funding"]["depends_on"] == ["pay_below_threshold"]
    assert found["adult-funding"]["why"].startswith("This is for you if your yearly pay is below £26,800, or you are out of work. Ask the college")


@pytest.mark.parametrize("day, limit", [("2025-07-31", "£25,000"), ("2026-07-31", "£25,750"), ("2026-08-01", "£26,800"), (TODAY, "£26,800")])
def test_the_limit_is_that_of_the_day(store, day, limit):
    assert limit in rows(store, "funding", [LEVEL_3_COURSE], **COOK, as_of=day)["adult-funding"]["why"]


def test_before_august_2024_the_free_level_3_was_for_people_without_one(store):
    then = dict(COOK, as_of="2023-01-01", pay_below_threshold=None)
    assert applies(rows(store, "funding", ["cava"], **then))["adult-funding"] == "yes"
    assert "adult-funding" not in rows(store, "funding", ["cava"], **{**then, "held": LEVEL_3})


def test_the_first_full_level_3_is_free_at_21_whatever_the_pay(store):
    found = rows(store, "funding", [LEVEL_3_COURSE, LEVEL_2_COURSE], role="teaching-assistant", age_band="19 to 23", held=BOTH_C,
                 employer="trust", pay_below_threshold=False)
    first = found["first-full-level-2-and-3"]
    assert first["applies"] == "yes" and first["for"] == [LEVEL_3_COURSE]
    assert LEVEL_3_COURSE not in found["adult-funding"]["for"], "nobody is told no for what is free another way"
    assert "advanced-learner-loan" not in found


def test_a_school_exam_or_two_is_not_certainly_a_full_level_2(store):
    young = dict(role="teaching-assistant", age_band="19 to 23", employer="trust")
    assert applies(rows(store, "funding", [LEVEL_2_COURSE], **young, held=[ENGLISH_C]))["first-full-level-2-and-3"] == "depends"
    assert "first-full-level-2-and-3" not in rows(store, "funding", [LEVEL_3_COURSE], **young, held=LEVEL_3)


def test_english_and_maths_classes_are_free_without_grade_4_and_else_after_a_check(store):
    adult = dict(role="cleaner", age_band="24 and over")
    without = rows(store, "funding", [CLASSES], **adult, held=NOTHING)["adult-skills-fund-english-maths-digital"]
    assert without["applies"] == "yes" and without["for"] == [CLASSES]
    with_both = rows(store, "funding", [CLASSES], **adult, held=BOTH_C)["adult-skills-fund-english-maths-digital"]
    assert with_both["applies"] == "depends" and not with_both["depends_on"] and "a check" in with_both["why"]
    unknown = rows(store, "funding", [CLASSES], **adult)["adult-skills-fund-english-maths-digital"]
    assert unknown["depends_on"] == ["english_level", "maths_level"]
    digital = rows(store, "funding", ["essential-digital-skills"], **adult)["adult-skills-fund-english-maths-digital"]
    assert digital["applies"] == "depends" and "digital" in digital["why"] and not digital["depends_on"]
    assert "adult-skills-fund-english-maths-digital" not in rows(store, "funding", ["equivalency-test"], **adult, held=NOTHING)


def test_english_for_speakers_of_other_languages_turns_on_pay_and_residence(store):
    cleaner = dict(role="cleaner", age_band="24 and over", constraints={"other": ["language"]})
    found = rows(store, "funding", ["esol-skills-for-life"], **cleaner, pay_below_threshold=True, residence_3_years=True)
    assert applies(found)["esol-for-adults"] == "yes"
    dear = rows(store, "funding", [], **cleaner, pay_below_threshold=False, residence_3_years=True)["esol-for-adults"]
    assert dear["applies"] == "depends" and "part of the fee" in dear["why"]
    assert "esol-for-adults" not in rows(store, "funding", [], role="cleaner", age_band="24 and over")


def test_in_an_academy_of_30_the_right_to_ask_for_time_is_a_no_that_says_you_can_ask(store):
    small = dict(role="teaching-assistant", employer="trust", constraints={"release": "none"})
    row = rows(store, "rights", [LEVEL_3_COURSE], **small, employer_250=False)["request-time-to-train"]
    assert row["applies"] == "no" and "fewer than 250" in row["why"] and "can still ask" in row["why"]
    assert not row["depends_on"] and row["how"]
    large = rows(store, "rights", [LEVEL_3_COURSE], **small, employer_250=True, service_26_weeks=True)
    assert applies(large)["request-time-to-train"] == "yes"
    new = rows(store, "rights", [LEVEL_3_COURSE], **small, employer_250=True, service_26_weeks=False)["request-time-to-train"]
    assert new["applies"] == "no" and "26 weeks" in new["why"]
    unknown = rows(store, "rights", [LEVEL_3_COURSE], **small)["request-time-to-train"]
    assert unknown["depends_on"] == ["service_26_weeks", "employer_250"]


def test_a_contractors_cleaner_has_the_rights_of_an_employee_and_no_council_terms(store):
    cleaner = dict(role="cleaner", employer="contractor", hours_a_week=12, constraints={"release": "none", "cost": "none"},
                   need={"kind": "legal", "topics": []}, union_member=True, employer_250=True, service_26_weeks=True)
    found = applies(rows(store, "rights", ["production-chef-l2"], **cleaner))
    assert found["part-time-workers-training"] == found["flexible-working-request"] == found["request-time-to-train"] == "yes"
    assert found["mandatory-training-paid-and-in-time"] == found["kcsie-staff-training"] == "yes"
    assert not {"green-book-training-principles", "union-learning-agreement", "agency-workers-rights"} & set(found)


AGENCY = dict(constraints={"release": "none", "other": ["employer"]}, hours_a_week=20, employer_250=True, service_26_weeks=True)


@pytest.mark.parametrize("who", [dict(role="supply-ta"), dict(role="teaching-assistant", employer="agency"), dict(role="cleaner", contract="agency")])
def test_agency_staff_have_agency_rights_and_not_those_of_employees(store, who):
    found = rows(store, "rights", [TA_APPRENTICE], **who, **AGENCY)
    agency = found["agency-workers-rights"]
    assert agency["applies"] == "yes" and any("vacancies" in how for how in agency["how"])
    assert found["part-time-workers-training"]["applies"] == "yes"
    for id in ("request-time-to-train", "flexible-working-request"):
        assert found[id]["applies"] == "no" and "Agency staff" in found[id]["why"]
    levy = rows(store, "funding", [TA_APPRENTICE], **who)["growth-and-skills-levy"]
    assert levy["applies"] == "depends" and "one employer" in levy["why"]


def test_after_twelve_weeks_agency_staff_are_promised_pay_and_no_training(store):
    said = store.get("rights", "agency-workers-rights").what
    assert "After 12 weeks" in said and "no right to training" in said


def test_a_volunteer_has_no_employment_rights_and_is_asked_nothing_of_them(store):
    volunteer = dict(role="parent-volunteer", contract="volunteer", goal="teaching-assistant", age_band="24 and over", hours_a_week=6, held=NOTHING,
                     constraints={"release": "none", "cost": "none", "other": ["benefits", "disability", "manager"]})
    options = [TA_APPRENTICE, LEVEL_2_COURSE]
    found = rows(store, "rights", options, **volunteer)
    assert set(found) == {"reasonable-adjustments-in-assessment", "access-to-work"}
    assert found["access-to-work"]["applies"] == "no" and "volunteers" in found["access-to-work"]["why"]
    funds = rows(store, "funding", options, **volunteer)
    assert funds["universal-credit-and-study"]["applies"] == "depends" and "work coach" in funds["universal-credit-and-study"]["why"]
    assert funds["adult-funding"]["depends_on"] == ["pay_below_threshold"]
    assert funds["growth-and-skills-levy"]["applies"] == "no" and "paid job" in funds["growth-and-skills-levy"]["why"]
    assert not {"school-pays", "tda-grant-2004-2010"} & set(funds)
    assert asked(store, options, **volunteer) == ["pay_below_threshold"]


def test_a_parent_volunteer_need_not_say_that_there_is_no_contract(store):
    assert "contract" not in asked(store, [TA_APPRENTICE], role="parent-volunteer")
    assert "contract" in asked(store, [TA_APPRENTICE], role="teaching-assistant")
    assert "contract" not in asked(store, [TA_APPRENTICE], role="teaching-assistant", employer="council")


def test_term_time_and_part_time_staff_have_fair_access_and_full_time_staff_are_not_told(store):
    for who in (dict(hours_a_week=10), dict(contract="term-time"), dict(constraints={"other": ["contract"]})):
        found = rows(store, "rights", [TA_APPRENTICE], role="midday-supervisor", employer="council", **who)
        assert found["part-time-workers-training"]["applies"] == "yes"
        assert rows(store, "funding", [TA_APPRENTICE], role="midday-supervisor", **who)["apprenticeship-duration-2025"]["applies"] == "yes"
    full = dict(role="site-manager", employer="council", hours_a_week=37, constraints={"release": "none"})
    assert "part-time-workers-training" not in rows(store, "rights", [], **full)


def test_a_union_member_may_see_the_rep_where_the_union_is_recognised(store):
    member = dict(role="teaching-assistant", employer="council", union_member=True)
    assert applies(rows(store, "rights", [], **member, union_recognised=True))["time-to-see-learning-rep"] == "yes"
    assert rows(store, "rights", [], **member)["time-to-see-learning-rep"]["depends_on"] == ["union_recognised"]
    not_recognised = rows(store, "rights", [], **member, union_recognised=False)["time-to-see-learning-rep"]
    assert not_recognised["applies"] == "no" and "recognises" in not_recognised["why"]
    assert "time-to-see-learning-rep" not in rows(store, "rights", [], **{**member, "union_member": False}, union_recognised=True)


def test_paid_time_is_for_learning_reps_whom_the_union_has_named(store):
    member = dict(employer="council", union_recognised=True)
    assert applies(rows(store, "rights", [], role="union-learning-rep", **member))["s168a-union-learning-rep"] == "yes"
    wish = rows(store, "rights", [], role="teaching-assistant", goal="union-learning-rep", union_member=True, **member)["s168a-union-learning-rep"]
    assert wish["applies"] == "depends" and not wish["depends_on"] and "in writing" in wish["why"]


def test_members_are_told_that_the_union_learning_fund_is_over_and_others_are_not(store):
    row = rows(store, "funding", [], role="cleaner", union_member=True)["union-learning-fund-closed"]
    assert row["applies"] == "no" and "March 2021" in row["why"] and any("branch" in how for how in row["how"])
    for member in (False, None):
        assert "union-learning-fund-closed" not in rows(store, "funding", [], role="cleaner", union_member=member)


def test_whoever_fears_for_the_job_hears_of_time_off_to_look(store):
    worried = dict(role="school-cook", need_source="ns-job-at-risk", contract="permanent")
    row = rows(store, "rights", [], **worried)["redundancy-time-off"]
    assert row["applies"] == "depends" and row["depends_on"] == ["service_2_years"] and "notice" in row["why"]
    assert applies(rows(store, "rights", [], **worried, service_26_weeks=False))["redundancy-time-off"] == "no"
    assert applies(rows(store, "rights", [], **{**worried, "contract": "agency"}))["redundancy-time-off"] == "no"
    assert "redundancy-time-off" not in rows(store, "rights", [], **{**worried, "need_source": "ns03"})


def test_changes_for_disabled_people_are_brought_up_only_by_those_who_said_so(store):
    found = rows(store, "rights", [], role="cleaner", employer="council", constraints={"other": ["disability"]})
    assert set(found) == set(rows(store, "rights", [], role="cleaner", employer="council", constraints={"other": ["ba-disability"]}))
    assert {"reasonable-adjustments-at-work-and-training", "reasonable-adjustments-in-assessment", "access-to-work"} <= set(found)
    quiet = set(rows(store, "rights", [LEVEL_3_COURSE], role="cleaner", employer="council"))
    assert not {"reasonable-adjustments-at-work-and-training", "reasonable-adjustments-in-assessment", "access-to-work"} & quiet
    assert not {"care-leaver-apprentice-bursary", "redundancy-time-off"} & quiet


def test_level_7_is_for_the_young_since_2026_and_for_anybody_before(store):
    head = dict(role="school-business-manager", employer="trust", residence_3_years=True, held=DEGREE)
    options = ["senior-leader-l7"]
    old = rows(store, "funding", options, **head, age_band="24 and over")
    assert old["apprenticeship-age-rules"]["applies"] == "no" and "level 6" in old["apprenticeship-age-rules"]["why"]
    assert "growth-and-skills-levy" not in old
    assert applies(rows(store, "funding", options, **head, age_band="under 19"))["apprenticeship-age-rules"] == "yes"
    assert applies(rows(store, "funding", options, **head, age_band="under 25 with care or EHCP"))["apprenticeship-age-rules"] == "yes"
    between = rows(store, "funding", options, **head, age_band="19 to 23")["apprenticeship-age-rules"]
    assert between["applies"] == "depends" and "under 22" in between["why"] and between["depends_on"] == ["care_or_ehcp"]
    before = rows(store, "funding", options, **head, age_band="24 and over", as_of="2025-12-01")
    assert before["apprenticeship-age-rules"]["applies"] == "yes"


def test_english_and_maths_are_optional_in_an_apprenticeship_from_19_since_february_2025(store):
    cook = dict(role="school-cook", employer="council", held=NOTHING)
    row = "apprenticeship-english-maths-2025"
    assert applies(rows(store, "funding", ["production-chef-l2"], **cook, age_band="24 and over"))[row] == "yes"
    young = rows(store, "funding", ["production-chef-l2"], **cook, age_band="under 19")[row]
    assert young["applies"] == "no" and "still have to pass" in young["why"]
    assert row not in rows(store, "funding", ["production-chef-l2"], **cook, age_band="24 and over", as_of="2025-02-10")
    assert row not in rows(store, "funding", ["production-chef-l2"], **{**cook, "held": BOTH_C}, age_band="24 and over")


def test_staff_in_post_keep_their_pay_and_new_apprentices_hear_of_the_rate(store):
    worried = dict(role="school-cook", employer="council", constraints={"cost": "none"})
    stay = rows(store, "funding", ["production-chef-l2"], **worried)["apprentice-wage-2026"]
    assert stay["applies"] == "no" and "keep the pay" in stay["why"]
    assert applies(rows(store, "funding", [TA_APPRENTICE], **worried, goal="teaching-assistant"))["apprentice-wage-2026"] == "yes"


def test_small_employers_have_the_training_of_young_people_paid_since_august_2026(store):
    young = dict(role="school-cook", contract="permanent", age_band="19 to 23")
    assert rows(store, "funding", ["production-chef-l2"], **young)["levy-rules-from-august-2026"]["depends_on"] == ["employer"]
    assert "levy-rules-from-august-2026" not in rows(store, "funding", ["production-chef-l2"], **young, employer="council")
    assert "levy-rules-from-august-2026" not in rows(store, "funding", ["production-chef-l2"], **young, as_of="2026-07-31")
    assert "levy-rules-from-august-2026" not in rows(store, "funding", ["production-chef-l2"], **{**young, "age_band": "24 and over"})


def test_from_2027_one_loan_serves_levels_4_to_6_and_the_old_one_only_level_3(store):
    adult = dict(role="teaching-assistant", employer="trust", age_band="24 and over", held=LEVEL_3, pay_below_threshold=False)
    options = ["foundation-degree-tl", "l4-cert-hlta", LEVEL_3_COURSE]
    now = rows(store, "funding", options, **adult)
    assert now["lifelong-learning-entitlement"]["applies"] == "depends" and "January 2027" in now["lifelong-learning-entitlement"]["why"]
    assert set(now["advanced-learner-loan"]["for"]) == {"l4-cert-hlta", LEVEL_3_COURSE}
    later = rows(store, "funding", options, **adult, as_of="2027-03-01")
    assert later["lifelong-learning-entitlement"]["applies"] == "yes" and later["advanced-learner-loan"]["for"] == [LEVEL_3_COURSE]
    assert "lifelong-learning-entitlement" not in rows(store, "funding", options, **adult, as_of="2026-08-01")


def test_then_a_teaching_assistant_had_the_money_and_the_rights_of_the_time(store):
    then = dict(role="teaching-assistant", employer="council", held=NOTHING, as_of=THEN, hours_a_week=20, constraints={"release": "none"},
                union_member=True, union_recognised=True)
    options = ["nvq-stl", "stl-framework", "hlta-status"]
    funds = rows(store, "funding", options, **then)
    assert {"tda-grant-2004-2010", "train-to-gain-2006-2010", "apprenticeships-2009", "union-learning-fund-closed", "school-pays"} <= set(funds)
    assert not {"adult-funding", "growth-and-skills-levy", "advanced-learner-loan", "lifelong-learning-entitlement"} & set(funds)
    assert funds["apprenticeships-2009"]["applies"] == "yes" and "any age" in " ".join(funds["apprenticeships-2009"]["how"])
    assert funds["union-learning-fund-closed"]["applies"] == "yes"
    assert funds["train-to-gain-2006-2010"]["for"] == ["nvq-stl"]
    assert "hlta-status" in funds["tda-grant-2004-2010"]["for"]
    assert not any("closed" in how.lower() for row in funds.values() for how in row["how"])
    found = applies(rows(store, "rights", options, **then))
    assert found["part-time-workers-training"] == found["time-to-see-learning-rep"] == "yes"
    assert not {"request-time-to-train", "flexible-working-request", "agency-workers-rights", "reasonable-adjustments-at-work-and-training"} & set(found)


def test_what_an_apprentice_must_meet_is_told_beside_the_entry_rules(store):
    def met(option, **who):
        found = money.apprenticeship(store.get("qualifications", option), Situation(profile(**who), store, DAY), store)
        assert all(row["sources"] and row["requirement"].endswith(".") for row in found)
        return {row["requirement"]: row["met"] for row in found}, found

    cook = dict(role="school-cook", employer="council", held=BOTH_C, age_band="24 and over")
    new, paid, lived = "Most of what it teaches is new to you.", "You have a paid job.", "You have lived in the United Kingdom for three years."
    found, _ = met("senior-production-chef-l3", **cook)
    assert found[new] == found[paid] == "yes" and found[lived] == "unknown"
    assert met("production-chef-l2", **cook)[0][new] == "unknown", "at a level held already, only the provider can tell"
    assert met("production-chef-l2", **cook, residence_3_years=False)[0][lived] == "no"
    assert met("production-chef-l2", role="parent-volunteer")[0][paid] == "no"
    employee = "You are an employee."
    assert met("stl-framework", **cook, as_of=THEN)[0] == {paid: "yes", employee: "yes"}, "no age and no residence then"
    by_agency, rows_ = met("production-chef-l2", role="school-cook", employer="agency")
    assert by_agency[paid] == "yes" and by_agency[employee] == "no"
    assert next(row for row in rows_ if row["requirement"] == employee)["remark"].startswith("It needs one employer")
    assert met(LEVEL_3_COURSE, **cook)[0] == {}


def test_every_key_that_is_asked_has_its_words(store):
    asking = {phrase.id.removeprefix("money-ask-"): phrase.text for phrase in store.all("phrases") if phrase.id.startswith("money-ask-")}
    assert asking.keys() == ANSWERS.keys() and all(text.endswith((".", "?")) for text in asking.values())
