"""The cards that open the plan: one's own with every form it comes in, and the copy to share with what goes with it."""
from __future__ import annotations

from knowledge.advice import documents, plan as plans, sharing
from knowledge.advice.questions import View
from knowledge.advice.situation import Situation

# The choice that begins the side talk on what may cross (`side_share`).
SHARE_TALK = "say:side-share"


def plan_card(view: View) -> dict:
    """The card of the plan. The Word form is signed by two people, so it is of the copy to share."""
    say = view.situation.say
    actions = [
        {"label": say("plan-open"), "href": "plan"},
        {"label": say("plan-word"), "href": "plan", "type": documents.WORD, "copy": plans.SHARE},
        {"label": say("plan-dates"), "href": "plan", "type": documents.CALENDAR},
        {"label": say("side-open-share"), "id": SHARE_TALK},
    ]
    return {"kind": "plan", "title": say("plan-heading"), "lines": [say("plan-ready"), say("plan-word-holds")], "sources": [], "actions": actions}


def copy_card(view: View) -> dict:
    """The card of the copy to share; the sheets for a talk stand on it where there is something to put on them."""
    say = view.situation.say
    made = plans.build(view.answers, view.store, view.today, plans.SHARE, sharing.ticked(view.answers))
    lines = [say("copy-card")]
    if view.answers.get("picked") and not made["options"]:
        lines.append(say("copy-no-choice"))
    return {"kind": "plan", "title": say("copy-heading"), "lines": lines, "sources": [], "actions": _of_copy(view.situation, made)}


def _of_copy(situation: Situation, made: dict) -> list[dict]:
    say = situation.say
    actions = [
        {"label": say("copy-page"), "href": "plan", "copy": plans.SHARE},
        {"label": say("copy-word"), "href": "plan", "type": documents.WORD, "copy": plans.SHARE},
    ]
    if made["talk_sheet"]:
        actions.append({"label": say("copy-talk"), "href": "plan", "copy": documents.TALK})
    if made["request"]:
        actions.append({"label": say("copy-request"), "href": "plan", "copy": documents.REQUEST})
    return [*actions, {"label": say("share-change"), "id": SHARE_TALK}]
