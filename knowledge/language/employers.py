"""Whom a person says they work for: a contractor, an agency, the council or a trust."""
from __future__ import annotations

import re

from knowledge.language.words import joined, words

CONTRACTOR, AGENCY, COUNCIL, TRUST = "contractor", "agency", "council", "trust"
_EMPLOYERS = {
    "contractor": CONTRACTOR, "contractors": CONTRACTOR, "company": CONTRACTOR, "firm": CONTRACTOR, "outsourced": CONTRACTOR, "agency": AGENCY,
    "council": COUNCIL, "trust": TRUST, "mat": TRUST,
}
_EMPLOYED = re.compile(
    r"\b(?:work|works|working|employed|paid|employer is|payslip says)(?: (?:for|by|with|through))?(?: (?:an?|the))?(?: \w+){0,2}? (contractors?|company|firm|agency|council|trust|mat)\b"
    r"|\b(?:we are|i am|been) (outsourced|agency)\b"
)


def named(text: str) -> str | None:
    """The kind of employer a text names as the speaker's, or None."""
    found = _EMPLOYED.search(joined(words(text)))
    return _EMPLOYERS[found[1] or found[2]] if found else None
