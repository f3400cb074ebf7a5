"""Not suggested, and why: only for what the person raised, asked about or wished for, each with the step to take instead."""
from __future__ import annotations

from typing import Callable, NamedTuple, Optional

from knowledge.advice import entry
from knowledge.advice.exclusion import excluded, made_for_less
from knowledge.advice.rules_fit import HLTA, IN_THE_JOB, does_the_work, lowest_level
from knowledge.advice.rules_prior import old_certificate_stands
from knowledge.advice.situation import Situation
from knowledge.records import Qualification
from knowledge.text import listed

HLTA_COURSE, ASSESSMENT_ONLY = "l4-cert-hlta", "qts-assessment-only"
WRITTEN_LEVEL = 3


class Kind(NamedTuple):
    """A common wish that is not for now. `name` ends the ids of its phrases: `refused-...` the reason, `instead-...` the step.

    step    where True the step is the bridge to the first entry rule not met, and the phrase stands where there is none
    """

    name: str
    applies: Callable[[Qualification, Situation, Optional[str]], bool]
    step: bool = False


def not_suggested(situation: Situation, chosen: set[str]) -> list[dict]:
    """What they raised that is not among the chosen: [{id, title, reason, step, unmet, sources}].

    Args:
        chosen: ids of the qualifications that are suggested.
    """
    raised = [situation.answer("aspiration", "qualification"), *(situation.answer("raised") or [])]
    found = {option.id: option for id in raised if (option := situation.store.find("qualifications", id))}
    rows = [refusal(option, situation) for option in found.values() if option.id not in chosen]
    return rows + _level_alone(situation, chosen)


def refusal(option: Qualification, situation: Situation) -> dict:
    """One refusal, in the words of its kind, or in those of what excludes it."""
    store, why = situation.store, excluded(option, situation)
    unmet = [row["requirement"] for row in entry.assessed(option, situation) if row["met"] == entry.NO]
    kind = next((kind for kind in KINDS if kind.applies(option, situation, why)), None)
    facts = [option]
    if kind:
        reason = situation.say(f"refused-{kind.name}", title=option.title)
        step = kind.step and _bridge(option, situation) or situation.say(f"instead-{kind.name}", title=option.title)
        facts += [store.get("decision_rules", id) for id in RULE_OF.get(kind.name, ())]
    else:
        reason, step = _in_general(option, situation, why)
    return {"id": option.id, "title": option.title, "reason": reason, "step": step, "unmet": unmet, "sources": store.sources(*facts)}


def _in_general(option: Qualification, situation: Situation, why: Optional[str]) -> tuple[str, str]:
    """(reason, step) for what is no common wish."""
    store, bridge = situation.store, _bridge(option, situation)
    after = [] if why != "not-open" else [store.get("qualifications", id).title for id in on_offer_after(option, situation)]
    if after:
        return situation.say("not-replaced", title=option.title, after=listed(after)), situation.say("instead-replaced")
    if why is None and (unknown := _unknown(option, situation)):
        # Nothing keeps it out, and one answer would tell.
        return situation.say("refused-depends", title=option.title, requirement=unknown), bridge or situation.say("instead-not-closest")
    why = why or "not-closest"
    step = bridge if why in ("not-the-work", "not-entry") else None
    return situation.say(why, title=option.title), step or situation.say(f"instead-{why}")


def on_offer_after(option: Qualification, situation: Situation) -> list[str]:
    """The ids of what took its place and is on offer on the day, through all that came between."""
    store, seen, left, found = situation.store, {option.id}, list(option.replaced_by), []
    while left:
        record = store.find("qualifications", left.pop(0))
        if record is None or record.id in seen:
            continue
        seen.add(record.id)
        if record.offered and record.open_on(situation.as_of):
            found.append(record.id)
        else:
            left += record.replaced_by
    return found


