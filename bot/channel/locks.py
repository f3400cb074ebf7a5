"""One turn of a plan at a time: in this process, and with a shared lock store on every server. The database sees to the rest."""
from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import AsyncIterator, Optional
from weakref import WeakValueDictionary

from rasa.core.lock_store import LockStore

from bot.channel.errors import ChannelError
from bot.lock_store import SharedLockStore

# A second message waits this long for the first one's turn to end.
SECONDS = 12.0


class Locks:
    """A lock for each plan that has a turn going on."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def hold(self, plan_id: str, store: Optional[LockStore] = None) -> AsyncIterator[None]:
        """Waits for its turn. `store` is the lock store of Rasa's agent; only a shared one is asked.

        Raises:
            ChannelError: busy, if the turns before took too long.
        """
        lock = self._locks.get(plan_id)
        if lock is None:
            lock = self._locks[plan_id] = asyncio.Lock()
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(SECONDS):
                    # The shared queue first: those who wait here would lose their place in it.
                    if isinstance(store, SharedLockStore):
                        await held.enter_async_context(store.hold(plan_id))
                    await held.enter_async_context(lock)
            except TimeoutError:
                raise ChannelError("busy") from None
            yield
