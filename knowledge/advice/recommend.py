"""The advice for a profile: qualifications and informal options with reasons, cautions, entry and bridges.

`advise` is a pure function of profile, knowledge build and day: the same three give the same advice.
"""
from __future__ import annotations

import datetime

from knowledge.advice import barriers, doubts, entry, informal, local as local_advice, missing, money, profile as profiles, rules, steps
from knowledge.advice.equivalence import counts_already
from knowledge.advice.exclusion import excluded, lower_apprenticeship
from knowledge.advice.member import note_for
from knowledge.advice.not_suggested import not_suggested
from knowledge.advice.pathways import pathway
from knowledge.advice.ranking import Suggestion, score, without_general_awards
from knowledge.advice.rules_fit import LEARNING, closes_a_basic_gap, gaps, school_still_to_give
from knowledge.advice.situation import Situation
from knowledge.advice.steps import AT_RISK
from knowledge.local import Local
from knowledge.records import Qualification
from knowledge.store import Store
from knowledge.text import inside, listed, month

MOST, MOST_REASONS, A_FEW_MONTHS = 3, 4, 3
# Rules whose words say no more than other reasons do, where those are given.
SAID_BY = {"dr05": {"towards-goal"}, "dr12": {"teaches", "about"}, "dr21": {"dr33"}}


def advise(profile: dict, store: Store, today: datetime.date | None = None, local: Local | None = None) -> dict:
    """The advice JSON (see README, "Advice"): verdict, qualifications, informal, pathway, next steps, money, rights, barriers, missing.

    Args:
        profile: any keys of the profile; a missing key means unknown. What cannot be used is left out, and a caution says so.
        store: the knowledge base.
        today: the day of the advice where the profile names no `as_of`.
        local: what the school has to offer; where it is not given, that of the school the profile names.
    """
    usable, faults = profiles.read(profile, store)
    situation = Situation(usable, store, today or datetime.date.today(), local)
    chosen = [_advice(suggestion, situation) for suggestion in suggestions(situation)]
    ways = informal.suggest(situation)
    route = pathway(situation)
    ids = [row["id"] for row in chosen]
    funds, rights = money.funding(situation, ids, store), money.rights(situation, ids, store)
    advice = {
        "as_of": situation.as_of.isoformat(),
        "knowledge": store.build,
        "counts_already": counts_already(situation),
        "note": note_for(situation.store, situation),
        "verdict": _verdict(chosen, ways, situation),
        "qualifications": chosen,
        "informal": ways,
        "not_suggested": not_suggested(situation, {row["id"] for row in chosen}),
        "pathway": route,
        "next_steps": steps.next_steps(situation, chosen, ways),
        "funding": funds,
        "rights": rights,
        "barriers": barriers.barriers(situation),
        "cautions": doubts.cautions(situation, faults),
        "missing": missing.missing(situation, chosen, money.asked_by(funds + rights)),
    }
    return local_advice.add(advice, situation)


def suggestions(situation: Situation) -> list[Suggestion]:
    """Up to three qualifications that serve the need and are open to the person, best first, no two alike."""
    scored = []
    for option in situation.store.all("qualifications"):
        if excluded(option, situation) is None:
            suggestion = score(option, situation)
            if suggestion.points > 0:
                scored.append(suggestion)
    scored = sorted(without_general_awards(scored, situation), key=_order)
    kept: dict[tuple, Suggestion] = {}
    for suggestion in scored:
        if not any(_same_route(suggestion.option, other.option) for other in kept.values()):
            kept.setdefault(_family(suggestion.option), suggestion)
    best = list(kept.values())[:MOST]
    # English or maths below level 2 always has its place: it opens more doors than a third course.
    gap = next((s for s in kept.values() if "dr26" in s.reasons), None)
    return best if gap is None or gap in best else [*best[: MOST - 1], gap]


def _order(suggestion: Suggestion) -> tuple:
    """Most points first; among equals a whole route before its stages, then the lower level."""
    option = suggestion.option
    return (suggestion.beside, -round(suggestion.points, 3), option.kind != "route", option.level if option.level is not None else 9, option.id)


def _same_route(one: Qualification, other: Qualification) -> bool:
    """True where one is a route and the other a stage of it: they are one choice, not two."""
    return one.kind == "route" and other.id in one.progression_to or other.kind == "route" and one.id in other.progression_to


