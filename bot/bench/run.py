"""The whole bench: both sides one after the other, the advice, the widget; and docs/benchmarks.md."""
from __future__ import annotations

import os
import platform
import signal
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Callable, Optional

from bot import browser, settings
from bot.bench import inside, measure, report, widget, widget_report
from bot.bench.sides import Bare, Guide

PAGE = settings.PROJECT / "docs" / "benchmarks.md"
# What can be measured for itself.
PARTS = SERVERS, WIDGET = "servers", "widget"


def run(progress: Callable[[str], object], only: Optional[str] = None) -> str:
    """Measures everything, or one part, writes docs/benchmarks.md and returns the tables. All of it takes about a quarter of an hour.

    Everything is made in temporary folders, on free ports. Nothing is left running, however it ends.

    Args:
        progress: told what is being done.
        only: a part of PARTS; the other parts of the page stay as they are.

    Raises:
        BenchFailed: if one side does not work; nothing is written then.
        NoBrowser: if the widget is to be measured and there is no browser.
    """
    # Ended by SIGTERM, Python would not stop the servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if only == WIDGET:
        found = widget.measured(progress)
        _write(with_widget(before, widget_report.section(found)))
        return widget_report.table(found)
    if only is None and (lacking := browser.missing()):
        raise browser.NoBrowser(f"{lacking} Without one, 'fivesteps bench --only {SERVERS}' measures the rest.")
    page, tables = _servers(progress)
    if only is None:
        found = widget.measured(progress)
        before, tables = widget_report.section(found), f"{tables}\n{widget_report.table(found)}"
    _write(with_widget(page, _widget_part(before)))
    return tables


def with_widget(page: str, section: str) -> str:
    """The page with this part about the widget, in place of the one it has."""
    rest = page.partition(widget_report.HEADING)[0].rstrip()
    return "\n\n".join(part for part in (rest, section.rstrip()) if part) + "\n"


def _widget_part(page: str) -> str:
    """The part about the widget that a page has; empty where it has none."""
    _, heading, rest = page.partition(widget_report.HEADING)
    return heading + rest


def _servers(progress: Callable[[str], object]) -> tuple[str, str]:
    """Both sides one after the other, and the advice: the page, and its table."""
    machine = report.Machine(os.cpu_count() or 1, platform.python_version(), version("rasa"), os.getloadavg()[0])
    with tempfile.TemporaryDirectory(prefix="fivesteps-bench-") as workshop:
        guide, bare = Guide(Path(workshop) / "guide"), Bare(Path(workshop) / "bare")
        ours = measure.side(guide, progress)
        progress("Five Steps: advice and knowledge base, without a server")
        within = inside.measured(guide.knowledge, Path(workshop))
        theirs = measure.side(bare, progress)
    return report.page(ours, theirs, within, machine), report.table(ours, theirs, within)


def _write(page: str) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
