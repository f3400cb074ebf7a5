"""The job of now where the wish is asked, jobs in a row, and jobs told by their field or their work."""
from __future__ import annotations

import pytest

from knowledge.language import own_job
from knowledge.language.status import DOING, HAVE, WANT


def own(reader, text) -> list[str]:
    return [link["id"] or link["choices"][0] for link in own_job.told(reader.read(text)["links"], text)]


def held(reader, text) -> set[str]:
    return {link["id"] for link in reader.read(text)["links"] if link["kind"] == "roles" and link["status"] in (HAVE, DOING) and not link["other"]}


@pytest.mark.parametrize("text, job", [
    ("Exams officer. I'm only a cleaner at the moment", "cleaner"), ("librarian, I have been a midday supervisor for 6 years", "midday-supervisor"), ("not just a cook", "school-cook"),
    ("I'm a TA and I want to be an HLTA", "teaching-assistant"), ("sick of being a receptionist", "school-receptionist"), ("anything to get off the playground and learn the office", "midday-supervisor"),
    ("I want out of the kitchen", "role:catering-assistant"),
])
def test_the_job_of_now_is_no_wish(reader, text, job):
    assert own(reader, text) == [job]


@pytest.mark.parametrize("text", ["a cook", "TA or HLTA", "I want to be a caretaker", "teacher, eventually", "I'd love to be a teacher. Realistically an HLTA"])
def test_a_wish_is_no_job_of_now(reader, text):
    assert own(reader, text) == []


@pytest.mark.parametrize("text, jobs", [
    ("I'm the cook and the cleaner and on Mondays the librarian", {"school-cook", "cleaner", "school-librarian"}),
    ("exams lady", {"exams-officer"}), ("I'm the computer man", {"ict-technician"}), ("the careers person", {"careers-adviser"}),
    ("special needs auxiliary", {"send-support-assistant"}), ("sick bay and a bit of first aid", {"school-nurse-medical", "first-aider"}),
    ("I teach drums", {"music-instructor"}), ("escort on the bus", {"passenger-assistant"}), ("was a cook, I'm just on the servery now", {"catering-assistant"}),
    ("I write to teachers about dates", set()), ("we have a new cook and a new cleaner", set()),
])
def test_jobs_in_a_row_and_by_their_field(reader, text, jobs):
    assert held(reader, text) == jobs


@pytest.mark.parametrize("text, ref", [
    ("Turned down for the librarian job", "school-librarian"), ("Didn't get the HLTA post", "hlta"), ("something in finance", "finance-officer"), ("gardening maybe", "groundsperson"),
    ("I watched the counsellor at work and thought I could do that", "school-counsellor"), ("the head wants me to go for cover supervisor. I don't want it. I want to go into the kitchen", "school-cook"),
    ("get my english and maths sorted", "functional-skills-l2"), ("the HLTA course is £800", "hlta-status"),
])
def test_a_wish_is_heard_in_many_ways(reader, text, ref):
    wished = [link for link in reader.read(text)["links"] if link["status"] == WANT and not link["other"] and link["kind"] in ("roles", "qualifications", "aliases")]
    assert any(ref in (link["id"], *(choice.split(":")[1] for choice in link["choices"])) for link in wished)


@pytest.mark.parametrize("text", ["I plan and teach on Fridays", "got my maths years ago", "I can get my maths books out"])
def test_what_sounds_like_a_wish_is_none(reader, text):
    assert [link for link in reader.read(text)["links"] if link["status"] == WANT and link["kind"] in ("roles", "qualifications", "aliases")] == []


@pytest.mark.parametrize("text", ["I have adhd", "I am deaf", "I'm dyspraxic"])
def test_what_somebody_lives_with_is_a_barrier_and_no_work(reader, text):
    reading = reader.read(text)
    assert "ba-disability" in [link["id"] for link in reading["links"]] and reading["work"] == []
