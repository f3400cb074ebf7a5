"""Memory and work of each server below some processes. What the processes of one server share is counted once."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Mapping, Sequence

from bot.bench.servers import Process
from bot.bench.sides import ACTIONS, SERVER

# Each of ours stands alone; of the others, all processes are one server.
_OURS = {"guide": SERVER, "action server": ACTIONS}
POSTGRESQL, PAGES = "PostgreSQL", "PostgreSQL's shared pages"
_OTHERS = {"nginx": "nginx", POSTGRESQL: "postgres", "Redis": "redis-server"}
_SHELL = "/bin/sh"


def by_server(running: Sequence[Process]) -> dict[str, float]:
    """Name of the server ("guide 1" where there are several) -> resident memory in MiB; what PostgreSQL shares, under PAGES."""
    sizes = {name: [resident(id) for id in ids] for name, ids in named(running).items()}
    return apart({name: (sum(own for own, _ in each), max((shared for _, shared in each), default=0.0)) for name, each in sizes.items()})


def apart(sizes: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Own and shared memory of each server as one size; only of PostgreSQL apart, whose pages are a store that fills up to its bound."""
    found = {name: own + shared for name, (own, shared) in sizes.items()}
    if POSTGRESQL in sizes:
        found[POSTGRESQL], found[PAGES] = sizes[POSTGRESQL]
    return found


def work(running: Sequence[Process]) -> dict[str, float]:
    """Name of the server -> seconds of the processor that it has used since it began."""
    return {name: sum(_seconds(id) for id in ids) for name, ids in named(running).items()}


def named(running: Sequence[Process]) -> dict[str, list[int]]:
    """Name of the server -> the ids of its processes."""
    found: dict[str, list[int]] = {}
    for name, mark in _OURS.items():
        ours = sorted(process.id for process in running if mark in process.command and not process.command.startswith(_SHELL))
        for number, id in enumerate(ours, start=1):
            found[f"{name} {number}" if len(ours) > 1 else name] = [id]
    for name, mark in _OTHERS.items():
        if ids := [process.id for process in running if mark in process.command.split()[0]]:
            found[name] = ids
    return found


def _seconds(id: int) -> float:
    try:
        # What stands after the name in brackets, which may hold spaces.
        fields = Path(f"/proc/{id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(id: int) -> tuple[float, float]:
    """(its own, what others may share) of a process, in MiB; nothing for one that has ended. Linux only."""
    try:
        lines = Path(f"/proc/{id}/status").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {name: int(rest.split()[0]) / 1024 for name, _, rest in (line.partition(":") for line in lines) if name.startswith("Rss")}
    return sizes.get("RssAnon", 0.0), sizes.get("RssFile", 0.0) + sizes.get("RssShmem", 0.0)
