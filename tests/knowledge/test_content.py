"""Content that cannot be read says which file, which record and what to do."""
from __future__ import annotations

import pytest

from knowledge.content import ContentError, fingerprint, read


def refusal(folder) -> str:
    with pytest.raises(ContentError) as caught:
        read(folder)
    return str(caught.value)


def test_sound_content_is_read_into_typed_records(content):
    entries = read(content.write())
    cook = next(e for e in entries if e.record.id == "school-cook")
    assert (cook.file, cook.kind, cook.record.duties) == ("roles.yml", "roles", ["cook-meals"])


def test_a_fact_with_no_source_is_refused(content):
    content.first("qualifications")["sources"] = []
    text = refusal(content.write())
    assert "qualifications.yml" in text and "'food-safety'" in text and "sources" in text and "Correct that line" in text


def test_a_fact_with_the_sources_left_out_is_refused(content):
    del content.first("qualifications")["sources"]
    assert "'food-safety'" in refusal(content.write())


def test_a_wrong_value_names_file_record_field_and_remedy(content):
    content.first("qualifications")["level"] = "three"
    text = refusal(content.write())
    assert "qualifications.yml: qualifications 'food-safety': level:" in text and "Correct that line" in text


def test_a_kind_nobody_knows_is_refused_with_the_kinds_there_are(content):
    content.kinds["sandwiches"] = [{"id": "cheese"}]
    text = refusal(content.write())
    assert "sandwiches.yml: 'sandwiches' is not a kind of record" in text and "qualifications" in text


def test_broken_yaml_names_the_file_and_what_to_look_at(content):
    folder = content.write()
    (folder / "roles.yml").write_text("roles: [unclosed", encoding="utf-8")
    text = refusal(folder)
    assert "roles.yml: this is not valid YAML" in text and "Check the indents" in text


def test_a_line_that_is_no_record_is_refused(content):
    content.kinds["roles"].append("just words")
    text = refusal(content.write())
    assert "roles.yml" in text and "is not a record" in text


def test_every_problem_is_told_at_once(content):
    content.first("qualifications")["level"] = "three"
    content.first("roles")["group"] = ["a", "list"]
    assert len(refusal(content.write()).splitlines()) == 2


def test_a_folder_with_nothing_in_it_says_so(tmp_path):
    assert "no content files" in refusal(tmp_path)


def test_the_fingerprint_follows_the_content(content):
    before = fingerprint(content.write())
    assert before == fingerprint(content.folder)
    content.first("groups")["what"] = "Other jobs."
    assert fingerprint(content.write()) != before
