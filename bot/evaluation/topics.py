"""The topic of a message: that of what the guide does with it. The open questions carry theirs; `topics.yml` says the rest."""
from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Callable, Optional

import yaml

from bot.evaluation.listening import Heard
from bot.evaluation.scores import Scores, merged, tally
from knowledge.language.search import ANSWER_FLOOR, OFFER_FLOOR
from knowledge.store import Store

_TOPICS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
NAME = "topic"


def topic_of(one: Heard, store: Store) -> str:
    """What the message is taken to be about.

    A record that surely answers it says so first; then a signpost or a wish; then the nearest records, which would be offered.
    """
    if one.care or one.language:
        return _TOPICS["care" if one.care else "other_language"]
    nearest = _nearest(one.reading)
    if one.intent in ("out_of_scope", "pay_or_grading") and not _score(nearest) >= ANSWER_FLOOR:
        return _TOPICS["intents"][one.intent]
    if _score(nearest) >= ANSWER_FLOOR:
        return of_record(store, *nearest[0][:2])
    if worth := next((asked["worth"] for asked in one.reading.get("questions", []) if asked["worth"]), None):
        return _TOPICS["records"].get(f"qualifications:{worth['id']}", _TOPICS["worth"])
    if wish := _wish(one.reading):
        return of_record(store, *wish)
    if _score(nearest) >= OFFER_FLOOR:
        return _commonest(store, nearest)
    return _TOPICS["intents"].get(one.intent, _TOPICS["unknown"])


def of_record(store: Store, kind: str, id: str) -> str:
    """What a record is about."""
    record, ref = store.find(kind, id), f"{kind}:{id}"
    if own := getattr(record, "topic", None) if kind == "open_questions" else _TOPICS["records"].get(ref):
        return own
    prefixed = [topic for start, topic in _TOPICS["prefixes"].items() if ref.startswith(start)]
    if prefixed:
        return prefixed[0]
    if kind == "qualifications" and getattr(record, "closed", None):
        return _TOPICS["closed"]
    return _TOPICS["types"].get(getattr(record, "type", None)) or _TOPICS["kinds"].get(kind, _TOPICS["unknown"])


def judged(heard: list[Heard], topic: Callable[[Heard], str]) -> tuple[Scores, list[tuple[str, str, int]]]:
    """The share of right topics, for all and by the kind of line, and what is confused (right, taken, times).

    Args:
        heard: cases that name their `topic`; others are left out.
        topic: what a message is taken to be about.
    """
    rows, counts = [], Counter()
    for one in (one for one in heard if one.case.data.get("topic")):
        right, named = one.case.data["topic"], topic(one)
        rows.append((NAME, one.case.place, named == right))
        if kind := one.case.data.get("kind"):
            rows.append((f"{NAME}, {kind}s", one.case.place, named == right))
        if named != right:
            counts[(right, named)] += 1
    return merged(tally(rows)), [(*pair, count) for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _nearest(reading: dict) -> list[tuple[str, str, float]]:
    """Of all that it asks, or of the whole message where nothing is asked, what is nearest."""
    asked = reading.get("questions") or [{"nearest": reading.get("about", []), "worth": None}]
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
