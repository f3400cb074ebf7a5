"""The guide's rules that are of their time: they speak of awards, ways and hopes of 2004 to 2012. `rules` holds their dates."""
from __future__ import annotations

from knowledge.advice.rules_fit import HLTA, Verdict, does_the_work, top_level
from knowledge.advice.rules_prior import SWIS, is_nvq
from knowledge.advice.situation import Situation
from knowledge.records import Qualification

SUPPORTING_LEARNING = ["supporting-learning"]
CLASSROOM = "learning-support"
HOPED_FOR = 3


def level_to_settle(option: Qualification, situation: Situation) -> Verdict:
    """dr17: an NVQ outside supporting learning that comes at several levels."""
    if not is_nvq(option) or option.topics[:1] == SUPPORTING_LEARNING:
        return None
    return len(option.levels) > 1


def classroom_award_fits(option: Qualification, situation: Situation) -> Verdict:
    """dr22: an NVQ in supporting learning, for those who work in the classroom."""
    if not is_nvq(option) or option.topics[:1] != SUPPORTING_LEARNING or not situation.roles:
        return None
    return in_classroom(situation)


def several_jobs(option: Qualification, situation: Situation) -> Verdict:
    """dr23: a Support Work in Schools award, for people with more than one job."""
    if option.id not in SWIS or not situation.roles:
        return None
    return len(situation.role_ids) > 1


def two_ways_to_hlta(option: Qualification, situation: Situation) -> Verdict:
    """dr32: works at the level already, so preparation and assessment do; others train first."""
    return does_the_work(option, situation) if option.id == HLTA else None


def level_3_hoped_for(option: Qualification, situation: Situation) -> Verdict:
    """dr34: staff who support learning hold, or work towards, level 3."""
    if top_level(option) != HOPED_FOR or situation.certificates is None or not in_classroom(situation):
        return None
    doing = [situation.store.find("qualifications", id) for id in situation.doing]
    if any(record and (top_level(record) or 0) >= HOPED_FOR for record in doing):
        return True
    return None if situation.highest is None else situation.highest >= HOPED_FOR


def in_classroom(situation: Situation) -> bool:
    """Whether a job held now is one that supports learning."""
    return any(role.group == CLASSROOM for role in situation.roles)
