"""Feedback on the guide: whether it helped, and a line in words if somebody likes."""
from __future__ import annotations

from bot import settings
from bot.asking import ask
from bot.channel import requests
from bot.channel.conversations import Conversations
from bot.channel.errors import ChannelError, away
from bot.channel.tokens import Token
from knowledge.advice import gently
from knowledge.people import Unavailable


async def give(conversations: Conversations, token: Token, feedback: requests.Feedback) -> dict:
    """Keeps feedback and thanks for it. Words that show a worry are answered with who can help, and nothing is kept.

    Returns:
        {messages}

    Raises:
        ChannelError: forgotten, moved or unavailable; nothing was kept.
    """
    parts, store = conversations.parts, conversations.store
    received = parts.receive(feedback.words, store) if feedback.words else None
    if received and received.care:
        return {"messages": parts.care(received.care, store, settings.today(), school=token.school)}
    await conversations.plan_of(token)
    kept = None if received is None or received.problem or received.maybe else received.text
    try:
        known = await ask(conversations.people.feedback.put, token.plan, feedback.helped, kept)
    except Unavailable as error:
        raise away(error) from None
    if not known:
        raise ChannelError("forgotten")
    first = [gently.line(store)] if received and received.maybe else []
    masked = [{"text": store.phrase("channel-masked")}] if kept and received.masked else []
    thanks = "channel-feedback-helped" if feedback.helped else "channel-feedback-not"
    return {"messages": [*first, *masked, {"text": store.phrase(thanks)}]}
