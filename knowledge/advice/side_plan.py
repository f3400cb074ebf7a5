"""Side talks around a plan and before one: the look back, what to ask a provider, who could be a mentor; what a certificate
counts for, what somebody can become, and a page for a team. The thinking is in `review`, `provider_questions`, `pathways` and `team`.
"""
from __future__ import annotations

import datetime
from typing import Optional

from knowledge.advice import answers as state
from knowledge.advice import cards, pathways, provider_questions, review, show, team
from knowledge.advice.documents import day as day_words
from knowledge.advice.jobs_held import are_roles
from knowledge.advice.questions import View, next_question
from knowledge.advice.side import YES, Ask, Side, steps, yes_no
from knowledge.records import Option
from knowledge.text import capital, inside

WHY, USED, OUTCOME, EARLY, AGAIN, OPTION, JOB, WHICH, CERTIFICATE, POINTS = (
    "why", "used", "outcome", "early", "again", "option", "job", "which", "certificate", "points"
)
MOST_OFFERED, MOST_SHOWN, MOST_OF_TEAM = 4, 3, 3


def _labelled(rows: list[dict], words: Optional[dict] = None) -> list[Option]:
    return [Option(id=row["id"], label=row["label"], words=(words or {}).get(row["id"], [])) for row in rows]


# The look back


def _look(view: View) -> dict:
    made = view.answers.get("made")
    return review.look(view.answers, datetime.date.fromisoformat(made) if made else view.today, view.today, view.store)


def _review_bars(view: View) -> Optional[str]:
    return None if view.answers.get("picked") else "side-review-no-plan"


_OUTCOME_WORDS = {
    "met": ["yes", "it did", "it worked", "good", "great", "well"], "partly": ["partly", "in part", "a bit", "some of it", "sort of", "half"],
    "no-change": ["no", "nothing", "no change", "nothing changed", "it did not", "not really", "didnt"],
}
_USED_WORDS = {"yes": ["yes", "yep", "often", "every day"], "little": ["a little", "a bit", "once", "sometimes"], "no": ["no", "not yet", "never", "nope"]}


def _review_asks(view: View, given: dict) -> Optional[Ask]:
    store, look = view.store, _look(view)
    if look["now"] == "early":
        return None if EARLY in given and given[EARLY] != YES else _early(view, given, look)
    return _six_weeks_asks(view, given) if look["now"] == "six-weeks" else _full_asks(view, given)


def _early(view: View, given: dict, look: dict) -> Optional[Ask]:
    if EARLY not in given:
        return Ask(EARLY, look["words"], yes_no(view, "side-look-now", "side-look-later"))
    return _six_weeks_asks(view, given)


def _six_weeks_asks(view: View, given: dict) -> Optional[Ask]:
    store = view.store
    if USED not in given:
        return Ask(USED, store.phrase("side-review-used"), _labelled(review.uses(store), _USED_WORDS))
    if WHY not in given and given[USED] in ("little", "no"):
        return Ask(WHY, store.phrase("side-review-why"), _reasons(view, "partly"))
    return None


def _reasons(view: View, outcome: str) -> list[Option]:
    return [Option(id=reason.id, label=reason.title) for reason in review.reasons(view.store, outcome)]


def _full_asks(view: View, given: dict) -> Optional[Ask]:
    store = view.store
    if OUTCOME not in given:
        return Ask(OUTCOME, _aim_words(view), _labelled(review.outcomes(store), _OUTCOME_WORDS))
    outcome = given[OUTCOME]
    if outcome is None:
        return None
    if outcome != "met" and USED not in given:
        return Ask(USED, store.phrase("side-review-used"), _labelled(review.uses(store), _USED_WORDS))
    if WHY not in given:
        return Ask(WHY, store.phrase("side-review-why"), _reasons(view, outcome))
    if AGAIN not in given and (shows := _reviewed(view, given))["next_need"] is not None:
        return Ask(AGAIN, shows["start_words"], yes_no(view, "side-begin-again", "side-not-now"))
    return None


def _aim_words(view: View) -> str:
    """The question of the look back, with what they had said would be different."""
    aim = review.aims(view.answers, view.store)
    told = [view.store.phrase("review-aim"), *aim] if aim else []
    return " ".join([*told, view.store.phrase("side-review-outcome")])


def _reviewed(view: View, given: dict) -> dict:
    return review.review(view.answers, given[OUTCOME], given.get(WHY), view.store, view.today, given.get(USED))


def _review_ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, talk.view.store
    if given.get(OUTCOME):
        return _full_end(talk, given)
    if given.get(USED):
        shows = review.six_weeks(view.answers, given[USED], given.get(WHY), store, view.today)
        return [_review_card(view, shows, [])]
    return [{"text": store.phrase("side-review-later", due=day_words(_look(view)["due"]))}]


def _full_end(talk, given: dict) -> list[dict]:
    view, store = talk.view, talk.view.store
    shows = _reviewed(view, given)
    more = [{"label": store.phrase("side-share"), "text": text} for text in shows["share"][:MOST_SHOWN]]
    more += [shows["held_words"]] if shows["held_words"] else []
    messages = [_review_card(view, shows, more)]
    if given.get(AGAIN) == YES:
        begun = shows["next_need"]
        kept = state.anew(view.answers)
        view.answers.clear()
        view.answers.update({**kept, **begun})
        # The plan is over, and what comes first of the next need is asked.
        talk.ask_question = next_question(view)
        messages.append({"text": store.phrase("side-review-begun")})
    return messages


