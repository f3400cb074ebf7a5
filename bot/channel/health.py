"""Whether the guide is alive and ready, for whoever keeps it running: /health and /ready.

Alive is a process that answers. Ready is a guide that can take a turn: its model is loaded, the knowledge base can be read,
the database takes an answer, and the action server answers. Neither says anything of a person, and neither needs a token.
"""
from __future__ import annotations

import asyncio
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Awaitable, Callable

import aiohttp
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from knowledge.people import PeopleError

# Whoever asks more often gets the last answer again, so that asking can be no burden.
KEPT_SECONDS = 1.0
PATIENCE_SECONDS = 2.0
_HEADERS = {"Cache-Control": "no-store"}


def add_health(app: Sanic) -> None:
    """Serves /health and /ready."""
    kept: dict = {"at": -KEPT_SECONDS, "parts": {}}
    turn, saving = asyncio.Lock(), OneAtATime()

    async def health(_request: Request) -> HTTPResponse:
        return response.json({"alive": True}, headers=_HEADERS)

    async def ready(request: Request) -> HTTPResponse:
        async with turn:
            if time.monotonic() - kept["at"] >= KEPT_SECONDS:
                kept.update(parts=await parts(request.app, saving), at=time.monotonic())
        found = all(kept["parts"].values())
        return response.json({"ready": found, "parts": kept["parts"]}, status=200 if found else 503, headers=_HEADERS)

    for name, handler in (("health", health), ("ready", ready)):
        app.add_route(handler, f"/{name}", methods=["GET", "HEAD"], name=f"five-steps-{name}")


class OneAtATime:
    """Asks something in a thread, and not again while it has not come back: a disk that hangs must not take every thread."""

    def __init__(self) -> None:
        self._thread, self._asked = ThreadPoolExecutor(1, thread_name_prefix="ready"), None

    async def ask(self, question: Callable[[], None]) -> None:
        """Waits for the answer.

        Raises:
            asyncio.TimeoutError: if the one before is still out.
        """
        if self._asked and not self._asked.done():
            raise asyncio.TimeoutError
        self._asked = self._thread.submit(question)
        await asyncio.wrap_future(self._asked)


async def parts(app: Sanic, saving: OneAtATime) -> dict[str, bool]:
    """Which parts of a turn answer: {"model", "knowledge", "people", "actions"}."""
    agent, conversations = getattr(app.ctx, "agent", None), app.ctx.conversations
    return {
        "model": bool(agent and agent.is_ready()),
        "knowledge": await _answers(lambda: asyncio.to_thread(conversations.store.full_text, "level")),
        "people": await _answers(lambda: saving.ask(conversations.people.check)),
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
