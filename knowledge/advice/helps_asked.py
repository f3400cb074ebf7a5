"""Which small help a message asks for by name: "help me get ready for my appraisal", "write a job description".

A name alone asks for nothing: "appraisal" answers what prompted it, and "what is a learning agreement?" is a question like any other.
So a message has to say first that something is to be made or helped with.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Optional

from knowledge.language.words import joined, words
from knowledge.store import Store

_MAKE = (
    "write|draft|draw up|plan|prepare|prep|get ready|make|do (?:a|an|the|my|our)|put together|brief|tell|compare|check|fill in|print|set up|run|tie|build"
    "|create|start|find|arrange|organise|look at|go over|go through|work on|have a go at|sort out"
)
# What comes before the name: a plea for help with it, or the wish to make it. "How do I" and "can I" ask, and are answered.
_PLEA = r"(?:(?:can|could|would|will) you )?(?:please )?(?:help|give)(?: (?:me|us))(?: a hand)?|help (?:with|to)|(?:(?:i|we) (?:need|want|would like|could do with|would love) |need )(?:some |a bit of )?help"
_WISH = r"(?:(?:can|could|would|will) (?:you|we)\s|(?:i|we) (?:want|need|have|would like|must)(?: to| got to)?\s|let us\s)?(?:please\s|)"
_ASKS = re.compile(rf"^(?:hi |hello |hey |ok |okay |so |and |also |now |yes |then |actually |please )*(?:{_PLEA}|{_WISH}(?:{_MAKE}))\b(?P<rest>.*)$")
# The plea may come last: "my appraisal is next week, help".
_PLEA_LAST = re.compile(r"^(?P<rest>.*?) (?:please |any |some |can you |could you |i need )*help(?: me| us)?(?: please)?$")
# Of a name that asks by itself ("how do I persuade my manager"), what it asks about.
_BEGINS = re.compile(r"^(?:how do i|what does|what should|where can i) ")
# Between the verb and the name, and after the name: few words, or something else is meant.
_BEFORE, _AFTER = 5, 6


def asked_for(text: str, store: Store) -> Optional[str]:
    """The id of the help that a text asks for, or None."""
    said = joined(words(text))
    for title, id in _titles(store):
        if said == title:
            return id
    found: list[tuple[int, str]] = []
    if asks := _ASKS.match(said):
        rest = f" {asks['rest'].strip()} "
        found = [(len(name), id) for name, id in _names(store) if _stands(f" {name} ", rest) or said.endswith(name) and len(name.split()) > 2]
    elif asks := _PLEA_LAST.match(said):
        found = [(len(name), id) for name, id in _names(store) if f" {name} " in f" {asks['rest']} "]
    return max(found)[1] if found else None


def _stands(name: str, rest: str) -> bool:
    """Whether the name stands in the rest with little else around it."""
    place = rest.find(name)
    return place >= 0 and len(rest[:place].split()) <= _BEFORE and len(rest[place + len(name):].split()) <= _AFTER


@lru_cache(maxsize=2)
def _names(store: Store) -> tuple[tuple[str, str], ...]:
    return tuple((_BEGINS.sub("", joined(words(name))), help.id) for help in store.all("small_helps") for name in help.words)


@lru_cache(maxsize=2)
def _titles(store: Store) -> tuple[tuple[str, str], ...]:
    return tuple((joined(words(help.title)), help.id) for help in store.all("small_helps"))
