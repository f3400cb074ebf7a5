"""The plan somebody keeps, as data: need, choices with reasons and sources, who does what by when, how it is judged.

Two copies. *mine* holds everything. *share* is to hand on, for example to a manager: it is made of the answers that
`sharing` lets through, so it leaves off English and maths, confidence, health, family, what makes it hard, hopes
elsewhere and a refused request, unless the person turns them on (`show`).
"""
from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from knowledge.advice import barriers, checklist, entry, local as local_advice, money, picture_plan, plan_contacts, plan_looked, self_checks, sharing, show as shown_as, step_five, talk_sheet
from knowledge.advice.answers import profile, working_copy
from knowledge.advice.own_words import OWN, kept
from knowledge.advice.provider_questions import questions_for
from knowledge.advice.questions import View
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from knowledge.advice.steps import in_weeks, next_steps
from knowledge.advice.traits import YES
from knowledge.local import Local
from knowledge.records import Qualification
from knowledge.store import Store
from knowledge.text import capital

SCHEMA = 1
MINE, SHARE = "mine", "share"
# What the shared copy leaves off unless it is named in `show`.
PRIVATE = tuple(sharing.PRIVATE)
MOST_STEPS, MOST_BARRIERS, MOST_BARRIER_STEPS, MOST_MONEY, MOST_QUESTIONS = 10, 5, 3, 5, 3
# A page to talk from is made to be handed over: these alone may stand on it, whatever the copy.
FOR_A_TALK = ("aim", "barriers")


@dataclass(frozen=True)
class Copy:
    """One copy in the making: the answers it may know, what it may hold, and what makes it hard as far as it may be told."""

    view: View
    may: dict[str, bool]
    rows: list[dict]


def build(answers: dict, store: Store, today: datetime.date, copy: str = MINE, show: tuple[str, ...] = ()) -> dict:
    """The plan as data; `docs/plan.md` says what each key holds.

    Keys: schema, for, title, copy, made, knowledge, about, options, verdict, next_steps, earlier_steps, money, local, practicalities,
    barriers, agreed, request, talk_sheet, pathway, drawings, check, evaluation, evidence, looked, reviews, contacts, sources.

    Args:
        answers: all answers of the conversation.
        store: the knowledge base.
        today: the day the plan is made, where the answers do not say when it was; every date in it is counted from there.
        copy: "mine" or "share".
        show: names from `PRIVATE` that the shared copy shall keep.
    """
    if answers.get("made"):
        # Opened again later, it is the plan of the day on which it was made.
        today = min(today, datetime.date.fromisoformat(answers["made"]))
    made = _copy(answers, store, today, sharing.allowed(copy == MINE, show))
    view = made.view
    situation = Situation(profile(view.answers), store, today, _shown_local(made))
    advice = advise(profile(view.answers), store, today, situation.local)
    options = _options(made, situation, advice)
    at_school = local_advice.for_plan(situation, [row["id"] for row in options])
    rights, contacts = _money(view, situation, copy), plan_contacts.contacts(situation, _manager(view) in sharing.NOT_AGREED)
    steps = plan_looked.since(view, _steps(made, situation, options), step_five.shown(view))
    pathway = advice["pathway"] if view.situation.goal else []
    pictures = picture_plan.pictures(view, advice, made.may)
    return {
        "schema": SCHEMA,
        "for": situation.answer("for"),
        "title": situation.say("plan-title"),
        "copy": copy,
        "made": today.isoformat(),
        "knowledge": store.build,
        "about": _about(view),
        "options": options,
        # A copy to hand on says nothing of a choice that it does not name, whether there is one or not.
        "verdict": store.phrase(f"plan-{advice['verdict']}") if not options and copy == MINE else None,
        "money": rights,
        "local": at_school,
        "practicalities": _practicalities(view) if options else [],
        "barriers": made.rows,
        "agreed": _agreed(view),
        **_to_talk(answers, made, options, step_five.reviews(view), copy, show),
        "pathway": pathway,
        "drawings": [picture.shown() for picture in pictures],
        "check": _check(view),
        **steps,
        "contacts": contacts,
        "sources": _sources(at_school, options + rights + made.rows + pathway + contacts + [{"sources": picture.sources} for picture in pictures]),
    }


