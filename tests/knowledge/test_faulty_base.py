"""The knowledge base missing, of another version, or replaced while a process has it open."""
from __future__ import annotations

import sqlite3

import pytest

from knowledge import build
from knowledge.store import KnowledgeError, Store, _read_only


@pytest.fixture
def path(content, tmp_path):
    build.build(content.write(), tmp_path / "knowledge.db")
    return tmp_path / "knowledge.db"


def test_a_base_of_another_version_is_not_current_and_says_what_to_do(path, content):
    assert build.is_current(path, content.folder)
    with sqlite3.connect(path) as database:
        database.execute("update meta set value = '7-older' where key = 'schema'")
        database.execute("alter table roles rename column what_they_do to formerly")
    assert not build.is_current(path, content.folder)
    with pytest.raises(KnowledgeError, match="another version.*fivesteps knowledge build"):
        Store.open(path)


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"no database " * 1000)])
def test_a_base_that_is_missing_or_no_database_says_what_to_do(path, spoil):
    spoil(path)
    with pytest.raises(KnowledgeError, match="fivesteps knowledge build"):
        Store.open(path)


@pytest.mark.parametrize("replaced", [True, False])
def test_a_process_goes_on_with_the_base_it_opened(path, content, replaced):
    store = Store.open(path)
    before = store.full_text("cook"), store.wordings()
    content.first("roles").update(title="Zanzibar", aliases=[], what_they_do="Nothing.")
    build.build(content.write(), path) if replaced else path.unlink()
    assert (store.full_text("cook"), store.wordings()) == before and before[0]
    assert store.full_text("zanzibar") == []
    if replaced:
        assert Store.open(path).full_text("zanzibar") and Store.open(path).build != store.build


def test_one_store_may_be_asked_by_several_threads(path):
    from concurrent.futures import ThreadPoolExecutor

    store = Store.open(path)
    with ThreadPoolExecutor(4) as several:
        found = list(several.map(store.full_text, ["cook"] * 200))
    assert found == [store.full_text("cook")] * 200


def test_what_was_opened_cannot_be_written(path):
    with pytest.raises(sqlite3.OperationalError):
        _read_only(path).execute("delete from roles")
