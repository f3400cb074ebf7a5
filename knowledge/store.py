"""The only door to knowledge.db: opened read-only, records typed on the way out.

The whole base is small (a few thousand records), so it is read once and kept.
"""
from __future__ import annotations

import datetime
import difflib
import json
import sqlite3
import threading
from functools import cached_property
from pathlib import Path
from typing import Iterable, Optional

from pydantic import ValidationError

from knowledge import local_tables
from knowledge.local import Local, Places
from knowledge.records import KINDS, Fact, Record

# Words that every text holds: they tell nothing and cost most of a search.
COMMON = set(
    "a about am an and any are as at be been but by can could did do does for from get had has have how i if in is it its me my of on or our "
    "s should so t than that the their them then there they this to up was we what when where which who will with would you your".split()
)


class KnowledgeError(Exception):
    """The knowledge base cannot be used; the text says what to do."""


class NotFound(KnowledgeError, KeyError):
    """No record has that id; the text names the nearest ids."""

    def __str__(self) -> str:
        return self.args[0]


class Store:
    """Typed, read-only access to one build of the knowledge base."""

    def __init__(
        self, path: Path, records: dict[str, dict[str, Record]], former: dict, build: str, places: Optional[Places] = None,
        file: Optional[sqlite3.Connection] = None,
    ):
        self.path, self.build = Path(path), build
        # Ids of schools, trusts, councils and branches that have a local file.
        self.places = places or Places()
        self._records, self._former = records, former
        self._lock, self._file = threading.Lock(), file

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Reads the database at `path`.

        Raises:
            KnowledgeError: if there is none, or it is not one of ours.
        """
        if not Path(path).exists():
            raise KnowledgeError(f"There is no knowledge base at {path}. Run 'fivesteps knowledge build' first.")
        try:
            connection = _read_only(path)
            try:
                return cls(path, *_read(connection), connection)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise KnowledgeError(f"{path} could not be read ({error}). Run 'fivesteps knowledge build' again.") from error
        except ValidationError as error:
            raise KnowledgeError(f"{path} was made by another version. Run 'fivesteps knowledge build' again.") from error

    def get(self, kind: str, id: str) -> Record:
        """The record, by its id or a former id.

        Raises:
            NotFound: if there is none; the message names the nearest.
        """
        found = self.find(kind, id)
        if found is None:
            near = difflib.get_close_matches(id, self._records[kind], n=3, cutoff=0.5)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise NotFound(f"There is no '{id}' among the {kind}.{hint}")
        return found

    def find(self, kind: str, id: Optional[str]) -> Optional[Record]:
        """The record, by its id or a former id, or None."""
        records = self._records[kind]
        return records.get(id) or records.get(self._former.get((kind, id)))

    def current_id(self, kind: str, id: str) -> str:
        """The id a record has now; an unknown id comes back as it is."""
        record = self.find(kind, id)
        return record.id if record else id

    def all(self, kind: str) -> list[Record]:
        """Every record of a kind, in the order of the content files."""
        return list(self._records[kind].values())

    def phrase(self, id: str, **places: object) -> str:
        """Words the guide says, with its places filled."""
        return self.get("phrases", id).text.format(**places)

    def sources(self, *facts: Fact) -> list[dict]:
        """The sources of some facts, each once: [{id, title, url, checked}]; a section is named in the title."""
        return self.named_sources(ref for fact in facts for ref in fact.sources)

    def named_sources(self, refs: Iterable[str]) -> list[dict]:
        """The same, from source ids (`id` or `id#Section`)."""
        named = {}
        for ref in refs:
            name, _, section = ref.partition("#")
            source = self.get("sources", name)
            title = f"{source.title}, {section}" if section else source.title
            named.setdefault(ref, {"id": name, "title": title, "url": source.url, "checked": source.checked})
        return list(named.values())

    def local(self, place: Optional[str], day: Optional[datetime.date] = None) -> Local:
        """What a school, trust, council or branch tells people on a day (today, where none is given).

        For an unknown place, or None, it is empty.
        """
        return self.places.local(place, day or datetime.date.today())

    @cached_property
    def anywhere(self) -> dict[str, tuple[str, Record]]:
        """id -> (kind, record) over all kinds, for the command line."""
        return {id: (kind, r) for kind, records in self._records.items() for id, r in records.items()}

    def wordings(self) -> list[tuple[str, str, bytes]]:
        """(kind, id, vector) of every wording that a question may be near to; see `build`."""
        return self._rows("select kind, record, vector from wordings where kind <> 'work' order by rowid")

    def work(self) -> list[tuple[str, bytes]]:
        """(role id, vector) of every way in which the work of a job is told."""
        return self._rows("select record, vector from wordings where kind = 'work' order by record, rowid")

    def _rows(self, query: str, values: Iterable = ()) -> list[tuple]:
        """Rows of the file that was opened, even where a new build has taken its place meanwhile."""
        with self._lock:
            if self._file is None:
                self._file = _read_only(self.path)
            return [tuple(row) for row in self._file.execute(query, values)]

    def nearness(self) -> bytes:
        """What was learned of the wordings; see `knowledge.language.nearness`."""
        return self._rows("select value from nearness")[0][0]

    def trained(self, name: str) -> Optional[bytes]:
        """What was trained under that name when the knowledge base was built (see `care_build`), or None."""
        found = self._rows("select weights from trained where name = ?", [name])
        return found[0][0] if found else None

    def full_text(self, query: str, kinds: Iterable[str] = (), limit: int = 12) -> list[tuple[str, str, float]]:
        """(kind, id, score) of records that hold words of `query`, best first; a higher score is better."""
        words = dict.fromkeys("".join(c if c.isalnum() else " " for c in query.lower()).split())
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in [word for word in words if word not in COMMON] or words)
        kinds = list(kinds)
        narrow = f"and s.kind in ({','.join('?' * len(kinds))})" if kinds else ""
        rows = self._rows(
            "select s.kind, s.record, -bm25(search_fts, 4.0, 1.0) as score from search_fts "
            f"join search s on s.rowid = search_fts.rowid where search_fts match ? {narrow} "
            "order by score desc, s.record limit ?",
            [match, *kinds, limit],
        )
        return [(kind, record, float(score)) for kind, record, score in rows]


def _read_only(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=1.0, check_same_thread=False)
    connection.execute("pragma query_only = on")
    return connection


def _read(connection: sqlite3.Connection) -> tuple[dict, dict, str, Places]:
    connection.row_factory = sqlite3.Row
    records = {kind: _records(connection, kind) for kind in KINDS}
    former = {(row["kind"], row["former"]): row["id"] for row in connection.execute("select * from former_ids")}
    build = connection.execute("select value from meta where key = 'build'").fetchone()[0]
    return records, former, build, local_tables.read(connection)


def _records(connection: sqlite3.Connection, kind: str) -> dict[str, Record]:
    model = KINDS[kind]
    structured = {name for name, field in model.__fields__.items() if not _is_plain(field)}
    found = {}
    for row in connection.execute(f'select * from "{kind}"'):
        values = {key: json.loads(row[key]) if key in structured and row[key] is not None else row[key] for key in row.keys()}
        found[row["id"]] = model(**values)
    return found


def _is_plain(field) -> bool:
    """True for a column that holds one text or number rather than JSON."""
    return field.shape == 1 and not hasattr(field.type_, "__fields__")