def _review_card(view: View, shows: dict, more: list) -> dict:
    school = [{"label": view.store.phrase("card-school"), "text": shows["school"]}] if shows["school"] else []
    lines = [*shows["words"], *school, *steps(shows["next_steps"], view), *more]
    return {"text": "", "card": cards.card("answer", view.store.phrase("side-review-title"), lines, shows["sources"])}


# What to ask a provider


def _asked_about(view: View) -> list[str]:
    """Qualifications in the plan, or else those suggested."""
    store = view.store
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
    return Ask(OPTION, view.store.phrase("side-provider-which"), options)


def _provider_ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, talk.view.store
    id = given.get(OPTION) or _asked_about(view)[0]
    rows = provider_questions.questions_for(view.situation, id)
    lines: list = [{"label": row["text"], "text": row["listen_for"]} for row in rows]
    title = store.phrase("side-provider-title", title=inside(store.get("qualifications", id).title))
    return [{"text": "", "card": cards.card("answer", title, lines, cards.merged([row["sources"] for row in rows]))}]


# Who could be a mentor

_MENTOR = ("does-the-job", "not-manager", "has-time", "keeps-private")


def _mentor_asks(view: View, given: dict) -> Optional[Ask]:
    options = [Option(id=id, label=view.store.phrase(f"side-mentor-{id}")) for id in _MENTOR]
    return None if POINTS in given else Ask(POINTS, view.store.phrase("side-mentor-ask"), options, multi=True)


def _mentor_ends(talk, given: dict) -> list[dict]:
    store = talk.view.store
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
    return None if CERTIFICATE in given else Ask(CERTIFICATE, view.store.phrase("side-worth-ask"), take=_certificate)


def _worth_ends(talk, given: dict) -> list[dict]:
    view, store, messages = talk.view, talk.view.store, []
    for entry in given[CERTIFICATE] or []:
        record = store.get("qualifications", entry["id"])
        card = cards.certificate_card(view, record, entry) if record.counts else cards.answer_card(view, "qualifications", record)
        messages.append({"text": "", "card": card})
    again = {"text": store.phrase("side-worth-more"), "choices": [{"id": "say:side-worth", "label": store.phrase("side-open-worth-again")}]}
    return [*messages, again] if messages else [{"text": store.phrase("side-left-out")}]


# What somebody can become, and a page for a team: both of a job


def jobs_named(view: View, message: dict) -> Optional[list[str]]:
    """The jobs that a message names; where a word may mean several, all of those."""
    found: list[str] = []
    for link in (message.get("reading") or {}).get("links", []):
        if link["kind"] == "roles" and link["id"]:
            found.append(link["id"])
        elif are_roles(link):
            found += [choice.partition(":")[2] for choice in link["choices"]]
    return list(dict.fromkeys(found))[:MOST_OFFERED] or None


def _job_asks(view: View, given: dict, words: str) -> Optional[Ask]:
    if JOB not in given:
        return Ask(JOB, view.store.phrase(words), take=jobs_named)
    if WHICH not in given and len(given[JOB] or []) > 1:
        options = [Option(id=id, label=view.store.get("roles", id).title) for id in given[JOB]]
        return Ask(WHICH, view.store.phrase("side-which-job"), options)
    return None


def _job_of(given: dict) -> Optional[str]:
    return given.get(WHICH) or next(iter(given.get(JOB) or []), None)


def _become_asks(view: View, given: dict) -> Optional[Ask]:
    return None if view.situation.roles else _job_asks(view, given, "side-become-ask")


def _become_ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, talk.view.store
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


def _team_asks(view: View, given: dict) -> Optional[Ask]:
    return _job_asks(view, given, "side-team-ask")


def _team_ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, talk.view.store
    job = _job_of(given)
    if job is None:
        return [{"text": store.phrase("side-left-out")}]
    page = team.page(job, store, view.today)
    lines, sources = [], []
    for heading in page["headings"]:
        for line in heading["lines"][:MOST_OF_TEAM]:
            lines.append({"label": heading["title"], "text": f"{capital(line['label'])}: {line['text']}"})
            sources.append(line["sources"])
    more = [("team", "side-open-team-again"), ("team-helps", "side-open-team-helps")]
    again = {"text": store.phrase("side-team-more"), "choices": [{"id": f"say:side-{name}", "label": store.phrase(label)} for name, label in more]}
    title = store.phrase("side-team-title", job=inside(store.get("roles", job).title))
    return [{"text": "", "card": cards.card("answer", capital(title), lines, cards.merged(sources))}, again]


PLANS: dict[str, Side] = {
    "review": Side(_review_asks, _review_ends, _review_bars, lambda view: view.answers.get("made")),
    "provider": Side(_provider_asks, _provider_ends, _provider_bars, _asked_about),
    "mentor": Side(_mentor_asks, _mentor_ends),
    "worth": Side(_worth_asks, _worth_ends),
    "become": Side(_become_asks, _become_ends),
    "team": Side(_team_asks, _team_ends),
}
