"""What a person said that does not go together, or that the advice cannot vouch for: told, and never held against them.

The advice still goes on; each sentence says which answer it went by.
"""
from __future__ import annotations

import re
from typing import Iterable, Iterator, Optional

from knowledge.advice.profile import last_checked
from knowledge.advice.situation import SUBJECTS, Situation, level_of
from knowledge.text import inside, month

LEVEL_2 = 2
# More jobs than this are seldom one person's.
MANY_JOBS = 3
# Nobody at work holds a certificate of an earlier year.
EARLIEST_YEAR = 1940
# The youngest age at which a certificate is gained, and the most years that an age band may mean.
YOUNGEST, OLDEST = 10, {"under 19": 18, "19 to 23": 23, "under 25 with care or EHCP": 24}
# The year from which the knowledge base tells what began and ended; before it, only that something was there.
FACTS_BEGIN = 2004
# Facts keep for so many months after the last check.
MONTHS_GOOD = 6
LONGEST_TITLE = 60
_NONE = re.compile(r"\W*(?:none|nothing|nil|no|not any)(?: formal| school| recognised)?(?: (?:qualifications?|certificates?|exams?|gcses?|grades))?(?: at all)?\W*", re.I)


def cautions(situation: Situation, faults: Iterable[str] = ()) -> list[dict]:
    """What of the profile could not be used, and what does not go together: [{text, sources}], `sources` empty.

    Args:
        situation: the usable part of the profile, read.
        faults: the sentences of `profile.read` on the rest.
    """
    texts = [*faults, *doubts(situation)]
    return [{"text": text, "sources": []} for text in dict.fromkeys(texts)]


def doubts(situation: Situation) -> list[str]:
    """A sentence for each pair of answers that do not go together, and for a day or a job out of reach."""
    return [text for find in (_none_and_some, _subjects, _held_and_doing, _years, _aim, _jobs, _day) for text in find(situation)]


def says_none(entry: dict) -> bool:
    """True for a certificate that is none: "no qualifications", written where one would stand."""
    return not entry.get("id") and entry.get("level") is None and bool(_NONE.fullmatch(str(entry.get("words") or "-")))


def _both(situation: Situation, one: str, other: str, went_by: str) -> str:
    store = situation.store
    return store.phrase("said-both", one=one, other=other, went_by=store.phrase(went_by))


def _none_and_some(situation: Situation) -> Iterator[str]:
    """No certificates, and yet one, or English or maths at level 2."""
    store, none = situation.store, situation.store.phrase("said-none")
    if situation.certificates == []:
        for subject in SUBJECTS:
            if (situation.subject_level(subject) or 0) >= LEVEL_2:
                yield _both(situation, none, store.phrase("said-subject-level", subject=_name(subject)), "went-by-answer")
    entries = situation.certificates or []
    some = [entry for entry in entries if not says_none(entry) and entry.get("status", "held") == "held"]
    if some and len(some) < len(entries) and any(map(says_none, entries)):
        yield _both(situation, none, store.phrase("said-hold", title=_title(some[0], situation)), "went-by-certificate")


def _subjects(situation: Situation) -> Iterator[str]:
    """English or maths below level 2, and a certificate that is level 2."""
    store = situation.store
    for subject in SUBJECTS:
        said, shown = situation.answer(f"{subject}_level"), _shown(subject, situation)
        if said is not None and shown is not None and said < LEVEL_2 <= shown:
            below, hold = store.phrase("said-subject-below", subject=_name(subject)), store.phrase("said-hold-subject", subject=_name(subject))
            yield _both(situation, below, hold, "went-by-answer")


def _shown(subject: str, situation: Situation) -> Optional[int]:
    """The level in a subject that the certificates show."""
    levels = [level_of(entry, situation.store) for entry in situation.certificates or [] if entry.get("subject") == subject]
    return max((level for level in levels if level is not None), default=None)


def _held_and_doing(situation: Situation) -> Iterator[str]:
    store = situation.store
    for id in sorted(set(situation.held) & situation.doing):
        entry = situation.held[id]
        # Another subject, or a better grade, is no contradiction.
        if not entry.get("subject") and (record := store.find("qualifications", id)):
            yield _both(situation, store.phrase("said-hold", title=inside(record.title)), store.phrase("said-doing"), "went-by-hold")


def _years(situation: Situation) -> Iterator[str]:
    """Years of certificates that are after the day of the advice, too early, or before the person was born."""
    store, band = situation.store, situation.answer("age_band")
    for year in dict.fromkeys(e["year"] for e in situation.certificates or [] if e.get("year") and e.get("status", "held") != "doing"):
        if year > situation.as_of.year:
            yield store.phrase("doubt-year-later", year=year)
        elif year < EARLIEST_YEAR:
            yield store.phrase("doubt-year-early", year=year)
        elif band in OLDEST and year < situation.as_of.year - 1 - OLDEST[band] + YOUNGEST:
            yield _both(situation, store.phrase("said-age", band=band), store.phrase("said-year", year=year), "went-by-both")


def _aim(situation: Situation) -> Iterator[str]:
    store = situation.store
    if situation.answer("focus") == "current" and situation.goal:
        yield _both(situation, store.phrase("said-this-job"), store.phrase("said-aim", goal=inside(situation.goal.title)), "went-by-aim")


def _jobs(situation: Situation) -> Iterator[str]:
    """Many jobs, a job outside support staff, or one that there was not on the day."""
    store = situation.store
    if len(situation.roles) > MANY_JOBS:
        yield store.phrase("doubt-many-jobs", count=len(situation.roles))
    for role in situation.roles:
        if role.goal_only:
            yield store.phrase("doubt-not-support", role=inside(role.title))
        elif not role.open_on(situation.as_of):
            yield store.phrase("doubt-no-such-job", role=inside(role.title))


def _day(situation: Situation) -> Iterator[str]:
    """A day before our facts begin, or so long after the last check that they may have changed."""
    checked, day = last_checked(situation.store), situation.as_of
    if day.year < FACTS_BEGIN:
        yield situation.store.phrase("doubt-facts-begin", year=FACTS_BEGIN)
    if (day.year - checked.year) * 12 + day.month - checked.month > MONTHS_GOOD:
        yield situation.store.phrase("doubt-facts-older", day=month(day.isoformat()), checked=month(checked.isoformat()))


def _name(subject: str) -> str:
    return subject.capitalize() if subject == "english" else subject


def _title(entry: dict, situation: Situation) -> str:
    """A certificate as it is told back: its record's title, or their own words."""
    record = situation.store.find("qualifications", entry.get("id"))
    words = str(entry.get("words") or entry.get("subject") or entry.get("level") or "")[:LONGEST_TITLE]
    # Half a character, as a careless program may send it, prints nowhere.
    return inside(record.title) if record else words.encode("utf-8", "replace").decode("utf-8")
