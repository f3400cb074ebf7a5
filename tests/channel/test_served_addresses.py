"""What the guide really serves, as `fivesteps run` starts it: our addresses, and nothing else of Rasa's."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import serve
from bot.channel.pages import WIDGET

# Every address of the guide, and what may be done there. A new one is added here by whoever adds it on purpose.
OURS = {
    "/": {"GET"}, "/about": {"GET", "HEAD"}, "/health": {"GET", "HEAD"}, "/ready": {"GET", "HEAD"},
    "/knowledge": {"GET", "HEAD"}, "/knowledge/": {"GET", "HEAD"}, "/knowledge/<kind:str>": {"GET", "HEAD"},
    "/inbox/<link:str>": {"GET", "HEAD", "POST"}, "/widget.js": {"GET", "HEAD"}, **{f"/widget/{path.name}": {"GET", "HEAD"} for path in WIDGET.iterdir()},
    "/webhooks/widget/sessions": {"POST"}, "/webhooks/widget/messages": {"GET", "POST"}, "/webhooks/widget/resume": {"POST"},
    "/webhooks/widget/feedback": {"POST"}, "/webhooks/widget/forget": {"POST"}, "/webhooks/widget/plan": {"GET", "POST"},
    "/webhooks/widget/page": {"GET", "POST"}, "/webhooks/widget/held": {"GET", "POST"},
}
MADE = """
import json
from bot.quiet import hush
hush()
from rasa.core import run
app = run.configure_app(run.create_http_input_channels(None, "bot/credentials.yml"), enable_api=False)
print(json.dumps([["/" + route.path, sorted(route.methods)] for route in app.router.routes]))
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory, knowledge_db) -> dict[str, set[str]]:
    """The routes of the server as Rasa makes it from our credentials, in a process of its own."""
    environment = {**os.environ, "FIVESTEPS_VAR": str(tmp_path_factory.mktemp("var")), "FIVESTEPS_KNOWLEDGE": str(knowledge_db)}
    done = subprocess.run([sys.executable, "-c", MADE], cwd=serve.BOT.parent, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, set[str]] = {}
    for path, methods in json.loads(done.stdout.splitlines()[-1]):
        found.setdefault(path, set()).update(methods)
    return found


def test_every_address_that_is_served_is_ours(served):
    assert {path: methods for path, methods in served.items() if methods - OURS.get(path, set())} == {}


def test_the_addresses_that_people_need_are_served(served):
    assert {path for path in OURS if path.startswith(("/webhooks/", "/inbox", "/about", "/knowledge"))} <= set(served)


def test_rasa_is_started_without_its_api_and_without_opening_it_to_others():
    command = serve._commands(5005, 5055, Path("model.tar.gz"))["guide"]
    assert not [option for option in ("--enable-api", "--cors", "--auth-token", "--jwt", "--connector", "--debug") if option in command]
    assert (serve.BOT / "credentials.yml").read_text(encoding="utf-8").split() == ["bot.channel.WidgetInput:"]
