"""Beside ours: the default pipeline of `rasa init`, trained on the same lines. Kept, because it takes many minutes."""
from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Callable, Iterator

import yaml

from bot import settings, train

CONFIG = Path(__file__).resolve().parent / "bare.yml"
_OURS = re.compile(r"^bare-[0-9a-f]{16}\.tar\.gz$")
_EPOCHS = re.compile(rb"Epochs:\s+(\d+)%")
_STEP = 10
_SAID = 4000


class BareFailed(Exception):
    """The default pipeline could not be trained; the text says what Rasa said."""


def ensure_model(progress: Callable[[str], object], epochs: int | None = None) -> Path:
    """The trained default pipeline for the lines as they are now, trained if there is none. Others of ours are removed.

    Args:
        progress: told what is happening.
        epochs: of DIET, in place of the default.

    Raises:
        BareFailed: if Rasa could not train it.
    """
    folder = settings.var_dir() / "evaluation"
    folder.mkdir(exist_ok=True)
    config = configured(epochs)
    model = folder / f"bare-{fingerprint(config)}.tar.gz"
    if not model.exists():
        progress("Training the default pipeline of Rasa, to compare. It takes many minutes, once; --no-bare leaves it out.")
        _train(model, config, progress)
    for other in folder.iterdir():
        if _OURS.match(other.name) and other != model:
            other.unlink(missing_ok=True)
    return model


def configured(epochs: int | None = None) -> str:
    """The configuration, as text."""
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    for part in config["pipeline"]:
        if epochs and "epochs" in part:
            part["epochs"] = epochs
    return yaml.safe_dump(config, sort_keys=False)


def fingerprint(config: str) -> str:
    """A short name for the lines, the configuration and the release of Rasa."""
    digest = hashlib.sha256(f"{config}\0{version('rasa')}\0".encode())
    for path in sorted((train.DATA / "nlu").rglob("*.yml")):
        digest.update(path.relative_to(train.DATA).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _train(model: Path, config: str, progress: Callable[[str], object]) -> None:
    with tempfile.TemporaryDirectory(dir=model.parent, prefix="training-") as workshop:
        written = Path(workshop) / "config.yml"
        written.write_text(config, encoding="utf-8")
        fixed = {
            "RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0", "RASA_CACHE_DIRECTORY": workshop, "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONWARNINGS": "ignore",
        }
        command = [
            sys.executable, "-m", "rasa", "train", "nlu", "--config", str(written), "--nlu", str(train.DATA / "nlu"), "--out", workshop,
            "--fixed-model-name", "bare",
        ]
        process = subprocess.Popen(
            command, cwd=workshop, env={**os.environ, **fixed}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        try:
            said = _follow(process.stdout, progress)
            failed = process.wait()
        finally:
            # Stopped halfway, it must not train on by itself.
            process.kill()
        made = Path(workshop) / "bare.tar.gz"
        if failed or not made.exists():
            raise BareFailed(f"The default pipeline could not be trained; --no-bare leaves it out. Rasa said:\n{said}")
        made.replace(model)


def _follow(stream, progress: Callable[[str], object]) -> str:
    """Tells how far the training is; returns the last lines of what was said."""
    said, told = b"", 0
    for chunk in iter(lambda: stream.read1(4096), b""):
        said = (said + chunk)[-_SAID:]
        for done in _percent(said):
            if done >= told + _STEP:
                told = done - done % _STEP
                progress(f"default pipeline: {told} of 100 trained")
    return "\n".join([line for line in said.decode("utf-8", "replace").splitlines() if line.strip()][-6:])


def _percent(said: bytes) -> Iterator[int]:
    return (int(found) for found in _EPOCHS.findall(said))
