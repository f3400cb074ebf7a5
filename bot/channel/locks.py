"""One turn of a plan at a time in this process; the store sees to the others."""
from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import AsyncIterator
from weakref import WeakValueDictionary

from bot.channel.errors import ChannelError

# A second message waits this long for the first one's turn to end.
SECONDS = 12.0


class Locks:
    """A lock for each plan that has a turn going on."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def hold(self, plan_id: str) -> AsyncIterator[None]:
        """Waits for its turn.

        Raises:
            ChannelError: busy, if the turns before took too long.
        """
        lock = self._locks.get(plan_id)
        if lock is None:
            lock = self._locks[plan_id] = asyncio.Lock()
        try:
            await asyncio.wait_for(lock.acquire(), SECONDS)
        except asyncio.TimeoutError:
            raise ChannelError("busy") from None
        try:
            yield
        finally:
            lock.release()
