"""The headers of every answer: what a browser may do with it, who may read it, and who may hold it in a frame."""
from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import sites

# Data is shown by nobody.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
# A page loads its own files and talks to its own address; nothing else, and nothing inline.
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
POLICY = _PAGE_POLICY.format(ancestors="'none'")
# A plan, and a page to keep, is a document with its own style and no script.
PLAN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# A page of ours that only tells something.
READING_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# What a form of the widget opens in a tab of its own.
IN_A_TAB = ("/plan", "/page", "/held")
CHANNEL, SCRIPT = "/webhooks/", "/widget.js"
_PICTURES = (".svg", ".png", ".ico")
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def add(app: Sanic) -> None:
    """Puts them on whatever the server answers; an answer that has one already keeps it."""

    async def complete(request: Request, answer: HTTPResponse) -> None:
        for name, value in {**_for(request, answer), **_EVERYWHERE}.items():
            answer.headers.setdefault(name, value)
        _let_read(request, answer)

    app.register_middleware(complete, "response")


def front_policy(framing: tuple[str, ...]) -> str:
    """The policy of the page to talk on, which some sites may show in a frame."""
    return _PAGE_POLICY.format(ancestors=" ".join(["'self'", *framing]))


def _for(request: Request, answer: HTTPResponse) -> dict[str, str]:
    page = (answer.content_type or "").startswith("text/html")
    found = {"Content-Security-Policy": POLICY if page else DATA_POLICY}
    if page:
        found["Cross-Origin-Opener-Policy"] = "same-origin"
    public = request.path == SCRIPT or (request.path.startswith("/widget/") and request.path.endswith(_PICTURES))
    found["Cross-Origin-Resource-Policy"] = "cross-origin" if public else "same-origin"
    if request.path == SCRIPT:
        # Anybody may read it, so that a page can check what it loads (`integrity`).
        found["Access-Control-Allow-Origin"] = "*"
    return found


def _let_read(request: Request, answer: HTTPResponse) -> None:
    """Lets the pages of named sites read what the channel answers, errors among it."""
    if not request.path.startswith(CHANNEL):
        return
    answer.headers["Vary"] = "Origin"
    origin = sites.asking(request)
    if origin and request.app.ctx.conversations.sites.known(origin):
        answer.headers.update(sites.allowed(origin))
