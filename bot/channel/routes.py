"""The channel's addresses. Each handler reads the request, asks `Conversations`, and answers JSON."""
from __future__ import annotations

from functools import partial, wraps
from typing import Callable

from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import stopping, strict_heads
from bot.channel import about, errors, feedback, gate, headers, health, held, inbox, pages, requests, to_keep
from bot.channel.conversations import NAME, Conversations, Parts

# The longest request that is read at all; a message may be far shorter.
MOST_BYTES = 256 * 1024
# So long may a request that has begun to arrive be silent. Rasa leaves it at Sanic's minute, in which slow senders gather.
SILENT_SECONDS = 15
# So long may a turn that is going on take to end when the guide is asked to stop; the launcher waits a little longer.
LAST_SECONDS = 4.0
_SHOWN = ("text/html", "application/json")


class WidgetBlueprint(Blueprint):
    """The routes, and what the whole server needs with them: the page, the errors, the size limit."""

    def __init__(self, parts: Callable[[], Parts]):
        super().__init__(NAME)
        self.ctx.parts = parts

    def register(self, app: Sanic, options: dict):
        """Called by Sanic when the blueprint joins the server."""
        parts = self.ctx.parts()
        app.ctx.conversations = Conversations(parts)
        app.config.REQUEST_MAX_SIZE = MOST_BYTES
        app.config.REQUEST_TIMEOUT = SILENT_SECONDS
        app.config.GRACEFUL_SHUTDOWN_TIMEOUT = LAST_SECONDS
        app.error_handler.add(Exception, errors.handler(parts.store))
        strict_heads.add(app)
        gate.add(app)
        headers.add(app)
        stopping.end_connections(app)
        pages.add_files(app)
        pages.add_front_page(app)
        about.add_page(app)
        inbox.add_page(app)
        health.add_health(app)
        app.register_listener(_warm_up, "after_server_start")
        app.register_listener(_close, "after_server_stop")
        return super().register(app, options)


async def _warm_up(app: Sanic, _loop) -> None:
    """The first message takes a second longer than the next: let it not be a person's."""
    await app.ctx.conversations.warm_up(app.ctx.agent)


async def _close(app: Sanic, _loop) -> None:
    app.ctx.conversations.people.close()


def blueprint(parts: Callable[[], Parts]) -> Blueprint:
    """The channel as Rasa mounts it under /webhooks/widget. `parts` is called when the server is made."""
    routes = WidgetBlueprint(parts)

    @routes.post("/sessions")
    @_json
    async def begin(request: Request, conversations: Conversations) -> dict:
        school = requests.school(request)
        gate.site(request, school)
        gate.count(conversations.limits.sessions, requests.address(request))
        return await conversations.begin(request.app.ctx.agent, school)

    @routes.post("/messages")
    @_json
    async def say(request: Request, conversations: Conversations) -> dict:
        token = gate.token(request)
        message = requests.message(request)
        resumes, where = conversations.limits.resumes, requests.address(request)

        def allow_code(begun: bool) -> None:
            gate.count(resumes, where) if begun else resumes.give_back(where)

        return await conversations.say(request.app.ctx.agent, token, message, allow_code, partial(gate.site, request))

    @routes.get("/messages")
    @_json
    async def history(request: Request, conversations: Conversations) -> dict:
        return await conversations.history(gate.token(request))

    @routes.post("/resume")
    @_json
    async def resume(request: Request, conversations: Conversations) -> dict:
        code, where = requests.code(request), requests.address(request)
        gate.count(conversations.limits.resumes, where)
        reply = await conversations.resume(request.app.ctx.agent, code, partial(gate.site, request))
        conversations.limits.resumes.give_back(where)
        return reply

    @routes.post("/feedback")
    @_json
    async def say_of_it(request: Request, conversations: Conversations) -> dict:
        token = gate.token(request)
        return await feedback.give(conversations, token, requests.feedback(request))

    @routes.post("/forget")
    @_json
    async def forget(request: Request, conversations: Conversations) -> dict:
        return await conversations.forget(request.app.ctx.agent, gate.token(request))

    @routes.route("/plan", methods=["GET", "POST"])
    async def plan(request: Request) -> HTTPResponse:
        media_type, copy = requests.document(request)
        token = gate.token(request)
        return _document(*await to_keep.plan(request.app.ctx.conversations, token, media_type, copy))

    @routes.route("/page", methods=["GET", "POST"])
    async def page(request: Request) -> HTTPResponse:
        kind, id = requests.page_to_keep(request)
        token = gate.token(request)
        return _document(*await to_keep.page(request.app.ctx.conversations, token, kind, id))

    held.add_route(routes)
    return routes


def _json(handler: Callable) -> Callable:
    """Gives a handler the conversations, and its answer to the client as JSON that nobody keeps."""

    @wraps(handler)
    async def handle(request: Request) -> HTTPResponse:
        answer = await handler(request, request.app.ctx.conversations)
        return response.json(answer, headers={"Cache-Control": "no-store"})

    return handle


def _document(content: bytes, content_type: str, name: str) -> HTTPResponse:
    """A document as an answer that nobody keeps; what a browser can show is shown there."""
    shown = "inline" if content_type.startswith(_SHOWN) else "attachment"
    kept = {"Content-Disposition": f'{shown}; filename="{name}"', "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return response.raw(content, content_type=content_type, headers={**kept, "Content-Security-Policy": headers.PLAN_POLICY})
