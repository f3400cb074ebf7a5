"""Gives Rasa the sentence embedding of `knowledge.language.embed` as dense features."""
from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.language.embed import embed


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MiniLMFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one vector a message; the words themselves get none, because nothing here reads them one by one.

    `weight` is the length of that vector. The counts beside it are not normalised, so at length 1 the
    classifier would hardly see it; `docs/understanding.md` has what was measured.
    """

    def __init__(self, name: str, config: dict[str, Any]):
        super().__init__(name, config)
        self._weight = config["weight"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's settings, and the weight."""
        return {**DenseFeaturizer.get_default_config(), "weight": 10.0}

    @classmethod
    def required_components(cls) -> list[type]:
        """Comes after a tokenizer, as Rasa expects of a featurizer."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """The packages that carry the model and run it."""
        return ["onnxruntime", "blingfire"]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "MiniLMFeaturizer":
        """Makes the component; called by Rasa. The network is loaded now, so the first message does not wait."""
        embed("ready")
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Every weight will do."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vector to each message that has text."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                vector = self._weight * embed(text).reshape(1, -1)
                message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for the training lines. The argument's name is fixed: Rasa wires its graph by it."""
        self.process(training_data.training_examples)
        return training_data
