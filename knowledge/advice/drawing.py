"""A small drawing as data: nodes `[tag, {attribute: text}, [child, ...]]`, a child being a node or a text.

It is made here, on the server, of a few tags and attributes alone; the widget and the plan build an SVG of it. Colours and
sizes of text are classes (`templates/drawings.css`), so that it follows light, dark and forced colours. Nobody can measure
text here, so it is wrapped by the widths of a wide sans-serif: what fits by those fits in any common one.
"""
from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

# Reads at 320 px, beside the edges of a card, without scrolling and with text that is not too small.
WIDTH = 288
TAGS = frozenset(("svg", "g", "rect", "circle", "line", "path", "polygon", "text", "tspan"))
ATTRIBUTES = frozenset((
    "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d", "points", "transform", "class",
    "text-anchor", "dy", "dx",
))
# Own words of a person are cut to this many characters and words.
MOST_CHARACTERS, MOST_OWN_WORDS = 60, 12
_CUT = "…"


@dataclass(frozen=True)
class Style:
    """How a text looks. Sizes are in units of the drawing; `drawings.css` gives the same.

    classes  its classes
    size     the size of its letters
    line     from one line to the next
    bold     whether its letters are
    """

    classes: str
    size: int
    line: int
    bold: bool = False


NAME = Style("dr-text dr-name", 16, 20, bold=True)
TEXT = Style("dr-text", 15, 19)
QUIET = Style("dr-quiet", 14, 18)
# Inside a box: from its edge to its text. Between blocks of texts: a little air.
_ROOM, _TOP = 12, 9
AIR = 6

# Widths of letters in hundredths of the size, those of DejaVu Sans and Verdana rounded up: no common sans-serif is wider.
_WIDTHS = {
    letter: width for width, letters in (
        (30, "'ijl"), (32, "IJ"), (35, " ,./:;\\|‘’·"), (40, "()-[]f"), (41, "t"), (45, "!r"), (50, '"*_`–'), (55, "?csz“”"), (60, "FLkvxy•"),
        (65, "$0123456789EPSTYabdeghnopqu{}£"), (70, "ABCKRVXZ"), (75, "NU"), (80, "&DGHOQ"), (85, "#+<=>^w~"), (90, "M"), (96, "%"),
        (100, "@Wm—…"),
    ) for letter in letters
}
# A letter of another script, or a small picture.
_OTHER = 135
_BOLD = 1.17
_MOST_MARKS = 2


@dataclass(frozen=True)
class Picture:
    """A drawing with the same in words.

    title    what it shows, as a heading
    words    the same in sentences, in the order in which one reads it
    svg      the drawing, as a node
    sources  where its facts come from
    """

    title: str
    words: list[str]
    svg: list
    sources: list[dict] = field(default_factory=list)

    def shown(self) -> dict:
        """What a card carries: {title, words, svg}."""
        return {"title": self.title, "words": list(self.words), "svg": self.svg}


# Text


