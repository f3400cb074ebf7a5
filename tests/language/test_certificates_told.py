"""Certificates told in few words: each with its own grade, level, year and subject."""
from __future__ import annotations

import pytest

from knowledge.advice import certificates

OLD, NEW = "gcse-old-letters", "gcse-new-grades"
SKILLS, KEY = "functional-skills-l2", "key-skills-l2"
HELD, DOING = {"status": "held"}, {"status": "doing"}


def told(reader, text):
    return sorted(({key: value for key, value in entry.items() if key != "words"} for entry in reader.read(text)["results"]), key=lambda entry: sorted(map(str, entry.values())))


def in_order(entries):
    return sorted(entries, key=lambda entry: sorted(map(str, entry.values())))


@pytest.mark.parametrize("text, expected", [
    # A grade is its own certificate's.
    ("maths o level english cse 3", [{"id": "o-level", "subject": "maths"}, {"id": "cse", "subject": "english", "grade": "3"}]),
    ("o level english b maths cse 1 nvq 3", [
        {"id": "o-level", "subject": "english", "grade": "B"}, {"id": "cse", "subject": "maths", "grade": "1"}, {"id": "nvq-level-general", "level": 3},
    ]),
    ("cse english 2, o level art b", [{"id": "cse", "subject": "english", "grade": "2"}, {"id": "o-level", "subject": "art", "grade": "B"}]),
    ("HLTA 2012 nvq 3 2006", [{"id": "hlta-status", "year": 2012}, {"id": "nvq-level-general", "level": 3, "year": 2006}]),
    ("gcse eng c mths d", [{"id": OLD, "subject": "english", "grade": "C"}, {"id": OLD, "subject": "maths", "grade": "D"}]),
    ("Passed english, an E I think", [{"id": OLD, "subject": "english", "grade": "E"}]),
    # Levels said apart from the name.
    ("food hygiene 2 & 3, allergens 2", [{"id": "food-safety-l2", "level": 2}, {"id": "food-safety-l3", "level": 3}, {"id": "food-allergen-l2", "level": 2}]),
    ("food safety 2 and 3", [{"id": "food-safety-l2", "level": 2}, {"id": "food-safety-l3", "level": 3}]),
    ("key skills communication level 3 and application of number 2", [{"id": KEY, "subject": "english", "level": 3}, {"id": KEY, "subject": "maths", "level": 2}]),
    ("key skills english 2 maths 1", [{"id": KEY, "subject": "english", "level": 2}, {"id": KEY, "subject": "maths", "level": 1}]),
    ("functional skills english 1", [{"id": SKILLS, "subject": "english", "level": 1}]),
    ("literacy and number level 1", [{"id": SKILLS, "subject": "english", "level": 1}, {"id": SKILLS, "subject": "maths", "level": 1}]),
    ("esol entry level 3", [{"id": "esol-skills-for-life"}]),
    ("level 2 and 3 food hygiene", [{"id": "food-safety-l2", "level": 2}, {"id": "food-safety-l3", "level": 3}]),
    ("got a level 2 in food safety and a level 3 award in food safety", [{"id": "food-safety-l2", "level": 2}, {"id": "food-safety-l3", "level": 3}]),
    ("nvq 2 and 3 in catering", [{"id": "qu67", "level": 2}, {"id": "qu67", "level": 3}]),
    # A range is no grade of any one.
    ("8 GCSEs A*-C including english and maths", [{"id": OLD, "subject": "english"}, {"id": OLD, "subject": "maths"}]),
    ("maths and english gcse both Ds", [{"id": OLD, "subject": "maths", "grade": "D"}, {"id": OLD, "subject": "english", "grade": "D"}]),
    # Years.
    ("numeracy level 1, passed it back in 2011 through the council", [{"id": SKILLS, "subject": "maths", "level": 1, "year": 2011}]),
    ("food hygiene certificate from 1998 or so", [{"id": "food-safety-l2", "year": 1998}]),
    # What it is in.
    ("hnd biology want to be a technician", [{"id": "hnd", "subject": "biology"}]),
    ("hnc engineering & nvq 3 before that", [{"id": "hnc", "subject": "engineering"}, {"id": "nvq-level-general", "level": 3}]),
    ("degree in law and criminology", [{"id": "bachelors-degree"}]),
    ("IGCSE maths C in Dubai", [{"id": "igcse", "subject": "maths", "grade": "C"}]),
    ("igcse english B, maths D", [{"id": "igcse", "subject": "english", "grade": "B"}, {"id": "igcse", "subject": "maths", "grade": "D"}]),
    ("equivalency test in english", [{"id": "equivalency-test", "subject": "english"}]),
    ("a degree in pharmacy from Egypt", [{"id": "overseas-certificate", "subject": "pharmacy"}]),
    ("bachelor of economics from Ghana", [{"id": "overseas-certificate", "subject": "economics"}]),
    ("a degree in Poland", [{"id": "overseas-certificate"}]),
    ("in Poland I worked as an accountant with diploma", [{"id": "overseas-certificate"}]),
    # One, or two.
    ("STL level 2 NVQ 2009", [{"id": "nvq-stl", "level": 2, "year": 2009}]),
    ("supporting teaching and learning level 3 nvq", [{"id": "nvq-stl", "level": 3}]),
    ("NVQ 2 catering and nvq 1", [{"id": "qu67", "level": 2}, {"id": "nvq-level-general", "level": 1}]),
    ("btec nat dip in childcare", [{"id": "btec-national-nursery"}]),
    ("nvq level 2 in caretaking", [{"id": "qu67", "level": 2}]),
    ("c a c h e diploma", [{"id": "cache-dce"}]),
    # What is lacking, then what is held.
    ("no teaching qualification, history degree though", [{"id": "bachelors-degree", "subject": "history"}]),
    ("no NVQ, no level 2, only first aid", [{"id": "emergency-first-aid-at-work"}]),
])
def test_each_certificate_has_what_is_said_of_it(reader, text, expected):
    assert told(reader, text) == in_order(one | HELD for one in expected)