def _bridge(option: Qualification, situation: Situation) -> Optional[str]:
    """The step across the first hard entry rule that is not met, else across one that is not known, else a usual one."""
    rows = [row for row in entry.assessed(option, situation) if row["bridge"]]
    for strength, met in (("hard", entry.NO), ("hard", entry.UNKNOWN), ("usual", entry.NO)):
        for row in rows:
            if (row["strength"], row["met"]) == (strength, met):
                return row["bridge"]["what"]
    return None


def _unknown(option: Qualification, situation: Situation) -> Optional[str]:
    """The first hard entry rule that the person could tell us about, and has not."""
    rows = (row for row in entry.assessed(option, situation) if row["strength"] == "hard" and row["kind"] != "employer")
    return next((row["requirement"] for row in rows if row["met"] == entry.UNKNOWN), None)


def _level_alone(situation: Situation, chosen: set[str]) -> list[dict]:
    """A word on a level asked for by its number alone, where English at level 2 comes first and nothing of that level is chosen."""
    level, store = situation.wished_level, situation.store
    if level is None or level < WRITTEN_LEVEL or not _english_first(situation):
        return []
    if any(level in (r.level, *r.levels) for id in chosen if (r := store.find("qualifications", id))):
        return []
    record = next(r for r in store.all("levels") if r.level == level)
    reason, step = situation.say("refused-english-first", title=record.title), situation.say("instead-english-first")
    rule = store.get("decision_rules", "dr26")
    return [{"id": record.id, "title": record.title, "reason": reason, "step": step, "unmet": [], "sources": store.sources(record, rule)}]


def _english_first(situation: Situation) -> bool:
    """English known to be below level 2."""
    english = situation.subject_level("english")
    return english is not None and english < 2


# The common wishes


def _held(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """Held already."""
    return why == "not-held"


def _nvq(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """An NVQ by that name, after the name was given up for school jobs."""
    return why == "not-open" and "NVQ" in option.title and not on_offer_after(option, situation)


def _hlta_course(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """A taught course with the name of the status in its title."""
    return option.id == HLTA_COURSE and why != "not-open"


def _hlta_work(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """The status for higher level teaching assistants, without whole classes."""
    return option.id == HLTA and does_the_work(option, situation) is False


def _hlta_basics(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """The same, with the work and without English or maths at level 2."""
    return option.id == HLTA and why == "not-entry"


def _assessment_only(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """Assessment only, for those who have not taught classes of their own for two years, as far as is known."""
    if option.id != ASSESSMENT_ONLY or why == "not-open":
        return False
    taught = [entry.met(r, situation) for r in entry.requirements(option, situation) if r.kind == "experience"]
    return any(met != entry.YES for met in taught)


def _graduate(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """A degree, or the half of one, for a person who has one."""
    return why == "not-above" and made_for_less(option, situation)


def _stands(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """The like of an older certificate that is held and counts as before (dr31)."""
    return why == "not-above" and old_certificate_stands(option, situation) is True


def _written(option: Qualification, situation: Situation, why: Optional[str]) -> bool:
    """Level 3 or more, while English is below level 2."""
    lowest = lowest_level(option)
    if lowest is None or lowest < WRITTEN_LEVEL or not _english_first(situation):
        return False
    return why in (None, "not-entry", "not-yet-level") or why == "not-the-work" and option.type in IN_THE_JOB


KINDS = (
    Kind("held", _held),
    Kind("nvq", _nvq),
    Kind("hlta-course", _hlta_course),
    Kind("hlta-work", _hlta_work, step=True),
    Kind("hlta-basics", _hlta_basics, step=True),
    Kind("assessment-only", _assessment_only, step=True),
    Kind("graduate", _graduate),
    Kind("stands", _stands),
    Kind("english-first", _written),
)
# Rules of the guide that a kind rests on, besides the record's own sources.
RULE_OF = {"english-first": ("dr26",), "stands": ("dr31",), "hlta-work": ("dr33",), "hlta-course": ("dr21",)}
