"""Whether somebody is ready to ask for the assessment for higher level teaching assistant (HLTA) status, and what comes first.

UNISON 2008, "Higher level teaching assistants programme": the standards can be used to judge whether a person is ready (dr33).
HLTA North: level 2 English and maths, work with one pupil, small groups and whole classes, and the school's support.
The entry rules are those of the status on the day, so that 2010 has the rules of 2010. It is a status, and the assessors decide.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from knowledge.advice import entry
from knowledge.advice.self_checks import HELP
from knowledge.advice.situation import Situation
from knowledge.advice.steps import in_weeks
from knowledge.records import EntryRequirement, HltaStandards, Qualification
from knowledge.text import listed

STATUS = "hlta-status"
READY, NEARLY, FIRST, HELD = "ready-to-ask", "nearly", "first-this", "held"
SOME = "some"
# How many whole-class examples somebody has, and what that says of the rule.
EXAMPLES = {"none": entry.NO, "few": SOME, "several": entry.YES}
SUPPORT = {"yes": entry.YES, "not yet": entry.UNKNOWN, "no": entry.NO}
BEFORE_ALL = ("english", "maths", "classes")
MOST_STEPS = 6


@dataclass(frozen=True)
class Point:
    """One thing the status asks for: yes, some, no or unknown; and the step towards it, its owner and its weeks."""

    id: str
    state: str
    step: Optional[str] = None
    who: str = "who-you"
    weeks: int = 2


def ready(situation: Situation, answers: Optional[dict] = None) -> Optional[dict]:
    """How ready somebody is, or None where the status does not exist on the day.

    Args:
        situation: the person.
        answers: {examples: "none" | "few" | "several" whole-class lessons by themselves, head: "yes" | "not yet" | "no",
            standards: {"1": "do" | "help" | "not-mine", ...}}; a key that is missing is unknown.

    Returns:
        {state: ready-to-ask | nearly | first-this | held, words, first: id of the first gap or None,
        points: [{id, title, state: yes | some | no | unknown, step}], standards: [{id, title, what, numbers, not_held,
        standards: [{number, text, answer}], sources}], next_steps: [{what, who, when}], not_covered: [text], sources}.
        English and maths come before everything else.
    """
    store = situation.store
    status = store.get("qualifications", STATUS)
    if not status.open_on(situation.as_of):
        return None
    answers = answers or {}
    groups = [group for group in store.all("hlta_standards") if group.open_on(situation.as_of)]
    points = [] if status.id in situation.held else _points(situation, status, groups, answers)
    state = HELD if not points else _state({point.id: point.state for point in points})
    gaps = [p.id for p in points if p.state in (entry.NO, SOME) or p.state == entry.UNKNOWN and p.id in BEFORE_ALL]
    return {
        "state": state,
        "words": situation.say(f"hlta-{state}"),
        "first": gaps[0] if gaps else None,
        "points": [
            {"id": p.id, "title": situation.say(f"hlta-point-{p.id}"), "state": p.state, "step": p.step} for p in points
        ],
        "standards": [_group(situation, group, answers.get("standards") or {}) for group in groups],
        "next_steps": _steps(situation, state, points),
        "not_covered": _not_covered(situation, groups),
        "sources": store.sources(status),
    }


def _points(situation: Situation, status: Qualification, groups: list[HltaStandards], answers: dict) -> list[Point]:
    """The things asked for, in the order to see to them."""
    rules = {(rule.kind, rule.strength): rule for rule in entry.requirements(status, situation)}
    planning = rules["role", "usual"]
    does_plan = entry.met(planning, situation)
    return [
        *(_subject(situation, rules["subject", "hard"], subject) for subject in ("english", "maths")),
        _classes(situation, rules["role", "hard"], answers.get("examples")),
        Point("planning", does_plan, None if does_plan == entry.YES else planning.bridge.what, "who-both", 8),
        _standards(situation, groups, answers.get("standards") or {}),
        _support(situation, answers.get("head")),
    ]


def _subject(situation: Situation, rule: EntryRequirement, subject: str) -> Point:
    """English or maths at the level that the rule of the day names."""
    level = situation.subject_level(subject)
    if level is None:
        return Point(subject, entry.UNKNOWN, situation.say(f"basics-find-{subject}"), weeks=1)
    return Point(subject, entry.YES) if level >= rule.level else Point(subject, entry.NO, rule.bridge.what)


def _classes(situation: Situation, rule: EntryRequirement, examples: Optional[str]) -> Point:
    """Whole classes by themselves: their own examples say more than a tick in a list of duties."""
    state = EXAMPLES.get(examples, entry.met(rule, situation))
    if state in (entry.NO, SOME):
        return Point("classes", state, rule.bridge.what, "who-both", 4)
    return Point("classes", state, None if examples else situation.say("hlta-step-examples"), weeks=4)


def _standards(situation: Situation, groups: list[HltaStandards], given: dict) -> Point:
    """The standards of the day: any that they would like help with, or none looked at yet."""
    known = [one for group in groups for one in group.standards]
    wanted = next((one for one in known if given.get(str(one.number)) == HELP), None)
    if wanted:
        return Point("standards", SOME, situation.say("hlta-step-help", line=wanted.text), weeks=6)
    if any(given.get(str(one.number)) for one in known):
        return Point("standards", entry.YES)
    return Point("standards", entry.UNKNOWN, situation.say("hlta-step-standards"), weeks=3)


def _support(situation: Situation, head: Optional[str]) -> Point:
    """The head's support: it is asked for last, and a refusal has its own step."""
    state = SUPPORT.get(head, entry.UNKNOWN)
    if state == entry.YES:
        return Point("support", state)
    return Point("support", state, situation.say("hlta-step-refused" if state == entry.NO else "hlta-step-support"), weeks=5)


