"""The queue of turns in Redis: one at a time, in the order of coming, whoever dies or goes away."""
from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager

import pytest
from rasa.utils.endpoints import EndpointConfig

from bot import lock_store
from bot.lock_store import PREFIX, SharedLockStore
from bot.turn import current

# A process that takes its place and says so; then it is killed.
HOLDER = """
import asyncio, sys
from rasa.utils.endpoints import EndpointConfig
from bot.lock_store import SharedLockStore

async def hold():
    async with SharedLockStore(EndpointConfig(url=sys.argv[1])).hold("plan"):
        print("held", flush=True)
        await asyncio.sleep(600)

asyncio.run(hold())
"""


@asynccontextmanager
async def servers(url: str, number: int = 2):
    """The lock stores of so many servers, of one fresh Redis."""
    stores = [SharedLockStore(EndpointConfig(url=url)) for _ in range(number)]
    await stores[0]._redis.flushdb()
    try:
        yield stores
    finally:
        for store in stores:
            await store.close()


async def until(number: int, store: SharedLockStore) -> None:
    """Waits until so many are in the queue."""
    while await store.waiting("plan") != number:
        await asyncio.sleep(0.005)


def test_one_at_a_time_in_the_order_of_coming(redis):
    async def run():
        order, inside = [], []

        async def turn(store, number):
            async with store.hold("plan"):
                inside.append(number)
                assert inside == [number]
                await asyncio.sleep(0.01)
                order.append(number)
                inside.remove(number)

        async with servers(redis[1]) as stores:
            turns = []
            async with stores[0].hold("plan"):
                for number in range(8):
                    turns.append(asyncio.create_task(turn(stores[number % 2], number)))
                    await until(number + 2, stores[0])
            await asyncio.gather(*turns)
            assert await stores[0]._redis.keys(f"{PREFIX}*") == []
        return order

    assert asyncio.run(run()) == list(range(8))


def test_other_plans_do_not_wait(redis):
    async def run():
        async with servers(redis[1]) as (one, other), one.hold("plan"), other.hold("another plan"):
            return True

    assert asyncio.run(run())


def test_whoever_died_in_a_turn_is_passed_over(redis, monkeypatch):
    monkeypatch.setattr(lock_store, "LEASE_SECONDS", 1.0)

    async def run():
        async with servers(redis[1], 1) as (store,):
            holder = subprocess.Popen([sys.executable, "-c", HOLDER, redis[1]], stdout=subprocess.PIPE, text=True, cwd=os.getcwd())
            try:
                assert holder.stdout.readline() == "held\n"
                os.kill(holder.pid, signal.SIGKILL)
                assert await store.waiting("plan") == 1
                async with store.hold("plan"):
                    assert await store.waiting("plan") == 1
            finally:
                holder.kill()
                holder.wait()
                holder.stdout.close()

    asyncio.run(run())


def test_a_long_turn_keeps_its_place(redis, monkeypatch):
    monkeypatch.setattr(lock_store, "LEASE_SECONDS", 0.5)
    monkeypatch.setattr(lock_store, "_RENEW_SECONDS", 0.1)

    async def run():
        async with servers(redis[1]) as (one, other):
            async with one.hold("plan"):
                next_one = asyncio.create_task(other.hold("plan").__aenter__())
                await asyncio.sleep(1.2)
                assert not next_one.done()
            await next_one

    asyncio.run(run())


def test_whoever_gives_up_leaves_no_gap(redis):
    async def run():
        async with servers(redis[1]) as (one, other):
            async with one.hold("plan"):
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.2), other.hold("plan"):
                        raise AssertionError("two at once")
                assert await one.waiting("plan") == 1

    asyncio.run(run())


def test_when_redis_comes_back_it_is_used_again(redis, monkeypatch):
    monkeypatch.setattr(lock_store, "_AWAY_SECONDS", 0.2)

    async def run():
        async with servers(redis[1], 1) as (store,):
            store._leave_alone(ConnectionError())
            async with store.hold("plan"):
                assert await store.waiting("plan") == 0
            await asyncio.sleep(0.3)
            async with store.hold("plan"):
                assert await store.waiting("plan") == 1

    asyncio.run(run())


def test_in_a_turn_rasas_own_lock_waits_for_nothing(redis):
    """The channel holds the plan then; outside of a turn it is a lock like any other."""

    async def run():
        async with servers(redis[1], 1) as (store,):
            mark = current.set(object())
            async with store.lock("conversation"):
                assert await store.waiting("conversation") == 0
            current.reset(mark)
            async with store.lock("conversation"):
                assert await store.waiting("conversation") == 1

    asyncio.run(run())
