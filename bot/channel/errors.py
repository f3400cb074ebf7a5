"""Everything that goes wrong has one shape: {error: {code, message, retry}}.

The words are content: the phrase `channel-error-<code>`.
"""
from __future__ import annotations

import logging

from sanic import response
from sanic.exceptions import SanicException, ServiceUnavailable
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.quiet import trail
from knowledge.store import Store

# code: (status, whether sending the same again can help)
CODES = {
    "bad-json": (400, False),
    "bad-request": (400, False),
    "bad-choice": (400, False),
    "bad-code": (400, False),
    "blank": (400, False),
    "no-token": (401, False),
    "expired": (401, False),
    "not-found": (404, False),
    "forgotten": (404, False),
    "unknown-code": (404, False),
    "no-page": (404, False),
    "bad-method": (405, False),
    "moved": (409, False),
    "busy": (409, True),
    "too-long": (413, False),
    "bad-type": (415, False),
    "bad-format": (415, False),
    "too-many": (429, True),
    "unavailable": (503, True),
}
# What Sanic itself refuses.
_BY_STATUS = {400: "bad-json", 401: "no-token", 404: "not-found", 405: "bad-method", 413: "too-long", 415: "bad-type"}

logger = logging.getLogger(__name__)


class ChannelError(Exception):
    """A request the channel refuses, with one of CODES."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
        self.status, self.retry = CODES[code]


def answer(store: Store, error: Exception) -> HTTPResponse:
    """The response to a request that ended in `error`, whatever it is."""
    if isinstance(error, ChannelError):
        refusal = error
    elif isinstance(error, SanicException) and error.status_code in _BY_STATUS:
        refusal = ChannelError(_BY_STATUS[error.status_code])
    elif isinstance(error, ServiceUnavailable):
        # Asked while the server was still starting: not a fault worth a line.
        refusal = ChannelError("unavailable")
    else:
        logger.error("A request failed: %s", trail(error))
        refusal = ChannelError("unavailable")
    message = store.phrase(f"channel-error-{refusal.code}", most=f"{settings.MESSAGE_CHARACTERS:,}")
    body = {"error": {"code": refusal.code, "message": message, "retry": refusal.retry}}
    headers = {"Cache-Control": "no-store"}
    if refusal.retry:
        headers["Retry-After"] = "2"
    return response.json(body, status=refusal.status, headers=headers)


def handler(store: Store):
    """The same, as Sanic calls it."""

    async def handle(_request: Request, error: Exception) -> HTTPResponse:
        return answer(store, error)

    return handle
