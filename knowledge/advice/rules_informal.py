"""The guide's rules on development that needs no course (guide, Step 3 - Informal training and development).

Each is a predicate over one informal option and one situation: True (met), False (not met) or None (cannot be
told, or does not bear on this option).
"""
from __future__ import annotations

from knowledge.advice.rules_fit import Verdict
from knowledge.advice.situation import Situation
from knowledge.records import InformalOption

# What prompted it (need_sources): a skills audit, or a review of skills against the standards, looks at many.
SHARED_NEEDS = ("ns07", "ns08")
TEAM = "team"


def a_colleague_can_show(option: InformalOption, situation: Situation) -> Verdict:
    """dr07: learned from a colleague, where the school has others in the job."""
    if option.learn_from != "colleague" or not situation.roles:
        return None
    if situation.goal:
        return None if situation.goal.alone else True
    known = situation.answer("in_house")
    return not situation.alone if known is None else known


def reading_may_do(option: InformalOption, situation: Situation) -> Verdict:
    """dr08: learned by reading or online, where the need is to know."""
    if option.learn_from != "self" or "knowledge" not in option.fits:
        return None
    return {"knowledge": True, "skill": False}.get(situation.need)


def several_share_it(option: InformalOption, situation: Situation) -> Verdict:
    """dr09: a training day, where several staff share the need."""
    if "shared" not in option.fits:
        return None
    if situation.answer("for") == TEAM or situation.answer("need_source") in SHARED_NEEDS:
        return True
    return None if situation.answer("need_source") is None else False


def inside_school_first(option: InformalOption, situation: Situation) -> Verdict:
    """dr10: needs no time away, where time away is hard."""
    release = situation.constraint("release")
    if option.release != "none" or release is None:
        return None
    return release == "none"
