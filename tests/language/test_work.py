"""Work that is told without a job's name gives a few jobs to choose from; what tells of no work gives none."""
from __future__ import annotations

import pytest

from knowledge.language.work import MOST


def work(reader, text) -> list[str]:
    return reader.read(text)["work"]


@pytest.mark.parametrize("text, id", [
    ("i mow the field and trim the hedges", "groundsperson"), ("I ring the mums and dads of kids who are off", "attendance-officer"),
    ("sat with a girl with autism all day", "send-support-assistant"), ("I wipe the tables and watch the kids while they have dinner", "midday-supervisor"),
    ("sort the laptops out when they break", "ict-technician"), ("empty the bins, mop the corridors", "cleaner"),
    ("my wife is a cook, I mend things and lock the school up", "site-manager"),
    ("I work at an academy, I empty the bins and mop the corridors", "cleaner"), ("I help pupils who can't say their sounds", "speech-language-ta"),
])
def test_the_job_is_among_the_few_that_are_offered(reader, text, id):
    assert id in work(reader, text) and len(work(reader, text)) <= MOST


@pytest.mark.parametrize("text", [
    "hello", "not sure what to put", "why do you ask", "I am a cook", "what does a cleaner do?", "at a primary school in leeds", "I am the beekeeper", "", "x" * 5000,
    "she cannot work the computer", "I'm hopeless with computers", "a little bit of everything really", "all sorts", "I'm based in a junior school", "we work for the trust",
])
def test_what_tells_of_no_work_offers_nothing(reader, text):
    assert work(reader, text) == []
