"""Signs that a message needs care before anything else: a child at risk, the writer's distress or danger, a colleague.

Two readers look at each message. A few patterns find what is always meant (`kill myself`). The trained detector finds
the rest: it scores the whole message and each part of it, because a disclosure may be one clause of a long answer.

What is found is sure, or it may be a worry. A sure one stops everything; where there may be one, the guide asks gently.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Optional

import numpy

from knowledge.language.care_detector import Detector, Weights
from knowledge.language.care_short import Short
from knowledge.language.care_text import Vocabulary, parts, plain
from knowledge.language.embed import DIMENSIONS, keep, look
from knowledge.language.spelling import Speller
from knowledge.language.words import words
from knowledge.store import Store

COLLEAGUE, CHILD, SELF, DANGER = "colleague", "child", "self", "danger"
# Scores from which a message surely needs care, and from which it may (docs/understanding-care.md).
SURE, GENTLE = 0.6, -0.85
# How much of what a few words need more to be sure they need more to be asked about.
_SHORT_GENTLE = 0.5
# A part of a longer message says less than a whole one.
_PART = 0.2
# In the light of the rest of the message a part scores lower. From here on it is looked at again, alone.
DOUBTFUL = -1.6
# A text is looked at in runs of so many words; where there would be many, only the most suspicious ones.
_RUN, _MOST_RUNS, _MANY = 70, 2, 4
_FEWEST_WORDS = 3

_HURT = r"(?:hits?|beats?|batters?|punches|slaps?|strangles|rapes?|smacks?|kicks?)"
_YOUNG = r"(?:child|kid|pupil|boy|girl|student|lad|lass|toddler|children|kids)s?"
_KIN = r"(?:dad|daddy|mum|mam|mummy|mother|father|stepdad|step dad|stepmum|uncle|grandad|mums boyfriend|parents?)"
_PARTNER = r"my (?:husband|hubby|partner|boyfriend|girlfriend|wife|bloke|fella|ex|other half)"
# "Hit me for six", "kicked me out of the kitchen", "slapped me on the back" are no such thing.
_ELSE = r"(?! (?:to|into|at|out|on|off|up|a|an|along|for|back|with)\b)"
_SURE = (
    (SELF, r"\b(?:kill|killing|hang|hanging|harm|harming) (?:myself|my self)\b(?! (?:laughing|with))"),
    (SELF, r"\b(?:end|ending|take|taking) my (?:own )?life\b|\bi (?:just )?(?:want to|wanna|wana) (?:die|be dead)\b(?! (?:of|laughing|from))"),
    (SELF, r"\b(?:i am|im|i feel|feeling|ive been|i have been) (?:really |so |very )?suicidal\b"),
    (SELF, r"\bi (?:really )?(?:dont|do not) want to (?:live|be alive)(?: any ?more)?$"),
    (SELF, r"\bi (?:cant|can not|cannot|dont|do not) see (?:a|any|no) way out\b"),
    (SELF, r"^(?:i am |im |ive been |i have been |been |i keep |having )*(?:thinking (?:about|of)|thoughts of) suicide\b(?! (?:prevention|awareness|training|first|course))"),
    (SELF, r"\bi (?:should |could |will |might |want to |wanna )(?:just )?finish myself off\b"),
    (CHILD, rf"\b{_YOUNG} (?:has |have |just )*(?:disclosed|made a disclosure)\b(?! (?:training|course))"),
    (COLLEAGUE, rf"\b(?:some ?body|some ?one|a (?:colleague|teacher|ta|coach|supervisor)) (?:has |just )*(?:hit|slapped|smacked|punched|kicked) (?:a|the|one of (?:the|my|our)) {_YOUNG}\b"),
    (COLLEAGUE, r"\b(?:teacher|ta|coach|supervisor|volunteer|caretaker|colleague|he|she) (?:is |was |keeps )?film(?:ing|s|ed) (?:the )?(?:girls|boys)\b"),
    (DANGER, rf"\b{_PARTNER}(?: \w+){{0,6}} (?:(?:pushed|shoved) me (?:down|against|over)|(?:hit|punched|kicked|choked|strangled|slapped|attacked) me\b{_ELSE})"),
    (DANGER, rf"\b{_PARTNER} (?:keeps )?{_HURT} me\b(?! (?:at|to) )"),
    (CHILD, rf"\b(?:his|her|their) (?:own )?{_KIN} (?:{_HURT}|hurts) (?:him|her|them)\b(?! (?:at|to) )"),
    (CHILD, r"\b(?:child|kid|pupil|boy|girl|student|lad)s? (?:has |have |just )*(?:told me|said|says) (?:he|she|they) (?:wants? to|is going to|wanted to) (?:die|kill (?:himself|herself|themselves))\b"),
)
# These are sure only where nothing else is said.
_ALONE = (
    (SELF, r"(?:i )?(?:just |really )*(?:want to|wanna|wana) (?:die|be dead)|i (?:cant|can not|cannot) (?:go|carry) on(?: any ?more| like this)?"),
    (SELF, r"(?:please |pls |some ?one |some ?body )*help me(?: please| pls| now)*"),
    (DANGER, rf"(?:he|she|they) (?:keeps? )?{_HURT} me"),
)
# Somebody young whom the speaker works with: who hits them, may need help, but is no danger at home.
_AT_WORK = re.compile(rf"\b{_YOUNG} (?:that |who |whom )?(?:i|we) (?:look after|support|work with|help|teach|care for|look out for)\b")


@dataclass(frozen=True)
class Sign:
    """What a message shows: its kind of worry (`child`, `self`, `danger`, `colleague`), and whether that is sure."""

    kind: str
    sure: bool = True


@lru_cache(maxsize=2)
def _patterns(alone: bool) -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in (_ALONE if alone else _SURE))


@lru_cache(maxsize=4)
def detector(store: Store) -> Optional[Detector]:
    """The detector of a knowledge base, or None where it was built from no lines of care."""
    block = store.trained("care")
    if block is None:
        return None
    return Detector(Weights.from_bytes(block), Vocabulary({kind.id: kind.words for kind in store.all("care_words")}))


def worry(text: str, store: Store) -> Optional[Sign]:
    """The worry that a message shows, or may show; None where there is no sign of one.

    Only where none is sure is the vector of the message kept for whoever reads it next.
    """
    told, text = text, _put_right(text, store)
    cut = parts(text)
    seen = detector(store)
    short = len(text.split()) <= _RUN
    looks = look(cut) if short and seen else None
    pattern = _by_pattern(text, cut)
    found = Sign(pattern) if pattern else (seen and _by_score(text, cut, looks, seen, _short(store)))
    if not (found and found.sure) and looks is not None and text == told:
        keep(text, looks[0, :DIMENSIONS])
    return found


@lru_cache(maxsize=4)
def _speller(store: Store) -> Speller:
    return Speller(word for kind in store.all("care_words") for word in kind.words if " " not in word)


@lru_cache(maxsize=4)
def _short(store: Store) -> Short:
    return Short(store)


def _put_right(text: str, store: Store) -> str:
    """The text with slips of spelling put right in the words that matter to care."""
    for word in reversed(_speller(store).put_right(words(text))):
        if word.slip:
            text = text[:word.start] + word.text + text[word.end:]
    return text


def _by_pattern(text: str, cut: list[str]) -> Optional[str]:
    whole, sentences = plain(text), dict.fromkeys(plain(part) for part in cut)
    alone = next((kind for kind, pattern in _patterns(alone=True) if pattern.fullmatch(whole)), None)
    return alone or next((kind for kind, pattern in _patterns(alone=False) for sentence in sentences if pattern.search(sentence)), None)


def _by_score(text: str, cut: list[str], looks: Optional[numpy.ndarray], seen: Detector, short: Short) -> Optional[Sign]:
    runs = [(text, cut, looks)] if looks is not None else [("".join(run), run, look(run)) for run in _runs(cut, seen)]
    score, kind = max((_best(*run, seen) for run in runs), key=lambda found: found[0], default=(GENTLE - 1, ""))
    more = short.more(text)
    if score < GENTLE + _SHORT_GENTLE * more:
        return None
    at_work = kind == DANGER and _AT_WORK.search(plain(text)) is not None
    return Sign(kind, score >= SURE + more and not at_work)


def _best(text: str, cut: list[str], looks: numpy.ndarray, seen: Detector) -> tuple[float, str]:
    """(the highest score of the whole and of its parts, the kind of worry)."""
    places = [number for number, part in enumerate(cut, start=1) if len(cut) > 1 and len(part.split()) >= _FEWEST_WORDS]
    # All are scored at once: the lines to compare with are read from memory once.
    whole, *parts = seen.scores([text, *(cut[number - 1] for number in places)], looks[[0, *places]])
    found = [(float(whole), text, looks[0])]
    for number, score in zip(places, parts):
        if score > DOUBTFUL:
            part = cut[number - 1]
            alone = look([part])[:1]
            found.append((float(seen.scores([part], alone)[0]) - _PART, part, alone[0]))
    score, nearest, row = max(found, key=lambda one: one[0])
    return score, seen.kind(nearest, row)


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
