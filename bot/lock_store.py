"""One turn of a plan at a time, whichever server it reaches: a queue in Redis, in the order of coming.

Named in endpoints.cluster.yml, in place of Rasa's own Redis lock. That one reads, changes and writes back in three
steps, so that two servers can overwrite each other's ticket; a server that dies keeps its conversation waiting for a
minute; and while Redis is away nothing is answered. Here each step is one script, and whoever dies is passed over soon.

Only the order hangs on it. The database takes no second turn from the same place, so with Redis away the guide goes
on, and of two messages of one conversation at the very same time one may be told to try again.
"""
from __future__ import annotations

import asyncio
import logging
import secrets
import time
from contextlib import asynccontextmanager
from typing import AsyncIterator, Optional

from rasa.core.lock_store import LOCK_LIFETIME, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.turn import current

# Whoever was not heard of for so long is taken for dead.
LEASE_SECONDS = 5.0
_RENEW_SECONDS, _LOOK_SECONDS = 1.0, 0.02
# How long Redis may take for an answer, and how long it is left alone after it failed.
_PATIENCE_SECONDS, _AWAY_SECONDS = 1.0, 2.0
PREFIX = "five-steps:turn:"

# KEYS: who waits, by coming; until when each is taken for alive. ARGV: who asks, the lease in milliseconds, whether to join.
# Answers 1 if it is the turn of who asks. Both keys go by themselves when nobody asks any more.
_STEP = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[1], gone)
  redis.call('ZREM', KEYS[2], gone)
end
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  if ARGV[3] == '0' then return 0 end
  local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  redis.call('ZADD', KEYS[1], (last[2] or 0) + 1, ARGV[1])
end
redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, 0)[1] == ARGV[1] and 1 or 0
"""
_LEAVE = "redis.call('ZREM', KEYS[1], ARGV[1]) redis.call('ZREM', KEYS[2], ARGV[1])"

logger = logging.getLogger(__name__)


class SharedLockStore(LockStore):
    """The queues of all plans. `url` of the endpoint is the address of Redis, such as redis://127.0.0.1:6379/0."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None):
        url = endpoint_config.url if endpoint_config else None
        if not url:
            raise ValueError("The lock store needs the address of Redis: set FIVESTEPS_REDIS, such as redis://127.0.0.1:6379/0.")
        self._redis = Redis.from_url(url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS)
        self._step_script, self._leave_script = (self._redis.register_script(text) for text in (_STEP, _LEAVE))
        self._left_alone_until = 0.0

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[None]:
        """Rasa's own lock of a conversation. In a turn the channel holds the plan already, and there is nothing to wait for."""
        if current.get() is not None:
            yield
            return
        async with self.hold(conversation_id):
            yield

    @asynccontextmanager
    async def hold(self, plan_id: str) -> AsyncIterator[None]:
        """Waits until all who came before are through; the caller limits how long. With Redis away it does not wait."""
        keys, who = [f"{PREFIX}{plan_id}", f"{PREFIX}{plan_id}:alive"], secrets.token_hex(8)
        try:
            while not await self._is_next(keys, who, join=True):
                await asyncio.sleep(_LOOK_SECONDS)
            staying = asyncio.create_task(self._stay(keys, who))
            try:
                yield
            finally:
                staying.cancel()
        finally:
            await asyncio.shield(self._leave(keys, who))

    async def waiting(self, plan_id: str) -> int:
        """How many turns of a plan are going on or wait."""
        return await self._redis.zcard(f"{PREFIX}{plan_id}")

    async def close(self) -> None:
        """Closes the connections."""
        await self._redis.close()

    async def _stay(self, keys: list[str], who: str) -> None:
        """Says again and again that this one is alive."""
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            await self._is_next(keys, who, join=False)

    async def _is_next(self, keys: list[str], who: str, join: bool) -> bool:
        """True if it is this one's turn, as far as can be known."""
        if time.monotonic() < self._left_alone_until:
            return True
        try:
            return bool(await self._step_script(keys=keys, args=[who, int(LEASE_SECONDS * 1000), int(join)]))
        except RedisError as error:
            self._leave_alone(error)
            return True

    async def _leave(self, keys: list[str], who: str) -> None:
        if time.monotonic() < self._left_alone_until:
            return
        try:
            await self._leave_script(keys=keys, args=[who])
        except RedisError as error:
            self._leave_alone(error)

    def _leave_alone(self, error: RedisError) -> None:
        self._left_alone_until = time.monotonic() + _AWAY_SECONDS
        logger.warning("Redis does not answer (%s). The guide goes on; two messages of one conversation at once may not.", type(error).__name__)