def _copy(answers: dict, store: Store, today: datetime.date, may: dict[str, bool]) -> Copy:
    whole = View(working_copy(answers), store, today)
    view = View(working_copy(sharing.project(whole.answers, whole.situation, may)), store, today)
    rows = barriers.barriers(view.situation, view.answers)
    return Copy(view, may, _hard([row for row in rows if sharing.may_tell(row["kind"], may)]))


def _hard(rows: list[dict]) -> list[dict]:
    """All that they said makes it hard, and of what only a practical point names as much as leaves the list short."""
    said = [row for row in rows if row["named_by"] == "profile"]
    return said + [row for row in rows if row not in said][: max(0, MOST_BARRIERS - len(said))]


def _to_talk(answers: dict, made: Copy, options: list[dict], reviews: list[dict], copy: str, show: tuple[str, ...]) -> dict:
    """The request and the page to talk from. Both get handed over, so in one's own copy too they hold no worry and nothing on health."""
    if _manager(made.view) in sharing.NOT_AGREED:
        return {"request": None, "talk_sheet": None}
    for_talk = made if copy == SHARE else _copy(answers, made.view.store, made.view.today, sharing.allowed(False, (*FOR_A_TALK, *show)))
    picked = for_talk.view.answers.get("picked") or []
    rows = [row for row in for_talk.rows if row["named_by"] == "profile"]
    told = [row for row in options if row["id"] in picked]
    return {
        # A request is the person's own to send or not. Where all that they picked is private, it still names it.
        "request": talk_sheet.request(for_talk.view, told or options, rows),
        "talk_sheet": talk_sheet.talk_sheet(for_talk.view, told, rows, reviews[1]["when"]),
    }


def _shown_local(made: Copy) -> Local:
    """What the school has to offer. A copy that leaves something off keeps only courses towards what it shows: others would tell."""
    local = made.view.situation.local
    if all(made.may.values()):
        return local
    kept = {record.id for record in _picked(made.view)}
    return replace(local, courses=tuple(course for course in local.courses if course.qualification in kept))


def _about(view: View) -> list[dict]:
    """The need in their own words: a line for each answer that this copy knows."""
    left_out = {"for", "helper", "basics", "pick", "practicalities", "agreed", "success", "review", "setting"}
    return [{"id": question.id, "title": question.title, "text": said} for question, said in shown_as.lines(view) if question.id not in left_out]


def _options(made: Copy, situation: Situation, advice: dict) -> list[dict]:
    """What was picked, with reasons where the advice gives them."""
    store = situation.store
    by_id = {row["id"]: row for row in advice["qualifications"] + advice["informal"]}
    rows = _own_choice(made.view)
    for record in _picked(made.view):
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
            "entry": _entry(record, situation, made.may),
            "questions": [row["text"] for row in questions_for(situation, record.id, MOST_QUESTIONS)],
            "sources": store.sources(record),
        })
    return rows


def _own_choice(view: View) -> list[dict]:
    """What they chose that we do not know, in their words and with no fact of ours."""
    title = kept(view.answers)
    if OWN not in (view.answers.get("picked") or []) or not title:
        return []
    say = view.situation.say
    return [{
        "id": OWN, "title": capital(title), "what": say("chosen-not-known"), "local": [], "reasons": [], "cautions": [],
        "how": [say("chosen-ask-provider")], "duration": None, "cost": None, "entry": [], "questions": [], "sources": [],
    }]


