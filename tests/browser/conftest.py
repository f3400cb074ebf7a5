"""A real browser, and people who use the guide in it."""
from __future__ import annotations

import pytest

from bot import browser as chromium
from tests.browser import intranet as intranets
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch

_MISSING = chromium.missing()


def pytest_collection_modifyitems(items) -> None:
    """Skips what needs a browser where there is none."""
    for item in items if _MISSING else ():
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.skip(reason=_MISSING))


def pytest_terminal_summary(terminalreporter) -> None:
    """Says loudly that the widget was not tested, where no browser is there."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "tests/browser/" in report.nodeid]
    if _MISSING and skipped:
        terminalreporter.section("THE WIDGET WAS NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests need a browser. {_MISSING}")


# Playwright holds an event loop open while it runs, which other tests cannot have: it ends with this folder.
@pytest.fixture(scope="package")
def browser():
    """The machine's Chromium."""
    with chromium.started() as running:
        yield running


@pytest.fixture
def visitors(browser, guide):
    """Gives people, each in a browser window of their own: visitors(viewport=..., color_scheme=...) as Playwright names them.

    After the test, none of them may have seen an error or reached for anything outside this machine.
    """
    contexts = []

    def new(**options) -> Visitor:
        # What moves is slow to press; one test looks at that.
        context = browser.new_context(**{"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce", **options})
        context.set_default_timeout(20_000)
        watch = Watch(context)
        contexts.append((context, watch))
        return Visitor(context.new_page(), guide.url, watch)

    yield new
    for context, watch in contexts:
        context.close()
        watch.must_be_quiet()


@pytest.fixture
def visitor(visitors) -> Visitor:
    """One person, at a desk."""
    return visitors()


@pytest.fixture(scope="package")
def intranet(guide):
    """The intranet of the school `tests.places.INTRANET`, whose file names its origin."""
    with intranets.served(guide.url, guide.intranet_port) as running:
        yield running
