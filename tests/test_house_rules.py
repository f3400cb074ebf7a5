"""The rules of the house that a reader of one file cannot see broken."""
from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from knowledge import check, content

PROJECT = Path(__file__).resolve().parents[1]


def test_the_content_may_be_built():
    assert check.problems(content.read()) == []


def test_knowledge_imports_nothing_of_rasa_or_the_parts_round_it():
    wrong = []
    for path in sorted((PROJECT / "knowledge").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{path.name}: {name}" for name in names if name.split(".")[0] in ("rasa", "rasa_sdk", "bot", "actions", "sanic")]
    assert not wrong, wrong


def test_what_people_read_is_content_and_not_code():
    wrong = []
    for path in sorted((PROJECT / "knowledge/advice").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        spared = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise):
                spared.update(id(part) for part in ast.walk(node))
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                spared.add(id(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared:
                if len(node.value.split()) >= 4 and re.search(r"[.?!](\s|$)", node.value):
                    wrong.append(f"{path.name}:{node.lineno}: {node.value!r}")
    assert not wrong, "\n".join(wrong)


def project_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so nothing says which files belong to the project")
    return [path for name in listed.stdout.split("\0") if name and (path := PROJECT / name).is_file()]


# Machines, notes and downloads that are no part of the project. (Letters in brackets keep this file from naming them.)
FOREIGN = re.compile(
    r"\.\./shared\b|(?<![\w.:/-])/(?:work|root|home|workspace)/\w|\.librar[y]\b|/tmp/\w"
    r"|\b(?:ai|helper|coding) session\b|\bsession \d|\b(?:contract|domain-notes|rasa-(?:shape|pitfalls))\.md\b"
    r"|\bpython[h]osted\b|\bpypi\.\w|\bartifactor[y]\b|\bdevp[i]\b|--(?:extra-)?index[-]url",
    re.IGNORECASE,
)


def test_no_file_names_a_machine_or_a_place_to_download_from():
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if hit := FOREIGN.search(line):
                found.append(f"{path.relative_to(PROJECT)}:{number}: {hit.group()!r} in: {line.strip()[:120]}")
    assert not found, "\n".join(found)