def _money(view: View, situation: Situation, copy: str) -> list[dict]:
    """Money and rights for what was picked; a copy to hand on has only what is theirs for sure by what that copy knows."""
    states = (YES,) if copy == SHARE else (YES, money.DEPENDS)
    picked = view.answers.get("picked") or []
    rows = money.funding(situation, picked, view.store) + money.rights(situation, picked, view.store)
    kept = [row for state in states for row in rows if row["applies"] == state][:MOST_MONEY] if picked else []
    return [{"title": row["title"], "text": row["told"], "sources": row["sources"]} for row in kept]


def _picked(view: View) -> list:
    found = [shown_as.picked_record(view.store, id) for id in view.answers.get("picked") or []]
    return [record for record in found if record is not None]


def _entry(record, situation: Situation, may: dict) -> list[dict]:
    """The entry rules of a picked qualification; a line about English or maths would say who lacks them."""
    rows = entry.assessed(record, situation) if isinstance(record, Qualification) else []
    return [row for row in rows if may["english_maths"] or row["kind"] != "subject"]


def _steps(made: Copy, situation: Situation, options: list[dict]) -> list[dict]:
    """The steps of what was picked, then the practical points still to do, by date."""
    view, store = made.view, situation.store
    chosen = [row for row in options if store.find("qualifications", row["id"])]
    ways = [row for row in options if row not in chosen]
    alone = _manager(view) in sharing.NOT_AGREED
    rows, points = next_steps(situation, chosen, ways, alone), _points_to_do(view, alone) if options else []
    # Room stays for one practical point: it is what they said is still to do.
    room = MOST_STEPS - len(rows) - bool(points)
    first = {}
    for row in rows + _barrier_steps(made)[:room] + points:
        first.setdefault(row["what"], row)
    # A longer list is not done; the practical points all stand in their own part of the plan.
    return sorted(list(first.values())[:MOST_STEPS], key=lambda row: row["when"])


def _points_to_do(view: View, alone: bool) -> list[dict]:
    """The practical points still to do, but those that need a manager who is not asked."""
    given = view.answers.get("practicalities") or {}
    points = [view.store.find("practicalities", id) for id, state in given.items() if state in barriers.NOT_SORTED]
    return [
        {"what": point.todo, "who": capital(point.who), "when": in_weeks(view.today, point.weeks)}
        for point in points if point and not (alone and "manager" in point.who)
    ]


def _barrier_steps(made: Copy) -> list[dict]:
    """The smallest useful step for what makes it hardest; a practical point has a step of its own."""
    store, today = made.view.store, made.view.today
    steps = [row["step"] for row in made.rows if row["named_by"] == "profile"]
    return [{"what": step, "who": store.phrase("who-you"), "when": in_weeks(today, 2)} for step in steps[:MOST_BARRIER_STEPS]]


def _practicalities(view: View) -> list[dict]:
    given = view.answers.get("practicalities") or {}
    return [
        {"id": point.id, "title": point.title, "state": view.store.phrase(f"state-{state}")}
        for id, state in given.items() if state in checklist.STATES and (point := view.store.find("practicalities", id))
    ]


def _manager(view: View) -> str | None:
    return (view.answers.get("agreed") or {}).get("manager")


def _agreed(view: View) -> str | None:
    state = _manager(view)
    return view.store.phrase(f"agreed-{state.replace(' ', '-')}") if state else None


def _check(view: View) -> list[str]:
    """What they said of their own work in a self-check: what they do, and what they would like help with."""
    kept = view.answers.get("self_check") or {}
    # It is of a job; of another job it says nothing.
    told = self_checks.texts_of(view.store, kept, view.today) if kept.get("roles") == view.answers.get("roles") else {}
    return [view.store.phrase(f"own-check-{name}", what=text) for name, texts in told.items() for text in texts]


def _sources(at_school: dict | None, parts: list[dict]) -> list[dict]:
    """Every source of what the plan shows, each once; the school's own first."""
    named = {}
    local = [row for part in parts for row in part.get("local", [])] + (at_school["lines"] if at_school else [])
    for part in local + parts:
        for source in part["sources"]:
            named.setdefault((source["id"], source["title"], source["checked"]), source)
    return list(named.values())
