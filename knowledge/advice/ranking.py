"""How well a qualification serves a situation: points, and the reason for each.

A point is given only for serving the need, the goal, the law or a wish. Money, time and level then set the
order among what is served; they never bring an option in. Every number is in `POINTS`, with what it is for.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.advice import entry
from knowledge.advice.rules import (
    IN_THE_JOB, LEARNING, RULES, SENIOR_LEVEL, closes_a_basic_gap, does_the_work, entry_names_the_level, held_in_field,
    option_for_second_language, practised_for_goal, shows_the_standards, work_rules,
)
from knowledge.advice.rules_fit import top_level
from knowledge.advice.rules_prior import proved_already
from knowledge.advice.situation import Situation
from knowledge.records import Qualification

# Never proposed as proof of a job: a way in, or a short look at something.
NOT_PROOF = ("qt_basic_skills", "qt_introductory", "qt_he")
# A general award is made for jobs of so many groups, and no group has so great a share of them.
GENERAL_GROUPS, GENERAL_SHARE = 3, 2 / 3
# Leading a team is on the list of most jobs. Who ticks this share of the list does a bit of everything.
TEAM_LEADING, EVERYTHING, FEWEST_TICKS = "team-leading", 0.8, 4
AT_HEART = "heart-of-job"
MOST_SHARED, MOST_UNMET = 2, 2


class Points(NamedTuple):
    """Points, and what they are given (or taken off) for."""

    points: float
    what: str


# What brings an option in.
_SERVING = {
    "wished": Points(6, "it was asked for by name"),
    "law": Points(6, "the law asks for it in the present job, and that is the need"),
    "replaces-wish": Points(5, "it took the place of what was asked for"),
    "gap-new-job": Points(5, "English or maths below level 2, on the way to another job"),
    "confidence": Points(5, "a return to learning, where confidence is the need"),
    "goal": Points(4, "it helps towards the job aimed for"),
    "second-language": Points(4, "an English class for speakers of other languages who said that they are"),
    "gap": Points(3.6, "English or maths below level 2"),
    "heart-of-job": Points(3, "proof of the present job, about its heart, or a status that they can show in it"),
    "asked-basics": Points(3, "English or maths asked for by name, at a level not known"),
    "status-of-goal": Points(2.5, "the status that the job aimed for, and no other, asks for; its work is done already"),
    "on-the-way": Points(2.5, "named on the way to the job aimed for"),
    "goal-content": Points(2, "a taught course about the heart of the job aimed for"),
    "wished-level": Points(2, "of the level asked for, and for the present job"),
    "topic": Points(2, "each topic of the need that it teaches, two at most, where it is for the present job"),
    "part-of-job": Points(1.7, "proof of a part of the present job that was ticked"),
    "general": Points(1.5, "proof made for many jobs"),
    "gap-beside": Points(1.5, "English or maths below level 2, beside another topic for the present job"),
    "law-too": Points(1, "the law asks for it in the present job"),
    "way-in": Points(1, "an introduction, for those new to that work and below level 3"),
    "several-jobs": Points(2, "made for people with several jobs, who want proof (rule dr23)"),
    "learn-the-job": Points(1, "it teaches the heart of the present job, where no topic was named"),
    "topic-elsewhere": Points(0.8, "each topic of the need that it teaches, two at most, where it is for other jobs"),
    "work-for-goal": Points(0.5, "the work it is assessed in is done already"),
}
# What sets the order among these.
ORDERING = {
    "free": Points(0.5, "it is free, and money is hard"),
    "fee": Points(-1.5, "it has a fee, and money is hard"),
    "cost-unknown": Points(-0.3, "its cost is not known, and money is hard"),
    "no-release": Points(0.5, "it needs no time away, and time is hard"),
    "release": Points(-0.8, "it needs time away, and time is hard"),
    "online": Points(0.3, "it can be done online, and that suits"),
    "level-misfit": Points(-0.2, "each level too low or too high"),
    "repeats": Points(-0.3, "an apprenticeship at or below a level held, which may have too little new to teach"),
    "main-topic": Points(0.2, "its main topic is one of the need"),
    "work-topic": Points(0.1, "each topic of the present work, three at most"),
    "first-duty": Points(0.05, "proof about the very first duty of the present job"),
    "each-job": Points(-0.1, "each job that proof of a job is made for"),
    "unmet": Points(-0.7, "each usual entry rule not met, two at most"),
    "status-unknown": Points(-1, "a status, and nobody said that they do that work"),
    "sure": Points(0.2, "we are sure of the record"),
    "unsure": Points(-0.4, "we are not sure of the record"),
}
POINTS: dict[str, Points] = {**_SERVING, **ORDERING}


@dataclass(eq=False)
class Suggestion:
    """One qualification with the points that rank it and the ids of the phrases and rules behind them."""

    option: Qualification
    points: float = 0.0
    reasons: list[str] = field(default_factory=list)
    # English or maths for somebody who named another topic: it has its place, after what they asked for.
    beside: bool = False

    def add(self, name: str, reason: str | None = None, times: float = 1) -> None:
        """Adds points by their name in `POINTS`, so many times, and the reason for them."""
        self.points += POINTS[name].points * times
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
        suggestion.beside = bool(not situation.new_role and situation.topics and not situation.topics & set(option.covers))
        suggestion.add("gap-new-job" if situation.new_role else "gap-beside" if suggestion.beside else "gap", "dr26")
    elif set(option.covers) & situation.topics:
        suggestion.add("asked-basics", "teaches")


def _right_basics(option: Qualification, situation: Situation) -> bool:
    """A teacher needs the GCSE or a test taken in its place; for others the free class comes first."""
    to_teach = situation.goal is not None and situation.goal.id == "teacher"
    return bool(option.covers) and to_teach == ("teacher" in option.goals)


def _statutory(suggestion: Suggestion, situation: Situation) -> None:
    """The law counts in the job people do; on the way to another it counts only where that job has the same rule."""
    jobs = set(suggestion.option.statutory_for)
    if situation.need == "legal" and situation.role_ids & jobs:
        suggestion.add("law", "dr06")
    elif situation.role_ids & jobs and (not situation.new_role or situation.goal and situation.goal.id in jobs):
        suggestion.add("law-too", "dr06")


def _goal(suggestion: Suggestion, situation: Situation) -> None:
    option, goal = suggestion.option, situation.goal
    if goal is None or option.covers:
        return
    if goal.id in option.goals:
        suggestion.add("goal", "towards-goal")
        if option.introductory and not practised_for_goal(situation) and (situation.highest or 0) < SENIOR_LEVEL:
            suggestion.add("way-in")
        if work_rules(option, situation) and does_the_work(option, situation):
            # Chances to show competence are there already (guide, Occupational qualifications).
            suggestion.add("work-for-goal")
        if option.kind == "status" and option.goals == [goal.id] and does_the_work(option, situation):
            suggestion.add("status-of-goal")
    elif goal.id in option.roles and option.type == "qt_vocational" and set(option.topics[:1]) & situation.core_topics(goal):
        suggestion.add("goal-content", "towards-goal")


def _on_the_way(suggestion: Suggestion, situation: Situation) -> None:
    """Named on the way to the goal by the progressions of the knowledge base."""
    option = suggestion.option
    if suggestion.points or option.covers or option.id not in situation.on_the_way:
        return
    top = top_level(option)
    if top is None or top >= (situation.highest or 0):
        suggestion.add("on-the-way", "on-the-way")


def _wish(suggestion: Suggestion, situation: Situation) -> None:
    option = suggestion.option
    if situation.wished and option.id == situation.wished.id:
        suggestion.add("wished", "wished")
    elif situation.wished and option.id in situation.wished.replaced_by:
        suggestion.add("replaces-wish", "replaces-wish")
    elif situation.wished_level is not None and option.level == situation.wished_level and situation.role_ids & set(option.roles):
        suggestion.add("wished-level", "wished-level")


def _present_job(suggestion: Suggestion, situation: Situation) -> None:
    """Proof of the job they do; or, where no topic is named, what teaches the heart of it."""
    option = suggestion.option
    if situation.new_role or not situation.role_ids & set(option.roles) or option.type in NOT_PROOF:
        return
    general, place = _general(option, situation), _place_in_job(option, situation)
    if situation.need == "recognition":
        if general and option.type in IN_THE_JOB and not proved_already(option, situation):
            suggestion.add("general", "for-your-job")
        elif not general and place:
            suggestion.add(place, "for-your-job")
            suggestion.add("each-job", times=len(option.roles))
            suggestion.add("first-duty", times=_first_duty(option, situation))
        if RULES["dr23"](option, situation):
            suggestion.add("several-jobs", "dr23")
    elif situation.need in LEARNING and not situation.topics and place == AT_HEART and not general:
        suggestion.add("learn-the-job", "for-your-job")


def _place_in_job(option: Qualification, situation: Situation) -> str | None:
    """How near to the heart of a present job the main topic of an option is, as the name of its points; None for not at all."""
    main = set(option.topics[:1])
    if any(main & situation.core_topics(role) for role in situation.roles):
        return AT_HEART
    if work_rules(option, situation) and shows_the_standards(option, situation) and main & situation.work:
        return AT_HEART
    return "part-of-job" if situation.duties and main & _ticked(situation) else None


def _first_duty(option: Qualification, situation: Situation) -> bool:
    """Whether the main topic of an option is of the very first duty of a present job."""
    first = [duty for role in situation.roles for id in role.duties[:1] if (duty := situation.store.find("duties", id))]
    return any(set(option.topics[:1]) & set(duty.topics) for duty in first)


def _ticked(situation: Situation) -> set[str]:
    """What the ticks of a normal week are about. Who does a bit of everything ticked leading a team with the rest, and did not say so."""
    ticked = (situation.duties or set()) & situation.usual_duties
    everything = len(ticked) >= FEWEST_TICKS and len(ticked) >= EVERYTHING * len(situation.usual_duties)
    return situation.work - {TEAM_LEADING} if everything else situation.work


def _general(option: Qualification, situation: Situation) -> bool:
    """Made for people of many kinds of job: of three groups or more, and of none above all."""
    groups = [role.group for id in option.roles if (role := situation.store.find("roles", id))]
    kinds = set(groups)
    return len(kinds) >= GENERAL_GROUPS and max(map(groups.count, kinds)) < GENERAL_SHARE * len(groups)


def without_general_awards(scored: list[Suggestion], situation: Situation) -> list[Suggestion]:
    """Drops proof made for every job where there is proof made for this one.

    Awards with units to pick from suited people with several jobs (rule dr23), so theirs stay.
    """
    proof = [s for s in scored if "for-your-job" in s.reasons]
    if len(situation.role_ids) > 1 or not any(s.points > POINTS["general"].points + 0.5 and not _general(s.option, situation) for s in proof):
        return scored
    return [s for s in scored if "for-your-job" not in s.reasons or not _general(s.option, situation)]


def _topics(suggestion: Suggestion, situation: Situation) -> None:
    option = suggestion.option
    shared = situation.topics & set(option.topics)
    if not shared or option.covers or situation.goal and not (situation.goal.id in option.goals or "digital" in shared):
        return
    named = situation.role_ids & set(option.roles) or not option.roles
    suggestion.add("topic" if named else "topic-elsewhere", "teaches", times=min(len(shared), MOST_SHARED))
    if shared & set(option.topics[:1]):
        suggestion.add("main-topic")


def _confidence(suggestion: Suggestion, situation: Situation) -> None:
    if option_for_second_language(suggestion.option, situation):
        suggestion.add("second-language", "second-language")
    if RULES["dr27"](suggestion.option, situation) and situation.role_ids & set(suggestion.option.roles):
        suggestion.add("confidence", "dr27")


# What each of these says of cost, time away and how sure we are, by the names of `POINTS`.
_COST = {"free": "free", "fee": "fee", "unknown": "cost-unknown"}
_RELEASE = {"none": "no-release", "some": "release"}
_SURE = {"high": "sure", "low": "unsure"}


def _suits(suggestion: Suggestion, situation: Situation) -> None:
    """Money, time, level and how sure the record is: an order among the suggested."""
    option = suggestion.option
    if situation.constraint("cost") == "none" and option.cost_band in _COST:
        suggestion.add(_COST[option.cost_band])
    if situation.no_release and option.release in _RELEASE:
        suggestion.add(_RELEASE[option.release])
    if situation.constraint("online") == "yes" and option.online in ("yes", "some"):
        suggestion.add("online")
    _level(suggestion, situation)
    if not situation.new_role:
        suggestion.add("work-topic", times=min(len(situation.work & set(option.topics)), 3))
    unmet = [r for r in entry.requirements(option, situation) if r.strength == "usual" and entry.met(r, situation) == entry.NO]
    suggestion.add("unmet", times=min(len(unmet), MOST_UNMET))
    if option.type == "qt_status" and option.roles and shows_the_standards(option, situation) is None:
        suggestion.add("status-unknown")
    if option.confidence in _SURE:
        suggestion.add(_SURE[option.confidence])


def _level(suggestion: Suggestion, situation: Situation) -> None:
    """What it costs an option to be at a level that does not fit.

    What fits is one above the level held in this field. With nothing held in it, anything from level 3 (or one above
    the level shown) to one above the level shown will do: proof of a job need not climb.
    """
    option = suggestion.option
    if option.level is None or situation.highest is None or entry_names_the_level(option, situation):
        return
    field_level = held_in_field(option, situation)
    if field_level is not None:
        suggestion.add("level-misfit", times=abs(option.level - field_level - 1))
        return
    low, high = min(situation.ready_for, 2) + 1, situation.ready_for + 1
    suggestion.add("level-misfit", times=max(low - option.level, 0) + max(option.level - high, 0))
    if option.type == "qt_apprenticeship" and option.level <= situation.highest:
        suggestion.add("repeats")
