"""What docs/security.md and docs/privacy/ say is so: tests that they name are there, days are those of the program, blanks are marked."""
from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from knowledge import kept
from knowledge.people_db import metadata
from knowledge.plain_words import MOST_WORDS, sentences, words

PROJECT = Path(__file__).resolve().parents[1]
SECURITY = (PROJECT / "docs/security.md").read_text(encoding="utf-8")
PRIVACY = {path.name: path.read_text(encoding="utf-8") for path in sorted((PROJECT / "docs/privacy").glob("*.md"))}
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", SECURITY)))


def rows(document: str, heading: str) -> list[list[str]]:
    """The cells of the first table after a heading, without its head."""
    lines = iter(document.split(heading, 1)[1].splitlines())
    table = []
    for line in lines:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.split("|")[1:-1]])
        elif table:
            break
    return table[2:]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_threat_model_names_is_there(file, name):
    tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_row_of_the_threat_model_names_a_test_and_nothing_else_that_looks_like_one():
    told = rows(SECURITY, "## Who, what, how it is stopped")
    assert len(told) > 15 and all(len(row) == 4 and all(row) for row in told)
    assert [row[1] for row in told if not re.fullmatch(r"`tests/[\w/]+\.py::\w+`(, `tests/[\w/]+\.py::\w+`)*", row[3])] == []


def test_the_days_of_the_documents_are_those_of_the_program():
    days = {f"FIVESTEPS_{name.upper()}_DAYS": usual for name, usual in vars(kept.Days()).items()}
    told = [row for row in rows(PRIVACY["retention.md"], "# What is kept") if row[3].strip("`") in days]
    assert {row[3].strip("`") for row in told} == set(days)
    assert [row for row in told if int(row[2].split()[0]) != days[row[3].strip("`")]] == []
    usual = kept.Days()
    for name in ("notice.md", "impact-assessment.md"):
        assert all(f"{day} days" in PRIVACY[name] for day in (usual.transcript, usual.plan, usual.inbox)), name


def test_the_retention_table_has_every_table_of_the_database():
    told = " ".join(row[1] for row in rows(PRIVACY["retention.md"], "# What is kept"))
    assert [table.name for table in metadata.sorted_tables if f"`{table.name}`" not in told] == []


@pytest.mark.parametrize("name", ["notice.md", "impact-assessment.md"])
def test_a_template_says_that_it_is_one_and_marks_what_the_school_fills_in(name):
    text = PRIVACY[name]
    assert text.count("[") == text.count("]") > 15 and "template" in text.split("\n\n")[1]
    # Nobody's name, address or number stands in for the school's own.
    assert not re.search(r"\b0\d{3,4} ?\d{3}|@|\bhttps?://", text)


def test_what_staff_read_is_in_short_sentences():
    """The notice is read by everybody; blanks are words of the school."""
    text = re.sub(r"\[[^\]]*\]", "X", PRIVACY["notice.md"].split("## In short", 1)[1])
    text = "\n".join(line.strip(" -*#") for line in text.splitlines() if not line.startswith("|"))
    long = [sentence for line in text.splitlines() for sentence in sentences(line) if words(sentence) > MOST_WORDS]
    assert long == []
