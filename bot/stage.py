"""A guide of its own, with the prepared knowledge base and model, to play conversations on: for transcripts, screenshots and the bench."""
from __future__ import annotations

import datetime
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional, Sequence

from bot import settings
from bot.bench import servers
from bot.serve import address


@contextmanager
def guide(day: Optional[datetime.date] = None, origins: Sequence[str] = ()) -> Iterator[str]:
    """Starts a guide with data of its own on free ports, gives its address, and leaves nothing running or lying about.

    Args:
        day: the day that it goes by; today without one.
        origins: sites whose pages may talk to it.

    Raises:
        BenchFailed: if it does not start.
    """
    more = {"FIVESTEPS_KNOWLEDGE": str(settings.knowledge_path())}
    if day:
        more["FIVESTEPS_TODAY"] = day.isoformat()
    if origins:
        more["FIVESTEPS_ORIGINS"] = ",".join(origins)
    with tempfile.TemporaryDirectory(prefix="fivesteps-stage-") as folder, servers.guide(Path(folder), **more) as running:
        running.wait()
        yield address(running.port)
