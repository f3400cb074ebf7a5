"""What conditions of money and rights turn on, worked out from a situation and an option: yes, no or unknown.

The keys are those of `knowledge.record_conditions`. Whatever is not known is unknown, never guessed; what follows
from another answer (a volunteer has no contract) is not asked again.
"""
from __future__ import annotations

import datetime
import math
from typing import Callable, Iterable, NamedTuple, Optional

from knowledge.advice.rules import NEW_DUTY
from knowledge.advice.situation import Situation
from knowledge.records import Condition, Qualification, Trait, last_day

YES, NO, UNKNOWN = "yes", "no", "unknown"
SCHOOL_LEAVING_AGE = 16
CARE_BAND = "under 25 with care or EHCP"
# The ages in years that an answer may mean, both included.
AGES = {"under 19": (SCHOOL_LEAVING_AGE, 18), "19 to 23": (19, 23), "24 and over": (24, math.inf), CARE_BAND: (SCHOOL_LEAVING_AGE, 24)}
# What a contract makes of a person in law. People on fixed-term and term-time contracts are employees.
STANDINGS = {
    "permanent": "employee", "fixed": "employee", "term-time": "employee", "casual": "casual", "agency": "agency", "volunteer": "volunteer",
}
ON_THE_PAYROLL = ("council", "trust", "governors", "contractor")
# Full time is what the employer says it is. Below the first number it is certainly part time, from the second it is not.
SURELY_PART_TIME, SURELY_FULL_TIME = 30, 37
# What people say makes learning hard and that means part-time or term-time work (`constraints.other`).
FEWER_HOURS = "contract"
FULL_LEVELS = (2, 3)


class Found(NamedTuple):
    """What is known of one key.

    value   True or False; a set of names or levels; the least and most a number may be; None for unknown
    asks    the keys of the profile whose answers would tell more
    """

    value: object = None
    asks: tuple[str, ...] = ()


class State(NamedTuple):
    """Whether a trait holds (yes, no, unknown), and the keys of the profile that would tell."""

    state: str
    asks: tuple[str, ...] = ()


class Traits:
    """The traits of one person, each worked out once."""

    def __init__(self, situation: Situation):
        self.situation = situation
        self._of_person: dict[str, Found] = {}

    def state(self, trait: Trait, option: Optional[Qualification] = None) -> State:
        """Whether a trait holds of the person, or of the option where the key is about one.

        Without an option, a key about one is unknown.
        """
        return _held(trait, self._found(trait.key, option))

    def _found(self, key: str, option: Optional[Qualification]) -> Found:
        if key in OF_OPTION:
            return OF_OPTION[key](self.situation, option) if option else Found()
        if key not in self._of_person:
            self._of_person[key] = OF_PERSON[key](self.situation)
        return self._of_person[key]


def in_force(conditions: Iterable[Condition], day: datetime.date) -> list[list[Condition]]:
    """The conditions in force on a day, in their order; those of which one is enough stand together."""
    groups: dict = {}
    for number, condition in enumerate(conditions):
        begun = condition.opened is None or last_day(condition.opened) <= day
        if begun and (condition.closed is None or last_day(condition.closed) > day):
            groups.setdefault(condition.one_of or number, []).append(condition)
    return list(groups.values())


def _held(trait: Trait, found: Found) -> State:
    value = found.value
    if value is None:
        return State(UNKNOWN, found.asks)
    if trait.answer is not None:
        return State(YES if value is trait.answer else NO)
    if trait.values:
        return State(NO if value.isdisjoint(trait.values) else YES)
    least = -math.inf if trait.at_least is None else trait.at_least
    most = math.inf if trait.below is None else trait.below - 1
    if isinstance(value, frozenset):
        return State(YES if any(least <= level <= most for level in value) else NO)
    low, high = value
    if least <= low and high <= most:
        return State(YES)
    return State(NO) if high < least or low > most else State(UNKNOWN, found.asks)


