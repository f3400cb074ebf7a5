"""People at the guide, as Locust plays them: each begins, answers in choices and in words, takes the plan along, and begins again.

`bot/bench/load.py` starts this in a process of its own, for Locust changes how the whole process waits. Each request becomes a
line of the file that FIVESTEPS_LOAD_LOG names.
"""
from __future__ import annotations

import json
import os
import ssl
import sys
import time
import uuid
from random import Random
from urllib.parse import urlsplit

from locust import between, events, task
from locust.contrib.fasthttp import FastHttpUser

from bot.bench.load_talk import BEGIN, MOST_TURNS, PLAN, THINK_SECONDS, is_over, next_said, what
from bot.client import CHANNEL

LOOPBACK = ("127.0.0.1", "localhost")
WAIT_SECONDS = 30
_log = open(os.environ["FIVESTEPS_LOAD_LOG"], "a", encoding="utf-8", buffering=1)
_chance = Random(1)


class Person(FastHttpUser):
    """Somebody who has one conversation after another, and thinks before each answer."""

    wait_time = between(*THINK_SECONDS)
    network_timeout = connection_timeout = WAIT_SECONDS

    def ssl_context_factory(self) -> ssl.SSLContext:
        """Trusts the certificate of the cluster under test, and no other."""
        return ssl.create_default_context(cafile=os.environ.get("FIVESTEPS_LOAD_CERTIFICATE"))

    insecure = False

    @task
    def talk(self) -> None:
        """One conversation. It ends early where something is refused, as people do."""
        reply = self._post(BEGIN, "/sessions", {}, {})
        if reply is None:
            return
        token = {"Authorization": f"Bearer {reply['token']}"}
        for number in range(MOST_TURNS):
            if is_over(reply):
                break
            self.wait()
            said = next_said(number, reply, _chance)
            reply = self._post(what(said), "/messages", {"id": uuid.uuid4().hex, **said}, token)
            if reply is None:
                return
        self.wait()
        self.client.get(f"{CHANNEL}/plan", headers={**token, "Accept": "text/html"}, name=PLAN)

    def _post(self, name: str, path: str, body: dict, headers: dict) -> dict | None:
        answer = self.client.post(f"{CHANNEL}{path}", json=body, headers=headers, name=name)
        return answer.json() if answer.status_code == 200 else None


@events.init.add_listener
def stay_on_this_machine(environment, **_more) -> None:
    """Loads nothing but this machine."""
    if urlsplit(environment.host or "").hostname not in LOOPBACK:
        sys.exit("The load test talks to this machine only: give a --host at 127.0.0.1 or localhost.")


@events.request.add_listener
def note(name, response_time, exception, response=None, **_more) -> None:
    """Writes down one request: when it was answered, what it was, how long it took, and what went wrong with it, without any words."""
    error = None
    if exception is not None:
        status = getattr(response, "status_code", 0)
        error = f"status {status}" if status else type(exception).__name__
    _log.write(json.dumps([time.time(), name, response_time, error]) + "\n")
