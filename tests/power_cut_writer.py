"""A program that answers people and is killed while it does. Each line on its standard input starts a child, which goes on until it is killed.

    python -m tests.power_cut_writer DATABASE-ADDRESS

The child is the guide's own channel, tracker store and database, as the server has them; in place of HTTP it calls the
channel, and in place of Rasa's model stands the agent of the tests of the channel. What was acknowledged is said on standard
output: "pid N", then "kept PLAN NUMBER" for an answer and "gone PLAN" for a plan that was forgotten, and "over" when the child
has ended.
"""
from __future__ import annotations

import asyncio
import os
import sys

import sqlalchemy as sa

from bot.channel import tokens
from bot.channel.conversations import Conversations
from bot.channel.requests import Message
from knowledge.people import People
from knowledge.people_db import open_engine, plans
from knowledge.store import Store
from tests.channel.conftest import SECRET, GuideAgent, channel_parts, channel_words

# Now and then somebody else begins, and presses "Forget me".
FORGETS_EVERY = 5


async def write(url: str, words: Store) -> None:
    """Goes on with the plan where it stands, until this process is killed."""
    conversations, agent = Conversations(channel_parts(words, url)), GuideAgent()
    token = _first(url) or await _begin(conversations, agent)
    while True:
        number = conversations.people.find(token.plan).turn
        await conversations.say(agent, token, Message(f"m{number}", f"answer {number}"), _allow, _allow)
        _acknowledge(f"kept {token.plan} {number}")
        if number % FORGETS_EVERY == 0:
            other = await _begin(conversations, agent)
            await conversations.say(agent, other, Message("m1", f"secret {number}"), _allow, _allow)
            await conversations.forget(agent, other)
            _acknowledge(f"gone {other.plan}")


def _first(url: str) -> tokens.Token | None:
    """Of the plan that was begun first, by a child that was killed since; the others are forgotten, or were about to be."""
    People(url, SECRET).find("nobody")
    with open_engine(url).connect() as connection:
        row = connection.execute(sa.select(plans.c.id, plans.c.conversation).order_by(sa.text("rowid")).limit(1)).first()
    return tokens.Token(*row) if row else None


async def _begin(conversations: Conversations, agent: GuideAgent) -> tokens.Token:
    return tokens.read(SECRET, (await conversations.begin(agent, None))["token"])


def _allow(_asked) -> None:
    """Nothing is refused here."""


def _acknowledge(line: str) -> None:
    # One write, which a kill cannot break in two.
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Starts a child for each line that is read."""
    words = channel_words()
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            asyncio.run(write(sys.argv[1], words))
        _acknowledge(f"pid {child}")
        os.waitpid(child, 0)
        _acknowledge("over")


if __name__ == "__main__":
    main()