def _text(situation: Situation, *path: str) -> Optional[str]:
    answer = situation.answer(*path)
    return answer if isinstance(answer, str) else None


def _names(situation: Situation, *path: str) -> Found:
    answer = situation.answer(*path)
    return Found(frozenset([answer] if isinstance(answer, str) else [a for a in answer or () if isinstance(a, str)]))


def _yes_or_no(key: str) -> Callable[[Situation], Found]:
    def found(situation: Situation) -> Found:
        answer = situation.answer(key)
        return Found(answer) if isinstance(answer, bool) else Found(None, (key,))

    return found


def _age(situation: Situation) -> Found:
    """The guide is for people who have left school, so the least is always known."""
    band = _text(situation, "age_band")
    return Found(AGES[band]) if band in AGES else Found((SCHOOL_LEAVING_AGE, math.inf), ("age_band",))


def _care_under_25(situation: Situation) -> Found:
    band, care = _text(situation, "age_band"), situation.answer("care_or_ehcp")
    if band == CARE_BAND:
        return Found(True)
    if care is False or band == "24 and over" and care is None:
        return Found(False)
    if band not in AGES:
        # The question about age has an answer for people who were in care.
        return Found(None, ("age_band",))
    if care is None:
        return Found(None, ("care_or_ehcp",))
    return Found(True if AGES[band][1] < 25 else None)


def _standing(situation: Situation) -> Found:
    """Employee, casual, agency or volunteer. Somebody on a payroll is taken to be an employee unless they said otherwise."""
    contract, employer = _text(situation, "contract"), _text(situation, "employer")
    if contract == "volunteer" or contract is None and situation.role_ids == {"parent-volunteer"}:
        return Found(frozenset({"volunteer"}))
    if "agency" in (contract, employer) or contract is None and employer is None and situation.role_ids == {"supply-ta"}:
        return Found(frozenset({"agency"}))
    if contract in STANDINGS:
        return Found(frozenset({STANDINGS[contract]}))
    if employer in ON_THE_PAYROLL or "apprentice-ta" in situation.role_ids:
        return Found(frozenset({"employee"}))
    return Found(None, ("contract",))


def _part_time(situation: Situation) -> Found:
    """Part time, or full weeks in term time only."""
    if _text(situation, "contract") == "term-time":
        return Found(True)
    hours = situation.answer("hours_a_week")
    if isinstance(hours, (int, float)) and not isinstance(hours, bool):
        return Found(True if hours < SURELY_PART_TIME else False if hours >= SURELY_FULL_TIME else None)
    if FEWER_HOURS in _barriers(situation).value:
        return Found(True)
    return Found(None, ("hours_a_week",))


def _barriers(situation: Situation) -> Found:
    """What they said makes learning hard; a barrier that is named by its id counts as its kind too."""
    said = _names(situation, "constraints", "other").value
    kinds = {barrier.kind for id in said if (barrier := situation.store.find("barriers", id))}
    return Found(said | kinds)


def _employer(situation: Situation) -> Found:
    """Volunteers have no payslip, so they are not asked."""
    employer = _text(situation, "employer")
    return Found(frozenset({employer})) if employer else Found(None, () if _volunteers(situation) else ("employer",))


def _pays_levy(situation: Situation) -> Found:
    """A council is certainly big enough; of others the guide does not know, and few people do."""
    employer = _employer(situation)
    return Found(True) if employer.value == {"council"} else Found(None, employer.asks)


def _union_member(situation: Situation) -> Found:
    """A learning rep is a member. Volunteers may be, and are not asked."""
    if "union-learning-rep" in situation.role_ids:
        return Found(True)
    member = _yes_or_no("union_member")(situation)
    return Found() if member.value is None and _volunteers(situation) else member


def _volunteers(situation: Situation) -> bool:
    return _standing(situation).value == {"volunteer"}


