"""Of what is nearest to a question, what this person is told on this day: nothing that had not begun, and their own course or job first."""
from __future__ import annotations

import re
from typing import Optional

from knowledge.language.search import ANSWER_FLOOR
from knowledge.record_base import BEFORE_2004, Dated, last_day

# Asked of "me", "I" or "it", with nothing named: of the course or job that the person has in mind.
_OF_THEIRS = re.compile(r"\b(?:me|i|it|mine|my course)\b")
_OF_A_COURSE = re.compile(r"\b(?:how (?:long|much|many)|cost\w*|entry requirements?)\b")
_OF_AN_AIM = 0.2


def nearest(view, question: dict) -> list[dict]:
    """The hits of a question, as they are good for this person: {kind, id, score}, best first."""
    found = [hit for hit in question["nearest"] if begun(view, hit)]
    if not _OF_THEIRS.search(question["text"].lower()):
        return found
    own = _in_mind(view) if _OF_A_COURSE.search(question["text"].lower()) else None
    if own and found and not any(hit["kind"] == "qualifications" for hit in found[:1]) and not question.get("names"):
        found = [{"kind": "qualifications", "id": own, "score": max(found[0]["score"], ANSWER_FLOOR)}, *found]
    return sorted(found, key=lambda hit: -hit["score"] - _OF_AN_AIM * _about_aim(view, hit))


def begun(view, hit: dict) -> bool:
    """False for what had not begun on the day that the person set; without one the card says when it begins."""
    record = view.store.get(hit["kind"], hit["id"])
    if not view.situation.profile.get("as_of") or not isinstance(record, Dated) or record.opened in (None, BEFORE_2004):
        return True
    return last_day(record.opened) <= view.situation.as_of


def _in_mind(view) -> Optional[str]:
    """The qualification that was picked, or else the one wished for."""
    picked = [id for id in view.answers.get("picked") or [] if view.store.find("qualifications", id)]
    wished = view.situation.wished
    return picked[0] if picked else wished.id if wished else None


def _about_aim(view, hit: dict) -> bool:
    goal = view.situation.goal
    links = getattr(view.store.get(hit["kind"], hit["id"]), "links", [])
    return bool(goal and (f"role:{goal.id}" in links[:1] or (hit["kind"], hit["id"]) == ("roles", goal.id)))
