"""Next steps: what to do, who does it, by when."""
from __future__ import annotations

import datetime

from knowledge.advice import local
from knowledge.advice.equivalence import counts_already
from knowledge.advice.rules import IN_THE_JOB
from knowledge.advice.situation import Situation
from knowledge.text import inside

MOST = 8


def next_steps(situation: Situation, chosen: list[dict], ways: list[dict], alone: bool = False) -> list[dict]:
    """Up to eight steps in the order to take them: [{what, who, when}], `when` a date.

    Args:
        chosen, ways: qualifications and informal options as the advice lists them.
        alone: True where the manager said no or is not asked: only steps that need no permission, and a rep to turn to.
    """
    store = situation.store
    you, both = store.phrase("who-you"), store.phrase("who-both")
    rows = [(what, you, weeks) for what, weeks in local.steps(situation, [row["id"] for row in chosen], alone)]
    rows += [(store.phrase(f"step-counts-{row['purpose']}", title=row["title"]), you, 1) for row in counts_already(situation)]
    for row in chosen:
        option = store.get("qualifications", row["id"])
        rows.append((option.first_step or store.phrase("step-ask-provider", title=option.title), you, 2))
        if option.type in IN_THE_JOB and not alone:
            rows.append((store.phrase("step-mentor"), both, 4))
        rows += [(e["bridge"]["what"], you, 4) for e in row["entry"] if e["met"] != "yes" and e["bridge"]][:2]
    rows += [(way["how"][0], you, 3) for way in ways[:2] if way["how"]]
    last = [(store.phrase("step-rep"), you, 2) if alone else (store.phrase("step-manager"), both, 3)]
    if situation.goal:
        last.insert(0, (store.phrase("step-goal", goal=inside(situation.goal.title)), you, 3))
    # Whatever else there is, talking with the manager (or a rep) and with somebody in the job stays.
    rows = list(dict.fromkeys(rows))[: MOST - len(last)] + last
    first = {}
    for what, who, weeks in rows:
        first.setdefault(what, {"what": what, "who": who, "when": in_weeks(situation.as_of, weeks)})
    return sorted(first.values(), key=lambda step: step["when"])


def in_weeks(day: datetime.date, weeks: int) -> str:
    """The date that many weeks after a day, as text."""
    return (day + datetime.timedelta(weeks=weeks)).isoformat()
