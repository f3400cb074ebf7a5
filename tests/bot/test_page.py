"""What the page must hold without a browser to ask: nothing inline, nothing as HTML, every file it names."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

WIDGET = Path(__file__).resolve().parents[2] / "bot" / "widget"
PAGE = (WIDGET / "index.html").read_text(encoding="utf-8")
SCRIPTS = sorted(WIDGET.glob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_puts_text_in_as_html(script):
    text = script.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|new Function", text)


def test_the_page_has_nothing_inline():
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", PAGE)


def test_every_file_that_the_page_or_a_script_names_is_there():
    named = set(re.findall(r'(?:href|src)="/widget/([^"]+)"', PAGE))
    for script in SCRIPTS:
        named |= set(re.findall(r'from "\./([^"]+)"', script.read_text(encoding="utf-8")))
    assert {"chat.js", "chat.css"} <= named
    assert [name for name in named if not (WIDGET / name).exists()] == []


def test_every_element_that_the_script_looks_for_is_on_the_page():
    wanted = set(re.findall(r'find\("([a-z-]+)"\)', (WIDGET / "chat.js").read_text(encoding="utf-8")))
    assert wanted - set(re.findall(r'id="([a-z-]+)"', PAGE)) == set()


def test_nothing_comes_from_another_place():
    assert re.findall(r'(?:href|src)="(?!/widget/|/knowledge"|#)[^"]*"', PAGE) == []
