"""What every request to the channel passes before it is read: the site it comes from, and how often its sender asks."""
from __future__ import annotations

from typing import Optional

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import errors, requests, sites
from bot.channel.errors import ChannelError
from bot.channel.headers import CHANNEL
from bot.channel.limits import Limit, TooMany
from bot.channel.tokens import Token


def add(app: Sanic) -> None:
    """Puts the gate in front of the channel, and sets Rasa's own in front of everything aside."""

    async def gate(request: Request) -> Optional[HTTPResponse]:
        if not request.path.startswith(CHANNEL):
            return None
        try:
            return _passes(request)
        except ChannelError as error:
            return errors.answer(app.ctx.conversations.store, error, request)

    app.register_middleware(gate, "request")
    if hasattr(app.ctx, "sanic_cors"):
        # It answers OPTIONS anywhere, before a request gets here. Without rules it does nothing.
        app.ctx.sanic_cors.resources = []


def token(request: Request) -> Token:
    """The token of a request that its site may send, counted.

    Raises:
        ChannelError: no-token, expired, bad-origin or too-many.
    """
    conversations = request.app.ctx.conversations
    found = requests.token(conversations.parts.secret, request)
    count(conversations.limits.talks, found.plan)
    site(request, found.school)
    return found


def site(request: Request, school: Optional[str]) -> None:
    """Lets a request about a school pass, if it comes from one of its sites or from ours.

    Raises:
        ChannelError: bad-origin.
    """
    origin = _asking(request)
    if origin is not None and not request.app.ctx.conversations.sites.may(origin, school):
        raise ChannelError("bad-origin")


def count(limit: Limit, who: str) -> None:
    """Counts a request.

    Raises:
        ChannelError: too-many, with the seconds to wait.
    """
    try:
        limit.take(who)
    except TooMany as error:
        raise ChannelError("too-many", error.wait) from None


def _passes(request: Request) -> Optional[HTTPResponse]:
    """The answer to a preflight, or None: the request may go on.

    Raises:
        ChannelError: bad-origin or too-many.
    """
    conversations = request.app.ctx.conversations
    origin = _asking(request)
    if origin is not None and not conversations.sites.known(origin):
        raise ChannelError("bad-origin")
    count(conversations.limits.requests, requests.address(request))
    if origin is not None and sites.is_preflight(request):
        return response.empty(headers=sites.allowed_to_send())
    return None


def _asking(request: Request) -> Optional[str]:
    """The other site that a request comes from. A form that opens a page in a tab may hide its site: its token is enough, for no page can read the answer."""
    origin = sites.asking(request)
    return None if origin == "null" and requests.is_form(request) else origin
