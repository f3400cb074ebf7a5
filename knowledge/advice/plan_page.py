"""The plan as a page for the screen and for paper: what matters on one A4 sheet, two at most, however long the talk was.

The sheet has the need, the choices and why, the next steps, what is agreed, how success is judged and who can help. Everything
else stands below it, folded: it is printed, on sheets of its own, only where the reader has opened it.
"""
from __future__ import annotations

import datetime
from pathlib import Path

from knowledge.advice import plan as plans
from knowledge.advice.drawing import to_svg
from knowledge.advice.plan_words import Saying, bridge_words, brief, clip
from knowledge.local_words import day
from knowledge.pages import template
from knowledge.store import Store
from knowledge.text import sentence

TEMPLATES = Path(__file__).parent / "templates"
# Questions whose answers are the need; the other answers are folded away.
NEED = ("role", "aim", "need_source", "need")
# So much of each part goes on the sheet. With it, two sheets hold the longest plan there can be.
MOST_CHOICES, MOST_POINTS, MOST_SIGNS, MOST_SOURCES, MOST_TOLD = 3, 8, 3, 6, 2
# In characters: somebody's own words, and the parts of a choice.
OWN, WHAT, WHY, FACT, CARE, STEP = 260, 150, 200, 130, 160, 230
# The longest address that is typed from paper.
TYPED = 45
# From so many characters on, the sheet is set in smaller letters.
CLOSE = 4200
STATES = ("sorted", "todo", "not-sure")


def html(plan: dict, store: Store, today: datetime.date) -> str:
    """The page.

    Args:
        plan: as `plan.build` makes it.
        store: the knowledge base, for words.
        today: the day on which it is opened: what was to be done before is marked.
    """
    say = Saying(plan, store)
    sheet = _sheet(plan, say, today)
    barriers = [(row["title"], barrier_lines(row, say)) for row in plan["barriers"]]
    return template(TEMPLATES, "plan.html.j2").render(
        plan=plan, sheet=sheet, close=_length(sheet) > CLOSE, barriers=barriers, say=say, day=day, sentence=sentence, bridge=bridge_words,
        address=_address, is_web=_is_web, svg=to_svg,
    )


def barrier_lines(row: dict, say: Saying) -> list[tuple[str, str]]:
    """(label, text) of one thing that makes it hard: the step first, then what may help, then what to write."""
    lines = [(say("plan-barrier-step"), row["step"])]
    for label, part in (("plan-barrier-right", "rights"), ("plan-barrier-money", "funding")):
        for may_help in row[part][:MOST_TOLD]:
            lines.append((say(label), " ".join([sentence(may_help["title"]), *may_help["how"][:1], may_help["depends"] or ""]).strip()))
    lines += [(say("plan-barrier-instead"), f"{sentence(way['title'])} {way['how'][0]}") for way in row["instead"]]
    if row["help"]:
        lines.append((say("plan-barrier-help"), "; ".join(who["title"] for who in row["help"])))
    if row["request"]:
        lines.append((say("plan-barrier-request", to=row["to"]), row["request"]))
    return lines


def choice_lines(option: dict, say: Saying) -> list[tuple[str, str]]:
    """(label, text) of a choice as far as a sheet of paper has room for it."""
    to_get_in = [row for row in option["entry"] if row["met"] != "yes"] or option["entry"]
    lines = [(line["label"], line["text"]) for line in option["local"][:1]]
    lines += [(say("plan-why"), brief(" ".join(option["reasons"]), WHY))]
    lines += [(say("plan-time"), brief(option["duration"], FACT)), (say("plan-cost"), brief(option["cost"], FACT))]
    for row in to_get_in[:MOST_TOLD]:
        lines.append((say("plan-entry"), f"{brief(row['requirement'], FACT).rstrip('.')} ({say('plan-met-' + row['met'])})."))
    lines += [(say("plan-care"), brief(text, CARE)) for text in option["cautions"][:1]]
    if not option["entry"]:
        lines.append((say("plan-how"), brief(" ".join(option["how"]), FACT)))
    return [(label, text) for label, text in lines if text]


def _sheet(plan: dict, say: Saying, today: datetime.date) -> dict:
    shown, rest = plan["options"][:MOST_CHOICES], plan["options"][MOST_CHOICES:]
    choices = [{"title": clip(option["title"], OWN), "what": brief(option["what"], WHAT), "lines": choice_lines(option, say)} for option in shown]
    signs = [clip(text, OWN) for text in plan["evaluation"][:MOST_SIGNS]]
    shows = [clip(text, OWN) for text in plan["evidence"][:MOST_SIGNS]]
    return {
        "need": [{"title": row["title"], "text": clip(row["text"], OWN)} for row in plan["about"] if row["id"] in NEED],
        "choices": choices,
        "also": [clip(option["title"], OWN) for option in rest],
        "no_choice": f"{say('plan-no-options')} {plan['verdict']}" if plan["copy"] == plans.MINE and not choices else None,
        "steps": _dated(plan["next_steps"], today),
        "earlier": _dated(plan["earlier_steps"], today),
        "points": _points(plan, say),
        "agreed": plan["agreed"],
        "signs": signs,
        "shows": shows,
        "reviews": _dated(plan["reviews"], today),
        "looked": plan["looked"][-MOST_SIGNS:],
        "contacts": [{**row, "text": brief(row["text"], FACT)} for row in plan["contacts"]],
        "sources": sources(plan),
    }


def _dated(rows: list[dict], today: datetime.date) -> list[dict]:
    """Steps and looks back, each with whether its day is over."""
    return [{**row, "what": clip(row["what"], STEP), "over": row["when"] < today.isoformat()} for row in rows]


def _points(plan: dict, say: Saying) -> list[tuple[str, str]]:
    """The practical points by how they stand: (state, titles); what does not apply is left off."""
    states = [say(f"state-{state}") for state in STATES]
    by_state = [(state, [point["title"] for point in plan["practicalities"] if point["state"] == state][:MOST_POINTS]) for state in states]
    return [(state, "; ".join(titles)) for state, titles in by_state if titles]


def sources(plan: dict) -> list[dict]:
    """Where the facts of the sheet come from: of each choice in turn, then of its local lines and of who can help."""
    shown = plan["options"][:MOST_CHOICES]
    parts = [option["sources"] for option in shown]
    in_turn = [sources[place] for place in range(max(map(len, parts), default=0)) for sources in parts if place < len(sources)]
    local = [source for option in shown for line in option["local"][:1] for source in line["sources"]]
    named = {(s["id"], s["title"]): s for s in [*local, *in_turn, *(s for row in plan["contacts"] for s in row["sources"])]}
    return list(named.values())[:MOST_SOURCES]


def _length(value) -> int:
    """How many characters there are to print."""
    if isinstance(value, str):
        return len(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else []
    return sum(_length(part) for part in parts)


def _is_web(address: str | None) -> bool:
    return bool(address) and address.startswith(("https://", "http://"))


def _address(url: str) -> str:
    """An address as it is typed from paper; of a long one, which nobody types, where it is."""
    typed = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return typed if len(typed) <= TYPED else typed.partition("/")[0]
