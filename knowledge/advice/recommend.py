"""The advice for a profile: qualifications and informal options with reasons, cautions, entry and bridges.

`advise` is a pure function of profile, knowledge build and day: the same three give the same advice.
"""
from __future__ import annotations

import datetime

from knowledge.advice import entry, informal, local as local_advice, missing, steps
from knowledge.advice.equivalence import counts_already
from knowledge.advice.pathways import pathway
from knowledge.advice.ranking import Suggestion, score, without_general_awards
from knowledge.advice.rules import LEARNING, RULES, closes_a_basic_gap, excluded, gaps, lower_apprenticeship
from knowledge.advice.situation import Situation
from knowledge.local import Local
from knowledge.records import Qualification
from knowledge.store import Store
from knowledge.text import inside, listed, month

MOST, MOST_REASONS = 3, 4


def advise(profile: dict, store: Store, today: datetime.date | None = None, local: Local | None = None) -> dict:
    """The advice JSON (see README, "Advice"): verdict, qualifications, informal, pathway, next steps, missing.

    Args:
        profile: any keys of the profile; a missing key means unknown.
        store: the knowledge base.
        today: the day of the advice where the profile names no `as_of`.
        local: what the school has to offer; where it is not given, that of the school the profile names.
    """
    situation = Situation(profile, store, today or datetime.date.today(), local)
    chosen = [_advice(suggestion, situation) for suggestion in suggestions(situation)]
    ways = informal.suggest(situation)
    route = pathway(situation)
    advice = {
        "as_of": situation.as_of.isoformat(),
        "knowledge": store.build,
        "counts_already": counts_already(situation),
        "verdict": _verdict(chosen, ways, situation),
        "qualifications": chosen,
        "informal": ways,
        "not_suggested": not_suggested(situation, {row["id"] for row in chosen}),
        "pathway": route,
        "next_steps": steps.next_steps(situation, chosen, ways),
        "missing": missing.missing(situation, chosen),
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
    return (-round(suggestion.points, 3), option.kind != "route", option.level if option.level is not None else 9, option.id)


def _same_route(one: Qualification, other: Qualification) -> bool:
    """True where one is a route and the other a stage of it: they are one choice, not two."""
    return one.kind == "route" and other.id in one.progression_to or other.kind == "route" and one.id in other.progression_to


def _family(option: Qualification) -> tuple:
    """Options that do the same job for a person (three diplomas alike but for the awarding organisation)."""
    if option.covers:
        return ("covers", *option.covers)
    return (option.type, option.level, option.kind, *sorted(option.roles + option.goals)[:1], *option.topics[:1])


def _advice(suggestion: Suggestion, situation: Situation) -> dict:
    option, store = suggestion.option, situation.store
    rows = entry.assessed(option, situation)
    unsure = any(row["strength"] == "hard" and row["met"] == entry.UNKNOWN for row in rows)
    return {
        "id": option.id,
        "title": option.title,
        "type": option.type,
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
    ids = suggestion.reasons + [id for id, rule in RULES.items() if rule(option, situation) and id not in suggestion.reasons]
    if situation.need not in LEARNING:
        ids = ["about" if id == "teaches" else id for id in ids]
    if gaps(situation) == {"science"}:
        ids = ["science" if id == "dr26" else id for id in ids]
    if "towards-goal" in ids and "dr05" in ids:
        ids.remove("dr05")
    if {"teaches", "about"} & set(ids) and "dr12" in ids:
        ids.remove("dr12")
    places = {
        "goal": inside(situation.goal.title) if situation.goal else "",
        "topics": listed([store.get("topics", id).title for id in sorted(situation.topics & set(option.topics))]),
        "level": situation.wished_level,
        "wish": situation.wished.title if situation.wished else "",
    }
    reasons = []
    for id in ids[:MOST_REASONS]:
        rule = store.find("decision_rules", id)
        text = rule.met if rule else store.phrase(f"reason-{id}", **places)
        reasons.append({"rule": id, "text": text, "sources": store.sources(rule) if rule else store.sources(option)})
    return reasons


def _cautions(option: Qualification, situation: Situation) -> list[dict]:
    store = situation.store
    texts = [option.caution] if option.caution else []
    if option.confidence == "low" and not option.caution:
        texts.append(store.phrase("caution-low-confidence"))
    if situation.no_release and option.release == "some":
        texts.append(store.phrase("caution-release"))
    if situation.constraint("cost") == "none" and option.cost_band in ("fee", "unknown"):
        texts.append(store.phrase("caution-cost"))
    if lower_apprenticeship(option, situation):
        texts.append(store.phrase("caution-lower-apprenticeship"))
    if option.closed and option.open_on(situation.as_of):
        texts.append(store.phrase("caution-closing", closed=month(option.closed)))
    return [{"text": text, "sources": store.sources(option)} for text in texts]


def not_suggested(situation: Situation, chosen: set[str]) -> list[dict]:
    """Only what the person raised (the wish, or names they asked about), with the reason it is not suggested."""
    store = situation.store
    raised = [situation.answer("aspiration", "qualification"), *(situation.answer("raised") or [])]
    rows = []
    for id in dict.fromkeys(raised):
        option = store.find("qualifications", id)
        if option is None or option.id in chosen:
            continue
        why = excluded(option, situation) or "not-closest"
        if why == "not-open" and option.replaced_by:
            after = listed([r.title for i in option.replaced_by if (r := store.find("qualifications", i))])
            reason = store.phrase("not-replaced", title=option.title, after=after)
        else:
            reason = store.phrase(why, title=option.title)
        unmet = [row["requirement"] for row in entry.assessed(option, situation) if row["met"] == entry.NO]
        rows.append({"id": option.id, "title": option.title, "reason": reason, "unmet": unmet, "sources": store.sources(option)})
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
