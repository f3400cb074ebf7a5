"""Wishes that name a field of work, or its place, and no job."""
from __future__ import annotations

import pytest

from knowledge.language.status import WANT


def wished(reader, text) -> set[str]:
    """Ids of the jobs that are wished for, choices among them."""
    links = [link for link in reader.read(text)["links"] if link["status"] == WANT and not link["other"]]
    return {link["id"] for link in links if link["kind"] == "roles"} | {ref.removeprefix("role:") for link in links for ref in link["choices"] if ref.startswith("role:")}


@pytest.mark.parametrize("text, role", [
    ("I'd love to get into the classroom", "teaching-assistant"), ("hoping to move into the office", "school-administrator"), ("could I move over to finance?", "finance-officer"),
    ("shall I look for admin work?", "school-administrator"), ("want to work in special needs", "send-support-assistant"), ("leaning towards pastoral", "pastoral-officer"),
    ("I'd rather be in the kitchen", "school-cook"), ("thinking about a career in early years", "early-years-practitioner"),
    ("cook now, thinking teaching", "teacher"), ("considering counselling maybe", "school-counsellor"),
])
def test_a_field_that_is_wished_for_leads_to_its_jobs(reader, text, role):
    assert role in wished(reader, text)


@pytest.mark.parametrize("text", ["I work in the office", "I want a course in finance", "we sit in the office at lunch", "the children want to be in the classroom less", "the girl I look after in class", "I don't want to be in the kitchen"])
def test_a_field_that_is_not_wished_for_leads_nowhere(reader, text):
    assert wished(reader, text) == set()


@pytest.mark.parametrize("text, role", [
    ("wouldn't mind being a caretaker", "site-manager"), ("I see myself as a librarian", "school-librarian"), ("got my eye on the exams officer job", "exams-officer"),
    ("toying with the idea of cover supervisor", "cover-supervisor"), ("wish I was a nursery nurse", "early-years-practitioner"), ("I've applied for a learning mentor post", "learning-mentor"),
    ("going back to being a cook", "school-cook"), ("how do I get from cleaner to caretaker", "site-manager"), ("I'd like an apprenticeship as a caretaker", "site-manager"),
    ("the cook is retiring and I fancy her job", "school-cook"), ("next step site manager", "site-manager"),
    ("my cousin became a librarian, I'd like the same path", "school-librarian"), ("TA for now but eyeing up data manager", "data-manager"),
])
def test_a_wish_is_known_by_many_words(reader, text, role):
    assert wished(reader, text) == {role}


@pytest.mark.parametrize("text", ["I'd like to know if a cook can do one", "I used to want to be a teacher", "not interested in being an HLTA", "an apprenticeship for a caretaker"])
def test_what_somebody_would_like_to_know_is_no_wish(reader, text):
    assert wished(reader, text) == set()
