"""What is held about one person, as a page that anybody can read: the same as the file (`held.py`), in the same order."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.held import as_json
from knowledge.pages import template
from knowledge.store import Store

_TEMPLATES = Path(__file__).parent / "templates"


def page(told: dict, store: Store) -> str:
    """The page as HTML, of what `held.held` gives: plain facts first, then each part, then every stored row."""
    rest = {label: value for label, value in told.items() if label not in (store.phrase("held-what"), store.phrase("held-stored"))}
    facts = [(label, value) for label, value in rest.items() if not isinstance(value, (dict, list))]
    parts = [(label, _lines(value, store)) for label, value in rest.items() if isinstance(value, (dict, list))]
    stored = as_json(told[store.phrase("held-stored")])
    return template(_TEMPLATES, "held.html.j2").render(say=store.phrase, about=told[store.phrase("held-what")], facts=facts, parts=parts, stored=stored)


def _lines(value: Any, store: Store) -> list[list[tuple[str, list[str]]]]:
    """The entries of a part, each a list of (label, texts); what is empty is left out."""
    entries = value if isinstance(value, list) else [{label: text} for label, text in value.items()]
    lines = [[(label, texts) for label, text in entry.items() if (texts := _texts(text, store))] for entry in entries]
    return [line for line in lines if line]


def _texts(value: Any, store: Store) -> list[str]:
    if isinstance(value, bool):
        return [store.phrase("held-yes" if value else "held-no")]
    return [str(text) for text in (value if isinstance(value, list) else [value]) if text not in (None, "")]
