"""No pattern of the project can be read in two ways for ever: such a one takes twice as long with each word that somebody adds.

"(?:i|am|i am)*" reads "i am i am" in four ways, and 999 letters of it in more than a computer can count. Nothing is timed here:
the choices of every endless repeat are spelled out, and no one of them may stand there twice, or be two others put together.
"""
from __future__ import annotations

import importlib
import pkgutil
import re
from itertools import islice, product
from re import _constants as kinds
from re import _parser as parser

import pytest

import actions
import bot
import knowledge

# So many spellings of a repeat are looked at.
MOST = 600
# A repeat of fewer cannot take long.
ENDLESS = 20
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)
# What stands for a kind of letter. Two kinds that overlap have the same, so a word beside "any word" is found too.
_ONE_OF = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": "~", "CATEGORY_NOT_SPACE": "w", "CATEGORY_WORD": "w"}


def patterns() -> dict[str, re.Pattern]:
    """Every compiled pattern that a module of ours holds, by itself or in a list, a table or a tuple; named by its place."""
    found: dict[str, re.Pattern] = {}

    def look(held: object, place: str, depth: int = 0) -> None:
        if isinstance(held, re.Pattern):
            found[place] = held
        elif depth < 4 and isinstance(held, dict):
            look([*held, *held.values()], place, depth + 1)
        elif depth < 4 and isinstance(held, (list, tuple, set, frozenset)):
            for number, one in enumerate(held):
                look(one, f"{place}[{number}]", depth + 1)

    for package in (knowledge, actions, bot):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".bench" not in module.name:
                for name, held in list(vars(importlib.import_module(module.name)).items()):
                    look(held, f"{module.name}.{name}")
    return found


def spellings(tree) -> list[str]:
    """How the words of a pattern may read, once for each way through it, up to MOST."""
    read = [""]
    for kind, of in tree:
        read = list(islice((before + more for before, more in product(read, _ways(kind, of))), MOST))
    return read


def _ways(kind, of) -> list[str]:
    if kind is kinds.LITERAL:
        return [chr(of)]
    if kind is kinds.BRANCH:
        return [way for branch in of[1] for way in spellings(branch)]
    if kind is kinds.SUBPATTERN:
        return spellings(of[3])
    if kind in _REPEATS:
        least, most, body = of
        whole = spellings(body)
        return ([""] if not least else []) + ([way * max(least, 1) for way in whole] if most else [])
    if kind is kinds.IN:
        return [_letter(of)]
    return ["w"] if kind in (kinds.ANY, kinds.NOT_LITERAL) else [""]


def _letter(choices) -> str:
    kind, of = choices[0]
    if kind is kinds.LITERAL:
        return chr(of)
    return chr(of[0]) if kind is kinds.RANGE else _ONE_OF.get(str(of), "w")


def endless(tree):
    """Every repeat that has no end: its body."""
    for kind, of in tree:
        if kind in _REPEATS:
            if of[1] >= ENDLESS:
                yield of[2]
            yield from endless(of[2])
        elif kind is kinds.SUBPATTERN:
            yield from endless(of[3])
        elif kind is kinds.BRANCH:
            for branch in of[1]:
                yield from endless(branch)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from endless(of[1])


def two_ways(pattern: str, flags: int = 0) -> list[str]:
    """What an endless repeat of a pattern can read in two ways."""
    found = []
    for body in endless(parser.parse(pattern, flags & ~re.DEBUG)):
        ways = [way for way in spellings(body) if way]
        told = set(ways)
        found += [way for way in told if ways.count(way) > 1]
        found += [way for way in told if any(way[:end] in told and way[end:] in told for end in range(1, len(way)))]
    return sorted(set(found))


@pytest.mark.parametrize(("pattern", "found"), [
    ("(?:i|am|i am)*", []), ("(?:(?:i|am|i am) )*", ["i am "]), ("(?:days|hours|days)+", ["days"]), (r"(?:\w+ |w )*", ["w "]), ("(?:ab?|b)*", ["ab"]), ("(?:and|or)*", []),
    ("(?:a|aa){0,3}", []), ("x(?:y(?:a|aa)*z)*", ["aa"]),
])
def test_a_repeat_that_reads_in_two_ways_is_found(pattern, found):
    assert two_ways(pattern) == found


def test_no_pattern_reads_what_somebody_types_in_two_ways_for_ever():
    all_of_them = patterns()
    assert len(all_of_them) > 500
    assert {place: ways for place, one in all_of_them.items() if (ways := two_ways(one.pattern, one.flags))} == {}
