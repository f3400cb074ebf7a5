"""The guide's rules of step 3 as small named predicates over one option and one situation.

Each answers True (met), False (not met) or None (cannot be told, or does not bear on this option).
Words and sources are the decision rules of the knowledge base; `RULES` ties each id to its predicate.
"""
from __future__ import annotations

from typing import Callable, Optional

from knowledge.advice import entry
from knowledge.advice.equivalence import counts_already
from knowledge.advice.situation import CORE_DUTIES, Situation
from knowledge.records import EntryRequirement, Qualification

Verdict = Optional[bool]
IN_THE_JOB = ("qt_occupational", "qt_apprenticeship")
SENIOR_LEVEL = 3
SPEAKING_ENGLISH = ["speaking-english"]
LEARNING = ("knowledge", "skill")
# What prompted it (need_sources): something new to look after, new here, a new role or duty.
NEW_DUTY = ("ns01", "ns04", "ns05")


def does_the_work(option: Qualification, situation: Situation) -> Verdict:
    """Whether the person now does the work that the option is assessed in (guide, Occupational qualifications)."""
    conditions = work_rules(option, situation)
    if conditions:
        states = [entry.met(r, situation) for r in conditions]
        return False if entry.NO in states else None if entry.UNKNOWN in states else True
    if not option.roles:
        return None
    return bool(situation.role_ids & set(option.roles)) if situation.roles else None


def work_rules(option: Qualification, situation: Situation) -> list[EntryRequirement]:
    """The hard entry rules about work or a place in a school."""
    return [r for r in entry.requirements(option, situation) if r.kind in ("role", "placement") and r.strength == "hard"]


def wants_proof(option: Qualification, situation: Situation) -> Verdict:
    """dr01: nothing held for this job yet, and proof is wanted."""
    if situation.certificates is None or situation.need is None or situation.new_role:
        return None
    proves = option.level is not None or option.levels or option.type == "qt_status"
    if option.covers or not proves or not situation.role_ids & set(option.roles):
        return None
    return situation.need == "recognition" and held_in_field(option, situation) is None


def new_duties_soon(option: Qualification, situation: Situation) -> Verdict:
    """dr02: moving to a new role or duties, and needs the skill quickly."""
    if option.covers or situation.answer("need_source") not in NEW_DUTY:
        return None
    return True


def deepens(option: Qualification, situation: Situation) -> Verdict:
    """dr03: a specialist part of the role they hold."""
    if situation.new_role or situation.need not in LEARNING:
        return None
    return bool(situation.topics & set(option.topics)) or None


def helps_the_move(option: Qualification, situation: Situation) -> Verdict:
    """dr05: aims for a new or more senior role, and this helps the move."""
    if situation.goal is None:
        return None
    return situation.goal.id in option.goals


def statutory(option: Qualification, situation: Situation) -> Verdict:
    """dr06: the law asks people in this job to show the competence."""
    return bool(situation.role_ids & set(option.statutory_for)) or None


def practised_for_goal(situation: Situation) -> Verdict:
    """Whether a normal week already holds work at the heart of the job aimed for."""
    if situation.goal is None:
        return None
    done = situation.usual_duties if situation.duties is None else situation.duties
    return bool(done & set(situation.goal.duties[:CORE_DUTIES]))


def content_fits(option: Qualification, situation: Situation) -> Verdict:
    """dr12: what it teaches matches what is needed."""
    return bool(situation.topics & set(option.topics)) if situation.topics else None


def level_need_not_rise(option: Qualification, situation: Situation) -> Verdict:
    """dr13: at or below a level held, and right because of what it teaches."""
    if option.level is None or situation.highest is None or option.level > situation.highest or situation.need not in LEARNING:
        return None
    return content_fits(option, situation)


def works_at_the_level(option: Qualification, situation: Situation) -> Verdict:
    """dr15: assessed in the job, so the person must be doing that work day to day."""
    return does_the_work(option, situation) if option.type in IN_THE_JOB else None


def proves_the_job(option: Qualification, situation: Situation) -> Verdict:
    """dr18: does the job now, and this is assessed in it."""
    return None if situation.new_role else works_at_the_level(option, situation)


def work_is_close(option: Qualification, situation: Situation) -> Verdict:
    """dr15 in words: aims for another job, and already does work at the level of this."""
    return works_at_the_level(option, situation) if situation.new_role else None


def taught_fits(option: Qualification, situation: Situation) -> Verdict:
    """dr19: new to the role, not yet in it, or deepening a part of it."""
    if option.type != "qt_vocational":
        return None
    return situation.new_role or does_the_work(option, situation) is not True or bool(deepens(option, situation))


def ready_for_university(option: Qualification, situation: Situation) -> Verdict:
    """dr20: higher education asks for study at level 3 or more, and time."""
    if option.type != "qt_he" or situation.highest is None:
        return None
    return False if situation.highest < SENIOR_LEVEL else situation.new_role or None


def shows_the_standards(option: Qualification, situation: Situation) -> Verdict:
    """dr21 and dr33: a status is shown in the work, so the work must allow it."""
    return does_the_work(option, situation) if option.type == "qt_status" else None


def closes_a_basic_gap(option: Qualification, situation: Situation) -> Verdict:
    """dr26: English or maths below level 2 comes first, or alongside."""
    return bool(set(option.covers) & gaps(situation)) or None


def builds_confidence(option: Qualification, situation: Situation) -> Verdict:
    """dr27: long out of learning or short of confidence: a return-to-learning course before anything bigger."""
    return ("confidence" in option.topics and situation.need == "confidence") or None


