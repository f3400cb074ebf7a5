"""A plan for somebody whose manager said no, or is not asked."""
from __future__ import annotations

import datetime

import pytest

from knowledge.advice import plan

DAY = datetime.date(2026, 11, 22)
ANSWERS = {
    "roles": ["teaching-assistant"], "focus": "current", "need": {"kind": "recognition"}, "english_level": 1, "maths_level": 1,
    "qualifications": [], "picked": ["functional-skills-l2", "mentoring"], "practicalities": {"pr07": "todo", "pr01": "todo"},
}


@pytest.mark.parametrize("state", ["no", "not asking"])
def test_it_holds_only_steps_that_need_no_permission_and_names_a_rep(store, state):
    made = plan.build({**ANSWERS, "agreed": {"manager": state}}, store, DAY)
    assert all("manager" not in step["who"].lower() for step in made["next_steps"])
    assert any("union learning rep" in step["what"] for step in made["next_steps"])
    assert made["request"] is None


def test_the_shared_copy_does_not_tell_of_a_refusal(store):
    made = plan.build({**ANSWERS, "agreed": {"manager": "no"}}, store, DAY, copy="share")
    assert made["agreed"] is None
    assert any("manager" in step["who"].lower() for step in made["next_steps"])


def test_the_steps_stay_few_enough_to_do(store):
    made = plan.build({**ANSWERS, "practicalities": {f"pr{n:02}": "todo" for n in range(1, 12)}}, store, DAY)
    assert len(made["next_steps"]) <= 10
