"""The tables of local files in knowledge.db: `local_places`, and one for each part of a file (`local_courses` ...)."""
from __future__ import annotations

import json
import sqlite3

import sqlite_utils
from pydantic import BaseModel

from knowledge.local import Places
from knowledge.local_files import LocalFile
from knowledge.record_local import KINDS, Item, Place

PLACES = "local_places"
# The model of each table.
MODELS = {PLACES: Place, **{f"local_{kind}": model for kind, model in KINDS.items()}}


def write(database: sqlite_utils.Database, files: list[LocalFile]) -> dict[str, int]:
    """Makes the tables, empty where there are no files; returns how many rows each has."""
    places, items = gathered(files)
    rows = {PLACES: places, **{_table(kind): items[kind] for kind in KINDS}}
    for table, model in MODELS.items():
        keys = [] if table == PLACES else [("place", PLACES, "id")]
        keys += [("qualification", "qualifications", "id")] if "qualification" in model.__fields__ else []
        columns = {model_field.alias: str for model_field in model.__fields__.values()}
        database[table].create(columns, pk="id" if table == PLACES else None, foreign_keys=keys)
        database[table].insert_all(_row(record) for record in rows[table])
    return {table: len(found) for table, found in rows.items()}


def gathered(files: list[LocalFile]) -> tuple[list[Place], dict[str, list[Item]]]:
    """The places of some files, and their items by kind: what `Places` is made of."""
    items = {kind: [found.item for file in files for found in file.items if found.kind == kind] for kind in KINDS}
    return [file.place for file in files], items


def read(connection: sqlite3.Connection) -> Places:
    """The places and everything they tell. The connection gives its rows as `sqlite3.Row`."""
    places = [_record(Place, row) for row in connection.execute(f"select * from {PLACES} order by rowid")]
    items = {
        kind: [_record(model, row) for row in connection.execute(f"select * from {_table(kind)} order by rowid")]
        for kind, model in KINDS.items()
    }
    return Places(places, items)


def _table(kind: str) -> str:
    return f"local_{kind}"


def _row(record: BaseModel) -> dict:
    values = record.dict(by_alias=True)
    return {key: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value for key, value in values.items()}


def _record(model: type[BaseModel], row: sqlite3.Row) -> BaseModel:
    lists = {field.alias for field in model.__fields__.values() if field.shape != 1}
    return model(**{key: json.loads(row[key]) if key in lists else row[key] for key in row.keys()})
