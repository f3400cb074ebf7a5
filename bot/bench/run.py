"""The whole bench: both sides one after the other, the advice, the table."""
from __future__ import annotations

import os
import platform
import signal
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Callable

from bot import settings
from bot.bench import inside, measure, report
from bot.bench.sides import Bare, Guide

PAGE = settings.PROJECT / "docs" / "benchmarks.md"


def run(progress: Callable[[str], object]) -> str:
    """Measures everything, writes docs/benchmarks.md and returns the table. It takes about four minutes.

    Everything is made in a temporary folder, on free ports. Nothing is left running, however it ends.

    Raises:
        BenchFailed: if one side does not work; nothing is written then.
    """
    # Ended by SIGTERM, Python would not stop the servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    machine = report.Machine(os.cpu_count() or 1, platform.python_version(), version("rasa"), os.getloadavg()[0])
    with tempfile.TemporaryDirectory(prefix="fivesteps-bench-") as workshop:
        guide, bare = Guide(Path(workshop) / "guide"), Bare(Path(workshop) / "bare")
        ours = measure.side(guide, progress)
        progress("Five Steps: advice and knowledge base, without a server")
        within = inside.measured(guide.knowledge, Path(workshop))
        theirs = measure.side(bare, progress)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(report.page(ours, theirs, within, machine), encoding="utf-8")
    return report.table(ours, theirs, within)
