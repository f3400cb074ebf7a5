"""Certificates and exam results, as people write them."""
from __future__ import annotations

import pytest

from knowledge.language.results import starts_with_none
from knowledge.language.understand import Reader

OLD, NEW = "gcse-old-letters", "gcse-new-grades"


def results(reader, text) -> list[dict]:
    return reader.read(text)["results"]


def subject(reader, text, name) -> dict:
    """The one result of a subject."""
    found, = [entry for entry in results(reader, text) if entry.get("subject") == name]
    return found


@pytest.mark.parametrize("text, name, expected", [
    ("got C in eng & maths 98", "english", {"id": OLD, "grade": "C", "year": 1998, "status": "held"}),
    ("got C in eng & maths 98", "maths", {"id": OLD, "grade": "C", "year": 1998, "status": "held"}),
    ("CSE grade 2 english 1983", "english", {"id": "cse", "grade": "2", "year": 1983, "status": "held"}),
    ("O level maths B 1981", "maths", {"id": "o-level", "grade": "B", "year": 1981, "status": "held"}),
    ("4 in maths and 5 in english", "maths", {"id": NEW, "grade": "4", "status": "held"}),
    ("4 in maths and 5 in english", "english", {"id": NEW, "grade": "5", "status": "held"}),
    ("english C maths D", "maths", {"id": OLD, "grade": "D", "status": "held"}),
    ("GCSE English (B) and Maths (C), 1995", "english", {"id": OLD, "grade": "B", "year": 1995, "status": "held"}),
    ("C's in maths and english", "english", {"id": OLD, "grade": "C", "status": "held"}),
    ("i have my maths, english and science all at c", "science", {"id": OLD, "grade": "C", "status": "held"}),
    ("maths = D", "maths", {"id": OLD, "grade": "D", "status": "held"}),
    ("passed maths second time, C", "maths", {"id": OLD, "grade": "C", "status": "held"}),
    ("CSEs. grade 1 english. 1982", "english", {"id": "cse", "grade": "1", "year": 1982, "status": "held"}),
    ("failed maths twice", "maths", {"id": OLD, "status": "failed"}),
    ("didn't pass my maths", "maths", {"id": OLD, "status": "failed"}),
    ("resitting maths in june", "maths", {"id": NEW, "status": "doing"}),
    ("functional skills level 2 maths", "maths", {"id": "functional-skills-l2", "level": 2, "status": "held"}),
    ("functional skills l1 english, working towards l2", "english", {"id": "functional-skills-l2", "level": 1, "status": "held"}),
    ("english functional skills entry 3", "english", {"id": "functional-skills-l2", "level": 0, "status": "held"}),
    ("I've got a level 2 in maths", "maths", {"id": "functional-skills-l2", "level": 2, "status": "held"}),
    ("key skills level 2 maths", "maths", {"id": "key-skills-l2", "level": 2, "status": "held"}),
])
def test_a_subject_has_its_exam_grade_level_year_and_outcome(reader, text, name, expected):
    assert subject(reader, text, name) == {"subject": name, **expected}


@pytest.mark.parametrize("text, expected", [
    ("nvq2", {"id": "nvq-level-general", "level": 2, "status": "held"}),
    ("nvq 3 in teaching assistants 2005", {"id": "nvq-ta", "level": 3, "year": 2005, "status": "held"}),
    ("doing my level 3 now", {"level": 3, "words": "level 3", "status": "doing"}),
    ("started a level 3 but never finished", {"level": 3, "words": "level 3", "status": "failed"}),
    ("swis level 2", {"id": "swis-2", "level": 2, "status": "held"}),
    ("degree in history", {"id": "bachelors-degree", "subject": "history", "status": "held"}),
    ("I have HLTA", {"id": "hlta-status", "status": "held"}),
    ("I passed my HLTA in 2010", {"id": "hlta-status", "year": 2010, "status": "held"}),
    ("pgce 2004", {"id": "qts-pgce", "year": 2004, "status": "held"}),
    ("5 O levels 1979", {"id": "o-level", "year": 1979, "status": "held"}),
    ("just my gcses", {"id": OLD, "status": "held"}),
    ("BSc in chemistry", {"id": "bachelors-degree", "subject": "chemistry", "status": "held"}),
    ("phd", {"level": 8, "words": "phd", "status": "held"}),
])
def test_one_certificate_is_read_once(reader, text, expected):
    assert results(reader, text) == [expected]


def test_each_certificate_has_its_own_level_year_and_outcome(reader):
    found = results(reader, "gcses, got a C in english but failed maths, plus nvq2 from 2008")
    assert {"id": "nvq-level-general", "level": 2, "year": 2008, "status": "held"} in found
    assert [(e["subject"], e["status"]) for e in found if "subject" in e] == [("english", "held"), ("maths", "failed")]
    assert [(e["id"], e["level"]) for e in results(reader, "swis level 3 and nvq 2")] == [("swis-3", 3), ("nvq-level-general", 2)]


@pytest.mark.parametrize("text", [
    "no exams", "left school at 16 with nothing", "i dont have any qualifications", "haven't got any certificates", "no quals at all", "no gcse's",
    "failed everything I sat", "got none but years of experience", "didn't do well so nothing", "left without a single thing", "nothing formal", "never achieved anything at school",
    "never took any exams", "I've no paper qualifications", "no formal qualifications but lots of experience", "left school with no qualifications",
])
def test_no_certificates_is_understood(reader, text):
    reading = reader.read(text)
    assert reading["none"] and not [entry for entry in reading["results"] if entry["status"] == "held"]


