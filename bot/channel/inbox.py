"""The page of a school's named person, at /inbox/<signed link>: what was left at that school, with buttons to mark it."""
from __future__ import annotations

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import inbox_links
from bot.asking import ask
from bot.channel import errors, requests
from bot.channel.limits import TooMany
from bot.signed import BadToken, ExpiredToken
from knowledge import inbox_page
from knowledge.inbox import MARKS
from knowledge.people import Unavailable

# A page with a style sheet and forms to its own address, and nothing else.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
# What went wrong: the name of its words, and the status.
_STATUS = {ExpiredToken: ("expired", 410), BadToken: ("wrong", 403), TooMany: ("busy", 429), Unavailable: ("busy", 503)}


def add_page(app: Sanic) -> None:
    """Serves it. A press of a button sends a form to the same address, and leads back to the page."""

    app.add_route(_answered, f"{inbox_links.PATH}<link:str>", methods=["GET", "HEAD", "POST"], name="inbox")


async def _answered(request: Request, link: str) -> HTTPResponse:
    conversations = request.app.ctx.conversations
    try:
        school = _school(request, link)
        return await (_marked if request.method == "POST" else _shown)(request, school)
    except tuple(_STATUS) as error:
        if isinstance(error, Unavailable):
            errors.away(error)
        name, status = _STATUS[type(error)]
        return response.html(inbox_page.refused(conversations.parts.store, name), status=status, headers=_HEADERS)


def _school(request: Request, link: str) -> str:
    """The school of a link. Good links are counted by school, others by address, so that no stranger keeps a named person out.

    Raises:
        BadToken, ExpiredToken, TooMany
    """
    conversations = request.app.ctx.conversations
    try:
        school = inbox_links.school(conversations.parts.secret, link)
    except BadToken:
        conversations.limits.inbox.take(f"address {requests.address(request)}")
        raise
    conversations.limits.inbox.take(f"school {school}")
    return school


async def _shown(request: Request, school: str) -> HTTPResponse:
    conversations = request.app.ctx.conversations
    left = await ask(conversations.people.inbox.left, school)
    feedback = await ask(conversations.people.feedback.given, school)
    return response.html(inbox_page.page(conversations.parts.store, school, left, feedback), headers=_HEADERS)


async def _marked(request: Request, school: str) -> HTTPResponse:
    """Marks one question of this school; an id of another, or one that was taken back meanwhile, changes nothing."""
    id, state = request.form.get("id"), request.form.get("mark")
    if id and state in MARKS:
        await ask(request.app.ctx.conversations.people.inbox.mark, id, state, school)
    # The browser gets the page again by itself, so that loading it once more marks nothing.
    return response.empty(status=303, headers={**_HEADERS, "Location": request.path})
