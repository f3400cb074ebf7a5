"""What every test may use: the real content, built once into a knowledge base of its own."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

# A developer's own local files stay out of the tests.
os.environ["FIVESTEPS_LOCAL"] = str(Path(__file__).parent / "no-local-files")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
# The checks run beside each other, so that more threads for one of them only wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Sanic resets Python's warning filters when it is first imported, so that is done before pytest sets its own.
import sanic.app  # noqa: E402,F401
import pytest  # noqa: E402

from bot import settings  # noqa: E402
from knowledge import build, content  # noqa: E402
from knowledge.store import Store  # noqa: E402
from tests.running import guide  # noqa: E402,F401


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items) -> None:
    """On two cores the tests run in two processes: all that talk to the running guide in one, so that it is started once, and a file never in both."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group("guide" if "guide" in item.fixturenames else str(item.path)))


@pytest.fixture(scope="session")
def knowledge_db(tmp_path_factory):
    """The path of a knowledge base built from the content of the project."""
    path, ours = tmp_path_factory.mktemp("knowledge") / "knowledge.db", settings.knowledge_path()
    if ours.exists():
        # What was learned from lines that did not change is taken over; the rest is built anew.
        shutil.copy(ours, path)
    build.build(content.CONTENT, path)
    if not ours.exists():
        ours.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, ours)
    return path


@pytest.fixture(scope="session")
def store(knowledge_db) -> Store:
    """The knowledge base of the project."""
    return Store.open(knowledge_db)


@pytest.fixture
def at_home(knowledge_db, tmp_path, monkeypatch) -> None:
    """The test's own knowledge base, and a folder of its own."""
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(knowledge_db))
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
