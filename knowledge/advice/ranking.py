"""How well a qualification serves a situation: points, and the reason for each.

A point is given only for serving the need, the goal, the law or a wish. Money, time and level then set the
order among what is served; they never bring an option in.
"""
from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.advice import entry
from knowledge.advice.rules import (
    IN_THE_JOB, RULES, SENIOR_LEVEL, closes_a_basic_gap, does_the_work, option_for_second_language, entry_names_the_level, held_in_field, practised_for_goal,
    shows_the_standards, work_rules,
)
from knowledge.advice.situation import Situation
from knowledge.records import Qualification

# Never proposed as proof of a job: a way in, or a short look at something.
NOT_PROOF = ("qt_basic_skills", "qt_introductory", "qt_he")
# Made for more jobs than this, an option is a general one.
FEW_JOBS = 5
GENERAL_PROOF = 1.5


@dataclass(eq=False)
class Suggestion:
    """One qualification with the points that rank it and the ids of the phrases and rules behind them."""

    option: Qualification
    points: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str | None = None) -> None:
        """Adds points, and the reason for them."""
        self.points += points
        if reason and reason not in self.reasons:
            self.reasons.append(reason)


def score(option: Qualification, situation: Situation) -> Suggestion:
    """The option with its points and reasons; no points where it serves nothing the person needs."""
    suggestion = Suggestion(option)
    if not (option.roles or option.goals) and not (situation.wished and option.id == situation.wished.id):
        # Made for nobody in particular: shown when asked about, never proposed.
        return suggestion
    for serve in (_basic_gap, _statutory, _goal, _on_the_way, _wish, _present_job, _topics, _confidence):
        serve(suggestion, situation)
    if suggestion.points > 0:
        _suits(suggestion, situation)
    return suggestion


def _basic_gap(suggestion: Suggestion, situation: Situation) -> None:
    option = suggestion.option
    if not _right_basics(option, situation):
        return
    if closes_a_basic_gap(option, situation):
        # Someone who named another topic for their present job gets that first, and this beside it.
        elsewhere = not situation.new_role and situation.topics and not situation.topics & set(option.covers)
        suggestion.add(5 if situation.new_role else 1.5 if elsewhere else 3.6, "dr26")
    elif set(option.covers) & situation.topics:
        # Asked for by name, at a level nobody has told us.
        suggestion.add(3, "teaches")


def _right_basics(option: Qualification, situation: Situation) -> bool:
    """A teacher needs the GCSE or a test taken in its place; for others the free class comes first."""
    to_teach = situation.goal is not None and situation.goal.id == "teacher"
    return bool(option.covers) and to_teach == ("teacher" in option.goals)


def _statutory(suggestion: Suggestion, situation: Situation) -> None:
    """The law counts in the job people do; on the way to another it counts only where that job has the same rule."""
    jobs = set(suggestion.option.statutory_for)
    if situation.need == "legal" and situation.role_ids & jobs:
        suggestion.add(6, "dr06")
    elif situation.role_ids & jobs and (not situation.new_role or situation.goal and situation.goal.id in jobs):
        suggestion.add(1, "dr06")


def _goal(suggestion: Suggestion, situation: Situation) -> None:
    option, goal = suggestion.option, situation.goal
    if goal is None or option.covers:
        return
    if goal.id in option.goals:
        suggestion.add(4, "towards-goal")
        if option.introductory and not practised_for_goal(situation) and (situation.highest or 0) < SENIOR_LEVEL:
            suggestion.add(1)
        if work_rules(option, situation) and does_the_work(option, situation):
            # Chances to show competence are there already (guide, Occupational qualifications).
            suggestion.add(0.5)
    elif goal.id in option.roles and option.type == "qt_vocational" and set(option.topics[:1]) & situation.core_topics(goal):
        suggestion.add(2, "towards-goal")


def _on_the_way(suggestion: Suggestion, situation: Situation) -> None:
    """Named on the way to the goal by the progressions of the knowledge base."""
    option = suggestion.option
    if suggestion.points or option.covers or option.id not in situation.on_the_way:
        return
    top = option.level if option.level is not None else max(option.levels, default=None)
    if top is None or top >= (situation.highest or 0):
        suggestion.add(2.5, "on-the-way")


def _wish(suggestion: Suggestion, situation: Situation) -> None:
    option = suggestion.option
    if situation.wished and option.id == situation.wished.id:
        suggestion.add(6, "wished")
    elif situation.wished and option.id in situation.wished.replaced_by:
        suggestion.add(5, "replaces-wish")
    elif situation.wished_level is not None and option.level == situation.wished_level and situation.role_ids & set(option.roles):
        suggestion.add(2, "wished-level")


