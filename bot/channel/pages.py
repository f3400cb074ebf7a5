"""The page to talk on, served at /, with the widget and its files; and the pages of what the guide knows, under /knowledge."""
from __future__ import annotations

import asyncio
import datetime
import hashlib
from pathlib import Path
from typing import Optional

from sanic import Sanic, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import headers, requests, widget_file
from knowledge import provenance
from knowledge.store import Store

WIDGET = Path(__file__).resolve().parent.parent / "widget"


def add_front_page(app: Sanic) -> None:
    """Serves the page at /, where Rasa has a greeting of its own that cannot be routed away, and what goes with it."""

    async def front_page(request: Request) -> Optional[HTTPResponse]:
        if request.path == "/" and request.method in ("GET", "HEAD"):
            framing = request.app.ctx.conversations.sites.framing(requests.named_school(request))
            policy = {"Content-Security-Policy": headers.front_policy(framing)}
            return await response.file(str(WIDGET / "index.html"), headers={"Cache-Control": "no-cache", **policy})
        return None

    app.register_middleware(front_page, "request")
    widget_file.add(app, WIDGET)
    _add_knowledge(app)


def add_files(app: Sanic) -> None:
    """Serves the files of bot/widget, each at an address of its own: no other address leads to the disk."""
    for path in sorted(WIDGET.iterdir()):
        if path.is_file():
            app.static(f"/widget/{path.name}", str(path), name=f"widget-{path.name}")


def _add_knowledge(app: Sanic) -> None:
    """Serves what the guide knows at /knowledge and /knowledge/<kind>."""
    kept = _Kept()

    async def index(request: Request) -> HTTPResponse:
        return await answer(request, provenance.INDEX)

    async def kind(request: Request, kind: str) -> HTTPResponse:
        if kind == provenance.INDEX:
            raise NotFound("the first page has one address")
        return await answer(request, kind)

    async def answer(request: Request, name: str) -> HTTPResponse:
        pages = await kept.pages(request.app.ctx.conversations.parts.store)
        if name not in pages:
            raise NotFound(f"no page {name}")
        body, tag = pages[name]
        fresh = {"Cache-Control": "no-cache", "ETag": tag}
        if tag in request.headers.get("if-none-match", ""):
            return response.empty(status=304, headers=fresh)
        return response.html(body, headers=fresh)

    app.add_route(index, "/knowledge", methods=["GET", "HEAD"], name="knowledge-index")
    app.add_route(index, "/knowledge/", methods=["GET", "HEAD"], name="knowledge-index-slash", strict_slashes=True)
    app.add_route(kind, "/knowledge/<kind:str>", methods=["GET", "HEAD"], name="knowledge-kind")


class _Kept:
    """The pages as they were last made: again for another build of the knowledge base, or on another day."""

    def __init__(self):
        self._of: tuple = ()
        self._pages: dict[str, tuple[bytes, str]] = {}
        self._turn = asyncio.Lock()

    async def pages(self, store: Store) -> dict[str, tuple[bytes, str]]:
        """{name: (HTML, entity tag)}. They are made beside the conversations, which never wait for it."""
        today = datetime.date.today()
        async with self._turn:
            if self._of != (store.build, today):
                self._pages = await asyncio.get_running_loop().run_in_executor(None, _made, store, today)
                self._of = (store.build, today)
            return self._pages


def _made(store: Store, today: datetime.date) -> dict[str, tuple[bytes, str]]:
    pages = {name: page.encode() for name, page in provenance.pages(store, today).items()}
    return {name: (page, f'"{hashlib.sha256(page).hexdigest()[:16]}"') for name, page in pages.items()}
