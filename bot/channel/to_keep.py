"""What somebody takes away: the plan as a document, the page of a small help, the page of a job for a team."""
from __future__ import annotations

import asyncio

from bot import settings
from bot.channel import tokens
from bot.channel.conversations import Conversations
from bot.channel.errors import ChannelError
from knowledge.advice import team
from knowledge.advice.small_helps import HelpError
from knowledge.store import NotFound


async def plan(conversations: Conversations, token: tokens.Token, media_type: str, copy: str) -> tuple[bytes, str, str]:
    """The plan as a document: its bytes, content type and file name."""
    plan = await conversations.plan_of(token)
    return await asyncio.to_thread(conversations.parts.render, plan.answers, conversations.store, media_type, copy, settings.today())


async def page(conversations: Conversations, token: tokens.Token, kind: str, id: str) -> tuple[bytes, str, str]:
    """A page to keep: its bytes, content type and file name.

    Args:
        kind: "help" for a small help, from what was told for it in the talk; "team" for a job, with nothing that was told.
        id: of the small help, or of the job.

    Raises:
        ChannelError: no-page if there is no such help or job, or the help was not answered yet.
    """
    answers, store = (await conversations.plan_of(token)).answers, conversations.store
    try:
        if kind == "team":
            return await asyncio.to_thread(team.document, id, store, settings.today())
        # By the id each has now, whichever it had when it was told.
        helps = {store.current_id("small_helps", known): told for known, told in (answers.get("helps") or {}).items()}
        told = helps.get(store.current_id("small_helps", id))
        if told is None:
            raise ChannelError("no-page")
        return await asyncio.to_thread(conversations.parts.page, id, told, store, settings.today())
    except (HelpError, NotFound, team.NotThen):
        # A job or a choice of the talk that is no longer in the knowledge base.
        raise ChannelError("no-page") from None
