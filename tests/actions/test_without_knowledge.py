"""The action server without its knowledge base: a turn fails, and once the base is there the next one is taken."""
from __future__ import annotations

import pytest

from actions import guide
from knowledge.store import KnowledgeError
from tests.actions.test_guide import run, tracker


@pytest.fixture
def anew():
    """The knowledge base is read once in a process: here it is read again, before and after."""
    guide.store.cache_clear()
    yield
    guide.store.cache_clear()


def test_without_a_knowledge_base_a_turn_fails_and_the_next_one_finds_it(anew, knowledge_db, tmp_path, monkeypatch):
    path = tmp_path / "knowledge.db"
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(path))
    with pytest.raises(KnowledgeError, match="fivesteps knowledge build"):
        run(guide.Guide(), tracker({"intent": {"name": "start_guide"}}))
    path.symlink_to(knowledge_db)
    messages, _ = run(guide.Guide(), tracker({"intent": {"name": "start_guide"}}))
    assert messages[0]["custom"]["build"] == guide.store().build
