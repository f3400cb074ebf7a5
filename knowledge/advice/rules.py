"""The guide's 36 decision rules: which predicate answers each, where its words are said, and the dates it holds between.

Words and sources are the decision rules of the knowledge base. The predicates are in `rules_fit` (need, type, level),
`rules_prior` (what is held already), `rules_then` (of their time) and `rules_informal`. What no single option can meet
or miss is a principle. `docs/advice.md` shows them all; `rules_page` writes it.
"""
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Callable, Optional

from knowledge.advice import rules_fit as fit, rules_informal as informal, rules_prior as prior, rules_then as then
from knowledge.advice.exclusion import entry_names_the_level, excluded, lower_apprenticeship
from knowledge.advice.rules_fit import (
    IN_THE_JOB, LEARNING, NEW_DUTY, SENIOR_LEVEL, SPEAKING_ENGLISH, TAUGHT, Verdict, builds_confidence, closes_a_basic_gap,
    content_fits, deepens, does_the_work, gaps, held_in_field, helps_the_move, option_for_second_language, practised_for_goal,
    ready_for_university, shows_the_standards, statutory, taught_fits, wants_proof, work_rules, works_at_the_level,
)
from knowledge.advice.situation import Situation
from knowledge.records import InformalOption, Qualification, last_day

# What other modules import from here.
__all__ = [
    "ASKED", "CAUTION", "INFORMAL_RULES", "IN_THE_JOB", "LEARNING", "NEW_DUTY", "PRINCIPLES", "REASON", "RULES", "Rule", "SENIOR_LEVEL",
    "SPEAKING_ENGLISH", "TAUGHT", "Verdict", "builds_confidence", "cautions", "closes_a_basic_gap", "content_fits", "deepens",
    "does_the_work", "entry_names_the_level", "excluded", "gaps", "held_in_field", "helps_the_move", "informal_reasons", "judged",
    "lower_apprenticeship", "option_for_second_language", "practised_for_goal", "ready_for_university", "reasons",
    "shows_the_standards", "statutory", "taught_fits", "wants_proof", "work_rules", "works_at_the_level",
]

# Where the words of a rule are said; ASKED only where somebody asks why.
REASON, CAUTION, ASKED = "reason", "caution", "asked"
MOST_CAUTIONS = 2


@dataclass(frozen=True)
class Rule:
    """One decision rule.

    tells           the predicate, over an option and a situation
    met, not_met    where its words are said when it is met or not: a reason, a caution, when asked why, or nowhere (None)
    opened, closed  the dates between which it holds, where its source speaks of its time; as in the records
    """

    tells: Callable[..., Verdict]
    met: Optional[str] = REASON
    not_met: Optional[str] = None
    opened: Optional[str] = None
    closed: Optional[str] = None

    def __call__(self, option: Qualification | InformalOption, situation: Situation) -> Verdict:
        """True (met), False (not met), or None: cannot be told, does not bear on this option, or not the time of the rule."""
        return self.tells(option, situation) if self.holds_on(situation.as_of) else None

    def holds_on(self, day: datetime.date) -> bool:
        """True between its dates."""
        begun = self.opened is None or last_day(self.opened) <= day
        return begun and (self.closed is None or last_day(self.closed) > day)


