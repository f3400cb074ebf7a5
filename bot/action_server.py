"""`python -m bot.action_server --actions actions ...`: Rasa's action server, kept quiet from its first import on."""
from __future__ import annotations

import warnings

import pluggy
from sanic import Sanic

from bot import launcher, logs, stopping, strict_heads
from bot.quiet import hush
from bot.rasa_cli import log_unless_deprecation

# Some twenty times the longest call of a guide. Rasa's own limit is Sanic's: a hundred million bytes.
MOST_BYTES = 4 * 1024 * 1024
# So long may actions that are going on take to end when it is asked to stop. Nobody waits longer for one (deploy/nginx).
LAST_SECONDS = 4.0


class Bounds:
    """What the action server is given beside Rasa's own: requests that end, a start that is whole, an end that drops nothing. Rasa calls it as a plugin."""

    @pluggy.HookimplMarker("rasa_sdk")
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        """Called with the server before it starts."""
        app.config.REQUEST_MAX_SIZE = MOST_BYTES
        app.config.GRACEFUL_SHUTDOWN_TIMEOUT = LAST_SECONDS
        strict_heads.add(app)
        stopping.end_connections(app)
        app.register_listener(_read_first, "before_server_start")


async def _read_first(_app: Sanic, _loop) -> None:
    """Reads the knowledge base, so that nobody's turn waits for it."""
    from actions.guide import store
    from knowledge.store import KnowledgeError

    try:
        store()
    except KnowledgeError:
        # Each turn says so, and the first one that finds it goes on.
        pass


def main() -> None:
    """Runs the action server with this process's arguments."""
    logs.serve()
    warnings.showwarning = log_unless_deprecation
    hush()
    launcher.follow()
    from rasa_sdk.__main__ import main as serve
    from rasa_sdk.plugin import plugin_manager

    plugin_manager().register(Bounds())
    serve()


if __name__ == "__main__":
    main()
