"""The channel of Five Steps: the guide over HTTP, for the widget, the terminal and the tests."""
from __future__ import annotations

from bot import quiet

quiet.hush()

from bot import logs, patches, settings  # noqa: E402
from bot.asking import PATIENCE  # noqa: E402
from bot.channel.conversations import NAME, Parts  # noqa: E402
from bot.channel.routes import blueprint  # noqa: E402
from knowledge.people import People  # noqa: E402
from knowledge.store import Store  # noqa: E402
from rasa.core.channels.channel import InputChannel  # noqa: E402

patches.install()


class WidgetInput(InputChannel):
    """Named in credentials.yml; `rasa run` mounts it under /webhooks/widget."""

    @classmethod
    def name(cls) -> str:
        """The channel's name, which is its address too."""
        return NAME

    def blueprint(self, on_new_message):
        """The routes. Rasa's own handler is not used: it returns nothing of a failed turn."""
        routes = blueprint(self.parts)

        @routes.middleware("request")
        async def words_are_left_out(_request) -> None:
            logs.people_talk()

        return routes

    def parts(self) -> Parts:
        """Opens what the channel works with."""
        from knowledge import care
        from knowledge.advice import documents, small_helps
        from knowledge.language import intake

        secret = settings.secret()
        return Parts(
            store=Store.open(settings.knowledge_path()),
            people=People(settings.people_url(), secret, patience=PATIENCE),
            secret=secret,
            receive=intake.receive,
            care=care.messages,
            render=documents.render,
            page=small_helps.document,
        )
