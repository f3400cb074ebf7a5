"""What ought to be taken of a message, from a case of `links.yml`, `written.jsonl` or `real.jsonl`.

Where a case names jobs and certificates in plain words, our own reader says which records those are. What it cannot
say counts as missed.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional

from bot.evaluation.cases import Case
from bot.evaluation.linking import Named, expected
from bot.evaluation.taken import certificate

# What the other files call our questions.
_OPEN = {
    "role": "role", "qualifications": "qualifications", "aspiration": "aim", "need_source": "need_source", "need_focus": "need",
    "basic_skills": "basics", "practicality_time": "constraints", "practicality_cost": "constraints",
}
# No record: words that the guide knows nothing of.
UNKNOWN = Named(("?",))


@dataclass(frozen=True)
class Wanted:
    """What ought to be taken; None is not judged.

    may         ids that may be taken as well
    none        True where the message says that there are no certificates
    helping     True where it is said for somebody else
    mentioned   True if the certificates are those mentioned, held or not, judged by id
    """

    open: Optional[str]
    roles: Optional[list[Named]]
    qualifications: Optional[list[Named]]
    aspirations: Optional[list[Named]]
    may: tuple[str, ...] = ()
    none: Optional[bool] = None
    helping: bool = False
    mentioned: bool = False


def wanted(case: Case, read: Callable[[str], dict], roles: frozenset[str]) -> Wanted:
    """What the case says.

    Args:
        case: of one of the three files.
        read: reads words as the guide reads a message.
        roles: the ids of all roles.
    """
    return {"links.yml": _ours, "written.jsonl": _written, "real.jsonl": _real}[case.file](case.data, read, roles)


def _ours(data: dict, read, roles) -> Wanted:
    aim = data.get("aspiration") or {}
    return Wanted(
        data.get("open"), [expected(id) for id in data.get("roles", [])],
        [expected(entry["id"], entry) for entry in data.get("qualifications", [])],
        [expected("|".join(aim.values()))] if aim else [],
        may=tuple(data.get("may", ())), none=bool(data.get("none")), helping="helping" in data.get("tags", ()),
    )


def _written(data: dict, read, roles) -> Wanted:
    slots = data["expected_slots"]
    held = slots.get("qualification", [])
    return Wanted(
        _OPEN.get(data.get("bot_asked", "")), [_job(words, read, roles) for words in slots.get("role", [])],
        [named for words in held if words != "none" for named in _certificates(words, read)],
        [_job(words, read, roles) for words in slots.get("aspiration", [])], none="none" in held,
    )


def _real(data: dict, read, roles) -> Wanted:
    """A job that is not known is not judged; certificates may stand in the context of the words only."""
    held = [words for words in data.get("mentions_quals", []) if words != "none"]
    return Wanted(
        None, [_job(data["role"], read, roles)] if data.get("role") else None,
        [named for words in held for named in _certificates(words, read)],
        [_job(data["aspiration"], read, roles)] if data.get("aspiration") else [], helping=True, mentioned=True,
    )


def _job(words: str, read, roles: frozenset[str]) -> Named:
    """A job as an id, or in words: "site-manager", "lab-technician"."""
    if words in roles:
        return Named((words,))
    for link in read(words.replace("-", " "))["links"]:
        ids = [link["id"]] if link["kind"] == "roles" else [ref[5:] for ref in link["choices"] if ref.startswith("role:")]
        if ids:
            return Named(tuple(ids))
    return UNKNOWN


def _certificates(words: str, read) -> list[Named]:
    """A certificate in words, with what it tells: "NVQ level 2 (2008)"."""
    reading = read(words)
    found = [certificate(entry) for entry in reading["results"]]
    if found:
        return found
    for link in reading["links"]:
        ids = [link["id"]] if link["kind"] == "qualifications" else [ref.split(":", 1)[1] for ref in link["choices"] if ref.startswith("qualification:")]
        if ids:
            return [Named(tuple(ids))]
    return [UNKNOWN]
