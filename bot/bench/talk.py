"""One person's conversation with either side, turn by turn; each turn says how long it took.

The turns go in rounds of twenty: in Five Steps a choice and free words by turns, then "start again", so that the
hundredth turn does the same work as the first. The bare Rasa gets free words only.
"""
from __future__ import annotations

import http.client
import json
import time
import uuid
from typing import Any, Optional

from bot.bench.servers import BenchFailed

ROUND = 20
CHOICE, WORDS = "choice", "words"
SAID = (
    "I help at lunchtime and I hear children read",
    "why do you ask that",
    "I would like to be a teaching assistant one day",
    "what is an HLTA",
    "I have GCSE English but I did not pass maths",
    "I want to know how to help children with their reading",
    "can I do it in the evening",
    "how much does it cost",
    "I am not sure",
)
AGAIN = ("say:restart", "say:restart-yes")
REPEAT = "say:repeat"


class _Wire:
    """JSON over one kept connection. `seconds` is how long the last answer took."""

    def __init__(self, port: int):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.seconds = 0.0

    def post(self, path: str, body: dict, token: Optional[str] = None) -> Any:
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        payload = json.dumps(body).encode()
        began = time.perf_counter()
        try:
            self._connection.request("POST", path, payload, headers)
            response = self._connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise BenchFailed(f"The server did not answer ({type(error).__name__}).") from error
        self.seconds = time.perf_counter() - began
        if response.status != 200:
            raise BenchFailed(f"The server answered {response.status} to {body}: {answer.decode(errors='replace')[:300]}")
        return json.loads(answer)


class GuideTalk:
    """A conversation with Five Steps, through its own channel."""

    def __init__(self, port: int):
        self._wire, self._turns, self._token, self._reply = _Wire(port), 0, None, {}

    def begin(self) -> None:
        """Opens the conversation."""
        self._reply = self._wire.post("/webhooks/widget/sessions", {})
        self._token = self._reply["token"]

    def turn(self) -> tuple[str, float]:
        """Takes the next turn; returns whether it was a choice or words, and its seconds."""
        place = self._turns % ROUND
        self._turns += 1
        if place >= ROUND - len(AGAIN):
            kind, said = CHOICE, {"choice": AGAIN[place - ROUND]}
        elif place % 2:
            kind, said = WORDS, {"text": SAID[place // 2]}
        else:
            kind, said = CHOICE, {"choice": self._offered()}
        self._reply = self._wire.post("/webhooks/widget/messages", {"id": uuid.uuid4().hex, **said}, self._token)
        return kind, self._wire.seconds

    def _offered(self) -> str:
        """The first answer that the open question offers."""
        for choice in self._reply["messages"][-1].get("choices") or []:
            if not choice["id"].startswith("say:"):
                return choice["id"]
        return REPEAT


class BareTalk:
    """A conversation with the bare Rasa, through its REST channel."""

    def __init__(self, port: int):
        self._wire, self._turns, self._sender = _Wire(port), 0, uuid.uuid4().hex

    def begin(self) -> None:
        """Opens the form."""
        self._say("/start_guide")

    def turn(self) -> tuple[str, float]:
        """Takes the next turn, always in words; returns that, and its seconds."""
        said = SAID[self._turns % len(SAID)]
        self._turns += 1
        self._say(said)
        return WORDS, self._wire.seconds

    def _say(self, text: str) -> None:
        replies = self._wire.post("/webhooks/rest/webhook", {"sender": self._sender, "message": text})
        if len(replies) != 1:
            raise BenchFailed(f"The bare Rasa gave {len(replies)} replies to '{text}', not one.")
