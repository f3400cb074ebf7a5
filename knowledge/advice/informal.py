"""Informal development chosen by need, with how to arrange it (guide, Step 3 - Informal training and development).

The guide's own list: coaching, mentoring or shadowing where a colleague has the skill (rule dr07); reading that a
colleague points out, for gaps in knowledge (dr08); a training day for a need that several share (dr09); local
networks; action research. The 2008 guidance on the standards adds projects, visits, e-learning, learning sets and
watching a colleague (Training and development opportunities).
"""
from __future__ import annotations

from knowledge.advice.rules import LEARNING, NEW_DUTY
from knowledge.advice.situation import Situation
from knowledge.records import InformalOption

MOST, MOST_ALIKE = 3, 2
# What it counts that an option needs no time away, where there is none.
NO_RELEASE = 0.75
# The first of what an option is for, as its record lists them, is what it is best for.
BEST_FOR = 2
# Both are watching somebody at work: one of them is enough.
WATCHING = {"work-shadowing", "peer-observation"}
# What prompted it (need_sources): a check of everybody's skills, or a plan of the team.
SHARED = ("ns07", "ns08", "ns15")
# An option that suits so many needs is a start while the need itself is unknown.
ANY_NEED, NEEDS = 3, ("knowledge", "skill", "recognition", "legal", "confidence")


def suggest(situation: Situation) -> list[dict]:
    """Up to three informal options, best first: [{id, title, what, reasons, how, costs_school, sources}].

    No more than two of them learn from the same people: colleagues, others elsewhere, or oneself. Where nothing is
    known of the need, it is what suits many needs.
    """
    scored = []
    for place, option in enumerate(situation.store.all("informal_options")):
        if option.open_on(situation.as_of):
            points, reasons = _score(option, situation)
            if points > 0 and reasons:
                # Among equals the order of the content file holds: the guide's own order.
                scored.append((-points, place, option, reasons))
    scored.sort(key=lambda row: row[:2])
    chosen: list[InformalOption] = []
    rows, said = [], set()
    for _, _, option, reasons in scored:
        if len(chosen) < MOST and _is_different(option, chosen):
            chosen.append(option)
            # A reason that was given already comes last: three cards with one reason tell nothing.
            reasons.sort(key=lambda reason: reason in said)
            said.add(reasons[0])
            rows.append(_advice(option, reasons, situation))
    return rows


def _is_different(option: InformalOption, chosen: list[InformalOption]) -> bool:
    alike = [other for other in chosen if other.learn_from == option.learn_from]
    return len(alike) < MOST_ALIKE and not (option.id in WATCHING and any(other.id in WATCHING for other in chosen))


def _score(option: InformalOption, situation: Situation) -> tuple[float, list[str]]:
    """Points and the ids of the phrases that say what they are for; no points where it serves nothing."""
    if not _made_for(option, situation):
        return 0.0, []
    served = [serve(option, situation) for serve in (_need, _hope, _alone, _shared)]
    points = sum(more for more, _ in served)
    if not points:
        return 0.0, []
    return points + _suits(option, situation), list(dict.fromkeys(reason for more, reason in served if more))


def _made_for(option: InformalOption, situation: Situation) -> bool:
    """False for an option made for other jobs, or for people with another aim."""
    if option.goals and not (situation.goal and situation.goal.id in option.goals):
        return False
    # Somebody outside schools who hopes for the job is not shut out by having none of these jobs.
    return not option.roles or bool(situation.role_ids & set(option.roles)) or bool(option.goals and not situation.roles)


def _need(option: InformalOption, situation: Situation) -> tuple[float, str]:
    """For what they need to learn; while that is unknown, for suiting many needs."""
    if situation.need is None:
        return (1.0 if len(set(option.fits) & set(NEEDS)) >= ANY_NEED else 0.0), "informal-start"
    return _weight(option, situation.need), _why(option, situation)


def _why(option: InformalOption, situation: Situation) -> str:
    """The phrase that says how an option meets the need."""
    if situation.new_role and situation.need == "recognition" and option.learn_from != "self":
        return "informal-new-job"
    if situation.need == "skill" and option.learn_from != "colleague":
        return f"informal-skill-{option.learn_from}"
    return f"informal-{situation.need}"


