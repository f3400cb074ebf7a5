"""What a profile says: levels by certificate and grade, jobs, goals, topics, the day."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice.situation import Situation, level_of
from tests.advice.people import BOTH_C, DEGREE, ENGLISH_C, LEVEL_3, MATHS_C, NOTHING, profile

DAY = datetime.date(2026, 11, 22)


def of(store, **who) -> Situation:
    return Situation(profile(**who), store, DAY)


@pytest.mark.parametrize(
    "held, level",
    [
        ({"id": "nvq-stl", "level": 2}, 2),
        ({"id": "nvq-stl", "level": 3}, 3),
        ({"id": "nvq-stl"}, None),
        ({"id": "gcse-old-letters", "subject": "maths", "grade": "C"}, 2),
        ({"id": "gcse-old-letters", "subject": "maths", "grade": "E"}, 1),
        ({"id": "gcse-new-grades", "subject": "maths", "grade": "4"}, 2),
        ({"id": "gcse-new-grades", "subject": "maths", "grade": 3}, 1),
        ({"id": "cse", "subject": "maths", "grade": "1"}, 2),
        ({"id": "cse", "subject": "maths", "grade": "4"}, 1),
        ({"id": "bachelors-degree"}, 6),
        ({"level": 3, "words": "something"}, 3),
        ({"words": "something"}, None),
        ({"id": "bachelors-degree", "status": "doing"}, None),
        ({"id": "gcse-old-letters", "subject": "maths", "grade": "C", "status": "failed"}, None),
    ],
)
def test_the_level_is_the_one_on_the_certificate_then_its_grade(store, held, level):
    assert level_of(held, store) == level


@pytest.mark.parametrize("held, highest", [(NOTHING, 0), (None, None), (BOTH_C, 2), (LEVEL_3, 3), (DEGREE, 6), ([{"words": "a course"}], None)])
def test_no_certificates_is_level_0_and_unknown_is_unknown(store, held, highest):
    assert of(store, held=held).highest == highest


@pytest.mark.parametrize(
    "held, ready",
    [
        (NOTHING, 0),
        ([ENGLISH_C], 0),
        (BOTH_C, 2),
        ([{"id": "food-safety-l2", "status": "held"}], 0),
        ([{"id": "l2-cert-stl", "status": "held"}], 2),
        (DEGREE, 6),
    ],
)
def test_a_day_of_food_hygiene_shows_less_about_study_than_exams_or_a_certificate(store, held, ready):
    assert of(store, held=held).ready_for == ready


def test_english_and_maths_come_from_what_is_said_then_from_certificates(store):
    assert of(store, held=[ENGLISH_C], english_level=1).subject_level("english") == 1
    assert of(store, held=[ENGLISH_C]).subject_level("english") == 2
    assert of(store, held=[ENGLISH_C]).subject_level("maths") is None
    assert of(store, held=[{**MATHS_C, "status": "failed"}]).subject_level("maths") == 0
    assert of(store, held=NOTHING).subject_level("maths") == 0
    assert of(store, english_level="not_sure").subject_level("english") is None


@pytest.mark.parametrize(
    "aspiration, goal",
    [({"role": "hlta"}, "hlta"), ({"words": "union learning rep"}, "union-learning-rep"), ({"words": "Head Cook"}, "kitchen-manager"),
     ({"words": "astronaut"}, None), ({"role": "teaching-assistant"}, None)],
)
def test_the_goal_is_found_by_id_or_by_name_and_is_another_job(store, aspiration, goal):
    found = of(store, role="teaching-assistant", aspiration=aspiration).goal
    assert (found.id if found else None) == goal


def test_topics_are_found_by_their_words_as_whole_words(store):
    assert of(store, need={"kind": "skill", "topics": ["special diets", "rotas"]}).topics == {"allergens", "team-leading"}
    assert of(store, need={"kind": "skill", "topics": ["scooking"]}).topics == set()


def test_the_work_is_what_was_ticked_or_else_what_the_job_usually_holds(store):
    assert of(store, role="school-cook", duties=["cook-meals"]).work == {"cooking"}
    assert "allergens" in of(store, role="school-cook").work
    assert of(store, role="school-cook", duties=[]).work == set()


def test_a_qualification_held_under_a_former_id_counts_under_its_present_one(store):
    assert set(of(store, held=[{"id": "qu22", "status": "held"}]).held) == {"csbm"}


@pytest.mark.parametrize("as_of, day", [("2010-01-01", datetime.date(2010, 1, 1)), ("2010", datetime.date(2010, 12, 31)), (None, DAY)])
def test_the_day_of_the_advice(store, as_of, day):
    assert Situation({"as_of": as_of} if as_of else {}, store, DAY).as_of == day
