"""Refuses a request whose head does not say plainly how long its body is, before anybody reads that body.

Sanic 21.12 takes whatever Python reads as a number. Of a length below nothing it reads without an end and without a pause, and
the whole server stands still: one request was enough. Two lengths, or a length and pieces, mean one thing here and another to a
server in front, which is how a second request is hidden in a first (request smuggling).
"""
from __future__ import annotations

import re

from sanic import Sanic
from sanic.exceptions import InvalidUsage
from sanic.request import Request

# More digits than any body has, and few enough to be read at once.
_LENGTH = re.compile(r"[0-9]{1,15}")
_EVENT = "http.lifecycle.request"


def add(app: Sanic) -> None:
    """Has every head looked at as soon as it is there."""
    app.add_signal(check, _EVENT)


async def check(request: Request) -> None:
    """Lets a request pass that has no body, one length in digits alone, or comes in pieces ("chunked").

    Raises:
        InvalidUsage: for any other.
    """
    lengths, codings = (request.headers.getall(name, []) for name in ("content-length", "transfer-encoding"))
    plain = len(lengths) + len(codings) <= 1 and all(map(_LENGTH.fullmatch, lengths)) and all(coding == "chunked" for coding in codings)
    if not plain:
        raise InvalidUsage("The length of the body is not said plainly.")
