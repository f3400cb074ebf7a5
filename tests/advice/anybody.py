"""Anybody at all: a strategy for profiles of people with known jobs, in which any key may be missing."""
from __future__ import annotations

import datetime
import os

from hypothesis import HealthCheck, settings, strategies as st

from tests.advice.people import THEN, TODAY

DAY = datetime.date(2026, 11, 22)
NEEDS = ("knowledge", "skill", "recognition", "legal", "confidence")
# The same examples every time; a longer look at other ones: FIVESTEPS_EXAMPLES=5000.
EXAMPLES = int(os.environ.get("FIVESTEPS_EXAMPLES", 150))
OFTEN = settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 150, suppress_health_check=list(HealthCheck))
# Any month that the knowledge base tells of.
other_days = st.builds("{:04d}-{:02d}-15".format, st.integers(2005, 2027), st.integers(1, 12))


def anybody(store):
    """The strategy, with the ids of a knowledge base."""
    roles = [role.id for role in store.all("roles")]
    work = [role.id for role in store.all("roles") if not role.goal_only]
    qualifications = [record.id for record in store.all("qualifications")]
    topics = [topic.id for topic in store.all("topics")]
    certificate = st.fixed_dictionaries(
        {"status": st.sampled_from(["held", "held", "doing", "failed"])},
        optional={
            "id": st.sampled_from(qualifications), "level": st.integers(0, 7), "words": st.just("a course"),
            "subject": st.sampled_from(["english", "maths", "science", "art"]), "grade": st.sampled_from(["A", "C", "D", "4", "3"]),
        },
    )
    level = st.sampled_from([0, 1, 2, 3, "not_sure", "skipped"])
    constraints = st.fixed_dictionaries({}, optional={
        "release": st.sampled_from(["none", "some", "agreed"]), "cost": st.sampled_from(["none", "school", "own"]),
        "travel": st.sampled_from(["ok", "hard"]), "online": st.sampled_from(["yes", "no"]),
        "other": st.lists(st.sampled_from(["language", "family", "health"]), max_size=2),
    })
    return st.fixed_dictionaries(
        {"roles": st.lists(st.sampled_from(work), min_size=1, max_size=2, unique=True), "as_of": st.sampled_from([TODAY, THEN]) | other_days},
        optional={
            "for": st.sampled_from(["self", "member", "team"]),
            "duties": st.lists(st.sampled_from([duty.id for duty in store.all("duties")]), max_size=5, unique=True),
            "employer": st.sampled_from(["council", "trust", "contractor"]),
            "setting": st.sampled_from(["nursery", "primary", "secondary", "special"]),
            "need_source": st.sampled_from(["ns01", "ns03", "ns05", "ns07", "law"]),
            "need": st.fixed_dictionaries({}, optional={"kind": st.sampled_from(NEEDS), "topics": st.lists(st.sampled_from(topics), max_size=2)}),
            "focus": st.sampled_from(["current", "new role"]),
            "qualifications": st.lists(certificate, max_size=4),
            "english_level": level, "maths_level": level, "science_level": level,
            "aspiration": st.fixed_dictionaries({}, optional={
                "role": st.sampled_from(roles), "qualification": st.sampled_from([*qualifications, "level 3"]), "words": st.text(max_size=20),
            }),
            "constraints": constraints,
            "age_band": st.sampled_from(["under 19", "19 to 23", "24 and over"]),
            "residence_3_years": st.booleans(),
            "raised": st.lists(st.sampled_from(qualifications), max_size=2),
        },
    )
