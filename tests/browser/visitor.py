"""One person in the browser: what they can do with the widget, and what they then see. Tests know its parts by these names alone."""
from __future__ import annotations

import re
from contextlib import contextmanager
from typing import Iterator, Union

from playwright.sync_api import Locator, Page, Request, Response, expect

from bot.client import Client
from tests.browser.watch import Watch, focused

_REPLIES = re.compile(r"/webhooks/widget/(?:sessions|messages|resume|forget)$")
_MESSAGES = re.compile(r"/webhooks/widget/messages$")
_MOST_TABS = 120
Name = Union[str, re.Pattern]


class Visitor:
    """A person with one page open. `reply` is the guide's last, as the page got it."""

    box_name = "Your message"

    def __init__(self, page: Page, guide_url: str, watch: Watch):
        self.page, self.guide_url, self.watch = page, guide_url, watch
        self.reply: dict = {}
        self._labels: dict[str, Name] = {}

    # What is on the page

    @property
    def turns(self) -> Locator:
        """What was said, both sides, oldest first."""
        return self.page.get_by_role("log").locator(".turn.you, .turn.guide")

    @property
    def own(self) -> Locator:
        """What the person said."""
        return self.page.get_by_role("log").locator(".turn.you")

    @property
    def box(self) -> Locator:
        """Where they write."""
        return self.page.get_by_role("textbox", name=self.box_name)

    def button(self, label: Name) -> Locator:
        """The newest button of this name that can be seen."""
        return self.page.get_by_role("button", name=label, exact=True).locator("visible=true").last

    def label(self, choice: str) -> Name:
        """What stands on the button of a choice."""
        return self._labels[choice]

    # Coming and going

    def visit(self, path: str = "/", base: str = "") -> "Visitor":
        """Opens a page with the guide on it, and waits until it has said hello."""
        with self.answered():
            self.page.goto((base or self.guide_url) + path)
        return self

    def arrive(self, steps: list, path: str = "/", base: str = "") -> "Visitor":
        """Opens a page with the guide on it where some steps have been gone through; all but the last without the page, which is quicker."""
        self.visit(path, base)
        client = Client(self.guide_url)
        client.token = self.reply["token"]
        for step in steps[:-1]:
            client.say(step) if isinstance(step, str) else client.choose(*step)
        return self.reload().play(steps[-1:])

    def forget_tab(self) -> None:
        """Takes away what this tab keeps of a talk, so that the next page begins anew."""
        if self.page.url.startswith("http"):
            self.page.evaluate("() => sessionStorage.clear()")

    def turn_to(self) -> "Visitor":
        """Brings this tab to the front."""
        self.page.bring_to_front()
        return self

    def reload(self) -> "Visitor":
        """Loads the page again, and waits until the talk is there."""
        with self.answered():
            self.page.reload()
        return self

    # Talking

    def say(self, text: str) -> dict:
        """Writes something and sends it."""
        self.write(text)
        with self.answered():
            self.button("Send").click()
        return self.reply

    def write(self, text: str) -> None:
        """Writes something and does not send it."""
        self.box.click()
        self.box.fill(text)

    def press(self, label: Name) -> dict:
        """Presses a button that is answered."""
        with self.answered():
            self.button(label).click()
        return self.reply

    def choose(self, *choices: str) -> dict:
        """Presses the button of a choice, or ticks several and goes on."""
        if not self._is_tick(choices[0]):
            return self.press(self.label(choices[0]))
        for choice in choices:
            self.tick(choice).check()
        return self.press("Continue")

    def tick(self, choice: str) -> Locator:
        """The newest box or ring of a choice."""
        return self.page.locator(f'input[value="{choice}"]').last

    def play(self, steps: list) -> "Visitor":
        """Goes through some steps: a text is said, a list of choices is pressed."""
        for step in steps:
            self.say(step) if isinstance(step, str) else self.choose(*step)
        return self

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Waits until the guide has answered what is done in the block."""
        with self.page.expect_response(_is_reply) as waiting:
            yield
        self.reply = waiting.value.json()
        for message in self.reply.get("messages", []):
            self._labels.update(_offered(message))
        # Only when the reply stands there is the newest turn the guide's.
        expect(self.turns.last).to_have_class(re.compile(r"\bguide\b"))

    def dialog(self, opener: str) -> Locator:
        """Presses what opens a dialog, and gives the dialog."""
        self.open_menu()
        self.button(opener).click()
        return self.page.get_by_role("dialog").filter(visible=True).last

    def open_menu(self) -> None:
        """Shows the menu of the widget."""
        self.button("Menu").click()

    def open_panel(self) -> "Visitor":
        """Presses the button that opens the widget on a page of a school, and waits until the guide has said hello."""
        with self.answered():
            self.button("Five Steps").click()
        return self

    def open_document(self, href: str, copy: str = "mine") -> Page:
        """Presses what opens a document in a new tab, and gives that tab.

        Args:
            href: what its address begins with: "plan", "held", "page?help=", "page?team=".
            copy: of a plan, "mine" or "share".
        """
        actions = [action for message in self.reply["messages"] for action in (message.get("card") or {}).get("actions", [])]
        label = next(
            action["label"] for action in actions
            if action.get("href", "").startswith(href) and action.get("type", "text/html") == "text/html" and action.get("copy", "mine") == copy
        )
        with self.page.expect_popup() as waiting:
            self.button(re.compile(rf"^{re.escape(label)}")).click()
        waiting.value.wait_for_load_state()
        return waiting.value

    def carry_on(self, code: str) -> None:
        """Gives a code in the dialog for it, and goes on."""
        dialog = self.dialog("I have a code")
        dialog.get_by_role("textbox").fill(code)
        with self.answered():
            dialog.get_by_role("button", name="Carry on").click()

    # Other tabs, and trouble on the line

    def another_tab(self) -> "Visitor":
        """A second tab of the same window."""
        return Visitor(self.page.context.new_page(), self.guide_url, self.watch)

    def duplicated(self) -> "Visitor":
        """The same page in a second tab, with what this one keeps, as "Duplicate tab" makes it."""
        with self.page.expect_popup() as waiting:
            self.page.evaluate("() => { window.open('/widget/icon.svg'); }")
        twin = Visitor(waiting.value, self.guide_url, self.watch)
        twin.learn(self)
        twin.page.evaluate("kept => Object.entries(kept).forEach(([name, value]) => sessionStorage.setItem(name, value))", self.kept())
        return twin.visit(self.page.url.removeprefix(self.guide_url))

    def learn(self, other: "Visitor") -> None:
        """Knows the names of the buttons that another tab of the same talk was shown."""
        self._labels.update(other._labels)

    def kept(self) -> dict[str, str]:
        """What the page keeps in the browser: {name: value}."""
        return self.page.evaluate("() => ({ ...sessionStorage, ...localStorage })")

    def sent_ids(self) -> list[str]:
        """A list that will hold the id of every message that is sent from now on."""
        ids: list[str] = []
        self.page.on("request", lambda request: _is_message(request) and ids.append(request.post_data_json["id"]))
        return ids

    def lose_the_network(self) -> None:
        """No message gets through from now on."""
        self.watch.expects("net::ERR_")
        self.page.route(_MESSAGES, lambda route: route.abort("internetdisconnected"))

    def lose_answers(self) -> None:
        """Messages get through from now on, and their answers are lost."""
        self.watch.expects("net::ERR_")
        self.page.route(_MESSAGES, lambda route: (route.fetch(), route.abort("connectionreset")))

    def find_the_network(self) -> None:
        """All is well again."""
        self.page.unroute(_MESSAGES)

    @property
    def trouble(self) -> Locator:
        """Where it stands that something could not be sent."""
        return self.page.locator("#trouble")

    # By keyboard

    def tab_to(self, label: str, back: bool = False) -> None:
        """Moves the focus with Tab, or Shift and Tab, until it is on what has this name.

        Raises:
            AssertionError: if it is never reached.
        """
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if focused(self.page) == label:
                return
        raise AssertionError(f"Tab never reached '{label}'")

    def type(self, text: str) -> dict:
        """Goes to the message box, writes something and sends it."""
        if focused(self.page) != self.box_name:
            self.tab_to(self.box_name)
        self.page.keyboard.type(text)
        with self.answered():
            self.page.keyboard.press("Enter")
        return self.reply

    def choose_by_keyboard(self, *choices: str) -> dict:
        """Goes to the button of a choice and presses it, or ticks several and goes on."""
        names = [self.label(choice) for choice in choices]
        if self._is_tick(choices[0]):
            for name in names:
                self.tab_to(name)
                self.page.keyboard.press("Space")
            names = ["Continue"]
        self.tab_to(names[0])
        with self.answered():
            self.page.keyboard.press("Enter")
        return self.reply

    # What came back

    def card(self, kind: str) -> dict:
        """The newest card of a kind in the last reply; {} where there is none."""
        cards = [message["card"] for message in self.reply["messages"] if message.get("card")]
        return next((card for card in reversed(cards) if card["kind"] == kind), {})

    def lines(self, kind: str) -> list[dict]:
        """The lines of that card that have parts."""
        return [line for line in self.card(kind).get("lines", []) if isinstance(line, dict)]

    def line(self, kind: str, label: str) -> dict:
        """The line of that card with this label."""
        return next(line for line in self.lines(kind) if line.get("label") == label)

    def too_wide(self) -> list[str]:
        """What reaches out of the window to the side, or makes it scroll there."""
        return self.page.evaluate("() => watched.tooWide()")

    def _is_tick(self, choice: str) -> bool:
        return self.tick(choice).count() > 0 and self.tick(choice).is_visible()


def _offered(message: dict) -> dict[str, Name]:
    """{id of a choice: the name of its button} of a message and its card."""
    card = message.get("card") or {}
    lines = [line for line in card.get("lines", []) if isinstance(line, dict) and "id" in (line.get("action") or {})]
    buttons = {one["id"]: one["label"] for one in [*message.get("choices", []), *card.get("actions", [])] if "id" in one}
    # Each Change says of what, for those who cannot see the line beside it.
    beside = {line["action"]["id"]: re.compile(rf"^{line['action']['label']}\W+{re.escape(line['label'])}$") for line in lines}
    return {**buttons, **beside}


def _is_reply(response: Response) -> bool:
    return bool(_REPLIES.search(response.url)) and response.ok and response.request.method != "OPTIONS"


def _is_message(request: Request) -> bool:
    return bool(_MESSAGES.search(request.url)) and request.method == "POST"
