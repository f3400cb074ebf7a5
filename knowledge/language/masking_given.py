"""Names of people that nothing announces: "Sharon told me to ask mrs o'brien", "my head darren won't pay".

A word that is nothing but a name is one wherever it stands. One that is a word as well (Will, Grace, Rose) is one only where the
words around it say so, and so is a word that we do not know, such as a name that is in no list.
"""
from __future__ import annotations

import re
from typing import NamedTuple, Optional

from knowledge.language.given_names import WORD, folded, names
from knowledge.store import Store

_TITLES = frozenset("mr mrs miss ms dr prof professor rev reverend cllr councillor sir".split())
# Nothing but people are called so: any word after them is a name, in small letters too.
_SURE_TITLES = frozenset(("mr", "mrs"))
# Who does this is somebody.
_SAYS = frozenset("said says told tells asked reckons thinks bullied bullies shouted shouts promised refused refuses suggested mentioned insists insisted".split())
_DOES = _SAYS | frozenset(
    "wants wanted helped helps showed shows trained knows agreed agrees works worked keeps never won't wont doesn't doesnt isn't isnt wasn't lets left retired "
    "runs used made makes gave gives got thought".split()
)
_ASKED = frozenset("ask asked asking tell told telling thank with spoke speak talk spoken meet met saw see replaced replacing".split())
_OF_THINGS = frozenset(
    "the a an my our your his her their this that these those no any some each every first last next high good best of it you we i they he she who there what".split()
)
_MODAL = frozenset("will may can mark bill hope grant drew".split())
_IS = frozenset(("is", "was", "has"))
# "Sunday works for me."
_WHEN = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december".split())
# "Our cook Joy".
_WHO = frozenset(
    "cook chef caretaker manager head chair cleaner technician bursar secretary receptionist senco governor deputy boss mentor tutor assessor rep colleague friend "
    "mate supervisor teacher ta hlta mum dad mother father aunt auntie uncle cousin neighbour partner keeper librarian principal officer".split()
)
_CHILD = frozenset("son daughter grandson granddaughter boy girl child husband wife partner sister brother".split())
# What is called after a person is no person.
_INSTITUTIONS = frozenset(
    "school schools primary infants juniors academy academies college university hospital house road street lane avenue council trust ambulance fund foundation "
    "award awards scheme centre center church hall court method phonics day bank house society institute high first nursery federation park".split()
)
_SAINTS = frozenset(("st", "saint", "st.", "king", "queen", "prince", "princess", "duke", "lady"))
# "Olive in the kitchen", "dean from IT", "Will and I".
_WHERE = re.compile(r" (?:in|from|at) (?:the )?(?:kitchen|office|library|nursery|reception|canteen|it|hr|payroll|finance|year \d|unison|gmb)\b", re.I)
_AND_I = re.compile(r" (?:and|n|&) (?:i|me)\b", re.I)
# After Mr or Mrs, and no name.
_NO_NAMES_AFTER = frozenset(("mr", "mrs", "me", "him", "word", "office", "teams", "excel", "and", "or", "the", "a", "in", "is", "was", "at", "who", "said"))
_PROGRAMS = frozenset("word office teams excel access outlook powerpoint publisher windows project forms sharepoint".split())


class Word(NamedTuple):
    """A word of a text: as written, folded, and where it stands."""

    written: str
    plain: str
    start: int
    end: int


def spans(text: str, store: Store, capitals_tell: bool) -> list[tuple[int, int]]:
    """Where names stand in a text, in order, a whole name as one.

    Args:
        capitals_tell: False where most words begin with a capital, so that one says nothing.
    """
    return _Reader(text, store, capitals_tell).spans()


