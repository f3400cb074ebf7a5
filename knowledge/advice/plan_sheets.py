"""Two sheets for a talk with a manager, each on a page of its own: a page to talk from, and a request to hand in.

The thinking is in `talk_sheet`. Both are made of the copy to share, so they hold nothing private that was not ticked.
"""
from __future__ import annotations

from knowledge.advice import paper, plan as plans
from knowledge.advice.plan_page import TEMPLATES
from knowledge.advice.plan_words import Saying, clip
from knowledge.pages import template
from knowledge.store import Store

TALK, REQUEST = "talk", "request"
TO_FILL_IN = "_" * 60
# From so many characters on, it is set in smaller letters to stay on one sheet.
CLOSE = 1400
# The longest line, in characters.
LINE = 400


def data(plan: dict, sheet: str) -> dict:
    """A sheet as data: {schema, sheet, made, parts} with `parts` [{heading, lines}] or None; a request has `text` in their place.

    Args:
        plan: the copy to share, as `plan.build` makes it.
        sheet: `TALK` or `REQUEST`.
    """
    told = {"parts": plan["talk_sheet"]} if sheet == TALK else {"text": plan["request"]}
    return {"schema": plans.SCHEMA, "sheet": sheet, "made": plan["made"], **told}


def html(plan: dict, store: Store, sheet: str) -> str:
    """A sheet as a page for the screen and for one A4 sheet; where there is nothing to put on it, it says why."""
    say, parts = Saying(plan, store), _parts(plan, sheet)
    close = sum(len(line) for part in parts or [] for line in part["lines"]) > CLOSE
    return template(TEMPLATES, "plan_sheet.html.j2").render(sheet=sheet, title=_title(say, sheet), parts=parts, close=close, say=say)


def word(plan: dict, store: Store, sheet: str) -> bytes:
    """The same as a Word document that can be changed before it is handed over."""
    say = Saying(plan, store)
    document = paper.begin(_title(say, sheet), plan["made"])
    parts = _parts(plan, sheet)
    paper.say(document, say(_note(sheet, parts)))
    if parts and sheet == REQUEST:
        paper.say(document, f"{say('request-to')} {TO_FILL_IN}")
        paper.say(document, "")
    for part in parts or []:
        if part["heading"]:
            document.add_heading(part["heading"], 1)
        for line in part["lines"]:
            blank = line.endswith(":")
            paper.say(document, f"{line} {TO_FILL_IN}" if blank else line, style="List Bullet" if part["heading"] else None)
    if parts and sheet == REQUEST:
        paper.say(document, "")
        paper.say(document, f"{say('request-from')} {TO_FILL_IN}")
        paper.say(document, f"{say('request-date')} {TO_FILL_IN}")
    return paper.finish(document)


def _title(say: Saying, sheet: str) -> str:
    return say("sheet-title") if sheet == TALK else say("request-title")


def _note(sheet: str, parts: list[dict] | None) -> str:
    return ("sheet-note" if sheet == TALK else "request-note") if parts else "sheet-none"


def _parts(plan: dict, sheet: str) -> list[dict] | None:
    """[{heading, lines}]; a request is one part without a heading."""
    if sheet == TALK:
        # Somebody's own words may be long; the whole of them stands in the plan.
        return [{**part, "lines": [clip(line, LINE) for line in part["lines"]]} for part in plan["talk_sheet"] or []] or None
    return [{"heading": "", "lines": [plan["request"]]}] if plan["request"] else None
