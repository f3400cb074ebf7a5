"""Where a person begins: at the first step, or at a later one because what comes before it is settled already."""
from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from knowledge.advice import chosen

if TYPE_CHECKING:
    from knowledge.advice.questions import View

# The doors `say:start-<name>`, each with the step it leads to.
NEED, CHOSEN, EVALUATE = "need", "chosen", "evaluate"
STEPS = {NEED: 3, CHOSEN: 4, EVALUATE: 5}
# Asked in any case: without the job and the person nothing later can be fitted.
_ALWAYS = ("for", "helper", "role", "after_plan")
# What is asked of those who begin later, and when. All else is passed over, and can be told at any time.
_ASKED: dict[str, dict[str, Callable[["View"], bool]]] = {
    NEED: {
        **dict.fromkeys(("need", "qualifications", "basics", "check", "pick", "in_house"), lambda view: True),
        **dict.fromkeys(("practicalities", "agreed", "success", "review", "evidence", "sharing"), lambda view: True),
    },
    CHOSEN: {
        **dict.fromkeys(("chosen", "pick", "practicalities", "agreed", "success", "review", "evidence", "sharing"), lambda view: True),
        "qualifications": chosen.turns_on_certificates, "basics": chosen.turns_on_basics,
    },
    EVALUATE: dict.fromkeys(("chosen", "pick", "success", "review", "evidence", "sharing"), lambda view: True),
}


def passed_over(question: str, view: View) -> bool:
    """Whether a question is not for somebody who begins where this person does."""
    start = view.answers.get("start")
    if start not in _ASKED:
        return question == chosen.QUESTION
    asked = _ASKED[start].get(question)
    return question not in _ALWAYS and not (asked and asked(view))


def is_later(answers: dict) -> bool:
    """True where they came with a choice made already."""
    return answers.get("start") in (CHOSEN, EVALUATE)
