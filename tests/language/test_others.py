"""Jobs that are named of other people, or of everybody who does them, are not the speaker's own."""
from __future__ import annotations

import pytest

from knowledge.language import others
from knowledge.language.status import DOING, HAVE


def held(reader, text) -> set[str]:
    """Ids of the jobs that are the speaker's own."""
    links = reader.read(text)["links"]
    return {link["id"] for link in links if link["kind"] == "roles" and not link["other"] and link["status"] in (HAVE, DOING)}


@pytest.mark.parametrize("text", [
    "The cook who came after me has a degree", "We have got four cleaners and two caretakers", "Technicians at my school get no training",
    "do cooks get sick pay", "a new site manager who shouts at everyone", "A TA in my class is leaving", "My TA friend got it",
    "the school wants someone to be a caretaker",
    "the caretaker locks the hall before I can get in", "The secretary runs the diary so ask her", "our librarian at work thinks training is a waste",
    "the cook always shouts when I'm late", "a cleaner earns less than that", "I look after the technicians",
])
def test_a_job_of_others_is_not_the_speakers(reader, text):
    assert held(reader, text) == set()


@pytest.mark.parametrize("text, role", [
    ("I'm a TA who covers lunch", "teaching-assistant"), ("we are cleaners here", "cleaner"), ("Me and my friend are cooks", "school-cook"),
    ("As a cook who works alone", "school-cook"), ("cleaners never get thanked and I am one", "cleaner"), ("my colleagues and I are all invigilators", "exam-invigilator"),
    ("we have 2 TAs and I'm the cleaner", "cleaner"), ("happy being a caretaker", "site-manager"), ("thinking of giving up being a cleaner", "cleaner"),
    ("the librarian", "school-librarian"), ("I'm the cook who orders the food", "school-cook"), ("a caretaker mornings and evenings", "site-manager"), ("I'm a TA and the cook keeps calling me over", "teaching-assistant"),
    ("I was a cleaner but they moved me to the front desk", "school-receptionist"), ("deputy head, I do the inset for support staff", "line-manager-headteacher"),
])
def test_a_job_beside_them_stays_the_speakers(reader, text, role):
    assert held(reader, text) == {role}


def test_a_list_goes_on_over_counts_and_commas():
    assert others.goes_on(", two") and others.goes_on("and a") and not others.goes_on("and me on")


@pytest.mark.parametrize("text, role", [
    ("I'm a TA level 2", "teaching-assistant"), ('my job title is "teaching assistant level 3"', "teaching-assistant"), ("was a cook, now TA level 2", "teaching-assistant"),
    ("TA level 3, year 4", "teaching-assistant"),
])
def test_a_grade_of_post_is_a_job_and_no_certificate(reader, text, role):
    assert held(reader, text) == {role} and reader.read(text)["results"] == []


def test_among_certificates_the_same_words_are_a_certificate(reader):
    assert [entry["level"] for entry in reader.read("TA level 2")["results"]] == [2]


@pytest.mark.parametrize("text, role", [
    ("I'm a qualified chef but I work as a cleaner", "cleaner"), ("apprentice in the school office", "school-administrator"), ("driving school manager, now a caretaker", "site-manager"),
    ("studying food tech, I am a cleaner", "cleaner"),
])
def test_of_two_names_only_the_job_that_is_done_is_held(reader, text, role):
    assert held(reader, text) == {role}
