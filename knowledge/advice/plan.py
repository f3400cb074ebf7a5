"""The plan somebody keeps: need, choices with reasons and sources, who does what by when, how it is judged.

Two copies. *mine* holds everything. *share* is for a manager: it leaves off English and maths, confidence,
health, hopes elsewhere and a refused request, unless the person turns them on (`show`).
"""
from __future__ import annotations

import datetime

from knowledge.advice import checklist, show as shown_as
from knowledge.advice.answers import profile, working_copy
from knowledge.advice.questions import View
from knowledge.advice.recommend import advise
from knowledge.advice.steps import in_weeks, next_steps
from knowledge.store import Store
from knowledge.text import capital, inside

MINE, SHARE = "mine", "share"
# What the shared copy leaves off unless it is named in `show`.
PRIVATE = ("english_maths", "confidence", "aim", "refused", "barriers")
SIX_WEEKS = 6


def build(answers: dict, store: Store, today: datetime.date, copy: str = MINE, show: tuple[str, ...] = ()) -> dict:
    """The plan as data: title, made, need, options, next_steps, practicalities, agreed, request, evaluation, reviews, sources.

    Args:
        answers: all answers of the conversation.
        store: the knowledge base.
        today: the day the plan is made; every date in it is counted from here.
        copy: "mine" or "share".
        show: names from `PRIVATE` that the shared copy shall keep.
    """
    view = View(working_copy(answers), store, today)
    may = {name: copy == MINE or name in show for name in PRIVATE}
    advice = advise(profile(view.answers), store, today)
    options = _options(view, advice, may)
    picked_ids = {row["id"] for row in options}
    chosen = [row for row in advice["qualifications"] if row["id"] in picked_ids]
    ways = [row for row in advice["informal"] if row["id"] in picked_ids]
    steps = _steps(view, chosen, ways, advice, may)
    return {
        "title": store.phrase("plan-title"),
        "copy": copy,
        "made": today.isoformat(),
        "knowledge": store.build,
        "about": _about(view, may),
        "options": options,
        "verdict": store.phrase(f"plan-{advice['verdict']}") if not options else None,
        "next_steps": steps,
        "practicalities": _practicalities(view) if options else [],
        "agreed": _agreed(view, may),
        "request": _request(view, options),
        "pathway": advice["pathway"] if may["aim"] and view.situation.goal else [],
        "evaluation": _evaluation(view, may),
        "reviews": _reviews(view),
        "sources": _sources(options, advice if may["aim"] else {"pathway": []}),
    }


def _about(view: View, may: dict) -> list[dict]:
    """The need in their own words: a line for each answer that this copy may show."""
    hidden = {"qualifications": may["english_maths"], "aim": may["aim"] or not view.situation.new_role, "constraints": may["barriers"]}
    hidden["need"] = may["confidence"] or view.situation.need != "confidence"
    left_out = {"for", "basics", "pick", "practicalities", "agreed", "success", "review", "setting"}
    return [
        {"title": question.title, "text": said}
        for question, said in shown_as.lines(view)
        if question.id not in left_out and hidden.get(question.id, True)
    ]


def _options(view: View, advice: dict, may: dict) -> list[dict]:
    store, rows = view.store, []
    picked = view.answers.get("picked") or []
    by_id = {row["id"]: row for row in advice["qualifications"] + advice["informal"]}
    for id in picked:
        record = shown_as.picked_record(store, id)
        if record is None or not _may_show(record, view, may):
            continue
        row = by_id.get(record.id, {})
        rows.append({
            "id": record.id,
            "title": capital(record.title),
            "what": record.what,
            "reasons": [reason["text"] for reason in row.get("reasons", [])[:2]],
            "cautions": [caution["text"] for caution in row.get("cautions", [])],
            "how": list(getattr(record, "how", [])),
            "duration": getattr(record, "duration", None),
            "cost": getattr(record, "cost", None) or getattr(record, "costs_school", None),
            "entry": [{"requirement": e["requirement"], "met": e["met"]} for e in row.get("entry", [])],
            "sources": store.sources(record),
        })
    return rows


