"""People with what a careful adviser would tell them, read from `profiles/*.yml`, and held against the advice.

One expectation is one test, so that one that fails does not hide the rest.
"""
from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from knowledge.advice import checklist, plan
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from knowledge.records import last_day

PROFILES = Path(__file__).parent / "profiles"
# Not read to people as part of an answer: where a fact is from, ids, and the day and the build.
NOT_SAID = ("sources", "id", "as_of", "knowledge", "rule", "type", "kind", "key", "confidence", "basis", "ref", "url")


@dataclass
class Expectation:
    """One thing that the advice must, or must not, hold."""

    person: dict
    name: str
    test: str
    what: dict = field(default_factory=dict)


def people(file: str) -> list[dict]:
    """The people of one file, their certificates written out."""
    data = yaml.safe_load((PROFILES / file).read_text(encoding="utf-8"))
    for person in data["people"]:
        held = person["profile"].get("qualifications")
        if held is not None:
            held = [data["certificates"][entry] if isinstance(entry, str) else entry for entry in held]
            person["profile"] = {**person["profile"], "qualifications": held}
    return data["people"]


def as_parameters(expectations: list[Expectation]) -> list:
    """The expectations as test parameters, named by person and expectation."""
    return [pytest.param(e, id=f"{e.person['id']}: {e.name}") for e in expectations]


def advice_for(profile: dict, store) -> dict:
    """The advice, worked out once for each profile."""
    return _advised(json.dumps(profile, sort_keys=True), store)


@lru_cache(maxsize=None)
def _advised(profile: str, store) -> dict:
    return advise(json.loads(profile), store)


def plan_for(profile: dict, store, copy: str = plan.MINE) -> dict:
    """The plan of somebody who picks all that is suggested, and sorts every practical point as still to do."""
    advice, day = advice_for(profile, store), last_day(profile["as_of"])
    situation = Situation(profile, store, day)
    picked = [row["id"] for row in advice["qualifications"] + advice["informal"]]
    answers = {
        **profile, "picked": picked, "practicalities": {point.id: "todo" for point in checklist.lines(situation, picked)},
        "evaluation": {"measures": [measure.id for measure in checklist.measures(situation)]}, "review": {"months": 6},
    }
    return plan.build(answers, store, day, copy)


def ids(advice: dict) -> set[str]:
    """What is suggested: qualifications and informal options."""
    return {row["id"] for row in advice["qualifications"] + advice["informal"]}


def on_the_way(advice: dict) -> set[str]:
    """The qualifications that the way names."""
    return {via["id"] for move in advice["pathway"] for via in move["via"]}


def words(part, leave_out: tuple[str, ...] = ()) -> str:
    """All that a person reads in a part of the advice or of the plan, one piece a line."""
    if isinstance(part, dict):
        part = [value for key, value in part.items() if key not in NOT_SAID + leave_out]
    if isinstance(part, (list, tuple)):
        return "\n".join(filter(None, (words(value, leave_out) for value in part)))
    return part if isinstance(part, str) else ""


def says(text: str, patterns: list[str]) -> str | None:
    """The first of the patterns that the text holds, capitals or not."""
    return next((pattern for pattern in patterns if re.search(pattern, text, re.I)), None)


def current(store, names) -> set[str]:
    """Ids as they are now, of qualifications or informal options."""
    return {store.current_id("informal_options", store.current_id("qualifications", name)) for name in names}


def types(store, advice: dict, first: int | None = None) -> set[str]:
    """The types of the qualifications suggested, or of the first of them."""
    return {store.get("qualifications", row["id"]).type for row in advice["qualifications"][:first]}


def unsaid(what: str, advice: dict, store) -> list[str]:
    """What a course that needs time away, or the lack of anything informal, leaves unsaid."""
    if what == "informal":
        return [] if advice["informal"] else ["nothing that needs no course"]
    away = [row for row in advice["qualifications"] if store.get("qualifications", row["id"]).release == "some"]
    return [row["id"] for row in away if not says(words(row["cautions"]), ["time away", "release", "cover"])]


def today(profile: dict) -> datetime.date:
    """The day that a profile names."""
    return last_day(profile["as_of"])
