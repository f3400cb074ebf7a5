"""Entry requirements held against a situation: met yes, no or unknown, with the bridge across a gap."""
from __future__ import annotations

from knowledge.advice.situation import Situation
from knowledge.records import EntryRequirement, Qualification, last_day

YES, NO, UNKNOWN = "yes", "no", "unknown"
SCHOOL_LEAVING_AGE = 16
# The ages in years that a band may mean; None for no upper end.
_BANDS = {"under 19": (SCHOOL_LEAVING_AGE, 18), "19 to 23": (19, 23), "24 and over": (24, None), "under 25 with care or EHCP": (SCHOOL_LEAVING_AGE, 24)}


def requirements(option: Qualification, situation: Situation) -> list[EntryRequirement]:
    """The requirements in force on the day of the advice."""
    day = situation.as_of
    return [
        r for r in option.entry
        if not (r.subjects == ["science"] and _science_is_not_asked(situation))
        and (r.opened is None or last_day(r.opened) <= day) and (r.closed is None or last_day(r.closed) > day)
    ]


def met(requirement: EntryRequirement, situation: Situation) -> str:
    """Whether the person meets one requirement: 'yes', 'no' or 'unknown'."""
    return _TESTS.get(requirement.kind, _cannot_tell)(requirement, situation)


def blocked(option: Qualification, situation: Situation) -> bool:
    """True if a hard requirement is certainly not met."""
    return any(r.strength == "hard" and met(r, situation) == NO for r in requirements(option, situation))


def assessed(option: Qualification, situation: Situation) -> list[dict]:
    """The `entry` list of the advice: requirement, strength, who sets it, met, and the bridge where it is not met."""
    rows = []
    for requirement in requirements(option, situation):
        state = met(requirement, situation)
        row = {
            "requirement": requirement.words, "kind": requirement.kind, "strength": requirement.strength,
            "who_sets": requirement.who_sets, "met": state, "bridge": None,
        }
        if state != YES and requirement.bridge:
            row["bridge"] = requirement.bridge.dict()
        rows.append(row)
    return rows


def _subject(requirement: EntryRequirement, situation: Situation) -> str:
    needed = 2 if requirement.level is None else requirement.level
    subjects = [s for s in requirement.subjects if not (s == "science" and _science_is_not_asked(situation))]
    levels = [situation.subject_level(subject) for subject in subjects]
    if any(level is not None and level < needed for level in levels):
        return NO
    return UNKNOWN if None in levels else YES


def _science_is_not_asked(situation: Situation) -> bool:
    """Science at grade 4 is asked of primary teachers only (Get Into Teaching)."""
    return situation.answer("setting") in ("secondary", "special") and situation.goal is not None


def _level(requirement: EntryRequirement, situation: Situation) -> str:
    if situation.highest is None or requirement.level is None:
        return UNKNOWN
    return YES if situation.highest >= requirement.level else NO


def _role(requirement: EntryRequirement, situation: Situation) -> str:
    if situation.role_ids & set(requirement.roles):
        return YES
    if requirement.duties:
        if situation.duties is not None:
            return YES if situation.duties & set(requirement.duties) else NO
        # Not asked: someone whose role never has such duties certainly does not do them.
        return UNKNOWN if situation.usual_duties & set(requirement.duties) or not situation.roles else NO
    return NO if situation.roles else UNKNOWN


def _placement(requirement: EntryRequirement, situation: Situation) -> str:
    """A place or experience can be told only where the requirement names the jobs or duties that count."""
    if requirement.roles or requirement.duties:
        return _role(requirement, situation)
    return UNKNOWN


def _age(requirement: EntryRequirement, situation: Situation) -> str:
    """A band decides only where every age in it does; whoever works in a school has left school."""
    if requirement.min_age is None and requirement.max_age is None:
        return UNKNOWN
    youngest, oldest = _BANDS.get(situation.answer("age_band"), (SCHOOL_LEAVING_AGE if situation.roles else 0, None))
    least, most = requirement.min_age or 0, requirement.max_age
    if oldest is not None and oldest < least or most is not None and youngest > most:
        return NO
    return YES if youngest >= least and (most is None or oldest is not None and oldest <= most) else UNKNOWN


def _residence(requirement: EntryRequirement, situation: Situation) -> str:
    lived = situation.answer("residence_3_years")
    return UNKNOWN if lived is None else YES if lived else NO


def _status(requirement: EntryRequirement, situation: Situation) -> str:
    if situation.certificates is None or not requirement.held:
        return UNKNOWN
    wanted = {situation.store.current_id("qualifications", id) for id in requirement.held}
    return YES if wanted & set(situation.held) else NO


def _cannot_tell(requirement: EntryRequirement, situation: Situation) -> str:
    return UNKNOWN


_TESTS = {
    "subject": _subject, "level": _level, "role": _role, "placement": _placement,
    "experience": _placement, "age": _age, "residence": _residence, "status": _status,
}
