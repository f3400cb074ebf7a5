"""The steps of a plan after a look back: what is left with its dates, what was for before, and when to look again.

Nobody told us which of the earlier steps were done. So they are set apart with the dates they had, and never given new ones.
"""
from __future__ import annotations

import datetime
from typing import Optional

from knowledge.advice import review
from knowledge.advice.member import Speaking
from knowledge.advice.questions import View


def since(view: View, rows: list[dict], evaluated: dict) -> dict:
    """{next_steps, earlier_steps} and what step 5 shows, with a date to look again where the last look back set one.

    Args:
        view: the conversation as this copy of the plan knows it. A copy without the looks back keeps its steps as they are.
        rows: the steps of the plan as it was made, `[{what, who, when}]`, by date.
        evaluated: step 5 (`step_five.shown`).
    """
    last = next(iter(reversed(view.answers.get("looked") or [])), None)
    shows = _shows(view, last) if last else None
    if shows is None:
        return {"next_steps": rows, "earlier_steps": [], **evaluated}
    new = {row["what"]: row for row in shows["next_steps"]}
    left = [row for row in rows if row["when"] > last["on"] and row["what"] not in new]
    again = shows.get("look_again")
    reviews = evaluated["reviews"] + ([{"what": view.situation.say("review-again"), "when": again}] if again else [])
    return {
        **evaluated,
        "next_steps": sorted([*new.values(), *left], key=lambda row: row["when"]),
        "earlier_steps": [row for row in rows if row["when"] <= last["on"] and row["what"] not in new],
        # A look back whose day is over is told under "looked", or was not had.
        "reviews": [row for row in reviews if row["when"] > last["on"]],
    }


def _shows(view: View, last: dict) -> Optional[dict]:
    """What the last look back came to, on the day it was had; None where it has no answer."""
    on, store = datetime.date.fromisoformat(last["on"]), Speaking(view.situation)
    if last.get("outcome"):
        return review.review(view.answers, last["outcome"], last.get("why"), store, on, last.get("used"))
    return review.six_weeks(view.answers, last["used"], last.get("why"), store, on) if last.get("used") else None
