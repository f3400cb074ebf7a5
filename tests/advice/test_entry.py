"""Entry requirements held against a person: yes, no or unknown, never a guess."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import entry
from knowledge.advice.situation import Situation
from knowledge.records import EntryRequirement
from tests.advice.people import BOTH_C, DEGREE, ENGLISH_C, LEVEL_3, NOTHING, THEN, profile

DAY = datetime.date(2026, 11, 22)


def asked(kind: str, **fields) -> EntryRequirement:
    return EntryRequirement(kind=kind, strength="hard", who_sets="provider", words="A rule", **fields)


ENGLISH_AND_MATHS = asked("subject", subjects=["english", "maths"], level=2)
WITH_SCIENCE = asked("subject", subjects=["science"], level=2)
LEVEL_3_RULE = asked("level", level=3)
CLASS_WORK = asked("role", roles=["hlta"], duties=["help-in-class"])
A_PLACE = asked("placement")
TEACHING = asked("experience", roles=["teacher"])
HOLDS_CSBM = asked("status", held=["qu22"])
ADULT = asked("age", min_age=19)
LEFT_SCHOOL = asked("age", min_age=16)
THREE_YEARS = asked("residence")
EMPLOYER = asked("employer")
LICENCE = asked("licence")

CASES = [
    (ENGLISH_AND_MATHS, dict(held=BOTH_C), "yes"),
    (ENGLISH_AND_MATHS, dict(held=NOTHING), "no"),
    (ENGLISH_AND_MATHS, dict(held=[ENGLISH_C]), "unknown"),
    (ENGLISH_AND_MATHS, dict(), "unknown"),
    (ENGLISH_AND_MATHS, dict(english_level=2, maths_level=1), "no"),
    (ENGLISH_AND_MATHS, dict(english_level=2, maths_level="skipped"), "unknown"),
    (ENGLISH_AND_MATHS, dict(english_level=2, maths_level=2), "yes"),
    (WITH_SCIENCE, dict(role="teaching-assistant", goal="teacher", setting="secondary", held=BOTH_C), "yes"),
    (WITH_SCIENCE, dict(role="teaching-assistant", goal="teacher", setting="primary", held=BOTH_C), "unknown"),
    (LEVEL_3_RULE, dict(held=LEVEL_3), "yes"),
    (LEVEL_3_RULE, dict(held=BOTH_C), "no"),
    (LEVEL_3_RULE, dict(), "unknown"),
    (CLASS_WORK, dict(role="hlta"), "yes"),
    (CLASS_WORK, dict(role="midday-supervisor", duties=["help-in-class"]), "yes"),
    (CLASS_WORK, dict(role="teaching-assistant", duties=["lunchtime-care"]), "no"),
    (CLASS_WORK, dict(role="teaching-assistant"), "unknown"),
    (CLASS_WORK, dict(role="site-manager"), "no"),
    (CLASS_WORK, dict(), "unknown"),
    (A_PLACE, dict(role="school-cook"), "unknown"),
    (TEACHING, dict(role="teaching-assistant"), "no"),
    (TEACHING, dict(), "unknown"),
    (HOLDS_CSBM, dict(held=[{"id": "csbm", "status": "held"}]), "yes"),
    (HOLDS_CSBM, dict(held=NOTHING), "no"),
    (HOLDS_CSBM, dict(), "unknown"),
    (ADULT, dict(age_band="24 and over"), "yes"),
    (ADULT, dict(age_band="under 19"), "no"),
    (ADULT, dict(role="school-cook"), "unknown"),
    (LEFT_SCHOOL, dict(role="school-cook"), "yes"),
    (LEFT_SCHOOL, dict(), "unknown"),
    (THREE_YEARS, dict(residence_3_years=True), "yes"),
    (THREE_YEARS, dict(residence_3_years=False), "no"),
    (THREE_YEARS, dict(), "unknown"),
    (EMPLOYER, dict(role="school-cook"), "unknown"),
    (LICENCE, dict(role="site-manager"), "unknown"),
]


@pytest.mark.parametrize("requirement, who, expected", CASES, ids=[f"{c[0].kind}-{c[2]}-{n}" for n, c in enumerate(CASES)])
def test_met_or_not_or_unknown(store, requirement, who, expected):
    assert entry.met(requirement, Situation(profile(**who), store, DAY)) == expected


def test_only_a_hard_rule_that_is_certainly_not_met_blocks(store):
    pgce = store.get("qualifications", "qts-pgce")
    for held, expected in ((DEGREE, False), (BOTH_C, True), (None, False)):
        assert entry.blocked(pgce, Situation(profile("teaching-assistant", goal="teacher", held=held), store, DAY)) is expected


def test_the_rule_of_the_day_is_the_one_in_force(store):
    hlta = store.get("qualifications", "hlta-status")
    for day, ref in ((THEN, "adult-lit-num"), ("2026-11-22", "functional-skills-l2")):
        rows = entry.assessed(hlta, Situation(profile("teaching-assistant", held=NOTHING, as_of=day), store, DAY))
        assert [row["bridge"]["ref"] for row in rows if row["kind"] == "subject"] == [ref]


def test_a_gap_comes_with_its_bridge_and_what_is_met_does_not(store):
    who = profile("teaching-assistant", held=[ENGLISH_C], maths_level=0, duties=["whole-class"])
    rows = entry.assessed(store.get("qualifications", "hlta-status"), Situation(who, store, DAY))
    subject = next(row for row in rows if row["kind"] == "subject")
    classes = next(row for row in rows if row["kind"] == "role" and row["strength"] == "hard")
    assert subject["met"] == "no" and set(subject["bridge"]) == {"what", "time", "cost", "ref"}
    assert classes["met"] == "yes" and classes["bridge"] is None and classes["who_sets"] == "HLTA assessors"
