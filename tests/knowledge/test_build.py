"""The knowledge base as a database: whole or not at all, references kept, words findable, closed to writers."""
from __future__ import annotations

import sqlite3

import pytest
import sqlite_utils

from knowledge import build
from knowledge.content import ContentError, fingerprint
from knowledge.records import KINDS
from knowledge.store import _read_only


@pytest.fixture(scope="module")
def tables(knowledge_db):
    return sqlite_utils.Database(knowledge_db)


def test_every_kind_of_record_has_a_table(tables):
    assert set(KINDS) <= set(tables.table_names())


def test_the_references_are_foreign_keys_and_hold(tables):
    keys = {(key.table, key.column, key.other_table) for name in tables.table_names() for key in tables[name].foreign_keys}
    assert keys >= {
        ("roles", "group", "groups"), ("qualifications", "type", "qualification_types"), ("progressions", "from_role", "roles"),
        ("progressions", "to_role", "roles"), ("fact_sources", "source", "sources"), ("entry_requirements", "qualification", "qualifications"),
    }
    assert tables.execute("pragma foreign_key_check").fetchall() == []


def test_entry_requirements_say_kind_strength_and_who_sets_them(tables):
    row = next(tables.query("select * from entry_requirements where qualification = 'hlta-status' and kind = 'role' and strength = 'hard'"))
    assert row["who_sets"] == "HLTA assessors" and "whole classes" in row["words"]


def test_words_are_found_by_full_text(tables):
    assert "FTS5" in tables["search_fts"].schema
    rows = tables.query("select s.kind, s.record from search_fts join search s on s.rowid = search_fts.rowid where search_fts match 'caretaker'")
    assert ("roles", "site-manager") in {(row["kind"], row["record"]) for row in rows}


def test_a_writer_with_foreign_keys_on_is_refused_a_reference_to_nothing(knowledge_db, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(knowledge_db.read_bytes())
    connection = sqlite3.connect(copy)
    connection.execute("pragma foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("insert into fact_sources values ('roles', 'school-cook', 'no-such-page', null)")


def test_readers_cannot_write(knowledge_db):
    connection = _read_only(knowledge_db)
    for statement in ("delete from roles", "insert into meta values ('a', 'b')", "drop table roles"):
        with pytest.raises(sqlite3.OperationalError):
            connection.execute(statement)
    connection.close()


def test_broken_content_leaves_the_old_database_as_it_was(content, tmp_path):
    path = tmp_path / "knowledge.db"
    build.build(content.write(), path)
    before = path.read_bytes()
    content.first("qualifications")["sources"] = ["no-such-page"]
    with pytest.raises(ContentError, match="no-such-page"):
        build.build(content.write(), path)
    assert path.read_bytes() == before and [p.name for p in tmp_path.glob("*.db*")] == ["knowledge.db"]


def test_a_build_that_breaks_off_leaves_the_old_database_as_it_was(content, tmp_path, monkeypatch):
    path = tmp_path / "knowledge.db"
    build.build(content.write(), path)
    before = path.read_bytes()

    def no_disk(*_):
        raise OSError("no space left")

    monkeypatch.setattr(build, "_wordings", no_disk)
    with pytest.raises(ContentError, match="could not be written .no space left.*space on the disk"):
        build.build(content.write(), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["knowledge.db"]


def test_a_damaged_database_is_not_current_and_is_built_again(content, tmp_path):
    path, folder = tmp_path / "knowledge.db", content.write()
    build.build(folder, path)
    assert build.is_current(path, folder)
    whole = path.read_bytes()
    # The first page says where everything is; a page further on holds some of it.
    for start in (0, len(whole) // 2):
        path.write_bytes(whole[:start] + b"\xff" * 4096 + whole[start + 4096:])
        assert not build.is_current(path, folder)
        build.build(folder, path)
        assert build.is_current(path, folder)


def test_a_reader_keeps_its_view_while_a_new_build_is_put_in_place(content, tmp_path):
    path = tmp_path / "knowledge.db"
    build.build(content.write(), path)
    reader = _read_only(path)
    content.kinds["groups"].append({**content.first("groups"), "id": "b-group"})
    build.build(content.write(), path)
    assert reader.execute("select count(*) from groups").fetchone() == (1,)
    reader.close()
    again = _read_only(path)
    assert again.execute("select count(*) from groups").fetchone() == (2,)
    again.close()


def test_a_build_is_current_until_the_content_changes(content, tmp_path):
    path = tmp_path / "knowledge.db"
    assert not build.is_current(path, content.write())
    counts = build.build(content.folder, path)
    assert counts["roles"] == 2 and build.is_current(path, content.folder)
    content.first("groups")["what"] = "Other jobs."
    assert not build.is_current(path, content.write())


def test_the_build_is_named_by_its_content(knowledge_db, store):
    assert store.build == fingerprint()
