"""What is held about one person, as a page that anybody can read: the same as the file (`held.py`), in the same order."""
from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.held import as_json
from knowledge.pages import template
from knowledge.store import Store

# A day, or a moment as it is stored.
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:]{8}\+00:00)?")
_TEMPLATES = Path(__file__).parent / "templates"


def page(told: dict, store: Store) -> str:
    """The page as HTML, of what `held.held` gives: plain facts first, then each part, then every stored row."""
    rest = {label: value for label, value in told.items() if label not in (store.phrase("held-what"), store.phrase("held-stored"))}
    facts = [(label, _when(value)) for label, value in rest.items() if not isinstance(value, (dict, list))]
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
    return [_when(str(text)) for text in (value if isinstance(value, list) else [value]) if text not in (None, "")]


def _when(text: str) -> str:
    """A stored day or moment as it is told at a school; any other text as it is."""
    if not _DAY.fullmatch(text):
        return text
    at = datetime.datetime.fromisoformat(text)
    day = f"{at.astimezone(ZoneInfo('Europe/London')) if at.tzinfo else at:%d %B %Y, %H:%M}".lstrip("0")
    return day if at.tzinfo else day.partition(",")[0]
