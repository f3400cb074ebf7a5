"""docs/faults.md names a test for each fault, and every test it names is there."""
from __future__ import annotations

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = (PROJECT / "docs/faults.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)


def named_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_is_there():
    assert len(NAMED) > 25
    missing = [f"{path}::{name}" for path, name in NAMED if not (PROJECT / path).exists() or name not in named_in(PROJECT / path)]
    assert not missing, missing


def test_every_fault_has_a_test_and_says_what_is_seen_logged_and_done():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| fault |")]
    assert len(rows) > 20
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split(" | ")]
        assert len(cells) == 5 and all(cells), row
        assert NAMED and re.search(r"`tests/[\w/]+\.py::test_\w+`", cells[4]), row


def test_the_words_of_the_page_are_the_words_of_the_guide(store):
    assert store.phrase("channel-error-unavailable") in " ".join(PAGE.split())
