"""Which of the rights and funds that go with a barrier a person may use: by the day, and by the conditions of each record.

The conditions are data (`knowledge.record_conditions`); here only those of the person count, since no course is chosen yet.
"""
from __future__ import annotations

from typing import Optional

from knowledge.advice.situation import Situation
from knowledge.advice.traits import NO, OF_OPTION, UNKNOWN, YES, Traits
from knowledge.records import Condition, Trait, last_day

EMPLOYEE, CONTRACTOR, CASUAL, AGENCY, VOLUNTEER = "employee", "contractor", "casual", "agency", "volunteer"
_STANDINGS = {name: Trait(key="standing", values=[name]) for name in (VOLUNTEER, AGENCY, CASUAL)}


def standing(traits: Traits) -> str:
    """Whose staff they are: employee (also where nothing is said), contractor (its employee), casual, agency or volunteer."""
    for name, trait in _STANDINGS.items():
        if traits.state(trait).state == YES:
            return name
    return CONTRACTOR if traits.situation.answer("employer") == CONTRACTOR else EMPLOYEE


def entitled(traits: Traits, kind: str, ids: list[str]) -> list[dict]:
    """The rights or funds among some ids that this person may use on the day: [{id, title, how, depends}].

    `depends` holds a sentence for each condition that is not known, or is None.

    Args:
        traits: of the person.
        kind: "rights" or "funding".
        ids: ids of records of that kind.
    """
    situation, rows = traits.situation, []
    for id in ids:
        record = situation.store.find(kind, id)
        if record is None or not record.open_on(situation.as_of):
            continue
        groups = _of_person(record.conditions, situation)
        states = [[traits.state(condition).state for condition in group] for group in groups]
        if not any(group[0].strength == "hard" and set(found) == {NO} for group, found in zip(groups, states)):
            unknown = [group for group, found in zip(groups, states) if YES not in found and UNKNOWN in found]
            rows.append({"id": record.id, "title": record.title, "how": list(record.how), "depends": _depends(unknown, situation)})
    return rows


def _of_person(conditions: list[Condition], situation: Situation) -> list[list[Condition]]:
    """The conditions in force that no choice of a course changes; those of which one is enough stand together."""
    groups: dict = {}
    for number, condition in enumerate(conditions):
        begun = condition.opened is None or last_day(condition.opened) <= situation.as_of
        if begun and (condition.closed is None or last_day(condition.closed) > situation.as_of):
            groups.setdefault(condition.one_of or number, []).append(condition)
    return [group for group in groups.values() if not any(condition.key in OF_OPTION for condition in group)]


def _depends(unknown: list[list[Condition]], situation: Situation) -> Optional[str]:
    """What it turns on. Whose staff they are is left out: it is asked for elsewhere, and most are employees."""
    words = [" or ".join(c.words for c in group if c.words) for group in unknown if group[0].key != "standing"]
    names = ("barrier-depends", *["barrier-depends-and"] * len(words))
    return " ".join(situation.store.phrase(name, reason=reason) for name, reason in zip(names, dict.fromkeys(filter(None, words)))) or None
