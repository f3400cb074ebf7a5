"""What people ask about a suggestion: "why this?", "what comes after?"; or one thing of it: "is it free?", "is there an exam in that?"."""
from __future__ import annotations

import re
from typing import Optional

from knowledge.advice import first_things

_ASKS = re.compile(r"^(?:\W*(?:and|but|so|ok|okay|well)\b)*\W*(?:is|are|do|does|will|would|how|what|when)\b")
_POINTS = re.compile(r"\b(?:it|that|this|they|them|these|those|one|ones)\b")
# The label of the line on a card -> how people ask for it.
_ABOUT = {
    "card-cost": re.compile(r"\b(?:free|costs?|how much|fees?|price|expensive)\b"),
    "card-time": re.compile(r"\bhow (?:long|many (?:days|weeks|months|hours))\b"),
    "card-assessed": re.compile(r"\b(?:exams?|assess\w*|tests?|marked)\b"),
}
_SHORT = 8
# Each with what it is; "why do you ask" is another matter.
_ASKED: tuple[tuple[str, re.Pattern], ...] = (
    ("manager", re.compile(
        r"\b(?:what|how) (?:do|should|can|could|would|shall|might) i (?:say|tell|ask|put|word|write|bring|approach|persuade|convince)\b"
        r".*\b(?:manager|boss|head|her|him|them|school|line manager)\b|\bwords?\s(?:for|to) my (?:manager|boss|head)\b"
    )),
    ("first", first_things.ASKED),
    ("school", re.compile(
        r"\bwhat (?:do|should|must|will|would) (?:i|we) (?:(?:need|have|got) to )?(?:agree|settle|sort out|arrange) with (?:the |my |our )?(?:school|head|manager|boss|work)\b|"
        r"\bwhat (?:will|would|does|do|must|should) (?:the|my|our|a) school (?:have to |need to |got to )?(?:give|do|provide|offer|put in)\b"
        r"|\bwhat (?:will|would|does) (?:it|this|that) (?:cost|need from|ask of|take from|mean for) (?:the|my|our) school\b"
    )),
    ("why-not", re.compile(
        r"\bwhy (?:not|can'?t|cant|isn'?t|isnt|aren'?t|won'?t|wasn'?t|didn'?t you|haven'?t you)\b|\bhow come (?:not|you didn'?t|there'?s no)\b"
    )),
    ("after", re.compile(
        r"\bwhat (?:comes|would come|could come|can come|happens|can i do|could i do|is there|next)\b.*\b(?:after|next|then)\b|\bwhat(?:'s| is)?\safter\b"
        r"|^\W*(?:and )?(?:what )?then what\b|^\W*and then\b|\bwhere (?:does|will|would|could|can|might) (?:it|that|this|they|these) (?:lead|take|get)\b"
        r"|\bwhat (?:does|will|would|could|can) (?:it|that|this) lead\b"
    )),
    ("compare", re.compile(
        r"\bcompare\b|\bdifference between\b|\bwhich (?:one )?is (?:better|best|easier|cheaper|quicker|shorter)\b|\bside by side\b"
    )),
    ("no-course", re.compile(
        r"\b(?:not|no|without|rather than|instead of)(?: (?:a|any|another|going on a|doing a))?\s(?:course|courses|college|qualification|classroom)\b"
    )),
    ("why", re.compile(
        r"^\W*(?:and |but |so |ok |okay )*(?:why|how come|what makes you)\b(?!.*\b(?:you (?:ask|need|want|asking)|asking|ask me)\b)"
    )),
)


def asked(text: str) -> Optional[str]:
    """The label of the line that a short question asks for, where it points to what is on the screen; else None."""
    said = text.lower()
    if len(said.split()) > _SHORT or not (_ASKS.match(said) and _POINTS.search(said)):
        return None
    return next((label for label, pattern in _ABOUT.items() if pattern.search(said)), None)


def matter(text: str) -> Optional[str]:
    """What a text in lower case asks about a suggestion, by its name in the table; None where it asks nothing of the kind."""
    return next((name for name, pattern in _ASKED if pattern.search(text)), None)
