"""What a certificate counts for, then and now: examples by certificate, grade, year and day, and what holds of every one."""
from __future__ import annotations

import datetime
import os

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from knowledge.advice.equivalence import counts_for

TODAY, THEN = datetime.date(2026, 11, 22), datetime.date(2010, 1, 1)
# The same examples every time; a longer look at other ones: FIVESTEPS_EXAMPLES=5000.
EXAMPLES = int(os.environ.get("FIVESTEPS_EXAMPLES", 150))
OFTEN = settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 150, suppress_health_check=list(HealthCheck))


def count(store, certificate: str, said: dict, day: datetime.date) -> dict:
    return counts_for(store.get("qualifications", certificate), said, store, day)


def rows(store, certificate: str, said: dict, day: datetime.date, purpose: str) -> list[dict]:
    return [row for row in count(store, certificate, said, day)["rows"] if row["purpose"] == purpose]


def words(store, certificate: str, said: dict, day: datetime.date, purpose: str) -> str:
    return " ".join(row["words"] for row in rows(store, certificate, said, day, purpose))


# certificate, what was said of it, the day, the purpose, the verdicts, the level
CASES = [
    # CSE: grade 1 is an O level pass, the others are not level 2
    ("cse", {"grade": "1"}, TODAY, "english", {"yes"}, 2),
    ("cse", {"grade": "1"}, THEN, "hlta", {"yes"}, 2),
    ("cse", {"grade": "1"}, TODAY, "teacher-training", {"part"}, 2),
    ("cse", {"grade": "2"}, TODAY, "maths", {"no"}, 1),
    ("cse", {"grade": "3"}, THEN, "hlta", {"no"}, 1),
    ("cse", {"grade": "4"}, TODAY, "level", {"part"}, 1),
    ("cse", {"grade": "5"}, TODAY, "teacher-training", {"no"}, 1),
    ("cse", {}, TODAY, "level", {"yes", "part"}, None),
    # O level: a pass without a letter is older than the letters
    ("o-level", {"grade": "C"}, TODAY, "maths", {"yes"}, 2),
    ("o-level", {"grade": "c"}, THEN, "level", {"yes"}, 2),
    ("o-level", {"grade": "pass"}, TODAY, "hlta", {"yes"}, 2),
    ("o-level", {"grade": "pass"}, TODAY, "teacher-training", {"ask"}, 2),
    ("o-level", {"grade": "C"}, TODAY, "teacher-training", {"part"}, 2),
    ("o-level", {"grade": "D"}, TODAY, "english", {"no"}, 1),
    ("o-level", {"grade": "E"}, TODAY, "hlta", {"ask"}, 1),
    # GCSE: an E is level 1 and not 2; a 3 likewise
    ("gcse-old-letters", {"grade": "E"}, TODAY, "english", {"no"}, 1),
    ("gcse-old-letters", {"grade": "E"}, TODAY, "next-course", {"yes"}, 1),
    ("gcse-old-letters", {"grade": "D"}, THEN, "hlta", {"no"}, 1),
    ("gcse-old-letters", {"grade": "C"}, THEN, "hlta", {"yes"}, 2),
    ("gcse-old-letters", {"grade": "A*"}, TODAY, "teacher-training", {"yes"}, 2),
    ("gcse-new-grades", {"grade": "4"}, TODAY, "maths", {"yes"}, 2),
    ("gcse-new-grades", {"grade": "3"}, TODAY, "maths", {"no"}, 1),
    ("gcse-new-grades", {"grade": "3"}, TODAY, "teacher-training", {"no"}, 1),
    ("igcse", {"grade": "C"}, TODAY, "english", {"yes"}, 2),
    ("cee", {"grade": "II"}, TODAY, "maths", {"yes"}, 2),
    # English and maths after school: the level printed decides, and teacher training wants a GCSE
    ("functional-skills-l2", {"level": 2}, TODAY, "teacher-training", {"no"}, 2),
    ("functional-skills-l2", {"level": 1}, TODAY, "hlta", {"part"}, 1),
    ("functional-skills-l2", {"level": 0}, TODAY, "english", {"part"}, 0),
    ("functional-skills-l2", {}, TODAY, "level", {"yes"}, None),
    ("adult-lit-num", {"level": 2}, THEN, "hlta", {"part"}, 2),
    ("adult-lit-num", {"level": 2}, TODAY, "teacher-training", {"no"}, 2),
    ("key-skills-l2", {"level": 1}, TODAY, "maths", {"part"}, 1),
    ("key-skills-l2", {"level": 2}, TODAY, "teacher-training", {"no"}, 2),
    ("key-skills-l2", {}, TODAY, "english", {"part"}, None),
    ("esol-skills-for-life", {"level": 2}, TODAY, "teacher-training", {"ask"}, 2),
    ("equivalency-test", {}, TODAY, "teacher-training", {"part"}, 2),
    # Sixth form and college
    ("a-level", {"grade": "E"}, TODAY, "level", {"yes"}, 3),
    ("a-level", {"grade": "B"}, TODAY, "teacher-training", {"ask"}, 3),
    ("as-level", {}, TODAY, "hlta", {"part"}, 3),
    ("access-to-he", {"year": 2010}, TODAY, "teacher-training", {"part"}, 3),
    ("access-to-he", {"year": 2016}, TODAY, "teacher-training", {"ask"}, 3),
    ("access-to-he", {}, TODAY, "teacher-training", {"part", "ask"}, 3),
    ("btec-national", {}, TODAY, "teacher-training", {"no"}, 3),
    ("btec-first", {}, TODAY, "early-years-ratios", {"part"}, 2),
    ("gnvq", {}, TODAY, "level", {"part"}, None),
    ("music-grades", {"grade": "5"}, TODAY, "level", {"yes"}, 2),
    # Certificates from work: the level printed, and never English or maths
    ("nvq-level-general", {"level": 1}, TODAY, "english", {"no"}, 1),
    ("nvq-level-general", {"level": 3}, TODAY, "level", {"yes"}, 3),
    ("nvq-stl", {"level": 2}, TODAY, "early-years-ratios", {"part"}, 2),
    ("nvq-stl", {"level": 3}, TODAY, "hlta", {"no"}, 3),
    ("nvq-ta", {}, TODAY, "level", {"yes"}, None),
    ("nvq-ccld", {"level": 3}, TODAY, "early-years-ratios", {"yes"}, 3),
    ("ldss-nvq", {"level": 4}, TODAY, "level", {"yes"}, 4),
    ("business-administration-nvq-swis-era", {"level": 2}, TODAY, "maths", {"no"}, 2),
    # Support work in schools is no early years certificate at level 2, and only in part at level 3
    ("swis-2", {}, TODAY, "early-years-ratios", {"no"}, 2),
    ("swis-3", {}, TODAY, "early-years-ratios", {"part"}, 3),
    ("cta-l2-l3", {"level": 3}, TODAY, "early-years-ratios", {"part"}, 3),
    ("cg7330", {}, TODAY, "early-years-ratios", {"ask"}, 3),
    ("cg-learning-support", {"level": 2}, TODAY, "level", {"yes"}, 2),
    ("sta-1990s", {}, TODAY, "level", {"ask"}, None),
    # Nursery certificates of before
    ("nneb", {"year": 1985}, TODAY, "early-years-ratios", {"yes"}, 3),
    ("cache-cce", {}, TODAY, "early-years-ratios", {"yes"}, 2),
    ("montessori", {}, TODAY, "early-years-ratios", {"part"}, None),
    # A status is neither a qualification nor another status
    ("hlta-status", {}, TODAY, "level", {"no"}, None),
    ("hlta-status", {}, TODAY, "teacher-training", {"no"}, None),
    ("l4-cert-hlta", {}, TODAY, "hlta", {"no"}, 4),
    ("eyts-status", {}, TODAY, "teacher-training", {"no"}, None),
    ("eyps-status", {}, TODAY, "early-years-ratios", {"yes"}, None),
    # University
    ("foundation-degree-tl", {}, TODAY, "teacher-training", {"no"}, 5),
    ("bachelors-degree", {}, TODAY, "teacher-training", {"part"}, 6),
    ("dip-he", {}, TODAY, "level", {"yes"}, 5),
    # From abroad
    ("overseas-certificate", {}, TODAY, "level", {"ask"}, None),
    ("overseas-certificate", {}, TODAY, "early-years-ratios", {"ask"}, None),
    # Short courses
    ("emergency-first-aid-at-work", {}, TODAY, "early-years-ratios", {"no"}, None),
    ("food-safety-l2", {}, TODAY, "level", {"yes"}, 2),
]


