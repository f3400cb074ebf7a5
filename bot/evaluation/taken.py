"""What the guide takes from a reading: jobs held, certificates, and what is wished for.

The rules are those of `knowledge/advice/fill.py` for the open question, without the answers given before.
"""
from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.linking import KEYS, Named
from knowledge.advice import certificates, which_job
from knowledge.language import jobs, own_job

_HELD, _WANTED = ("have", "doing"), "want"


@dataclass(frozen=True)
class Taken:
    """Of one message. `none` is True where it says that there are no certificates."""

    roles: list[Named]
    qualifications: list[Named]
    aspirations: list[Named]
    none: bool = False


def taken(text: str, reading: dict, open: str | None, helping: bool = False, goals: frozenset[str] = frozenset()) -> Taken:
    """What is taken of a message.

    Args:
        text: the message as it was read.
        reading: what `knowledge.language.understand` read in it.
        open: the question that was open.
        helping: True if the speaker answers for somebody else.
        goals: roles that nobody in school support holds; they can only be wished for.
    """
    links = [link for link in reading.get("links", []) if (helping or not link["other"]) and not _asked(link, text, reading)]
    own = own_job.told(links, text) if open in certificates.HOPES else []
    held = [link for link in links if _kind(link) == "role" and link["id"] not in goals and (link in own if open in certificates.HOPES else link["status"] in _HELD)]
    said = certificates.read(open or "", reading) or (reading.get("theirs", []) if helping else [])
    stated = [entry for entry in certificates.stated(open or "", text, said) if _names_something(entry)]
    work = tuple(id for id in which_job.told(open or "", reading) if open == "aim" or id not in goals)
    offered = [Named(work)] if work else []
    return Taken(
        roles=_once([Named(_ids(link)) for link in held]) or ([] if open == "aim" else offered),
        qualifications=[] if certificates.only_whether(open or "", text, stated) else [certificate(entry) for entry in stated],
        aspirations=_wish([link for link in links if link not in own and not (open == "aim" and own_job.is_held(link, text))], open) or (offered if open == "aim" else []),
        none=bool(reading.get("none")) or certificates.said_none(open or "", text, reading),
    )


def mentioned(reading: dict) -> list[Named]:
    """Every qualification that is named, held or not, each once."""
    links = [Named(_ids(link)) for link in reading.get("links", []) if _kind(link) == "qualification"]
    return _once([*links, *(certificate(entry) for entry in reading.get("results", []))])


def certificate(entry: dict) -> Named:
    """One of the `results` of a reading, one id or a few to choose from; one that is known by its level only has none."""
    return Named((entry["id"],) if entry.get("id") else tuple(entry.get("choices", ())), {key: entry[key] for key in KEYS if key in entry})


def _wish(links: list[dict], open: str | None) -> list[Named]:
    """The first job that is wished for, or else the first qualification: the guide keeps one aim."""
    statuses = (_WANTED, *_HELD) if open == "aim" else (_WANTED,)
    wished = [link for link in links if link["status"] in statuses and _kind(link)]
    wished.sort(key=lambda link: (_kind(link) != "role", link["status"] != _WANTED))
    return [Named(_ids(link)) for link in wished[:1]]


def _asked(link: dict, text: str, reading: dict) -> bool:
    """True for what is named only inside a clause that asks: "what does a cook do?" tells of no job. A wish for a job is kept."""
    if _kind(link) == "role" and (link["status"] == _WANTED or jobs.of_oneself(text[:link["start"]])):
        return False
    for question in reading.get("questions", []):
        start = text.find(question["text"])
        if 0 <= start <= link["start"] < start + len(question["text"]):
            return True
    return False


def _kind(link: dict) -> str | None:
    if link["kind"] in ("roles", "qualifications"):
        return link["kind"][:-1]
    return link["choices"][0].split(":")[0] if link["kind"] == "aliases" and link["choices"] else None


def _ids(link: dict) -> tuple[str, ...]:
    return (link["id"],) if link["id"] else tuple(ref.split(":", 1)[1] for ref in link["choices"])


def _names_something(entry: dict) -> bool:
    """False for a certificate that no record has: it is kept in the person's words alone."""
    return bool(entry.get("id") or entry.get("choices") or entry.get("level"))


def _once(things: list[Named]) -> list[Named]:
    return list({thing.ids: thing for thing in things}.values())
