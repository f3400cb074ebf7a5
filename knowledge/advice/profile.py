"""Reads a profile: what of it can be used, and for the rest the sentence that says what to correct.

A profile comes from the interview, from a file or from another program, so anything may stand in it. Missing keys are
fine, here and in the engine: unknown is a legal value everywhere. What cannot be used is left out, never guessed. The
command line refuses such a profile (`check`); the advice goes on with the rest (`read`) and says what it left out.
Answers that can be used and do not go together are told by `doubts`.
"""
from __future__ import annotations

import datetime
import difflib
import re
from functools import lru_cache, partial
from typing import Any, Callable, NamedTuple

from knowledge.records import last_day
from knowledge.store import Store

# Answers that say that a question was left out: they may stand anywhere, for unknown.
NOT_ANSWERED = ("skipped", "not_sure")
# Before this day, and so long after its last check, the knowledge base tells nothing for sure.
FIRST_DAY, YEARS_AHEAD = datetime.date(2000, 1, 1), 10
MOST_ROLES, MOST_CERTIFICATES, MOST_LISTED = 6, 40, 500
LONGEST_TEXT, LONGEST_SHOWN = 1000, 40
# A longer list of what is wrong is not read.
MOST_FAULTS = 10
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}$")
_TO_THE_MONTH = re.compile(r"\d{4}-(0\d|1[0-2])(-\d{2})?$")
# How like a key of ours another must be to be taken for a slip of the pen.
ALIKE = 0.8
# Keys that people write for one of ours and that do not look like it.
MEANT = {"age": "age_band", "job": "roles", "goal": "aspiration", "certificates": "qualifications"}


class BadProfile(ValueError):
    """The profile cannot be used; the text says which part, and what to write."""


class Reading(NamedTuple):
    """What of a profile can be used, and a sentence for each part that cannot."""

    profile: dict
    faults: list[str]


class _Unusable(Exception):
    """A value that cannot be used: the phrase that says so, and what fills its places besides `key` and `value`."""

    def __init__(self, phrase: str, **places: object):
        self.phrase, self.places = phrase, places


def check(profile: Any, store: Store) -> None:
    """Raises BadProfile, with the first thing to correct, for a profile that cannot be used as it is."""
    if faults := read(profile, store).faults:
        raise BadProfile(faults[0])


def read(given: Any, store: Store) -> Reading:
    """The usable part of whatever was given, and a sentence for each part that is not usable.

    What was given is not changed. Keys that are none of a profile's are handed on as they are: the answers of the
    interview are a profile with more in it.
    """
    if not isinstance(given, dict):
        return Reading({}, [store.phrase("profile-no-object")])
    reader = _Reader(store)
    usable = reader.each(given, KEYS)
    reader.slips_of_the_pen(given)
    return Reading(usable, reader.faults)


@lru_cache(maxsize=8)
def last_checked(store: Store) -> datetime.date:
    """The latest day on which a source was checked. It belongs to the build, so it is the same whatever day it is."""
    # "2026" alone or "undated (old page)" tell of no day.
    checked = [source.checked for source in store.all("sources") if _TO_THE_MONTH.match(source.checked)]
    return max(map(last_day, checked), default=FIRST_DAY)


class _Reader:
    """Reads values, each by its kind, and gathers the sentences about those that cannot be used."""

    def __init__(self, store: Store):
        self.store, self.faults = store, []

    def each(self, given: dict, kinds: dict[str, Callable], within: str = "") -> dict:
        """The usable values of an object, in the order given; what was not answered is left out."""
        usable = {}
        for key, value in given.items():
            if (kind := kinds.get(key)) is None:
                usable[key] = value
            elif value is None or isinstance(value, str) and value in NOT_ANSWERED:
                continue
            elif (found := self.one(kind, within + key, value)) is not None:
                usable[key] = found
        return usable

    def one(self, kind: Callable, key: str, value: Any) -> Any:
        """The value as it can be used, or None with its sentence noted."""
        try:
            return kind(self, key, value)
        except _Unusable as unusable:
            self.note(unusable.phrase, key=key, value=shown(value), **unusable.places)
            return None

    def note(self, phrase: str, **places: object) -> None:
        """Notes a sentence, once."""
        text = self.store.get("phrases", phrase).text.format(**places)
        if text not in self.faults and len(self.faults) < MOST_FAULTS:
            self.faults.append(text)

    def slips_of_the_pen(self, given: dict) -> None:
        """Notes keys that are none of ours and very like one of ours."""
        for key in given:
            if isinstance(key, str) and key not in KEYS and len(key) <= LONGEST_SHOWN:
                free = [name for name in KEYS if name not in given]
                near = MEANT.get(key) or next(iter(difflib.get_close_matches(key, free, n=1, cutoff=ALIKE)), None)
                if near:
                    self.note("profile-key", key=key, near=near)


