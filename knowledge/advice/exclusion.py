"""Which options are not for a person now, and the one reason they are told: the first in `ORDER` that applies."""
from __future__ import annotations

from typing import Callable, NamedTuple, Optional

from knowledge.advice import entry
from knowledge.advice.equivalence import PURPOSES, counts_already
from knowledge.advice.rules_fit import (
    LEARNING, SPEAKING_ENGLISH, closes_a_basic_gap, does_the_work, gaps, held_in_field, helps_the_move, lowest_level,
    option_for_second_language, ready_for_university, shows_the_standards, top_level, work_rules, works_at_the_level,
)
from knowledge.advice.situation import Situation
from knowledge.records import Qualification, last_day

# The national standards began then. We know of no such rule on the frameworks before them.
STANDARDS_BEGAN = "2014-09"
Test = Callable[[Qualification, Situation], bool]


class Exclusion(NamedTuple):
    """One line of the order: the id of the phrase that says why not (None: it stays in, whatever comes after), and its test."""

    phrase: Optional[str]
    applies: Test


def excluded(option: Qualification, situation: Situation) -> Optional[str]:
    """Why an option is not for this person now (an id of a phrase `not-...`), or None where it may be."""
    for phrase, applies in ORDER:
        if applies(option, situation):
            return phrase
    return None


def not_on_offer(option: Qualification, situation: Situation) -> bool:
    """It has not opened on the day, has closed, or only counts as held."""
    return not (option.offered and option.open_on(situation.as_of))


def held(option: Qualification, situation: Situation) -> bool:
    """They hold it."""
    return option.id in situation.held


def being_done(option: Qualification, situation: Situation) -> bool:
    """They are doing it."""
    return option.id in situation.doing


def for_second_language_only(option: Qualification, situation: Situation) -> bool:
    """An English class for speakers of other languages, and they did not say that they are."""
    return option.topics[:1] == SPEAKING_ENGLISH and not option_for_second_language(option, situation)


def made_for_less(option: Qualification, situation: Situation) -> bool:
    """Made for people below a level that they hold, such as a first degree for a graduate."""
    return option.only_below is not None and (situation.highest or 0) >= option.only_below


def basics_held(option: Qualification, situation: Situation) -> bool:
    """English and maths classes, and they are known to hold both, and asked for neither by name."""
    if not option.covers or situation.topics & set(option.covers) or gaps(situation):
        return False
    return all(situation.subject_level(subject) is not None for subject in ("english", "maths"))


def closes_known_gap(option: Qualification, situation: Situation) -> bool:
    """It closes a gap in English or maths at level 2 or below, so nothing after this keeps it out (dr26)."""
    return bool(closes_a_basic_gap(option, situation)) and option.level in (None, 1, 2)


def shown_already(option: Qualification, situation: Situation) -> bool:
    """A certificate held counts for it already: nothing to redo at that level or below, and nothing for a need of the law."""
    if situation.need in LEARNING or option.topics[:1] not in [[topic] for topic in PURPOSES.values()]:
        return False
    shown = [row["level"] for row in counts_already(situation) if option.topics[:1] == [row["topic"]]]
    return bool(shown) and (situation.need == "legal" or (top_level(option) or 0) <= max(shown))


def a_colleague_can_show(option: Qualification, situation: Situation) -> bool:
    """A qualification of months for what a colleague at the school can show, where proof is not the need (guide, Step 3; dr07)."""
    if not situation.answer("in_house") or situation.need not in LEARNING or situation.new_role or option is situation.wished:
        return False
    return option.type not in ("qt_short_course", "qt_basic_skills") and not option.statutory_for


def not_in_the_work(option: Qualification, situation: Situation) -> bool:
    """Assessed in work, or a status shown in work, that they certainly do not do (dr15, dr18, dr21, dr33)."""
    return works_at_the_level(option, situation) is False or shows_the_standards(option, situation) is False


def too_early_for_university(option: Qualification, situation: Situation) -> bool:
    """University study, with nothing held at level 3 (dr20)."""
    return ready_for_university(option, situation) is False


def too_high(option: Qualification, situation: Situation) -> bool:
    """More than one level above anything shown: an earlier step comes first (guide, Qualification levels).

    An entry rule that names the level says more than the number. And for those with level 2 who do the very work,
    the work decides: one level more.
    """
    lowest = lowest_level(option)
    if lowest is None or situation.highest is None or entry_names_the_level(option, situation):
        return False
    in_it = bool(work_rules(option, situation)) and does_the_work(option, situation) is True
    return lowest > max(situation.ready_for, 1) + (2 if in_it and situation.ready_for >= 2 else 1)


def entry_names_the_level(option: Qualification, situation: Situation) -> bool:
    """True where a hard entry rule names a level, and the person has it."""
    return any(
        r.kind == "level" and r.strength == "hard" and entry.met(r, situation) == entry.YES
        for r in entry.requirements(option, situation)
    )


def held_in_its_field(option: Qualification, situation: Situation) -> bool:
    """The same field at a level already held, and no topic of it is the need."""
    top, field = top_level(option), held_in_field(option, situation)
    if top is None or field is None or top > field:
        return False
    return situation.new_role or not situation.topics & set(option.topics)


def little_new_to_learn(option: Qualification, situation: Situation) -> bool:
    """An apprenticeship below a level held, and not for the job aimed for."""
    return lower_apprenticeship(option, situation) and not helps_the_move(option, situation)


def lower_apprenticeship(option: Qualification, situation: Situation) -> bool:
    """An apprenticeship below a level held: it must teach mostly new things (apprenticeship funding rules, on standards)."""
    top = top_level(option)
    if option.type != "qt_apprenticeship" or top is None or situation.as_of < last_day(STANDARDS_BEGAN):
        return False
    return top < (situation.highest or 0)


ORDER = (
    Exclusion("not-open", not_on_offer),
    Exclusion("not-held", held),
    Exclusion("not-doing", being_done),
    Exclusion("not-closest", for_second_language_only),
    Exclusion("not-above", made_for_less),
    Exclusion("not-above", basics_held),
    Exclusion(None, closes_known_gap),
    Exclusion("not-above", shown_already),
    Exclusion("not-colleague", a_colleague_can_show),
    Exclusion("not-the-work", not_in_the_work),
    Exclusion("not-entry", entry.blocked),
    Exclusion("not-yet-level", too_early_for_university),
    Exclusion("not-yet-level", too_high),
    Exclusion("not-above", held_in_its_field),
    Exclusion("not-above", little_new_to_learn),
)