def _weight(option: InformalOption, purpose: str) -> float:
    return 0.0 if purpose not in option.fits else 3.0 if purpose in option.fits[:BEST_FOR] else 2.0


def _hope(option: InformalOption, situation: Situation) -> tuple[float, str]:
    """For trying out the work that they hope to do, or for meeting people who do it."""
    if not situation.new_role or "aspiration" not in option.fits:
        return 0.0, ""
    best, here = "aspiration" in option.fits[:BEST_FOR], option.learn_from == "colleague"
    # While the aim is not settled, trying out comes first.
    most = 2.0 if situation.goal else 4.0 if option.fits[0] == "aspiration" else 3.0
    return (most if best else 1.0 if here else 0.5), "informal-aspiration" if best and here else "informal-new-job"


def _alone(option: InformalOption, situation: Situation) -> tuple[float, str]:
    """For people who are the only one in their job, or hope to be: look to another school or a network (rule dr07)."""
    if "alone" not in option.fits:
        return 0.0, ""
    if situation.new_role:
        return (1.0 if situation.goal and situation.goal.alone else 0.0), "informal-alone"
    if situation.no_release and situation.need == "skill" and option.release != "none":
        # Who cannot get away is not sent away for what can be practised where they are.
        return 0.5, "informal-alone"
    if _shown_here(situation):
        return 1.0 if situation.alone else 0.0, "informal-alone"
    first = situation.need in option.fits or option.fits[0] == "alone"
    return (2.5 if first else 1.0) if situation.alone else 0.0, "informal-alone"


def _shared(option: InformalOption, situation: Situation) -> tuple[float, str]:
    """For a need that several staff share (rule dr09)."""
    if "shared" not in option.fits or situation.answer("need_source") not in SHARED:
        return 0.0, ""
    return (3.0 if option.fits[0] == "shared" else 1.0), "informal-shared"


def _suits(option: InformalOption, situation: Situation) -> float:
    """What makes it fit this person better or worse; it never brings an option in."""
    points = 1.0 if "new-duty" in option.fits and situation.answer("need_source") in NEW_DUTY else 0.0
    if option.goals or option.roles and not situation.new_role:
        # What is about one subject, or about the job, earns its place when that is the need.
        points += 2.5 if option.goals else 1.5 if _about(option, situation) else -0.5 if _outside_the_work(situation) else 0.25
    elif option.roles:
        # Made for the present job, while they look to another.
        points -= 0.75
    if set(option.topics) & situation.topics:
        points += 1
    if set(option.duties) & _duties(situation):
        points += 0.5
    if option.learn_from == "colleague" and not situation.new_role:
        # A colleague who can show it comes first; often nobody else at the school does this job.
        points += 1.0 if _shown_here(situation) else -0.5 if situation.alone else 0.0
    if situation.no_release:
        # Who looks to another job needs people who do it, so there it counts less.
        points += (1 if option.release == "none" else -1) * (NO_RELEASE / 3 if situation.new_role else NO_RELEASE)
    if situation.constraint("travel") == "hard" and option.release == "some":
        points -= 0.5
    return points


def _shown_here(situation: Situation) -> bool:
    """A colleague can show what they need to learn (rule dr07)."""
    return situation.need in LEARNING and bool(situation.answer("in_house"))


def _about(option: InformalOption, situation: Situation) -> bool:
    """Whether an option made for the job is about what they need to learn."""
    return bool(set(option.topics) & situation.topics) if option.topics else not _outside_the_work(situation)


def _outside_the_work(situation: Situation) -> bool:
    """The need is about something that the job itself is not about, such as spreadsheets in a classroom."""
    return bool(situation.topics) and not situation.topics & situation.work


def _duties(situation: Situation) -> set[str]:
    """The duties to learn for: those of the job they look to, or else what they do now."""
    if situation.goal:
        return set(situation.goal.duties)
    return situation.usual_duties if situation.duties is None else situation.duties


def _advice(option: InformalOption, reasons: list[str], situation: Situation) -> dict:
    store = situation.store
    return {
        "id": option.id,
        "title": option.title,
        "what": option.what,
        "reasons": [{"text": situation.say(id), "sources": store.sources(option)} for id in reasons],
        "how": list(option.how),
        "costs_school": option.costs_school,
        "sources": store.sources(option),
    }
