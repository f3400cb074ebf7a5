"""Small screens, large text, wide spacing, fingers, keyboards, forced colours, no motion."""
from __future__ import annotations

import pytest

from tests.browser import states
from tests.browser.talks import TO_ADVICE, TO_PLAN, TO_PRACTICALITIES, TO_TICKS
from tests.browser.watch import lost

# 1280 by 1024 at 400 % is a screen of 320 by 256.
SMALL, ZOOMED = {"width": 320, "height": 568}, {"width": 320, "height": 256}
LOOKED_AT = [
    "several choices", "check my answers", "advice with its sources", "the way as a drawing", "the levels as a drawing", "practical points",
    "the plan", "a code to carry on with", "trouble", "the code window", "did this help", "the menu",
]
# What WCAG 1.4.12 asks to be borne.
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
LEAST_TARGET = 24


@pytest.mark.parametrize("state", LOOKED_AT)
def test_on_a_small_screen(visitors, state):
    visitor = visitors(viewport=SMALL)
    states.TALK[state](visitor)
    assert visitor.too_wide() == [], "nothing scrolls to the side"
    assert visitor.page.evaluate("least => watched.tooSmall(least)", LEAST_TARGET) == [], "what is pressed is large enough"
    visitor.page.evaluate("css => watched.restyle(css)", SPACING)
    assert visitor.too_wide() == [] and visitor.page.evaluate("() => watched.cutOff()") == [], "wide spacing loses nothing"


@pytest.mark.parametrize("state", states.PANELS)
def test_the_panel_on_a_small_screen(visitors, intranet, state):
    visitor = visitors(viewport=SMALL)
    states.PANELS[state](visitor, intranet)
    assert visitor.too_wide() == []


def test_a_talk_at_400_per_cent(visitors):
    visitor = visitors(viewport=ZOOMED, device_scale_factor=4).visit()
    for step in TO_PRACTICALITIES[:5]:
        visitor.play([step])
        assert visitor.too_wide() == []
    assert visitor.page.evaluate("() => watched.covered()") < 0.5, "what stays in place leaves room for what is read"


@pytest.mark.parametrize("name", states.PAGES)
def test_a_page_without_a_talk_on_a_small_screen(visitors, guide, name):
    visitor = visitors(viewport=SMALL)
    visitor.page.goto(guide.url + states.PAGES[name](guide))
    assert visitor.too_wide() == []


def test_the_plan_on_a_small_screen(visitors):
    visitor = visitors(viewport=SMALL)
    document = states.documents(visitor)["plan"]()
    assert document.evaluate("() => watched.tooWide()") == []


@pytest.mark.parametrize("steps", [TO_TICKS, TO_ADVICE, TO_PRACTICALITIES], ids=["ticks", "advice", "practical points"])
def test_what_has_the_focus_is_seen(visitors, steps):
    visitor = visitors(viewport=SMALL).arrive(steps)
    for look in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}):
        visitor.page.emulate_media(**look)
        visitor.reload()
        stops = 0
        while stops == 0 or not lost(visitor.page):
            visitor.page.keyboard.press("Tab")
            stops += 1
            assert stops < 200, "Tab goes round in a circle"
            wrong = visitor.page.evaluate("() => watched.unseenFocus()")
            assert not wrong, f"{look}: {wrong}"
        assert stops > 10


@pytest.mark.parametrize("steps", [TO_TICKS, TO_PLAN], ids=["ticks", "plan"])
def test_in_forced_colours_everything_has_an_edge(visitors, steps):
    visitor = visitors(forced_colors="active").arrive(steps)
    assert visitor.page.evaluate("() => watched.edgeless()") == []


def test_nothing_moves_for_those_who_asked_for_that(visitors):
    visitor = visitors(reduced_motion="reduce").visit()
    visitor.lose_the_network()
    visitor.write("I am a school cook")
    visitor.button("Send").click()
    visitor.button("Try again").wait_for()
    assert visitor.page.evaluate("() => watched.moving()") == []
    assert visitor.page.evaluate("() => watched.all().filter((one) => getComputedStyle(one).scrollBehavior === 'smooth').length") == 0


def test_for_everybody_else_a_talk_goes_on_while_the_page_moves(visitors):
    visitors(reduced_motion="no-preference").visit().play(TO_TICKS)
