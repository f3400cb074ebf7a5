"""Tokens: signed, stateless, expiring. They say whose plan a request is about; the client cannot make one."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Optional

from bot import signed
from bot.signed import BadToken, ExpiredToken

__all__ = ["SECONDS", "BadToken", "ExpiredToken", "Token", "read", "write"]

# As long as the transcript: after that only the resume code leads back.
SECONDS = 30 * 24 * 3600
_PURPOSE = "token"


@dataclass(frozen=True)
class Token:
    """What a token says: the plan, the conversation it was given out for, and the school."""

    plan: str
    conversation: str
    school: Optional[str] = None


def write(secret: bytes, token: Token, now: Optional[float] = None) -> str:
    """The token as text, good for SECONDS from now."""
    return signed.write(secret, _PURPOSE, asdict(token), SECONDS, now)


def read(secret: bytes, text: Optional[str], now: Optional[float] = None) -> Token:
    """What the token says.

    Raises:
        BadToken: if there is none or it is not ours.
        ExpiredToken: if its time is over.
    """
    return Token(**signed.read(secret, _PURPOSE, text, now))
