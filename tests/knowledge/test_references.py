"""Which fields point where: all of them are known, and everything that points at a record is found."""
from __future__ import annotations

import pytest
from pydantic import BaseModel

from knowledge import content as reading
from knowledge.records import KINDS
from knowledge.references import LINKED, LINKS, REFERENCES, fields, pointing_at, references

# Names of fields that hold ids wherever they occur.
TELLING = {
    "group", "groups", "duties", "topics", "roles", "role", "goals", "type", "types", "statutory_for", "progression_to", "replaced_by",
    "held", "ref", "from_role", "to_role", "via", "barrier", "rights", "funding", "unit_group", "asked_by", "sources",
}


def dotted(model: type[BaseModel], before: str = ""):
    """Every field of a model, and of the models inside it: "entry.bridge.ref"."""
    for name, field in model.__fields__.items():
        if isinstance(field.type_, type) and issubclass(field.type_, BaseModel):
            yield from dotted(field.type_, f"{before}{name}.")
        else:
            yield before + name


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_whose_name_tells_that_it_points_somewhere_is_known(kind):
    pointing = {name for name in dotted(KINDS[kind]) if name.split(".")[-1] in TELLING}
    assert pointing <= fields(kind).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_is_known_is_there(kind):
    there = set(dotted(KINDS[kind])) | {"options.value.setting", "asks.options.value.roles", "asks.options.value.topics"}
    assert fields(kind).keys() <= there
    assert LINKS.get(kind, "id") in there


def test_every_kind_that_is_pointed_at_is_a_kind():
    assert REFERENCES.keys() | LINKS.keys() | set(LINKED.values()) <= KINDS.keys()
    assert {to for kind in KINDS for kinds in fields(kind).values() for to in kinds} <= KINDS.keys()


def entries(content):
    return {(e.kind, e.record.id): e.record for e in reading.read(content.write())}


def test_what_a_record_points_at(content):
    content.first("qualifications")["entry"][0]["bridge"] = {"what": "Go.", "time": "Now", "cost": "Free", "ref": "food-safety"}
    record = entries(content)["qualifications", "food-safety"]
    found = {(r.field, r.path, r.kinds[0], r.id) for r in references("qualifications", record)}
    assert found == {
        ("type", ("type",), "qualification_types", "qt_short_course"), ("roles", ("roles", 0), "roles", "school-cook"),
        ("entry.duties", ("entry", 0, "duties", 0), "duties", "cook-meals"),
        ("entry.bridge.ref", ("entry", 0, "bridge", "ref"), "qualifications", "food-safety"),
        ("sources", ("sources", 0), "sources", "a-page"),
    }


def test_a_section_of_a_source_is_a_reference_to_the_source(content):
    [found] = [r for r in references("roles", entries(content)["roles", "school-cook"]) if r.field == "sources"]
    assert (found.id, found.written) == ("a-page", "a-page#The part about cooks")


def test_a_link_names_its_kind(content):
    alias = entries(content)["aliases", "chef"]
    assert [(r.kinds, r.id) for r in references("aliases", alias)] == [(("roles",), "school-cook"), (("roles",), "kitchen-manager")]
    assert list(references("aliases", alias.copy(update={"refs": ["job:x"]})))[0].kinds == ()


def pointers(content, kind, id):
    known = entries(content)
    everything = [(kind, record) for (kind, _), record in known.items()]
    return [(p.kind, p.record.id, p.field) for p in pointing_at(kind, known[kind, id], everything)]


def test_everything_that_points_at_a_record_is_found(content):
    assert pointers(content, "roles", "school-cook") == [("aliases", "chef", "refs"), ("qualifications", "food-safety", "roles")]
    assert ("roles", "school-cook", "sources") in pointers(content, "sources", "a-page")


def test_a_record_is_pointed_at_by_its_former_id_too(content):
    content.kinds["qualifications"].append({**content.first("qualifications"), "id": "next", "former_ids": [], "title": "Next"})
    content.first("qualifications")["progression_to"] = ["next"]
    content.kinds["qualifications"][1]["progression_to"] = ["old-food-safety"]
    assert ("qualifications", "next", "progression_to") in pointers(content, "qualifications", "food-safety")


def test_the_same_id_in_another_kind_is_not_pointed_at(content):
    content.kinds["topics"].append({"id": "school-cook", "title": "cooks"})
    assert pointers(content, "topics", "school-cook") == []
