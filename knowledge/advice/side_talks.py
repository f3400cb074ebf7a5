"""Every side talk, by its name in a choice `say:side-<name>`, and the words by which people ask for one."""
from __future__ import annotations

import re
from typing import Optional

from knowledge.advice import helps_asked, side_helps
from knowledge.advice.side import Side
from knowledge.advice.side_checks import CHECKS
from knowledge.advice.side_leave import LEAVES
from knowledge.advice.side_plan import PLANS
from knowledge.store import Store

SIDES: dict[str, Side] = {**CHECKS, **PLANS, **LEAVES, **side_helps.HELPS}

# How people ask for one in their own words. What names a certificate or a job is a question like any other.
_ASKED: tuple[tuple[str, re.Pattern], ...] = (
    ("check", re.compile(
        r"\b(?:check|assess|rate|mark|test) (?:myself|my ?self|my (?:own )?(?:skills|work|strengths)|what i (?:can|already) do)\b"
        r"|\bself[- ]?(?:check|assessment|audit|evaluation)\b|\bskills?\s(?:check|audit|scan)\b"
    )),
    ("hlta", re.compile(r"\b(?:am i|would i be|if i(?:'m| am)|whether i(?:'m| am)) (?:\w+ )?(?:ready|good enough|near enough|close)\b.*\b(?:hlta|higher level)\b")),
    ("basics", re.compile(r"\bcheck (?:on )?my (?:english|maths|spelling|reading|writing|numbers)\b|\b(?:english|maths)(?: and (?:english|maths))?\s(?:self[- ]?)?check\b")),
    ("provider", re.compile(r"\bwhat (?:to|should i|do i|can i|could i) ask (?:the |a |my )?(?:training )?(?:provider|college|centre|center)s?\b|\bquestions (?:for|to ask) (?:the |a )?(?:training )?(?:provider|college|centre)s?\b")),
    ("mentor", re.compile(r"\b(?:who|how) (?:could|can|should|would|do|to)\b.*\b(?:be|choose|find|pick|get|ask)\b.*\bmentor\b|\bhelp me (?:find|choose|pick) a mentor\b")),
    ("review", re.compile(r"\b(?:look|looking) back (?:at|on) (?:it|my plan|the plan|how it went)\b|\breview my plan\b|\b(?:i have|i've|ive) (?:finished|done|completed) (?:it|the course|my course|my plan)\b")),
    ("share", re.compile(
        r"\bwhat (?:will|would|can|could|may|might|does|do) (?:(?:my|the|her|his|their) )?(?:line )?(?:manager|boss|head|head ?teacher|school|others|other people|anyone else) (?:get to )?see\b"
        r"|\bshar(?:e|ing) (?:my|the|this|our|her|his|their) plan\b|\b(?:show|give|send|hand) (?:my|the|this|our|her|his|their) plan (?:on )?to\b|\bcopy (?:of (?:my|the) plan )?to share\b"
    )),
    ("become", re.compile(r"\bwhat (?:can|could|might) i (?:become|be next|move (?:up |on )?to)\b|\bwhere (?:can|could) i go from here\b")),
    ("worth", re.compile(r"\bwhat (?:does|do|is|are|would) (?:my|this) (?:old )?(?:certificate|qualification)s?\s(?:count for|worth|good for)\b")),
    ("team", re.compile(r"\bplan(?:ning)?\s(?:\w+ )?for (?:a|my|our|the) (?:whole )?team\b|\bplan(?:ning)?\s(?:the |their |our |staff )+(?:training|development|cpd)\b|\bteam page\b|\bmy whole team\b")),
    ("inbox", re.compile(
        r"\b(?:leave|send|drop) (?:them |him |her |someone |somebody )?(?:a|my) (?:message|question|note)\b(?!\s(?:out|blank|empty|unanswered|for later|for now))"
        r"|\bleave (?:this|the|that) (?:message|question|note) (?:for|with) (?!now\b|later\b)"
        r"|\b(?:can|could|will|would) you pass (?:this|it|that) on\b|\bpass my question on\b|\b(?:can|could|will|would) (?:someone|somebody|anyone|anybody|a person) (?:\w+ ){0,4}(?:get back to me|answer (?:it|this|that|me))\b"
    )),
    ("helps", re.compile(r"\bwhat else (?:can|could|do|will) you (?:help|do|offer|have)\b|\b(?:all|see|show me) (?:of )?(?:the |your )?(?:small |little )?helps\b|\bwhat(?: else|) can you help (?:me|us) with\b")),
    ("team-helps", re.compile(r"\bwhat(?: else|) can you help (?:my|our|the) team with\b|\b(?:help|helps) for (?:my|our|the|a) team\b")),
    ("units", re.compile(r"\bwhich (?:standards )?units\b|\bunits of the standards\b|\bstandards units\b")),
)
# Where any words are an answer, these stay commands however much is said; the others only as a few words.
_STAY_COMMANDS, _A_FEW = ("stop", "forget", "restart"), 4
_LEAVES = re.compile(
    r"\b(?:back to (?:the|my) (?:questions?|plan|steps?)|leave (?:this|it)(?: for now)?|not now|stop this|that's enough|enough of this|never ?mind|forget (?:this|it))\b"
)


def find(name: Optional[str]) -> Optional[Side]:
    """A side talk by its name, or None."""
    return SIDES.get(name or "") or side_helps.one(name or "")


def asked_for(text: str, store: Store) -> Optional[str]:
    """The side talk that a text in lower case asks for, or None."""
    by_name = next((name for name, pattern in _ASKED if pattern.search(text)), None)
    if by_name or (help := helps_asked.asked_for(text, store)) is None:
        return by_name
    return side_helps.ONE + help


def says_their_own(text: str, move: Optional[str]) -> bool:
    """True for a text that is an answer wherever any words are one, though it may look like a move or a wish for a side talk."""
    return len(text.split()) > _A_FEW and move not in _STAY_COMMANDS


def leaves(text: str) -> bool:
    """True if a text in lower case leaves a side talk, and nothing more."""
    return bool(_LEAVES.search(text))
