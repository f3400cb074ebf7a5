"""What each copy of the plan may hold, as data; and the answers without what a copy leaves off.

The copy for oneself holds everything. The copy to hand on is made of `project(...)` alone, so nothing that is left out
here can show in it: no reason, entry line, step or gap can tell.
"""
from __future__ import annotations

import copy as copies
from dataclasses import dataclass

from knowledge.advice import checklist
from knowledge.advice.answers import profile
from knowledge.advice.own_words import OWN, kept
from knowledge.advice.situation import Situation
from knowledge.records import Record
from knowledge.store import Store


@dataclass(frozen=True)
class Private:
    """One private matter: what belongs to it.

    keys        keys of the answers
    kinds       kinds of barrier, as `constraints.other` names them or as barriers are
    prompts     what prompted it (need_sources)
    points      practical points
    topics      topics of the need
    questions   questions whose being skipped would tell
    """

    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


# Left off the copy to hand on, unless the person turns it on by this name.
PRIVATE: dict[str, Private] = {
    "english_maths": Private(
        keys=("qualifications", "english_level", "maths_level", "science_level"), kinds=("english-maths", "language"),
        points=("pr01",), topics=("english", "maths", "speaking-english"), questions=("qualifications", "basics"),
    ),
    "confidence": Private(kinds=("confidence",), prompts=("ns-job-at-risk", "ns-went-badly"), topics=("confidence",)),
    "aim": Private(keys=("aspiration", "focus", "raised", "setting"), questions=("aim", "setting")),
    "refused": Private(kinds=("manager", "culture"), questions=("agreed",)),
    "barriers": Private(keys=("constraints",), questions=("constraints",)),
    "health": Private(kinds=("disability", "health", "dyslexia"), points=("pr-adjustments",)),
    "family": Private(kinds=("personal", "family", "benefits")),
}
# What any copy may hold; a private matter that is turned on adds its keys. Age, pay, residence, care and union membership
# are in neither: no copy needs them.
PUBLIC = (
    "schema", "for", "roles", "duties", "employer", "contract", "hours_a_week", "service_26_weeks", "employer_250", "school",
    "as_of", "review", "need_source", "need", "intended_change", "evaluation", "agreed", "picked", "practicalities", "chosen", "start",
    "made", "evidence", "sharing",
)
# The key of the answers that holds what the person ticked for a copy to hand on.
TICKED = "shared"
# Answers to the manager that are private: silence then says no more than "not asked yet" does.
NOT_AGREED = ("no", "not asking")
# Words of a barrier that staff say of pupils just as well.
_OF_SCHOOL = ("kids", "my children", "family", "grandchildren", "hearing", "reading is hard")
# Words on whoever reads the copy, and on how people treat each other: those are for the person alone.
_OF_OTHERS = (
    "my manager", "her manager", "his manager", "their manager", "boss", "my head", "bully", "bullies", "bullied", "bullying", "shouts",
    "shouted", "shouting", "moaning", "moans", "nagging", "picks on", "picking on", "hates", "harass", "harassed", "harassment", "unfair", "grievance", "discipline", "sacked",
)
_OF_CONFIDENCE = ("confident", "confidence")


def ticked(answers: dict) -> tuple[str, ...]:
    """The names of `PRIVATE` that the person let cross, as the side talk on it keeps them; none until they tick one."""
    given = answers.get(TICKED)
    return tuple(name for name in PRIVATE if isinstance(given, list) and name in given)


def allowed(everything: bool, show: tuple[str, ...] = ()) -> dict[str, bool]:
    """Name of `PRIVATE` -> whether a copy may hold it."""
    return {name: everything or name in show for name in PRIVATE}


def project(answers: dict, situation: Situation, may: dict[str, bool]) -> dict:
    """The answers as a copy may know them.

    Args:
        answers: all answers of the conversation.
        situation: the same, read.
        may: what the copy may hold, by the names of `PRIVATE`.
    """
    if all(may.values()):
        return answers
    store, off = situation.store, [private for name, private in PRIVATE.items() if not may[name]]
    kept = [*PUBLIC, *(key for name, private in PRIVATE.items() if may[name] for key in private.keys)]
    shared = {key: copies.deepcopy(answers[key]) for key in kept if key in answers}
    kinds = {kind for private in off for kind in private.kinds}
    hope = _may_hope(answers, situation) and not may["aim"]
    shared["picked"] = [id for id in answers.get("picked") or [] if id == OWN or _may_show(_record(store, id), situation, may, hope)]
    if answers.get("picked") is None:
        shared.pop("picked")
    _need(shared, situation, may, off, hope)
    _own_words(shared, situation, may, kinds, hope)
    _own_choice(shared, situation, kinds, hope)
    _constraints(shared, answers, store, may)
    if not may["refused"] and (shared.get("agreed") or {}).get("manager") in NOT_AGREED:
        shared.pop("agreed")
    skipped = {question for private in off for question in private.questions}
    shared["skipped"] = [id for id in answers.get("skipped") or [] if id not in skipped]
    shared["said"] = {"roles": _jobs(answers, store, kinds)}
    return _points(shared, situation, off)


def _may_hope(answers: dict, situation: Situation) -> bool:
    """Whether it may be for another job: they said so, or they began with what was settled and were never asked."""
    return situation.new_role or bool(answers.get("start")) and answers.get("focus") is None


