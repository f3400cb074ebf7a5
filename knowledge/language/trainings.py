"""Training that everybody at a school does, told as a certificate: "first aid", "just the annual safeguarding"."""
from __future__ import annotations

import re

from knowledge.language.words import joined, words

# topic -> the record that it is, where it is told of as held.
OF_TOPICS = {"first-aid": "emergency-first-aid-at-work", "safeguarding": "qu45"}
_NAMES = {
    "emergency-first-aid-at-work": r"first aid(?:er)?",
    "qu45": r"safe ?guarding|safe guarding|child protection|prevent(?: duty)?|kcsie|online safety|gdpr",
}
_WITH = (
    r"(?:just|only|the|my|a|an|and|or|in|on|at|some|all|usual|annual|yearly|basic|online|in house|things?|stuff|ones?|bits?|modules?|course|courses|training|trained|certificate|certificates|update|updates|refresher|inset|that|is|it|lol|really|i|have|got|did|do|done|had"
    r"|we|every|each|year|from|school|work|level|[123]|safe ?guarding|child protection|prevent|duty|kcsie|online safety|gdpr|fire safety|health and safety|manual handling|first aid|nothing else|not much else|mandatory|compulsory|for|sort of|thats|that's|,|\.|!|&|/|-|\(|\))"
)
_WHOLE = re.compile(rf"{_WITH}(?: {_WITH})*")
_FOUND = [(id, re.compile(rf"\b(?:{name})\b")) for id, name in _NAMES.items()]


def alone(text: str) -> list[dict]:
    """The training that a message names, to the question which certificates there are, where it tells of nothing else."""
    said = joined(words(text))
    if not _WHOLE.fullmatch(said):
        return []
    return [{"id": id, "status": "held"} for id, name in _FOUND if name.search(said)]
