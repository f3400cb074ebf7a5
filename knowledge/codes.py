"""Resume codes: twelve characters that can be read out loud, in three groups of four.

A code is never stored. It is made from a random seed, kept with the plan, and the server's secret,
so the same plan always has the same code; it is found again by a keyed hash.
"""
from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Optional

# No look-alikes: neither 0 and o, nor 1, i and l, nor b, d, p and q, nor u and v.
ALPHABET = "acefghjkmnrstwxyz23456789"
LENGTH = 12
_GROUP = f"[{ALPHABET}]{{4}}"
_WHOLE = re.compile(rf"{_GROUP}-?{_GROUP}-?{_GROUP}")
_INSIDE = re.compile(rf"(?<![A-Za-z0-9]){_GROUP}([ \-]*){_GROUP}([ \-]*){_GROUP}(?![A-Za-z0-9])", re.IGNORECASE)


def new_seed() -> str:
    """A random seed for a plan that gets its first code."""
    return secrets.token_hex(16)


def code(secret: bytes, seed: str) -> str:
    """The code of the plan with this seed, written `acef-ghjk-mnrs`."""
    number = int.from_bytes(_keyed(secret, "code", seed), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "-".join("".join(letters[start : start + 4]) for start in range(0, LENGTH, 4))


def digest(secret: bytes, code: str) -> str:
    """The keyed hash by which a plan is found; `code` may be written with or without hyphens."""
    return _keyed(secret, "hash", code.replace("-", "")).hex()


def tidy(typed: str) -> Optional[str]:
    """A code as somebody typed it, without blanks and capitals, or None if it cannot be one."""
    squeezed = re.sub(r"\s+", "", typed).lower()
    return squeezed.replace("-", "") if _WHOLE.fullmatch(squeezed) else None


def find(text: str) -> tuple[list[str], bool]:
    """What may be a resume code in ordinary words.

    Returns:
        The possible codes, and whether one of them is certainly meant as a code: it has its hyphens
        or a figure. Words like "near them here" can look like a code and are not certain.
    """
    found, certain = [], False
    for match in _INSIDE.finditer(text):
        found.append(tidy(match.group()))
        certain = certain or "-" in match.group(1) + match.group(2) or any(c.isdigit() for c in match.group())
    return [code for code in found if code], certain


def _keyed(secret: bytes, purpose: str, text: str) -> bytes:
    return hmac.new(secret, f"{purpose}:{text}".encode(), hashlib.sha256).digest()
