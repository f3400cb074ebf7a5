"""What is held about the person whose token it is: `GET /webhooks/widget/held`."""
from __future__ import annotations

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.asking import ask
from bot.channel import gate
from bot.channel.errors import ChannelError
from knowledge.held import as_json, held
from knowledge.people import Unavailable

FILE = "five-steps-held.json"


def add_route(routes: Blueprint) -> None:
    """Adds it to the channel."""
    routes.add_route(_held, "/held", methods=["GET"], name="held")


async def _held(request: Request) -> HTTPResponse:
    token, conversations = gate.token(request), request.app.ctx.conversations
    plan = await conversations.plan_of(token)
    try:
        told = await ask(held, conversations.people, plan, conversations.store, settings.today())
    except Unavailable:
        raise ChannelError("unavailable") from None
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
    return response.raw(as_json(told).encode(), content_type="application/json; charset=utf-8", headers=headers)
