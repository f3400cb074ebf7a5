"""Trains the eye for the topic of a message, as a part of building the knowledge base.

It learns from the lines of topics and, with less weight, from how people ask each open question, whose topic is known.
Where none of that has changed the old weights are taken over.
"""
from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import numpy
import sqlite_utils

from knowledge import care_build
from knowledge.content import Entry
from knowledge.language.embed import DIMENSIONS, look_at_all
from knowledge.language.topic_eye import NAME, train

# A wording of an open question counts this much beside a line: there are more of them, and people ask less than they tell.
ASKED = 0.2
# Raise it when the same lines would give other weights.
_VERSION = "2"
# Every fifth line, by its checksum, is the check when the eye is measured.
_HELD_BACK = 5


def write(database: sqlite_utils.Database, entries: list[Entry], old: Path) -> None:
    """Adds the row of topics to the table `trained`, where there are lines of two topics or more.

    Args:
        old: the knowledge base that is there now, if any; its weights are taken over where they would be the same.
    """
    told, asked = lines(entries), questions(entries)
    if len({topic for topic, _ in told}) < 2:
        return
    made_from = hashlib.sha256(repr((_VERSION, ASKED, told, asked)).encode()).hexdigest()
    kept = dict(database.execute("select text, vector from wordings"))
    block = care_build.known(old, NAME, made_from) or learned(told, asked, kept)
    database["trained"].insert({"name": NAME, "made_from": made_from, "weights": block})


def lines(entries: list[Entry]) -> list[tuple[str, str]]:
    """(topic, text) of every line of topics."""
    return [(entry.record.topic, line) for entry in entries if entry.kind == "topic_lines" for line in entry.record.lines]


def questions(entries: list[Entry]) -> list[tuple[str, str]]:
    """(topic, text) of every way to ask an open question."""
    return [
        (entry.record.topic, text) for entry in entries if entry.kind == "open_questions" for text in (entry.record.question, *entry.record.variants)
    ]


def learned(told: list[tuple[str, str]], asked: list[tuple[str, str]], kept: dict[str, bytes]) -> bytes:
    """The weights from lines and questions; `kept` are vectors that are there already."""
    both = [*told, *asked]
    new = list(dict.fromkeys(text for _, text in both if text not in kept))
    vectors = {text: look[:DIMENSIONS] for text, look in zip(new, look_at_all(new))}
    rows = [numpy.frombuffer(kept[text], dtype=numpy.float32) if text in kept else vectors[text] for _, text in both]
    return train(both, numpy.stack(rows), [1.0] * len(told) + [ASKED] * len(asked))


def held_back(line: str) -> bool:
    """True for the fifth of the lines that the eye is measured on, when it is trained on the others."""
    return zlib.crc32(line.encode()) % _HELD_BACK == 0
