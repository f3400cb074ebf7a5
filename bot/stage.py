"""A guide of its own, with the prepared knowledge base and model, to play conversations on: for transcripts, screenshots and the bench."""
from __future__ import annotations

import datetime
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional, Sequence

from bot import settings
from bot.bench.servers import QUIET, Servers, free_ports
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
    ports = free_ports()
    with tempfile.TemporaryDirectory(prefix="fivesteps-stage-") as folder:
        environment = {
            **os.environ, **QUIET, "FIVESTEPS_VAR": folder, "FIVESTEPS_KNOWLEDGE": str(settings.knowledge_path()),
            "FIVESTEPS_PORT": str(ports[0]), "FIVESTEPS_ACTIONS_PORT": str(ports[1]),
            **({"FIVESTEPS_TODAY": day.isoformat()} if day else {}), **({"FIVESTEPS_ORIGINS": ",".join(origins)} if origins else {}),
        }
        command = [sys.executable, "-m", "bot.cli", "run"]
        with Servers([command], settings.PROJECT, Path(folder) / "servers.log", environment, ports) as servers:
            servers.wait()
            yield address(ports[0])
