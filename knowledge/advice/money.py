"""Money and rights: which of them are for this person, which are not, and what it depends on.

Every rule is a condition of a record (`knowledge.record_conditions`), in force between its dates; nothing here knows
a scheme or a law. Sources are those of the record that a row is about.
"""
from __future__ import annotations

from collections import Counter
from typing import Iterable, NamedTuple, Optional

from knowledge.advice.situation import Situation
from knowledge.advice.traits import NO, OF_OPTION, UNKNOWN, YES, Traits, in_force
from knowledge.plain_words import MOST_WORDS, words
from knowledge.records import Condition, Entitlement, Qualification, last_day
from knowledge.store import Store
from knowledge.text import capital

DEPENDS = "depends"
_ORDER = (YES, DEPENDS, NO)
APPRENTICESHIP_RULES = ("apprenticeship-age-rules", "apprenticeships-2009")


class Outcome(NamedTuple):
    """What the conditions of one record come to.

    applies     yes, depends or no
    reasons     yes: why; depends: what must be true
    remarks     whole sentences: what to do where a usual condition does not hold, or why it is a no
    asks        the keys of the profile that it depends on
    """

    applies: str
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


def funding(situation: Situation, options: Iterable[str], store: Store) -> list[dict]:
    """Money for the person and these options: what is theirs first, then what it depends on, then what is not theirs.

    A no is given only where the person is likely to expect a yes.

    Args:
        options: ids of qualifications under advice or picked; other ids are passed over.

    Returns:
        [{id, title, applies: yes|depends|no, why, depends_on: [profile keys], how: [], told, for: [option ids], sources: []}].
        `told` is why, and the first thing to do. `for` is empty where the money is not tied to one option. A record has two rows where options differ.
    """
    return _rows(store.all("funding"), situation, options, store)


def rights(situation: Situation, options: Iterable[str], store: Store) -> list[dict]:
    """What the law or an agreement gives the person; rows as those of `funding`."""
    return _rows(store.all("rights"), situation, options, store)


def money_missing(situation: Situation, options: Iterable[str], store: Store) -> list[str]:
    """The keys of the profile that are unknown and could change a row of money or rights, those that change most first."""
    options = list(options)
    return asked_by(funding(situation, options, store) + rights(situation, options, store))


def asked_by(rows: list[dict]) -> list[str]:
    """The keys that rows of `funding` and `rights` depend on, those that most rows depend on first."""
    counts = Counter(key for row in rows for key in row["depends_on"])
    return sorted(counts, key=lambda key: (-counts[key], key))


def apprenticeship(option: Qualification, situation: Situation, store: Store) -> list[dict]:
    """What the funding rules ask of an apprentice, beside the entry requirements of the option.

    Returns:
        [{requirement, strength, met: yes|no|unknown, remark, depends_on, sources}]; none for what is no apprenticeship.
        `remark` is what to do where a requirement is not met, or None.
    """
    traits, rows = Traits(situation), []
    records = [record for id in APPRENTICESHIP_RULES if (record := store.find("funding", id)) and record.open_on(situation.as_of)]
    for record in records:
        groups = in_force(record.conditions, situation.as_of)
        if _fits([group for group in groups if _about_options(group)], traits, option):
            rows += [_requirement(group, traits, option, record, store) for group in groups if not _about_options(group)]
    return rows


def _requirement(group: list[Condition], traits: Traits, option: Qualification, record: Entitlement, store: Store) -> dict:
    outcome = _judged(group, traits, option)
    met = YES if outcome.applies == YES else UNKNOWN if outcome.reasons else NO
    return {
        "requirement": capital(f"{_either(group)}."),
        "strength": group[0].strength,
        "met": met,
        "remark": next(iter(outcome.remarks), None),
        "depends_on": list(outcome.asks),
        "sources": store.sources(record),
    }


def _rows(records: Iterable[Entitlement], situation: Situation, options: Iterable[str], store: Store) -> list[dict]:
    traits = Traits(situation)
    chosen = [option for id in dict.fromkeys(options) if (option := store.find("qualifications", id))]
    told = [(record, _outcomes(record, traits, chosen)) for record in records if record.conditions and _told(record, traits, chosen)]
    gives = {record.id: {id for outcome, ids in found.items() if outcome.applies == YES for id in ids} for record, found in told}
    rows = []
    for record, found in told:
        given = set().union(*(gives.get(id, ()) for id in record.unless))
        for outcome, ids in found.items():
            left = [id for id in ids if id not in given]
            if left or not ids:
                rows.append(_row(record, outcome, left, situation, store))
    return sorted(rows, key=lambda row: (_ORDER.index(row["applies"]), row["id"], row["for"]))


