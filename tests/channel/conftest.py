"""The channel over HTTP, with its real tracker store and database, and a stand-in for Rasa's model.

`GuideAgent` does with a turn what Rasa does with it: fetches the tracker, logs events, saves. So the
tests are quick and can make a turn fail wherever they like; the whole is tested with the real servers.
"""
import asyncio
import logging
import socket
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import pytest
import yaml
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SessionStarted, SlotSet, UserUttered
from sanic import Sanic

from bot.channel import Parts, WidgetInput
from bot.channel.conversations import Conversations
from bot.client import Client
from bot.tracker import PlanTrackerStore
from bot.turn import current
from knowledge.content import CONTENT
from knowledge.people import People
from knowledge.records import KINDS, Phrase
from knowledge.store import Store

SECRET = b"a secret of this test"
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [start_guide, choice, resume, answer, nlu_fallback]
slots:
  answers: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms: {guide_form: {required_slots: []}}
actions: [validate_guide_form]
session_config: {session_expiration_time: 0, carry_over_slots_to_new_session: true}
"""
)


@dataclass
class Intake:
    """As knowledge.language.intake has it."""

    text: str
    masked: tuple = ()
    care: Optional[str] = None
    maybe: Optional[str] = None
    language: Optional[str] = None
    problem: Optional[str] = None


def receive(text, _store) -> Intake:
    """Words of the tests that stand for what the real intake finds."""
    if "hurting" in text:
        return Intake(text, care="child")
    if not text.strip():
        return Intake("", problem="blank")
    if "limping" in text:
        return Intake(text, maybe="child")
    if len(text) > 1000:
        return Intake(text[:1000], problem="too_long")
    if not any(letter.isalnum() for letter in text):
        return Intake(text, problem="no_words")
    if "bonjour" in text:
        return Intake(text, language="French")
    if "07700900123" in text:
        return Intake(text.replace("07700900123", "[phone]"), masked=("phone",))
    return Intake(text)


def care(worry, _store, _today, school=None) -> list:
    return [{"text": f"Help with {worry} at {school}."}]


def render(answers, _store, media_type, copy, _today) -> tuple:
    return f"{copy}: {answers['said']}".encode(), media_type, "plan.txt"


def page(id, told, _store, _today) -> tuple:
    return f"{id}: {told}".encode(), "text/html; charset=utf-8", f"{id}.html"


class GuideAgent:
    """In place of Rasa's agent. Set `fails` to make the next turns fail as an action would."""

    lock_store = None

    def __init__(self):
        self.store = FailSafeTrackerStore(PlanTrackerStore(DOMAIN))
        self.fails = False
        self.silent = False
        self.unreadable = False
        self.slowly: Optional[threading.Event] = None
        self.heard: list[str] = []

    async def parse_message(self, text):
        if self.unreadable:
            raise ValueError(text)
        return {"text": text, "intent": {"name": "answer", "confidence": 0.9}, "entities": []}

    async def handle_message(self, message):
        self.heard.append(message.text)
        tracker = await self.store.get_or_create_tracker(message.sender_id)
        if not tracker.events:
            tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted()], DOMAIN)
            tracker.update(ActionExecuted("action_listen"))
        parsed = message.parse_data
        tracker.update(UserUttered(message.text, parsed["intent"], parsed["entities"], parsed, input_channel="widget"))
        while self.slowly and not self.slowly.is_set():
            await asyncio.sleep(0.01)
        events = self._act(tracker, parsed)
        if tracker.active_loop_name is None:
            events.insert(0, ActiveLoop("guide_form"))
        tracker.update(ActionExecuted("guide_form"))
        tracker.update_with_events(events, DOMAIN)
        tracker.update(ActionExecuted("action_listen"))
        await self.store.save(tracker)

    def _act(self, tracker, parsed) -> list:
        if self.fails:
            current.get().fail("action down")
            return []
        if self.silent:
            return []
        reply, answers, asked = guide(tracker.get_slot("answers"), parsed)
        return [BotUttered(data={"custom": reply}), SlotSet("answers", answers), SlotSet("requested_slot", asked)]


