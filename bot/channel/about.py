"""The page that says what the guide is and whom to ask, at /about; with ?school=ID also who that is at a school."""
from __future__ import annotations

import asyncio

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.channel import headers, requests
from knowledge import about

PATH = "/about"


def add_page(app: Sanic) -> None:
    """Serves it."""
    app.add_route(_page, PATH, methods=["GET", "HEAD"], name="about")


async def _page(request: Request) -> HTTPResponse:
    """The page; a school that has no file here, or cannot have one, gets what everybody gets."""
    school = requests.named_school(request)
    store = request.app.ctx.conversations.parts.store
    made = await asyncio.to_thread(about.page, store, settings.today(), school)
    return response.html(made, headers={"Cache-Control": "no-cache", "Content-Security-Policy": headers.READING_POLICY})
