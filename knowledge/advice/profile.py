"""Refuses a profile that cannot be advised on, in words that say what to correct.

Missing keys are fine, here and in the engine: unknown is a legal value everywhere.
"""
from __future__ import annotations

from typing import Any

from knowledge.records import last_day
from knowledge.store import NotFound, Store

_SHAPES: dict[str, tuple[type, str]] = {
    **{key: (list, "a list") for key in ("roles", "duties", "qualifications")},
    **{key: (dict, "an object") for key in ("need", "aspiration", "constraints")},
    **{key: (str, "text") for key in ("for", "school", "employer", "setting", "need_source", "intended_change", "focus", "as_of")},
    **{key: (int, "a number from 0 to 3") for key in ("english_level", "maths_level", "science_level")},
}


class BadProfile(ValueError):
    """The profile cannot be used; the text says which part, and what to write."""


def check(profile: dict, store: Store) -> None:
    """Raises BadProfile for a value of the wrong shape, a date that is none, or an id that nothing has."""
    for key, (shape, words) in _SHAPES.items():
        value = profile.get(key)
        if value is not None and (not isinstance(value, shape) or isinstance(value, bool)):
            raise BadProfile(f"In the profile, '{key}' must be {words}. Correct it, or leave it out.")
    _check_date(profile.get("as_of"))
    for role in profile.get("roles") or []:
        _check_id(store, "roles", role)
    _check_id(store, "roles", (profile.get("aspiration") or {}).get("role"))
    for held in profile.get("qualifications") or []:
        if not isinstance(held, dict):
            raise BadProfile("In the profile, each of 'qualifications' must be an object, such as {\"id\": \"gcse\"}. Correct it.")
        _check_id(store, "qualifications", held.get("id"))


def _check_date(as_of: Any) -> None:
    if as_of is None:
        return
    try:
        last_day(as_of)
    except ValueError as error:
        raise BadProfile(f"In the profile, 'as_of' is '{as_of}'. Write a date such as 2026-11-22, or leave it out.") from error


def _check_id(store: Store, kind: str, id: Any) -> None:
    if id is None:
        return
    if not isinstance(id, str):
        raise BadProfile(f"In the profile, {id!r} is no id of one of the {kind}. Write it as text, or leave it out.")
    try:
        store.get(kind, id)
    except NotFound as error:
        raise BadProfile(f"{error} Find ids with 'fivesteps knowledge search'.") from error
