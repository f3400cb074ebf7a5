"""How often somebody may ask: a bucket for each token or address, filled again as time goes by.

The buckets are this process's own: with several processes behind one address the limits add up.
"""
from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from typing import Callable

from bot import settings

# No more buckets are kept than this: made-up addresses cannot fill the memory.
MANY = 10_000
# So much of an IPv6 address is one household or school: each has endless addresses below it.
_HOUSEHOLD = 64


class TooMany(Exception):
    """A bucket is empty. `wait` is after how many whole seconds it has something again."""

    def __init__(self, wait: int):
        super().__init__(f"wait {wait} seconds")
        self.wait = wait


class Limit:
    """`burst` requests at once, then one every `seconds`."""

    def __init__(self, burst: int, seconds: float, clock: Callable[[], float] = time.monotonic):
        self._burst, self._seconds, self._clock = burst, seconds, clock
        # The one that was looked at longest ago first: it is the fullest, and goes first.
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> None:
        """Counts one request.

        Raises:
            TooMany: if `who` has none left.
        """
        left = self._left(who)
        if who in self._buckets:
            # Who is refused stays in mind too, or asking often enough would be a way to be forgotten.
            self._buckets.move_to_end(who)
        if left < 1:
            raise TooMany(math.ceil((1 - left) * self._seconds))
        self._buckets[who] = (left - 1, self._clock())
        while len(self._buckets) > MANY:
            self._buckets.popitem(last=False)

    def give_back(self, who: str) -> None:
        """Takes back the last count: the request was a good one."""
        if who in self._buckets:
            self._buckets[who] = (min(self._burst, self._left(who) + 1), self._clock())

    def _left(self, who: str) -> float:
        left, at = self._buckets.get(who, (self._burst, 0.0))
        return min(self._burst, left + (self._clock() - at) / self._seconds)


class Limits:
    """What the channel limits.

    requests  everything that comes from one address, which may be a whole school's
    talks     everything about one conversation: far more than anybody types
    sessions  new conversations from one address
    resumes   wrong resume codes from one address
    inbox     looks at an inbox, and marks: of one school, or with bad links from one address
    """

    def __init__(self) -> None:
        self.requests = Limit(burst=2000, seconds=60.0 / settings.requests_a_minute())
        self.talks = Limit(burst=300, seconds=0.5)
        self.sessions = Limit(burst=300, seconds=60.0 / settings.sessions_a_minute())
        self.resumes = Limit(burst=60, seconds=30.0)
        self.inbox = Limit(burst=60, seconds=1.0)


def household(address: str) -> str:
    """Who is counted as one: an address, or of a long (IPv6) one the half that a school or home has for itself."""
    try:
        read = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if read.version == 4:
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read, _HOUSEHOLD), strict=False))
