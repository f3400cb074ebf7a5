"""People who talk with the guide all the time, each about an oven of their own, while servers come and go.

They do what the page does: what is not answered is sent again, with the same id.
"""
from __future__ import annotations

import re
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Callable, Iterator, Optional

from bot.client import Client, Refused, Unreachable
from tests.places import MILL

PATIENCE_SECONDS, PAUSE_SECONDS = 120, 0.3
# Whole conversations, from the first answer to a plan and a question that is left: words, or what is pressed together.
# `{oven}` is theirs alone.
COOK = (
    "I'm the school cook", ("duties:cook-meals",), ("aim:now",), ("need_source:ns01",), "know more about allergens for oven {oven}", "no certificates",
    ("constraints:nothing",), ("check:yes",), "the first one", ("practicalities:all-todo",), ("agreed:yes",), "fewer mistakes at oven {oven}", ("review:m3",),
    ("evidence:records",), ("sharing:show",),
)
SUPERVISOR = (
    "I am a midday supervisor", ("duties:lunchtime-care", "duties:first-aid-duty"), ("aim:teaching-assistant",), ("need:recognition",), ("qualifications:none",),
    ("constraints:time", "constraints:money"), ("check:yes",), ("pick:functional-skills-l2", "pick:volunteering-in-class"), ("practicalities:all-todo",),
    ("agreed:not-yet",), "reading with the children at table {oven}", ("review:m6",),
)
LEAVING = ("leave a question", "Who mends oven {oven}?", ("side:reach=no",), ("side:agreed=yes",))
SCRIPTS = (COOK + LEAVING, SUPERVISOR + LEAVING)
# Every so many messages are sent a second time.
AGAIN = 3
# Nobody else has this oven.
UNDISTURBED = 9001


@dataclass
class Talk:
    """One conversation, as the person in it goes on: `taken` answers were acknowledged; `tried_again`: why something was sent again."""

    script: tuple
    oven: int
    client: Client
    taken: int = 0
    tried_again: list[str] = field(default_factory=list)

    def play(self, noted: Callable[[], None] = lambda: None) -> "Talk":
        """From the first answer to the last. `noted` is called at each that is acknowledged."""
        self._insist(lambda: self.client.start(MILL))
        for line in self.script:
            id = uuid.uuid4().hex
            send = self._sending(line, id)
            reply = self._insist(send)
            self.taken += 1
            noted()
            if self.taken % AGAIN == 0:
                assert self._insist(send) == reply, f"the same message twice has two replies: {line}"
        return self

    def _sending(self, line, id: str) -> Callable[[], dict]:
        if isinstance(line, str):
            return lambda: self.client.say(line.format(oven=self.oven), id=id)
        return lambda: self.client.choose(*line, id=id)

    def kept(self) -> tuple[str, str]:
        """The history and the plan, with what may differ between two people taken out."""
        history, plan = self._insist(self.client.history), self._insist(lambda: self.client.plan("application/json").json())
        return self._alike(str(history)), self._alike(str(plan))

    def _insist(self, ask: Callable):
        """Asks until there is an answer, as the page does.

        Raises:
            Refused: for what trying again cannot help, or after PATIENCE_SECONDS.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return ask()
            except (Unreachable, Refused) as error:
                if getattr(error, "retry", True) is False or time.monotonic() > until:
                    raise
                self.tried_again.append(f"{getattr(error, 'code', 'no answer')} at answer {self.taken + 1}")
                time.sleep(PAUSE_SECONDS)

    def _alike(self, text: str) -> str:
        return re.sub(r"\b[0-9a-f]{16}\b", "ID", re.sub(rf"\b{self.oven}\b", "OVEN", text))


@dataclass
class Crowd:
    """So many people at once. `fault`: what the first of them could not get over."""

    url: str
    talks: list[Talk] = field(default_factory=list)
    taken: int = 0
    fault: Optional[BaseException] = None

    @property
    def tried_again(self) -> list[str]:
        """Why any of them asked again, each time."""
        return [why for talk in self.talks for why in talk.tried_again]

    def __post_init__(self):
        self._over, self._gate = threading.Event(), threading.Condition()

    def wait_for(self, number: int) -> None:
        """Waits until so many more answers were acknowledged.

        Raises:
            AssertionError: if somebody cannot go on.
        """
        with self._gate:
            wanted = self.taken + number
            come = self._gate.wait_for(lambda: self.fault or self.taken >= wanted, PATIENCE_SECONDS)
        assert come and self.fault is None, f"{self.fault!r} after {self.taken} answers"

    def _live(self, number: int, of: int) -> None:
        try:
            for turn in range(1000):
                if self._over.is_set():
                    return
                # Four figures, none of which can be taken for a year or for somebody else's.
                talk = Talk(SCRIPTS[(number + turn) % len(SCRIPTS)], 4000 + number + of * turn, Client(self.url))
                self.talks.append(talk)
                talk.play(self._note)
        except BaseException as error:
            with self._gate:
                self.fault = self.fault or error
                self._gate.notify_all()

    def _note(self) -> None:
        with self._gate:
            self.taken += 1
            self._gate.notify_all()


def undisturbed(url: str) -> dict[tuple, tuple[str, str]]:
    """What is kept of each script when nothing happens."""
    talks = [Talk(script, UNDISTURBED + number, Client(url)).play() for number, script in enumerate(SCRIPTS)]
    return {talk.script: talk.kept() for talk in talks}


@contextmanager
def crowd(url: str, people: int) -> Iterator[Crowd]:
    """People who talk until the end of the block; then each ends their conversation."""
    gathered = Crowd(url)
    threads = [threading.Thread(target=gathered._live, args=(number, people), daemon=True) for number in range(people)]
    for thread in threads:
        thread.start()
    try:
        yield gathered
    finally:
        gathered._over.set()
        for thread in threads:
            thread.join(2 * PATIENCE_SECONDS)
    assert gathered.fault is None, repr(gathered.fault)
