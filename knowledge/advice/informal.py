"""Informal development chosen by need, with how to arrange it (guide, Step 3 - Informal training and development)."""
from __future__ import annotations

from knowledge.advice.rules import NEW_DUTY
from knowledge.advice.situation import Situation
from knowledge.records import InformalOption

MOST, MOST_ALIKE = 3, 2


def suggest(situation: Situation) -> list[dict]:
    """Up to three informal options, best first: [{id, title, reasons, how, costs_school, sources}]."""
    scored = []
    for place, option in enumerate(situation.store.all("informal_options")):
        if option.open_on(situation.as_of):
            points, reasons = _score(option, situation)
            if points > 0 and reasons:
                # Among equals the order of the content file holds: the guide's own order.
                scored.append((-points, place, option, reasons))
    scored.sort(key=lambda row: row[:2])
    chosen, kinds, said = [], [], set()
    for _, _, option, reasons in scored:
        if kinds.count(option.learn_from) < MOST_ALIKE and len(chosen) < MOST:
            kinds.append(option.learn_from)
            # A reason that was given already comes last: three cards with one reason tell nothing.
            reasons.sort(key=lambda reason: reason in said)
            said.add(reasons[0])
            chosen.append(_advice(option, reasons, situation))
    return chosen


def _score(option: InformalOption, situation: Situation) -> tuple[float, list[str]]:
    """Points and the ids of the rules or phrases that give them."""
    if option.roles and not situation.role_ids & set(option.roles):
        return 0.0, []
    if option.goals and not (situation.goal and situation.goal.id in option.goals):
        return 0.0, []
    points, reasons = 0.0, []
    if situation.need in option.fits:
        points, reasons = points + 2, reasons + [_why(option, situation)]
    if situation.new_role and "aspiration" in option.fits:
        points, reasons = points + 2, reasons + ["informal-aspiration"]
    if "alone" in option.fits and (situation.alone or situation.goal and situation.goal.alone):
        points += 2.5 if situation.alone else 1
        reasons += ["informal-alone"] if option.learn_from == "others" else []
    if points and "new-duty" in option.fits and situation.answer("need_source") in NEW_DUTY:
        points += 1
    if "shared" in option.fits and situation.answer("need_source") in ("ns07", "ns08"):
        points, reasons = points + 1.5, reasons + ["informal-shared"]
    if points and (option.goals or option.roles and not situation.new_role):
        # What is about one subject earns its place when that subject is the need.
        points += 2.5 if option.goals else 1.5 if not option.topics or set(option.topics) & situation.topics else 0.25
    elif points and option.roles:
        # Made for the present job, while they look to another.
        points -= 0.75
    if points and set(option.topics) & situation.topics:
        points += 1
    if points and set(option.duties) & (situation.usual_duties if situation.duties is None else situation.duties):
        points += 1
    if points and situation.no_release:
        points += 0.25 if option.release == "none" else -0.25
    if points and situation.constraint("travel") == "hard" and option.release == "some":
        points -= 0.5
    return points, reasons


def _why(option: InformalOption, situation: Situation) -> str:
    """The phrase that says how an option meets the need."""
    if situation.new_role and situation.need == "recognition" and option.learn_from != "self":
        return "informal-new-job"
    if situation.need == "skill" and option.learn_from != "colleague":
        return f"informal-skill-{option.learn_from}"
    return f"informal-{situation.need}"


def _advice(option: InformalOption, reasons: list[str], situation: Situation) -> dict:
    store = situation.store
    return {
        "id": option.id,
        "title": option.title,
        "what": option.what,
        "reasons": [{"text": store.phrase(id), "sources": store.sources(option)} for id in reasons],
        "how": list(option.how),
        "costs_school": option.costs_school,
        "sources": store.sources(option),
    }
