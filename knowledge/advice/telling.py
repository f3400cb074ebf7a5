"""The advice as talk: three cards at a time, more at a press, and what people ask about a suggestion.

"Why this?", "why not X?", "compare these two", "what comes after?", "what will the school have to give?",
"what do I say to my manager?", "not a course": each is answered from the same advice that made the cards.
"""
from __future__ import annotations

import re
from typing import Callable, Optional

from knowledge.advice import about_these, cards, checklist, colleague, first_things, local, plan, rules, show, side_helps
from knowledge.advice.questions import View
from knowledge.records import InterviewQuestion, Qualification
from knowledge.text import capital, inside, listed, sentence

MOST, MORE = 3, "more-"
# From this step on there is advice to ask about.
ADVICE_STEP = 3


def first(view: View, advice: dict) -> list[dict]:
    """What is shown first: notes, what the advice comes to, up to three cards, and what more there is."""
    store = view.store
    told = [*([advice["note"]] if advice["note"] else []), *[row["text"] for row in advice["cautions"]]]
    messages = [{"text": text} for text in told]
    messages += [
        {"text": view.situation.say("counts-already"), "card": cards.counts_card(row)} for row in advice["counts_already"][:1]
    ]
    messages.append({"text": view.situation.say(f"advice-{advice['verdict']}")})
    shown = _shown_first(advice)
    messages += [{"text": "", "card": cards.qualification_card(view, row)} for row in shown["qualifications"]]
    if shown["informal"]:
        messages += [{"text": store.phrase("advice-informal-heading")}] if shown["qualifications"] else []
        messages += [{"text": "", "card": cards.informal_card(view, row)} for row in shown["informal"]]
    messages += [_refused(view, row) for row in advice["not_suggested"][:1]]
    beside = colleague.asked(view, advice)
    unknown = [row["question"] for row in advice["missing"] if not (beside and row["key"] == colleague.QUESTION)]
    if unknown:
        messages.append({"text": store.phrase("advice-depends", missing=" ".join(unknown[:3]))})
    messages += beside
    return messages + _more(view, advice, but="")


def _shown_first(advice: dict) -> dict[str, list[dict]]:
    """Which suggestions are among the first three cards: one needs no course, because courses are not the only way (rule dr35).

    What counts already, and a wish that is refused, take their place.
    """
    room = max(1, MOST - len(advice["counts_already"][:1]) - len(advice["not_suggested"][:1]))
    qualifications = advice["qualifications"][:max(1, room - bool(advice["informal"]))]
    return {"qualifications": qualifications, "informal": advice["informal"][: room - len(qualifications)]}


def _refused(view: View, row: dict) -> dict:
    """Not suggested, why, and what to do instead."""
    return {"text": view.store.phrase("not-suggested-heading"), "card": cards.refused_card(row)}


# More of the advice


def _rest(view: View, advice: dict) -> list[dict]:
    shown = [row["id"] for row in _shown_first(advice)["qualifications"]]
    return [{"text": "", "card": cards.qualification_card(view, row)} for row in advice["qualifications"] if row["id"] not in shown]


def _informal(view: View, advice: dict) -> list[dict]:
    shown = [row["id"] for row in _shown_first(advice)["informal"]]
    rest = [row for row in advice["informal"] if row["id"] not in shown]
    return [{"text": "", "card": cards.informal_card(view, row)} for row in rest]


def _local(view: View, advice: dict) -> list[dict]:
    found = advice.get("local")
    return [{"text": "", "card": local.courses_card(view.store, found)}] if found and found["courses"] else []


def _way(view: View, advice: dict) -> list[dict]:
    return [{"text": "", "card": cards.pathway_card(view, advice["pathway"])}] if advice["pathway"] else []


def _money(view: View, advice: dict) -> list[dict]:
    card = cards.money_card(view, advice)
    return [{"text": "", "card": card}] if card else []


def _hard(view: View, advice: dict) -> list[dict]:
    card = cards.barriers_card(view, advice)
    return [{"text": "", "card": card}] if card else []


def _not(view: View, advice: dict) -> list[dict]:
    return [_refused(view, row) for row in advice["not_suggested"][1:1 + MOST]]


# The parts that a press on `say:more-...` shows, in the order of offering.
PARTS: dict[str, Callable[[View, dict], list[dict]]] = {
    "rest": _rest, "informal": _informal, "local": _local, "way": _way, "money": _money, "hard": _hard, "not": _not,
}


def _more(view: View, advice: dict, but: str) -> list[dict]:
    """The message that offers the other parts, and the small helps beside them."""
    names = [name for name, make in PARTS.items() if name != but and make(view, advice)]
    choices = [{"id": f"say:{MORE}{name}", "label": view.store.phrase(f"more-{name}")} for name in names]
    return [{"text": view.store.phrase("advice-more"), "choices": choices + side_helps.buttons(view)}]