def _family(option: Qualification) -> tuple:
    """Options that do the same job for a person (three diplomas alike but for the awarding organisation)."""
    if option.covers:
        return ("covers", *option.covers)
    if option.kind == "route":
        # Each way to a status asks for other things, so each is a choice of its own.
        return ("route", option.id)
    return (option.type, option.level, option.kind, *sorted(option.roles + option.goals)[:1], *option.topics[:1])


def _advice(suggestion: Suggestion, situation: Situation) -> dict:
    option, store = suggestion.option, situation.store
    rows = entry.assessed(option, situation)
    unsure = any(row["strength"] == "hard" and row["met"] == entry.UNKNOWN for row in rows)
    return {
        "id": option.id,
        "title": option.title,
        "type": option.type,
        "type_words": store.get("qualification_types", option.type).plain,
        "level": option.level,
        "fit": "first" if closes_a_basic_gap(option, situation) else "check" if unsure else "now",
        "reasons": _reasons(suggestion, situation),
        "cautions": _cautions(option, situation),
        "entry": rows,
        "confidence": option.confidence,
        "sources": store.sources(option),
    }


def _reasons(suggestion: Suggestion, situation: Situation) -> list[dict]:
    """What gave the points, then the guide's rules that are met, each in words with its sources."""
    option, store = suggestion.option, situation.store
    ids = suggestion.reasons + [id for id in rules.reasons(option, situation) if id not in suggestion.reasons]
    if situation.need not in LEARNING:
        ids = ["about" if id == "teaches" else id for id in ids]
    if gaps(situation) == {"science"}:
        ids = ["science" if id == "dr26" else id for id in ids]
    ids = [id for id in ids if not SAID_BY.get(id, set()) & set(ids)]
    places = {
        "goal": inside(situation.goal.title) if situation.goal else "",
        "topics": listed([store.get("topics", id).title for id in sorted(situation.topics & set(option.topics))]),
        "level": situation.wished_level,
        "wish": situation.wished.title if situation.wished else "",
    }
    reasons = []
    for id in ids[:MOST_REASONS]:
        rule = store.find("decision_rules", id)
        text = situation.rule_says(rule, True) if rule else situation.say(f"reason-{id}", **places)
        reasons.append({"rule": id, "text": text, "sources": store.sources(rule) if rule else store.sources(option)})
    return reasons


def _cautions(option: Qualification, situation: Situation) -> list[dict]:
    """What is worth knowing before one signs up: of the record, of money and time, of the school's part, and of the guide's rules."""
    store = situation.store
    texts = [option.caution] if option.caution else []
    if option.confidence == "low" and not option.caution:
        texts.append(situation.say("caution-low-confidence"))
    if situation.no_release and option.release == "some":
        texts.append(situation.say("caution-release"))
    if situation.constraint("cost") == "none" and option.cost_band in ("fee", "unknown"):
        texts.append(situation.say("caution-cost"))
    if lower_apprenticeship(option, situation):
        texts.append(situation.say("caution-lower-apprenticeship"))
    if option.kind == "route":
        texts.append(situation.say("caution-rules-change"))
    if situation.answer("need_source") == AT_RISK and (option.months is None or option.months > A_FEW_MONTHS) and option.type != "qt_short_course":
        texts.append(situation.say("caution-takes-longer"))
    if option.closed and option.open_on(situation.as_of):
        texts.append(situation.say("caution-closing", closed=month(option.closed)))
    rows = [{"text": text, "sources": store.sources(option)} for text in texts]
    if parts := school_still_to_give(option, situation):
        text = situation.say("caution-school-gives", parts=listed([situation.say(f"school-gives-{part}") for part in parts]))
        rows.append({"text": text, "sources": store.sources(store.get("qualification_types", option.type))})
    for id, met in rules.cautions(option, situation):
        rule = store.get("decision_rules", id)
        rows.append({"rule": id, "text": situation.rule_says(rule, met), "sources": store.sources(rule)})
    return rows


def _verdict(chosen: list[dict], ways: list[dict], situation: Situation) -> str:
    """qualification, informal, both, or first-step where only the ground has to be laid now."""
    if not chosen:
        return "informal"
    records = [situation.store.get("qualifications", row["id"]) for row in chosen]
    if all(option.covers or option.introductory or option.type == "qt_basic_skills" for option in records) and (
        gaps(situation) or situation.new_role
    ):
        return "first-step"
    return "both" if ways else "qualification"