@pytest.mark.parametrize("text", ["no qualifications except gcse english C", "I have a degree", "no problem", "none of the courses suit me in maths"])
def test_a_certificate_beside_the_no_means_not_none(reader, text):
    assert not reader.read(text)["none"]


@pytest.mark.parametrize("text", [
    "i want to do level 3", "want to do my maths gcse", "thinking about doing a level 3", "my sister has a degree", "none that matter",
    "whats qts", "do I need GCSEs?", "how long is level 2", "I'm a level 2 TA", "science technician", "do the dishes",
])
def test_what_is_wished_asked_or_somebody_elses_is_not_held(reader, text):
    assert results(reader, text) == []


def test_a_question_about_a_certificate_of_ones_own_tells_of_it(reader):
    assert [entry["id"] for entry in results(reader, "is my nvq 2 still any good?")] == ["nvq-level-general"]


def test_subjects_after_a_comma_with_their_own_examination_are_not_the_a_levels(store):
    said = Reader(store).read("a level chemistry, english and maths gcse both B")["results"]
    assert {(entry["subject"], entry.get("grade")) for entry in said} == {("english", "B"), ("maths", "B"), ("chemistry", None)}


@pytest.mark.parametrize("text, expected", [
    ("resitting maths this summer, english was a C", [("maths", "doing", None), ("english", "held", "C")]),
    ("B in english, U in maths", [("english", "held", "B"), ("maths", "failed", "U")]),
    ("got english o level but never maths", [("english", "held", None)]),
    ("maths: C (1996). english: failed", [("maths", "held", "C"), ("english", "failed", None)]),
    ("no just english", [("english", "held", None)]),
])
def test_what_is_said_of_one_subject_is_not_said_of_the_other(reader, text, expected):
    assert [(e["subject"], e["status"], e.get("grade")) for e in results(reader, text)] == expected


@pytest.mark.parametrize("text, ids", [
    ("a diploma from romania", ["overseas-certificate"]), ("nvq 2 and 3", ["nvq-level-general", "nvq-level-general"]), ("food hygiene and first aid", ["food-safety-l2", "emergency-first-aid-at-work"]),
    ("law degree, 2:2", ["bachelors-degree"]), ("do a degree", []), ("HLTA 2009", ["hlta-status"]),
])
def test_certificates_of_other_kinds(reader, text, ids):
    assert [entry["id"] for entry in results(reader, text)] == ids


def test_words_for_several_certificates_give_a_choice(reader):
    entry, = results(reader, "I have stl")
    assert "id" not in entry and 1 < len(entry["choices"]) <= 4 and entry["words"] == "stl"


def test_years_and_levels_belong_to_what_they_stand_beside(reader):
    found = results(reader, "nvq 3 2010, english C and maths D, all gcse 1995")
    assert [(e.get("subject"), e["year"]) for e in found] == [("english", 1995), ("maths", 1995), (None, 2010)]
    found = results(reader, "fs maths l1 and l2 english")
    assert [(e["subject"], e["level"]) for e in found] == [("maths", 1), ("english", 2)]


@pytest.mark.parametrize("text", ["none", "sadly none", "nowt", "zilch", "not a single one", "haven't got any"])
def test_none_in_many_words(text):
    assert starts_with_none(text)


@pytest.mark.parametrize("text", ["no idea", "GCSE maths", "a degree"])
def test_what_is_no_none(text):
    assert not starts_with_none(text)


@pytest.mark.parametrize("text, missing", [("no maths", ["maths"]), ("never got English", ["english"]), ("havent got maths, english C", ["maths"]), ("failed maths twice", []), ("got a D in maths", [])])
def test_a_subject_that_is_missing_is_no_failed_exam(reader, text, missing):
    reading = reader.read(text)
    assert reading["lacking"] == missing
    assert not any(entry.get("subject") in missing for entry in reading["results"])


@pytest.mark.parametrize("text", ["I have nothing to lose", "got nothing but good from it", "my boss got nothing to say"])
def test_nothing_of_another_kind_is_not_no_certificates(reader, text):
    assert not reader.read(text)["none"]


def test_a_level_before_a_school_examination_is_another_certificates(reader):
    found = results(reader, "nvq 3 gcse eng c maths d")
    assert {"id": "nvq-level-general", "level": 3, "status": "held"} in found
    assert [(entry["subject"], entry["grade"]) for entry in found if "subject" in entry] == [("english", "C"), ("maths", "D")]


@pytest.mark.parametrize("text, grades", [
    ("d for english c for maths", {"english": "D", "maths": "C"}), ("english 5 combined science 44", {"english": "5", "science": "4"}),
])
def test_grades_stand_before_a_for_and_twice_for_combined_science(reader, text, grades):
    assert {entry["subject"]: entry["grade"] for entry in results(reader, text)} == grades


def test_a_subject_that_is_missing_says_nothing_of_the_next(reader):
    reading = reader.read("not got maths, english is B")
    assert reading["lacking"] == ["maths"] and [(entry["subject"], entry["grade"]) for entry in reading["results"]] == [("english", "B")]


@pytest.mark.parametrize("text, expected", [
    ("I have ELSA", "held"), ("booked to do ELSA", "doing"),
])
def test_initials_of_a_training_are_the_training_where_they_are_had(reader, text, expected):
    assert {"id": "elsa-training", "status": expected} in results(reader, text)


@pytest.mark.parametrize("text", ["the school wants someone with a level 3", "husband has a degree", "my cleaner friend got a degree"])
def test_a_certificate_that_others_have_or_ask_for_is_not_held(reader, text):
    assert results(reader, text) == []