def _state(states: dict[str, str]) -> str:
    """What is missing of English, maths and classes comes first; the head is asked last, so that need not be settled yet.

    Nobody is called close of whom nothing is known.
    """
    before_all = {states[id] for id in BEFORE_ALL}
    if entry.NO in before_all or before_all == {entry.UNKNOWN}:
        return FIRST
    still_open = before_all != {entry.YES} or SOME in states.values() or entry.NO in states.values()
    return NEARLY if still_open else READY


def _group(situation: Situation, group: HltaStandards, given: dict) -> dict:
    """A group of standards with the answers so far, and the numbers of those whose words we do not hold."""
    store = situation.store
    return {
        "id": group.id, "title": group.title, "what": group.what,
        "numbers": situation.say("hlta-standards-numbers", first=group.first, last=group.last),
        "not_held": _missing(group),
        "standards": [{"number": one.number, "text": one.text, "answer": given.get(str(one.number))} for one in group.standards],
        "sources": store.sources(group),
    }


def _missing(group: HltaStandards) -> list[int]:
    return sorted(set(range(group.first, group.last + 1)) - {one.number for one in group.standards})


def _steps(situation: Situation, state: str, points: list[Point]) -> list[dict]:
    """The gaps as next steps by date; those who are ready turn to the assessors."""
    rows = [(point.step, point.who, point.weeks) for point in points if point.step]
    if state == READY:
        rows.append((situation.say("hlta-step-assessors"), "who-you", 6))
    first = {}
    for what, who, weeks in rows:
        first.setdefault(what, {"what": what, "who": situation.say(who), "when": in_weeks(situation.as_of, weeks)})
    return sorted(first.values(), key=lambda step: step["when"])[:MOST_STEPS]


def _not_covered(situation: Situation, groups: list[HltaStandards]) -> list[str]:
    said = [group.what for group in groups if not group.standards]
    if missing := [str(number) for group in groups if group.standards for number in _missing(group)]:
        said.append(situation.say("hlta-not-numbers", numbers=listed(missing)))
    return [*said, *(situation.say(id) for id in ("hlta-not-decision", "hlta-not-price", "hlta-not-pay"))]
