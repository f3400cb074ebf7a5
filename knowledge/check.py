"""What an editor must not break: `fivesteps knowledge check`.

Each check takes the entries and yields problems as plain sentences that name file, record and remedy.
"""
from __future__ import annotations

from collections import defaultdict
from typing import Iterator

from knowledge.content import Entry
from knowledge.records import Dated, Fact, Qualification, last_day

# Which fields point at records of which kind.
REFERENCES = {
    "roles": {"group": "groups", "duties": "duties"},
    "duties": {"topics": "topics"},
    "qualifications": {
        "type": "qualification_types", "roles": "roles", "goals": "roles", "topics": "topics",
        "statutory_for": "roles", "progression_to": "qualifications", "replaced_by": "qualifications",
    },
    "progressions": {"from_role": "roles", "to_role": "roles", "via": "qualifications"},
    "informal_options": {"roles": "roles", "goals": "roles", "topics": "topics", "duties": "duties"},
    "practicalities": {"types": "qualification_types", "barrier": "barriers"},
    "barriers": {"rights": "rights", "funding": "funding"},
    "evaluation_measures": {"groups": "groups"},
    "self_checks": {"group": "groups", "roles": "roles"},
    "standards_units": {"unit_group": "unit_groups"},
    "clarifying_questions": {"asked_by": "interview_questions"},
}
# Kinds named by `kind:id` in `links` and `refs`.
LINKED = {
    "role": "roles", "qualification": "qualifications", "right": "rights", "funding": "funding", "level": "levels",
    "informal": "informal_options", "resource": "resources", "organisation": "organisations",
    "glossary": "glossary_terms", "barrier": "barriers", "type": "qualification_types", "help": "urgent_help",
}
# A succession may lead to any of these kinds.
SUCCESSORS = ("qualifications", "rights", "funding", "resources", "organisations", "roles", "informal_options")


def problems(entries: list[Entry]) -> list[str]:
    """Everything wrong with the content, as sentences; an empty list means it may be built."""
    ids = _ids(entries)
    found: list[str] = []
    for check in (_twice, _sources, _references, _entry_references, _links, _ended, _aliases):
        found += check(entries, ids)
    return found


def _ids(entries: list[Entry]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        ids[entry.kind].update({entry.record.id, *entry.record.former_ids})
    return ids


def _at(entry: Entry) -> str:
    return f"{entry.file}: {entry.kind} '{entry.record.id}'"


def _list(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _twice(entries: list[Entry], ids) -> Iterator[str]:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for name in (entry.record.id, *entry.record.former_ids):
            other = seen.setdefault((entry.kind, name), entry)
            if other is not entry:
                yield f"{_at(entry)}: the id '{name}' is also used in {other.file}. Merge the two, or rename one."


def _sources(entries: list[Entry], ids) -> Iterator[str]:
    for entry in entries:
        if not isinstance(entry.record, Fact):
            continue
        for source in entry.record.sources:
            if source.split("#")[0] not in ids["sources"]:
                yield f"{_at(entry)}: the source '{source}' is not in the sources files. Add it there, or correct the id."


def _references(entries: list[Entry], ids) -> Iterator[str]:
    for entry in entries:
        for field, kind in REFERENCES.get(entry.kind, {}).items():
            for ref in _list(getattr(entry.record, field)):
                if ref not in ids[kind]:
                    yield f"{_at(entry)}: {field}: there is no '{ref}' among the {kind}. Correct it, or add that record."
        if entry.kind != "qualifications" and isinstance(entry.record, Dated):
            for ref in entry.record.replaced_by:
                if not any(ref in ids[kind] for kind in SUCCESSORS):
                    yield f"{_at(entry)}: replaced_by: there is no '{ref}'. Correct it, or add that record."


def _entry_references(entries: list[Entry], ids) -> Iterator[str]:
    for entry in entries:
        if not isinstance(entry.record, Qualification):
            continue
        for requirement in entry.record.entry:
            named = [("roles", r) for r in requirement.roles] + [("duties", d) for d in requirement.duties]
            named += [("qualifications", h) for h in requirement.held]
            for kind, ref in named:
                if ref not in ids[kind]:
                    yield f"{_at(entry)}: entry: there is no '{ref}' among the {kind}. Correct it, or add that record."
            bridge = requirement.bridge.ref if requirement.bridge else None
            if bridge and not (bridge in ids["qualifications"] or bridge in ids["informal_options"]):
                yield f"{_at(entry)}: entry: the bridge '{bridge}' is no record. Name a qualification or informal option."


def _links(entries: list[Entry], ids) -> Iterator[str]:
    for entry in entries:
        refs = getattr(entry.record, "links", None) or (getattr(entry.record, "refs", []) if entry.kind == "aliases" else [])
        for ref in refs:
            kind, _, name = ref.partition(":")
            if kind not in LINKED or name not in ids[LINKED[kind]]:
                yield f"{_at(entry)}: '{ref}' points at nothing. Write 'role:some-id' with an id that exists."


def _ended(entries: list[Entry], ids) -> Iterator[str]:
    for entry in entries:
        record = entry.record
        if not isinstance(record, Dated):
            continue
        if record.closed and not (record.replaced_by or record.closed_reason):
            yield f"{_at(entry)}: it is closed, but nothing says what came after. Give replaced_by or closed_reason."
        if isinstance(record, Qualification):
            if record.opened is None:
                yield f"{_at(entry)}: nothing says when it began. Give 'opened' (or 'before-2004')."
            if not record.offered and not (record.replaced_by or record.closed_reason):
                yield f"{_at(entry)}: it is no longer offered, but nothing says why. Give replaced_by or closed_reason."
        if record.opened and record.closed and record.opened[0].isdigit() and record.closed[0].isdigit():
            if last_day(record.closed) < last_day(record.opened):
                yield f"{_at(entry)}: it closes before it opens. Correct 'opened' or 'closed'."


def names(entry: Entry) -> list[str]:
    """Every name a person may use for a role or qualification."""
    record = entry.record
    return [record.title, *record.aliases, *([record.short] if getattr(record, "short", None) else [])]


def _aliases(entries: list[Entry], ids) -> Iterator[str]:
    choices = {entry.record.text.lower() for entry in entries if entry.kind == "aliases"}
    for kind in ("roles", "qualifications"):
        seen: dict[str, Entry] = {}
        for entry in (e for e in entries if e.kind == kind):
            for name in {n.lower() for n in names(entry)}:
                other = seen.setdefault(name, entry)
                if other is not entry and name not in choices:
                    yield (
                        f"{_at(entry)}: '{name}' also names '{other.record.id}' in {other.file}. "
                        "Take it out of one, or add it to aliases.yml with a question to choose by."
                    )
