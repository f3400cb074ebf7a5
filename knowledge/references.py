"""Which fields of which records point at other records, and what they point at.

Content is checked by it (nothing may point at nothing), and `show` tells by it what points at a record.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Iterator, Union

from knowledge.records import KINDS, Dated, Record

# Field -> the kind it points at, or the kinds it may. A dot leads into the parts of a field; lists count part by part.
REFERENCES: dict[str, dict[str, Union[str, tuple[str, ...]]]] = {
    "roles": {"group": "groups", "duties": "duties"},
    "duties": {"topics": "topics"},
    "qualifications": {
        "type": "qualification_types", "roles": "roles", "goals": "roles", "topics": "topics",
        "statutory_for": "roles", "progression_to": "qualifications", "replaced_by": "qualifications",
        "entry.roles": "roles", "entry.duties": "duties", "entry.held": "qualifications",
        "entry.bridge.ref": ("qualifications", "informal_options"), "counts.sources": "sources",
    },
    "progressions": {"from_role": "roles", "to_role": "roles", "via": "qualifications"},
    "informal_options": {"roles": "roles", "goals": "roles", "topics": "topics", "duties": "duties"},
    "practicalities": {"types": "qualification_types", "barrier": "barriers"},
    "barriers": {"rights": "rights", "funding": "funding"},
    "evaluation_measures": {"groups": "groups", "topics": "topics"},
    "interview_questions": {"options.value.setting": "settings"},
    "self_checks": {"group": "groups", "roles": "roles", "statements.topics": "topics"},
    "standards_units": {"unit_group": "unit_groups", "roles.role": "roles", "topics": "topics"},
    "clarifying_questions": {"asked_by": "interview_questions"},
    "provider_questions": {"types": "qualification_types", "resource": "resources"},
    "review_reasons": {"barrier": "barriers"},
    "small_helps": {
        "need_sources": "need_sources", "beside": "small_helps", "parts.sources": "sources", "asks.options.value.roles": "roles", "asks.options.value.topics": "topics",
    },
    "job_profiles": {"roles": "roles"},
}
# Fields that hold `kind:id`, where the kind is one of LINKED.
LINKS = {"aliases": "refs", "open_questions": "links", "small_helps": "parts.records"}
LINKED = {
    "role": "roles", "qualification": "qualifications", "right": "rights", "funding": "funding", "level": "levels",
    "informal": "informal_options", "resource": "resources", "organisation": "organisations",
    "glossary": "glossary_terms", "barrier": "barriers", "type": "qualification_types", "help": "urgent_help",
    "practice": "good_practices", "practicality": "practicalities", "measure": "evaluation_measures",
}
# A succession may lead to any of these kinds.
SUCCESSORS = ("qualifications", "rights", "funding", "resources", "organisations", "roles", "informal_options")


@dataclass(frozen=True)
class Reference:
    """One place of a record that points at another.

    path    where it stands, for lines: ("entry", 0, "bridge", "ref")
    kinds   the kinds it may point at; none if the kind that is written there is unknown
    id      the id it names, which may be a former id
    written what stands there: the id, `kind:id`, or `source#Section`
    """

    path: tuple
    kinds: tuple[str, ...]
    id: str
    written: str

    @property
    def field(self) -> str:
        """The field as people name it: "entry.bridge.ref"."""
        return ".".join(part for part in self.path if isinstance(part, str))


def fields(kind: str) -> dict[str, tuple[str, ...]]:
    """Every field of a kind that holds plain ids, with the kinds it may point at."""
    found = {name: (to,) if isinstance(to, str) else to for name, to in REFERENCES.get(kind, {}).items()}
    model = KINDS[kind]
    if "sources" in model.__fields__:
        found["sources"] = ("sources",)
    if issubclass(model, Dated):
        found.setdefault("replaced_by", SUCCESSORS)
    return found


_FIELDS = {kind: {tuple(name.split(".")): to for name, to in fields(kind).items()} for kind in KINDS}


def references(kind: str, record: Record) -> Iterator[Reference]:
    """Everything that a record points at, whether it is there or not.

    Args:
        kind: the kind of the record.
        record: the record.
    """
    for names, kinds in _FIELDS[kind].items():
        for path, written in _values(record, names):
            yield Reference(path, kinds, written.partition("#")[0] if kinds == ("sources",) else written, written)
    if kind in LINKS:
        for path, written in _values(record, tuple(LINKS[kind].split("."))):
            name, _, id = written.partition(":")
            yield Reference(path, (LINKED[name],) if name in LINKED else (), id, written)


def _values(holder: Any, names: tuple[str, ...], path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """The texts that a dotted name leads to, each with its path."""
    if holder is None:
        return
    if isinstance(holder, list):
        for number, part in enumerate(holder):
            yield from _values(part, names, (*path, number))
    elif not names:
        yield path, str(holder)
    else:
        inner = holder.get(names[0]) if isinstance(holder, dict) else getattr(holder, names[0])
        yield from _values(inner, names[1:], (*path, names[0]))


@dataclass(frozen=True)
class Pointer:
    """A record that points at another, and the field it does so by."""

    kind: str
    record: Record
    field: str


def pointing_at(kind: str, record: Record, everything: Iterable[tuple[str, Record]]) -> list[Pointer]:
    """Every record that points at this one, by its id or a former id; each record and field once.

    Args:
        kind: the kind of the record.
        record: the record that may be pointed at.
        everything: (kind, record) of all records.
    """
    ids = {record.id, *record.former_ids}
    found = {}
    for other_kind, other in everything:
        for reference in references(other_kind, other):
            if reference.id in ids and kind in reference.kinds:
                found.setdefault((other_kind, other.id, reference.field), Pointer(other_kind, other, reference.field))
    return list(found.values())
