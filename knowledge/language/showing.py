"""Whether somebody at work could show it: "could someone show me?", "the lady next door is good at it", "nobody here knows"."""
from __future__ import annotations

import re

_WHO = r"(?:some(?:one|body)|any(?:one|body)|(?:a|my|the|our|another) \w+(?: \w+){0,3}|she|he|they|who)"
_TEACH = r"(?:show|teach|train|coach|help|talk|walk|take) (?:me|us)"
_YES = re.compile(
    rf"\b(?:can|could|would|will|might) {_WHO} (?:just |please |maybe )?{_TEACH}\b"
    rf"|\b{_WHO}(?:'ll| (?:can|could|would|will|might|offered to|is happy to|is willing to|has offered to|said (?:she|he|they)(?:'d| would| could| can))) {_TEACH}\b"
    r"|\b(?:can|could|may|might|should) i (?:just |maybe )?(?:watch|shadow|follow|copy|learn from|sit (?:in )?(?:with|beside|next to)) (?:her|him|them|some\w+|(?:a|my|the|our) \w+)\b"
    r"|\b(?:is|are|she'?s|he'?s|they'?re)(?: (?:really|very|so|quite|pretty|dead))? (?:good|great|brilliant|excellent|fantastic|amazing|an expert) (?:at|with) (?:it|this|that|them|those)\b"
    r"|\b(?:does|do|runs?) (?:it|this|that|them|these|those)\b[\w' ]{0,30}?\b(?:good|great|brilliant|excellent|fantastic|well) *(?:$|[.,!;])"
)
_NO = re.compile(
    r"\b(?:no ?-?one|nobody|not any(?:one|body))(?: \w+){0,4}? (?:(?:can|could|to|would|will) (?:show|teach|train|coach|help) me|knows? (?:how|it|about)|(?:does|can do|could do) (?:it|this|that))\b"
    r"|\bno ?-?(?:one|body) to (?:show|teach|ask|learn from)\b"
)
# Home is not work, and pupils do not train staff.
_NOT_WORK = re.compile(r"\b(?:daughters?|sons?|husband|wife|partner|mum|mother|dad|father|sister|brother|grand\w+|neighbour|kids?|child(?:ren)?|pupils?|youtube|google)\b")


def can_be_shown(text: str) -> bool | None:
    """True or False where a message tells whether somebody at work could show it; None where it does not."""
    said = text.lower().replace("\u2019", "'")
    if _NOT_WORK.search(said):
        return None
    return False if _NO.search(said) else True if _YES.search(said) else None
