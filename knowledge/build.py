"""content -> knowledge.db, by sqlite-utils: one table a kind, foreign keys on, and a full-text index.

The database is made beside the old one and moved into its place, so a reader never meets half of it.
"""
from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Iterator, get_origin

import numpy
import sqlite_utils

from knowledge import care_build, content, local_check, local_files, local_tables, names_build, topic_build
from knowledge.check import problems
from knowledge.content import CONTENT, ContentError, Entry
from knowledge.language.embed import DIMENSIONS, look_at_all
from knowledge.language.nearness import learn
from knowledge.records import KINDS, Fact, Record

# Raise it when tables change otherwise than by the record models, or the vectors do.
LAYOUT = "8"
VECTOR_BYTES = 4 * DIMENSIONS
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
    "roles": lambda r: [f"what does a {r.title} do", f"tell me about the job of {r.title}", f"what is a {r.title}", f"what does a {r.title} need", *_called(r)],
    "qualifications": lambda r: [
        f"what is the {r.title}", f"tell me about {r.title}", f"what does {r.title} count for", f"is {r.title} still valid", *_called(r),
    ],
    "rights": lambda r: [r.title, f"what are my rights: {r.title}", *r.aliases],
    "funding": lambda r: [r.title, f"how do I pay for it: {r.title}", *r.aliases],
    "glossary_terms": lambda r: [f"what does {r.term} mean", f"what is {r.term}", *(f"what does {name} mean" for name in r.aliases)],
    "organisations": lambda r: [
        f"what was the {r.title}", f"what happened to the {r.title}",
        *([f"what is {r.acronym}", f"what does {r.acronym} stand for"] if r.acronym else []),
    ],
    "informal_options": lambda r: [f"what is {r.title}", *r.aliases],
    "resources": lambda r: [f"what is {r.title}", r.title],
}

# How the work of a job is told, kept beside the wordings of questions and apart from them.
WORK = "work"


def is_current(path: Path, folder: Path = CONTENT) -> bool:
    """True if the database at `path` is whole, and was built from exactly this content and its local files by this version."""
    if not path.exists():
        return False
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            meta = dict(connection.execute("select key, value from meta"))
            whole = connection.execute("pragma quick_check(1)").fetchone()[0] == "ok"
        finally:
            connection.close()
    except sqlite3.Error:
        return False
    return whole and meta.get("build") == local_files.fingerprint(folder) and meta.get("schema") == schema()


@lru_cache(maxsize=1)
def schema() -> str:
    """A short name for the shape of the database: other record models give another text, and so do other names of people."""
    shapes = (names_build.made_from(), *(model.schema_json() for model in (*KINDS.values(), *local_tables.MODELS.values())))
    return f"{LAYOUT}-{hashlib.sha256(''.join(shapes).encode()).hexdigest()[:12]}"


def build(folder: Path = CONTENT, path: Path = Path("knowledge.db")) -> dict[str, int]:
    """Builds the database at `path` from the content in `folder` and the local files that go with it.

    Returns how many records of each kind.

    Raises:
        ContentError: if the content is not sound, or the database cannot be written; nothing is changed then.
    """
    # Named before it is read: what changes meanwhile makes the next start build again.
    name = local_files.fingerprint(folder)
    entries = content.read(folder)
    found = problems(entries)
    if found:
        raise ContentError("\n".join(found))
    local = local_check.checked(entries, folder)
    with _in_its_place(path) as database:
        database.conn.execute("pragma foreign_keys = on")
        counts = {**_fill(database, entries, _known_vectors(path)), **local_tables.write(database, local)}
        care_build.write(database, entries, path)
        topic_build.write(database, entries, path)
        names_build.write(database, entries)
        database["meta"].insert_all(
            [{"key": "build", "value": name}, {"key": "schema", "value": schema()}], pk="key"
        )
        if broken := database.execute("pragma foreign_key_check").fetchall():
            raise ContentError(f"{len(broken)} references point at nothing. Run 'fivesteps knowledge check'.")
    return counts


@contextmanager
def _in_its_place(path: Path) -> Iterator[sqlite_utils.Database]:
    """A new database that takes the place of the one at `path` if all goes well, and leaves no trace if not.

    Raises:
        ContentError: if it cannot be written.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with closing(sqlite_utils.Database(fresh)) as database:
            yield database
        fresh.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        why = getattr(error, "strerror", None) or error
        raise ContentError(f"{path} could not be written ({why}). Check the folder and the space on the disk.") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _fill(database: sqlite_utils.Database, entries: list[Entry], known: dict[str, bytes]) -> dict[str, int]:
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
    _wordings(database, entries, known)
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


def _known_vectors(path: Path) -> dict[str, bytes]:
    """text -> vector of the database that is there now, if it can be read: an editor's next build is quick."""
    if not path.exists():
        return {}
    connection = sqlite3.connect(path)
    try:
        return dict(connection.execute("select text, vector from wordings where length(vector) = ?", [VECTOR_BYTES]))
    except sqlite3.Error:
        return {}
    finally:
        connection.close()


def _wordings(database: sqlite_utils.Database, entries: list[Entry], known: dict[str, bytes]) -> None:
    """A sentence vector for every wording, made here so that the guide starts quickly, on all cores; and how near they are."""
    rows = [
        {"kind": entry.kind, "record": entry.record.id, "text": text}
        for entry in entries if entry.kind in WORDINGS for text in dict.fromkeys(WORDINGS[entry.kind](entry.record))
    ] + [
        {"kind": WORK, "record": entry.record.id, "text": text}
        for entry in entries if entry.kind == "roles" for text in [entry.record.what_they_do, *entry.record.says]
    ]
    new = list(dict.fromkeys(row["text"] for row in rows if row["text"] not in known))
    known = known | {text: look[:DIMENSIONS].tobytes() for text, look in zip(new, look_at_all(new))}
    vectors = [known[row["text"]] for row in rows]
    database["wordings"].create({"kind": str, "record": str, "text": str, "vector": bytes})
    database["wordings"].insert_all(row | {"vector": vector} for row, vector in zip(rows, vectors))
    # How near is learned from what may be asked; how work is told is another matter.
    asked = [(row, vector) for row, vector in zip(rows, vectors) if row["kind"] != WORK]
    all_vectors = numpy.frombuffer(b"".join(vector for _, vector in asked), dtype=numpy.float32).reshape(-1, DIMENSIONS)
    nearness = learn(all_vectors, [(row["kind"], row["record"]) for row, _ in asked]).as_bytes() if asked else b""
    database["nearness"].insert({"value": nearness})