def show_part(talk, asked: InterviewQuestion, name: str) -> None:
    """One more part of the advice, then the open question again."""
    view, make = talk.view, PARTS.get(name)
    advice = view.advice()
    found = make(view, advice) if make else []
    if not found:
        talk.say("old-choice")
    for message in [*found, *_more(view, advice, but=name)]:
        talk.add(message)
    talk.hold(asked)


# What people ask about a suggestion


_PLACES = {"first": 0, "1st": 0, "top one": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2}
_BOTH = re.compile(r"\b(?:(?:first|top|the|these|those) two|both(?: of)?(?: them| these)?)\b")
MOST_COMPARED, MOST_RULES, MOST_AFTER = 2, 5, 4


def about(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Answers what is asked about a suggestion; False where nothing of the kind is asked, or there is no advice yet."""
    text = message.get("text", "").lower().replace("’", "'")
    what = about_these.matter(text)
    line = None if what or (message.get("reading") or {}).get("links") else about_these.asked(text)
    if asked.step < ADVICE_STEP or what is None and line is None:
        return False
    if what == "first":
        talk.view.answers["misses"] = 0
        talk.add({"text": "", "card": first_things.card(talk.view)})
        talk.hold(asked)
        return True
    ids = _meant(talk.view, message.get("reading") or {}, text)
    if what == "no-course":
        show_part(talk, asked, "informal")
        return True
    if not ids or what == "compare" and len(ids) < MOST_COMPARED:
        return False
    for answer in _line(talk.view, ids, line) if line else _ANSWERS[what](talk.view, ids):
        talk.add(answer)
    talk.view.answers["misses"] = 0
    talk.hold(asked)
    return True


def _meant(view: View, reading: dict, text: str) -> list[str]:
    """Ids of what is asked about: what is named, else by its place on the screen, else what was picked, else the suggestions in order."""
    store = view.store
    named = [id for link in reading.get("links", []) if link["id"] and (id := _option_named(view, link))]
    if named:
        return list(dict.fromkeys(named))
    advice = view.advice()
    offered = [row["id"] for row in advice["qualifications"] + advice["informal"]]
    if _BOTH.search(text):
        return offered[:MOST_COMPARED]
    places = [place for word, place in _PLACES.items() if re.search(rf"\b{word}\b", text)] + ([-1] if re.search(r"\blast\b", text) else [])
    if places:
        return [offered[place] for place in dict.fromkeys(places) if place < len(offered)]
    return [id for id in view.answers.get("picked") or [] if show.picked_record(store, id)] or offered


def _option_named(view: View, link: dict) -> Optional[str]:
    """The option that a link names; a job whose name is a status, such as higher level teaching assistant, stands for the status."""
    if link["kind"] in ("qualifications", "informal_options"):
        return link["id"]
    statuses = (option.id for option in view.store.all("qualifications") if option.type == "qt_status" and link["id"] in option.goals)
    return next(statuses, None) if link["kind"] == "roles" and link["id"] not in view.situation.role_ids else None


def _why(view: View, ids: list[str]) -> list[dict]:
    """Every reason for the first of them, and what the rules say against it or beside it. A reason that is not there is not told."""
    advice = view.advice()
    row = next((row for row in advice["qualifications"] + advice["informal"] if row["id"] == ids[0]), None)
    record = show.picked_record(view.store, ids[0])
    if row is None:
        return _why_not(view, ids)
    said = {reason["text"] for reason in row["reasons"]}
    lines: list = [{"label": view.store.phrase("card-why"), "text": reason["text"]} for reason in row["reasons"]]
    judged = [rule for rule in rules.judged(record, view.situation) if rule["said_as"] and rule["text"] not in said][:MOST_RULES]
    # A caution is one whether its rule is met or not; what is only told when asked speaks for it where the rule is met.
    minds = [rule["said_as"] == rules.CAUTION or not rule["met"] for rule in judged]
    lines += [{"label": view.store.phrase("why-mind" if mind else "why-for"), "text": rule["text"]} for rule, mind in zip(judged, minds)]
    sources = cards.merged([row["sources"], *[reason["sources"] for reason in row["reasons"]], *[rule["sources"] for rule in judged]])
    return [{"text": "", "card": cards.card("answer", view.store.phrase("why-heading", title=inside(record.title)), lines, sources)}]


def _why_not(view: View, ids: list[str]) -> list[dict]:
    """Why they are not suggested, and what to do instead."""
    store = view.store
    wanted = [id for id in ids if store.find("qualifications", id)]
    suggested = {row["id"] for row in view.advice()["qualifications"] + view.advice()["informal"]}
    if not wanted or set(ids) <= suggested:
        return [{"text": store.phrase("why-not-which")}]
    view.answers["raised"] = list(dict.fromkeys([*view.answers.get("raised", []), *wanted]))
    return [_refused(view, row) for row in view.advice()["not_suggested"] if row["id"] in wanted][:MOST_COMPARED]


def _compare(view: View, ids: list[str]) -> list[dict]:
    """Two of them side by side, line by line. Their titles are long, so they are told once, at the top."""
    store = view.store
    pair = [record for id in ids[:MOST_COMPARED] if (record := show.picked_record(store, id))]
    places = [store.phrase("compare-first"), store.phrase("compare-second")]
    lines: list = [{"label": place, "text": capital(record.title)} for place, record in zip(places, pair)]
    for label, tell in _COMPARED:
        told = [tell(view, record) or store.phrase("card-unknown") for record in pair]
        lines.append({"label": store.phrase(label), "text": " ".join(sentence(f"{place}: {text}") for place, text in zip(places, told))})
    return [{"text": "", "card": cards.card("answer", store.phrase("compare-heading"), lines, store.sources(*pair))}]


_COMPARED: tuple[tuple[str, Callable], ...] = (
    ("card-level", lambda view, record: cards.level_of(view.store, record) if isinstance(record, Qualification) else view.store.phrase("card-level-none")),
    ("card-assessed", lambda view, record: record.assessment if isinstance(record, Qualification) else view.store.phrase("compare-not-assessed")),
    ("card-time", lambda view, record: getattr(record, "duration", None)),
    ("card-cost", lambda view, record: getattr(record, "cost", None) or getattr(record, "costs_school", None)),
    ("card-first", lambda view, record: getattr(record, "first_step", None) or next(iter(getattr(record, "how", [])), None)),
)


def _line(view: View, ids: list[str], label: str) -> list[dict]:
    """One line of the card of each."""
    records = [record for id in ids[:MOST] if (record := show.picked_record(view.store, id))]
    tell = dict(_COMPARED)[label]
    lines = [{"label": capital(record.title), "text": tell(view, record) or view.store.phrase("card-unknown")} for record in records]
    return [{"text": "", "card": cards.card("answer", view.store.phrase(label), lines, view.store.sources(*records))}]


def _after(view: View, ids: list[str]) -> list[dict]:
    """What it leads to: certificates that come after it, and jobs it helps towards."""
    store, record = view.store, show.picked_record(view.store, ids[0])
    later = [r for id in getattr(record, "progression_to", []) if (r := store.find("qualifications", id)) and r.open_on(view.situation.as_of)]
    goals = getattr(record, "goals", []) or []
    jobs = [role for id in goals if (role := store.find("roles", id)) and role.id not in view.situation.role_ids]
    lines = []
    if later:
        lines.append({"label": store.phrase("after-certificates"), "text": sentence(listed([inside(r.title) for r in later[:MOST_AFTER]]))})
    if jobs:
        lines.append({"label": store.phrase("after-jobs"), "text": sentence(listed([inside(role.title) for role in jobs[:MOST_AFTER]]))})
    if not lines:
        return [{"text": store.phrase("after-unknown", title=inside(record.title))}]
    return [{"text": "", "card": cards.card("answer", store.phrase("after-heading", title=inside(record.title)), lines, store.sources(record))}]


def _school(view: View, ids: list[str]) -> list[dict]:
    """What the school is asked for: the practical points that a manager settles, and what it costs."""
    store, record = view.store, show.picked_record(view.store, ids[0])
    points = [point for point in checklist.lines(view.situation, ids[:1]) if "manager" in point.who]
    lines: list = [{"label": point.title, "text": point.todo} for point in points]
    if costs := getattr(record, "costs_school", None):
        lines.insert(0, {"label": store.phrase("card-school"), "text": costs})
    if not lines:
        return [{"text": store.phrase("school-nothing", title=inside(record.title))}]
    return [{"text": "", "card": cards.card("answer", store.phrase("school-heading", title=inside(record.title)), lines, store.sources(record, *points))}]


def _manager(view: View, ids: list[str]) -> list[dict]:
    """A short request that they may send or say, in their own words where they gave them."""
    request: Optional[str] = plan.build({**view.answers, "picked": ids[:2]}, view.store, view.today)["request"]
    if request is None:
        return [{"text": view.store.phrase("manager-not-asked")}]
    return [{"text": view.store.phrase("manager-words")}, {"text": request}]


_ANSWERS = {"why": _why, "why-not": _why_not, "compare": _compare, "after": _after, "school": _school, "manager": _manager}