@pytest.mark.parametrize("certificate, said, day, purpose, verdicts, level", CASES)
def test_what_a_certificate_counts_for(store, certificate, said, day, purpose, verdicts, level):
    assert {row["verdict"] for row in rows(store, certificate, said, day, purpose)} == verdicts
    assert count(store, certificate, said, day)["level"] == level


# certificate, what was said of it, the purpose, and the verdicts on days before and after a rule changed
CHANGES = [
    # From 11 February 2025 those who start at 19 or over need not pass English and maths
    ("gcse-old-letters", {"grade": "D"}, "apprenticeship", {"2025-02-10": {"no"}, "2025-02-11": {"part"}}),
    ("cse", {"grade": "4"}, "apprenticeship", {"2025-02-10": set(), "2025-02-11": {"yes"}}),
    # From April 2015 old certificates could count in the school apprenticeship
    ("o-level", {"grade": "C"}, "apprenticeship", {"2010-01-01": set(), "2016-01-01": {"part"}, "2021-01-01": set()}),
    ("key-skills-l2", {"level": 2}, "apprenticeship", {"2010-01-01": set(), "2016-01-01": {"part"}}),
    # In April 2017 Functional Skills came to count beside an early years educator certificate
    ("functional-skills-l2", {"level": 2}, "early-years-ratios", {"2010-01-01": set(), "2015-01-01": {"no"}, "2017-04-03": {"part"}, "2024-01-04": {"part"}}),
    ("gcse-old-letters", {"grade": "C"}, "early-years-ratios", {"2010-01-01": set(), "2015-01-01": {"part"}, "2026-11-22": {"part"}}),
    # No page that we hold speaks of universities' lists before 2020
    ("functional-skills-l2", {"level": 2}, "teacher-training", {"2011-01-01": set(), "2026-11-22": {"no"}}),
    ("overseas-certificate", {}, "level", {"2015-01-01": set(), "2026-11-22": {"ask"}}),
    ("ey-experience-based", {}, "early-years-ratios", {"2020-01-01": set(), "2026-11-22": {"part"}}),
]


