"""A real browser without a window: the machine's own Chromium, which reaches nothing but this machine.

For the tests, the screenshots and the bench. Nothing of it is needed to serve the guide.
"""
from __future__ import annotations

import os
from contextlib import contextmanager
from typing import Iterator, Sequence

from playwright.sync_api import Browser, BrowserType, sync_playwright

from bot import settings

# No name is looked up, so nothing outside is reached; loopback has a number.
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--no-pings")


class NoBrowser(Exception):
    """There is no browser to start; the text says what to do."""


def missing() -> str:
    """What to do about a browser that is not there; empty where it is."""
    path = settings.browser()
    if path.is_file() and os.access(path, os.X_OK):
        return ""
    return (
        f"There is no browser at {path}. On Debian and Ubuntu 'apt-get install chromium' brings one; "
        "or name yours with FIVESTEPS_BROWSER=/path/to/chromium."
    )


@contextmanager
def started() -> Iterator[Browser]:
    """The browser, for as long as the block runs.

    Raises:
        NoBrowser: if there is none.
    """
    if lacking := missing():
        raise NoBrowser(lacking)
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


def launched(kind: BrowserType, without: Sequence[str] = ()) -> Browser:
    """A browser, which the caller closes.

    Args:
        kind: what Playwright starts it with.
        without: switches that Playwright gives by itself and that are to be left out.
    """
    return kind.launch(executable_path=settings.browser(), args=[_ALONE, *_QUIET], ignore_default_args=list(without) or None)
