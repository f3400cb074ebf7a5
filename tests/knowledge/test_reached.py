"""Whatever is reached from any record is there, and every fact on the way names a source that is there."""
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import content
from knowledge.records import KINDS, Fact
from knowledge.references import references
from knowledge.store import Store

RECORDS = [(entry.kind, entry.record.id) for entry in content.read()]


def reached(store: Store, kind: str, id: str):
    """Every (kind, record) that can be reached from one record, itself among them."""
    seen, left = set(), [(kind, id)]
    while left:
        kind, id = left.pop()
        record = store.find(kind, id)
        assert record is not None, f"{kind} '{id}' is pointed at and is not there"
        if (kind, record.id) in seen:
            continue
        seen.add((kind, record.id))
        yield kind, record
        for reference in references(kind, record):
            there = [k for k in reference.kinds if store.find(k, reference.id)]
            assert there, f"{kind} '{record.id}' points at '{reference.written}', which is not there"
            left += [(k, reference.id) for k in there]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(RECORDS))
def test_all_that_is_reached_is_there_and_carries_its_source(store, start):
    for kind, record in reached(store, *start):
        if issubclass(KINDS[kind], Fact):
            assert record.sources and all(row["title"] and row["checked"] for row in store.sources(record))


def test_every_record_of_the_content_is_in_the_knowledge_base(store):
    assert all(store.find(kind, id) for kind, id in RECORDS)


def test_former_ids_lead_to_what_they_became(store):
    for kind in KINDS:
        for record in store.all(kind):
            assert all(store.get(kind, former) is record for former in record.former_ids)
