"""Everything that is held about one person, to hand to that person: in plain words first, then as it is stored.

The second part is made of whole rows of every table, so that nothing can be left out by being forgotten here. What it
leaves out are the keys of the resume code: they say nothing of the person, and whoever had them could look for the code.
"""
from __future__ import annotations

import datetime
import json
from typing import Any, Optional

from knowledge import kept
from knowledge.advice import show
from knowledge.advice.answers import working_copy
from knowledge.advice.questions import View
from knowledge.people import People, Plan
from knowledge.store import Store

_KEYS = ("code_seed", "code_hash")


def held(people: People, plan: Plan, store: Store, today: datetime.date) -> dict:
    """What is held about the person of a plan, with labels in plain words.

    Raises:
        Unavailable: if the database cannot be read.
    """
    rows = people.rows_of(plan)
    [stored] = rows["plans"]
    say = store.phrase
    return {
        say("held-what"): say("held-about"),
        say("held-made-on"): today.isoformat(),
        say("held-begun"): stored["created"],
        say("held-changed"): stored["updated"],
        say("held-school"): plan.school or say("held-none"),
        say("held-code"): say("held-code-yes") if plan.code_seed else say("held-none"),
        say("held-answers"): _answers(plan, store, today),
        say("held-said"): [_turn(row, store) for row in rows["turns"]],
        say("held-left"): [_labelled(row, store) for row in rows["inbox"]],
        say("held-feedback"): [_labelled(row, store) for row in rows["feedback"]],
        say("held-kept"): _days(store),
        say("held-rights"): say("held-rights-how"),
        say("held-stored"): {_label("table", name, store): [_labelled(row, store) for row in found] for name, found in rows.items()},
    }


def as_json(told: dict) -> str:
    """The same as text: readable, in the order in which it was made."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _answers(plan: Plan, store: Store, today: datetime.date) -> dict[str, str]:
    view = View(working_copy(plan.answers), store, today)
    return {question.title or question.id: answer for question, answer in show.lines(view)}


def _turn(row: dict, store: Store) -> dict:
    shown = [message.get("text", "") for message in row["reply"].get("messages", [])]
    return {store.phrase("held-when"): row["at"], store.phrase("held-you"): row["said"] or "", store.phrase("held-guide"): shown}


def _days(store: Store) -> dict[str, str]:
    days = kept.days()
    return {
        store.phrase("held-said"): store.phrase("held-days", days=days.transcript),
        store.phrase("held-answers"): store.phrase("held-days-after", days=days.plan),
        store.phrase("held-left"): store.phrase("held-days", days=days.inbox),
        store.phrase("held-feedback"): store.phrase("held-days", days=days.inbox),
    }


def _labelled(row: dict, store: Store) -> dict[str, Any]:
    """A row with its columns named in words; text that is JSON is shown as what it holds."""
    return {_label("column", name, store): _opened(value) for name, value in row.items() if name not in _KEYS}


def _label(kind: str, name: str, store: Store) -> str:
    phrase = store.find("phrases", f"held-{kind}-{name}")
    return phrase.text if phrase else name.replace("_", " ")


def _opened(value: Optional[Any]) -> Any:
    if isinstance(value, str) and value.startswith("{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
