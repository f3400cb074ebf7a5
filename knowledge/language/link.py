"""Finds what a message names: roles, qualifications, duties, topics, settings, barriers ... as canonical ids.

Built from the knowledge base's own names and aliases (spaCy's PhraseMatcher over words whose slips were put
right), so new content needs no Python and no training. What is said of each (held, wanted, doing, failed,
past, not) is `status.py`; whether a job that is named is the speaker's own is `jobs.py`; exam results are
`results.py`.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Optional

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from knowledge.language import jobs, status
from knowledge.language.spelling import Speller
from knowledge.language.words import Word, joined, plain, words
from knowledge.records import Record
from knowledge.store import Store

EXACT, SLIP = 1.0, 0.8
# Kinds whose names compete for the same words: the longest name wins.
NAMES = ("roles", "qualifications", "aliases")
# What makes things hard or prompted them: said in a word, it counts only where it is said of the speaker.
_ABOUT_ONESELF = ("barriers", "need_sources")
_OF_THE_SPEAKER = {"am", "my", "get", "feel", "got", "have", "too", "because", "being", "made", "bit", "so", "very", "me"}
_A_FEW_WORDS = 4
# Words of the field that are no names, for the spelling.
_ALSO_KNOWN = "english maths science literacy numeracy grade level failed passed qualification certificate diploma course training apprenticeship".split()
_PROSE = {
    "roles": ("what_they_do", "typical_entry"), "qualifications": ("what", "who_for"), "open_questions": ("question", "answer"),
    "glossary_terms": ("term", "meaning"), "informal_options": ("title", "what"), "rights": ("title", "what"), "funding": ("title", "what"),
}


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
        self._matcher = PhraseMatcher(self._language.vocab, attr="ORTH")
        self._targets: dict[str, list[tuple[str, Record]]] = {}
        names: dict[tuple[str, ...], list[tuple[str, Record]]] = {}
        for kind, record in _named(store):
            for name in _names(kind, record):
                for variant in _variants(plain(name)):
                    names.setdefault(tuple(variant), []).append((kind, record))
        for number, (name, targets) in enumerate(names.items()):
            self._targets[f"n{number}"] = _chosen(targets)
            self._matcher.add(f"n{number}", [Doc(self._language.vocab, words=list(name))])
        self._speller = _speller(store, names)
        self._awards = _awards(store)

    def words(self, text: str) -> list[Word]:
        """The words of a message, with slips of spelling put right."""
        return self._speller.put_right(words(text))

    def links(self, text: str) -> list[Link]:
        """What `text` names, in order of place, each with its status."""
        return self.links_in(text, self.words(text))

    def links_in(self, text: str, tokens: list[Word]) -> list[Link]:
        """The same, for a text whose words are known already."""
        if not tokens:
            return []
        doc = Doc(self._language.vocab, words=[token.text for token in tokens])
        found = [link for match in self._matcher(doc) for link in self._link(text, tokens, *match)]
        said = [self._with_status(link, tokens) for link in _longest(found)]
        return jobs.own(said, tokens, self._awards)

    def _link(self, text: str, tokens: list[Word], key: int, first: int, last: int) -> list[Link]:
        span = tokens[first:last]
        start, end = span[0].start, span[-1].end
        if span[-1].text == "level" and last < len(tokens) and tokens[last].text in "12345678":
            return []  # "a level 2" is no A level
        confidence = SLIP if any(token.slip for token in span) else EXACT
        made = []
        for kind, record in self._targets[self._language.vocab.strings[key]]:
            if kind in _ABOUT_ONESELF and last - first == 1 and not _of_the_speaker(tokens, first):
                continue
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
        return [record.text, *record.also]
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
    """Each target once; an entry in the aliases file decides over the records it could mean."""
    targets = list({(kind, record.id): (kind, record) for kind, record in targets}.values())
    ambiguous = [target for target in targets if target[0] == "aliases"]
    return ambiguous + [target for target in targets if target[0] not in NAMES] if ambiguous else targets


def _speller(store: Store, names: dict) -> Speller:
    """Slips go to words of names of jobs and certificates; whatever else the knowledge base says is no slip."""
    targets = {w for name, found in names.items() if any(kind in NAMES for kind, _ in found) for w in name}
    prose = (getattr(record, field) or "" for kind, fields in _PROSE.items() for record in store.all(kind) for field in fields)
    known = {word for name in names for word in name} | {word for text in prose for word in plain(text)}
    return Speller({*targets, *_ALSO_KNOWN}, known)


def _awards(store: Store) -> dict[str, str]:
    """role id -> id of the status of the same name: "I am an HLTA" is the job, "I have HLTA" the status."""
    statuses = {joined(words(name)): q.id for q in store.all("qualifications") if q.kind == "status" for name in [q.title, *q.aliases]}
    return {
        role.id: statuses[f"{joined(words(name))} status"]
        for role in store.all("roles") if not role.goal_only for name in [role.title, *role.aliases] if f"{joined(words(name))} status" in statuses
    }


def _of_the_speaker(tokens: list[Word], place: int) -> bool:
    near = {token.text for token in tokens[max(0, place - 3):place]}
    return len(tokens) <= _A_FEW_WORDS or bool(near & _OF_THE_SPEAKER)


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
    return inside and other.kind in NAMES and link.kind not in _ABOUT_ONESELF