def _present_job(suggestion: Suggestion, situation: Situation) -> None:
    """Proof of the job they do; or, where no topic is named, what teaches the heart of it."""
    option = suggestion.option
    if situation.new_role or not situation.role_ids & set(option.roles) or option.type in NOT_PROOF:
        return
    main = set(option.topics[:1])
    heart = any(main & situation.core_topics(role) for role in situation.roles)
    heart = heart or bool(work_rules(option, situation) and shows_the_standards(option, situation) and main & situation.work)
    general = _general(option)
    if situation.need == "recognition":
        if general and option.type in IN_THE_JOB:
            suggestion.add(GENERAL_PROOF, "for-your-job")
        elif not general and (heart or situation.duties and main & situation.work):
            suggestion.add((3 if heart else 1.7) - 0.1 * len(option.roles), "for-your-job")
    elif situation.need in ("skill", "knowledge") and not situation.topics and heart and not general:
        suggestion.add(1, "for-your-job")


def _general(option: Qualification) -> bool:
    return len(option.roles) > FEW_JOBS


def without_general_awards(scored: list[Suggestion], situation: Situation) -> list[Suggestion]:
    """Drops proof made for every job where there is proof made for this one.

    Awards with units to pick from suited people with several jobs (rule dr23), so theirs stay.
    """
    proof = [s for s in scored if "for-your-job" in s.reasons]
    if len(situation.role_ids) > 1 or not any(s.points > GENERAL_PROOF + 0.5 and not _general(s.option) for s in proof):
        return scored
    return [s for s in scored if "for-your-job" not in s.reasons or not _general(s.option)]


def _topics(suggestion: Suggestion, situation: Situation) -> None:
    option = suggestion.option
    shared = situation.topics & set(option.topics)
    if not shared or option.covers or situation.goal and not (situation.goal.id in option.goals or "digital" in shared):
        return
    named = situation.role_ids & set(option.roles) or not option.roles
    suggestion.add((2 if named else 0.8) * min(len(shared), 2), "teaches")


def _confidence(suggestion: Suggestion, situation: Situation) -> None:
    if option_for_second_language(suggestion.option, situation):
        suggestion.add(4, "second-language")
    if RULES["dr27"](suggestion.option, situation) and situation.role_ids & set(suggestion.option.roles):
        suggestion.add(5, "dr27")


def _suits(suggestion: Suggestion, situation: Situation) -> None:
    """Money, time, level and how sure the record is: an order among the suggested."""
    option = suggestion.option
    if situation.constraint("cost") == "none":
        suggestion.add({"free": 0.5, "school": 0, "fee": -1.5, "unknown": -0.3}[option.cost_band])
    if situation.no_release:
        suggestion.add({"none": 0.5, "some": -0.8, "unknown": 0}[option.release])
    if situation.constraint("online") == "yes" and option.online in ("yes", "some"):
        suggestion.add(0.3)
    suggestion.add(-_misfit(option, situation))
    if not situation.new_role:
        suggestion.add(0.1 * min(len(situation.work & set(option.topics)), 3))
    unmet = [r for r in entry.requirements(option, situation) if r.strength == "usual" and entry.met(r, situation) == entry.NO]
    suggestion.add(-0.7 * min(len(unmet), 2))
    if option.type == "qt_status" and option.roles and shows_the_standards(option, situation) is None:
        # The status comes from the work, and nobody has said that they do it.
        suggestion.add(-1)
    suggestion.add({"high": 0.2, "medium": 0, "low": -0.4}[option.confidence])


def _misfit(option: Qualification, situation: Situation) -> float:
    """What it costs an option to be at a level that does not fit: 0.2 for each level too low or too high.

    What fits is one above the level held in this field. With nothing held in it, anything from level 3 (or one above
    the level shown) to one above the level shown will do: proof of a job need not climb.
    """
    if option.level is None or situation.highest is None or entry_names_the_level(option, situation):
        return 0.0
    field_level = held_in_field(option, situation)
    if field_level is not None:
        return 0.2 * abs(option.level - field_level - 1)
    low, high = min(situation.ready_for, 2) + 1, situation.ready_for + 1
    # At a level held already, an apprenticeship may have too little new to teach.
    repeats = 0.3 if option.type == "qt_apprenticeship" and option.level <= situation.highest else 0.0
    return 0.2 * (max(low - option.level, 0) + max(option.level - high, 0)) + repeats
