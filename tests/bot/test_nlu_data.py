"""The training lines and the domain: enough, varied, and agreeing with each other."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
DOMAIN = yaml.safe_load((PROJECT / "bot" / "domain.yml").read_text(encoding="utf-8"))
LINES = {
    block["intent"]: [row[2:].strip() for row in block["examples"].splitlines()]
    for path in sorted((PROJECT / "data" / "nlu").glob("*.yml"))
    for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
}
# The channel gives these itself; nobody types them.
GIVEN = {"start_guide", "resume", "choice"}
# Rasa acts on these names itself, whatever form is open, and would wipe or rewind the conversation.
RESERVED = {"restart", "back", "session_start"}


def _plain(line: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in line.lower()).split())


def test_there_are_at_least_twenty_intents():
    assert len(LINES) >= 20


@pytest.mark.parametrize("intent", sorted(LINES))
def test_an_intent_has_thirty_lines_that_begin_in_many_ways(intent):
    lines = {_plain(line) for line in LINES[intent]}
    assert len(lines) >= 30
    openings = Counter(" ".join(line.split()[:2]) for line in lines)
    assert max(openings.values()) <= max(8, len(lines) * 0.2), openings.most_common(1)


def test_no_line_is_given_twice():
    found = Counter(_plain(line) for lines in LINES.values() for line in lines)
    assert [line for line, count in found.items() if count > 1] == []


def test_domain_and_lines_name_the_same_intents():
    assert set(DOMAIN["intents"]) == set(LINES) | GIVEN


def test_no_intent_has_a_name_that_rasa_acts_on():
    assert not set(DOMAIN["intents"]) & RESERVED


def test_the_domain_holds_no_words_for_people():
    assert "responses" not in DOMAIN
