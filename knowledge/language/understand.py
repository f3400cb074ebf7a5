"""One message read against the knowledge base: what it names, what it says of certificates, what it asks.

The result is plain JSON, because it travels with the message to the action server.
"""
from __future__ import annotations

import re

from knowledge.language import asking, status
from knowledge.language.link import NAMES, Link, Linker
from knowledge.language.results import results, says_none
from knowledge.language.search import Finder
from knowledge.language.words import Word
from knowledge.store import Store

_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|one|them|they)\b")
_BREAK = re.compile(r"[.,;:!?\n]|\s-+\s|\bbut\b|\band\b", re.I)
# A clause that asks, yet tells of a certificate as well.
_OWNS = re.compile(
    r"\bi (?:only )?(?:have(?! to)|got|did|passed|failed)\b|\bi'?ve\b|\bmy\b.*\b(?:counts?|worth|valid|good|recognised|enough|out of date|accepted|use)\b"
)
# Asks what a certificate is good for today.
_ASKS_WORTH = re.compile(
    r"\b(?:counts?(?: as| for| towards)?|worth|valid|recogni[sz]ed|accepted|equivalent|equal(?: to)?|good for|any good|still good|out of date|run out|expired?"
    r"|what level|which level|enough|redo|qualif(?:y|ies) me)\b"
)
_COUNTS_TOWARDS = re.compile(r"\b(?:counts?|enough|valid|good|accepted|recogni[sz]ed|use|worth)\b(?: \w+)? (?:for|towards|to|as|in)\b")
_SUBJECTS = ("english", "maths")
_A_NAME = 3
# Said of somebody who is helped: read again as if they said it themselves.
_THEIRS = [(re.compile(r"\b(?:she|he|they)(?:'s| has)\b", re.I), "I have"), (re.compile(r"\b(?:she|he|they)\b", re.I), "I"), (re.compile(r"\b(?:her|his|their)\b", re.I), "my")]


class Reader:
    """Reads messages with one linker and one finder over one knowledge base."""

    def __init__(self, store: Store):
        self._linker, self._finder = Linker(store), Finder(store)

    def read(self, text: str, asks: bool = False) -> dict:
        """`{links, results, none, questions}` of a message; with `asks`, all of it is a question where no part looks like one.

        links       what is named, as `Link` dictionaries
        results     certificates and exam results said of the speaker
        none        True where they say that they have no certificates
        theirs      certificates and results said of "she", "he" or "they", for somebody who is helped
        questions   [{text, nearest: [{kind, id, score}], worth}] for each clause that asks something; `worth` is the
                    certificate {id, subject, grade, level, year} where it asks what one counts for, else None
        """
        tokens = self._linker.words(text)
        links = self._linker.links_in(text, tokens)
        asked = asking.questions(text)
        clauses = asked or ([text] if asks else [])
        said = results(*_stated(text, tokens, links, asked))
        return {
            "links": [link.as_dict() for link in links],
            "results": said,
            "theirs": self._theirs(text),
            "none": says_none(tokens) and not any(entry["status"] == "held" for entry in said),
            "questions": [
                {"text": clause, **self._looked_up(_whole(clause, text, links), said)} for clause in clauses
            ],
        }

    def _looked_up(self, question: str, said: list[dict]) -> dict:
        """What the knowledge base says to a question, what it names first; and the certificate whose worth it asks."""
        links = self._linker.links(question)
        hits = self._finder.search(question, [ref for link in links for ref in _refs(link)])
        return {"nearest": [hit.as_dict() for hit in hits], "worth": _worth(question, links, said)}

    def _theirs(self, text: str) -> list[dict]:
        told = text
        for pattern, instead in _THEIRS:
            told = pattern.sub(instead, told)
        if told == text:
            return []
        tokens = self._linker.words(told)
        return results(*_stated(told, tokens, self._linker.links_in(told, tokens), asking.questions(told)))


def _worth(question: str, links: list[Link], said: list[dict]) -> dict | None:
    """The certificate whose worth is asked, with the subject, grade, level and year that the message tells.

    Of several that are named the held one is meant, or else the first: "is my NVQ enough for teacher training".
    """
    ids = [link.id for link in links if link.kind == "qualifications" and link.id]
    if not ids or not _ASKS_WORTH.search(question.lower()):
        return None
    told = next((entry for entry in said if entry.get("id") in ids), {"id": ids[0]})
    return {"id": told["id"], **{key: told[key] for key in ("subject", "grade", "level", "year") if key in told}}


def _refs(link: Link) -> list[str]:
    """`qualification:nvq-stl` for what a link names; all of its choices where it could be several."""
    kind = {"roles": "role", "qualifications": "qualification"}.get(link.kind)
    return [f"{kind}:{link.id}"] if kind and link.id else list(link.choices)


def _stated(text: str, tokens: list[Word], links: list[Link], asked: list[str]) -> tuple[list[Word], list[Link]]:
    """The words and links that state something: "do I need GCSEs" says nothing of having them, "is my O level any good" does."""
    places = []
    for clause in asked:
        start, owned, towards = text.find(clause), _OWNS.search(clause.lower()), _COUNTS_TOWARDS.search(clause.lower())
        # "does my HLTA count for teacher training" tells of the first and not of the second.
        if start >= 0 and (not owned or towards):
            places.append((start + towards.end() if owned else start, start + len(clause)))
    return tuple([k for k in things if not any(start <= k.start < end for start, end in places)] for things in (tokens, links))


def _whole(clause: str, text: str, links: list[Link]) -> str:
    """The clause, with what its "it" points back to ("I have a D in maths, is that enough", "the hlta, is it free?")."""
    start = text.find(clause)
    if not _POINTS_BACK.search(clause.lower()) or any(start <= k.start < start + len(clause) for k in links if k.kind in NAMES):
        return clause
    before = _BREAK.split(text[:max(start, 0)].strip(" ,;:-."))[-1]
    told = [k for k in links if k.end <= start and k.said in before and (
        k.kind == "qualifications" or k.choices and k.choices[0].startswith("qualification:") or k.kind in NAMES and k.status == status.WANT or k.id in _SUBJECTS or len(before.split()) <= _A_NAME
    )]
    return f"{clause} {before.strip()}" if told else clause
