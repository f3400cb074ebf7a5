"""Signs that a message needs care before anything else: a child at risk, the writer's distress or danger, a colleague.

Two readers look at each message. A few patterns find what is always meant (`kill myself`). The trained detector finds
the rest: it scores the whole message and each part of it, because a disclosure may be one clause of a long answer.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Optional

import numpy

from knowledge.language.care_detector import Detector, Weights
from knowledge.language.care_text import Vocabulary, parts, plain
from knowledge.language.embed import DIMENSIONS, keep, look
from knowledge.language.spelling import Speller
from knowledge.language.words import words
from knowledge.store import Store

COLLEAGUE, CHILD, SELF, DANGER = "colleague", "child", "self", "danger"
# Scores from which a whole message, or a part of a longer one, needs care (docs/understanding-care.md).
WHOLE, PART = 0.15, 0.35
# In the light of the rest of the message a part scores lower. From here on it is looked at again, alone.
DOUBTFUL = -1.6
# A text is looked at in runs of so many words; where there would be many, only the most suspicious ones.
_RUN, _MOST_RUNS, _MANY = 70, 2, 4
_FEWEST_WORDS = 3

_HURT = r"(?:hits?|beats?|batters?|punches|slaps?|strangles|rapes?|smacks?|kicks?)"
_YOUNG = r"(?:child|kid|pupil|boy|girl|student|lad|lass|toddler|children|kids)s?"
_KIN = r"(?:dad|daddy|mum|mam|mummy|mother|father|stepdad|step dad|stepmum|uncle|grandad|mums boyfriend|parents?)"
_SURE = (
    (SELF, r"\b(?:kill|killing|hang|hanging|harm|harming) (?:myself|my self)\b(?! (?:laughing|with))"),
    (SELF, r"\b(?:end|ending|take|taking) my (?:own )?life\b|\bi (?:just )?(?:want to|wanna|wana) (?:die|be dead)\b(?! (?:of|laughing|from))"),
    (SELF, r"\b(?:i am|im|i feel|feeling|ive been|i have been) (?:really |so |very )?suicidal\b"),
    (SELF, r"\bi (?:really )?(?:dont|do not) want to (?:live|be alive)(?: any ?more)?$"),
    (SELF, r"\bi (?:cant|can not|cannot|dont|do not) see (?:a|any|no) way out\b"),
    (CHILD, rf"\b{_YOUNG} (?:has |have |just )*(?:disclosed|made a disclosure)\b(?! (?:training|course))"),
    (COLLEAGUE, rf"\b(?:some ?body|some ?one|a (?:colleague|teacher|ta|coach|supervisor)) (?:has |just )*(?:hit|slapped|smacked|punched|kicked) (?:a|the|one of (?:the|my|our)) {_YOUNG}\b"),
    (COLLEAGUE, r"\b(?:teacher|ta|coach|supervisor|volunteer|caretaker|colleague|he|she) (?:is |was |keeps )?film(?:ing|s|ed) (?:the )?(?:girls|boys)\b"),
    (DANGER, rf"\bmy (?:husband|hubby|partner|boyfriend|girlfriend|wife|bloke|fella|ex) (?:keeps )?{_HURT} me\b(?! (?:at|to) )"),
    (CHILD, rf"\b(?:his|her|their) (?:own )?{_KIN} (?:{_HURT}|hurts) (?:him|her|them)\b(?! (?:at|to) )"),
    (CHILD, r"\b(?:child|kid|pupil|boy|girl|student|lad)s? (?:has |have |just )*(?:told me|said|says) (?:he|she|they) (?:wants? to|is going to|wanted to) (?:die|kill (?:himself|herself|themselves))\b"),
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in _SURE)


@lru_cache(maxsize=4)
def detector(store: Store) -> Optional[Detector]:
    """The detector of a knowledge base, or None where it was built from no lines of care."""
    block = store.trained("care")
    if block is None:
        return None
    return Detector(Weights.from_bytes(block), Vocabulary({kind.id: kind.words for kind in store.all("care_words")}))


def worry(text: str, store: Store) -> Optional[str]:
    """The kind of worry a message shows (`child`, `self`, `danger`, `colleague`), or None.

    Only where there is none is the vector of the message kept for whoever reads it next.
    """
    told, text = text, _put_right(text, store)
    cut = parts(text)
    seen = detector(store)
    short = len(text.split()) <= _RUN
    looks = look(cut) if short and seen else None
    found = _by_pattern(cut) or (seen and _by_score(text, cut, looks, seen))
    if found is None and looks is not None and text == told:
        keep(text, looks[0, :DIMENSIONS])
    return found


@lru_cache(maxsize=4)
def _speller(store: Store) -> Speller:
    return Speller(word for kind in store.all("care_words") for word in kind.words if " " not in word)


def _put_right(text: str, store: Store) -> str:
    """The text with slips of spelling put right in the words that matter to care."""
    for word in reversed(_speller(store).put_right(words(text))):
        if word.slip:
            text = text[:word.start] + word.text + text[word.end:]
    return text


def _by_pattern(cut: list[str]) -> Optional[str]:
    sentences = dict.fromkeys(plain(part) for part in cut)
    return next((kind for kind, pattern in _patterns() for sentence in sentences if pattern.search(sentence)), None)


def _by_score(text: str, cut: list[str], looks: Optional[numpy.ndarray], seen: Detector) -> Optional[str]:
    runs = [(text, cut, looks)] if looks is not None else [("".join(run), run, look(run)) for run in _runs(cut, seen)]
    above, nearest, row = max((_best(*run, seen) for run in runs), key=lambda found: found[0], default=(-1.0, "", None))
    return seen.kind(nearest, row) if above >= 0 else None


def _best(text: str, cut: list[str], looks: numpy.ndarray, seen: Detector) -> tuple[float, str, numpy.ndarray]:
    """By how much the nearest of the whole and its parts is above its threshold; its text, and its row of `look`."""
    places = [number for number, part in enumerate(cut, start=1) if len(cut) > 1 and len(part.split()) >= _FEWEST_WORDS]
    # All are scored at once: the lines to compare with are read from memory once.
    whole, *parts = seen.scores([text, *(cut[number - 1] for number in places)], looks[[0, *places]])
    found = [(float(whole) - WHOLE, text, looks[0])]
    for number, score in zip(places, parts):
        if score > DOUBTFUL:
            part = cut[number - 1]
            alone = look([part])[:1]
            found.append((float(seen.scores([part], alone)[0]) - PART, part, alone[0]))
    return max(found, key=lambda one: one[0])


def _runs(cut: list[str], seen: Detector) -> list[list[str]]:
    """Parts side by side in runs that the network can hold; of many, those with the most suspicious part."""
    runs, words = [[]], 0
    for part in (piece for long in cut for piece in _pieces(long)):
        words += len(part.split())
        if words > _RUN and runs[-1]:
            runs, words = [*runs, []], len(part.split())
        runs[-1].append(part)
    if len(runs) < _MANY:
        return runs
    suspicion = [seen.suspicion("".join(run)) for run in runs]
    chosen = sorted(range(len(runs)), key=lambda i: -suspicion[i])[:_MOST_RUNS]
    return [runs[i] for i in sorted(chosen)]


def _pieces(part: str) -> list[str]:
    """A part that is too long for one run, in pieces of words."""
    words = part.split(" ")
    return [part] if len(words) <= _RUN else [" ".join(words[i:i + _RUN]) + " " for i in range(0, len(words), _RUN)]
