"""The trained intents as a file of the model: what it holds is named, and anything else in it is refused."""
from __future__ import annotations

import pytest
import skops.io
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from skops.io.exceptions import UntrustedTypesFoundException

from bot.nlu.classifier import IntentsFromLines

LINES = [
    ("thank you", "thanks"), ("thanks a lot", "thanks"), ("many thanks to you", "thanks"), ("i am a school cook", "answer_role"),
    ("i am a caretaker", "answer_role"), ("i work as a cook", "answer_role"), ("why do you ask", "why"), ("why do you want to know", "why"),
]
TEXTS = ("thanks", "i am a cleaner", "why", "qwerty")


@pytest.fixture
def storage(tmp_path):
    return LocalModelStorage(tmp_path)


@pytest.fixture
def trained(storage):
    made = IntentsFromLines(IntentsFromLines.get_default_config(), storage, Resource("intents"))
    made.train(TrainingData([Message.build(text, intent) for text, intent in LINES]))
    return made


def load(storage) -> IntentsFromLines:
    return IntentsFromLines.load(IntentsFromLines.get_default_config(), storage, Resource("intents"), None)


def ranked(component: IntentsFromLines) -> list:
    return [message.get("intent_ranking") for message in component.process([Message.build(text) for text in TEXTS])]


def test_what_was_trained_is_what_is_loaded(storage, trained):
    assert ranked(load(storage)) == ranked(trained)


def test_a_file_with_anything_else_in_it_is_refused(storage, trained):
    with storage.write_to(Resource("intents")) as folder:
        skops.io.dump([trained, *range(6)], folder / "intents.skops")
    with pytest.raises(UntrustedTypesFoundException):
        load(storage)
