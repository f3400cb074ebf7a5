"""What goes on in a browser window while a test runs: errors, dialogs, reaching outside, what is read out, what takes the focus."""
from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

_OUTSIDE = re.compile(r"^(?:https?|wss?|ftp)://(?!127\.0\.0\.1[:/])")
_SCRIPT = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")


class Watch:
    """Notes of one browser window. What is outside this machine is never reached."""

    def __init__(self, context: BrowserContext):
        self.errors: list[str] = []
        self.outside: list[str] = []
        self._expected: list[str] = []
        context.add_init_script(_SCRIPT)
        context.route(_OUTSIDE, self._refuse)
        context.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def expects(self, text: str) -> None:
        """An error that has this text belongs to the test."""
        self._expected.append(text)

    def must_be_quiet(self) -> None:
        """Raises AssertionError if there was an error that no test expects, or something outside was reached for."""
        wrong = [error for error in self.errors if not any(text in error for text in self._expected)]
        assert not wrong, f"the browser said: {wrong}"
        assert not self.outside, f"a page reached outside: {self.outside}"

    def _refuse(self, route) -> None:
        self.outside.append(route.request.url)
        route.abort()


def heard(page: Page) -> list[str]:
    """What a screen reader was given to read out since it was last asked, in order."""
    return page.evaluate("() => watched.heard.splice(0)")


def moved(page: Page) -> list[str]:
    """What took the focus without the person's doing, since it was last asked."""
    return page.evaluate("() => watched.moved.splice(0)")


def violations(page: Page) -> list[str]:
    """What the page's Content-Security-Policy refused."""
    return page.evaluate("() => watched.violations.slice()")


def focused(page: Page) -> str:
    """What has the focus: its name for the person, else its tag."""
    return page.evaluate("() => watched.name(watched.active())")


def lost(page: Page) -> bool:
    """Whether nothing has the focus, so that Tab would begin at the top of the page."""
    return page.evaluate("() => [null, document.body, document.documentElement].includes(watched.active())")
