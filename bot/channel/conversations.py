"""What the channel does with a request once it is read: one turn of Rasa, or an answer of its own.

Nothing here knows HTTP. A reply is {messages, step, done, of}, and {token} where there is a new one.
"""
from __future__ import annotations

import logging
import re
import secrets
from dataclasses import dataclass
from typing import Any, Callable, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot import settings
from bot.asking import ask
from bot.channel import contact, replies, tokens
from bot.channel.builds import Builds
from bot.channel.errors import ChannelError, away
from bot.channel.limits import Limits
from bot.channel.locks import Locks
from bot.channel.requests import Message
from bot.channel.sites import Sites
from bot.quiet import trail
from bot.turn import CHANGED, Turn, current
from knowledge import care, codes
from knowledge.advice import coming_back
from knowledge.language import reach
from knowledge.people import People, Plan, Unavailable
from knowledge.store import Store

NAME = "widget"
OPENING, CHOICE, RESUME, UNCLEAR = "start_guide", "choice", "resume", "nlu_fallback"
STANDING = "say:"
# A resume code that leads nowhere.
WRONG = "wrong"
WARM_UP = "I am a teaching assistant"
# So long help in danger waits for the database, which knows only how far the person has come.
CARE_SECONDS = 1.0
# What makes Rasa take a message for one of its commands.
_COMMAND = re.compile(r"^[\s/]+")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What the channel leaves to others.

    receive  knowledge.language.intake.receive
    care     knowledge.care.messages
    render   knowledge.advice.documents.render
    page     knowledge.advice.small_helps.document
    """

    store: Store
    people: People
    secret: bytes
    receive: Callable[..., Any]
    care: Callable[..., list]
    render: Callable[..., tuple]
    page: Callable[..., tuple]


class Conversations:
    """Every conversation of this process. `agent` is given with each call: Rasa may load another."""

    def __init__(self, parts: Parts):
        self.parts, self.store, self.people = parts, parts.store, parts.people
        self.limits, self.sites = Limits(), Sites(parts.store)
        self._warned = False
        self._builds = Builds()
        self._locks = Locks()

    async def warm_up(self, agent: Agent) -> None:
        """Has words looked at once, so that whatever is read at the first use has been read."""
        self.parts.receive(WARM_UP, self.store)
        await _parse(agent, WARM_UP)

    async def begin(self, agent: Agent, school: Optional[str]) -> dict:
        """Opens a new conversation and returns its first messages with its token."""
        if school and school not in self.store.places and not self._warned:
            # Once, and without the id: whoever calls may have typed anything there.
            self._warned = True
            logger.warning("A page names a school that has no file in local/. It is shown nothing local.")
        plan = Plan(id=secrets.token_hex(16), conversation=secrets.token_hex(16), school=school)
        turn = Turn(self.people, plan, plan.conversation, "/opening", None)
        return await self._take(agent, turn, _parsed(OPENING, OPENING), new_token=True)

    async def say(self, agent: Agent, token: tokens.Token, message: Message, allow_code: Callable, allow_school: Callable) -> dict:
        """Answers a message. `allow_code` is called with True before a resume code is tried, and with
        False after a good one; `allow_school` with the school of the plan that a code leads to. Each may refuse.

        Raises:
            ChannelError: if the message cannot be answered; nothing was changed then.
        """
        if message.choices == (care.HELP_NOW,):
            return await self._care(token, care.ANY)
        if message.text is None:
            async with self._locks.hold(token.plan, agent.lock_store):
                return await self._choose(agent, token, message)
        received = self.parts.receive(message.text, self.store)
        if received.care:
            return await self._care(token, received.care)
        if received.problem in ("blank", "too_long"):
            raise ChannelError(received.problem.replace("_", "-"))
        found = await self._code_in(message.text, allow_code)
        if isinstance(found, Plan):
            allow_school(found.school)
            return await self._carry_on(agent, found)
        async with self._locks.hold(token.plan, agent.lock_store):
            plan, before = await self._look_up(token, message.id)
            if before is not None:
                return replies.again(before, bool(received.maybe), self.store)
            if contact.tried(plan, message.text, received):
                return await self._reached(agent, plan, message.id, reach.found(message.text))
            if found == WRONG:
                return replies.kind(self.store, plan, "channel-wrong-code")
            text = _COMMAND.sub("", received.text).strip()
            if received.problem or not text:
                return replies.kind(self.store, plan, "channel-no-words")
            if received.language:
                return replies.other_language(self.store, plan, received.language)
            first = [{"text": self.store.phrase("channel-masked")}] if received.masked else []
            turn = Turn(self.people, plan, plan.conversation, message.id, text, first=first)
            parsed = await _parse(agent, text)
            return await self._take(agent, turn, {**parsed, "maybe": received.maybe} if received.maybe else parsed)

    async def resume(self, agent: Agent, code: str, allow_school: Callable) -> dict:
        """Carries a plan on by its code, in a conversation of its own. `allow_school` is called with its school, and may refuse.

        Raises:
            ChannelError: unknown-code.
        """
        plan = await self._ask(self.people.find_by_code, code)
        if plan is None:
            raise ChannelError("unknown-code")
        allow_school(plan.school)
        return await self._carry_on(agent, plan)

    async def history(self, token: tokens.Token) -> dict:
        """All that was said about the plan."""
        plan = await self.plan_of(token)
        turns = await self._ask(self.people.turns, plan.id)
        reply = replies.history(plan, turns, self.people.code(plan))
        # Opened again after the day of the look back, it asks how it went.
        last = coming_back.reminder(plan.answers, self.store, settings.today())
        return {**reply, "messages": reply["messages"] + [{"from": "guide", **message} for message in last]}

    async def forget(self, agent: Agent, token: tokens.Token) -> dict:
        """Removes everything about the plan. Asking twice is harmless."""
        async with self._locks.hold(token.plan, agent.lock_store):
            plan = await self._ask(self.people.find, token.plan)
            if plan is not None and plan.conversation != token.conversation:
                raise ChannelError("moved")
            await self._ask(self.people.forget, token.plan)
        return {"messages": [{"text": self.store.phrase("channel-forgotten")}], "step": 1, "done": 0, "of": 0}

    async def _choose(self, agent: Agent, token: tokens.Token, message: Message) -> dict:
        plan, before = await self._look_up(token, message.id)
        if before is not None:
            return before
        labels = [self._label(plan, choice) for choice in message.choices]
        questions = {choice.partition(":")[0] for choice in message.choices}
        if None in labels or (len(labels) > 1 and not (len(questions) == 1 and questions <= set(plan.offered["multi"]))):
            raise ChannelError("bad-choice")
        text = ", ".join(labels)
        turn = Turn(self.people, plan, plan.conversation, message.id, text)
        return await self._take(agent, turn, _parsed(CHOICE, text, choices=list(message.choices)))

    async def _reached(self, agent: Agent, plan: Plan, message_id: str, found: Optional[str]) -> dict:
        """A turn whose words are a way to be reached, or were meant to be: Rasa is told only whether there is one."""
        text = self.store.phrase("leave-contact-given")
        turn = Turn(self.people, plan, plan.conversation, message_id, text, contact=found)
        return await self._take(agent, turn, _parsed(UNCLEAR, text, contact=bool(found)))

    def _label(self, plan: Plan, choice: str) -> Optional[str]:
        """What a choice says, or None if it was never offered."""
        offered = plan.offered["labels"].get(choice)
        if offered is None and choice.startswith(STANDING):
            known = self.store.find("phrases", f"channel-{choice.replace(':', '-')}")
            return known.text if known else None
        return offered

    async def _care(self, token: tokens.Token, worry: str) -> dict:
        """What to do in danger or distress. It needs neither Rasa nor a database, waits for neither, and keeps nothing."""
        messages = self.parts.care(worry, self.store, settings.today(), school=token.school)
        try:
            plan = await ask(self.people.find, token.plan, seconds=CARE_SECONDS)
        except Unavailable as error:
            away(error)
            plan = None
        return {"messages": messages, **replies.progress(plan)}

    async def _code_in(self, text: str, allow_code: Callable):
        """The plan of a resume code in the words, WRONG for a code that leads nowhere, or None."""
        possible, certain = codes.find(text)
        if not possible:
            return None
        if certain:
            allow_code(True)
        for code in possible:
            plan = await self._ask(self.people.find_by_code, code)
            if plan is not None:
                if certain:
                    allow_code(False)
                return plan
        return WRONG if certain else None

    async def _carry_on(self, agent: Agent, plan: Plan) -> dict:
        conversation = secrets.token_hex(16)
        turn = Turn(self.people, plan, conversation, f"/resume-{conversation}", None)
        return await self._take(agent, turn, _parsed(RESUME, RESUME), new_token=True)

    async def _look_up(self, token: tokens.Token, message_id: str) -> tuple[Plan, Optional[dict]]:
        """The plan, and the stored reply if this message was answered before."""
        plan = await self.plan_of(token)
        before = await self._ask(self.people.turn, plan.id, message_id)
        return plan, replies.shown(before.reply, self.people.code(plan)) if before else None

    async def plan_of(self, token: tokens.Token) -> Plan:
        """The plan that a token is for.

        Raises:
            ChannelError: forgotten if there is none any more, moved if it was carried on elsewhere.
        """
        plan = await self._ask(self.people.find, token.plan)
        if plan is None:
            raise ChannelError("forgotten")
        if plan.conversation != token.conversation:
            raise ChannelError("moved")
        return plan

    async def _take(self, agent: Agent, turn: Turn, parsed: dict, new_token: bool = False) -> dict:
        """Hands one turn to Rasa and returns what was saved of it.

        Raises:
            ChannelError: unavailable if it failed, busy if another turn came first; nothing was saved.
        """
        parsed = {**parsed, "new_id": turn.new_id}
        if turn.plan.school:
            parsed["school"] = turn.plan.school
        mark = current.set(turn)
        try:
            await agent.handle_message(
                UserMessage(
                    parsed["text"],
                    sender_id=turn.conversation,
                    parse_data=parsed,
                    input_channel=NAME,
                    message_id=turn.message_id,
                )
            )
        finally:
            current.reset(mark)
        self._builds.compare(self.store.build, turn.build)
        if turn.failed == CHANGED:
            raise ChannelError("busy")
        if turn.reply is None:
            logger.error("A turn was not saved: %s", turn.failed or "Rasa did not finish it")
            raise ChannelError("unavailable")
        reply = replies.shown(turn.reply, self.people.code(turn.after) if turn.after else None)
        if new_token:
            kept = tokens.Token(turn.plan.id, turn.conversation, turn.plan.school)
            reply["token"] = tokens.write(self.parts.secret, kept)
        return reply

    async def _ask(self, question: Callable, *details: Any) -> Any:
        """Asks the database.

        Raises:
            ChannelError: unavailable, if it cannot be used or does not answer in time.
        """
        try:
            return await ask(question, *details)
        except Unavailable as error:
            raise away(error) from None


def _parsed(intent: str, text: str, **more: Any) -> dict:
    """What Rasa would make of a message, for one it need not look at."""
    return {"text": text, "intent": {"name": intent, "confidence": 1.0}, "entities": [], **more}


async def _parse(agent: Agent, text: str) -> dict:
    """What Rasa makes of words. Words it stumbles over are words it does not understand."""
    try:
        return await agent.parse_message(text)
    except Exception as error:
        logger.error("A message could not be parsed: %s", trail(error))
        return _parsed(UNCLEAR, text)
