"""Who can help with a plan: people of the school first, then a union learning rep, then the manager where they are asked."""
from __future__ import annotations

from knowledge.advice import local as local_advice
from knowledge.advice.situation import Situation

MOST_AT_SCHOOL = 3
REP = "union-rep-or-ulr"


def contacts(situation: Situation, alone: bool) -> list[dict]:
    """Whom to turn to: [{label, text, sources}].

    Args:
        situation: the profile, read, as the copy of the plan knows it.
        alone: True where the manager said no or is not asked; then the manager is not named.
    """
    store, say = situation.store, situation.say
    at_school = local_advice.people(store, situation.local)[:MOST_AT_SCHOOL] if situation.local else []
    rows = [{"label": row["title"], "text": row["text"], "sources": row["sources"]} for row in at_school]
    rep = store.get("resources", REP)
    if rep.open_on(situation.as_of):
        rows.append({"label": rep.title, "text": say("contact-rep-for"), "sources": store.sources(rep)[:1]})
    if not alone:
        rows.append({"label": say("contact-manager"), "text": say("contact-manager-for"), "sources": []})
    return rows
