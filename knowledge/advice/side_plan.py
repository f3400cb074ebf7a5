"""Side talks around a plan and before one: what to ask a provider, who could be a mentor; what a certificate counts for, and what
somebody can become. The thinking is in `provider_questions` and `pathways`. The look back, what others may see and the team have modules of their own.
"""
from __future__ import annotations

from typing import Optional

from knowledge.advice import cards, pathways, picture_levels, provider_questions, show
from knowledge.advice.member import Speaking
from knowledge.advice.questions import View
from knowledge.advice.side import Ask, Side
from knowledge.advice.side_review import REVIEW
from knowledge.advice.side_share import SHARE_TALK
from knowledge.advice.side_team import TEAM, jobs_in
from knowledge.records import Option, Qualification
from knowledge.text import inside

OPTION, JOB, WHICH, CERTIFICATE, POINTS = "option", "job", "which", "certificate", "points"
MOST_OFFERED, MOST_SHOWN = 4, 3


# What to ask a provider


def _asked_about(view: View) -> list[str]:
    """Qualifications in the plan, or else those suggested."""
    store = Speaking(view.situation)
    picked = [id for id in view.answers.get("picked") or [] if store.find("qualifications", id)]
    if picked or not view.situation.roles:
        return picked
    return [row["id"] for row in view.advice()["qualifications"]][:MOST_OFFERED]


def _provider_bars(view: View) -> Optional[str]:
    return None if _asked_about(view) else "side-provider-none"


def _provider_asks(view: View, given: dict) -> Optional[Ask]:
    ids = _asked_about(view)
    if OPTION in given or len(ids) < 2:
        return None
    options = [Option(id=id, label=view.store.get("qualifications", id).title, words=view.store.get("qualifications", id).aliases) for id in ids]
    return Ask(OPTION, view.situation.say("side-provider-which"), options)


def _provider_ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, Speaking(talk.view.situation)
    id = given.get(OPTION) or _asked_about(view)[0]
    rows = provider_questions.questions_for(view.situation, id)
    lines: list = [{"label": row["text"], "text": row["listen_for"]} for row in rows]
    title = store.phrase("side-provider-title", title=inside(store.get("qualifications", id).title))
    return [{"text": "", "card": cards.card("answer", title, lines, cards.merged([row["sources"] for row in rows]))}]


# Who could be a mentor

_MENTOR = ("does-the-job", "not-manager", "has-time", "keeps-private")


def _mentor_asks(view: View, given: dict) -> Optional[Ask]:
    options = [Option(id=id, label=view.situation.say(f"side-mentor-{id}")) for id in _MENTOR]
    return None if POINTS in given else Ask(POINTS, view.situation.say("side-mentor-ask"), options, multi=True)


def _mentor_ends(talk, given: dict) -> list[dict]:
    store = Speaking(talk.view.situation)
    told, record = given.get(POINTS) or [], store.get("informal_options", "mentoring")
    missing = [id for id in _MENTOR if id not in told]
    state_ = "good" if not missing else "some" if told else "none"
    lines: list = [store.phrase(f"side-mentor-{state_}"), *[store.phrase(f"side-mentor-no-{id}") for id in missing if told]]
    lines += [{"label": store.phrase("card-how"), "text": text} for text in record.how]
    return [{"text": "", "card": cards.card("answer", store.phrase("side-mentor-title"), lines, store.sources(record))}]


# What a certificate counts for


def _certificate(view: View, message: dict) -> Optional[list[dict]]:
    """The certificates that a message names, as the profile holds them."""
    reading, store = message.get("reading") or {}, view.store
    told = [{key: entry.get(key) for key in ("id", "subject", "grade", "level", "year")} for entry in reading.get("results", []) if entry.get("id")]
    told += [{"id": link["id"]} for link in reading.get("links", []) if link["kind"] == "qualifications" and link["id"] and link["id"] not in [e["id"] for e in told]]
    return [entry for entry in told if store.find("qualifications", entry["id"])][:MOST_SHOWN] or None


def _worth_asks(view: View, given: dict) -> Optional[Ask]:
    return None if CERTIFICATE in given else Ask(CERTIFICATE, view.situation.say("side-worth-ask"), take=_certificate)


def _worth_ends(talk, given: dict) -> list[dict]:
    view, store, messages = talk.view, Speaking(talk.view.situation), []
    for entry in given[CERTIFICATE] or []:
        record = store.get("qualifications", entry["id"])
        card = cards.certificate_card(view, record, entry) if record.counts else _plain_card(view, record, entry)
        messages.append({"text": "", "card": card})
    again = {"text": store.phrase("side-worth-more"), "choices": [{"id": "say:side-worth", "label": store.phrase("side-open-worth-again")}]}
    return [*messages, again] if messages else [{"text": store.phrase("side-left-out")}]


def _plain_card(view: View, record: Qualification, entry: dict) -> dict:
    """A certificate of which no line says what it counts for: what it is, and where it stands."""
    return cards.with_picture(cards.answer_card(view, "qualifications", record), picture_levels.of_certificate(view, record, entry))


# What somebody can become


def jobs_named(view: View, message: dict) -> Optional[list[str]]:
    """The jobs that a message names; where a word may mean several, all of those."""
    return jobs_in(message)[:MOST_OFFERED] or None


def _job_of(given: dict) -> Optional[str]:
    return given.get(WHICH) or next(iter(given.get(JOB) or []), None)


def _become_asks(view: View, given: dict) -> Optional[Ask]:
    if view.situation.roles:
        return None
    if JOB not in given:
        return Ask(JOB, view.situation.say("side-become-ask"), take=jobs_named)
    if WHICH not in given and len(given[JOB] or []) > 1:
        options = [Option(id=id, label=view.store.get("roles", id).title) for id in given[JOB]]
        return Ask(WHICH, view.situation.say("side-which-job"), options)
    return None


def _become_ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, Speaking(talk.view.situation)
    if (job := _job_of(given)) and not view.situation.roles:
        view.answers["roles"] = [job]
        if view.answers.get("for") is None:
            view.answers["for"] = "self"
    if not view.situation.roles:
        return [{"text": store.phrase("side-left-out")}]
    onward = pathways.onward(view.situation)
    if not onward:
        return [{"text": store.phrase("side-become-none", job=inside(show.roles(view)))}]
    return [{"text": store.phrase("side-become-told"), "card": cards.pathway_card(view, onward)}]


PLANS: dict[str, Side] = {
    "review": REVIEW,
    "provider": Side(_provider_asks, _provider_ends, _provider_bars, _asked_about),
    "mentor": Side(_mentor_asks, _mentor_ends),
    "worth": Side(_worth_asks, _worth_ends),
    "become": Side(_become_asks, _become_ends),
    "team": TEAM,
    "share": SHARE_TALK,
}
