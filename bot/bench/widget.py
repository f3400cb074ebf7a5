"""The widget as a browser meets it: how much it loads, and how soon it is seen and can be answered.

Measured in the machine's own Chromium, with nothing kept from one time to the next.
"""
from __future__ import annotations

import gzip
import statistics
import urllib.request
from dataclasses import dataclass
from typing import Callable

from playwright.sync_api import Browser

from bot import browser, stage

TIMES = 10
# A cheap telephone, or an old machine in a school office.
SLOW = 4
_WAIT_MS = 60_000
# Gzipped, in KB, as published and not measured here: two widgets that are often put before a Rasa assistant.
OTHERS = {"rasa-webchat": 211, "deep-chat": 111}
# Looks at each frame, so a moment is that of the first frame in which something stands there.
_LOOK = """
(() => {
  const moments = globalThis.moments = {};
  const look = () => {
    const root = document.querySelector("five-steps-guide")?.shadowRoot;
    if (root && root.querySelector("textarea")?.getBoundingClientRect().width) moments.shown ??= performance.now();
    if (root && root.querySelector("[role=log] button")?.getBoundingClientRect().width) moments.asked ??= performance.now();
    if (!moments.asked) requestAnimationFrame(look);
  };
  look();
})();
"""
_READ = """() => ({ ...moments, ...Object.fromEntries(performance.getEntriesByType("paint").map((one) => [one.name, one.startTime])) })"""


@dataclass(frozen=True)
class Opening:
    """Opening the page once, in milliseconds from the first request: what is seen, and when the first question can be answered."""

    first_paint: float
    content: float
    shown: float
    asked: float


@dataclass(frozen=True)
class Widget:
    """What is measured of the widget: its bytes as they travel, and the medians of opening it, also on a slow machine."""

    gzipped: int
    plain: Opening
    slow: Opening
    browser: str


def measured(progress: Callable[[str], object]) -> Widget:
    """Starts a guide of its own and measures its page.

    Raises:
        NoBrowser: if no browser is there.
        BenchFailed: if the guide does not start.
    """
    progress("The widget: starting a guide and a browser")
    with stage.guide() as url, browser.started() as chromium:
        with urllib.request.urlopen(f"{url}/widget.js") as answer:
            size = len(gzip.compress(answer.read()))
        # The first time, the server itself has things to get ready.
        _opened(chromium, url, 1)
        progress(f"The widget: opening it {TIMES} times, then {TIMES} times with a processor {SLOW} times slower")
        plain, slow = ([_opened(chromium, url, slower) for _ in range(TIMES)] for slower in (1, SLOW))
        return Widget(size, median(plain), median(slow), f"Chromium {chromium.version}")


def median(openings: list[Opening]) -> Opening:
    """Each moment's median, for itself."""
    fields = Opening.__dataclass_fields__
    return Opening(**{name: statistics.median(getattr(one, name) for one in openings) for name in fields})


def _opened(chromium: Browser, url: str, slower: int) -> Opening:
    """Opens the page in a window that has never seen it, on a processor slowed down `slower` times."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        page.add_init_script(_LOOK)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(url)
        # The browser tells of a paint some time after it.
        page.wait_for_function('() => moments.asked && performance.getEntriesByType("paint").length > 1', timeout=_WAIT_MS)
        found = page.evaluate(_READ)
        return Opening(found["first-paint"], found["first-contentful-paint"], found["shown"], found["asked"])
    finally:
        context.close()
