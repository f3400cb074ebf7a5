"""What people say to "may somebody not be safe?": yes, no, and "show me who can help", which is understood anywhere."""
from __future__ import annotations

import re

_LEADS = r"^\W*(?:yes\W+)?(?:please )?(?:(?:can|could) you )?"
_ENDS = r"(?: me| us| now| please)*\W*$"
_WHO = r"(?:some(?:one|body)|(?:a|the|this) (?:child|pupil|boy|girl|kid)|i|i'm|im|we)"
_YES = re.compile(r"^\W*(?:yes|yep|yeah|yea|yh|aye|please|i am|show)\b", re.I)
_NO = re.compile(r"^\W*(?:no|nope|nah|go on|carry on|all (?:fine|safe|ok|good))\b(?:\W+\w+){0,4}\W*$", re.I)
_ANYWHERE = (
    re.compile(_LEADS + r"(?:show|tell|give) me (?:who can help|the (?:contacts|numbers?))" + _ENDS, re.I),
    re.compile(r"^\W*" + _WHO + r" ?(?:am|is|are|may|might|feels?)?(?: be)? (?:not safe|unsafe|in danger)" + _ENDS, re.I),
)
_THEN = re.compile(_LEADS + r"(?:help|i need help|who can help|press(?:ed)? here|not safe)" + _ENDS, re.I)


def wanted(text: str, just_asked: bool) -> bool:
    """True where the contacts are asked for; just after they were offered, "help" alone asks for them."""
    return any(words.match(text) for words in _ANYWHERE) or just_asked and _THEN.match(text) is not None


def yes(text: str) -> bool:
    """True for a yes, whatever comes after it."""
    return _YES.match(text) is not None


def no(text: str) -> bool:
    """True for a no with hardly anything after it."""
    return _NO.match(text) is not None
