"""What the guide says of a choice that was made before they came: how to get in, what came after it, or that it is not known."""
from __future__ import annotations

from knowledge.advice import cards, entry, not_suggested, show
from knowledge.advice.own_words import OWN, kept
from knowledge.advice.questions import View
from knowledge.records import Qualification
from knowledge.text import capital, inside, sentence


def noted(talk) -> None:
    """Says back what was chosen, so that a slip is seen at once; where it is closed, what came after it."""
    view = talk.view
    if view.answers.get("picked"):
        titles = [record.title for id in view.answers["picked"] if (record := show.picked_record(view.store, id))]
        talk.say("chosen-noted", what=inside(titles[0]) if titles else kept(view.answers))
    for message in closed_card(view):
        talk.add(message)


def said_of(view: View) -> list[dict]:
    """What there is to say of the choice before its practical points: how to get in, or that we do not know it."""
    messages = []
    for id in view.answers.get("picked") or []:
        record = show.picked_record(view.store, id)
        if id == OWN:
            messages.append({"text": view.situation.say("chosen-unknown", what=kept(view.answers))})
        elif isinstance(record, Qualification):
            messages += _known(view, record)
    return messages


def closed_card(view: View) -> list[dict]:
    """That the choice is closed, since when, and what came after it."""
    told = view.answers.get("chosen") or {}
    if not told.get("closed"):
        return []
    row = not_suggested.refusal(view.store.get("qualifications", told["closed"]), view.situation)
    return [{"text": "", "card": cards.refused_card(row)}]


def _known(view: View, record: Qualification) -> list[dict]:
    """What it is, and its entry requirements with the way to each that is not met."""
    store, rows = view.store, entry.assessed(record, view.situation)
    unmet = any(row["met"] == entry.NO and row["strength"] == "hard" for row in rows)
    text = view.situation.say("chosen-first-this" if unmet else "chosen-this-one", what=inside(record.title))
    lines: list = [record.what, *cards.ended(store, record)]
    labels = {entry.YES: "card-entry", entry.NO: "card-entry-unmet", entry.UNKNOWN: "card-entry-ask"}
    for row in rows:
        lines.append({"label": store.phrase(labels[row["met"]]), "text": sentence(row["requirement"])})
        if row["met"] == entry.NO and (bridge := row["bridge"]):
            lines.append({"label": store.phrase("card-bridge"), "text": " ".join(sentence(bridge[part]) for part in ("what", "time", "cost"))})
    lines += [{"label": store.phrase("card-caution"), "text": record.caution}] if record.caution else []
    lines += [{"label": store.phrase("card-first"), "text": record.first_step}] if record.first_step else []
    return [{"text": text, "card": cards.card("answer", capital(record.title), lines, store.sources(record))}]