@pytest.mark.parametrize("certificate, said, purpose, verdicts", CHANGES)
def test_the_answer_changes_with_the_rule(store, certificate, said, purpose, verdicts):
    for day, expected in verdicts.items():
        told = rows(store, certificate, said, datetime.date.fromisoformat(day), purpose)
        assert {row["verdict"] for row in told} == expected, day


def test_maths_was_asked_for_in_early_years_until_january_2024(store):
    last, first = datetime.date(2024, 1, 3), datetime.date(2024, 1, 4)
    assert "and maths at level 2" in words(store, "eye-diploma-l3", {"year": 2015}, last, "early-years-ratios")
    assert "new managers" in words(store, "eye-diploma-l3", {"year": 2015}, first, "early-years-ratios")
    assert "Maths is asked of new managers only" in words(store, "gcse-new-grades", {"grade": "4"}, first, "early-years-ratios")


def test_paediatric_first_aid_is_told_to_those_who_gained_theirs_since_2016(store):
    assert "first aid" in words(store, "eye-diploma-l3", {"year": 2020}, TODAY, "early-years-ratios")
    assert "first aid" not in words(store, "eye-diploma-l3", {"year": 2015}, TODAY, "early-years-ratios")


def test_a_first_aid_certificate_runs_out(store):
    assert "three years" in words(store, "emergency-first-aid-at-work", {}, TODAY, "level")


