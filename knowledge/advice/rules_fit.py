"""The guide's rules on what fits whom: the need, the type, the level, the assessment (step 3, and the pages on types and levels).

Each is a small predicate over one option and one situation. It answers True (met), False (not met) or None
(cannot be told, or does not bear on this option). Which rule is answered by which is in `rules`.
"""
from __future__ import annotations

from typing import Optional

from knowledge.advice import entry
from knowledge.advice.situation import CORE_DUTIES, Situation
from knowledge.records import EntryRequirement, Qualification

Verdict = Optional[bool]
IN_THE_JOB = ("qt_occupational", "qt_apprenticeship")
TAUGHT = ("qt_vocational", "qt_he")
SENIOR_LEVEL = 3
HLTA = "hlta-status"
SPEAKING_ENGLISH = ["speaking-english"]
LEARNING = ("knowledge", "skill")
# What prompted it (need_sources): something new to look after, new here, a new role or duty.
NEW_DUTY = ("ns01", "ns04", "ns05")
# Frameworks whose qualifications are accredited: by Ofqual (the first three) or through the universities.
ACCREDITED = ("NQF", "QCF", "RQF", "FHEQ", "higher education")


def top_level(option: Qualification) -> Optional[int]:
    """The level of a qualification, the highest where it comes at several; None where it has none."""
    return option.level if option.level is not None else max(option.levels, default=None)


def lowest_level(option: Qualification) -> Optional[int]:
    """The level of a qualification, the lowest where it comes at several; None where it has none."""
    return option.level if option.level is not None else min(option.levels, default=None)


# The work


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


def practised_for_goal(situation: Situation) -> Verdict:
    """Whether a normal week already holds work at the heart of the job aimed for."""
    if situation.goal is None:
        return None
    done = situation.usual_duties if situation.duties is None else situation.duties
    return bool(done & set(situation.goal.duties[:CORE_DUTIES]))


# When a qualification fits (guide, Step 3 - External courses and qualifications)


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


def school_cannot_teach(option: Qualification, situation: Situation) -> Verdict:
    """dr04: it teaches what is needed, and few schools have a second person in the job who could."""
    if not deepens(option, situation) or option.covers or not situation.roles:
        return None
    return situation.alone


def helps_the_move(option: Qualification, situation: Situation) -> Verdict:
    """dr05: aims for a new or more senior role, and this helps the move."""
    if situation.goal is None:
        return None
    return situation.goal.id in option.goals


def statutory(option: Qualification, situation: Situation) -> Verdict:
    """dr06: the law asks people in this job to show the competence."""
    return bool(situation.role_ids & set(option.statutory_for)) or None


def one_clear_thing(option: Qualification, situation: Situation) -> Verdict:
    """dr11: a course of hours or days, and one thing to learn or one rule to meet."""
    if option.type != "qt_short_course":
        return None
    if situation.need == "legal" and statutory(option, situation):
        return True
    if situation.need not in LEARNING or not situation.topics & set(option.topics):
        return None
    return len(situation.topics) == 1


# Level, content and assessment (guide, Qualification levels)


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


def work_is_close(option: Qualification, situation: Situation) -> Verdict:
    """dr15 in words: aims for another job, and already does work at the level of this."""
    return works_at_the_level(option, situation) if situation.new_role else None


def can_meet_the_assessment(option: Qualification, situation: Situation) -> Verdict:
    """dr16: a taught course is written, so English one level below it, and level 2 at most, should be there."""
    lowest, english = lowest_level(option), situation.subject_level("english")
    if option.type not in TAUGHT or option.covers:
        return None
    if "english-maths" in (situation.constraint("other") or []):
        return False
    return None if lowest is None or english is None else english >= min(lowest - 1, 2)


# Types (guide, Qualification types)


def proves_the_job(option: Qualification, situation: Situation) -> Verdict:
    """dr18: does the job now, and this is assessed in it."""
    return None if situation.new_role else works_at_the_level(option, situation)


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
    """dr21: a status is shown in the work, so the work must allow it."""
    return does_the_work(option, situation) if option.type == "qt_status" else None


def ready_for_hlta(option: Qualification, situation: Situation) -> Verdict:
    """dr33: the standards for higher level teaching assistants judge who is ready for assessment."""
    return does_the_work(option, situation) if option.id == HLTA else None


def accredited(option: Qualification, situation: Situation) -> Verdict:
    """dr24: accredited or not, for those who want proof: there it matters how far it counts."""
    if situation.need != "recognition" or statutory(option, situation):
        return None
    if any(name in option.framework for name in ACCREDITED):
        return True
    return False if option.kind == "training" else None


def university_award(option: Qualification, situation: Situation) -> Verdict:
    """dr25: a university award, whose nature, level and credit are worth a check."""
    return option.type == "qt_he"


# What comes first


def closes_a_basic_gap(option: Qualification, situation: Situation) -> Verdict:
    """dr26: English or maths below level 2 comes first, or alongside."""
    return bool(set(option.covers) & gaps(situation)) or None


def builds_confidence(option: Qualification, situation: Situation) -> Verdict:
    """dr27: long out of learning or short of confidence: a return-to-learning course before anything bigger."""
    if option.introductory and option.goals and not situation.new_role:
        # An introduction to another job is no return to learning for somebody who stays.
        return None
    return ("confidence" in option.topics and situation.need == "confidence") or None


def gaps(situation: Situation) -> set[str]:
    """English and maths known to be below level 2; science too where the aim is to teach primary pupils."""
    subjects = ["english", "maths"]
    if situation.goal and situation.goal.id == "teacher" and situation.answer("setting") in ("primary", "nursery"):
        subjects.append("science")
    return {s for s in subjects if (level := situation.subject_level(s)) is not None and level < 2}


def option_for_second_language(option: Qualification, situation: Situation) -> bool:
    """An English class for people who said that English is not their first language, or who want to learn it."""
    said = "language" in (situation.constraint("other") or []) or "speaking-english" in situation.topics
    return said and option.topics[:1] == SPEAKING_ENGLISH


# What is held


def held_in_field(option: Qualification, situation: Situation) -> Optional[int]:
    """The highest level held in the option's own field (the same main topic, for the same jobs), or None."""
    levels = []
    for id, entry_ in situation.held.items():
        record = situation.store.find("qualifications", id)
        if record and _same_field(record, option):
            level = entry_.get("level") or top_level(record)
            if level is not None:
                levels.append(int(level))
    return max(levels, default=None)


def _same_field(record: Qualification, option: Qualification) -> bool:
    """The first topic of a record is its main one."""
    jobs = set(record.roles + record.goals) & set(option.roles + option.goals)
    return bool(jobs) and not record.covers and record.topics[:1] == option.topics[:1]


# What the school gives (guide, Occupational qualifications)


# What an award assessed in the job needs of the school, and the practical points (step 4) that say it is there.
SCHOOL_GIVES = {"mentor": ("pr06",), "chances": ("pr05",), "assessment": ("pr19", "pr20")}


def school_still_to_give(option: Qualification, situation: Situation) -> list[str]:
    """What the school must give and nobody said is there: of mentor, chances, assessment; only where it is assessed in the job."""
    if option.type != "qt_occupational":
        return []
    sorted_ = {id for ids in SCHOOL_GIVES.values() for id in ids if situation.answer("practicalities", id) == "sorted"}
    return [part for part, ids in SCHOOL_GIVES.items() if not sorted_ & set(ids)]
