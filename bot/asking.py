"""The door from the guide's event loop to the database of answers: threads of its own, and an end to waiting.

A lock, or a database that hangs, must hold up nobody else: neither the pages that need no database, nor help in danger.
"""
from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Callable

from knowledge.people import Unavailable
from knowledge.people_db import CONNECTIONS

# Whoever asked is told to try again after this long, whatever the database does. A turn asks twice at most where it hangs:
# nginx gives a guide 25 seconds, and a turn may have waited 12 for the one before it and 8 for its action.
SECONDS = 4.0
# So long the guide's connections wait for each answer (knowledge/people_server.py): then their thread is free again.
PATIENCE = 3.0
# What the log says of a question that was given up.
LATE = "no answer in time"

_threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="database")


async def ask(question: Callable, *details: Any, seconds: float = SECONDS) -> Any:
    """Asks the database of answers.

    Args:
        question: of `People`, or one that asks it.
        details: what it is asked with.
        seconds: how long to wait. What is being written then may be written all the same: sent again, it is found there.

    Raises:
        Unavailable: if it cannot be used, or does not answer in time.
    """
    asked = asyncio.get_running_loop().run_in_executor(_threads, partial(question, *details))
    try:
        return await asyncio.wait_for(asked, seconds)
    except asyncio.TimeoutError:
        raise Unavailable(LATE) from None