def _two_years(situation: Situation) -> Found:
    """Less than 26 weeks is less than two years."""
    return Found(False) if situation.answer("service_26_weeks") is False else _yes_or_no("service_2_years")(situation)


def _new_job(situation: Situation) -> Found:
    """A new job, or new duties in this one."""
    if situation.new_role or _text(situation, "need_source") in NEW_DUTY:
        return Found(True)
    return Found(False if situation.answer("focus") == "current" else None)


def _subject(name: str) -> Callable[[Situation], Found]:
    def found(situation: Situation) -> Found:
        level = situation.subject_level(name)
        return Found(None, (f"{name}_level",)) if level is None else Found((level, level))

    return found


OF_PERSON: dict[str, Callable[[Situation], Found]] = {
    "age": _age, "care_under_25": _care_under_25, "standing": _standing, "part_time": _part_time, "barrier": _barriers,
    "employer": _employer, "pays_levy": _pays_levy, "union_member": _union_member, "service_2_years": _two_years, "new_job": _new_job,
    **{key: _yes_or_no(key) for key in ("pay_below_threshold", "residence_3_years", "service_26_weeks", "employer_250", "union_recognised")},
    "english_level": _subject("english"),
    "maths_level": _subject("maths"),
    "need": lambda s: _names(s, "need", "kind"),
    "need_source": lambda s: _names(s, "need_source"),
    "cost": lambda s: _names(s, "constraints", "cost"),
    "release": lambda s: _names(s, "constraints", "release"),
    "travel": lambda s: _names(s, "constraints", "travel"),
    "topic": lambda s: Found(frozenset(s.topics)),
    "role": lambda s: Found(frozenset(s.role_ids)),
    "goal": lambda s: Found(frozenset({s.goal.id} if s.goal else ())),
    "unasked": lambda s: Found(),
}


def _levels(option: Qualification) -> frozenset[int]:
    return frozenset(option.levels if option.level is None else [option.level])


def _first_full(situation: Situation, option: Qualification) -> Found:
    """No full level 2 (or 3) held yet. A school exam or two may be at the level and still not be a full one."""
    if situation.highest is None:
        return Found(None, () if situation.certificates is not None else ("qualifications",))
    levels = [level for level in _levels(option) if level in FULL_LEVELS]
    if any(level > situation.highest for level in levels):
        return Found(True)
    return Found(None if any(level > situation.ready_for for level in levels) else False)


def _new_learning(situation: Situation, option: Qualification) -> Found:
    """A level above all that is held is new learning. At or below it, only the provider can tell."""
    if situation.highest is None:
        return Found(None, () if situation.certificates is not None else ("qualifications",))
    return Found(True if any(level > situation.highest for level in _levels(option)) else None)


def _lacks_subject(situation: Situation, option: Qualification) -> Found:
    """Below level 2 in English or maths, as far as the option covers them."""
    levels = {subject: situation.subject_level(subject) for subject in option.covers if subject != "science"}
    if any(level is not None and level < 2 for level in levels.values()):
        return Found(True)
    unknown = tuple(f"{subject}_level" for subject, level in levels.items() if level is None)
    return Found(None, unknown) if unknown else Found(False)


OF_OPTION: dict[str, Callable[[Situation, Qualification], Found]] = {
    "first_full": _first_full, "new_learning": _new_learning, "lacks_subject": _lacks_subject,
    "option_level": lambda s, option: Found(_levels(option)),
    "option_id": lambda s, option: Found(frozenset({option.id})),
    "option_type": lambda s, option: Found(frozenset({option.type})),
    "option_kind": lambda s, option: Found(frozenset({option.kind})),
    "option_cost": lambda s, option: Found(frozenset({option.cost_band})),
    "option_release": lambda s, option: Found(frozenset({option.release})),
    "option_topic": lambda s, option: Found(frozenset(option.topics)),
    "option_covers": lambda s, option: Found(frozenset(option.covers)),
}
