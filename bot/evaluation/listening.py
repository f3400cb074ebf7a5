"""Every message through what the guide runs: the intake, then the trained model, in this process. No server."""
from __future__ import annotations

import asyncio
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Optional

from bot import quiet
from bot.evaluation.cases import Case
from knowledge.advice import beside
from knowledge.advice.meant import meant
from knowledge.language import intake
from knowledge.store import Store

_WARM_UP = "I am a teaching assistant and want to know what a level 3 is"
_EVERY = 500


@dataclass(frozen=True)
class Heard:
    """One message, as the guide has it.

    care, language  what the intake saw; with either, the model is not asked by the guide
    maybe           the worry that it may show, though that is not sure: it is answered like any other, and asked about gently
    intent          as the interview takes it at the open question, `nlu_fallback` where it is not sure; None where the model was not asked
    beside          the move that the interview makes of what is said beside a question
    seconds         for intake and model together; None where the model was not asked
    """

    case: Case
    text: str
    care: Optional[str] = None
    language: Optional[str] = None
    intent: Optional[str] = None
    reading: dict = field(default_factory=dict)
    message: dict = field(default_factory=dict)
    seconds: Optional[float] = None
    beside: Optional[str] = None
    maybe: Optional[str] = None

    @property
    def outcome(self) -> str:
        """The intent, or what the intake did in its place."""
        return "care" if self.care else "other_language" if self.language else self.intent or "none"


def load(model: Path):
    """The model as an agent of Rasa. It takes many seconds."""
    quiet.hush()
    # Warnings of the libraries, which nobody can mend here. Filters would not do: Sanic and Rasa put their own in front.
    with warnings.catch_warnings(record=True):
        from rasa.core.agent import Agent

        agent = Agent.load(model_path=str(model))
        quiet.hush()
        asyncio.run(agent.parse_message(_WARM_UP))
    return agent


def listen(agent, store: Store, cases: list[Case], progress: Callable[[str], object]) -> list[Heard]:
    """All cases, in their order. Lines about care need the intake alone."""
    intake.receive(_WARM_UP, store)
    return asyncio.run(_all(agent, store, cases, progress))


async def _all(agent, store, cases, progress) -> list[Heard]:
    heard = []
    for number, case in enumerate(cases, start=1):
        heard.append(await _one(agent, store, case))
        if number % _EVERY == 0:
            progress(f"{number} of {len(cases)} messages")
    return heard


async def _one(agent, store: Store, case: Case) -> Heard:
    started = time.perf_counter()
    received = intake.receive(case.text, store)
    if case.file == "care.yml" or received.problem in ("blank", "no_words"):
        return Heard(case, received.text, received.care, received.language, maybe=received.maybe)
    parsed = await agent.parse_message(received.text)
    seconds = time.perf_counter() - started
    return Heard(
        case, received.text, received.care, received.language, meant(parsed, case.data.get("open")).get("name"),
        parsed.get("reading") or {}, parsed, seconds, beside.move(parsed, case.data.get("open") or ""), received.maybe,
    )


def intents(agent, texts: list[str]) -> tuple[list[str], list[float]]:
    """What another model makes of the same texts: intents, and the seconds for each."""

    async def every() -> tuple[list[str], list[float]]:
        named, seconds = [], []
        for text in texts:
            started = time.perf_counter()
            parsed = await agent.parse_message(text)
            seconds.append(time.perf_counter() - started)
            named.append((parsed.get("intent") or {}).get("name") or "none")
        return named, seconds

    return asyncio.run(every())
