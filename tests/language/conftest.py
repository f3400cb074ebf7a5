"""One reader over the project's own content, for every test of the language side."""
from __future__ import annotations

import pytest

from knowledge.language.understand import Reader


@pytest.fixture(scope="session")
def reader(store) -> Reader:
    """Reads messages against the knowledge base of the project."""
    return Reader(store)
