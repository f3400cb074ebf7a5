"""What the comparison with the official register found, in words for an editor."""
from __future__ import annotations

import datetime
from pathlib import Path
from typing import Iterable, Optional

from knowledge.records import Qualification
from knowledge.register import NOT_YET, Listed
from knowledge.register_compare import Comparison, Difference, Lacking, compare, our_levels
from knowledge.register_db import NoRegister, Register, RegisterError
from knowledge.store import Store
from knowledge.text import listed

_NAMED = 3
_BY = {"number": "", "standard": "", "title": " (by title)"}


def report(store: Store, path: Path, today: Optional[datetime.date] = None) -> list[str]:
    """The disagreements between our records and the register at `path`, a line each; none if none was loaded."""
    return disagreements(store.all("qualifications"), path, today)


def disagreements(records: Iterable[Qualification], path: Path, today: Optional[datetime.date] = None) -> list[str]:
    """The same for qualifications that are in no knowledge base yet."""
    try:
        with Register.open(path) as register:
            found = compare(records, register, today or datetime.date.today())
    except NoRegister:
        return []
    except RegisterError as error:
        return [str(error)]
    return [say(difference) for difference in found.differences]


def say(difference: Difference) -> str:
    """A difference in a line: what each side says, and what to put right."""
    where = f"{difference.record.id}{_BY[difference.by]}"
    return f"{where}: {_WORDS[difference.kind](difference)}"


def row_line(row: Listed) -> str:
    """A row of the register in a line: number, title, level, organisation, status."""
    ends = f", last start {date(row.ends)}" if row.ends else ""
    return f"{row.number}  {row.title} ({_facts(row)}; {row.status}{ends})"


def lacking_line(lacking: Lacking) -> str:
    """Qualifications of one title that we lack, in a line: the first, and how many organisations have it."""
    first, others = lacking.rows[0], len(lacking.rows) - 1
    more = f", and {others} more of this title" if others else ""
    return f"{first.number}  {first.title} ({_facts(first)}{more})"


def summary(found: Comparison) -> str:
    """How many of our records met the register, in a sentence."""
    met = found.met
    return (
        f"{sum(met.values())} of our {found.compared} qualifications are on the register: "
        f"{met['number']} by number, {met['standard']} by apprenticeship standard, {met['title']} by title."
    )


def date(day: datetime.date) -> str:
    """A date in words: 31 August 2026."""
    return f"{day.day} {day:%B %Y}"


def _facts(row: Listed) -> str:
    level = _level(row.levels)
    return ", ".join(part for part in (level, row.organisation) if part)


def _level(levels: Iterable[int]) -> str:
    names = ["entry level" if level == 0 else f"level {level}" for level in sorted(levels)]
    return listed(names) if names else ""


def _some(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    return listed(names[:_NAMED] + ([f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []))


def _are(names: Iterable[str]) -> str:
    """"603/1234/5 is", "603/1234/5 and 603/1235/7 are"."""
    names = list(dict.fromkeys(names))
    return f"{_some(names)} {'is' if len(names) == 1 else 'are'}"


def _numbers(difference: Difference) -> str:
    return _are(row.number for row in difference.rows)


def _closed_there(difference: Difference) -> str:
    last = max(difference.rows, key=lambda row: row.ends or datetime.date.min)
    if all(row.status == NOT_YET for row in difference.rows):
        return f"{_numbers(difference)} not yet available on the register, open in our record. Correct 'opened', or check again later."
    ended = f", last start {date(last.ends)}" if last.ends else ""
    return (
        f"{_numbers(difference)} closed on the register ({last.status.lower()}{ended}), open in our record. "
        "Check it; if it ended, give 'closed' and 'replaced_by'."
    )


def _open_there(difference: Difference) -> str:
    return f"{_numbers(difference)} open on the register, closed in our record. Check it; correct 'closed', 'offered' or 'reference'."


def _other_level(difference: Difference) -> str:
    theirs = _some([_level(row.levels) for row in difference.rows])
    ours = _level(our_levels(difference.record))
    return f"{_numbers(difference)} at {theirs} on the register, {ours} in our record. Correct the level or 'reference'."


def _other_title(difference: Difference) -> str:
    row = difference.rows[0]
    return f"{row.number} is '{row.title}' on the register. Correct 'reference', or our title."


def _other_organisation(difference: Difference) -> str:
    names = _some([row.organisation or "" for row in difference.rows])
    return f"{_numbers(difference)} from {names} on the register. Add it to 'awarding', or correct 'reference' or the title."


def _not_there(difference: Difference) -> str:
    if difference.by == "standard":
        return f"the register has no assessment for {_some(list(difference.names))}. Check that the standard is still open."
    return f"{_are(difference.names)} not on the register. Correct 'reference', or load a newer register."


_WORDS = {
    "closed there": _closed_there, "open there": _open_there, "level": _other_level, "title": _other_title,
    "organisation": _other_organisation, "not there": _not_there,
}
