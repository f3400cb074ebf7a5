"""Gives Rasa the intents of `knowledge.language.intents`."""
from __future__ import annotations

import warnings
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.language import asking, intents

_FILE = "intents.skops"
# What the file holds besides plain arrays and sklearn's own. Naming it spares reading 40 MB twice; any other type is refused.
_HOLDS = ["scipy.sparse._csr.csr_matrix"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentsFromLines(IntentClassifier, GraphComponent):
    """The intent of a message, with the whole ranking, which the interview reads beside the question that is open."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource):
        self._config, self._storage, self._resource = config, model_storage, resource
        self._intents: intents.Intents | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The weight of the embedding, C, the rounds at most, and the vote of the nearest lines; `docs/understanding.md` has what was measured."""
        return {"weight": 2.0, "C": 10.0, "rounds": 60, "vote": 0.2}

    @classmethod
    def required_components(cls) -> list[type]:
        """It reads the text itself, so nothing has to come before it."""
        return []

    @staticmethod
    def required_packages() -> list[str]:
        """The packages that carry the embedding and run it, and the regression."""
        return ["onnxruntime", "blingfire", "sklearn"]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "IntentsFromLines":
        """An untrained component; called by Rasa."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the lines. The argument's name is fixed: Rasa wires its graph by it."""
        lines = [line for line in training_data.intent_examples if line.get(TEXT)]
        config = self._config
        with warnings.catch_warnings():
            # The rounds are few on purpose; more of them fit no better.
            warnings.simplefilter("ignore")
            self._intents = intents.learn(
                [line.get(TEXT) for line in lines], [line.get(INTENT) for line in lines],
                config["weight"], config["C"], config["rounds"], config["vote"],
            )
        self._keep()
        return self._resource

    def _keep(self) -> None:
        import skops.io

        with self._storage.write_to(self._resource) as folder:
            made = self._intents
            skops.io.dump([made.words, made.pieces, made.chooser, made.weight, made.vote, made.lines, made.which], folder / _FILE)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> "IntentsFromLines":
        """The trained component; called by Rasa. The network is loaded now, so the first message does not wait."""
        import skops.io

        found = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            # The file is of our own making, in the model that this machine trained.
            found._intents = intents.Intents(*skops.io.load(folder / _FILE, trusted=_HOLDS))
        found._intents.ranking("ready")
        return found

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent and the ranking of each message, and the ranking of what it says beside a question."""
        for message in messages:
            text = message.get(TEXT) or ""
            named = self._ranking(text)
            message.set("intent", named[0], add_to_output=True)
            message.set("intent_ranking", named, add_to_output=True)
            beside = asking.rest(text, asking.questions(text))
            if beside and beside != text:
                message.set("beside_ranking", self._ranking(beside), add_to_output=True)
        return messages

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        return [{"name": intent, "confidence": share} for intent, share in self._intents.ranking(text)]
