"""`make browse`: what it names is there, facets and ready-made queries show, and nothing can be written."""
from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette

from knowledge.records import KINDS, Fact

PROJECT = Path(__file__).resolve().parents[1]
METADATA = yaml.safe_load((PROJECT / "bot/browse.yml").read_text(encoding="utf-8"))
TABLES = METADATA["databases"]["knowledge"]["tables"]
QUERIES = METADATA["databases"]["knowledge"]["queries"]
# What the Makefile sets, so that facets are not given up on a slow machine.
SETTINGS = {"suggest_facets": False, "default_facet_size": 12, "facet_time_limit_ms": 5000, "sql_time_limit_ms": 5000}


@pytest.fixture(scope="module")
def browse(knowledge_db):
    """Fetches a page of Datasette."""
    datasette = Datasette([], immutables=[str(knowledge_db)], metadata=METADATA, settings=SETTINGS)
    return lambda path: asyncio.run(datasette.client.get(path))


@pytest.fixture(scope="module")
def columns(knowledge_db) -> dict[str, set[str]]:
    connection = sqlite3.connect(knowledge_db)
    names = [name for name, in connection.execute("select name from sqlite_master where type = 'table'")]
    found = {name: {row[1] for row in connection.execute(f'pragma table_info("{name}")')} for name in names}
    connection.close()
    return found


def facet_name(facet) -> str:
    return facet if isinstance(facet, str) else facet["array"]


def test_every_kind_of_record_is_described():
    assert KINDS.keys() <= TABLES.keys()
    assert all(TABLES[kind].get("facets") for kind in ("roles", "qualifications", "open_questions", "progressions", "fact_sources"))


def test_every_table_and_column_that_is_named_is_there(columns):
    for table, shown in TABLES.items():
        named = {facet_name(facet) for facet in shown.get("facets", [])}
        named |= {shown[key] for key in ("label_column", "sort", "sort_desc") if key in shown}
        assert named <= columns[table], f"{table}: {named - columns[table]}"


@pytest.mark.parametrize("table", ["roles", "qualifications", "progressions", "fact_sources", "open_questions"])
def test_facets_show_on_the_page_of_a_table(browse, table):
    page = browse(f"/knowledge/{table}")
    assert page.status_code == 200
    shown = set(re.findall(r'class="facet-info-name">\s*<strong>(\w+)', page.text))
    assert shown == {facet_name(facet) for facet in TABLES[table]["facets"]}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_page(browse, table):
    assert browse(f"/knowledge/{table}").status_code == 200


def test_the_first_page_names_what_it_is_and_leads_to_the_queries(browse):
    assert METADATA["title"] in browse("/").text
    page = browse("/knowledge").text
    assert all(query["title"] in page for query in QUERIES.values())


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_gives_rows(browse, query):
    rows = browse(f"/knowledge/{query}.json?source=&_shape=array")
    assert rows.status_code == 200 and rows.json(), rows.text[:300]


def test_what_rests_on_one_source(browse, store):
    source = next(fact for kind in KINDS if issubclass(KINDS[kind], Fact) for fact in store.all(kind)).sources[0].partition("#")[0]
    rows = browse(f"/knowledge/what-rests-on-a-source.json?source={source}&_shape=array").json()
    assert rows and {row["source"] for row in rows} == {source}


@pytest.mark.parametrize("statement", ["delete from roles", "insert into meta values ('a', 'b')", "create table x (a)", "pragma query_only = off"])
def test_nothing_can_be_written(browse, knowledge_db, statement):
    before = knowledge_db.read_bytes()
    assert browse(f"/knowledge.json?sql={statement}").status_code == 400
    assert not any(query.get("write") for query in QUERIES.values())
    assert knowledge_db.read_bytes() == before


def test_make_browse_uses_these_settings():
    line = (PROJECT / "Makefile").read_text(encoding="utf-8").split("browse: setup")[1].split("check: setup")[0]
    assert "--immutable" in line and "--metadata bot/browse.yml" in line and "suggest_facets off" in line
