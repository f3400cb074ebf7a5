"""One conversation that two servers are asked about at once keeps its order, and every message is answered once."""
from __future__ import annotations

import asyncio
import threading
import time

import sqlalchemy as sa
from rasa.utils.endpoints import EndpointConfig

from bot.channel import tokens
from bot.client import Client, ClientError
from bot.lock_store import SharedLockStore
from knowledge.people_db import events, open_engine, plans, turns

SECONDS = 60


def pages(cluster) -> list[Client]:
    """One conversation on two pages, each of which talks with a guide of its own."""
    clients = [Client(url) for url in cluster.direct]
    clients[0].start()
    clients[0].say("I'm a school cook")
    clients[1].token = clients[0].token
    return clients


def said(client: Client) -> list[str]:
    return [message["text"] for message in client.history()["messages"] if message["from"] == "you"]


def at_once(*asks) -> list:
    """What each of these gives, all asked at the same moment."""
    barrier, found = threading.Barrier(len(asks)), [None] * len(asks)

    def run(number, ask):
        barrier.wait()
        try:
            found[number] = ask()
        except ClientError as error:
            found[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(asks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    return found


def test_two_messages_at_the_same_moment_are_both_answered(cluster):
    one, other = pages(cluster)
    expected = {"I'm a school cook"}
    for number in range(10):
        texts = [f"what is an nvq {number}", f"what is a diploma {number}"]
        replies = at_once(lambda: one.say(texts[0]), lambda: other.say(texts[1]))
        assert all(isinstance(reply, dict) for reply in replies), replies
        expected |= set(texts)
    assert sorted(said(one)) == sorted(expected)


def test_one_message_on_two_servers_at_the_same_moment_is_one_turn(cluster):
    one, other = pages(cluster)
    for number in range(10):
        replies = at_once(lambda: one.say(f"what is an nvq {number}", id=f"m{number}"), lambda: other.say(f"what is an nvq {number}", id=f"m{number}"))
        assert replies[0] == replies[1] and isinstance(replies[0], dict)
    assert said(one) == ["I'm a school cook", *(f"what is an nvq {number}" for number in range(10))]


def test_messages_are_answered_in_the_order_in_which_they_came(cluster):
    """The test itself holds the plan, until each message of the row has come to its server."""
    both = pages(cluster)
    plan = tokens.read(cluster.secret, both[0].token).plan
    texts = [f"what is an nvq {number}" for number in range(10)]
    replies = {}

    def say(number):
        replies[number] = both[number % 2].say(texts[number])

    async def run():
        store = SharedLockStore(EndpointConfig(url=cluster.redis_url))
        threads = [threading.Thread(target=say, args=(number,)) for number in range(len(texts))]
        async with store.hold(plan):
            for number, thread in enumerate(threads):
                thread.start()
                until = time.monotonic() + SECONDS
                while await store.waiting(plan) < number + 2:
                    assert time.monotonic() < until
                    await asyncio.sleep(0.01)
        await asyncio.to_thread(lambda: [thread.join(SECONDS) for thread in threads])
        await store.close()

    asyncio.run(run())
    assert sorted(replies) == list(range(len(texts)))
    assert said(both[0]) == ["I'm a school cook", *texts]


def test_with_redis_away_the_order_is_the_databases(cluster):
    """Of two at once both are taken, or one is told to try again: never half of one."""
    one, other = pages(cluster)
    kept = ["I'm a school cook"]
    os_redis = cluster.services["redis"][0]
    for number in range(5):
        os_redis.kill()
        texts = [f"what is an nvq {number}", f"what is a diploma {number}"]
        replies = at_once(lambda: one.say(texts[0]), lambda: other.say(texts[1]))
        kept += [text for text, reply in zip(texts, replies) if isinstance(reply, dict)]
        assert all(isinstance(reply, dict) or (reply.code, reply.retry) == ("busy", True) for reply in replies), replies
        assert any(isinstance(reply, dict) for reply in replies)
        os_redis.wait()
    assert sorted(said(one)) == sorted(kept)


def test_forgotten_on_one_server_while_the_other_takes_an_answer_nothing_is_left(cluster):
    engine = open_engine(cluster.people_url)
    for _ in range(5):
        one, other = pages(cluster)
        token = tokens.read(cluster.secret, one.token)
        at_once(lambda: one.say("what is an nvq"), other.forget, lambda: one.say("what is a diploma"))
        with engine.connect() as database:
            for table, column, value in ((plans, plans.c.id, token.plan), (turns, turns.c.plan, token.plan), (events, events.c.sender_id, token.conversation)):
                assert database.execute(sa.select(sa.func.count()).select_from(table).where(column == value)).scalar_one() == 0, table.name
    engine.dispose()
