"""What a right, or some money, turns on: conditions as data, so that an editor changes a rule and not code.

A condition names a key, which is a fact of a person or of an option (`knowledge.advice.traits` works them out), and
the answers for which it holds.
"""
from __future__ import annotations

from typing import Literal, Optional, get_args

from pydantic import validator

from knowledge.record_base import Dated, Part

# Facts with a yes or a no.
YesNo = Literal[
    "care_under_25", "pay_below_threshold", "residence_3_years", "part_time", "service_26_weeks", "service_2_years",
    "employer_250", "pays_levy", "union_member", "union_recognised", "new_job", "first_full", "new_learning", "lacks_subject",
]
# Facts that are numbers: years of age, the level held in a subject, the national levels of an option.
Number = Literal["age", "english_level", "maths_level", "option_level"]
# Facts that are one or more names out of a list.
Named = Literal[
    "standing", "employer", "need", "need_source", "barrier", "cost", "release", "travel", "topic", "role", "goal",
    "option_id", "option_type", "option_kind", "option_cost", "option_release", "option_topic", "option_covers",
]
# What only the person can tell and the guide never asks: it is said as a condition, and nothing more.
Unasked = Literal["unasked"]
YES_NO, NUMBERS, NAMED = (frozenset(get_args(names)) for names in (YesNo, Number, Named))


class Trait(Part):
    """Something true of a person, or of an option: a key, and the answers for which it holds.

    values          the names for which it holds (any of them), for a key with names
    answer          the answer for which it holds, for a key with yes or no
    at_least, below the numbers between which it holds, for a key with numbers
    """

    values: list[str] = []
    answer: Optional[bool] = None
    at_least: Optional[int] = None
    below: Optional[int] = None
    key: Literal[YesNo, Number, Named, Unasked]

    @validator("key")
    def _answers_fit_the_key(cls, key, values):
        bounds = values.get("at_least") is not None or values.get("below") is not None
        given = {"values": bool(values.get("values")), "answer": values.get("answer") is not None, "at_least or below": bounds}
        wanted = {"values": key in NAMED, "answer": key in YES_NO, "at_least or below": key in NUMBERS}
        if given != wanted:
            says = next((name for name, is_wanted in wanted.items() if is_wanted), None)
            raise ValueError(f"'{key}' needs '{says}' and nothing else" if says else f"'{key}' takes no answers")
        return key


class Condition(Trait):
    """One condition of a right or of money.

    strength    hard: without it there is nothing; usual: without it, it depends, and `otherwise` says on what
    otherwise   what to say where it does not hold; without it nothing is said of this right or money then
    words       what holds, as it stands after "because" or "if": "your yearly pay is below £26,800"; what is only
                about the option may go without
    one_of      a name that several conditions share: it is enough that one of them holds
    opened, closed  when the condition is in force: rules change
    """

    strength: Literal["hard", "usual"] = "hard"
    otherwise: Optional[str] = None
    words: Optional[str] = None
    one_of: Optional[str] = None
    opened: Optional[str] = None
    closed: Optional[str] = None

    @validator("otherwise", always=True)
    def _a_usual_one_says_what_then(cls, otherwise, values):
        if otherwise is None and values.get("strength") == "usual":
            raise ValueError("a usual condition says here what to do where it does not hold")
        return otherwise

    @validator("words", always=True)
    def _a_person_is_told(cls, words, values):
        if words is None and not values.get("key", "option_").startswith("option_"):
            raise ValueError("write it as it stands after \"because\" or \"if\"")
        return words


class Entitlement(Dated):
    """What a right and some money have alike: what it is, for whom, how to use it, and what it turns on.

    conditions      what it turns on; without any, the advice never brings it up of its own accord
    told_if         people to whom it is told: those of whom one of these is known; empty for everybody
    told_after_end  True where people still expect it, so that they are told that it ended
    unless          ids of others of its kind: it is not told for what one of these gives already
    still_ask       what only a provider or an employer can tell, said with every yes
    how_then        how to use it while it lasted, where `how` is about the time after
    """

    title: str
    aliases: list[str] = []
    what: str
    who_for: str
    how: list[str] = []
    how_then: list[str] = []
    still_ask: Optional[str] = None
    told_if: list[Trait] = []
    told_after_end: bool = False
    unless: list[str] = []
    conditions: list[Condition] = []
