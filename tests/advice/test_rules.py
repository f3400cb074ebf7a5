"""Each of the 36 rules by example: met, not met, cannot be told; or, for a principle, that the advice follows it."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import exclusion, rules, rules_fit
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from knowledge.records import InformalOption
from tests.advice.people import BOTH_C, DEGREE, LEVEL_3, NOTHING, THEN, profile

DAY = datetime.date(2026, 11, 22)
NVQ_3 = [*BOTH_C, {"id": "nvq-stl", "level": 3, "status": "held"}]
NVQ_2 = [*BOTH_C, {"id": "nvq-ta", "level": 2, "status": "held"}]
SWIS_2 = [*BOTH_C, {"id": "swis-2", "status": "held"}]
DOING_3 = [*BOTH_C, {"id": "ncfe-l3-diploma-stl", "status": "doing"}]
IN_2004, IN_2013 = "2004-12", "2013-01-01"


def of(store, **who) -> Situation:
    return Situation(profile(**who), store, DAY)


def tell(store, rule: str, option: str, **who):
    """What a rule says about an option for a person."""
    if rule in rules.INFORMAL_RULES:
        return rules.INFORMAL_RULES[rule](store.get("informal_options", option), of(store, **who))
    return rules.RULES[rule](store.get("qualifications", option), of(store, **who))


def need(kind: str, *topics: str) -> dict:
    return {"kind": kind, "topics": list(topics)}


def skill(*topics: str) -> dict:
    return need("skill", *topics)


CASES = [
    # dr01: no proof for this job yet, and proof is wanted
    ("dr01", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=BOTH_C), True),
    ("dr01", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=NVQ_3), False),
    ("dr01", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=BOTH_C, need=skill()), False),
    ("dr01", "ncfe-l3-diploma-stl", dict(role="teaching-assistant"), None),
    ("dr01", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", goal="hlta", held=BOTH_C), None),
    ("dr01", "functional-skills-l2", dict(role="teaching-assistant", held=NOTHING), None),
    # dr02: something new, and soon
    ("dr02", "cipd-l3-people-practice", dict(role="school-administrator", need_source="ns05"), True),
    ("dr02", "cipd-l3-people-practice", dict(role="school-administrator", need_source="ns03"), None),
    ("dr02", "functional-skills-l2", dict(role="school-administrator", need_source="ns05"), None),
    # dr03: a specialist part of the job
    ("dr03", "food-allergen-l2", dict(role="school-cook", need=skill("allergies")), True),
    ("dr03", "food-allergen-l2", dict(role="school-cook", need=skill("office work")), None),
    ("dr03", "food-allergen-l2", dict(role="school-cook", goal="kitchen-manager", need=skill("allergies")), None),
    ("dr03", "food-allergen-l2", dict(role="school-cook", need={"kind": "recognition", "topics": ["allergies"]}), None),
    # dr04: it cannot easily be learned in school
    ("dr04", "assistant-accountant-l3", dict(role="school-administrator", need=skill("budget")), True),
    ("dr04", "l3-award-send", dict(role="teaching-assistant", need=skill("special needs")), False),
    ("dr04", "l3-award-send", dict(role="teaching-assistant"), None),
    ("dr04", "assistant-accountant-l3", dict(role="school-administrator", goal="school-business-manager", need=skill("budget")), None),
    # dr05: it helps the move
    ("dr05", "hlta-status", dict(role="teaching-assistant", goal="hlta"), True),
    ("dr05", "production-chef-l2", dict(role="teaching-assistant", goal="hlta"), False),
    ("dr05", "hlta-status", dict(role="teaching-assistant"), None),
    # dr06: the law
    ("dr06", "food-safety-l2", dict(role="school-cook"), True),
    ("dr06", "food-safety-l2", dict(role="teaching-assistant"), None),
    # dr11: a short course may be enough
    ("dr11", "food-allergen-l2", dict(role="school-cook", need=skill("special diets")), True),
    ("dr11", "food-safety-l2", dict(role="school-cook", need=need("legal")), True),
    ("dr11", "food-allergen-l2", dict(role="school-cook", need=skill("special diets", "budget")), False),
    ("dr11", "food-allergen-l2", dict(role="school-cook"), None),
    ("dr11", "production-chef-l2", dict(role="school-cook", need=skill("cooking")), None),
    # dr12: content and need
    ("dr12", "food-allergen-l2", dict(role="school-cook", need=skill("special diets")), True),
    ("dr12", "food-allergen-l2", dict(role="school-cook", need=skill("budget")), False),
    ("dr12", "food-allergen-l2", dict(role="school-cook", need=skill()), None),
    # dr13: no higher than what is held, and right
    ("dr13", "food-allergen-l2", dict(role="school-cook", held=DEGREE, need=skill("allergies")), True),
    ("dr13", "food-allergen-l2", dict(role="school-cook", held=NOTHING, need=skill("allergies")), None),
    # dr15: another job, with work at this level already
    ("dr15", "production-chef-l2", dict(role="catering-assistant", goal="school-cook", duties=["prepare-food"]), True),
    ("dr15", "production-chef-l2", dict(role="catering-assistant", goal="school-cook", duties=["serve-food"]), False),
    ("dr15", "production-chef-l2", dict(role="catering-assistant", goal="school-cook"), None),
    ("dr15", "production-chef-l2", dict(role="school-cook"), None),
    # dr16: can they meet the assessment
    ("dr16", "l3-certificate-stl", dict(role="teaching-assistant", held=BOTH_C), True),
    ("dr16", "l3-certificate-stl", dict(role="teaching-assistant", english_level=1), False),
    ("dr16", "l3-certificate-stl", dict(role="teaching-assistant", held=BOTH_C, constraints={"other": ["english-maths"]}), False),
    ("dr16", "l3-certificate-stl", dict(role="teaching-assistant"), None),
    ("dr16", "intro-working-in-schools", dict(role="midday-supervisor", held=NOTHING), True),
    ("dr16", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", english_level=1), None),
    # dr17: which level of an NVQ outside supporting learning
    ("dr17", "lata-nvq-framework", dict(role="science-technician", as_of=THEN), True),
    ("dr17", "property-caretaking-supervision-l3", dict(role="site-manager", as_of=THEN), False),
    ("dr17", "nvq-stl", dict(role="teaching-assistant", as_of=THEN), None),
    ("dr17", "lata-nvq-framework", dict(role="science-technician", as_of=IN_2013), None),
    # dr18: this job, assessed while doing it
    ("dr18", "ncfe-l3-diploma-stl", dict(role="teaching-assistant"), True),
    ("dr18", "ncfe-l3-diploma-stl", dict(role="midday-supervisor", duties=["lunchtime-care"]), False),
    ("dr18", "l3-certificate-stl", dict(role="teaching-assistant"), None),
    # dr19: a taught course
    ("dr19", "intro-working-in-schools", dict(role="midday-supervisor", goal="teaching-assistant"), True),
    ("dr19", "ncfe-l3-diploma-stl", dict(role="midday-supervisor", goal="teaching-assistant"), None),
    # dr20: university
    ("dr20", "foundation-degree-tl", dict(role="teaching-assistant", goal="teacher", held=LEVEL_3), True),
    ("dr20", "foundation-degree-tl", dict(role="teaching-assistant", goal="teacher", held=BOTH_C), False),
    ("dr20", "foundation-degree-tl", dict(role="teaching-assistant", held=LEVEL_3), None),
    ("dr20", "foundation-degree-tl", dict(role="teaching-assistant", goal="teacher"), None),
    # dr21: a status is shown in the work
    ("dr21", "hlta-status", dict(role="teaching-assistant", duties=["whole-class"]), True),
    ("dr21", "hlta-status", dict(role="teaching-assistant", duties=["help-in-class"]), False),
    ("dr21", "hlta-status", dict(role="teaching-assistant"), None),
    # dr22: the award about supporting learning, for the classroom
    ("dr22", "nvq-stl", dict(role="teaching-assistant", as_of=THEN), True),
    ("dr22", "nvq-stl", dict(role="site-manager", as_of=THEN), False),
    ("dr22", "swis-2", dict(role="teaching-assistant", as_of=THEN), None),
    ("dr22", "nvq-stl", dict(as_of=THEN), None),
    ("dr22", "nvq-stl", dict(role="teaching-assistant"), None),
    # dr23: several jobs
    ("dr23", "swis-2", dict(roles=["midday-supervisor", "cleaner"], as_of=THEN), True),
    ("dr23", "swis-2", dict(role="cleaner", as_of=THEN), False),
    ("dr23", "swis-2", dict(as_of=THEN), None),
    ("dr23", "swis-2", dict(roles=["midday-supervisor", "cleaner"]), None),
    # dr24: accredited or not, for proof
    ("dr24", "ncfe-l3-diploma-stl", dict(role="teaching-assistant"), True),
    ("dr24", "elsa-training", dict(role="teaching-assistant"), False),
    ("dr24", "elsa-training", dict(role="teaching-assistant", need=skill()), None),
    ("dr24", "hlta-status", dict(role="teaching-assistant"), None),
    # dr25: a university award
    ("dr25", "foundation-degree-tl", dict(role="teaching-assistant"), True),
    ("dr25", "ncfe-l3-diploma-stl", dict(role="teaching-assistant"), False),
    # dr26: English and maths
    ("dr26", "functional-skills-l2", dict(role="school-cook", held=NOTHING), True),
    ("dr26", "functional-skills-l2", dict(role="school-cook", held=BOTH_C), None),
    ("dr26", "functional-skills-l2", dict(role="school-cook"), None),
    ("dr26", "functional-skills-l2", dict(role="school-cook", english_level=2, maths_level=1), True),
    # dr27: confidence
    ("dr27", "union-return-to-learn", dict(role="cleaner", need={"kind": "confidence"}), True),
    ("dr27", "union-return-to-learn", dict(role="cleaner", need=skill()), None),
    # dr28: what they can do may count
    ("dr28", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=NVQ_2), True),
    ("dr28", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=NVQ_3), True),
    ("dr28", "l2-cert-stl", dict(role="teaching-assistant", held=NVQ_3), None),
    ("dr28", "ncfe-l3-diploma-stl", dict(role="cleaner", held=BOTH_C), False),
    ("dr28", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=BOTH_C), None),
    ("dr28", "ncfe-l3-diploma-stl", dict(role="teaching-assistant"), None),
    ("dr28", "l3-certificate-stl", dict(role="teaching-assistant", held=NVQ_2), None),
    # dr29: units with the same number
    ("dr29", "nvq-stl", dict(role="teaching-assistant", held=NVQ_2, as_of=THEN), True),
    ("dr29", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=NVQ_2), False),
    ("dr29", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=BOTH_C), None),
    ("dr29", "nvq-stl", dict(role="teaching-assistant", held=SWIS_2, as_of=THEN), None),
    # dr30: Support Work in Schools
    ("dr30", "nvq-stl", dict(role="teaching-assistant", held=SWIS_2, as_of=THEN), True),
    ("dr30", "nvq-stl", dict(role="teaching-assistant", held=BOTH_C, as_of=THEN), False),
    ("dr30", "nvq-stl", dict(role="teaching-assistant", as_of=THEN), None),
    ("dr30", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=SWIS_2), None),
    # dr31: nobody must take it again
    ("dr31", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=NVQ_3), True),
    ("dr31", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=NVQ_2), False),
    ("dr31", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=BOTH_C, need_source="ns12"), False),
    ("dr31", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=BOTH_C), None),
    # dr32: two ways, in 2004
    ("dr32", "hlta-status", dict(role="teaching-assistant", duties=["whole-class"], as_of=IN_2004), True),
    ("dr32", "hlta-status", dict(role="teaching-assistant", duties=["help-in-class"], as_of=IN_2004), False),
    ("dr32", "hlta-status", dict(role="teaching-assistant", duties=["whole-class"]), None),
    # dr33: the standards judge who is ready
    ("dr33", "hlta-status", dict(role="teaching-assistant", duties=["whole-class"]), True),
    ("dr33", "hlta-status", dict(role="teaching-assistant", duties=["help-in-class"]), False),
    ("dr33", "qts-status", dict(role="teaching-assistant", duties=["whole-class"]), None),
    # dr34: the hope of 2009
    ("dr34", "cg7330", dict(role="teaching-assistant", held=LEVEL_3, as_of=THEN), True),
    ("dr34", "cg7330", dict(role="teaching-assistant", held=DOING_3, as_of=THEN), True),
    ("dr34", "cg7330", dict(role="teaching-assistant", held=BOTH_C, as_of=THEN), False),
    ("dr34", "cg7330", dict(role="cleaner", held=BOTH_C, as_of=THEN), None),
    ("dr34", "cg7330", dict(role="teaching-assistant", as_of=THEN), None),
    ("dr34", "ncfe-l3-diploma-stl", dict(role="teaching-assistant", held=BOTH_C), None),
    # dr07: a colleague can show
    ("dr07", "coaching", dict(role="teaching-assistant"), True),
    ("dr07", "work-shadowing", dict(role="teaching-assistant", goal="teacher"), True),
    ("dr07", "coaching", dict(role="science-technician"), False),
    ("dr07", "coaching", dict(), None),
    ("dr07", "work-shadowing", dict(role="ict-technician", goal="network-manager"), None),
    ("dr07", "e-learning", dict(role="teaching-assistant"), None),
    # dr08: reading
    ("dr08", "reading-and-recommended-resources", dict(role="school-cook", need=need("knowledge")), True),
    ("dr08", "e-learning", dict(role="school-cook", need=skill()), False),
    ("dr08", "e-learning", dict(role="school-cook"), None),
    ("dr08", "coaching", dict(role="school-cook", need=need("knowledge")), None),
    # dr09: several share it
    ("dr09", "whole-school-training-day", dict(role="cleaner", need_source="ns07"), True),
    ("dr09", "whole-school-training-day", {"role": "cleaner", "for": "team"}, True),
    ("dr09", "whole-school-training-day", dict(role="cleaner", need_source="ns03"), False),
    ("dr09", "whole-school-training-day", dict(role="cleaner"), None),
    ("dr09", "coaching", dict(role="cleaner", need_source="ns07"), None),
    # dr10: inside the school
    ("dr10", "reading-and-recommended-resources", dict(role="cleaner", constraints={"release": "none"}), True),
    ("dr10", "reading-and-recommended-resources", dict(role="cleaner", constraints={"release": "agreed"}), False),
    ("dr10", "reading-and-recommended-resources", dict(role="cleaner"), None),
    ("dr10", "visiting-another-school", dict(role="cleaner", constraints={"release": "none"}), None),
]
EVERY_RULE = {f"dr{number:02}" for number in range(1, 37)}
PREDICATES = {**rules.RULES, **rules.INFORMAL_RULES}


@pytest.mark.parametrize("rule, option, who, expected", CASES, ids=[f"{c[0]}-{c[1]}-{c[3]}-{n}" for n, c in enumerate(CASES)])
def test_a_rule_by_example(store, rule, option, who, expected):
    assert tell(store, rule, option, **who) is expected


def test_every_rule_of_the_guide_is_a_predicate_or_a_principle(store):
    assert {rule.id for rule in store.all("decision_rules")} == EVERY_RULE
    assert PREDICATES.keys() | rules.PRINCIPLES.keys() == EVERY_RULE and not PREDICATES.keys() & rules.PRINCIPLES.keys()


def test_every_predicate_has_an_example_where_it_is_met_and_one_where_it_is_not_told():
    assert {case[0] for case in CASES if case[3] is True} == {case[0] for case in CASES if case[3] is not True} == PREDICATES.keys()


def test_every_predicate_has_words_for_both_cases_and_a_source(store):
    for id in PREDICATES:
        rule = store.get("decision_rules", id)
        assert rule.met and rule.not_met and store.sources(rule), id
    for id in rules.PRINCIPLES:
        assert store.get("decision_rules", id).met and store.sources(store.get("decision_rules", id))


class TestPrinciples:
    """Each is followed by all of the advice."""

    def test_dr14_levels_need_not_be_climbed_one_by_one(self, store):
        level_4 = store.get("qualifications", "school-business-professional-l4")
        held_at_2 = of(store, role="school-administrator", goal="school-business-manager", held=BOTH_C, duties=["budget"])
        assert exclusion.excluded(level_4, held_at_2) is None
        level_2 = store.get("qualifications", "food-allergen-l2")
        assert exclusion.excluded(level_2, of(store, role="school-cook", held=DEGREE, need=skill("allergies"))) is None

    @pytest.mark.parametrize("kind", ["skill", "knowledge", "recognition", "legal", "confidence"])
    def test_dr35_there_are_always_ways_without_a_course(self, store, kind):
        for role in ("teaching-assistant", "school-cook", "cleaner", "school-administrator", "science-technician"):
            assert advise(profile(role, held=BOTH_C, need=need(kind)), store, DAY)["informal"]

    def test_dr36_the_choice_is_agreed_with_the_manager(self, store):
        step = store.phrase("step-manager")
        for role in ("teaching-assistant", "school-cook", "cleaner"):
            assert step in [row["what"] for row in advise(profile(role, held=BOTH_C), store, DAY)["next_steps"]]
        assert store.get("interview_questions", "agreed").slot == "agreed"


@pytest.mark.parametrize("rule", [id for id, rule in PREDICATES.items() if rule.opened or rule.closed])
def test_a_rule_of_its_time_says_nothing_today(store, rule):
    records = store.all("informal_options") if rule in rules.INFORMAL_RULES else store.all("qualifications")
    for role in ("teaching-assistant", "cleaner"):
        now = of(store, role=role, held=SWIS_2, duties=["whole-class"])
        assert not any(PREDICATES[rule](record, now) is not None for record in records)


def test_what_is_judged_of_an_option_is_told_in_words_with_sources(store):
    who = of(store, role="teaching-assistant", held=NVQ_2, duties=["help-in-class"])
    told = {row["rule"]: row for row in rules.judged(store.get("qualifications", "hlta-status"), who)}
    assert told["dr33"]["met"] is False and "whole class" in told["dr33"]["text"] and told["dr33"]["sources"]
    assert "dr32" not in told, "a rule of 2004"
    informal: InformalOption = store.get("informal_options", "coaching")
    assert [row["rule"] for row in rules.judged(informal, who)] == ["dr07"] == rules.informal_reasons(informal, who)


class TestWhatIsHeldAlready:
    def cautions(self, store, option: str, **who) -> dict[str, str]:
        rows = {row["id"]: row for row in advise(profile(**who), store, DAY)["qualifications"]}
        return {caution.get("rule", ""): caution["text"] for caution in rows[option]["cautions"]}

    def test_a_certificate_in_the_field_may_count(self, store):
        told = self.cautions(store, "ncfe-l3-diploma-stl", role="teaching-assistant", held=NVQ_2, duties=["help-in-class"])
        assert "counted" in told["dr28"] and "do not carry over by themselves" in told["dr29"]

    def test_in_2010_units_of_the_same_number_carried_over(self, store):
        told = self.cautions(store, "nvq-stl", role="teaching-assistant", held=NVQ_2, duties=["help-in-class"], as_of=THEN)
        assert "carries over where the number is the same" in told["dr29"]

    def test_in_2010_units_of_support_work_in_schools_did_not(self, store):
        told = self.cautions(store, "nvq-stl", role="teaching-assistant", held=SWIS_2, duties=["help-in-class"], as_of=THEN)
        assert "do not carry over by themselves" in told["dr30"] and "dr29" not in told

    def test_with_nothing_in_the_field_there_is_nothing_to_count(self, store):
        told = self.cautions(store, "ncfe-l3-diploma-stl", role="teaching-assistant", held=BOTH_C, duties=["help-in-class"])
        assert not told.keys() & {"dr28", "dr29", "dr30", "dr31"}


class TestWhatTheSchoolMustGive:
    """Guide, Occupational qualifications."""

    WHO = dict(role="teaching-assistant", held=BOTH_C, duties=["help-in-class", "small-groups"])

    def said(self, store, **more) -> list[str]:
        rows = advise(profile(**{**self.WHO, **more}), store, DAY)["qualifications"]
        found = next(row for row in rows if row["type"] == "qt_occupational")
        return [caution["text"] for caution in found["cautions"] if caution["text"].startswith("Your school must give")]

    def test_an_award_assessed_in_the_job_says_what_the_school_must_give(self, store):
        [text] = self.said(store)
        assert all(part in text for part in ("training mentor", "chances to show", "help with the assessment"))

    def test_what_is_there_already_is_not_said(self, store):
        [text] = self.said(store, practicalities={"pr06": "sorted", "pr05": "todo"})
        assert "mentor" not in text and "chances to show" in text
        assert self.said(store, practicalities={"pr05": "sorted", "pr06": "sorted", "pr19": "sorted"}) == []

    def test_the_practical_points_behind_it_exist(self, store):
        for ids in rules_fit.SCHOOL_GIVES.values():
            assert all("qt_occupational" in store.get("practicalities", id).types for id in ids)

    def test_nobody_else_is_told(self, store):
        for option in store.all("qualifications"):
            if option.type != "qt_occupational":
                assert rules_fit.school_still_to_give(option, of(store, **self.WHO)) == []


@pytest.mark.parametrize(
    "option, who, why",
    [
        ("swis-2", dict(role="midday-supervisor"), "not-open"),
        ("ta-apprenticeship-l3", dict(role="teaching-assistant", as_of=THEN), "not-open"),
        ("cta-l2-l3", dict(role="teaching-assistant"), "not-open"),
        ("food-safety-l2", dict(role="school-cook", held=[{"id": "food-safety-l2", "status": "held"}]), "not-held"),
        ("food-safety-l2", dict(role="school-cook", held=[{"id": "food-safety-l2", "status": "doing"}]), "not-doing"),
        ("esol-skills-for-life", dict(role="school-cook", held=NOTHING), "not-closest"),
        ("ba-top-up", dict(role="teaching-assistant", held=DEGREE), "not-above"),
        ("functional-skills-l2", dict(role="school-cook", held=BOTH_C), "not-above"),
        ("hlta-status", dict(role="teaching-assistant", held=BOTH_C, duties=["help-in-class"]), "not-the-work"),
        ("l2-cert-stl", dict(role="midday-supervisor", held=BOTH_C, duties=["lunchtime-care"]), "not-the-work"),
        ("qts-pgce", dict(role="teaching-assistant", goal="teacher", held=BOTH_C), "not-entry"),
        ("qts-assessment-only", dict(role="teaching-assistant", goal="teacher", held=DEGREE), "not-entry"),
        ("l3-certificate-stl", dict(role="teaching-assistant", held=NOTHING), "not-yet-level"),
        ("school-business-professional-l4", dict(role="school-business-manager", held=NOTHING), "not-yet-level"),
        ("ta-apprenticeship-l3", dict(role="teaching-assistant", held=DEGREE), "not-above"),
        ("l2-cert-stl", dict(role="teaching-assistant", held=NVQ_3), "not-above"),
        ("functional-skills-l2", dict(role="school-cook", held=NOTHING), None),
        ("hlta-status", dict(role="teaching-assistant", held=BOTH_C, duties=["whole-class"]), None),
        ("qts-teacher-degree-apprenticeship", dict(role="teaching-assistant", goal="teacher", held=LEVEL_3), None),
    ],
)
def test_why_an_option_is_left_out(store, option, who, why):
    situation = Situation(profile(**who), store, DAY)
    assert exclusion.excluded(store.get("qualifications", option), situation) == why
    assert why is None or store.phrase(why, title="It")


def test_english_and_maths_at_level_2_are_still_taught_to_those_who_ask(store):
    asked = Situation(profile("school-cook", held=BOTH_C, need=skill("maths")), store, DAY)
    assert exclusion.excluded(store.get("qualifications", "functional-skills-l2"), asked) is None


def test_the_work_decides_the_level_for_people_who_do_it(store):
    """Guide, Qualification levels: work at, or close to, the level is what counts."""
    level_4 = store.get("qualifications", "school-business-professional-l4")
    doing = Situation(profile("school-administrator", goal="school-business-manager", held=BOTH_C, duties=["budget"]), store, DAY)
    not_doing = Situation(profile("school-administrator", goal="school-business-manager", held=BOTH_C, duties=["reception"]), store, DAY)
    assert exclusion.excluded(level_4, doing) is None and exclusion.excluded(level_4, not_doing) == "not-the-work"


@pytest.mark.parametrize(
    "setting, science, expected",
    [("primary", 1, {"science"}), ("primary", 2, set()), ("primary", None, set()), ("secondary", 1, set())],
)
def test_science_is_a_gap_for_primary_teaching_alone(store, setting, science, expected):
    who = profile("teaching-assistant", goal="teacher", held=BOTH_C, setting=setting, science_level=science)
    assert rules.gaps(Situation(who, store, DAY)) == expected


class TestApprenticeshipsAtALevelHeld:
    """An apprenticeship must teach mostly new things."""

    @pytest.mark.parametrize(
        "id, held, as_of, expected",
        [
            ("ta-apprenticeship-l3", DEGREE, "2026-11-22", True),
            ("ta-apprenticeship-l3", LEVEL_3, "2026-11-22", False),
            ("apprenticeships-2009-technical-and-site", BOTH_C, "2016-01-01", False),
            ("apprenticeships-2009-technical-and-site", LEVEL_3, "2016-01-01", False),
            ("apprenticeships-2009-technical-and-site", DEGREE, "2016-01-01", True),
            ("apprenticeships-2009-technical-and-site", DEGREE, THEN, False),
            ("ncfe-l3-diploma-stl", DEGREE, "2026-11-22", False),
        ],
    )
    def test_one_that_comes_at_several_levels_counts_by_the_highest(self, store, id, held, as_of, expected):
        record = store.get("qualifications", id)
        assert exclusion.lower_apprenticeship(record, of(store, role="science-technician", held=held, as_of=as_of)) is expected
