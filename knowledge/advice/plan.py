"""The plan somebody keeps: need, choices with reasons and sources, who does what by when, how it is judged.

Two copies. *mine* holds everything. *share* is for a manager: it leaves off English and maths, confidence,
health, hopes elsewhere and a refused request, unless the person turns them on (`show`).
"""
from __future__ import annotations

import datetime
from dataclasses import replace

from knowledge.advice import checklist, entry, local as local_advice, show as shown_as
from knowledge.advice.answers import profile, working_copy
from knowledge.advice.questions import View
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from knowledge.advice.steps import in_weeks, next_steps
from knowledge.local import Local
from knowledge.records import Qualification
from knowledge.store import Store
from knowledge.text import capital, inside

MINE, SHARE = "mine", "share"
# What the shared copy leaves off unless it is named in `show`.
PRIVATE = ("english_maths", "confidence", "aim", "refused", "barriers")
SIX_WEEKS, MOST_STEPS = 6, 10


def build(answers: dict, store: Store, today: datetime.date, copy: str = MINE, show: tuple[str, ...] = ()) -> dict:
    """The plan as data: title, made, need, options, next_steps, local, practicalities, agreed, request, evaluation, reviews ...

    Args:
        answers: all answers of the conversation.
        store: the knowledge base.
        today: the day the plan is made; every date in it is counted from here.
        copy: "mine" or "share".
        show: names from `PRIVATE` that the shared copy shall keep.
    """
    view = View(working_copy(answers), store, today)
    may = {name: copy == MINE or name in show for name in PRIVATE}
    shown = _shown_profile(view, may)
    local = _shown_local(view, may)
    situation, advice = Situation(shown, store, today, local), advise(shown, store, today, local)
    options = _options(view, situation, advice, may)
    steps = _steps(view, situation, options, may)
    at_school = local_advice.for_plan(situation, [row["id"] for row in options])
    return {
        "title": store.phrase("plan-title"),
        "copy": copy,
        "made": today.isoformat(),
        "knowledge": store.build,
        "about": _about(view, may),
        "options": options,
        "verdict": store.phrase(f"plan-{advice['verdict']}") if not options else None,
        "next_steps": steps,
        "local": at_school,
        "practicalities": _practicalities(view) if options else [],
        "agreed": _agreed(view, may),
        "request": _request(view, options, may),
        "pathway": advice["pathway"] if may["aim"] and view.situation.goal else [],
        "evaluation": _evaluation(view, may),
        "reviews": _reviews(view),
        "sources": _sources(at_school, options, advice if may["aim"] else {"pathway": []}),
    }


def _shown_local(view: View, may: dict) -> Local:
    """What the school has to offer. A copy that leaves something off keeps only courses towards what it shows: others would tell."""
    local = view.situation.local
    if all(may.values()):
        return local
    kept = {record.id for record in _picked(view, may)}
    return replace(local, courses=tuple(course for course in local.courses if course.qualification in kept))


def _shown_profile(view: View, may: dict) -> dict:
    """The profile without what this copy leaves off, so that no reason, entry line or step can give it away."""
    left_off = []
    if not may["english_maths"]:
        left_off += ["qualifications", "english_level", "maths_level", "science_level"]
    if not may["aim"]:
        left_off += ["aspiration", "focus", "raised"]
    if not may["barriers"]:
        left_off += ["constraints"]
    if not may["confidence"] and view.situation.need == "confidence":
        left_off += ["need"]
    return {key: value for key, value in profile(view.answers).items() if key not in left_off}


def _own_words(view: View, may: dict) -> bool:
    """Whether this copy may hold what they wrote of their hopes: it may name another job, or a worry."""
    hopes = may["aim"] or not view.situation.new_role
    return hopes and (may["confidence"] or view.situation.need != "confidence")


def _about(view: View, may: dict) -> list[dict]:
    """The need in their own words: a line for each answer that this copy may show."""
    hidden = {"qualifications": may["english_maths"], "aim": may["aim"] or not view.situation.new_role, "constraints": may["barriers"]}
    hidden["need"] = _own_words(view, may)
    left_out = {"for", "basics", "pick", "practicalities", "agreed", "success", "review", "setting"}
    return [
        {"title": question.title, "text": said}
        for question, said in shown_as.lines(view)
        if question.id not in left_out and hidden.get(question.id, True)
    ]