def _need(shared: dict, situation: Situation, may: dict, off: list[Private], hope: bool) -> None:
    """The kind of need and what it is about, without what is private or would tell of a hope."""
    if shared.get("need_source") in {prompt for private in off for prompt in private.prompts}:
        shared.pop("need_source")
    need = shared.get("need")
    if not isinstance(need, dict):
        return
    if situation.need == "confidence" and not may["confidence"]:
        shared.pop("need")
    elif hope:
        need["topics"] = []
    else:
        hidden = {topic for private in off for topic in private.topics}
        found = [t.id for t in situation.store.all("topics") if t.id in situation.topics - hidden]
        need["topics"] = found


def _own_words(shared: dict, situation: Situation, may: dict, kinds: set[str], hope: bool) -> None:
    """What they wrote of their hopes may name another job, or a worry; then it stays with them."""
    plain = not hope and (may["confidence"] or situation.need != "confidence")
    given = shared.get("evaluation") or {}
    for said in (given, shared.get("evidence") or {}, shared.get("sharing") or {}):
        if not plain or tells(said.get("words"), situation.store, kinds):
            said.pop("words", None)
    if not plain or tells(shared.get("intended_change"), situation.store, kinds):
        shared.pop("intended_change", None)
    measures = [m for id in given.get("measures") or [] if (m := situation.store.find("evaluation_measures", id))]
    if "measures" in given:
        given["measures"] = [m.id for m in measures if may["confidence"] or m.needs != ["confidence"]]


def _own_choice(shared: dict, situation: Situation, kinds: set[str], hope: bool) -> None:
    """A choice in their own words may name a hope or a worry; then it stays with them."""
    if OWN in shared.get("picked", []) and (hope or tells(kept(shared), situation.store, kinds)):
        shared["picked"].remove(OWN)
        shared.pop("chosen", None)


def tells(text: str | None, store: Store, kinds: set[str]) -> bool:
    """Whether a text says one of the things that people say of these kinds of barrier, or of whoever manages them."""
    said = " " + " ".join("".join(c if c.isalnum() or c in "'-:" else " " for c in (text or "").lower().replace("’", "'")).split()) + " "
    words = {word for barrier in store.all("barriers") if barrier.kind in kinds for word in barrier.words} - set(_OF_SCHOOL)
    words |= set(_OF_OTHERS)
    if "confidence" in kinds:
        words |= set(_OF_CONFIDENCE)
    return any(f" {word.lower()} " in said for word in words)


def _constraints(shared: dict, answers: dict, store: Store, may: dict) -> None:
    """What makes it hard: what belongs to a matter of its own goes with that one; time, money and the like with "barriers"."""
    given = answers.get("constraints")
    others = given.get("other") if isinstance(given, dict) else None
    if others:
        kept = [word for word in others if _may_tell({word, _kind(store, word)}, may)]
        if kept or may["barriers"]:
            shared["constraints"] = {**shared.get("constraints", {}), "other": kept}


def may_tell(kind: str, may: dict) -> bool:
    """Whether a copy may hold a barrier of a kind."""
    return _may_tell({kind}, may)


def _may_tell(kinds: set, may: dict) -> bool:
    matters = [name for name, private in PRIVATE.items() if kinds & set(private.kinds)]
    return all(may[name] for name in matters) if matters else may["barriers"]


def _kind(store: Store, word: str) -> str | None:
    barrier = store.find("barriers", word)
    return barrier.kind if barrier else None


def _jobs(answers: dict, store: Store, kinds: set[str]) -> dict:
    """Their own names for their jobs."""
    own = (answers.get("said") or {}).get("roles")
    own = own if isinstance(own, dict) else {}
    return {role: words for role, words in own.items() if role in (answers.get("roles") or []) and not tells(words, store, kinds)}


def _points(shared: dict, situation: Situation, off: list[Private]) -> dict:
    """The practical points of what is shown, for the person as the copy knows them: others would tell of what is not."""
    given = shared.get("practicalities")
    if given:
        hidden = {point for private in off for point in private.points}
        seen = Situation(profile(shared), situation.store, situation.as_of, situation.local)
        asked = [point.id for point in checklist.lines(seen, shared.get("picked") or [])] if shared.get("picked") else []
        shared["practicalities"] = {id: state for id, state in given.items() if id in asked and id not in hidden}
    return shared


def _record(store: Store, id: str) -> Record | None:
    return store.find("qualifications", id) or store.find("informal_options", id)


def _may_show(record: Record | None, situation: Situation, may: dict, hope: bool) -> bool:
    """English, maths and confidence are private; so is what leads to another job."""
    if record is None:
        return False
    main = set(record.topics if situation.need == "confidence" else record.topics[:1])
    if getattr(record, "covers", None) or set(record.topics[:1]) & set(PRIVATE["english_maths"].topics):
        return may["english_maths"]
    if not may["confidence"] and ("confidence" in main or getattr(record, "fits", None) == ["confidence"]):
        return False
    if not hope:
        return True
    elsewhere = set(record.goals) - situation.role_ids
    towards = situation.goal is not None and situation.goal.id in elsewhere
    return not towards and not (elsewhere and not set(record.roles) & situation.role_ids)
