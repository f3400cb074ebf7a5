"""The advice and the answers as cards: {kind, title, lines, sources, actions}."""
from __future__ import annotations

from typing import Optional

from knowledge.advice import checklist, local as local_advice, picture_levels, picture_way, show
from knowledge.advice.drawing import Picture
from knowledge.advice.equivalence import counts_for
from knowledge.advice.questions import View
from knowledge.records import Qualification, Record
from knowledge.text import capital, inside, listed, month, sentence


# More than this is not read.
MOST_MONEY, MOST_BARRIERS = 4, 3
_THE_WORD_LEVEL = ("glossary_terms", "level")


def counts_card(row: dict) -> dict:
    """A certificate that counts already."""
    return card("answer", capital(row["title"]), [row["words"]], row["sources"])


def refused_card(row: dict) -> dict:
    """What was raised and is not suggested: why, what is not met, and the step to take instead."""
    return card("answer", row["title"], [row["reason"], *row["unmet"], row["step"]], row["sources"])


def qualification_card(view: View, row: dict) -> dict:
    """One suggested qualification: courses at the school, why, level, how it is judged, time, cost, entry, first step, sources."""
    store, local = view.store, row.get("local", [])
    record = store.get("qualifications", row["id"])
    unknown = store.phrase("card-unknown")
    lines = local_advice.lines(local)
    lines += [_line(store, "card-why", " ".join(reason["text"] for reason in row["reasons"][:2]))]
    lines += [
        _line(store, "card-type", row["type_words"]),
        _line(store, "card-level", level_of(store, record)),
        _line(store, "card-assessed", record.assessment or unknown),
        _line(store, "card-time", record.duration or unknown),
        _line(store, "card-cost", record.cost or unknown),
    ]
    money = local_advice.funds(view.situation) if record.cost_band != "free" else []
    lines += local_advice.lines(money)
    labels = {"yes": "card-entry", "no": "card-entry-unmet", "unknown": "card-entry-ask"}
    for entry in row["entry"]:
        lines.append(_line(store, labels[entry["met"]], entry["requirement"]))
        if entry["bridge"] and entry["met"] == "no":
            bridge = entry["bridge"]
            lines.append(_line(store, "card-bridge", " ".join(sentence(bridge[part]) for part in ("what", "time", "cost"))))
    if row["cautions"]:
        lines.append(_line(store, "card-caution", " ".join(caution["text"] for caution in row["cautions"])))
    if record.first_step:
        lines.append(_line(store, "card-first", record.first_step))
    ours = [row["sources"], *[reason["sources"] for reason in row["reasons"][:2]]]
    sources = merged([*[one["sources"] for one in [*local, *money]], *ours])
    return card("recommendation", capital(record.title), lines, sources)


def informal_card(view: View, row: dict) -> dict:
    """One informal option: why, how to set it up, what it costs the school."""
    store = view.store
    lines = [row["what"], *[_line(store, "card-why", reason["text"]) for reason in row["reasons"][:1]]]
    lines += [_line(store, "card-how", " ".join(row["how"])), _line(store, "card-school", row["costs_school"])]
    return card("informal", capital(row["title"]), lines, row["sources"])


def money_card(view: View, advice: dict) -> dict | None:
    """Money and rights: what is theirs first, then what it depends on; a few of them, each with why and the first thing to do."""
    rows = [row for part in ("funding", "rights") for row in advice[part]]
    kept = [row for state in ("yes", "depends") for row in rows if row["applies"] == state][:MOST_MONEY]
    lines = [{"label": row["title"], "text": row["told"]} for row in kept]
    return card("answer", view.store.phrase("advice-money-heading"), lines, merged([row["sources"] for row in kept])) if kept else None


def barriers_card(view: View, advice: dict) -> dict | None:
    """The smallest step for each thing that they said makes it hard, with a right or money that helps."""
    rows = advice["barriers"][:MOST_BARRIERS]
    lines = []
    for row in rows:
        # Where money is short, money helps before a right does.
        may_help = row["funding"] + row["rights"] if row["kind"] == "money" else row["rights"] + row["funding"]
        help_ = [view.store.phrase("barrier-may-help", what=inside(may["title"])) for may in may_help[:1]]
        lines.append({"label": row["title"], "text": " ".join([row["step"], *help_])})
    return card("answer", view.store.phrase("advice-barriers-heading"), lines, merged([row["sources"] for row in rows])) if rows else None


def pathway_card(view: View, route: list[dict]) -> dict:
    """The steps to the goal, or the ways on from here, one line a move, and drawn. What it takes is in the steps: a list of later courses would mislead."""
    store, lines = view.store, []
    for step in route:
        names = {"from_role": inside(step["from"]["title"]), "to_role": inside(step["to"]["title"])}
        label = "pathway-here" if step["from"]["id"] == step["to"]["id"] else "pathway-goal"
        lines.append({"label": view.situation.say(label, **names), "text": " ".join([step["why"], *[sentence(s) for s in step["steps"]]])})
    made = card("answer", store.phrase("pathway-heading"), lines, merged([step["sources"] for step in route]))
    return with_picture(made, picture_way.drawn(view, route, [row["id"] for row in view.advice()["qualifications"]]))


def answers_card(view: View) -> dict:
    """What they have told us, a line a question, each with its change button."""
    store = view.store
    shown = show.lines(view)
    lines = [
        {"label": q.title, "text": said, "action": {"id": f"change:{q.id}", "label": store.phrase("change")}} for q, said in shown
    ]
    return card("answers", view.situation.say("answers-heading"), lines, [])


