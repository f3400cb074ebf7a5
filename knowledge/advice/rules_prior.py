"""The guide's rules on what is held already: what of it counts towards an option, and what need not be done again.

The source is the guidance on the national occupational standards (2008): Accreditation of prior learning, and Direct
transfer of NVQ units. Its rules on units ended with the credit framework; see `UNITS_CARRIED_UNTIL`.
"""
from __future__ import annotations

from typing import Iterator, Optional

from knowledge.advice.rules_fit import IN_THE_JOB, Verdict, does_the_work, held_in_field, top_level
from knowledge.advice.situation import Situation
from knowledge.records import Qualification, last_day

SWIS = ("swis-2", "swis-3")
FRAMEWORKS = ("NQF", "QCF", "RQF")
# The rules that made awarding bodies carry units over were withdrawn in 2015 (Ofqual, After the QCF).
UNITS_CARRIED_UNTIL = "2015-09"
STANDARDS_CHANGED = "ns12"


def related(option: Qualification, situation: Situation) -> Iterator[tuple[Qualification, dict]]:
    """(record, entry) of the certificates held that are near an option: for the same jobs, and about its main topic or it about theirs."""
    for id, entry in situation.held.items():
        record = situation.store.find("qualifications", id)
        if record is None or record.covers or record.id == option.id:
            continue
        jobs = set(record.roles + record.goals) & set(option.roles + option.goals)
        if jobs and (set(record.topics[:1]) & set(option.topics) or set(option.topics[:1]) & set(record.topics)):
            yield record, entry


def certificate_level(record: Qualification, entry: dict) -> Optional[int]:
    """The level printed on a certificate, or else the highest that its record has."""
    return int(entry["level"]) if entry.get("level") is not None else top_level(record)


def proved_already(option: Qualification, situation: Situation) -> bool:
    """True where a certificate near an option, for a job they do now, is at its level or above."""
    near = [certificate_level(r, entry) for r, entry in related(option, situation) if situation.role_ids & set(r.roles)]
    return max((level for level in near if level is not None), default=-1) >= (top_level(option) or 0)


def counts_before(option: Qualification, situation: Situation) -> Verdict:
    """dr28: holds something near it at the same or a lower level, so what they can do may count."""
    if option.type not in IN_THE_JOB or situation.certificates is None:
        return None
    top, near = top_level(option), list(related(option, situation))
    levels = [level for record, entry in near if (level := certificate_level(record, entry)) is not None]
    if top is not None and min(levels, default=top + 1) <= top:
        return True
    return None if near or does_the_work(option, situation) else False


def units_carry_over(option: Qualification, situation: Situation) -> Verdict:
    """dr29: holds units assessed in the job that may have the same number, while the rule on numbers holds."""
    if option.type != "qt_occupational":
        return None
    held = [record for record, _ in related(option, situation) if record.type == "qt_occupational" and record.id not in SWIS]
    if not held:
        return None
    if situation.as_of > last_day(UNITS_CARRIED_UNTIL):
        return False
    return any(name in record.framework and name in option.framework for record in held for name in FRAMEWORKS)


def swis_units_stay(option: Qualification, situation: Situation) -> Verdict:
    """dr30: holds a Support Work in Schools award, and looks at an NVQ: its units were assessed in another way."""
    if not is_nvq(option) or situation.certificates is None:
        return None
    return bool(set(SWIS) & set(situation.held))


def old_certificate_stands(option: Qualification, situation: Situation) -> Verdict:
    """dr31: holds the like at this level or above, from before the standards were revised."""
    if situation.certificates is None or option.covers:
        return None
    field, top = held_in_field(option, situation), top_level(option)
    if field is None or top is None:
        return False if situation.answer("need_source") == STANDARDS_CHANGED else None
    old = any(not (record.offered and record.open_on(situation.as_of)) for record, _ in related(option, situation))
    return field >= top if old or situation.answer("need_source") == STANDARDS_CHANGED else None


def is_nvq(option: Qualification) -> bool:
    """True for a national vocational qualification: assessed in the job, of the framework before 2011, and no award of another name."""
    return option.type == "qt_occupational" and option.framework.startswith("NQF") and option.id not in SWIS