def clean(text: str) -> str:
    """A text without characters that are not shown or that turn others round; each run of blanks is one."""
    kept, marks = [], 0
    for character in unicodedata.normalize("NFC", text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")):
        kind = unicodedata.category(character)
        marks = marks + 1 if kind[0] == "M" else 0
        if kind[0] == "Z" or character in "\t\n\r":
            kept.append(" ")
        elif kind[0] != "C" and marks <= _MOST_MARKS:
            kept.append(character)
    return " ".join("".join(kept).split())


def own(text: str) -> str:
    """A person's own words as they stand in a drawing: clean, and cut where they are long."""
    whole = clean(text)
    short = " ".join(whole[:MOST_CHARACTERS].split()[:MOST_OWN_WORDS])
    return short if short == whole else short + _CUT


def width_of(text: str, style: Style) -> float:
    """The most room, in units, that a text takes in any common sans-serif."""
    hundredths = sum(_letter(character) for character in text)
    return hundredths * style.size * (_BOLD if style.bold else 1) / 100


def _letter(character: str) -> int:
    known = _WIDTHS.get(character)
    # An accent changes the width of no letter.
    return known if known is not None else _WIDTHS.get(unicodedata.normalize("NFD", character)[0], _OTHER)


def wrapped(text: str, style: Style, width: float) -> list[str]:
    """The lines of a text in so much room; a word that is longer than a line is broken."""
    lines: list[str] = []
    for word in clean(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, style, width)
    return lines


def _pieces(word: str, style: Style, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, style) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


# Nodes


def node(tag: str, children: list | None = None, **attributes: object) -> list:
    """A node; `class_` names the classes, and numbers become texts."""
    named = {key.rstrip("_").replace("_", "-"): str(value) for key, value in attributes.items()}
    return [tag, named, list(children or [])]


def written(text: str, style: Style, x: int, top: int, width: float, on: bool = False) -> tuple[list, int]:
    """(text node, its height): a text in so much room, its first line beginning at `top`; `on` a filled box."""
    lines = wrapped(text, style, width)
    first = top + round((style.line - style.size) / 2 + style.size * 0.8)
    spans = [node("tspan", [line], x=x, dy=style.line if number else 0) for number, line in enumerate(lines)]
    return node("text", spans, x=x, y=first, class_=style.classes + (" dr-on" if on else "")), style.line * len(lines)


def stacked(blocks: list[list[tuple[str, Style]]], x: int, top: int, width: float, on: bool = False) -> tuple[list[list], int]:
    """(text nodes, height in all) of texts one under the other, with a little air between blocks."""
    made, height = [], -AIR
    for block in blocks:
        height += AIR
        for text, style in block:
            one, high = written(text, style, x, top + height, width, on)
            made.append(one)
            height += high
    return made, max(height, 0)


def boxed(blocks: list[list[tuple[str, Style]]], look: str, x: int, top: int, width: int, on: bool = False) -> tuple[list, int]:
    """(group node, height): blocks of texts in a box of that class and width."""
    texts, height = stacked(blocks, x + _ROOM, top + _TOP, width - 2 * _ROOM, on)
    high = height + 2 * _TOP
    frame = node("rect", x=x + 1, y=top, width=width - 2, height=high, rx=10, class_=look)
    return node("g", [frame, *texts]), high


def arrow_up(x: int, bottom: int, top: int) -> list[list]:
    """A way that goes up, its point a little under `top`, where it meets an edge."""
    top += 2
    return [
        node("line", x1=x, y1=bottom, x2=x, y2=top + 7, class_="dr-way"),
        node("polygon", points=f"{x},{top} {x - 6},{top + 9} {x + 6},{top + 9}", class_="dr-way"),
    ]


def arrow_right(left: int, right: int, y: int) -> list[list]:
    """A way that goes to the right, its point a little before `right`, where it meets an edge."""
    right -= 1
    return [
        node("line", x1=left, y1=y, x2=right - 7, y2=y, class_="dr-way"),
        node("polygon", points=f"{right},{y} {right - 9},{y - 6} {right - 9},{y + 6}", class_="dr-way"),
    ]


def whole(children: list, height: int) -> list:
    """The drawing itself, as high as what is in it."""
    return node("svg", children, viewBox=f"0 0 {WIDTH} {height}", class_="dr")


# As text of a page


def to_svg(tree: list) -> Markup:
    """The drawing as a piece of a page. It is hidden from screen readers, which have the words.

    Raises:
        ValueError: if it holds a tag or an attribute that a drawing may not have; the text names it.
    """
    tag, attributes, children = tree
    if tag not in TAGS:
        raise ValueError(f"A drawing may not hold <{tag}>; use one of: {', '.join(sorted(TAGS))}.")
    if wrong := sorted(set(attributes) - ATTRIBUTES):
        raise ValueError(f"A drawing may not have the attribute {wrong[0]}; use one of: {', '.join(sorted(ATTRIBUTES))}.")
    named = "".join(f" {key}={quoteattr(clean(value))}" for key, value in attributes.items())
    hidden = ' aria-hidden="true" focusable="false"' if tag == "svg" else ""
    # Every part is escaped here, or was one call further in.
    inside = "".join(escape(clean(child)) if isinstance(child, str) else to_svg(child) for child in children)
    return Markup(f"<{tag}{named}{hidden}>{inside}</{tag}>")
