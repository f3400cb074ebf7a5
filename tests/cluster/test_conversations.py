"""The written conversations through the cluster: of each kind the first, the fifth and so on, in the order of their names."""
from __future__ import annotations

from itertools import groupby

import pytest

from tests.conversations.test_conversations import FILES
from tests.conversations.test_conversations import test_conversation as play

EVERY = 4
SAMPLE = [path for _, files in groupby(FILES, key=lambda path: path.parent) for path in list(files)[::EVERY]]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversation_through_the_cluster(path, cluster):
    play(path, cluster)
