"""The queue of turns without Redis: nobody waits for it, and one server keeps its order by itself. (With Redis: tests/cluster.)"""
from __future__ import annotations

import asyncio

import pytest
from rasa.utils.endpoints import EndpointConfig

from bot.channel.locks import Locks
from bot.lock_store import SharedLockStore

NOWHERE = "redis://127.0.0.1:1/0"


def test_with_redis_away_nobody_waits_and_it_is_said_once(caplog):
    async def run():
        store = SharedLockStore(EndpointConfig(url=NOWHERE))
        async with store.hold("plan"), store.hold("plan"):
            pass

    asyncio.run(run())
    assert caplog.text.count("Redis does not answer") == 1


def test_with_redis_away_the_turns_of_one_server_keep_their_order():
    async def run():
        locks, store, inside, order = Locks(), SharedLockStore(EndpointConfig(url=NOWHERE)), [], []

        async def turn(number):
            async with locks.hold("plan", store):
                inside.append(number)
                assert inside == [number]
                await asyncio.sleep(0.01)
                order.append(inside.pop())

        # So that Redis is known to be away, and each comes to the lock at once.
        async with store.hold("another plan"):
            await asyncio.gather(*(turn(number) for number in range(5)))
        return order

    assert asyncio.run(run()) == list(range(5))


def test_without_an_address_it_says_which_setting_is_missing():
    with pytest.raises(ValueError, match="FIVESTEPS_REDIS"):
        SharedLockStore(EndpointConfig())
