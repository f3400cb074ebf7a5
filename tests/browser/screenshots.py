"""`make screenshots`: the widget and the plan as people see them, from a whole conversation, into docs/images."""
from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Callable, Iterator

from PIL import Image
from playwright.sync_api import Browser, Page

from bot import browser, settings, stage
from tests.browser import intranet as intranets
from tests.browser.talks import TO_ADVICE, TO_ANSWERS, TO_BECOME, TO_LEVELS, TO_PLAN, TO_PRACTICALITIES
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch
from tests.running import free_port

FOLDER = settings.PROJECT / "docs" / "images"
DAY = datetime.date(2026, 11, 22)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
# Enough for flat colours and letters, and a third of the size.
COLOURS = 128
_INTRANET_LOOK = "body { font: 18px/1.6 sans-serif; max-width: 40rem; margin: 3rem; background: Canvas; color: CanvasText; color-scheme: light dark; }"

Taken = Iterator[tuple[str, Page]]


def main() -> None:
    """Starts a guide and a browser, plays the conversation at each size and in each scheme, and writes the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with stage.guide(DAY, origins=[f"http://127.0.0.1:{port}"]) as url, browser.started() as chromium, intranets.served(url, port) as intranet:
        for size, viewport in (("phone", PHONE), ("desktop", DESKTOP)):
            for scheme in ("light", "dark"):
                for name, page in _taken(chromium, url, intranet, viewport=viewport, color_scheme=scheme):
                    _write(FOLDER / f"{name}-{size}-{scheme}.png", page.screenshot())


def _taken(chromium: Browser, url: str, intranet: intranets.Intranet, **options) -> Taken:
    """(name, page as it is to be taken), one after the other."""
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce", **options)
    try:
        visitor = Visitor(context.new_page(), url, Watch(context))
        for name, go in _moments(visitor, intranet).items():
            yield name, go()
    finally:
        context.close()


def _moments(visitor: Visitor, intranet: intranets.Intranet) -> dict[str, Callable[[], Page]]:
    """{name: how to get there}: what a person who has never seen the guide would look at first."""
    def talk(steps: list, card: bool = False) -> Callable[[], Page]:
        def go() -> Page:
            visitor.forget_tab()
            visitor.arrive(steps) if steps else visitor.visit()
            if card:
                visitor.turns.locator(".card").last.evaluate("one => one.scrollIntoView({ block: 'start' })")
            return visitor.page

        return go

    def panel() -> Page:
        visitor.page.goto(intranet.url + intranet.page('name="Five Steps"'))
        visitor.open_panel().page.evaluate("css => watched.restyle(css)", _INTRANET_LOOK)
        return visitor.page

    return {
        "start": talk([]), "answers": talk(TO_ANSWERS), "advice": talk(TO_ADVICE), "practical": talk(TO_PRACTICALITIES),
        "way": talk(TO_BECOME, card=True), "levels": talk(TO_LEVELS, card=True),
        "plan": lambda: (talk(TO_PLAN)(), visitor.open_document("plan"))[1], "panel": panel,
    }


def _write(path: Path, png: bytes) -> None:
    """Writes a picture with few colours, so that it is small."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(settings.PROJECT)}: {path.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
