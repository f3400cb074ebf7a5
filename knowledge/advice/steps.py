"""Next steps: what to do, who does it, by when."""
from __future__ import annotations

import datetime

from knowledge.advice.rules import IN_THE_JOB
from knowledge.advice.situation import Situation

YOU, BOTH = "You", "You and your manager"
MOST = 8


def next_steps(situation: Situation, chosen: list[dict], ways: list[dict], route: list[dict]) -> list[dict]:
    """Up to eight steps in the order to take them: [{what, who, when}], `when` a date."""
    store = situation.store
    rows: list[tuple[str, str, int]] = []
    for row in chosen:
        option = store.get("qualifications", row["id"])
        rows.append((option.first_step or store.phrase("step-ask-provider", title=option.title), YOU, 2))
        if option.type in IN_THE_JOB:
            rows.append((store.phrase("step-mentor"), BOTH, 4))
        rows += [(e["bridge"]["what"], YOU, 4) for e in row["entry"] if e["met"] != "yes" and e["bridge"]][:2]
    rows += [(way["how"][0], BOTH, 3) for way in ways[:2] if way["how"]]
    if situation.goal:
        rows.append((store.phrase("step-goal", goal=situation.goal.title), YOU, 3))
    rows.append((store.phrase("step-manager"), BOTH, 3))
    first = {}
    for what, who, weeks in rows:
        first.setdefault(what, {"what": what, "who": who, "when": in_weeks(situation.as_of, weeks)})
    return sorted(list(first.values())[:MOST], key=lambda step: step["when"])


def in_weeks(day: datetime.date, weeks: int) -> str:
    """The date that many weeks after a day, as text."""
    return (day + datetime.timedelta(weeks=weeks)).isoformat()
