"""A server that is asked to stop while a proxy keeps connections to it open.

Sanic takes no new connections then, but goes on answering on the old ones until its time is up, and cuts off whatever is going on
in that moment. So each answer from then on ends its connection, and the proxy brings what comes next to another server.
"""
from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse


def end_connections(app: Sanic) -> None:
    """Has this server end each connection with the next answer, once it was asked to stop."""
    app.ctx.stopping = False

    async def stopping(app: Sanic, _loop) -> None:
        app.ctx.stopping = True

    async def last(request: Request, _answer: HTTPResponse) -> None:
        if request.app.ctx.stopping and request.stream is not None:
            request.stream.keep_alive = False

    app.register_listener(stopping, "before_server_stop")
    app.register_middleware(last, "response")
