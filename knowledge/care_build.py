"""Trains the eye for messages that need care, as a part of building the knowledge base.

It learns from the lines of care and the ordinary lines of the content, and from the questions that the guide answers,
which need no care. It takes half a minute, so where none of that has changed the old weights are taken over.
"""
from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Optional

import sqlite_utils

from knowledge.content import Entry
from knowledge.language.care_detector import ORDINARY, train
from knowledge.language.care_text import Vocabulary

NAME = "care"
# Raise it when the same lines would give other weights.
_VERSION = "3"


def write(database: sqlite_utils.Database, entries: list[Entry], old: Path) -> None:
    """Fills the table `trained`: a row with the weights and what they were made from, where there are lines to learn from.

    Args:
        old: the knowledge base that is there now, if any; its weights are taken over where they would be the same.
    """
    database["trained"].create({"name": str, "made_from": str, "weights": bytes}, pk="name")
    lines = _lines(entries)
    if len({kind for kind, _ in lines} - {ORDINARY}) < 2 or all(kind != ORDINARY for kind, _ in lines):
        return
    words = {entry.record.id: entry.record.words for entry in entries if entry.kind == "care_words"}
    made_from = hashlib.sha256(repr((_VERSION, sorted(words.items()), lines)).encode()).hexdigest()
    weights = known(old, NAME, made_from) or train(lines, Vocabulary(words)).to_bytes()
    database["trained"].insert({"name": NAME, "made_from": made_from, "weights": weights})


def _lines(entries: list[Entry]) -> list[tuple[str, str]]:
    """(kind, text), each text once: what is listed as a line of care comes before everything else."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.kind == "care_lines":
            found.update((line, found.get(line, entry.record.worry)) for line in entry.record.lines)
    for entry in entries:
        if entry.kind == "open_questions":
            found.update((line, found.get(line, ORDINARY)) for line in (entry.record.question, *entry.record.variants))
    return [(kind, line) for line, kind in found.items()]


def known(path: Path, name: str, made_from: str) -> Optional[bytes]:
    """What the knowledge base at `path` holds as trained under that name from exactly that, or None."""
    if not path.exists():
        return None
    connection = sqlite3.connect(path)
    try:
        row = connection.execute("select weights from trained where name = ? and made_from = ?", [name, made_from]).fetchone()
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    return row[0] if row else None
