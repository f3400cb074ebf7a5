"""How much more evidence a few words need before they stop everything.

"Thursdays", "nothing else" and "the cook" are answers, and a detector that was trained on sentences knows little of them.
Two things tell: how few words there are, and whether any of them speaks of harm or is just what the guide asks for.
"""
from __future__ import annotations

from knowledge.language.care_text import plain
from knowledge.store import Store

MOST_WORDS = 4
# How far above a sentence's score a few words have to be: with a word of harm; and as a mere name, or with none.
_FEW, _HARMLESS = 0.3, 0.8
# The kinds of words (`knowledge/content/care_words.yml`) of which what needs care is made.
_HARM = ("hurting", "touching", "injury", "death", "self-harm", "fear", "threat")
# Kinds of records that people name in answers, and the fields that hold their names.
_NAMED = ("roles", "qualifications", "settings", "topics", "duties", "barriers", "need_sources", "glossary_terms")
_NAMES = ("title", "short", "aliases", "words", "says")


class Short:
    """What is a name or an answer in the knowledge base, and which words speak of harm."""

    def __init__(self, store: Store):
        self._harm = {plain(word) for kind in store.all("care_words") if kind.id in _HARM for word in kind.words}
        records = [record for kind in _NAMED for record in store.all(kind)]
        options = [option for question in store.all("interview_questions") for option in question.options]
        names = [name for record in records for field in _NAMES for name in _texts(getattr(record, field, None))]
        self._answers = {plain(name) for name in (*names, *(said for option in options for said in (option.label, *option.words)))}

    def more(self, text: str) -> float:
        """By how much the score of a text has to be higher than that of a sentence: 0 for anything longer than a few words."""
        said = plain(text)
        words = said.split()
        if len(words) > MOST_WORDS:
            return 0.0
        pairs = {" ".join(pair) for pair in zip(words, words[1:])}
        harmless = said in self._answers or not self._harm & {*words, *pairs}
        return _HARMLESS if harmless else _FEW


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
