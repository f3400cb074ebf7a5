"""One thing about what is suggested: "is it free?", "how long does it take?", "is there an exam in that?"."""
from __future__ import annotations

import re
from typing import Optional

_ASKS = re.compile(r"^(?:\W*(?:and|but|so|ok|okay|well)\b)*\W*(?:is|are|do|does|will|would|how|what|when)\b")
_POINTS = re.compile(r"\b(?:it|that|this|they|them|these|those|one|ones)\b")
# The label of the line on a card -> how people ask for it.
_ABOUT = {
    "card-cost": re.compile(r"\b(?:free|costs?|how much|fees?|price|expensive)\b"),
    "card-time": re.compile(r"\bhow (?:long|many (?:days|weeks|months|hours))\b"),
    "card-assessed": re.compile(r"\b(?:exams?|assess\w*|tests?|marked)\b"),
}
_SHORT = 8


def asked(text: str) -> Optional[str]:
    """The label of the line that a short question asks for, where it points to what is on the screen; else None."""
    said = text.lower()
    if len(said.split()) > _SHORT or not (_ASKS.match(said) and _POINTS.search(said)):
        return None
    return next((label for label, pattern in _ABOUT.items() if pattern.search(said)), None)
