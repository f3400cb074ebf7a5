"""A school's colour is made readable: 4.5 to 1 wherever words stand in it or on it, on light and on dark; what is no colour is left out.

The contrast is reckoned here anew, as WCAG 2.2 defines it, on the grounds that guide.css names.
"""
from __future__ import annotations

import itertools
import random
import re

import pytest

from bot.channel.pages import WIDGET
from tests.browser.visitor import Visitor

AA = 4.5
Colour = tuple[int, int, int]
STEPS = (0, 32, 64, 96, 128, 160, 192, 224, 255)
# Every ninth part of each of the three, and some between.
MANY = list(itertools.product(STEPS, repeat=3)) + [tuple(random.Random(place).choices(range(256), k=3)) for place in range(300)]
NONE = [
    "red", "", " ", "#", "#12", "#12345", "#1234567", "#ggg", "javascript:alert(1)", "rgb(1 2 3)", "#fff;} * { display: none", "url(//x)", "#fff #000",
    "##fff", "\uff03fff", "#\u0661\u0662\u0663", None,
]
GROUNDS = ("ground", "paper", "bad-ground")
_MODULE = "async ([source, hexes]) => { const { colours } = await import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))); return hexes.map(colours); }"


def hexed(colour: Colour) -> str:
    """"#aabbcc" of a colour."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def read(css: str) -> Colour:
    """The colour that "#abc", "#aabbcc", "rgb(1 2 3)" or "rgb(1, 2, 3)" means."""
    if css.startswith("#"):
        digits = css[1:] if len(css) == 7 else "".join(digit * 2 for digit in css[1:])
        return tuple(bytes.fromhex(digits))
    return tuple(int(part) for part in re.findall(r"\d+", css))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    def luminance(colour: Colour) -> float:
        parts = [part / 255 for part in colour]
        return sum(share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for share, part in zip((0.2126, 0.7152, 0.0722), parts))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def variables(css: str) -> tuple[dict[str, Colour], dict[str, Colour]]:
    """The colours a style names, in light and in dark: {name: colour}."""
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    return tuple({name: read(value) for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]+|rgb\([\d ]+\));", part.partition("\n}\n")[0])} for part in (light, dark))


@pytest.fixture(scope="module")
def made(browser):
    """Asks colour.js, in a browser, what it makes of some colours."""
    page = browser.new_page()
    source = (WIDGET / "colour.js").read_text(encoding="utf-8")
    yield lambda colours: page.evaluate(_MODULE, [source, colours])
    page.close()


def test_every_colour_can_be_read_on_every_ground_light_and_dark(made):
    grounds = variables((WIDGET / "guide.css").read_text(encoding="utf-8"))
    assert all(set(GROUNDS) <= set(ground) for ground in grounds)
    wrong = []
    for colour, css in zip(MANY, made([hexed(one) for one in MANY])):
        light, dark = variables(css)
        pairs = {"bar": (light["head"], light["head-ink"])}
        for scheme, ours, ground in (("light", light, grounds[0]), ("dark", dark, grounds[1])):
            pairs[f"{scheme}: button"] = (ours["brand"], ours["brand-ink"])
            pairs |= {f"{scheme}: {name} on {place}": (ours[name], ground[place]) for name in ("brand", "link") for place in GROUNDS}
        wrong += [f"{hexed(colour)}: {what} {contrast(*pair):.2f}" for what, pair in pairs.items() if contrast(*pair) < AA]
    assert not wrong, "\n".join(wrong[:20])


def test_the_bar_has_the_colour_as_it_is_and_a_colour_that_reads_well_stays(made):
    for colour, css in zip(MANY, made([hexed(one) for one in MANY])):
        assert variables(css)[0]["head"] == colour
    light, dark = (variables(css) for css in made(["#0f3057", "#ffd9a0"]))
    assert light[0]["link"] == read("#0f3057"), "dark enough for light ground"
    assert dark[1]["link"] == read("#ffd9a0"), "light enough for dark ground"


def test_a_short_colour_is_the_long_one_and_capitals_and_blanks_do_no_harm(made):
    short, long, capitals, blanks = made(["#1a9", "#11aa99", "#1A9", " #1a9 "])
    assert short == long == capitals == blanks != ""


def test_what_is_no_colour_is_left_out(made):
    assert made(NONE) == [""] * len(NONE)


def look(visitor: Visitor) -> dict[str, str]:
    """The colours of the bar and of a link, as the browser shows them."""
    return visitor.page.locator("five-steps-guide").evaluate(
        "one => ({ bar: getComputedStyle(one.shadowRoot.querySelector('.top')).backgroundColor, link: getComputedStyle(one.shadowRoot.querySelector('.foot a')).color })"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_widget_takes_a_colour_and_gives_it_back(visitors, scheme):
    visitor = visitors(color_scheme=scheme).visit()
    own = look(visitor)
    guide = visitor.page.locator("five-steps-guide")
    guide.evaluate("one => one.setAttribute('colour', '#ffee00')")
    assert read(look(visitor)["bar"]) == (255, 238, 0)
    assert look(visitor)["link"] != own["link"]
    for nothing in NONE[:-1]:
        guide.evaluate("(one, colour) => one.setAttribute('colour', colour)", nothing)
        assert look(visitor) == own, nothing
