"""Which words are names of people, as they were gathered when the knowledge base was built (`knowledge.names_build`)."""
from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from knowledge.store import Store

NAME = "names"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = str.maketrans("łøđıß’", "lodis'")


class Names(NamedTuple):
    """Words in small letters without accents.

    sure       given names, in any case
    capital    given names that are taken for one only with a capital
    words_too  given and family names that are words or places as well
    often      of those, given names that stand in small letters beside what only people do
    family     family names
    family_too those of them that are words, and stand after a given name in small letters
    things     pairs of words with a name in them that tell of nobody
    known      every word of all that the guide knows
    pairs      pairs of words in its names of jobs, courses and bodies that have a person's name in them
    """

    sure: frozenset[str]
    capital: frozenset[str]
    words_too: frozenset[str]
    often: frozenset[str]
    family: frozenset[str]
    family_too: frozenset[str]
    things: frozenset[str]
    known: frozenset[str]
    pairs: frozenset[str]


@lru_cache(maxsize=2)
def names(store: Store) -> Names:
    """Every name that is known."""
    told = json.loads(store.trained(NAME) or b"{}")
    return Names(*(frozenset(told.get(kind, ())) for kind in Names._fields))


def folded(word: str) -> str:
    """A word in small letters, without accents and without the s of whose something is."""
    letters = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return re.sub(r"'s?$", "", "".join(letter for letter in letters if not unicodedata.combining(letter)))
