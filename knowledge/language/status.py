"""What is said of a thing that is named: have it, want it, doing it, failed it, used to, not; and of whom.

Read from cue words in the same clause. A clause without a cue that goes on a list ("a cook or a cleaner")
takes the status of the clause before it.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.language.words import Word

HAVE, WANT, DOING, FAILED, PAST, NOT = "have", "want", "doing", "failed", "past", "not"

# Cues before the name, nearest first wins. Each is read over the normalised words of the clause.
_BEFORE = [
    (FAILED, r"failed|fail|flunked|(?:didn't|did not|never|don't|couldn't|not) (?:get|got|pass|passed|finish|finished|complete|completed|do|did) (?:my|the|a|any|gcse)?"),
    (NOT, r"(?:haven't|have not|don't have|do not have|hasn't|never had|got no|have no|without|no|not an?|not|neither|nor|isn't|am not|wasn't)(?: (?:got|have|any|an?|my|the))*"),
    (WANT, r"want(?:s|ed)?(?: to (?:be|become|do|get|go for|train as|move to|move into|work as|try))?|would (?:like|love)(?: to (?:be|become|do|get))?"
           r"|like to (?:be|become|do)|hop(?:e|ing) to(?: be| become| do| get)?|thinking (?:of|about)|go(?:ing)? for|aim(?:ing)?(?: for| to be| to become)?"
           r"|interested in|become|becoming|train(?:ing)? (?:as|to be|to become)|move (?:up )?(?:to|into)|dream|wish|get into|into|apply(?:ing)? for|progress to"
           r"|looking (?:to|at|for)(?: be| become| do)?|fancy|considering|study for|be a|be an|how (?:do|can|could|would) i (?:become|be|get|do)|should i (?:do|get|take)"),
    (PAST, r"used to(?: be| work as| do)?|was an?|were|former|formerly|ex|previously|before (?:that|this) i|years ago|worked as|been an?"),
    (DOING, r"doing|studying|working towards|working on|halfway|half way|started|on (?:a|the|my)|currently on|enrolled|part way|taking"),
    (HAVE, r"i am(?: an?| the)?|am an?|work as|working as|job is|got|have|has|had|passed|achieved|hold|did|done|currently|employed as|we are|is an?|with"),
]
_AFTER = [
    (WANT, r"^(?: \w+){0,3} (?:one day|someday|some day|eventually|in the future|next)"),
    (FAILED, r"^(?: \w+){0,2} (?:failed|not passed|never passed|not finished|unfinished|never finished)"),
    (NOT, r"^ (?:none|no|nope)\b"),
    (PAST, r"^(?: \w+){0,2} (?:before|previously|in the past)$"),
]
_OTHER = re.compile(r"\b(?:my|our|a|the) (?:colleague|friend|sister|brother|wife|husband|mum|mother|daughter|son|member|partner|mate|boss|manager|head|line manager)\b|\b(?:she|he|her|his|they)\b")
_SELF = re.compile(r"\b(?:i|me|my|am)\b")
_BREAKS = {",", ".", ";", "!", "?", "but", "and", "or", "then", "so", "because", "-", "/", "while", "although", "though", "plus", "also", "now", "until", "since"}
_LISTS = {",", "and", "or", "/", "plus", "nor"}


@dataclass(frozen=True)
class Said:
    """The status of a named thing, and whether it is somebody else's."""

    status: str
    other: bool


def of(tokens: list[Word], start: int, end: int) -> Said:
    """What is said of the words in [start, end) of the message."""
    first = next(i for i, t in enumerate(tokens) if t.start >= start)
    last = next((i for i, t in enumerate(tokens) if t.start >= end), len(tokens))
    after = _text(tokens[last:_next_break(tokens, last)])
    begin = first
    while True:
        begin = _clause_start(tokens, begin)
        before = _text(tokens[begin:first])
        found = _after(after) or _before(before)
        goes_on = begin > 0 and tokens[begin - 1].text in _LISTS and not re.search(r"\bi\b", _text(tokens[begin:first]))
        if found or not goes_on:
            return Said(found or HAVE, _somebody_else(tokens, first))
        begin -= 1
        after = ""


def _before(text: str) -> str | None:
    """The status of the cue that ends last before the name; of two that end together, the longer."""
    best = None
    for status, cue in _BEFORE:
        for match in re.finditer(rf"\b(?:{cue})\b", text):
            key = (match.end(), match.end() - match.start())
            if best is None or key > best[0]:
                best = (key, status)
    return best[1] if best else None


def _after(text: str) -> str | None:
    return next((status for status, cue in _AFTER if re.search(cue, " " + text if text else "")), None)


def _somebody_else(tokens: list[Word], first: int) -> bool:
    """True if the nearest person named before is not the speaker."""
    text = _text(tokens[:first])
    others, selves = [m.end() for m in _OTHER.finditer(text)], [m.end() for m in _SELF.finditer(text)]
    # "my colleague" holds "my", which is not the speaker speaking of themselves.
    selves = [place for place in selves if not any(m.start() <= place <= m.end() for m in _OTHER.finditer(text))]
    return bool(others) and (not selves or others[-1] > selves[-1])


def _clause_start(tokens: list[Word], place: int) -> int:
    while place > 0 and tokens[place - 1].text not in _BREAKS:
        place -= 1
    return place


def _next_break(tokens: list[Word], place: int) -> int:
    while place < len(tokens) and tokens[place].text not in _BREAKS:
        place += 1
    return place


def _text(tokens: list[Word]) -> str:
    return " ".join(token.text for token in tokens)
