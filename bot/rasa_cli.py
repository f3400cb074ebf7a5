"""`python -m bot.rasa_cli run ...`: Rasa's command line, kept quiet from its first import on."""
from __future__ import annotations

import logging
import warnings

from bot import launcher, logs
from bot.quiet import hush


def main() -> None:
    """Runs Rasa's command line with this process's arguments."""
    # Filters would not do: Sanic and Rasa put their own in front of them.
    logs.serve()
    warnings.showwarning = log_unless_deprecation
    hush()
    launcher.follow()
    # At its first import it looks its types up in every module that is there: now they are few, after Rasa's they are thousands.
    import skops.io  # noqa: F401
    from rasa.__main__ import main as rasa

    rasa()


def log_unless_deprecation(message, category, *_place, **_more) -> None:
    """Logs a warning, but for deprecations: nobody who serves the guide can act on those."""
    if not issubclass(category, DeprecationWarning):
        logging.getLogger("py.warnings").warning("%s: %s", category.__name__, message)


if __name__ == "__main__":
    main()
