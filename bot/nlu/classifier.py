"""Logistic regression whose C can be set in `bot/config.yml`; Rasa's own fixes it at 1."""
from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LogisticRegressionWithC(LogisticRegressionClassifier):
    """A larger `C` trusts the training lines more; `docs/understanding.md` has what was measured."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's settings, and C."""
        return {**LogisticRegressionClassifier.get_default_config(), "C": 1.0}

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource):
        super().__init__(config, name, model_storage, resource)
        self.clf.set_params(C=self.config["C"])