RULES: dict[str, Callable[[Qualification, Situation], Verdict]] = {
    "dr06": statutory, "dr26": closes_a_basic_gap, "dr27": builds_confidence, "dr05": helps_the_move,
    "dr18": proves_the_job, "dr15": work_is_close, "dr21": shows_the_standards, "dr19": taught_fits, "dr20": ready_for_university,
    "dr01": wants_proof, "dr02": new_duties_soon, "dr03": deepens, "dr12": content_fits, "dr13": level_need_not_rise,
}


def gaps(situation: Situation) -> set[str]:
    """English and maths known to be below level 2; science too where the aim is to teach primary pupils."""
    subjects = ["english", "maths"]
    if situation.goal and situation.goal.id == "teacher" and situation.answer("setting") in ("primary", "nursery"):
        subjects.append("science")
    return {s for s in subjects if (level := situation.subject_level(s)) is not None and level < 2}


def held_in_field(option: Qualification, situation: Situation) -> Optional[int]:
    """The highest level held in the option's own field (the same main topic, for the same jobs), or None."""
    levels = []
    for id, entry_ in situation.held.items():
        record = situation.store.find("qualifications", id)
        if record and _same_field(record, option):
            level = entry_.get("level") or record.level or max(record.levels, default=None)
            if level is not None:
                levels.append(int(level))
    return max(levels, default=None)


def _same_field(record: Qualification, option: Qualification) -> bool:
    """The first topic of a record is its main one."""
    jobs = set(record.roles + record.goals) & set(option.roles + option.goals)
    return bool(jobs) and not record.covers and record.topics[:1] == option.topics[:1]


def excluded(option: Qualification, situation: Situation) -> Optional[str]:
    """Why an option is not for this person now (an id of a phrase `not-...`), or None where it may be.

    The order matters: the first reason is the one a person is told.
    """
    if not (option.offered and option.open_on(situation.as_of)):
        return "not-open"
    if option.id in situation.held:
        return "not-held"
    if option.id in situation.doing:
        return "not-doing"
    if option.topics[:1] == SPEAKING_ENGLISH and not option_for_second_language(option, situation):
        return "not-closest"
    if option.only_below is not None and (situation.highest or 0) >= option.only_below:
        return "not-above"
    if _basics_held(option, situation):
        return "not-above"
    if _closes_known_gap(option, situation):
        return None
    if shown_already(option, situation):
        return "not-above"
    if works_at_the_level(option, situation) is False or shows_the_standards(option, situation) is False:
        return "not-the-work"
    if entry.blocked(option, situation):
        return "not-entry"
    if ready_for_university(option, situation) is False or _too_high(option, situation):
        return "not-yet-level"
    if _below_what_is_held(option, situation):
        return "not-above"
    return None


def shown_already(option: Qualification, situation: Situation) -> bool:
    """Made to count where a certificate held counts already: there is nothing to redo at its level or below,
    and nothing at all for a need of the law."""
    if situation.need in LEARNING:
        return False
    level = option.level if option.level is not None else max(option.levels, default=0)
    shown = [row["level"] for row in counts_already(situation) if option.topics[:1] == [row["topic"]]]
    return bool(shown) and (situation.need == "legal" or level <= max(shown))


def option_for_second_language(option: Qualification, situation: Situation) -> bool:
    """An English class for people who said that English is not their first language, or who want to learn it."""
    said = "language" in (situation.constraint("other") or []) or "speaking-english" in situation.topics
    return said and option.topics[:1] == SPEAKING_ENGLISH


def _basics_held(option: Qualification, situation: Situation) -> bool:
    """English and maths classes are no help to people known to hold both, unless they ask for one by name."""
    if not option.covers or situation.topics & set(option.covers) or gaps(situation):
        return False
    return all(situation.subject_level(subject) is not None for subject in ("english", "maths"))


def _closes_known_gap(option: Qualification, situation: Situation) -> bool:
    return bool(closes_a_basic_gap(option, situation)) and option.level in (None, 1, 2)


def _too_high(option: Qualification, situation: Situation) -> bool:
    """More than one level above anything shown: an earlier step comes first (guide, Qualification levels).

    An entry rule that names the level says more than the number. And for those with level 2 who do the very work,
    the work decides: one level more.
    """
    lowest = option.level if option.level is not None else min(option.levels, default=None)
    if lowest is None or situation.highest is None or entry_names_the_level(option, situation):
        return False
    in_it = bool(work_rules(option, situation)) and does_the_work(option, situation) is True
    return lowest > max(situation.ready_for, 1) + (2 if in_it and situation.ready_for >= 2 else 1)


def entry_names_the_level(option: Qualification, situation: Situation) -> bool:
    """True where a hard entry rule names a level, and the person has it."""
    return any(
        r.kind == "level" and r.strength == "hard" and entry.met(r, situation) == entry.YES
        for r in entry.requirements(option, situation)
    )


def _below_what_is_held(option: Qualification, situation: Situation) -> bool:
    """The same field at a level already held; or an apprenticeship, which must teach mostly new things."""
    level = option.level
    if level is None:
        return False
    field = held_in_field(option, situation)
    if field is not None and level <= field and not (situation.topics & set(option.topics) and not situation.new_role):
        return True
    return lower_apprenticeship(option, situation) and not helps_the_move(option, situation)


def lower_apprenticeship(option: Qualification, situation: Situation) -> bool:
    """An apprenticeship below a level held: it must teach mostly new things (apprenticeship funding rules)."""
    return option.type == "qt_apprenticeship" and (option.level or 0) < (situation.highest or 0)
