"""Everything that goes wrong has one shape: {error: {code, message, retry}}; in a browser's tab it is a page with the same words.

The words are content: the phrase `channel-error-<code>`.
"""
from __future__ import annotations

import asyncio
import logging
from typing import Optional

from sanic import response
from sanic.exceptions import PayloadTooLarge, SanicException, ServiceUnavailable
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.channel.headers import IN_A_TAB, READING_POLICY
from bot.quiet import trail
from knowledge import refusal
from knowledge.people import Unavailable
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
    "bad-origin": (403, False),
    "not-found": (404, False),
    "forgotten": (404, False),
    "unknown-code": (404, False),
    "no-page": (404, False),
    "bad-method": (405, False),
    "moved": (409, False),
    "busy": (409, True),
    "too-long": (413, False),
    "feedback-long": (413, False),
    "bad-type": (415, False),
    "bad-format": (415, False),
    "too-many": (429, True),
    "unavailable": (503, True),
}
# What Sanic itself refuses.
_BY_STATUS = {400: "bad-json", 401: "no-token", 404: "not-found", 405: "bad-method", 413: "too-long", 415: "bad-type"}

# How many characters its words name, where these are not those of a message.
_MOST = {"feedback-long": settings.FEEDBACK_CHARACTERS}
# What Sanic calls a request whose head it could not read.
_UNREAD = "NONE"
# After so many seconds the same can be sent again, where nothing better is known.
_WAIT = 2
# So much of a request that is too long is taken in and dropped, and for so many seconds, so that its sender can read why.
_DROPPED, _DROP_SECONDS = 16 * 1024 * 1024, 10.0

logger = logging.getLogger(__name__)


class ChannelError(Exception):
    """A request the channel refuses, with one of CODES. `wait` is after how many seconds it can be sent again."""

    def __init__(self, code: str, wait: Optional[int] = None):
        super().__init__(code)
        self.code = code
        self.status, self.retry = CODES[code]
        self.wait = (_WAIT if wait is None else wait) if self.retry else None


def away(error: Unavailable) -> ChannelError:
    """The refusal of a request that the database of answers could not serve; what is wrong with it goes into the log."""
    logger.error("The database of answers cannot be used: %s", error)
    return ChannelError("unavailable")


def answer(store: Store, error: Exception, request: Request) -> HTTPResponse:
    """The response to a request that ended in `error`, whatever it is."""
    refusal_of = _refusal(error, request)
    message = store.phrase(f"channel-error-{refusal_of.code}", most=f"{_MOST.get(refusal_of.code, settings.MESSAGE_CHARACTERS):,}")
    # What Sanic says of a method: which ones there are.
    headers = {"Cache-Control": "no-store", **(getattr(error, "headers", None) or {})}
    if refusal_of.retry:
        headers["Retry-After"] = str(refusal_of.wait)
    if for_reading(request):
        page = {**headers, "Content-Security-Policy": READING_POLICY, "X-Robots-Tag": "noindex"}
        return response.html(refusal.page(store, message), status=refusal_of.status, headers=page)
    body = {"error": {"code": refusal_of.code, "message": message, "retry": refusal_of.retry}}
    return response.json(body, status=refusal_of.status, headers=headers)


def for_reading(request: Request) -> bool:
    """True if a person sees the answer in a tab of their own: a browser opened a plan, a page to keep or what is held."""
    return request.method == "POST" and request.path.endswith(IN_A_TAB) and "text/html" in request.headers.get("accept", "")


def handler(store: Store):
    """The same, as Sanic calls it."""

    async def handle(request: Request, error: Exception) -> HTTPResponse:
        if isinstance(error, PayloadTooLarge):
            await _drop_rest(request)
        return answer(store, error, request)

    return handle


def _refusal(error: Exception, request: Request) -> ChannelError:
    if isinstance(error, ChannelError):
        return error
    if isinstance(error, SanicException) and error.status_code in _BY_STATUS:
        return ChannelError(_BY_STATUS[error.status_code])
    if isinstance(error, ServiceUnavailable):
        # Asked while the server was still starting: not a fault worth a line.
        return ChannelError("unavailable")
    if request.method == _UNREAD or (isinstance(error, SanicException) and 400 <= error.status_code < 500):
        # Something in its head is wrong, or it never came to its end.
        return ChannelError("bad-request")
    logger.error("A request failed: %s", trail(error))
    return ChannelError("unavailable")


async def _drop_rest(request: Request) -> None:
    """Takes in what is still on its way: a browser that is cut off while it sends never reads the answer."""
    try:
        request.stream.request_max_size = _DROPPED
        await asyncio.wait_for(_read_on(request), _DROP_SECONDS)
    except (SanicException, asyncio.TimeoutError):
        pass


async def _read_on(request: Request) -> None:
    async for _ in request.stream:
        pass
