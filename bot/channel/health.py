"""Whether the guide is alive and ready, for whoever keeps it running: /health and /ready.

Alive is a process that answers. Ready is a guide that can take a turn: its model is loaded, the knowledge base and the
database can be read, and the action server answers. Neither says anything of a person, and neither needs a token.
"""
from __future__ import annotations

import asyncio
import sqlite3
import time
from typing import Awaitable, Callable

import aiohttp
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.asking import ask
from knowledge.people import PeopleError

# Whoever asks more often gets the last answer again, so that asking can be no burden.
KEPT_SECONDS = 1.0
PATIENCE_SECONDS = 2.0
_HEADERS = {"Cache-Control": "no-store"}
# An id that no plan has: looking for it shows that the database answers.
_NOBODY = ""


def add_health(app: Sanic) -> None:
    """Serves /health and /ready."""
    kept: dict = {"at": -KEPT_SECONDS, "parts": {}}
    turn = asyncio.Lock()

    async def health(_request: Request) -> HTTPResponse:
        return response.json({"alive": True}, headers=_HEADERS)

    async def ready(request: Request) -> HTTPResponse:
        async with turn:
            if time.monotonic() - kept["at"] >= KEPT_SECONDS:
                kept.update(parts=await parts(request.app), at=time.monotonic())
        found = all(kept["parts"].values())
        return response.json({"ready": found, "parts": kept["parts"]}, status=200 if found else 503, headers=_HEADERS)

    for name, handler in (("health", health), ("ready", ready)):
        app.add_route(handler, f"/{name}", methods=["GET", "HEAD"], name=f"five-steps-{name}")


async def parts(app: Sanic) -> dict[str, bool]:
    """Which parts of a turn answer: {"model", "knowledge", "people", "actions"}."""
    agent, conversations = getattr(app.ctx, "agent", None), app.ctx.conversations
    return {
        "model": bool(agent and agent.is_ready()),
        "knowledge": await _answers(lambda: asyncio.to_thread(conversations.store.full_text, "level")),
        "people": await _answers(lambda: ask(conversations.people.find, _NOBODY)),
        "actions": bool(agent and agent.action_endpoint) and await _answers(lambda: _actions(agent.action_endpoint.url)),
    }


async def _answers(question: Callable[[], Awaitable]) -> bool:
    try:
        await asyncio.wait_for(question(), PATIENCE_SECONDS)
    except (PeopleError, sqlite3.Error, OSError, aiohttp.ClientError, asyncio.TimeoutError):
        return False
    return True


async def _actions(url: str) -> None:
    """Asks the action server how it is, beside the address that Rasa calls."""
    async with aiohttp.ClientSession() as session:
        async with session.get(url.rsplit("/", 1)[0] + "/health") as answer:
            answer.raise_for_status()
