"""How often somebody may ask: a bucket for each token or address, filled again as time goes by.

The buckets are this process's own: with several processes behind one address the limits add up.
"""
from __future__ import annotations

import time
from typing import Callable

# Buckets are cleared out when there are this many, so that made-up addresses cannot fill the memory.
MANY = 10_000


class TooMany(Exception):
    """The bucket is empty."""


class Limit:
    """`burst` requests at once, then one every `seconds`."""

    def __init__(self, burst: int, seconds: float, clock: Callable[[], float] = time.monotonic):
        self._burst, self._seconds, self._clock = burst, seconds, clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, who: str) -> None:
        """Counts one request.

        Raises:
            TooMany: if `who` has none left.
        """
        left = self._left(who)
        if left < 1:
            raise TooMany(who)
        if len(self._buckets) >= MANY:
            self._clear_out()
        self._buckets[who] = (left - 1, self._clock())

    def give_back(self, who: str) -> None:
        """Takes back the last count: the request was a good one."""
        if who in self._buckets:
            self._buckets[who] = (min(self._burst, self._left(who) + 1), self._clock())

    def _left(self, who: str) -> float:
        left, at = self._buckets.get(who, (self._burst, 0.0))
        return min(self._burst, left + (self._clock() - at) / self._seconds)

    def _clear_out(self) -> None:
        self._buckets = {who: bucket for who, bucket in self._buckets.items() if self._left(who) < self._burst}


class Limits:
    """What the channel limits.

    messages  of one conversation: far more than anybody types
    sessions  new conversations from one address, which may be a whole school's
    resumes   wrong resume codes from one address
    inbox     looks at an inbox, and marks: of one school, or with bad links from one address
    """

    def __init__(self) -> None:
        self.messages = Limit(burst=300, seconds=0.5)
        self.sessions = Limit(burst=300, seconds=1.0)
        self.resumes = Limit(burst=20, seconds=60.0)
        self.inbox = Limit(burst=60, seconds=1.0)
