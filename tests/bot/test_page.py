"""What the page and the widget must hold without a browser to ask: nothing inline, nothing as HTML, every file they name."""
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
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML|\beval\(|new Function|javascript:", text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_needs_styles_that_a_strict_page_forbids(script):
    text = script.read_text(encoding="utf-8")
    assert not re.search(r'"style"|\.style\b|cssText|<style', text)


def test_the_page_has_nothing_inline():
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", PAGE)


def test_every_file_that_the_page_names_is_there():
    named = set(re.findall(r'(?:href|src)="/widget/([^"]+)"', PAGE))
    assert "page.css" in named and [name for name in named if not (WIDGET / name).exists()] == []


def test_the_page_holds_the_widget_and_says_what_it_is_without_script():
    assert '<script src="/widget.js" defer></script>' in PAGE and "<five-steps-guide" in PAGE
    assert "<noscript>" in PAGE and 'href="/about"' in PAGE


def test_nothing_comes_from_another_place():
    assert re.findall(r'(?:href|src)="(?!/widget/|/widget\.js"|/knowledge"|/about"|#)[^"]*"', PAGE) == []
