"""`python -m bot.action_server --actions actions ...`: Rasa's action server, kept quiet from its first import on."""
from __future__ import annotations

import warnings

from bot import launcher, logs
from bot.quiet import hush
from bot.rasa_cli import log_unless_deprecation


def main() -> None:
    """Runs the action server with this process's arguments."""
    logs.serve()
    warnings.showwarning = log_unless_deprecation
    hush()
    launcher.follow()
    from rasa_sdk.__main__ import main as serve

    serve()


if __name__ == "__main__":
    main()
