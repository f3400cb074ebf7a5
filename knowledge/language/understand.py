"""One message read against the knowledge base: what it names, what it says of certificates, what it asks.

The result is plain JSON, because it travels with the message to the action server.
"""
from __future__ import annotations

import re

from knowledge.language.link import Linker
from knowledge.language.results import results, says_none
from knowledge.language.search import Finder
from knowledge.language.words import words
from knowledge.store import Store

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_WH = r"(?:what|whats|what's|how|why|who|whos|which|where)"
_AUXILIARY = r"(?:can|could|do|does|did|is|are|am|will|would|should|shall|may|must|has|have)"
_SUBJECT = r"(?:i|you|u|we|they|it|he|she|there|this|that|these|the|my|a|an|any|anyone|someone|people|everyone)"
_ASKS = re.compile(
    r"^(?:(?:and|but|so|also|ok|okay|oh|well|no|yes|yeah|hi|hello|please|sorry|just|er|um|actually),? )*"
    rf"(?:{_WH} \w+|when (?:is|are|do|does|can|will|would|should) |{_AUXILIARY} (?:not )?{_SUBJECT}\b|any chance\b)"
)
# Without a question mark, what follows a comma or "and" asks only in a plainer form.
_ASKS_AFTER = re.compile(
    rf"^(?:what|whats|what's|how|why|who|which) (?:is|are|do|does|did|can|could|would|should|will|about|if|long|much|many|an?)\b|^{_AUXILIARY} (?:i|you|we|they|it)\b"
)
_ASKS_INSIDE = re.compile(
    r"\b(?:tell me (?:about|more|what|how|if)|explain|i (?:want|need|would like) to know|wondering (?:if|whether|what|how)|"
    r"what does .+ mean|do i (?:need|have)|can i|could i|how (?:long|much|many|do i|would i|can i)|what is an?|is it|will (?:i|it|they)|"
    r"what happens|any idea)\b"
)
# Two words ("why?", "how long?") are a move or lack a subject; they are not looked up.
_MORE_THAN_THIS = 2


class Reader:
    """Reads messages with one linker and one finder over one knowledge base."""

    def __init__(self, store: Store):
        self._linker, self._finder = Linker(store), Finder(store)

    def read(self, text: str) -> dict:
        """`{links, results, none, questions}` of a message.

        links       what is named, as `Link` dictionaries
        results     certificates and exam results said of the speaker
        none        True where they say that they have no certificates
        questions   [{text, nearest: [{kind, id, score}]}] for each clause that asks something
        """
        links = self._linker.links(text)
        return {
            "links": [link.as_dict() for link in links],
            "results": results(text, links),
            "none": says_none(text),
            "questions": [
                {"text": clause, "nearest": [hit.as_dict() for hit in self._finder.search(clause)]} for clause in questions(text)
            ],
        }


def questions(text: str) -> list[str]:
    """The parts of a message that ask something, in the person's words."""
    asked = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        clause = _asking_part(sentence)
        if clause and len(words(clause)) > _MORE_THAN_THIS:
            asked.append(clause)
    return asked


def _asking_part(sentence: str) -> str | None:
    """The asking part of a sentence: all of it, or what follows a comma or "and" where the asking starts."""
    flat = " ".join(sentence.lower().split())
    if _ASKS.match(flat) and (sentence.endswith("?") or len(flat.split()) > _MORE_THAN_THIS):
        return sentence
    for cut in re.finditer(r"(?:,|;| - |\band\b|\bbut\b|\bso\b)\s*", flat):
        rest = flat[cut.end():]
        asks = _ASKS if sentence.endswith("?") else _ASKS_AFTER
        if asks.match(rest) and len(rest.split()) > _MORE_THAN_THIS:
            return rest
    inside = _ASKS_INSIDE.search(flat)
    if inside:
        return flat[inside.start():] if sentence.endswith("?") or inside.start() < 30 else flat
    return sentence if sentence.endswith("?") else None
