"""Finds what a message names: roles, qualifications, duties, topics, settings, barriers ... as canonical ids.

Built from the knowledge base's own names and aliases, so new content needs no Python and no training.
Exact names come first (spaCy's PhraseMatcher); words of five letters and more may have one slip (FUZZY1).
What is said of each (held, wanted, doing, failed, past, not) is `status.py`; exam results are `results.py`.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Optional

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from knowledge.language import status
from knowledge.language.words import Word, plain, words
from knowledge.records import Record
from knowledge.store import Store

EXACT, SLIP = 1.0, 0.8
# Kinds whose names compete for the same words: the longest name wins.
NAMES = ("roles", "qualifications", "aliases")


@dataclass(frozen=True)
class Link:
    """Something a message names.

    kind        the kind of record (`roles`, `qualifications`, `duties`, `topics`, `settings`, `barriers`, `need_sources`)
    id          its id; None where the word could mean several things
    choices     then: the refs (`role:school-cook`) to choose from, and `ask` what to ask
    status      have, want, doing, failed, past, not
    other       True where it is said of somebody else
    said        the person's own words; [start, end) their place
    """

    kind: str
    id: Optional[str]
    said: str
    start: int
    end: int
    confidence: float = EXACT
    status: str = status.HAVE
    other: bool = False
    choices: tuple[str, ...] = ()
    ask: Optional[str] = None

    def as_dict(self) -> dict:
        """As JSON-ready data."""
        return {**asdict(self), "choices": list(self.choices)}


class Linker:
    """A matcher over every name in one knowledge base. Build once, use for every message."""

    def __init__(self, store: Store):
        self._language = spacy.blank("en")
        self._exact = PhraseMatcher(self._language.vocab, attr="ORTH")
        self._slips = Matcher(self._language.vocab)
        self._targets: dict[str, list[tuple[str, Record]]] = {}
        names = {}
        for kind, record in _named(store):
            for name in _names(kind, record):
                for variant in _variants(plain(name)):
                    names.setdefault(tuple(variant), []).append((kind, record))
        for number, (name, targets) in enumerate(names.items()):
            self._add(f"n{number}", list(name), _chosen(targets))

    def _add(self, key: str, name: list[str], targets: list[tuple[str, Record]]) -> None:
        self._targets[key] = targets
        self._exact.add(key, [Doc(self._language.vocab, words=name)])
        if any(len(word) >= 5 for word in name) and any(kind in NAMES for kind, _ in targets):
            self._slips.add(key, [[{"ORTH": {"FUZZY1": w}} if len(w) >= 5 and w.isalpha() else {"ORTH": w} for w in name]])

    def links(self, text: str) -> list[Link]:
        """What `text` names, in order of place, each with its status."""
        tokens = words(text)
        if not tokens:
            return []
        doc = Doc(self._language.vocab, words=[token.text for token in tokens])
        spans = [(EXACT, *match) for match in self._exact(doc)] + [(SLIP, *match) for match in self._slips(doc)]
        found = [link for confidence, key, first, last in spans for link in self._link(text, tokens, confidence, key, first, last)]
        return [self._with_status(link, tokens) for link in _longest(found)]

    def _link(self, text: str, tokens: list[Word], confidence: float, key: int, first: int, last: int) -> list[Link]:
        start, end = tokens[first].start, tokens[last - 1].end
        made = []
        for kind, record in self._targets[self._language.vocab.strings[key]]:
            if kind == "aliases":
                made.append(Link(kind, None, text[start:end], start, end, confidence, choices=tuple(record.refs), ask=record.ask))
            else:
                made.append(Link(kind, record.id, text[start:end], start, end, confidence))
        return made

    @staticmethod
    def _with_status(link: Link, tokens: list[Word]) -> Link:
        said = status.of(tokens, link.start, link.end)
        return replace(link, status=said.status, other=said.other)


def _named(store: Store):
    for kind in ("aliases", "roles", "qualifications", "settings", "topics", "duties", "barriers", "need_sources"):
        for record in store.all(kind):
            yield kind, record


def _names(kind: str, record: Record) -> list[str]:
    if kind == "aliases":
        return [record.text]
    if kind in ("roles", "qualifications", "settings"):
        short = [record.short] if getattr(record, "short", None) else []
        return [record.title, *short, *record.aliases]
    return list(record.words)


def _variants(name: list[str]) -> list[list[str]]:
    """A name, and its plural."""
    if not name or not name[-1].isalpha() or name[-1].endswith("s") or len(name[-1]) < 2:
        return [name] if name else []
    plural = name[-1][:-1] + "ies" if name[-1].endswith("y") and name[-1][-2:-1] not in "aeiou" else name[-1] + "s"
    return [name, [*name[:-1], plural]]


def _chosen(targets: list[tuple[str, Record]]) -> list[tuple[str, Record]]:
    """An entry in the aliases file decides over the records it could mean."""
    ambiguous = [target for target in targets if target[0] == "aliases"]
    return ambiguous + [target for target in targets if target[0] not in NAMES] if ambiguous else targets


def _longest(links: list[Link]) -> list[Link]:
    """The longest, then surest names; other kinds may share words with each other but not with a longer name."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda k: (-(k.end - k.start), -k.confidence, k.kind not in NAMES, k.kind, k.id or "")):
        if not any(_clash(link, other) for other in kept):
            kept.append(link)
    return sorted(kept, key=lambda k: (k.start, k.kind))


def _clash(link: Link, other: Link) -> bool:
    if link.start >= other.end or other.start >= link.end:
        return False
    if link.kind in NAMES and other.kind in NAMES:
        return True
    inside = other.start <= link.start and link.end <= other.end
    if link.kind == other.kind:
        return inside
    return inside and other.kind in NAMES and link.kind not in ("barriers", "need_sources")
