"""What stock Rasa 3.6.21 gets wrong, each small, each tested to equal Rasa's own."""
from __future__ import annotations

from bot.patches import action_guard, applied_events, bounded_replies, schema_validator


def install() -> None:
    """Puts every patch in place; calling it again changes nothing."""
    schema_validator.install()
    applied_events.install()
    action_guard.install()
    bounded_replies.install()
