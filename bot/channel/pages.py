"""The page to talk on, served at / and under /widget/."""
from __future__ import annotations

from pathlib import Path
from typing import Optional

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

WIDGET = Path(__file__).resolve().parent.parent / "widget"


def add_front_page(app: Sanic) -> None:
    """Serves the page at /, where Rasa has a greeting of its own that cannot be routed away."""

    async def front_page(request: Request) -> Optional[HTTPResponse]:
        if request.path == "/" and request.method in ("GET", "HEAD"):
            return await response.file(str(WIDGET / "index.html"), headers={"Cache-Control": "no-cache"})
        return None

    app.register_middleware(front_page, "request")