class _Reader:
    def __init__(self, text: str, store: Store, capitals_tell: bool):
        self._text, self._tell = text, capitals_tell
        self._words = [Word(found.group(), folded(found.group()), *found.span()) for found in WORD.finditer(text)]
        self._names = names(store)
        self._known = self._names.known

    def spans(self) -> list[tuple[int, int]]:
        found, place = [], 0
        while place < len(self._words):
            first = self._begins(place)
            if first is None:
                place += 1
                continue
            last = self._ends(first)
            found.append((self._words[place].start, self._cut(self._words[last])))
            place = last + 1
        return found

    # Where a name begins

    def _begins(self, place: int) -> Optional[int]:
        """The place of the last word that says by itself that a name is here, if one begins at `place`."""
        word = self._words[place]
        if word.plain in _TITLES and self._after_title(place):
            return place + 1
        if self._initial(word) and self._is_family(place + 1):
            return place + 1
        if self._in_a_name_of_ours(place) or self._institution(place) or self._is_letters(word):
            return None
        # "The Tudor topic".
        sure = self._sure(word) and not (word.plain in self._names.capital and self._at(place - 1) in ("the", "a", "an"))
        return place if sure or self._told_of(place) else None

    def _sure(self, word: Word) -> bool:
        parts = [part for part in word.plain.split("-") if part]
        surely = [part in self._names.sure or (self._capital(word) and part in self._names.capital) for part in parts]
        # "Mary-Jane", "Anne-Marie": one of them surely, and none that is no name at all.
        return any(surely) and all(sure or part in self._names.words_too or len(part) < 4 for sure, part in zip(surely, parts))

    def _told_of(self, place: int) -> bool:
        """True where the words around one that may be a name say that it is."""
        word, before, after = self._words[place], self._at(place - 1), self._at(place + 1)
        also = word.plain in self._names.words_too
        if before in _OF_THINGS or word.plain in _WHEN or not (also or self._unknown(word)):
            return False
        if word.plain in self._names.often and self._may_begin(place) and (_WHERE.match(self._text[word.end:]) or self._capital(word) and _AND_I.match(self._text[word.end:])):
            return True
        if not self._capital(word):
            # "Will said no", "my daughter grace is ten".
            follows = after in _SAYS and self._may_begin(place) or before in _CHILD and (word.plain not in _MODAL or after in _IS)
            return word.plain in self._names.often and follows
        if self._begins_a_sentence(place):
            # "Mark wants me to"; but "Will never", "Hope works" may be half a sentence.
            return after in _SAYS or also and after in _DOES and (word.plain not in _MODAL or after == "wants")
        if also and after in _DOES or after in _SAYS or also and self._is_whole_name(place):
            return True
        asked = before in _ASKED or before == "to" and self._at(place - 2) in _ASKED or before in _CHILD or before in _WHO
        return asked and self._alone(place)

    def _after_title(self, place: int) -> bool:
        if place + 1 >= len(self._words) or self._text[self._words[place].end:self._words[place + 1].start] not in (" ", ". ", "."):
            return False
        title, word = self._words[place], self._words[place + 1]
        if title.plain in _SURE_TITLES:
            return word.plain not in _NO_NAMES_AFTER
        if word.plain in _PROGRAMS or self._is_letters(word) and len(word.written) > 1:
            return False
        if self._capital(word):
            return self._initial(word) or word.plain not in self._known
        return word.plain in self._names.family and word.plain not in self._known and word.plain not in self._names.words_too

    # Where it ends

    def _ends(self, place: int) -> int:
        """The place of the last word of a name of which the word at `place` is one."""
        while place + 1 < len(self._words):
            word, after = self._words[place], self._words[place + 1]
            if self._text[word.end:after.start] not in (" ", ". ") or self._cut(word) != word.end:
                break
            follows = self._initial(after) if self._capital(after) and len(after.written) == 1 else self._goes_on(after)
            if not follows:
                break
            place += 1
        return place

    def _goes_on(self, word: Word) -> bool:
        if self._is_letters(word):
            return False
        if self._capital(word):
            return self._listed(word) or self._unknown(word)
        surely = word.plain not in self._names.words_too and word.plain not in self._known
        return word.plain in self._names.family_too or surely and (word.plain in self._names.family or word.plain in self._names.sure)

    # What a word is

    def _capital(self, word: Word) -> bool:
        return self._tell and word.written[0].isupper()

    def _is_letters(self, word: Word) -> bool:
        """True for letters that stand for words: ADA, ELSA."""
        return self._tell and len(word.written) > 1 and word.written.isupper() and (len(word.written) < 5 or word.plain in self._known)

    def _listed(self, word: Word) -> bool:
        return any(word.plain in kind for kind in (self._names.sure, self._names.capital, self._names.words_too, self._names.family))

    def _unknown(self, word: Word) -> bool:
        return self._capital(word) and len(word.plain) > 2 and word.plain not in self._known and not word.written.isupper()

    def _initial(self, word: Word) -> bool:
        return self._capital(word) and len(word.written) == 1 and word.written not in "AI"

    def _is_family(self, place: int) -> bool:
        if place >= len(self._words) or self._text[self._words[place - 1].end:self._words[place].start] not in (" ", ". ", "."):
            return False
        word = self._words[place]
        dotted = "." in self._text[self._words[place - 1].end:word.start]
        return self._capital(word) and word.plain in self._names.family and (dotted or word.plain not in self._names.words_too and word.plain not in self._known)

    # What stands around it

    def _at(self, place: int) -> str:
        return self._words[place].plain if 0 <= place < len(self._words) else ""

    def _begins_a_sentence(self, place: int) -> bool:
        return place == 0 or bool(re.search(r"[.!?:;\n]\W*$", self._text[: self._words[place].start]))

    def _may_begin(self, place: int) -> bool:
        """True where who does something may be told."""
        return self._begins_a_sentence(place) or self._at(place - 1) in ("and", "but", "when", "because", "cos", "if", "so", "yes", "manager", "head", "boss", "mentor")

    def _is_whole_name(self, place: int) -> bool:
        """True for a name and a family name: Pat Mullins."""
        if place + 1 >= len(self._words) or self._text[self._words[place].end:self._words[place + 1].start] != " ":
            return False
        word = self._words[place + 1]
        return self._capital(word) and not self._is_letters(word) and word.plain not in self._known and (word.plain in self._names.family or self._unknown(word))

    def _alone(self, place: int) -> bool:
        """True where no other word with a capital follows, as in the name of a body."""
        return self._at(place + 1) != "of" and (place + 1 >= len(self._words) or not self._words[place + 1].written[0].isupper() or self._at(place + 1) == "i")

    def _in_a_name_of_ours(self, place: int) -> bool:
        """True in a name that the knowledge base has, or of a thing: St John Ambulance, a wendy house."""
        beside = (f"{self._at(place - 1)} {self._at(place)}", f"{self._at(place)} {self._at(place + 1)}")
        return any(pair in self._names.pairs or pair in self._names.things for pair in beside)

    def _institution(self, place: int) -> bool:
        return self._at(place - 1) in _SAINTS or any(self._at(place + more) in _INSTITUTIONS and self._words[place + more].start - self._words[place].end < 30 and all(
            self._capital(self._words[place + between]) or not self._tell for between in range(1, more)
        ) for more in (1, 2, 3))

    def _cut(self, word: Word) -> int:
        """Where a word ends without the s of whose something is."""
        found = re.search(r"['’]s?$", word.written)
        return word.start + found.start() if found else word.end
