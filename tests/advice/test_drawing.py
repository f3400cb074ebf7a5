"""The small vocabulary of drawings: what a node may hold, how text is measured, cleaned and made into a page."""
from __future__ import annotations

import re
import string
from pathlib import Path

import matplotlib
import pytest
from hypothesis import given, strategies as st
from matplotlib.ft2font import FT2Font

from knowledge.advice import drawing
from knowledge.advice.drawing import NAME, QUIET, TEXT, to_svg
from tests.advice.anybody import OFTEN

CSS = (Path(drawing.__file__).parent / "templates" / "drawings.css").read_text(encoding="utf-8")
# One of the two widest of the common fonts.
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
ANY_TEXT = st.text(st.characters(blacklist_categories=()), max_size=80)


@pytest.mark.parametrize("style, file", [(TEXT, "DejaVuSans.ttf"), (NAME, "DejaVuSans-Bold.ttf")])
def test_no_letter_takes_more_room_than_is_kept_for_it(style, file):
    font = FT2Font(str(FONTS / file))
    font.set_size(100, 72)
    for letter in string.ascii_letters + string.digits + string.punctuation + " £éñ–’·…":
        real = font.load_char(ord(letter)).linearHoriAdvance / 65536 / 100 * style.size
        assert drawing.width_of(letter, style) >= real, letter


@pytest.mark.parametrize("style", [NAME, TEXT, QUIET])
def test_the_page_draws_text_as_large_as_it_was_measured(style):
    sizes = [re.search(rf"^\.{name} {{[^}}]*font-size: (\d+)px", CSS, re.M) for name in style.classes.split()]
    assert [int(size[1]) for size in sizes if size][-1] == style.size >= 13
    weights = [re.search(rf"^\.{name} {{[^}}]*font-weight: (\d+)", CSS, re.M) for name in style.classes.split()]
    assert (int([weight[1] for weight in weights if weight][-1]) > 400) is style.bold


@OFTEN
@given(ANY_TEXT, st.integers(40, 280))
def test_no_line_is_wider_than_its_room_and_no_word_is_lost(text, width):
    lines = drawing.wrapped(text, TEXT, width)
    assert all(drawing.width_of(line, TEXT) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == drawing.clean(text).replace(" ", "")


@OFTEN
@given(ANY_TEXT)
def test_any_text_is_clean_short_and_safe_in_a_page(text):
    assert drawing.clean(drawing.clean(text)) == drawing.clean(text)
    short = drawing.own(text)
    assert len(short) <= drawing.MOST_CHARACTERS + 1 and len(short.split()) <= drawing.MOST_OWN_WORDS
    page = to_svg(drawing.node("text", [text], x=1, class_=text))
    # Whatever was written, the page holds this one element, and can be sent.
    assert page.encode() and page.count("<") == 2 and page.startswith("<text ") and page.endswith("</text>")


@pytest.mark.parametrize("text, cleaned", [
    ("cook\x00\x1b[2J", "cook[2J"), ("\u202ekooc", "kooc"), ("a\ud800b", "ab"), ("dinner\u200b lady", "dinner lady"), ("a\t\n  b", "a b"),
    ("Z" + "\u0301" * 40, "Ź" + "\u0301" * 2), ("ＣＯＯＫ", "ＣＯＯＫ"),
])
def test_what_is_not_shown_or_turns_text_round_is_left_out(text, cleaned):
    assert drawing.clean(text) == cleaned


def test_hostile_words_are_text():
    page = to_svg(drawing.node("text", ["<script>alert(1)</script> & \"javascript:\""], class_='x" onload="alert(1)'))
    assert "<script" not in page and "&lt;script&gt;" in page and re.findall(r'\s(\w+)="', re.sub(r"'[^']*'", "", page)) == []


@pytest.mark.parametrize("tree, told", [
    (["script", {}, []], "<script>"), (["svg", {}, [["a", {}, []]]], "<a>"), (["rect", {"style": "x"}, []], "style"),
    (["rect", {"onclick": "x"}, []], "onclick"), (["rect", {"href": "x"}, []], "href"), (["foreignObject", {}, []], "<foreignObject>"),
])
def test_nothing_else_becomes_a_page(tree, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        to_svg(tree)


def test_it_is_hidden_from_screen_readers_as_they_have_the_words():
    assert 'aria-hidden="true"' in to_svg(drawing.whole([], 10))
