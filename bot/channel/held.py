"""What is held about the person whose token it is: `GET /webhooks/widget/held` as a file, and a form's POST as a page in a tab."""
from __future__ import annotations

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.asking import ask
from bot.channel import gate, requests
from bot.channel.errors import ChannelError
from bot.channel.headers import PLAN_POLICY
from knowledge.held import as_json, held
from knowledge.held_page import page
from knowledge.people import Unavailable

FILE = "five-steps-held.json"


def add_route(routes: Blueprint) -> None:
    """Adds it to the channel."""
    routes.add_route(_held, "/held", methods=["GET", "POST"], name="held")


async def _held(request: Request) -> HTTPResponse:
    if request.method == "POST" and not requests.is_form(request):
        raise ChannelError("bad-type")
    token, conversations = gate.token(request), request.app.ctx.conversations
    plan = await conversations.plan_of(token)
    try:
        told = await ask(held, conversations.people, plan, conversations.store, settings.today())
    except Unavailable:
        raise ChannelError("unavailable") from None
    kept = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    if request.method == "POST":
        return response.html(page(told, conversations.store), headers={**kept, "Content-Security-Policy": PLAN_POLICY})
    headers = {**kept, "Content-Disposition": f'attachment; filename="{FILE}"'}
    return response.raw(as_json(told).encode(), content_type="application/json; charset=utf-8", headers=headers)
