"""How many names that people write are taken out, and how many sentences without one are harmed: measured on made-up sentences."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from knowledge.language.masking import mask

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = yaml.safe_load(Path(__file__).with_name("names_told.yml").read_text(encoding="utf-8"))


def left(store, kind: str) -> tuple[list[tuple[str, str]], int]:
    """(name, text as it is kept) of each name that stays, and how many names there are."""
    kept, many = [], 0
    for text, *names in SENTENCES[kind]:
        masked = mask(text, store)[0]
        kept += [(name, masked) for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", masked)]
        many += len(names)
    return kept, many


def harmed(store, kind: str) -> list[str]:
    return [mask(text, store)[0] for text in SENTENCES[kind] if mask(text, store)[0] != text]


def test_there_are_enough_sentences_to_measure():
    assert len(SENTENCES["told"]) + len(SENTENCES["plain"]) >= 200 and len(SENTENCES["told_last"]) + len(SENTENCES["plain_last"]) >= 100
    assert len({str(told) for kind in SENTENCES.values() for told in kind}) == sum(map(len, SENTENCES.values()))


def test_names_go_that_the_rules_were_made_with(store):
    kept, many = left(store, "told")
    assert len(kept) <= 0.01 * many, kept


def test_sentences_stay_that_the_rules_were_made_with(store):
    assert len(harmed(store, "plain")) <= 0.02 * len(SENTENCES["plain"]), harmed(store, "plain")
