"""The only door to the knowledge base: look-ups, former ids, sources, words."""
from __future__ import annotations

import pytest

from knowledge.records import KINDS, Qualification
from knowledge.store import KnowledgeError, NotFound, Store


@pytest.mark.parametrize(
    "kind, former, now",
    [
        ("qualifications", "qu22", "csbm"), ("qualifications", "swis-l2-2005", "swis-2"), ("qualifications", "qu04", "swis-2"),
        ("qualifications", "functional-skills-l1-l2", "functional-skills-l2"), ("qualifications", "hlta-route", "hlta-status"),
        ("qualifications", "l2-award-support-work-schools", "l2-award-support-work-in-schools"),
    ],
)
def test_a_former_id_finds_the_record_of_today(store, kind, former, now):
    assert store.get(kind, former).id == now and store.find(kind, former).id == now and store.current_id(kind, former) == now


def test_every_former_id_resolves(store):
    for kind in KINDS:
        for record in store.all(kind):
            assert all(store.get(kind, former).id == record.id for former in record.former_ids)


def test_records_come_back_typed(store):
    option = store.get("qualifications", "hlta-status")
    assert isinstance(option, Qualification) and option.entry[0].bridge.ref == "functional-skills-l2" and option.level is None


def test_an_unknown_id_is_told_with_the_nearest(store):
    with pytest.raises(NotFound, match="no 'school-cok' among the roles. Did you mean school-cook"):
        store.get("roles", "school-cok")


def test_an_id_near_to_nothing_is_told_plainly(store):
    with pytest.raises(NotFound) as caught:
        store.get("roles", "zzzzzz")
    assert str(caught.value) == "There is no 'zzzzzz' among the roles."


def test_find_gives_none_for_what_is_not_there(store):
    assert store.find("roles", "nobody") is None and store.find("roles", None) is None
    assert store.current_id("roles", "nobody") == "nobody"


def test_no_database_says_what_to_run(tmp_path):
    with pytest.raises(KnowledgeError, match="fivesteps knowledge build"):
        Store.open(tmp_path / "none.db")


def test_a_file_that_is_no_database_says_what_to_run(tmp_path):
    path = tmp_path / "knowledge.db"
    path.write_text("not a database at all, only some words that go on for a while")
    with pytest.raises(KnowledgeError, match="fivesteps knowledge build"):
        Store.open(path)


def test_sources_are_named_once_with_their_section(store):
    rules = [store.get("decision_rules", id) for id in ("dr01", "dr02", "dr18")]
    sources = store.sources(*rules)
    titles = [source["title"] for source in sources]
    assert len(titles) == len(set(titles)) == 2 and all(source["checked"] for source in sources)
    assert any("External courses and qualifications" in title for title in titles)


def test_every_fact_has_a_source_with_the_day_it_was_checked(store):
    for kind in KINDS:
        for record in store.all(kind):
            for source in store.sources(record) if hasattr(record, "sources") else []:
                assert source["checked"], (kind, record.id)


def test_full_text_finds_by_plain_words_and_survives_odd_ones(store):
    assert ("roles", "site-manager") in {(kind, id) for kind, id, _ in store.full_text("caretaker", ["roles"])}
    assert store.full_text("!!! ***") == [] and isinstance(store.full_text('a "quoted" AND OR NOT thing'), list)


def test_words_are_filled_in(store):
    assert store.phrase("step-ask-provider", title="Playwork").startswith("Ask a college or provider about Playwork")
