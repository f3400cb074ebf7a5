"""The examples of CONTRIBUTING.md are records that are really there, so an editor who copies one starts from something sound."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from knowledge import local_files
from knowledge.records import KINDS

PROJECT = Path(__file__).parent.parent.parent
EXAMPLES = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S)]
OURS = [(kind, row) for example in EXAMPLES for kind, rows in example.items() if kind in KINDS for row in rows]


def test_there_is_an_example_of_each_thing_an_editor_adds():
    assert [kind for kind, _ in OURS] == ["roles", "progressions", "qualifications", "open_questions"]
    assert [kind for example in EXAMPLES for kind in example if kind not in KINDS] == ["courses"]


@pytest.mark.parametrize("kind, row", OURS, ids=[kind for kind, _ in OURS])
def test_an_example_is_the_record_that_is_in_the_content(store, kind, row):
    assert KINDS[kind](**row) == store.get(kind, row["id"])


def test_the_example_of_a_local_course_can_be_read(tmp_path):
    course = next(example for example in EXAMPLES if "courses" in example)
    place = {"place": {"id": "hill", "name": "Hill School", "kind": "school"}}
    (tmp_path / "hill.yml").write_text(yaml.safe_dump({**place, **course}, sort_keys=False), encoding="utf-8")
    found = local_files.read(tmp_path)
    assert [item.item.title for item in found[0].items] == [row["title"] for row in course["courses"]]


def test_the_local_example_file_holds_the_same_course():
    example = yaml.safe_load((PROJECT / "local" / "example.yml.txt").read_text(encoding="utf-8"))
    assert next(e for e in EXAMPLES if "courses" in e)["courses"][0] == example["courses"][0]