def guide(answers, parsed) -> tuple:
    """A guide with a numbered question after each answer. It says what it heard."""
    answers = dict(answers or {"said": []})
    effects, text = [], f"You said: {parsed['text']}."
    if parsed["intent"]["name"] == "start_guide":
        text = "I am a computer."
    elif parsed["intent"]["name"] == "resume":
        text = "Welcome back."
    elif "say:stop" in parsed.get("choices", []):
        effects, text = ["code"], "Your code is {code}."
    elif "say:forget" in parsed.get("choices", []):
        effects, text = ["forget"], "All gone."
    else:
        answers["said"] = [*answers["said"], parsed["text"]]
    number = len(answers["said"])
    if parsed.get("maybe"):
        answers["said"] = answers["said"][:-1]
        return {**_gently(number), "step": 1, "done": number, "of": 9}, answers, f"q{number}"
    choices = [{"id": f"q{number}:{letter}", "label": f"{letter.upper()}{number}"} for letter in "ab"]
    question = {"text": f"Question {number}?", "choices": choices, **({"multi": True} if number % 2 else {})}
    return {"messages": [{"text": text}, question], "step": 1, "done": number, "of": 9, "effects": effects}, answers, f"q{number}"


def _gently(number: int) -> dict:
    """A reply to a message that may show a worry, as the interview has it."""
    return {"messages": [{"text": "Press here.", "passing": True}, {"text": "Noted."}, {"text": f"Question {number}?"}], "effects": ["private"]}


def channel_words() -> Store:
    """The channel's own words, as an editor wrote them."""
    files = [Path(CONTENT, name).read_text(encoding="utf-8") for name in ("words_channel.yml", "words_care.yml", "words_about.yml")]
    written = [phrase for file in files for phrase in yaml.safe_load(file)["phrases"]]
    records = {**{kind: {} for kind in KINDS}, "phrases": {phrase["id"]: Phrase(**phrase) for phrase in written}}
    return Store(Path("words"), records, {}, "test")


@pytest.fixture(scope="session")
def words() -> Store:
    """The channel's own words."""
    return channel_words()


@pytest.fixture
def people_path(tmp_path) -> Path:
    return tmp_path / "people.db"


@pytest.fixture
def agent() -> GuideAgent:
    return GuideAgent()


@pytest.fixture(scope="session")
def app(words):
    """One server for all tests: Sanic cannot make two in a process. Each test puts its own parts in."""

    class Channel(WidgetInput):
        def parts(self):
            return channel_parts(words, "sqlite://")

    app = Sanic("channel", configure_logging=False)
    app.ctx.agent = GuideAgent()
    app.blueprint(Channel().blueprint(None), url_prefix="/webhooks/widget")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        app.ctx.address = "http://127.0.0.1:%d" % free.getsockname()[1]
    stop = _serve(app)
    yield app
    stop()


@pytest.fixture
def address(app, agent, words, people_path):
    """Where the channel answers, with a database and an agent of this test's own."""
    app.ctx.agent = agent
    app.ctx.conversations = Conversations(channel_parts(words, f"sqlite:///{people_path}"))
    yield app.ctx.address
    app.ctx.conversations.people.close()


def channel_parts(words, url) -> Parts:
    """What a channel of the tests works with: these words, and the database at an address."""
    return Parts(words, People(url, SECRET), SECRET, receive, care, render, page)


def _serve(app):
    """Runs the app on a loop of its own in a thread; returns what ends it."""
    loop = asyncio.new_event_loop()
    up = threading.Event()

    async def start():
        logging.getLogger("sanic.root").setLevel(logging.ERROR)
        server = await app.create_server(host="127.0.0.1", port=int(app.ctx.address.rpartition(":")[2]), return_asyncio_server=True, access_log=False)
        await server.startup()
        up.set()

    def run():
        asyncio.set_event_loop(loop)
        loop.create_task(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert up.wait(10)

    def stop():
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)

    return stop


@pytest.fixture
def client(address) -> Client:
    """Somebody who has not begun yet."""
    return Client(address)


@pytest.fixture
def talk(client) -> Client:
    """Somebody in a conversation, at question 1."""
    client.start()
    client.say("I am a cook")
    return client
