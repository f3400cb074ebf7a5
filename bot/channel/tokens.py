"""Tokens: signed, stateless, expiring. They say whose plan a request is about; the client cannot make one."""
from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from dataclasses import asdict, dataclass
from typing import Optional

# As long as the transcript: after that only the resume code leads back.
SECONDS = 30 * 24 * 3600


class BadToken(Exception):
    """The token was not made here, or was changed."""


class ExpiredToken(BadToken):
    """The token was good once."""


@dataclass(frozen=True)
class Token:
    """What a token says: the plan, the conversation it was given out for, and the school."""

    plan: str
    conversation: str
    school: Optional[str] = None


def write(secret: bytes, token: Token, now: Optional[float] = None) -> str:
    """The token as text, good for SECONDS from now."""
    claims = {**asdict(token), "until": int((time.time() if now is None else now) + SECONDS)}
    body = _text(json.dumps(claims, separators=(",", ":")).encode())
    return f"{body}.{_text(_signature(secret, body))}"


def read(secret: bytes, text: Optional[str], now: Optional[float] = None) -> Token:
    """What the token says.

    Raises:
        BadToken: if there is none or it is not ours.
        ExpiredToken: if its time is over.
    """
    body, _, signature = (text or "").partition(".")
    # Bytes are compared, for text that is not ASCII cannot be.
    if not hmac.compare_digest(_text(_signature(secret, body)).encode(), _bytes(signature)):
        raise BadToken
    try:
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (binascii.Error, ValueError):
        raise BadToken from None
    if claims.pop("until") < (time.time() if now is None else now):
        raise ExpiredToken
    return Token(**claims)


def _signature(secret: bytes, body: str) -> bytes:
    return hmac.new(secret, b"token:" + _bytes(body), hashlib.sha256).digest()


def _bytes(text: str) -> bytes:
    # A client may send halves of characters too.
    return text.encode("utf-8", "replace")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