# Over a qualification. The order is that of the reasons.
RULES: dict[str, Rule] = {
    "dr06": Rule(fit.statutory),
    "dr26": Rule(fit.closes_a_basic_gap),
    "dr27": Rule(fit.builds_confidence),
    "dr05": Rule(fit.helps_the_move),
    "dr18": Rule(fit.proves_the_job, not_met=ASKED),
    "dr15": Rule(fit.work_is_close, not_met=ASKED),
    "dr33": Rule(fit.ready_for_hlta, not_met=ASKED),
    "dr21": Rule(fit.shows_the_standards, not_met=ASKED),
    # The plan of 2004 named the two ways, and the agency that ran them closed in 2012.
    "dr32": Rule(then.two_ways_to_hlta, opened="2004-04", closed="2012-04"),
    "dr19": Rule(fit.taught_fits),
    "dr20": Rule(fit.ready_for_university, not_met=ASKED),
    # From the first year of the NVQ in supporting teaching and learning to the end of NVQs in school jobs.
    "dr22": Rule(then.classroom_award_fits, opened="2007", closed="2010"),
    "dr23": Rule(then.several_jobs, opened="2005", closed="2010"),
    "dr01": Rule(fit.wants_proof),
    "dr02": Rule(fit.new_duties_soon),
    "dr03": Rule(fit.deepens),
    "dr04": Rule(fit.school_cannot_teach),
    "dr11": Rule(fit.one_clear_thing, not_met=ASKED),
    "dr12": Rule(fit.content_fits, not_met=ASKED),
    "dr13": Rule(fit.level_need_not_rise, not_met=ASKED),
    "dr28": Rule(prior.counts_before, met=CAUTION),
    "dr30": Rule(prior.swis_units_stay, met=CAUTION, closed="2010"),
    "dr29": Rule(prior.units_carry_over, met=CAUTION, not_met=CAUTION),
    "dr31": Rule(prior.old_certificate_stands, met=CAUTION),
    "dr16": Rule(fit.can_meet_the_assessment, met=ASKED, not_met=CAUTION),
    "dr17": Rule(then.level_to_settle, met=CAUTION, closed="2010"),
    # The strategy was for 2009 to 2012.
    "dr34": Rule(then.level_3_hoped_for, met=None, not_met=CAUTION, opened="2009", closed="2012"),
    "dr25": Rule(fit.university_award, met=CAUTION),
    "dr24": Rule(fit.accredited, met=ASKED, not_met=CAUTION),
}

# Over an informal option.
INFORMAL_RULES: dict[str, Rule] = {
    "dr07": Rule(informal.a_colleague_can_show),
    "dr08": Rule(informal.reading_may_do),
    "dr09": Rule(informal.several_share_it),
    "dr10": Rule(informal.inside_school_first),
}

# Followed everywhere, and how.
PRINCIPLES: dict[str, str] = {
    "dr14": "`excluded` never asks for the levels in between: the same or a lower level stays where its content is the need, "
            "and work at the level counts for one level more than certificates",
    "dr35": "`advise` gives informal options whatever the need, and they are never left out for a qualification",
    "dr36": "`next_steps` always holds the talk with the manager (or a rep), and the interview asks whether it is agreed",
}


def reasons(option: Qualification, situation: Situation) -> list[str]:
    """The ids of the rules that speak for an option, in the order of telling."""
    return [id for id, rule in RULES.items() if rule.met == REASON and rule(option, situation)]


def cautions(option: Qualification, situation: Situation) -> list[tuple[str, bool]]:
    """(id, met) of the rules worth knowing before one signs up, at most two."""
    found = [(id, verdict) for id, rule in RULES.items() if (verdict := _told(rule, option, situation)) is not None]
    return found[:MOST_CAUTIONS]


def _told(rule: Rule, option: Qualification, situation: Situation) -> Verdict:
    """The verdict of a rule, where it is said as a caution."""
    if CAUTION not in (rule.met, rule.not_met):
        return None
    verdict = rule(option, situation)
    return verdict if verdict is not None and (rule.met if verdict else rule.not_met) == CAUTION else None


def informal_reasons(option: InformalOption, situation: Situation) -> list[str]:
    """The ids of the rules that speak for an informal option."""
    return [id for id, rule in INFORMAL_RULES.items() if rule(option, situation)]


def judged(option: Qualification | InformalOption, situation: Situation) -> list[dict]:
    """Every rule that bears on an option, met or not; what cannot be told is left out.

    Each: {rule, met, text, said_as, sources}; `said_as` is REASON, CAUTION, ASKED or None: its words would tell nothing here.
    """
    store, found = situation.store, []
    for id, rule in (INFORMAL_RULES if isinstance(option, InformalOption) else RULES).items():
        verdict = rule(option, situation)
        if verdict is not None:
            record = store.get("decision_rules", id)
            text = situation.rule_says(record, verdict)
            said_as = (rule.met if verdict else rule.not_met) if text else None
            found.append({"rule": id, "met": verdict, "text": text, "said_as": said_as, "sources": store.sources(record)})
    return found