def practicalities_card(view: View) -> dict:
    """The checklist of step 4: a line a point, each with its four answers."""
    store = view.store
    picked = view.answers.get("picked") or []
    points = checklist.lines(view.situation, picked)
    titles = show.value(store.get("interview_questions", "pick"), view)
    lines = [
        {
            "label": point.title,
            "text": point.question,
            "options": [
                {"id": f"practicalities:{point.id}={state}", "label": store.phrase(f"state-{state}")} for state in checklist.STATES
            ],
        }
        for point in points
    ]
    return card("practicalities", store.phrase("practicalities-heading", options=titles), lines, store.sources(*points))


def answer_card(view: View, kind: str, record: Record) -> dict:
    """A record of the knowledge base as the answer to a question, with its dates, doubts and sources."""
    store = view.store
    title = getattr(record, "question", None) or getattr(record, "term", None) or record.title
    lines = [text for field in _TELLS.get(kind, ("what",)) if (text := getattr(record, field, None))]
    lines = [text if isinstance(text, str) else " ".join(text) for text in lines]
    if kind == "qualifications":
        lines.insert(1, _line(store, "card-level", level_of(store, record)))
    lines += ended(store, record)
    if getattr(record, "counts_as", None):
        lines.append(store.phrase("counts-note", counts=record.counts_as))
    if record.confidence == "low":
        lines.append(store.phrase("doubt-note"))
    made = card("answer", capital(title), lines, store.sources(record))
    return with_picture(made, picture_levels.all_of_them(view)) if _is_about_levels(kind, record) else made


def _is_about_levels(kind: str, record: Record) -> bool:
    """True for a level, for what the word means, and for a question whose answer links to a level."""
    return kind == "levels" or (kind, record.id) == _THE_WORD_LEVEL or any(link.startswith("level:") for link in getattr(record, "links", []))


def certificate_card(view: View, record: Qualification, entry: dict) -> dict:
    """What a certificate counts for, purpose by purpose, with the grade, level or year that was said, and what came after it."""
    store = view.store
    counted = counts_for(record, entry, store, view.situation.as_of)
    lines: list = [record.what]
    if counted["level"] is not None and not any(row["purpose"] == "level" for row in counted["rows"]):
        lines.append(_line(store, "card-level", store.phrase("counts-level", level=counted["level"])))
    for row in counted["rows"]:
        label = store.phrase(f"purpose-{row['purpose']}"), store.phrase(f"verdict-{row['verdict']}")
        lines.append({"label": store.phrase("counts-line", purpose=label[0], verdict=label[1]), "text": row["words"]})
    lines += ended(store, record)
    sources = merged([row["sources"] for row in counted["rows"]] + [store.sources(record)])
    made = card("answer", store.phrase("counts-heading", title=inside(record.title)), lines, sources)
    return with_picture(made, picture_levels.of_certificate(view, record, entry))


def ended(store, record) -> list[str]:
    """When something ended, and what came after it."""
    if not getattr(record, "closed", None):
        return []
    after = [r.title for id in record.replaced_by if (r := _anything(store, id))]
    return [store.phrase("closed-note", closed=month(record.closed)), *([store.phrase("replaced-note", after=", ".join(after))] if after else [])]


_TELLS = {
    "open_questions": ("answer",),
    "roles": ("what_they_do", "typical_entry", "legal_requirement"),
    "qualifications": ("what", "who_for", "duration", "cost", "caution"),
    "rights": ("what", "who_for", "how"),
    "funding": ("what", "who_for", "how"),
    "glossary_terms": ("meaning",),
    "organisations": ("what", "fate"),
    "informal_options": ("what", "how", "costs_school"),
    "barriers": ("remedy",),
    "resources": ("what", "who_for"),
    "levels": ("what",),
}


def _anything(store, id: str):
    return next((r for kind in ("qualifications", "rights", "funding", "resources", "organisations") if (r := store.find(kind, id))), None)


def level_of(store, record) -> str:
    """The level of a qualification in words."""
    if record.level is not None:
        return store.get("levels", next(r.id for r in store.all("levels") if r.level == record.level)).title
    if record.levels:
        return store.phrase("card-levels", levels=listed([str(level) for level in record.levels]))
    if by_grade := sorted({row.level for row in record.grade_levels}):
        return store.phrase("card-levels-by-grade", levels=listed([str(level) for level in by_grade]))
    return store.phrase("card-level-none")


def card(kind: str, title: str, lines: list, sources: list[dict]) -> dict:
    """A card as the channel shows it."""
    return {"kind": kind, "title": title, "lines": lines, "sources": sources, "actions": []}


def with_picture(card: dict, picture: Optional[Picture]) -> dict:
    """The card with a drawing, where there is one, and the sources of what is drawn."""
    return {**card, "drawing": picture.shown(), "sources": merged([card["sources"], picture.sources])} if picture else card


def _line(store, label: str, text: str) -> dict:
    return {"label": store.phrase(label), "text": text}


def merged(lists: list[list[dict]]) -> list[dict]:
    """Sources of several lists, each once."""
    merged = {}
    for sources in lists:
        for source in sources:
            merged.setdefault((source["id"], source["title"], source["checked"]), source)
    return list(merged.values())
