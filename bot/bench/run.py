"""The whole bench: both sides one after the other, the advice, the widget, load and growth; and docs/benchmarks.md."""
from __future__ import annotations

import os
import platform
import re
import signal
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Callable, Optional

from bot import browser, settings
from bot.bench import growth, inside, load, load_report, measure, report, widget, widget_report
from bot.bench.sides import Bare, Guide

PAGE = settings.PROJECT / "docs" / "benchmarks.md"
# What can be measured for itself. Load takes a quarter of an hour and the whole machine, so it has to be named.
PARTS = SERVERS, WIDGET, GROWTH, LOAD = "servers", "widget", "growth", "load"
_USUAL = (SERVERS, WIDGET, GROWTH)
_ORDER = (widget_report.HEADING, load_report.GROWTH_HEADING, load_report.HEADING)


def run(progress: Callable[[str], object], only: Optional[str] = None) -> str:
    """Measures one part, or all but the load, writes docs/benchmarks.md and returns the tables. All of it takes about twenty minutes.

    Everything is made in temporary folders, on free ports. Nothing is left running, however it ends.

    Args:
        progress: told what is being done.
        only: a part of PARTS; the other parts of the page stay as they are.

    Raises:
        BenchFailed: if one side does not work; nothing of that part is written then.
        NoBrowser: if the widget is to be measured and there is no browser.
    """
    # Ended by SIGTERM, Python would not stop the servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if only is None and (lacking := browser.missing()):
        raise browser.NoBrowser(f"{lacking} Without one, 'fivesteps bench --only {SERVERS}' measures the rest.")
    tables = []
    for part in [only] if only else _USUAL:
        page, table = _MEASURED[part](progress)
        _write(with_section(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "", page))
        tables.append(table)
    return "\n".join(tables)


def with_section(page: str, section: str) -> str:
    """The page with this part in place of the one it has. What stands before the first heading of _ORDER is the part of the servers."""
    found = {**_sections(page), **_sections(section)}
    return "\n\n".join(found[heading].strip() for heading in ("", *_ORDER) if found.get(heading, "").strip()) + "\n"


def _sections(page: str) -> dict[str, str]:
    """Heading of each part -> all of it; those of the servers have none. A part that is not there is not named."""
    parts = re.split(f"^(?=(?:{'|'.join(map(re.escape, _ORDER))})$)", page, flags=re.MULTILINE)
    return {next((heading for heading in _ORDER if part.startswith(heading)), ""): part for part in parts if part.strip()}


def _facts() -> str:
    """The machine, and how busy it was before."""
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, Rasa {version('rasa')}; load average before the run {os.getloadavg()[0]:.1f} "
        "(other work makes every figure worse)."
    )


def _of_servers(progress: Callable[[str], object]) -> tuple[str, str]:
    """Both sides one after the other, and the advice: the page, and its table."""
    machine = report.Machine(os.cpu_count() or 1, platform.python_version(), version("rasa"), os.getloadavg()[0])
    with tempfile.TemporaryDirectory(prefix="fivesteps-bench-") as workshop:
        guide, bare = Guide(Path(workshop) / "guide"), Bare(Path(workshop) / "bare")
        ours = measure.side(guide, progress)
        progress("Five Steps: advice and knowledge base, without a server")
        within = inside.measured(guide.knowledge, Path(workshop))
        theirs = measure.side(bare, progress)
    return report.page(ours, theirs, within, machine), report.table(ours, theirs, within)


def _of_widget(progress: Callable[[str], object]) -> tuple[str, str]:
    found = widget.measured(progress)
    return widget_report.section(found), widget_report.table(found)


def _of_growth(progress: Callable[[str], object]) -> tuple[str, str]:
    facts = _facts()
    found = growth.measured(progress)
    return load_report.growth_section(found, facts), load_report.growth_table(found)


def _of_load(progress: Callable[[str], object]) -> tuple[str, str]:
    facts = _facts()
    found = load.measured(progress)
    load_report.plot(found, PAGE.parent / load_report.PICTURE)
    return load_report.section(found, facts), load_report.table(found)


_MEASURED = {SERVERS: _of_servers, WIDGET: _of_widget, GROWTH: _of_growth, LOAD: _of_load}


def _write(page: str) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
