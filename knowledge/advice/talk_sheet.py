"""What a person takes to their manager: a short request, and a page to talk from (guide, Steps 1, 2 and 4: the two agree).

Both are made of answers that may be handed on (`sharing.project`), so a worry or a health matter is in neither.
"""
from __future__ import annotations

from knowledge.advice import show
from knowledge.advice.questions import View
from knowledge.local_words import day
from knowledge.records import Qualification
from knowledge.text import capital, inside, sentence

# With these answers of the manager there is something to write, and something to talk about.
TO_WRITE, TO_TALK = (None, "not yet"), (None, "not yet", "yes")
MOST_ASKED, MOST_MEASURES = 2, 2
UNKNOWN = "unknown"
# The rights that a person may name in a request (phrases `request-right-...`).
RIGHTS_SAID = (
    "request-time-to-train", "part-time-workers-training", "training-time-working-time", "mandatory-training-paid-and-in-time",
    "agency-workers-rights",
)


def request(view: View, options: list[dict], rows: list[dict]) -> str | None:
    """A short request in the person's own words, or None where it is agreed, refused or not to be asked, or nothing was picked.

    It says what they look at, what should be different, what would make it possible, the right that this rests on
    and what the school gets.

    Args:
        view: the conversation as it may be handed on.
        options: what was picked, as the plan lists it.
        rows: what makes it hard (`barriers.barriers`), as far as it may be told.
    """
    if _agreed(view) not in TO_WRITE or not options:
        return None
    store, own = view.store, view.answers.get("intended_change")
    parts = [store.phrase("request-change", change=own.rstrip(". "))] if own else []
    asking = [row for row in rows if row["request"]][:1]
    parts += [row["request"] for row in asking] + [right for row in asking for right in _rights(view, row)[:1]]
    parts += [store.phrase("request-share")]
    names = "; ".join(inside(row["title"]) for row in options)
    return store.phrase("request", options=names, change=" ".join(parts))


def talk_sheet(view: View, options: list[dict], rows: list[dict], look_back: str) -> list[dict] | None:
    """One page to talk from: [{heading, lines}] in six parts, or None where there is nothing to talk about.

    A line that ends with a colon is to be filled in together.

    Args:
        view, options, rows: as for `request`.
        look_back: the review date, as text.
    """
    if _agreed(view) not in TO_TALK or not options:
        return None
    parts = {
        "sheet-need": _need(view),
        "sheet-wish": [_wish(row) for row in options],
        "sheet-from-you": _from_you(view, options, rows),
        "sheet-costs": _costs(view, options),
        "sheet-gain": _gain(view),
        "sheet-agree": _agree(view, look_back),
    }
    return [{"heading": view.store.phrase(id), "lines": lines} for id, lines in parts.items()]


def _agreed(view: View) -> str | None:
    return (view.answers.get("agreed") or {}).get("manager")


def _need(view: View) -> list[str]:
    store, situation = view.store, view.situation
    own, prompt = view.answers.get("intended_change"), store.find("need_sources", situation.answer("need_source"))
    lines = [store.phrase("sheet-job", job=show.roles(view))] if situation.roles else []
    lines += [store.phrase("sheet-prompt", prompt=inside(prompt.title))] if prompt else []
    lines += [store.phrase("sheet-goal", goal=inside(situation.goal.title))] if situation.goal else []
    lines += [store.phrase("sheet-change", change=own.rstrip(". "))] if own else [store.phrase(f"sheet-need-{_kind(view)}")]
    return lines


def _kind(view: View) -> str:
    return view.situation.need or UNKNOWN


def _wish(row: dict) -> str:
    return " ".join([sentence(row["title"]), *([_first(row["duration"], 1)] if row["duration"] else [])])


def _from_you(view: View, options: list[dict], rows: list[dict]) -> list[str]:
    """What the school gives for each kind of choice, and what would make it possible, with the right behind it."""
    store = view.store
    records = [record for row in options if (record := show.picked_record(store, row["id"]))]
    kinds = [record.type if isinstance(record, Qualification) else "informal" for record in records]
    lines = [store.phrase(f"sheet-from-{kind}") for kind in dict.fromkeys(kinds)]
    for row in [row for row in rows if row["request"]][:MOST_ASKED]:
        lines.append(" ".join([row["request"], *_rights(view, row)[:1]]))
    return list(dict.fromkeys(lines))


def _rights(view: View, row: dict) -> list[str]:
    """The rights that a barrier rests on, as a person says them; of others only the plan tells."""
    return [view.store.phrase(f"request-right-{right['id']}") for right in row["rights"] if right["id"] in RIGHTS_SAID]


def _costs(view: View, options: list[dict]) -> list[str]:
    store = view.store
    lines = [
        store.phrase("sheet-cost", title=row["title"], cost=_first(row["cost"], 2)) if row["cost"]
        else store.phrase("sheet-cost-unknown", title=row["title"])
        for row in options
    ]
    records = [record for row in options if (record := show.picked_record(store, row["id"]))]
    return lines + [store.phrase("sheet-cost-cover")] * any(record.release != "none" for record in records)


def _gain(view: View) -> list[str]:
    store, given = view.store, view.answers.get("evaluation") or {}
    measures = [m.text for id in given.get("measures") or [] if (m := store.find("evaluation_measures", id))]
    told = ([given["words"]] if given.get("words") else []) + measures
    lines = [store.phrase(f"sheet-gain-{_kind(view)}"), store.phrase("sheet-gain-share")]
    return lines + [store.phrase("sheet-gain-measure", measure=capital(sentence(text))) for text in told[:MOST_MEASURES]]


def _agree(view: View, look_back: str) -> list[str]:
    store = view.store
    return [
        store.phrase("sheet-agree-time"), store.phrase("sheet-agree-cost"), store.phrase("sheet-agree-help"),
        store.phrase("sheet-agree-after"), store.phrase("sheet-agree-review", day=day(look_back)),
    ]


def _first(text: str, most: int) -> str:
    """The first sentences of a text: the page is one page."""
    return sentence(". ".join(capital(text.strip()).split(". ")[:most]))
