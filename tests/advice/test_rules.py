"""Each rule of step 3 by example: met, not met, cannot be told. The words come from the guide's rules."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import rules
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, DEGREE, LEVEL_3, NOTHING, THEN, profile

DAY = datetime.date(2026, 11, 22)
NVQ_3 = [*BOTH_C, {"id": "nvq-stl", "level": 3, "status": "held"}]


def tell(store, rule: str, option: str, **who):
    """What a rule says about an option for a person."""
    return rules.RULES[rule](store.get("qualifications", option), Situation(profile(**who), store, DAY))


def skill(*topics: str) -> dict:
    return {"kind": "skill", "topics": list(topics)}


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
    # dr05: it helps the move
    ("dr05", "hlta-status", dict(role="teaching-assistant", goal="hlta"), True),
    ("dr05", "production-chef-l2", dict(role="teaching-assistant", goal="hlta"), False),
    ("dr05", "hlta-status", dict(role="teaching-assistant"), None),
    # dr06: the law
    ("dr06", "food-safety-l2", dict(role="school-cook"), True),
    ("dr06", "food-safety-l2", dict(role="teaching-assistant"), None),
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
    # dr26: English and maths
    ("dr26", "functional-skills-l2", dict(role="school-cook", held=NOTHING), True),
    ("dr26", "functional-skills-l2", dict(role="school-cook", held=BOTH_C), None),
    ("dr26", "functional-skills-l2", dict(role="school-cook"), None),
    ("dr26", "functional-skills-l2", dict(role="school-cook", english_level=2, maths_level=1), True),
    # dr27: confidence
    ("dr27", "union-return-to-learn", dict(role="cleaner", need={"kind": "confidence"}), True),
    ("dr27", "union-return-to-learn", dict(role="cleaner", need=skill()), None),
]


@pytest.mark.parametrize("rule, option, who, expected", CASES, ids=[f"{c[0]}-{c[1]}-{c[3]}-{n}" for n, c in enumerate(CASES)])
def test_a_rule_by_example(store, rule, option, who, expected):
    assert tell(store, rule, option, **who) is expected


def test_every_rule_has_an_example_where_it_is_met():
    assert {case[0] for case in CASES if case[3] is True} == set(rules.RULES)


def test_every_rule_has_words_and_a_source(store):
    for id in rules.RULES:
        rule = store.get("decision_rules", id)
        assert rule.met and store.sources(rule)


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
    assert rules.excluded(store.get("qualifications", option), situation) == why
    assert why is None or store.phrase(why, title="It")


def test_english_and_maths_at_level_2_are_still_taught_to_those_who_ask(store):
    asked = Situation(profile("school-cook", held=BOTH_C, need=skill("maths")), store, DAY)
    assert rules.excluded(store.get("qualifications", "functional-skills-l2"), asked) is None


def test_the_work_decides_the_level_for_people_who_do_it(store):
    """Guide, Qualification levels: work at, or close to, the level is what counts."""
    level_4 = store.get("qualifications", "school-business-professional-l4")
    doing = Situation(profile("school-administrator", goal="school-business-manager", held=BOTH_C, duties=["budget"]), store, DAY)
    not_doing = Situation(profile("school-administrator", goal="school-business-manager", held=BOTH_C, duties=["reception"]), store, DAY)
    assert rules.excluded(level_4, doing) is None and rules.excluded(level_4, not_doing) == "not-the-work"


@pytest.mark.parametrize(
    "setting, science, expected",
    [("primary", 1, {"science"}), ("primary", 2, set()), ("primary", None, set()), ("secondary", 1, set())],
)
def test_science_is_a_gap_for_primary_teaching_alone(store, setting, science, expected):
    who = profile("teaching-assistant", goal="teacher", held=BOTH_C, setting=setting, science_level=science)
    assert rules.gaps(Situation(who, store, DAY)) == expected
