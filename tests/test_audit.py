"""`make audit`: what is new fails, what is fenced does not, and nobody to ask is said and never taken for good news."""
from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from bot.doctor import LOCK, locked

PROJECT = Path(__file__).resolve().parents[1]
_spec = importlib.util.spec_from_file_location("audit", PROJECT / "scripts" / "audit.py")
audit = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(audit)

PINS = {"rasa": "3.6.21", "aiohttp": "3.9.5"}
FOUND = [
    {"name": "rasa", "version": "3.6.21", "vulns": []},
    {"name": "aiohttp", "version": "3.9.5", "vulns": [{"id": "PYSEC-2099-1", "aliases": ["CVE-2099-12345"], "fix_versions": ["9.9"], "description": "x"}]},
]
SKIPPED = [{"name": "rasa", "skip_reason": "Dependency not found"}]


def test_an_advisory_that_is_not_in_the_document_is_new():
    told, code = audit.report(FOUND, set(), "a list")
    assert code == 1 and any("aiohttp 3.9.5: PYSEC-2099-1, CVE-2099-12345 (fixed in 9.9)" in line for line in told)
    assert "docs/security.md" in told[-1]


@pytest.mark.parametrize("known", [{"PYSEC-2099-1"}, {"CVE-2099-12345"}])
def test_one_that_is_in_the_document_by_any_of_its_numbers_is_fenced(known):
    told, code = audit.report(FOUND, known, "a list")
    assert code == 0 and "2 packages" in told[0] and "1 advisories are known and fenced" in told[0]


def test_a_package_that_could_not_be_looked_up_is_named_and_is_no_pass():
    told, code = audit.report([*FOUND[:1], {"name": "tarsafe", "skip_reason": "not found"}], set(), "a list")
    assert code == 2 and "Nothing is known of: tarsafe." in told


@pytest.mark.parametrize("answer", [None, [], SKIPPED])
def test_where_nobody_answers_it_says_so_and_asks_for_nothing_else(answer):
    asked = []
    with pytest.raises(audit.NotAudited, match="Nothing was audited: neither .* nor .* docs/security.md"):
        audit.audit(PINS, lambda service, pins: asked.append((service, tuple(pins))) or answer)
    assert asked == [("pypi", ("rasa",)), ("osv", ("rasa",))]


def test_the_second_is_asked_where_the_first_does_not_answer():
    service, found = audit.audit(PINS, lambda service, pins: FOUND if service == "osv" else SKIPPED)
    assert (service, found) == ("osv", FOUND)


def test_the_document_names_advisories_and_each_for_a_version_that_is_locked():
    document = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
    assert len(audit.known(document)) > 5
    pins = locked(LOCK.read_text(encoding="utf-8"))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in document.split("## What cannot be upgraded")[1].split("\n## ")[0].splitlines() if line.startswith("| `")]
    assert len(rows) > 8
    assert [row[0] for row in rows if pins.get(row[0].strip("`")) != row[1]] == []
