"""The twelve worked profiles: what a careful adviser would suggest, and what never."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.advice.recommend import advise

CASES = json.loads((Path(__file__).parent.parent / "data" / "advice.json").read_text(encoding="utf-8"))
def now_called(store, names) -> set[str]:
    """Ids as they are now, whichever kind they are of; a name that no record has stays as it is."""
    return {store.current_id("informal_options", store.current_id("qualifications", name)) for name in names}


def test_there_are_twelve():
    assert len(CASES) == 12


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_profile_gets_the_advice_it_should(store, case):
    advice = advise(case["profile"], store)
    qualifications = {row["id"] for row in advice["qualifications"]}
    informal = {row["id"] for row in advice["informal"]}
    for group in case["qualifications_any_of"]:
        assert now_called(store, group) & qualifications, f"none of {group} in {sorted(qualifications)}"
    for group in case["informal_any_of"]:
        assert now_called(store, group) & informal, f"none of {group} in {sorted(informal)}"
    assert not now_called(store, case["never"]) & (qualifications | informal)
    steps = " ".join(step["what"] for step in advice["next_steps"]).lower()
    for word in case["next_step_must_mention"]:
        assert word.lower() in steps, f"'{word}' is in none of the next steps"