def _options(view: View, situation: Situation, advice: dict, may: dict) -> list[dict]:
    store, rows = view.store, []
    by_id = {row["id"]: row for row in advice["qualifications"] + advice["informal"]}
    for record in _picked(view, may):
        row = by_id.get(record.id, {})
        rows.append({
            "id": record.id,
            "title": capital(record.title),
            "what": record.what,
            "local": local_advice.for_qualification(record.id, situation),
            "reasons": [reason["text"] for reason in row.get("reasons", [])[:2]],
            "cautions": [caution["text"] for caution in row.get("cautions", [])],
            "how": list(getattr(record, "how", [])),
            "duration": getattr(record, "duration", None),
            "cost": getattr(record, "cost", None) or getattr(record, "costs_school", None),
            "entry": _entry(record, situation, may),
            "sources": store.sources(record),
        })
    return rows


def _picked(view: View, may: dict) -> list:
    """What they picked and this copy may show."""
    found = [shown_as.picked_record(view.store, id) for id in view.answers.get("picked") or []]
    return [record for record in found if record is not None and _may_show(record, view, may)]


def _entry(record, situation: Situation, may: dict) -> list[dict]:
    """The entry rules of a picked qualification; a line about English or maths would say who lacks them."""
    rows = entry.assessed(record, situation) if isinstance(record, Qualification) else []
    return [row for row in rows if may["english_maths"] or row["kind"] != "subject"]


def _may_show(record, view: View, may: dict) -> bool:
    """English, maths and confidence are private; so is what leads to another job."""
    if getattr(record, "covers", None):
        return may["english_maths"]
    about = record.topics if view.situation.need == "confidence" else record.topics[:1]
    if "confidence" in about and not may["confidence"]:
        return False
    towards = set(record.goals) - view.situation.role_ids
    return may["aim"] or not (view.situation.goal and towards and view.situation.goal.id in towards)


def _steps(view: View, situation: Situation, options: list[dict], may: dict) -> list[dict]:
    """The steps of what was picked, then the practical points still to do, by date."""
    store, today = view.store, view.today
    chosen = [row for row in options if store.find("qualifications", row["id"])]
    ways = [row for row in options if row not in chosen]
    state = (view.answers.get("agreed") or {}).get("manager")
    alone = state in ("no", "not asking") and may["refused"]
    rows = next_steps(situation, chosen, ways, alone)
    if may["barriers"]:
        rows += _barriers(view)
    given = (view.answers.get("practicalities") or {}) if options else {}
    todo = [id for id, state in given.items() if state in ("todo", "not-sure")]
    for id in todo:
        point = store.find("practicalities", id)
        if point and not (alone and "manager" in point.who):
            rows.append({"what": point.todo, "who": capital(point.who), "when": in_weeks(today, point.weeks)})
    first = {}
    for row in rows:
        first.setdefault(row["what"], row)
    # A longer list is not done; the practical points all stand in their own part of the plan.
    return sorted(list(first.values())[:MOST_STEPS], key=lambda row: row["when"])


def _barriers(view: View) -> list[dict]:
    """The smallest useful step for each thing that makes learning hard."""
    kinds = {"release": ("none", "time"), "cost": ("none", "money"), "travel": ("hard", "travel"), "online": ("no", "computer")}
    named = {kind for key, (value, kind) in kinds.items() if view.situation.constraint(key) == value}
    named |= set(view.situation.constraint("other") or [])
    rows = []
    for kind in sorted(named):
        barrier = next((b for b in view.store.all("barriers") if b.kind == _BARRIER_KIND.get(kind, kind)), None)
        if barrier:
            rows.append({"what": barrier.remedy, "who": view.store.phrase("who-you"), "when": in_weeks(view.today, 2)})
    return rows


# What the answers call family, the barriers call personal.
_BARRIER_KIND = {"family": "personal"}


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


def _request(view: View, options: list[dict], may: dict) -> str | None:
    """A short request to a manager in the person's own words, where it is not agreed and something was picked."""
    state = (view.answers.get("agreed") or {}).get("manager")
    if state not in (None, "not yet") or not options:
        return None
    store = view.store
    own = view.answers.get("intended_change")
    change = store.phrase("request-change", change=own.rstrip(". ")) if own and _own_words(view, may) else ""
    names = ", ".join(inside(row["title"]) for row in options)
    return store.phrase("request", options=names, change=change).replace("  ", " ")


def _evaluation(view: View, may: dict) -> list[str]:
    given = view.answers.get("evaluation") or {}
    words = [given["words"]] if given.get("words") and _own_words(view, may) else []
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


def _sources(at_school: dict | None, options: list[dict], advice: dict) -> list[dict]:
    """Every source of what the plan shows, each once; the school's own first."""
    named = {}
    local = [row for option in options for row in option["local"]] + (at_school["lines"] if at_school else [])
    for part in local + options + advice["pathway"]:
        for source in part["sources"]:
            named.setdefault((source["id"], source["title"], source["checked"]), source)
    return list(named.values())
