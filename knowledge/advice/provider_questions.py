"""Questions to put to a training provider, picked for one option and one person.

Guide, "Choosing a provider": ask, so that the employer's and the learner's needs are met; and Step 4, whose points they are.
The questions are content; here is only what makes each worth asking. No provider is called best.
"""
from __future__ import annotations

from typing import Callable, Optional

from knowledge.advice import entry
from knowledge.advice.situation import Situation
from knowledge.records import ProviderQuestion, Qualification

MOST = 5
LONG_MONTHS = 6
LONG_TYPES = ("qt_he", "qt_apprenticeship", "qt_occupational")
ANY = "any"


def questions_for(situation: Situation, option_id: str, most: int = MOST) -> list[dict]:
    """Up to five questions for an option, what would stop somebody first: [{id, text, listen_for, because, sources}].

    Args:
        situation: the person.
        option_id: the id of a qualification; for anything else there is nothing to ask a provider.
        most: how many at most.

    `because` names what makes it worth asking (a key of `WHEN`, or "any").
    """
    option = situation.store.find("qualifications", option_id)
    if option is None:
        return []
    rows = entry.assessed(option, situation)
    chosen = []
    for question in situation.store.all("provider_questions"):
        because = _because(question, option, situation, rows)
        if because and question.open_on(situation.as_of):
            chosen.append((question.order, question.id, question, because))
    return [
        {
            "id": question.id, "text": question.text, "listen_for": question.listen_for, "because": because,
            "sources": situation.store.sources(question),
        }
        for _, _, question, because in sorted(chosen, key=lambda row: row[:2])[:most]
    ]


def _because(question: ProviderQuestion, option: Qualification, situation: Situation, rows: list[dict]) -> Optional[str]:
    """The first of a question's conditions that holds, or None."""
    if question.types and option.type not in question.types:
        return None
    return next((name for name in question.when if name == ANY or WHEN[name](option, situation, rows)), None)


def _other(situation: Situation, name: str) -> bool:
    return name in (situation.constraint("other") or [])


# What makes a question worth asking: name -> predicate over option, person and the entry rules held against them.
WHEN: dict[str, Callable[[Qualification, Situation, list[dict]], bool]] = {
    "entry-unknown": lambda option, person, rows: any(r["met"] == entry.UNKNOWN and r["kind"] != "employer" for r in rows),
    "entry-gap": lambda option, person, rows: any(r["met"] == entry.NO for r in rows),
    "status": lambda option, person, rows: option.type == "qt_status",
    "not-sure": lambda option, person, rows: option.confidence == "low",
    "closing": lambda option, person, rows: option.closed is not None,
    "cost-unknown": lambda option, person, rows: option.cost_band == "unknown",
    "fee": lambda option, person, rows: option.cost_band == "fee",
    "free": lambda option, person, rows: option.cost_band == "free",
    "no-money": lambda option, person, rows: person.constraint("cost") == "none" and option.cost_band != "free",
    "time-unknown": lambda option, person, rows: option.release == "unknown",
    "release": lambda option, person, rows: option.release == "some",
    "no-time": lambda option, person, rows: person.no_release or _other(person, "family"),
    "online-unknown": lambda option, person, rows: option.online == "unknown",
    "no-computer": lambda option, person, rows: person.constraint("online") == "no" and option.online != "no",
    "far": lambda option, person, rows: person.constraint("travel") == "hard" and option.online != "yes",
    "nervous": lambda option, person, rows: person.need == "confidence" or _other(person, "confidence") or _other(person, "reading"),
    "disability": lambda option, person, rows: _other(person, "disability"),
    "second-language": lambda option, person, rows: _other(person, "language"),
    "experienced": lambda option, person, rows: bool(person.role_ids & set(option.roles)) and not person.new_role,
    "goal": lambda option, person, rows: person.goal is not None,
    "long": lambda option, person, rows: option.type in LONG_TYPES or (option.months or 0) >= LONG_MONTHS,
}