def _may_show(record, view: View, may: dict) -> bool:
    """English, maths and confidence are private; so is what leads to another job."""
    if getattr(record, "covers", None) and not may["english_maths"]:
        return False
    if "confidence" in record.topics and not may["confidence"]:
        return False
    towards = set(record.goals) - view.situation.role_ids
    return may["aim"] or not (view.situation.goal and towards and view.situation.goal.id in towards)


def _steps(view: View, chosen: list[dict], ways: list[dict], advice: dict, may: dict) -> list[dict]:
    """The steps of what was picked, then the practical points still to do, by date."""
    store, today = view.store, view.today
    rows = next_steps(view.situation, chosen, ways, with_goal=may["aim"])
    todo = [] if not (chosen or ways) else [id for id, state in (view.answers.get("practicalities") or {}).items() if state in ("todo", "not-sure")]
    for id in todo:
        point = store.find("practicalities", id)
        if point:
            rows.append({"what": point.todo, "who": capital(point.who), "when": in_weeks(today, point.weeks)})
    if may["barriers"]:
        rows += _barriers(view)
    first = {}
    for row in rows:
        first.setdefault(row["what"], row)
    return sorted(first.values(), key=lambda row: row["when"])


def _barriers(view: View) -> list[dict]:
    """The smallest useful step for each thing that makes learning hard."""
    kinds = {"release": ("none", "time"), "cost": ("none", "money"), "travel": ("hard", "travel"), "online": ("no", "computer")}
    named = {kind for key, (value, kind) in kinds.items() if view.situation.constraint(key) == value}
    named |= set(view.situation.constraint("other") or [])
    rows = []
    for kind in sorted(named):
        barrier = next((b for b in view.store.all("barriers") if b.kind in (kind, _ALSO.get(kind))), None)
        if barrier:
            rows.append({"what": barrier.remedy, "who": view.store.phrase("who-you"), "when": in_weeks(view.today, 2)})
    return rows


_ALSO = {"family": "personal", "travel": "travel", "computer": "equipment"}


def _practicalities(view: View) -> list[dict]:
    given = view.answers.get("practicalities") or {}
    return [
        {"title": point.title, "state": view.store.phrase(f"state-{state}")}
        for id, state in given.items() if state in checklist.STATES and (point := view.store.find("practicalities", id))
    ]


def _agreed(view: View, may: dict) -> str | None:
    state = (view.answers.get("agreed") or {}).get("manager")
    if state is None or state in ("no", "not asking") and not may["refused"]:
        return None
    return view.store.phrase(f"agreed-{state.replace(' ', '-')}")


def _request(view: View, options: list[dict]) -> str | None:
    """A short request to a manager in the person's own words, where it is not agreed and something was picked."""
    state = (view.answers.get("agreed") or {}).get("manager")
    if state not in (None, "not yet") or not options:
        return None
    store = view.store
    own = view.answers.get("intended_change")
    change = store.phrase("request-change", change=own.rstrip(". ")) if own and view.situation.need != "confidence" else ""
    names = ", ".join(inside(row["title"]) for row in options)
    return store.phrase("request", options=names, change=change).replace("  ", " ")


def _evaluation(view: View, may: dict) -> list[str]:
    given = view.answers.get("evaluation") or {}
    words = [given["words"]] if given.get("words") else []
    measures = [m for id in given.get("measures", []) if (m := view.store.find("evaluation_measures", id))]
    return words + [m.text for m in measures if may["confidence"] or m.needs != ["confidence"]]


def _reviews(view: View) -> list[dict]:
    """A two-minute look after six weeks, and the date they chose (six months where they chose none)."""
    months = (view.answers.get("review") or {}).get("months", 6)
    store, today = view.store, view.today
    return [
        {"what": store.phrase("review-six-weeks"), "when": in_weeks(today, SIX_WEEKS)},
        {"what": store.phrase("review-full"), "when": in_months(today, months)},
    ]


def in_months(day: datetime.date, months: int) -> str:
    """The same day so many months on (the 28th at the latest), as text."""
    month = day.month - 1 + months
    return datetime.date(day.year + month // 12, month % 12 + 1, min(day.day, 28)).isoformat()


def _sources(options: list[dict], advice: dict) -> list[dict]:
    """Every source of what the plan shows, each once."""
    named = {}
    for part in options + advice["pathway"]:
        for source in part["sources"]:
            named.setdefault((source["id"], source["title"]), source)
    return list(named.values())
