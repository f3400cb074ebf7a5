"""What the lines of a load test say: pure, so that the arithmetic is tested without any load."""
from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, NamedTuple

from bot.bench.measure import Times, times

# The plot has a point for each of these.
BUCKET_SECONDS = 10


class Request(NamedTuple):
    """One request: when it was answered (seconds since 1970), what it was, how many milliseconds it took, what went wrong."""

    at: float
    what: str
    ms: float
    error: str | None


class Point(NamedTuple):
    """Some seconds of the load: since its beginning, messages a second, median and 95th in milliseconds."""

    second: float
    rate: float
    median: float
    p95: float


@dataclass(frozen=True)
class Load:
    """The figures of one side.

    seconds   how long was measured
    requests  how many were answered or failed, by kind
    rate      requests a second
    all       their times; `kinds`, the times by kind
    errors    how many of each kind of error, with what was asked for
    points    for the plot
    """

    seconds: float
    requests: dict[str, int]
    rate: float
    all: Times
    kinds: dict[str, Times]
    errors: dict[str, int]
    points: list[Point]


def read(path: Path) -> list[Request]:
    """The lines of a load test."""
    return [Request(*json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def figures(requests: Iterable[Request], start: float, end: float) -> Load:
    """What was answered between two moments (seconds since 1970).

    Raises:
        ValueError: if nothing was answered.
    """
    counted = [request for request in requests if start <= request.at < end]
    good = [request for request in counted if request.error is None]
    if not good:
        raise ValueError("Nothing was answered while it was measured.")
    kinds = sorted({request.what for request in good})
    return Load(
        seconds=end - start, requests=dict(Counter(request.what for request in counted)), rate=len(counted) / (end - start), all=_times(good),
        kinds={kind: _times([request for request in good if request.what == kind]) for kind in kinds},
        errors=dict(Counter(f"{request.what}: {request.error}" for request in counted if request.error)), points=_points(good, start, end),
    )


def _points(good: list[Request], start: float, end: float) -> list[Point]:
    """One for each whole stretch of BUCKET_SECONDS in which something was answered."""
    points = []
    for number in range(int((end - start) // BUCKET_SECONDS)):
        since = start + number * BUCKET_SECONDS
        some = [request for request in good if since <= request.at < since + BUCKET_SECONDS]
        if some:
            found = _times(some)
            points.append(Point(number * BUCKET_SECONDS, len(some) / BUCKET_SECONDS, found.median, found.p95))
    return points


def _times(some: list[Request]) -> Times:
    if len(some) == 1:
        return Times(some[0].ms, some[0].ms)
    return times([request.ms / 1000 for request in some])


def growth(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """By how much of itself each process grew: 0.1 is a tenth."""
    return {name: after[name] / size - 1 for name, size in before.items() if name in after and size}
