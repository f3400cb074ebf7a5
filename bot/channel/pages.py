"""The page to talk on, served at / and under /widget/, and the security headers of every answer."""
from __future__ import annotations

from pathlib import Path
from typing import Optional

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

WIDGET = Path(__file__).resolve().parent.parent / "widget"
# The page loads its own files and talks to its own address; nothing else, and nothing inline.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
# A plan is a document with its own style and no script.
PLAN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def add_front_page(app: Sanic) -> None:
    """Serves the page at /, where Rasa has a greeting of its own that cannot be routed away."""

    async def front_page(request: Request) -> Optional[HTTPResponse]:
        if request.path == "/" and request.method in ("GET", "HEAD"):
            return await response.file(str(WIDGET / "index.html"), headers={"Cache-Control": "no-cache"})
        return None

    async def headers(request: Request, answer: HTTPResponse) -> None:
        policy = PLAN_POLICY if request.path.endswith("/plan") else POLICY
        answer.headers.setdefault("Content-Security-Policy", policy)
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        answer.headers.setdefault("Referrer-Policy", "no-referrer")

    app.register_middleware(front_page, "request")
    app.register_middleware(headers, "response")
