"""Next steps: what to do, who does it, by when."""
from __future__ import annotations

import datetime

from knowledge.advice import bridges, local
from knowledge.advice.entitled import VOLUNTEER, standing
from knowledge.advice.equivalence import counts_already, counts_for
from knowledge.advice.pathways import ways_on
from knowledge.advice.rules import IN_THE_JOB, LEARNING, NEW_DUTY
from knowledge.advice.situation import Situation
from knowledge.advice.traits import Traits
from knowledge.text import inside

MOST, MOST_BRIDGES = 8, 2
AT_RISK, COMPUTERS = "ns-job-at-risk", "digital"


def next_steps(situation: Situation, chosen: list[dict], ways: list[dict], alone: bool = False) -> list[dict]:
    """Up to eight steps in the order to take them: [{what, who, when}], `when` a date.

    Args:
        chosen, ways: qualifications and informal options as the advice lists them.
        alone: True where the manager said no or is not asked: only steps that need no permission, and a rep to turn to.
    """
    store = situation.store
    you, both = situation.say("who-you"), situation.say("who-both")
    rows = [(what, you, weeks) for what, weeks in local.steps(situation, [row["id"] for row in chosen], alone)]
    rows += [(situation.say(f"step-counts-{row['purpose']}", title=row["title"]), you, 1) for row in counts_already(situation)]
    rows += [(text, you, 1) for text in [*_to_be_compared(situation), *_prompted(situation, alone), *_first_paid_job(situation)]]
    opened = bridges.bridges(chosen, store)
    for row in chosen:
        rows += [(what, both if mentor else you, weeks) for what, mentor, weeks in _towards(row, opened, situation, alone)]
    rows += [(way["how"][0], you, 3) for way in ways[:2] if way["how"]]
    last = [(situation.say("step-rep"), you, 2) if alone else (situation.say("step-manager"), both, 3)]
    if situation.goal:
        last.insert(0, (situation.say("step-goal", goal=inside(situation.goal.title)), you, 3))
    # Whatever else there is, talking with the manager (or a rep) and with somebody in the job stays.
    rows = list(dict.fromkeys(rows))[: MOST - len(last)] + last
    first = {}
    for what, who, weeks in rows:
        first.setdefault(what, {"what": what, "who": who, "when": in_weeks(situation.as_of, weeks)})
    return sorted(first.values(), key=lambda step: step["when"])


def _towards(row: dict, opened: list[dict], situation: Situation, alone: bool) -> list[tuple[str, bool, int]]:
    """The steps towards one suggestion: (what, whether the manager is in it, weeks). What opens the way comes before the option itself."""
    option = situation.store.get("qualifications", row["id"])
    ways = [bridge for bridge in opened if row["id"] in bridge["for"]]
    first = [bridge for bridge in ways if bridge["hard"] or bridge["kind"] == bridges.STEP][:MOST_BRIDGES]
    blocked = any(bridge["hard"] and bridge["kind"] == bridges.STEP for bridge in ways)
    rows = [(bridge["line"] if bridge["kind"] == bridges.STEP else bridge["what"], False, 2) for bridge in first]
    rows.append((option.first_step or situation.say("step-ask-provider", title=option.title), False, 4 if blocked else 2))
    if option.type in IN_THE_JOB and not alone:
        rows.append((situation.say("step-mentor"), True, 4))
    return rows


def _prompted(situation: Situation, alone: bool) -> list[str]:
    """Steps for what made them come: a job at risk, or a new duty that somebody has done before."""
    prompt, learning = situation.answer("need_source"), situation.need in LEARNING and not situation.new_role
    if prompt == AT_RISK:
        return [situation.say("step-at-risk-union"), situation.say("step-at-risk-talk")]
    told = []
    if prompt in NEW_DUTY and learning:
        told.append(situation.say("step-first-round-elsewhere" if situation.alone or alone else "step-first-round"))
    if learning and COMPUTERS in situation.topics:
        told.append(situation.say("step-own-notes"))
    return told


def _first_paid_job(situation: Situation) -> list[str]:
    """For a volunteer who hopes for a paid job: another that volunteers go on to, on the record."""
    if situation.goal is None or standing(Traits(situation)) != VOLUNTEER:
        return []
    jobs = [way.to_role for role in situation.roles for way in ways_on(situation.store, role.id, situation.as_of)]
    other = next((id for id in jobs if id not in (situation.goal.id, *situation.role_ids)), None)
    return [situation.say("step-paid-post", job=inside(situation.store.get("roles", other).title))] if other else []


def _to_be_compared(situation: Situation) -> list[str]:
    """For a certificate held whose level must be asked for, such as one from abroad: whom to ask."""
    records = [(situation.store.find("qualifications", id), entry) for id, entry in situation.held.items()]
    return [
        situation.say("step-counts-ask", title=record.title, words=row["words"])
        for record, entry in records if record and record.counts
        for row in counts_for(record, entry, situation.store, situation.as_of)["rows"] if (row["purpose"], row["verdict"]) == ("level", "ask")
    ]


def in_weeks(day: datetime.date, weeks: int) -> str:
    """The date that many weeks after a day, as text."""
    return (day + datetime.timedelta(weeks=weeks)).isoformat()
