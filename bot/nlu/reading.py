"""Adds to each message what `knowledge.language.understand` reads in it, under the key `reading`.

The knowledge base is opened when the model is loaded, not when it is trained: new content needs no training.
"""
from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import settings
from knowledge.language.understand import Reader
from knowledge.store import Store

READING = "reading"
# Questions that look like none ("entry requirements") are known by their intent, where that is sure.
_ASKS, _SURELY = "ask_question", 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Reading(GraphComponent):
    """What a message names, says and asks, as JSON-ready data in `latest_message["reading"]`."""

    def __init__(self, reader: Reader):
        self._reader = reader

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "Reading":
        """Opens the knowledge base; called by Rasa when it loads the model.

        Raises:
            KnowledgeError: if there is no knowledge base; its text says what to do.
        """
        return cls(Reader(Store.open(settings.knowledge_path())))

    def process(self, messages: list[Message]) -> list[Message]:
        """Reads each message."""
        for message in messages:
            intent = message.get(INTENT) or {}
            asks = intent.get("name") == _ASKS and intent.get("confidence", 0) >= _SURELY
            message.set(READING, self._reader.read(message.get(TEXT) or "", asks), add_to_output=True)
        return messages
