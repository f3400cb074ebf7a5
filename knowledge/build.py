"""content -> knowledge.db, by sqlite-utils: one table a kind, foreign keys on, and a full-text index.

The database is made beside the old one and moved into its place, so a reader never meets half of it.
"""
from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import get_origin

import sqlite_utils

from knowledge import content
from knowledge.check import problems
from knowledge.content import CONTENT, ContentError, Entry
from knowledge.language.embed import embed
from knowledge.records import KINDS, Fact, Record

SCHEMA = "3"
# Columns that point at one record of another table.
FOREIGN = {
    "roles": [("group", "groups", "id")],
    "qualifications": [("type", "qualification_types", "id")],
    "progressions": [("from_role", "roles", "id"), ("to_role", "roles", "id")],
}
# What the full-text index holds of each kind.
SEARCHED = {
    "roles": ("title", "aliases", "what_they_do"),
    "qualifications": ("title", "aliases", "what", "who_for"),
    "informal_options": ("title", "aliases", "what"),
    "rights": ("title", "aliases", "what", "who_for"),
    "funding": ("title", "aliases", "what", "who_for"),
    "resources": ("title", "what"),
    "organisations": ("title", "acronym", "what", "fate"),
    "glossary_terms": ("term", "aliases", "meaning"),
    "open_questions": ("question", "variants", "answer"),
    "levels": ("title", "what", "examples"),
}


def _called(record) -> list[str]:
    """Wordings by the record's names of one word, which are mostly initials ("what is ELSA")."""
    return [f"what is {name}" for name in record.aliases if " " not in name and name.lower() not in record.title.lower()]


# Records that can be shown as an answer, and the wordings of each that a question may be near to.
WORDINGS = {
    "open_questions": lambda r: [r.question, *r.variants],
    "roles": lambda r: [f"what does a {r.title} do", f"tell me about the job of {r.title}", *_called(r)],
    "qualifications": lambda r: [f"what is the {r.title}", f"tell me about {r.title}", f"what does {r.title} count for", *_called(r)],
    "rights": lambda r: [r.title, f"what are my rights: {r.title}"],
    "funding": lambda r: [r.title, f"how do I pay for it: {r.title}"],
    "glossary_terms": lambda r: [f"what does {r.term} mean", f"what is {r.term}"],
    "organisations": lambda r: [f"what was the {r.title}"] + ([f"what is {r.acronym}"] if r.acronym else []),
    "informal_options": lambda r: [f"what is {r.title}"],
    "resources": lambda r: [f"what is {r.title}"],
}


def is_current(path: Path, folder: Path = CONTENT) -> bool:
    """True if the database at `path` was built from exactly this content by this version."""
    if not path.exists():
        return False
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            meta = dict(connection.execute("select key, value from meta"))
        finally:
            connection.close()
    except sqlite3.Error:
        return False
    return meta.get("build") == content.fingerprint(folder) and meta.get("schema") == SCHEMA


def build(folder: Path = CONTENT, path: Path = Path("knowledge.db")) -> dict[str, int]:
    """Builds the database at `path` from the content in `folder`; returns how many records of each kind.

    Raises:
        ContentError: if the content is not sound; nothing is changed then.
    """
    entries = content.read(folder)
    found = problems(entries)
    if found:
        raise ContentError("\n".join(found))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    database = sqlite_utils.Database(fresh)
    try:
        database.conn.execute("pragma foreign_keys = on")
        counts = _fill(database, entries)
        database["meta"].insert_all(
            [{"key": "build", "value": content.fingerprint(folder)}, {"key": "schema", "value": SCHEMA}], pk="key"
        )
        if broken := database.execute("pragma foreign_key_check").fetchall():
            raise ContentError(f"{len(broken)} references point at nothing. Run 'fivesteps knowledge check'.")
    finally:
        database.close()
    fresh.replace(path)
    return counts


def _fill(database: sqlite_utils.Database, entries: list[Entry]) -> dict[str, int]:
    """Writes every table in an order in which references already exist."""
    order = ["sources", "groups", "qualification_types"]
    counts = {}
    for kind in order + [kind for kind in KINDS if kind not in order]:
        records = [entry.record for entry in entries if entry.kind == kind]
        counts[kind] = len(records)
        database[kind].create(_columns(KINDS[kind]), pk="id", foreign_keys=FOREIGN.get(kind, []))
        database[kind].insert_all(_row(record) for record in records)
    _links(database, entries)
    _search(database, entries)
    _wordings(database, entries)
    return counts


def _columns(model: type[Record]) -> dict[str, type]:
    """Column types of a record model: numbers stay numbers, lists and records become JSON text."""
    return {name: _column(field) for name, field in model.__fields__.items()}


def _column(field) -> type:
    plain = field.type_ if field.shape == 1 and get_origin(field.outer_type_) is not list else None
    return plain if plain in (int, bool) else str


def _row(record: Record) -> dict:
    return {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
        for key, value in record.dict().items()
    }


def _links(database: sqlite_utils.Database, entries: list[Entry]) -> None:
    """Tables for reading by hand: which source supports what, former ids, and entry requirements a line each."""
    facts = [
        {"kind": e.kind, "record": e.record.id, "source": s.partition("#")[0], "section": s.partition("#")[2] or None}
        for e in entries if isinstance(e.record, Fact) for s in e.record.sources
    ]
    database["fact_sources"].create(
        {"kind": str, "record": str, "source": str, "section": str}, foreign_keys=[("source", "sources", "id")]
    )
    database["fact_sources"].insert_all(facts)
    database["former_ids"].create({"kind": str, "former": str, "id": str}, pk=("kind", "former"))
    database["former_ids"].insert_all(
        {"kind": e.kind, "former": former, "id": e.record.id} for e in entries for former in e.record.former_ids
    )
    database["entry_requirements"].create(
        {"qualification": str, "kind": str, "strength": str, "who_sets": str, "words": str},
        foreign_keys=[("qualification", "qualifications", "id")],
    )
    database["entry_requirements"].insert_all(
        {"qualification": e.record.id, "kind": r.kind, "strength": r.strength, "who_sets": r.who_sets, "words": r.words}
        for e in entries if e.kind == "qualifications" for r in e.record.entry
    )


def _search(database: sqlite_utils.Database, entries: list[Entry]) -> None:
    rows = []
    for entry in entries:
        if entry.kind in SEARCHED:
            values = [getattr(entry.record, field) for field in SEARCHED[entry.kind]]
            title, *rest = [" ".join(v) if isinstance(v, list) else v or "" for v in values]
            rows.append({"kind": entry.kind, "record": entry.record.id, "title": title, "text": " ".join(rest)})
    database["search"].insert_all(rows)
    database["search"].enable_fts(["title", "text"], fts_version="FTS5", tokenize="porter")


def _wordings(database: sqlite_utils.Database, entries: list[Entry]) -> None:
    """A sentence vector for every wording, made here so that the guide starts quickly."""
    database["wordings"].create({"kind": str, "record": str, "text": str, "vector": bytes})
    database["wordings"].insert_all(
        {"kind": entry.kind, "record": entry.record.id, "text": text, "vector": embed(text).tobytes()}
        for entry in entries if entry.kind in WORDINGS for text in WORDINGS[entry.kind](entry.record)
    )
