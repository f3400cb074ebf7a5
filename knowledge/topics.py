"""The topic of a message, for the guide and for measuring it: what its records, its wishes and its words speak for.

The open questions carry their topic; `topics.yml` says it of other records and of intents.
"""
from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Optional

import yaml

from knowledge.language.search import ANSWER_FLOOR, OFFER_FLOOR
from knowledge.store import Store

_TABLE = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
UNKNOWN = _TABLE["unknown"]
# What the shares of the eye for topics (together 1) have beside them; chosen in docs/understanding-topics.md.
_SURE_RECORD, _NEAR_RECORDS, _WORTH, _WISH, _TURNED_AWAY = 0.25, 0.2, 0.2, 0.1, 0.3
# Below this much for the best, the intent says it alone.
_ENOUGH = 0.05


def topic_of(reading: dict, store: Store, intent: Optional[str] = None) -> str:
    """What a message is about.

    The eye for topics speaks, and beside it a record that answers or would be offered, a certificate, a wish and a signpost.

    Args:
        reading: what `knowledge.language.understand` read in it.
        intent: how the model takes it, where it was asked.
    """
    votes = Counter((reading.get("topic") or {}).get("shares", {}))
    nearest = _nearest(reading)
    if _score(nearest) >= ANSWER_FLOOR:
        votes[of_record(store, *nearest[0][:2])] += _SURE_RECORD * _score(nearest)
    elif intent in _TABLE["turned_away"]:
        votes[_TABLE["intents"][intent]] += _TURNED_AWAY
    if OFFER_FLOOR <= _score(nearest) < ANSWER_FLOOR:
        votes[_commonest(store, nearest)] += _NEAR_RECORDS * _score(nearest)
    if worth := next((asked["worth"] for asked in reading.get("questions", []) if asked["worth"]), None):
        votes[_TABLE["records"].get(f"qualifications:{worth['id']}", _TABLE["worth"])] += _WORTH
    if wish := _wish(reading):
        votes[of_record(store, *wish)] += _WISH
    best = max(votes, key=votes.get, default=None)
    return best if best and votes[best] >= _ENOUGH else _TABLE["intents"].get(intent, UNKNOWN)


def of_intake(care: Optional[str], language: Optional[str]) -> Optional[str]:
    """The topic of what the intake keeps from the model: care, or another language."""
    return _TABLE["care"] if care else _TABLE["other_language"] if language else None


def of_record(store: Store, kind: str, id: str) -> str:
    """What a record is about."""
    record, ref = store.find(kind, id), f"{kind}:{id}"
    if own := getattr(record, "topic", None) if kind == "open_questions" else _TABLE["records"].get(ref):
        return own
    prefixed = [topic for start, topic in _TABLE["prefixes"].items() if ref.startswith(start)]
    if prefixed:
        return prefixed[0]
    if kind == "qualifications" and getattr(record, "closed", None):
        return _TABLE["closed"]
    return _TABLE["types"].get(getattr(record, "type", None)) or _TABLE["kinds"].get(kind, UNKNOWN)


def _nearest(reading: dict) -> list[tuple[str, str, float]]:
    """Of all that it asks, or of the whole message where nothing is asked, what is nearest."""
    asked = reading.get("questions") or [{"nearest": reading.get("about", [])}]
    best = max(asked, key=lambda question: _score([(0, 0, hit["score"]) for hit in question["nearest"]]))
    return [(hit["kind"], hit["id"], hit["score"]) for hit in best["nearest"]]


def _score(nearest: list) -> float:
    return nearest[0][2] if nearest else 0.0


def _wish(reading: dict) -> Optional[tuple[str, str]]:
    wished = [link for link in reading.get("links", []) if link["status"] == "want" and link["id"] and link["kind"] in ("roles", "qualifications")]
    wished.sort(key=lambda link: link["kind"] != "roles")
    return (wished[0]["kind"], wished[0]["id"]) if wished else None


def _commonest(store: Store, nearest: list[tuple[str, str, float]]) -> str:
    """Of the records that would be offered, the topic that most speaks for; a surer record speaks louder."""
    votes: Counter = Counter()
    for kind, id, score in nearest:
        votes[of_record(store, kind, id)] += score
    return votes.most_common(1)[0][0]