def _told(record: Entitlement, traits: Traits, options: list[Qualification]) -> bool:
    """True where the record bears on this person: it holds then (or is missed still), and one of `told_if` is known."""
    day = traits.situation.as_of
    if not record.open_on(day) and not (record.told_after_end and record.closed and last_day(record.closed) <= day):
        return False
    return not record.told_if or any(
        traits.state(trait, option).state == YES
        for trait in record.told_if for option in (options if trait.key in OF_OPTION else [None])
    )


def _outcomes(record: Entitlement, traits: Traits, options: list[Qualification]) -> dict[Outcome, list[str]]:
    """What the record comes to, with the ids of the options it comes to that for."""
    groups = in_force(record.conditions, traits.situation.as_of)
    about = [group for group in groups if _about_options(group)]
    personal = [group for group in groups if not _about_options(group)]
    fitting = [o for o in options if _fits(about, traits, o)]
    if about and not fitting:
        return {}
    found: dict[Outcome, list[str]] = {}
    if any(condition.key in OF_OPTION for group in personal for condition in group):
        for option in fitting:
            found.setdefault(_together(personal, traits, option), []).append(option.id)
    else:
        found[_together(personal, traits, None)] = [option.id for option in fitting] if about else []
    if not record.open_on(traits.situation.as_of):
        # Over, but still expected by those whom it was for.
        found = {Outcome(NO, remarks=(record.closed_reason,)): ids for outcome, ids in found.items() if outcome.applies == YES}
    return {outcome: ids for outcome, ids in found.items() if outcome.applies != NO or outcome.remarks}


def _about_options(group: list[Condition]) -> bool:
    """True for conditions on what the option is, which no answer of the person changes."""
    return all(condition.key.startswith("option_") for condition in group)


def _fits(groups: list[list[Condition]], traits: Traits, option: Qualification) -> bool:
    """True where every condition on what the option is holds."""
    return all(any(traits.state(condition, option).state == YES for condition in group) for group in groups)


def _judged(group: list[Condition], traits: Traits, option: Optional[Qualification]) -> Outcome:
    """What one condition comes to, or several of which one is enough."""
    states = [(condition, traits.state(condition, option)) for condition in group]
    holding = [condition.words for condition, state in states if state.state == YES]
    if holding:
        return Outcome(YES, tuple(said for said in holding[:1] if said))
    unknown = [(condition, state) for condition, state in states if state.state == UNKNOWN]
    if unknown:
        asks = tuple(dict.fromkeys(key for _, state in unknown for key in state.asks))
        return Outcome(DEPENDS, (_either([condition for condition, _ in unknown]),), asks=asks)
    remarks = tuple(condition.otherwise for condition in group if condition.otherwise)[:1]
    return Outcome(NO if group[0].strength == "hard" else DEPENDS, remarks=remarks)


def _either(group: list[Condition]) -> str:
    return " or ".join(dict.fromkeys(condition.words for condition in group if condition.words))


def _together(groups: list[list[Condition]], traits: Traits, option: Optional[Qualification]) -> Outcome:
    """All conditions at once: a hard one that fails settles it; else whatever is open, or yes."""
    outcomes = [_judged(group, traits, option) for group in groups]
    for outcome in outcomes:
        if outcome.applies == NO:
            return outcome
    applies = DEPENDS if any(outcome.applies == DEPENDS for outcome in outcomes) else YES
    telling = [outcome for outcome in outcomes if outcome.applies == applies]
    reasons = dict.fromkeys(part for outcome in telling for part in outcome.reasons)
    remarks = dict.fromkeys(part for outcome in telling for part in outcome.remarks)
    asks = dict.fromkeys(part for outcome in telling for part in outcome.asks)
    return Outcome(applies, tuple(reasons), tuple(remarks), tuple(asks))


def _row(record: Entitlement, outcome: Outcome, ids: list[str], situation: Situation, store: Store) -> dict:
    how = record.how_then if record.how_then and record.open_on(situation.as_of) else record.how
    ask = [record.still_ask] if record.still_ask and outcome.applies != NO else []
    why = " ".join([_why(outcome, store), *ask])
    return {
        "id": record.id,
        "title": record.title,
        "applies": outcome.applies,
        "why": why,
        "depends_on": list(outcome.asks),
        "how": list(how),
        "told": why if ask else " ".join([why, *how[:1]]),
        "for": ids,
        "sources": store.sources(record),
    }


def _why(outcome: Outcome, store: Store) -> str:
    """Whole sentences: a short reason after "because" or "if", others each on its own."""
    reasons, opening = outcome.reasons, []
    if outcome.applies == YES:
        opening = [store.phrase("money-because", reason=reasons[0]) if reasons else store.phrase("money-yours")]
        reasons = reasons[1:]
    elif len(reasons) == 1 and words(whole := store.phrase("money-if", reason=reasons[0])) <= MOST_WORDS:
        opening, reasons = [whole], ()
    elif reasons:
        opening = [store.phrase("money-if-all")]
    return " ".join([*opening, *(capital(f"{reason}.") for reason in reasons), *outcome.remarks])
