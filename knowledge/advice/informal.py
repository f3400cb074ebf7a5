"""Informal development chosen by need, with how to arrange it (guide, Step 3 - Informal training and development)."""
from __future__ import annotations

from knowledge.advice.situation import Situation
from knowledge.records import InformalOption

MOST = 3


def suggest(situation: Situation) -> list[dict]:
    """Up to three informal options, best first: [{id, title, reasons, how, costs_school, sources}]."""
    scored = []
    for option in situation.store.all("informal_options"):
        if option.open_on(situation.as_of):
            points, reasons = _score(option, situation)
            if points > 0:
                scored.append((-points, option.id, option, reasons))
    scored.sort(key=lambda row: row[:2])
    return [_advice(option, reasons, situation) for _, _, option, reasons in scored[:MOST]]


def _score(option: InformalOption, situation: Situation) -> tuple[float, list[str]]:
    """Points and the ids of the rules or phrases that give them."""
    if option.roles and not situation.role_ids & set(option.roles):
        return 0.0, []
    if option.goals and not (situation.goal and situation.goal.id in option.goals):
        return 0.0, []
    points, reasons = 0.0, []
    if situation.need in option.fits:
        points, reasons = points + 2, reasons + [f"informal-{situation.need}"]
    if situation.new_role and "aspiration" in option.fits:
        points, reasons = points + 2, reasons + ["informal-aspiration"]
    if situation.alone and "alone" in option.fits:
        points, reasons = points + 2.5, reasons + ["informal-alone"]
    if "shared" in option.fits and situation.answer("need_source") in ("ns07", "ns08"):
        points, reasons = points + 1.5, reasons + ["informal-shared"]
    if points and (option.goals or option.roles):
        points += 1.5
    if points and set(option.topics) & situation.topics:
        points += 1
    if points and set(option.duties) & (situation.duties or set()):
        points += 1
    if points and situation.no_release:
        points += 0.5 if option.release == "none" else -1
    if points and situation.constraint("travel") == "hard" and option.release == "some":
        points -= 0.5
    return points, reasons


def _advice(option: InformalOption, reasons: list[str], situation: Situation) -> dict:
    store = situation.store
    goal = situation.goal.title if situation.goal else ""
    return {
        "id": option.id,
        "title": option.title,
        "what": option.what,
        "reasons": [{"text": store.phrase(id, goal=goal), "sources": store.sources(option)} for id in reasons],
        "how": list(option.how),
        "costs_school": option.costs_school,
        "sources": store.sources(option),
    }
