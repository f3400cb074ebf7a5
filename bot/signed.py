"""Signed, expiring texts for addresses and headers: nobody else can make one, and one for one purpose is none for another."""
from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from typing import Optional


class BadToken(Exception):
    """It was not made here, was changed, or was made for something else."""


class ExpiredToken(BadToken):
    """It was good once."""


def write(secret: bytes, purpose: str, claims: dict, seconds: int, now: Optional[float] = None) -> str:
    """The claims as text, good for so many seconds from now."""
    claims = {**claims, "until": int((time.time() if now is None else now) + seconds)}
    body = _text(json.dumps(claims, separators=(",", ":")).encode())
    return f"{body}.{_text(_signature(secret, purpose, body))}"


def read(secret: bytes, purpose: str, text: Optional[str], now: Optional[float] = None) -> dict:
    """The claims of a text that was written for this purpose.

    Raises:
        BadToken: if there is none or it is not ours.
        ExpiredToken: if its time is over.
    """
    body, _, signature = (text or "").partition(".")
    # Bytes are compared, for text that is not ASCII cannot be.
    if not hmac.compare_digest(_text(_signature(secret, purpose, body)).encode(), _bytes(signature)):
        raise BadToken
    try:
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (binascii.Error, ValueError):
        raise BadToken from None
    if claims.pop("until") < (time.time() if now is None else now):
        raise ExpiredToken
    return claims


def _signature(secret: bytes, purpose: str, body: str) -> bytes:
    return hmac.new(secret, _bytes(f"{purpose}:{body}"), hashlib.sha256).digest()


def _bytes(text: str) -> bytes:
    # A client may send halves of characters too.
    return text.encode("utf-8", "replace")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
