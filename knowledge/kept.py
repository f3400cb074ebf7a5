"""How long what people leave behind is kept: the school's own setting, or ours. The words on it, `purge` and the export all ask here."""
from __future__ import annotations

import os
from dataclasses import dataclass

TRANSCRIPT = 30
# A look back after a year still finds its plan, with two months to spare.
PLAN = 425
INBOX = 90
# Three years: nobody has shown a need to keep anything longer.
MOST = 1096


class BadSetting(ValueError):
    """A setting that cannot be used; the text names it and says how to put it right."""


@dataclass(frozen=True)
class Days:
    """How many days each is kept: the talk, the plan with its answers, a question left for the school."""

    transcript: int = TRANSCRIPT
    plan: int = PLAN
    inbox: int = INBOX


def days() -> Days:
    """How long things are kept: FIVESTEPS_TRANSCRIPT_DAYS, FIVESTEPS_PLAN_DAYS and FIVESTEPS_INBOX_DAYS, or ours.

    Raises:
        BadSetting: if one is no whole number from 1 to MOST, or the talk would outlive its plan.
    """
    kept = Days(*(_given(f"FIVESTEPS_{name.upper()}_DAYS", usual) for name, usual in vars(Days()).items()))
    if kept.transcript > kept.plan:
        raise BadSetting("FIVESTEPS_TRANSCRIPT_DAYS is more than FIVESTEPS_PLAN_DAYS, and talk goes with its plan. Set it to as many days or fewer.")
    return kept


def _given(name: str, usual: int) -> int:
    text = os.environ.get(name)
    if text is None:
        return usual
    # Four figures at most: Python reads no number of thousands.
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST):
        raise BadSetting(f"{name} must be a whole number of days from 1 to {MOST}. Correct it, or leave it out for {usual}.")
    return int(text)
