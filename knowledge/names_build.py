"""Gathers the words that are names of people, as a part of building the knowledge base.

Most are those that Faker carries for testers (MIT licence); a few of our own stand in language/given_names.yml. So Faker is read
here alone, and never by the running guide.
"""
from __future__ import annotations

import importlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Iterable

import sqlite_utils
import yaml

from knowledge.content import Entry
from knowledge.language.given_names import NAME, WORD, folded

OURS = Path(__file__).parent / "language" / "given_names.yml"
# Whose names are common in schools of England, and are looked for in small letters too.
_ANY_CASE = "en en_GB en_IE en_NZ en_IN en_PK en_NG en_KE ga_IE pl_PL ro_RO pt_PT lt_LT yo_NG ig_NG ha_NG tw_GH".split()
# Taken for names with a capital only: in small letters too many of them look like English.
_CAPITAL = "en_US es_ES it_IT fr_FR de_DE tr_TR lv_LV sk_SK cs_CZ hu_HU hr_HR sw".split()
_GIVEN = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary", "first_names_unisex")
_FAMILY = ("last_names", "last_names_male", "last_names_female")
# Shorter ones are mostly words and letters; those that are wanted stand in our own file.
_SHORTEST = 4


def made_from() -> str:
    """What the names are made from beside the content, as a text that changes with it."""
    return f"faker {version('faker')}\n{OURS.read_text(encoding='utf-8')}"


def write(database: sqlite_utils.Database, entries: list[Entry]) -> None:
    """Adds the row of names to the table `trained`; see `knowledge.language.given_names.Names` for what it holds."""
    told = {**_names(), **_vocabulary(entries)}
    told["pairs"] = [pair for pair in told["pairs"] if set(pair.split()) & (told["sure"] | told["capital"])]
    block = json.dumps({kind: sorted(words) for kind, words in told.items()}).encode()
    database["trained"].insert({"name": NAME, "made_from": "", "weights": block})


def _names() -> dict[str, set[str]]:
    ours = {kind: set(listed.split()) for kind, listed in yaml.safe_load(OURS.read_text(encoding="utf-8")).items()}
    own = ours["short"] | ours["more"]
    words_too = ours["words_too"] - own
    given, capital, family = _carried(_ANY_CASE, _GIVEN), _carried(_CAPITAL, _GIVEN), _carried([*_ANY_CASE, *_CAPITAL], _FAMILY)
    return {
        "sure": (given | own) - words_too,
        "capital": capital - given - own - words_too,
        "words_too": words_too & (given | capital | family) | ours["often"],
        "often": ours["often"],
        "family": family | ours["surnames"],
        "family_too": ours["family_too"],
        "things": {pair.replace("-", " ") for pair in ours["things"]},
    }


def _carried(places: Iterable[str], kinds: Iterable[str]) -> set[str]:
    found = set()
    for place in places:
        provider = importlib.import_module(f"faker.providers.person.{place}").Provider
        for kind in kinds:
            found.update(folded(word) for name in getattr(provider, kind, None) or () for word in WORD.findall(name))
    return {word for word in found if word.isascii() and len(word) >= _SHORTEST}


def _vocabulary(entries: list[Entry]) -> dict[str, set[str]]:
    """The words of the whole content, and the pairs of words in the names of what it tells about."""
    known, pairs = set(), set()
    for entry in entries:
        record = entry.record
        known.update(folded(word) for word in WORD.findall(record.json(ensure_ascii=False)))
        for name in filter(None, (getattr(record, "title", None), getattr(record, "short", None), *(getattr(record, "aliases", None) or ()))):
            words = [folded(word) for word in WORD.findall(name)]
            pairs.update(f"{first} {second}" for first, second in zip(words, words[1:]))
    return {"known": known, "pairs": pairs}
