"""`python -m bot.rasa_cli run ...`: Rasa's command line, kept quiet from its first import on."""
from __future__ import annotations

import warnings

from bot import launcher
from bot.quiet import hush

_show = warnings.showwarning


def main() -> None:
    """Runs Rasa's command line with this process's arguments."""
    # Filters would not do: Sanic and Rasa put their own in front of them.
    warnings.showwarning = show_unless_deprecation
    hush()
    launcher.follow()
    from rasa.__main__ import main as rasa

    rasa()


def show_unless_deprecation(message, category, *place, **more) -> None:
    """Shows a warning as ever, but for deprecations: nobody who serves the guide can act on those."""
    if not issubclass(category, DeprecationWarning):
        _show(message, category, *place, **more)


if __name__ == "__main__":
    main()
