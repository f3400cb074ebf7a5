"""The small page a browser shows in its tab, where the plan or a page to keep cannot be."""
from __future__ import annotations

from pathlib import Path

from knowledge.pages import template
from knowledge.store import Store

_TEMPLATES = Path(__file__).parent / "templates"
STYLE = "/widget/knowledge.css"


def page(store: Store, message: str) -> str:
    """The page as HTML.

    Args:
        message: what happened and what to do, in plain words.
    """
    return template(_TEMPLATES, "refusal.html.j2").render(say=store.phrase, style=STYLE, message=message)