def test_the_level_printed_beats_the_record(store):
    assert count(store, "nvq-ccld", {"level": 2}, TODAY)["level"] == 2
    assert count(store, "cache-dce", {"level": 2}, TODAY)["level"] == 2


def test_grades_are_told_with_their_levels_where_none_was_said(store):
    assert count(store, "gcse-old-letters", {}, TODAY)["by_grade"] == [(["A*", "A", "B", "C"], 2), (["D", "E", "F", "G"], 1)]
    assert count(store, "gcse-old-letters", {"grade": "C"}, TODAY)["by_grade"] == []
    assert count(store, "nvq-stl", {}, TODAY)["by_grade"] == []


@pytest.fixture(scope="module")
def certificates(store):
    """A strategy for certificates and what may be said of them, on any day of the last twenty years."""
    records = store.all("qualifications")
    known = sorted({grade for record in records for row in record.counts for grade in row.grades})
    return st.tuples(
        st.sampled_from(records),
        st.sampled_from(known) | st.sampled_from(["U", "distinction", "10", "merit"]) | st.text(min_size=1, max_size=3),
        st.none() | st.integers(1960, 2026),
        st.dates(datetime.date(2004, 1, 1), TODAY),
    )


def test_what_was_not_said_rules_nothing_out(store, certificates):
    @OFTEN
    @given(certificates)
    def check(example):
        record, grade, year, day = example
        everything = counts_for(record, {}, store, day)["rows"]
        for said in ({"grade": grade}, {"year": year}, {"grade": grade, "year": year}):
            assert all(row in everything for row in counts_for(record, said, store, day)["rows"])

    check()


def test_no_grade_gets_a_yes_and_a_no_for_the_same_purpose(store, certificates):
    @OFTEN
    @given(certificates)
    def check(example):
        record, grade, year, day = example
        told = {}
        for row in counts_for(record, {"grade": grade, "year": year}, store, day)["rows"]:
            told.setdefault(row["purpose"], set()).add(row["verdict"])
        assert not [purpose for purpose, verdicts in told.items() if "no" in verdicts and len(verdicts) > 1]

    check()


def test_every_answer_has_words_and_a_dated_source(store, certificates):
    @OFTEN
    @given(certificates)
    def check(example):
        record, _, _, day = example
        for row in counts_for(record, {}, store, day)["rows"]:
            assert row["words"].strip()
            assert row["sources"] and all(source["title"] and source["checked"] for source in row["sources"])

    check()


def test_an_answer_for_some_grades_names_them(store):
    for record in store.all("qualifications"):
        known = {grade for step in record.grade_levels for grade in step.grades}
        for row in record.counts:
            assert set(row.grades) <= known or not known, record.id
            if row.grades:
                assert any(word in row.words.lower() for word in ("grade", "pass")), row.words


def test_whoever_is_told_to_ask_is_told_whom_or_where_to_look(store):
    places = ("ask", "look", "check", "show")
    for record in store.all("qualifications"):
        for row in record.counts:
            assert row.verdict != "ask" or any(place in row.words.lower() for place in places), (record.id, row.words)


def test_every_certificate_no_longer_on_offer_says_what_it_counts_for_or_what_became_of_it(store):
    for record in store.all("qualifications"):
        if record.closed or not record.offered:
            assert record.counts_as or record.replaced_by or record.closed_reason, record.id