@pytest.mark.parametrize("text, expected", [
    ("esol entry 2 done, level 1 doing", [{"id": "esol-skills-for-life", **HELD}, {"id": "esol-skills-for-life", "level": 1, **DOING}]),
    ("functional skills maths level 1 passed, level 2 doing", [
        {"id": SKILLS, "subject": "maths", "level": 1, **HELD}, {"id": SKILLS, "subject": "maths", "level": 2, **DOING},
    ]),
])
def test_a_second_level_without_its_name_is_of_the_same_award(reader, text, expected):
    assert told(reader, text) == in_order(expected)


@pytest.mark.parametrize("text", [
    "level 2 will be expected of all of us", "a level 3 is required now", "sbm, eyeing up the level 5", "teacher of science 23 years", "I don't have a degree though",
    "6 mths in the office",
])
def test_a_demand_a_wish_and_a_number_of_years_are_no_certificates(reader, text):
    assert not told(reader, text)


def test_what_was_not_finished_is_not_held(reader):
    assert told(reader, "HND didn't finish") == [{"id": "hnd", "status": "failed"}]


def test_what_is_lacking_first_does_not_make_it_none(reader):
    assert reader.read("no cooking qualification")["none"]
    assert not reader.read("no cooking qualification, art degree though")["none"]


@pytest.mark.parametrize("text, exam, more", [
    ("both at B", OLD, {"grade": "B"}), ("got a D in both of them", OLD, {"grade": "D"}), ("yes both grade 5", NEW, {"grade": "5"}), ("both functional skills level 2", SKILLS, {"level": 2}),
])
def test_both_are_english_and_maths_where_these_are_asked_for(text, exam, more):
    found = certificates.stated("basics", text, [])
    assert found == [{"id": exam, "subject": subject, **HELD, **more} for subject in ("english", "maths")]
    assert not certificates.stated("role", text, [])


@pytest.mark.parametrize("text", ["both", "neither", "both at a college", "failed both", "I would need both at a C"])
def test_both_without_a_result_names_no_certificate(text):
    assert not certificates.stated("basics", text, [])


@pytest.mark.parametrize("text, only", [("english yes maths nope", True), ("yes to maths", True), ("o level english, not maths", False), ("maths C", False)])
def test_whether_there_is_one_is_told_apart_from_what_it_is(reader, text, only):
    found = reader.read(text)["results"]
    assert certificates.only_whether("basics", text, found) is only
    assert not certificates.only_whether("qualifications", text, found)
