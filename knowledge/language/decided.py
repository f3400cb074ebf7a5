"""Words that say that something is settled already: a choice, a need, or a whole plan."""
from __future__ import annotations

import re
from typing import NamedTuple, Optional

_HAVE = r"(?:'?ve|'?m|'s|'?re| have| am| has| is| are)?"
_WHO = rf"(?:i|we|she|he|they|who|my member|my colleague){_HAVE}"
# Said of somebody who is helped.
_OTHERS = re.compile(r"(?:she|he|they|who|my member|my colleague)\b|[a-z ]*\b(?:her|him|them) (?:up |down )?(?:on|for|in)")
_SOON = r"(?: (?:already|now|just|all|finally|actually|pretty much|been))*"
_MADE_UP = (
    r"(?:decided (?:on|to do|to take|to go for|to try)|chosen|picked|settled on|(?:booked|booking) (?:myself )?(?:on(?:to)?|in for)|"
    r"signed up (?:for|to|on)|enrolled (?:on(?:to)?|for|in)|accepted (?:on(?:to)?|for)|got a place on|down (?:for|to do))"
)
_CHOSEN = re.compile(
    rf"\b{_WHO}{_SOON} {_MADE_UP}\b(?! up\b)|\b{_WHO}{_SOON} (?:decided|made (?:my|her|his|our|their) mind up|made up my mind)\W+(?:{_WHO} )?(?:doing|going for|going to do)\b|\b(?:my |the |her |his |their )?(?:school|head|manager|boss) (?:has |have |'s )?(?:already )?"
    r"(?:booked|signed|put) (?:me|her|him|them|us) (?:up |down )?(?:on(?:to)?|for|in for)\b|^\W*(?:already )?(?:decided|settled|booked|enrolled) on\b"
)
_CHOSEN_ALONE = re.compile(
    rf"^\W*{_WHO}{_SOON} (?:chosen|decided|picked|made (?:my|our|her|his|their) mind up|made up my mind)(?: (?:already|now|what (?:i want )?to do))*\W*$"
    r"|\bi (?:already )?know (?:which|what) (?:course|qualification|certificate) i (?:want|am doing|'m doing)\b|\b(?:got|have) (?:a|my) course in mind\b"
)
_COURSE = re.compile(r"\b(?:courses?|qualification|certificate|diploma|award|degree|apprenticeship|training|class(?:es)?|nvq|programme|level \d|workshop|licence)\b")
_NEED = re.compile(
    r"\bi (?:already )?know (?:exactly |just |already )?what i need\b|\bmy (?:training |learning |development )?needs? (?:is|are|has been|have been) (?:already )?(?:clear|agreed|known|decided)\b"
    r"|\bi (?:already )?have a clear (?:training |learning |development )?need\b"
)
_PLAN = re.compile(r"^\W*(?:hi|hello)?\W*i(?:'ve| have)?(?: already)?(?: got| have)? (?:a|my|the) (?:learning |development |training )?plan(?: already| here| from before)?\W*$")
_EVALUATE = re.compile(r"\b(?:want|need|like|help me|how (?:do|can) i) (?:to )?(?:evaluate|judge|measure)(?: how)? (?:my|the|a|this|it|what i learned)\b")
# What the practical points answer by themselves.
_WHAT_NEXT = re.compile(r"\bwhat\b.*\b(?:sort(?:ed)?(?: out)?|arrange|next|need to do|have to do|should i do|now|organise|settle)\b")
# "I've chosen nothing" and "they put me on a course but I don't want it" are no choices.
_NONE = re.compile(r"\W*(?:nothing|none|not|no|anything)\b")
_UNWANTED = re.compile(r"\W*(?:but|and) (?:i|we|she|he|they) (?:really |just )?(?:don'?t|do not|doesn'?t|does not|never) (?:really )?want(?:ed)?\b")
_ENDS = re.compile(r"[.;!?\n]|,(?! \d)|\bbut\b|\bso\b|\bwhat\b|\bhow\b|\band (?:i|we|what|how|my)\b", re.I)


class Choice(NamedTuple):
    """A choice that is told: its words, the places [start, end) of these in the text, and whether somebody else made it."""

    words: str
    start: int
    end: int
    others: bool


def choice(text: str) -> Optional[Choice]:
    """"I'm booked on a level 2 course, what now?": what is chosen ("a level 2 course"), or None where no choice is told."""
    found = _CHOSEN.search(text.lower())
    if found is None:
        return None
    start = found.end()
    ending = _ENDS.search(text, start)
    end = ending.start() if ending else len(text)
    if _NONE.match(text[start:end].lower()) or _UNWANTED.match(text[end:].lower()):
        return None
    return Choice(text[start:end], start, end, bool(_OTHERS.match(text[found.start():].lower())))


def chosen_something(text: str) -> bool:
    """"I've made up my mind": a choice is made, and not told."""
    return bool(_CHOSEN_ALONE.search(text.lower()))


def need(text: str) -> Optional[str]:
    """"I know what I need: to learn about autism": what follows, perhaps nothing; None where they say no such thing."""
    found = _NEED.search(text.lower())
    return text[found.end():].strip(" :,.-") if found else None


def has_plan(text: str) -> bool:
    """"I have a plan already", and nothing more."""
    return bool(_PLAN.search(text.lower()))


def to_evaluate(text: str) -> bool:
    """"I want to evaluate my course"."""
    return bool(_EVALUATE.search(text.lower()))


def names_a_course(text: str) -> bool:
    """Whether a text speaks of a course or the like, by whatever name."""
    return bool(_COURSE.search(text.lower()))


def asks_what_next(text: str) -> bool:
    """"What do I need to sort out?": the practical points answer it by themselves."""
    return bool(_WHAT_NEXT.search(text.lower()))
