"""Which other sites may use the guide: whose pages may talk to it, and which may hold it in a frame.

A site is named by a school, for its own conversations, or in a setting, for all. What a conversation without a school
says belongs to no school, so every named site may hold one: a plan begun on our own page can be carried on at work.
"""
from __future__ import annotations

from typing import Optional

from sanic.request import Request

from bot import settings
from knowledge import origins
from knowledge.store import Store

# What our script may send and read from another site.
_HEADERS = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    # Two hours, which is the longest that browsers keep it.
    "Access-Control-Max-Age": "7200",
}
_READABLE = "Content-Disposition, Retry-After"


class Sites:
    """The sites that are named in the settings and in the files of schools."""

    def __init__(self, store: Store):
        self._store = store
        self._everywhere, self._frames = settings.origins(), settings.frames()

    def known(self, origin: str) -> bool:
        """True if a site is named at all."""
        return origin in self._everywhere or origin in self._store.places.origins()

    def may(self, origin: str, school: Optional[str]) -> bool:
        """True if pages of a site may talk to the guide for a school, or for none."""
        return self.known(origin) if school is None else origin in self._everywhere or origin in self._store.places.origins(school)

    def framing(self, school: Optional[str]) -> tuple[str, ...]:
        """The sites that may show the page to talk on in a frame, for a school or for none."""
        return origins.together(self._everywhere, self._frames, self._store.places.frames(school) if school else ())


def asking(request: Request) -> Optional[str]:
    """The site whose page sends a request, where it is not ours; None for our own pages and for what is no browser."""
    origin = request.headers.get("origin")
    return None if origin is None or origins.is_here(origin, request.headers.get("host", "")) else origin


def is_preflight(request: Request) -> bool:
    """True if a browser asks whether a page of another site may send what it is about to send."""
    return request.method == "OPTIONS" and "access-control-request-method" in request.headers


def allowed(origin: str) -> dict[str, str]:
    """The headers that let a named site read an answer."""
    return {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": _READABLE}


def allowed_to_send() -> dict[str, str]:
    """The headers that answer a preflight of a named site."""
    return dict(_HEADERS)