def shown(value: Any) -> str:
    """A value in a sentence: short, on one line, in characters that print anywhere."""
    if isinstance(value, str):
        return ascii(value[:LONGEST_SHOWN])
    if isinstance(value, (bool, float)) or isinstance(value, int) and abs(value) < 10**LONGEST_SHOWN:
        return str(value)
    return {dict: "{...}", list: "[...]"}.get(type(value), "...")


# The kinds of value. Each takes the reader, the name of the key and the value, and gives the usable value.


def _text(reader: _Reader, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _Unusable("profile-must-text")
    if len(value) > LONGEST_TEXT:
        reader.note("profile-long", key=key)
    return value[:LONGEST_TEXT]


def _text_or_number(reader: _Reader, key: str, value: Any) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return shown(value) if number else _text(reader, key, value)


def _true_or_false(reader: _Reader, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unusable("profile-must-true")
    return value


def _one_of(reader: _Reader, key: str, value: Any, values: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in values:
        raise _Unusable("profile-value", values="; ".join(values))
    return value


def _yes_or_no(reader: _Reader, key: str, value: Any) -> str:
    """"yes" or "no", where a program may well write true or false."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else _one_of(reader, key, value, ("yes", "no"))


def _number(reader: _Reader, key: str, value: Any, least: int, most: int) -> int:
    """A whole number; figures in quotes will do."""
    if isinstance(value, str) and value.isdecimal() and len(value) <= LONGEST_SHOWN:
        value = int(value)
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not least <= value <= most or value != int(value):
        raise _Unusable("profile-number", least=least, most=most)
    return int(value)


def _hours(reader: _Reader, key: str, value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 100:
        raise _Unusable("profile-number", least=0, most=100)
    return value


def _date(reader: _Reader, key: str, value: Any) -> str:
    try:
        day = last_day(value) if isinstance(value, str) and _DATE.match(value) else None
    except ValueError:
        day = None
    if day is None:
        raise _Unusable("profile-date")
    last = last_checked(reader.store).year + YEARS_AHEAD
    if day < FIRST_DAY or day.year > last:
        raise _Unusable("profile-day", first=FIRST_DAY.year, last=last)
    return value


def _id(reader: _Reader, key: str, value: Any, kind: str) -> str:
    if isinstance(value, str) and reader.store.find(kind, value):
        return value
    near = _near(reader.store, kind, value[:LONGEST_SHOWN]) if isinstance(value, str) else []
    hint = reader.store.phrase("profile-near", near=", ".join(near)) if near else ""
    raise _Unusable("profile-id", kind=kind, near=hint)


def _near(store: Store, kind: str, value: str) -> list[str]:
    """Ids that may be meant: of records known by that name, or else those most like it."""
    records, name = store.all(kind), value.replace("-", " ").replace("_", " ").lower()
    called = [r.id for r in records if name in map(str.lower, (getattr(r, "title", ""), *getattr(r, "aliases", ())))]
    shared = [ref.split(":")[1] for alias in store.all("aliases") if name in (alias.text, *alias.also) for ref in alias.refs]
    called += [id for id in shared if store.find(kind, id)]
    return called[:3] or difflib.get_close_matches(value, [r.id for r in records], n=3, cutoff=0.5)


def _wish(reader: _Reader, key: str, value: Any) -> str:
    """A qualification by its id, or a level in words ("level 3")."""
    text = _text(reader, key, value)
    return text if any(word.isdecimal() for word in text.split()) else _id(reader, key, text, "qualifications")


def _list(reader: _Reader, key: str, value: Any, kind: Callable, most: int = MOST_LISTED) -> list | None:
    """The usable entries, each once. A list of which nothing is usable is unknown: an empty one would say "none"."""
    if not isinstance(value, list):
        raise _Unusable("profile-must-list")
    if len(value) > most:
        reader.note("profile-many", key=key, count=len(value), most=most)
    usable = []
    for entry in value[:most]:
        found = reader.one(kind, key, entry)
        if found is not None and found not in usable:
            usable.append(found)
    return usable if usable or not value else None


def _object(reader: _Reader, key: str, value: Any, kinds: dict[str, Callable]) -> dict:
    if not isinstance(value, dict):
        raise _Unusable("profile-must-object")
    return reader.each(value, kinds, within=f"{key}.")


def _certificate(reader: _Reader, key: str, value: Any) -> dict | None:
    """One certificate; None where nothing of it can be used, so that it is not taken for one of unknown level."""
    if not isinstance(value, dict):
        raise _Unusable("profile-each-object")
    usable = reader.each(value, CERTIFICATE, within=f"{key}.")
    if isinstance(usable.get("subject"), str):
        usable["subject"] = usable["subject"].strip().lower()
    return usable if usable or not value else None


LEVEL_HELD = partial(_number, least=0, most=3)
CERTIFICATE = {
    "id": partial(_id, kind="qualifications"), "level": partial(_number, least=0, most=8), "words": _text, "subject": _text,
    "grade": _text_or_number, "year": partial(_number, least=0, most=9999), "status": partial(_one_of, values=("held", "doing", "failed")),
}
NEED = {"kind": partial(_one_of, values=("knowledge", "skill", "recognition", "legal", "confidence")), "topics": partial(_list, kind=_text)}
ASPIRATION = {"role": partial(_id, kind="roles"), "qualification": _wish, "words": _text}
CONSTRAINTS = {
    "release": partial(_one_of, values=("none", "some", "agreed")), "cost": partial(_one_of, values=("none", "school", "own")),
    "travel": _text, "online": _yes_or_no, "hours": _text_or_number, "other": partial(_list, kind=_text),
}
# The keys of a profile, and the kind of each.
KEYS = {
    "for": partial(_one_of, values=("self", "member", "team")),
    "roles": partial(_list, kind=partial(_id, kind="roles"), most=MOST_ROLES),
    "past_roles": partial(_list, kind=partial(_id, kind="roles")),
    "duties": partial(_list, kind=partial(_id, kind="duties")),
    "employer": partial(_one_of, values=("council", "trust", "governors", "contractor", "agency")),
    "setting": partial(_one_of, values=("nursery", "primary", "secondary", "special")),
    "need_source": partial(_id, kind="need_sources"),
    "need": partial(_object, kinds=NEED),
    "intended_change": _text,
    "focus": partial(_one_of, values=("current", "new role")),
    "qualifications": partial(_list, kind=_certificate, most=MOST_CERTIFICATES),
    "english_level": LEVEL_HELD, "maths_level": LEVEL_HELD, "science_level": LEVEL_HELD,
    "aspiration": partial(_object, kinds=ASPIRATION),
    "constraints": partial(_object, kinds=CONSTRAINTS),
    "age_band": partial(_one_of, values=("under 19", "19 to 23", "24 and over", "under 25 with care or EHCP")),
    "contract": partial(_one_of, values=("permanent", "fixed", "term-time", "agency", "casual", "volunteer")),
    "hours_a_week": _hours,
    "raised": partial(_list, kind=partial(_id, kind="qualifications")),
    "school": _text,
    "as_of": _date,
    **dict.fromkeys(
        ("pay_below_threshold", "residence_3_years", "service_26_weeks", "service_2_years", "employer_250", "union_member",
         "union_recognised", "care_or_ehcp", "in_house"), _true_or_false,
    ),
}
