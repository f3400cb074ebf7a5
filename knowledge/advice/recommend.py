"""The advice for a profile: qualifications and informal options with reasons, cautions, entry and bridges.

`advise` is a pure function of profile, knowledge build and day: the same three give the same advice.
"""
from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from knowledge.advice import entry, informal, missing, steps
from knowledge.advice.pathways import pathway
from knowledge.advice.rules import RULES, closes_a_basic_gap, excluded, gaps
from knowledge.advice.situation import Situation
from knowledge.records import Qualification, Role
from knowledge.store import Store
from knowledge.text import inside, listed

MOST = 3


@dataclass
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


def advise(profile: dict, store: Store, today: datetime.date | None = None) -> dict:
    """The advice JSON (see README, "Advice"): verdict, qualifications, informal, pathway, next steps, missing.

    Args:
        profile: any keys of the profile; a missing key means unknown.
        store: the knowledge base.
        today: the day of the advice where the profile names no `as_of`.
    """
    situation = Situation(profile, store, today or datetime.date.today())
    chosen = [_advice(suggestion, situation) for suggestion in suggestions(situation)]
    ways = informal.suggest(situation)
    route = pathway(situation)
    return {
        "as_of": situation.as_of.isoformat(),
        "knowledge": store.build,
        "verdict": _verdict(chosen, ways, situation),
        "qualifications": chosen,
        "informal": ways,
        "not_suggested": not_suggested(situation, {row["id"] for row in chosen}),
        "pathway": route,
        "next_steps": steps.next_steps(situation, chosen, ways),
        "missing": missing.missing(situation, chosen),
    }


def suggestions(situation: Situation) -> list[Suggestion]:
    """Up to three qualifications that serve the need and are open to the person, best first, no two alike."""
    scored = []
    for option in situation.store.all("qualifications"):
        if excluded(option, situation) is None:
            suggestion = _score(option, situation)
            if suggestion.points > 0:
                scored.append(suggestion)
    scored.sort(key=lambda s: (-round(s.points, 3), s.option.level if s.option.level is not None else 9, s.option.id))
    kept: dict[tuple, Suggestion] = {}
    for suggestion in scored:
        kept.setdefault(_family(suggestion.option), suggestion)
    best = list(kept.values())[:MOST]
    # English or maths below level 2 always has its place: it opens more doors than a third course.
    gap = next((s for s in kept.values() if "dr26" in s.reasons), None)
    return best if gap is None or gap in best else [*best[: MOST - 1], gap]


def _family(option: Qualification) -> tuple:
    """Options that do the same job for a person (three diplomas alike but for the awarding organisation)."""
    if option.covers:
        return ("covers", *option.covers)
    return (option.type, option.level, option.kind, *sorted(option.roles + option.goals)[:1], *option.topics[:1])


def _score(option: Qualification, situation: Situation) -> Suggestion:
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
    if not closes_a_basic_gap(option, situation):
        return
    # A teacher needs the GCSE or a test that providers accept in its place; for others the free class comes first.
    to_teach = situation.goal is not None and situation.goal.id == "teacher"
    if to_teach == ("teacher" in option.goals):
        suggestion.add(5 if situation.new_role else 3.6, "dr26")


def _statutory(suggestion: Suggestion, situation: Situation) -> None:
    if situation.role_ids & set(suggestion.option.statutory_for):
        suggestion.add(6 if situation.need == "legal" else 1, "dr06")


def _goal(suggestion: Suggestion, situation: Situation) -> None:
    option, goal = suggestion.option, situation.goal
    if goal is None:
        return
    if goal.id in option.goals and not option.covers:
        suggestion.add(4 + (0.5 if option.introductory and not situation.highest else 0), "towards-goal")
    elif goal.id in option.roles and option.type == "qt_vocational" and set(option.topics[:1]) & _topics_of(goal, situation):
        suggestion.add(2, "towards-goal")


def _on_the_way(suggestion: Suggestion, situation: Situation) -> None:
    """Named on the way to the goal by the progressions of the knowledge base."""
    if situation.goal and not suggestion.points and suggestion.option.id in situation.on_the_way and not suggestion.option.covers:
        suggestion.add(2.5, "on-the-way")


def _topics_of(role: Role, situation: Situation) -> set[str]:
    """What the duties of a job are about."""
    return {topic for duty in role.duties for topic in situation.store.get("duties", duty).topics}


def _wish(suggestion: Suggestion, situation: Situation) -> None:
    option = suggestion.option
    if situation.wished and option.id == situation.wished.id:
        suggestion.add(6, "wished")
    elif situation.wished and option.id in situation.wished.replaced_by:
        suggestion.add(5, "replaces-wish")
    elif situation.wished_level is not None and option.level == situation.wished_level and situation.role_ids & set(option.roles):
        suggestion.add(2, "wished-level")


def _present_job(suggestion: Suggestion, situation: Situation) -> None:
    if situation.new_role or not situation.role_ids & set(suggestion.option.roles) or suggestion.option.covers:
        return
    if situation.need == "recognition":
        # An award made for one job says more than one that fits every job.
        suggestion.add(3 - 0.15 * len(suggestion.option.roles), "for-your-job")
    elif situation.need in ("skill", "knowledge") and not situation.topics:
        work = set().union(*(_topics_of(role, situation) for role in situation.roles))
        if set(suggestion.option.topics[:1]) & work:
            suggestion.add(1, "for-your-job")


def _topics(suggestion: Suggestion, situation: Situation) -> None:
    option = suggestion.option
    shared = situation.topics & set(option.topics)
    if not shared or option.covers or situation.goal and not (situation.goal.id in option.goals or "digital" in shared):
        return
    named = situation.role_ids & set(option.roles) or not option.roles
    suggestion.add((2 if named else 0.8) * min(len(shared), 2), "teaches")


def _confidence(suggestion: Suggestion, situation: Situation) -> None:
    if RULES["dr27"](suggestion.option, situation):
        suggestion.add(5, "dr27")


def _suits(suggestion: Suggestion, situation: Situation) -> None:
    """Money, time and how sure the record is: never a reason to suggest, only an order among the suggested."""
    option = suggestion.option
    if situation.constraint("cost") == "none":
        suggestion.add({"free": 0.5, "school": 0, "fee": -1.5, "unknown": -0.3}[option.cost_band])
    if situation.no_release:
        suggestion.add({"none": 0.5, "some": -0.8, "unknown": 0}[option.release])
    if situation.constraint("online") == "yes" and option.online in ("yes", "some"):
        suggestion.add(0.3)
    if option.level is not None and situation.highest is not None:
        suggestion.add(-0.2 * abs(option.level - (situation.highest + 1)))
    suggestion.add({"high": 0.2, "medium": 0, "low": -0.4}[option.confidence])


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
    if "towards-goal" in ids and "dr05" in ids:
        ids.remove("dr05")
    if "teaches" in ids and "dr12" in ids:
        ids.remove("dr12")
    places = {
        "goal": inside(situation.goal.title) if situation.goal else "",
        "topics": listed([store.get("topics", id).title for id in sorted(situation.topics & set(option.topics))]),
        "level": situation.wished_level,
        "wish": situation.wished.title if situation.wished else "",
    }
    reasons = []
    for id in ids:
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
    if option.closed and option.open_on(situation.as_of):
        texts.append(store.phrase("caution-closing", closed=option.closed))
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
