"""The two sides that are measured: each prepares itself in a folder of its own, starts, and can be talked to."""
from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import yaml

from bot import settings
from bot.bench import servers
from bot.bench.servers import LIMITS, QUIET, Servers, free_ports, run
from bot.bench.talk import BareTalk, GuideTalk

BARE = Path(__file__).resolve().parent / "bare"
# What tells the two processes of either side apart, by their command lines.
SERVER, ACTIONS = "--credentials", "--actions"


class Guide:
    """Five Steps as `fivesteps run` serves it."""

    name = "Five Steps"
    talk = GuideTalk

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir()
        self._more = {"FIVESTEPS_MODELS": str(folder / "models"), **LIMITS}

    @property
    def knowledge(self) -> Path:
        """The knowledge base it builds."""
        return self.folder / "knowledge.db"

    def train(self) -> float:
        """Trains the model from scratch; returns the seconds. The knowledge base is built before that."""
        command, environment = [sys.executable, "-m", "bot.cli"], servers.environment(self.folder, **self._more)
        run([*command, "knowledge", "build"], settings.PROJECT, environment)
        return run([*command, "train"], settings.PROJECT, environment)

    def start(self) -> Servers:
        """Starts it, as a person does."""
        return servers.guide(self.folder, **self._more)


class Bare:
    """Stock Rasa: REST channel, SQL tracker store, one form; the training lines are those of Five Steps."""

    name = "bare Rasa"
    talk = BareTalk

    def __init__(self, folder: Path):
        self.folder, self._ports = folder, free_ports()
        self._environment = {
            **os.environ, **QUIET, "BENCH_ACTIONS_PORT": str(self._ports[1]), "SANIC_HOST": "127.0.0.1",
            "RASA_CACHE_DIRECTORY": str(folder / "cache"),
        }
        (folder / "domain").mkdir(parents=True)
        shutil.copy(BARE / "domain.yml", folder / "domain")
        guide = yaml.safe_load((settings.PROJECT / "bot" / "domain.yml").read_text(encoding="utf-8"))
        intents = yaml.safe_dump({"version": guide["version"], "intents": guide["intents"]})
        (folder / "domain" / "intents.yml").write_text(intents, encoding="utf-8")

    def train(self) -> float:
        """Trains the model from scratch; returns the seconds."""
        lines, rules = settings.PROJECT / "data" / "nlu", BARE / "rules.yml"
        command = [
            sys.executable, "-m", "rasa", "train", "--quiet", "--domain", "domain", "--config", str(BARE / "config.yml"),
            "--data", str(lines), str(rules), "--out", "models", "--fixed-model-name", "bare",
        ]
        return run(command, self.folder, self._environment)

    def start(self) -> Servers:
        """Starts server and action server."""
        port, actions_port = self._ports
        server = [
            sys.executable, "-m", "rasa", "run", "--model", "models/bare.tar.gz", "--endpoints", str(BARE / "endpoints.yml"),
            SERVER, str(BARE / "credentials.yml"), "--port", str(port), "-i", "127.0.0.1", "--quiet",
        ]
        actions = [sys.executable, "-m", "rasa_sdk", ACTIONS, "bot.bench.bare.actions", "--port", str(actions_port), "--quiet"]
        return Servers([actions, server], self.folder, self.folder / "servers.log", self._environment, self._ports)
