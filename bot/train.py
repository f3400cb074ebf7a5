"""Prepares what the guide runs on: the trained model and the built knowledge base, each only when something changed.

A model's name is a fingerprint of everything it is made from. The knowledge base is not among it: new
content needs no training.
"""
from __future__ import annotations

import gzip
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Callable

from bot import settings
from knowledge import build, content

DOMAIN = settings.PROJECT / "bot" / "domain.yml"
CONFIG = settings.PROJECT / "bot" / "config.yml"
DATA = settings.PROJECT / "data"
_BLOCK = 2**20
_OURS = re.compile(r"^[0-9a-f]{16}\.tar\.gz$")


class TrainingFailed(Exception):
    """The model could not be trained; the text says what Rasa said."""


def ensure_knowledge(progress: Callable[[str], object] = print) -> Path:
    """The knowledge base of the content as it is now, built if it is missing or out of date.

    Raises:
        ContentError: if the content is not sound.
    """
    path = settings.knowledge_path()
    if not build.is_current(path):
        progress("Building the knowledge base, because its content changed. The first time this takes about two minutes.")
        build.build(content.CONTENT, path)
    return path


def ensure_model(progress: Callable[[str], object] = print) -> Path:
    """The model of the training lines and settings as they are now, trained if there is none yet, or it is damaged.

    Models of ours that are out of date are removed afterwards.

    Raises:
        TrainingFailed: if Rasa could not train; nothing is removed then.
    """
    folder = settings.models_dir()
    model = folder / f"{fingerprint()}.tar.gz"
    if not is_whole(model):
        why = "it is damaged" if model.exists() else "what it is made from changed"
        progress(f"Training the model, because {why}. This takes about a minute.")
        folder.mkdir(parents=True, exist_ok=True)
        _train(model)
        progress("The model is trained.")
    for other in folder.iterdir():
        if _OURS.match(other.name) and other != model:
            other.unlink(missing_ok=True)
    return model


def is_whole(model: Path) -> bool:
    """True if there is a model file, and it can be read to its end: Rasa would start without one that cannot."""
    length = 0
    try:
        with gzip.open(model) as file:
            while block := file.read(_BLOCK):
                length += len(block)
    except (OSError, EOFError, zlib.error):
        return False
    return length > 0


def fingerprint() -> str:
    """A short name for exactly what a model is made from."""
    digest = hashlib.sha256()
    for path in made_from():
        digest.update(path.relative_to(settings.PROJECT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def made_from() -> list[Path]:
    """Every file that decides what the trained model is, in a fixed order."""
    project = settings.PROJECT
    files = [DOMAIN, CONFIG, project / "knowledge" / "language" / "embed.py", project / "knowledge" / "language" / "intents.py", project / "requirements.lock"]
    return sorted([*files, *DATA.rglob("*.yml"), *(project / "bot" / "nlu").glob("*.py")])


def command(workshop: str) -> list[str]:
    """How Rasa is called to train into a folder.

    Its check of lines, domain and stories against each other is left out: it reads all of them once
    more, and there are no stories to speak of. The tests check the same (`tests/bot/test_nlu_data.py`).
    """
    return [
        sys.executable, "-m", "rasa", "train", "--quiet", "--skip-validation", "--domain", str(DOMAIN), "--config", str(CONFIG),
        "--data", str(DATA), "--out", workshop, "--fixed-model-name", "model",
    ]


def _train(model: Path) -> None:
    """Trains in a process of its own, and puts the whole model in place at once."""
    with tempfile.TemporaryDirectory(dir=model.parent, prefix="training-") as workshop:
        done = subprocess.run(
            command(workshop),
            cwd=settings.PROJECT, env=_environment(workshop), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )
        made = Path(workshop) / "model.tar.gz"
        if done.returncode or not made.exists():
            raise TrainingFailed(_reason(done.stdout + done.stderr))
        made.replace(model)


def _environment(workshop: str) -> dict[str, str]:
    fixed = {
        "RASA_TELEMETRY_ENABLED": "false",
        # Rasa's own cache does not notice changes in our modules, so it is given no room.
        "RASA_MAX_CACHE_SIZE": "0",
        "RASA_CACHE_DIRECTORY": workshop,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }
    return {**os.environ, **fixed}


def _reason(said: str) -> str:
    """The last lines of what Rasa said, which name the fault."""
    lines = [line for line in said.splitlines() if line.strip()]
    return "\n".join([
        "The model could not be trained. Correct what is named here, then try again:",
        *(lines[-8:] or ["Rasa said nothing. Check that there is space on the disk."]),
    ])
