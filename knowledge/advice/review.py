"""Step 5 for real: the look back after the review date, what it means, and the next need.

Guide, Step 5: hold what happened against the aims of steps 1 and 2, in the widest sense, and share what was learned. That nothing
changed is a fair answer: then the school's part is asked too (`ev-did-you-use-it`). Reasons, meanings and steps are content
(`review_reasons`).
"""
from __future__ import annotations

import datetime
from typing import Optional

from knowledge.advice.answers import profile
from knowledge.advice.member import text_for
from knowledge.advice.situation import Situation
from knowledge.advice.step_five import SIX_WEEKS, full_on
from knowledge.advice.steps import in_weeks
from knowledge.local_words import day as day_words
from knowledge.records import Fact, ReviewReason
from knowledge.store import Store
from knowledge.text import capital, inside, listed, sentence

OUTCOMES = ("met", "partly", "no-change")
USED = ("yes", "little", "no")
AGAIN_WEEKS = 6
# Which look back it is time for.
EARLY, QUICK, FULL = "early", "six-weeks", "full"
# Not having used it is a reason of its own. Where no reason is given, what helps in any case is done.
NOT_USED, ANY_REASON = "rv-no-chance", "rv-other"
# What helps in any case after a good outcome: evaluation measures, and in how many weeks.
WHEN_MET = (("ev10", 2), ("ev-share-by-showing", 3))
# What stays true of a person whatever they do next; what belongs to the need; and what goes with a job.
PERSON = ("schema", "for", "helper", "helps", "school", "qualifications", "english_level", "maths_level", "science_level", "constraints", "age_band", "union_member")
JOB = ("roles", "duties", "employer", "setting", "said")
NEED = ("need", "need_source", "intended_change", "focus", "aspiration")
TIME_AWAY = ("time", "cover")
# Who does a step, as the records name them -> the phrase.
_WHO = {"you": "who-you", "you and your manager": "who-both"}


def look(answers: dict, made: datetime.date, today: datetime.date, store: Store) -> dict:
    """Which look back it is time for: {now: early | six-weeks | full, six_weeks, due, next: dates as text, words: for early, or None}.

    A look that was had is not asked for again. `next` is the date of the look that is due, or of the one that comes next.

    Args:
        answers: all answers of the conversation, as the plan keeps them.
        made: the day the plan was made.
        today: the day they come back.
        store: the knowledge base.
    """
    six_weeks, due = in_weeks(made, SIX_WEEKS), full_on(answers, made)
    had = {look["look"] for look in answers.get("looked") or []}
    next_ = due if QUICK in had or six_weeks >= due or today.isoformat() >= due else six_weeks
    now = EARLY if today.isoformat() < next_ else FULL if next_ == due else QUICK
    words = store.phrase("review-early", due=day_words(next_)) if now == EARLY else None
    return {"now": now, "six_weeks": six_weeks, "due": due, "next": next_, "words": words}


def due(answers: dict, today: datetime.date, store: Store) -> Optional[dict]:
    """The same for a plan that is there and was not looked back at in full; else None."""
    made, had = answers.get("made"), [one["look"] for one in answers.get("looked") or []]
    if not made or not answers.get("picked") or FULL in had:
        return None
    return look(answers, datetime.date.fromisoformat(made), today, store)


def outcomes(store: Store) -> list[dict]:
    """The three answers to "how did it go": [{id, label}]."""
    return [{"id": outcome, "label": store.phrase(f"review-outcome-{outcome}")} for outcome in OUTCOMES]


def uses(store: Store) -> list[dict]:
    """The three answers to "did you get to use it": [{id, label}]."""
    return [{"id": used, "label": store.phrase(f"review-used-{used}")} for used in USED]


def reasons(store: Store, outcome: str) -> list[ReviewReason]:
    """Why it went so: the reasons to offer for an outcome, in their order."""
    return sorted((reason for reason in store.all("review_reasons") if outcome in reason.outcomes), key=lambda reason: reason.order)


def review(
    answers: dict, outcome: str, why: Optional[str], store: Store, today: datetime.date, used: Optional[str] = None
) -> dict:
    """What a look back means, and what next.

    Args:
        answers: all answers of the conversation.
        outcome: "met", "partly" or "no-change".
        why: the id of a reason (`reasons`); None where it was not said.
        store: the knowledge base.
        today: the day of the look back.
        used: "yes", "little" or "no" to "did you get to use it"; None where it was not asked.

    Returns:
        {outcome, why, aim: [text] what they had said would be different, aim_words, words: [text], school: the school's part or
        None, next_steps: [{what, who, when}], share: [text], held: what they may hold by now, [{id, title}], held_words, start: how
        the next need begins, start_words, next_need: answers to begin it with or None, look_again: a date or None, sources}.

    Raises:
        ValueError: for an outcome that is none.
    """
    if outcome not in OUTCOMES:
        raise ValueError(f"There is no outcome '{outcome}'. Use one of: {', '.join(OUTCOMES)}.")
    met = outcome == "met"
    reason = store.find("review_reasons", why) or (store.get("review_reasons", NOT_USED) if used == "no" and not met else None)
    start = reason.start if reason else "new" if met else "same"
    shared = [measure for measure in store.all("evaluation_measures") if measure.kind == "embed"] if met else []
    held = _may_hold(answers, store) if met else []
    aim = aims(answers, store)
    return {
        "outcome": outcome,
        "why": reason.id if reason else None,
        "aim": aim,
        "aim_words": store.phrase("review-aim") if aim else None,
        "words": [store.phrase(f"review-{outcome}"), *_means(reason, answers, store)],
        "school": reason.school if reason else None if met or used else store.phrase("review-school-asked"),
        "next_steps": _steps(answers, outcome, reason, store, today),
        "share": [measure.text for measure in shared],
        "held": held,
        "held_words": store.phrase("review-held", titles=listed([inside(row["title"]) for row in held])) if held else None,
        "start": start,
        "start_words": store.phrase(f"review-start-{start}"),
        "next_need": _next_need(answers, start, reason, store),
        "look_again": in_weeks(today, AGAIN_WEEKS) if start == "wait" else None,
        "sources": store.sources(*_facts(outcome, reason, shared, store)),
    }


def six_weeks(answers: dict, used: str, why: Optional[str], store: Store, today: datetime.date) -> dict:
    """The two-minute look: whether they got to use it, and what would help now.

    Args:
        answers, store, today: as for `review`.
        used: "yes", "little" or "no".
        why: the id of a reason; None where it was not said.

    Returns:
        {used, why, words: [text], school, next_steps: [{what, who, when}], sources}.
    """
    reason = store.find("review_reasons", why) or (store.find("review_reasons", NOT_USED) if used == "no" else None)
    outcome = "met" if used == "yes" else "partly"
    return {
        "used": used,
        "why": reason.id if reason else None,
        "words": [store.phrase(f"review-six-weeks-{used}"), *_means(reason, answers, store)],
        "school": reason.school if reason else None,
        "next_steps": _steps(answers, outcome, reason, store, today),
        "sources": store.sources(*_facts(outcome, reason, [], store)),
    }


def _means(reason: Optional[ReviewReason], answers: dict, store: Store) -> list[str]:
    """What a reason means, in words for whoever reads it."""
    return [text_for(store, Situation(profile(answers), store, datetime.date.min), reason.id, reason.means)] if reason else []


def aims(answers: dict, store: Store) -> list[str]:
    """What they had said would be different: in step 2, and by which they would tell."""
    given = answers.get("evaluation") or {}
    own = [sentence(text) for text in (answers.get("intended_change"), given.get("words")) if text]
    told = [m.text for id in given.get("measures") or [] if (m := store.find("evaluation_measures", id))]
    return list(dict.fromkeys(own + told))


def _steps(answers: dict, outcome: str, reason: Optional[ReviewReason], store: Store, today: datetime.date) -> list[dict]:
    """The reason's steps, or those of the outcome; where the manager said no or is not asked, only what needs no permission."""
    alone = (answers.get("agreed") or {}).get("manager") in ("no", "not asking")
    if reason is None and outcome == "met":
        parts = [(store.get("evaluation_measures", id).text, store.phrase("who-you"), weeks) for id, weeks in WHEN_MET]
    else:
        parts = [(step.what, step.who, step.weeks) for step in (reason or store.get("review_reasons", ANY_REASON)).steps]
    kept = [(what, who, weeks) for what, who, weeks in parts if not (alone and "manager" in who)]
    if alone and len(kept) < len(parts):
        kept.append((store.phrase("step-rep"), store.phrase("who-you"), 2))
    rows = [{"what": what, "who": store.phrase(_WHO[who]) if who in _WHO else capital(who), "when": in_weeks(today, weeks)} for what, who, weeks in kept]
    return sorted(rows, key=lambda row: row["when"])


def _may_hold(answers: dict, store: Store) -> list[dict]:
    """Qualifications they picked: they may hold them by now, which is asked and never assumed."""
    picked = [record for id in answers.get("picked") or [] if (record := store.find("qualifications", id))]
    return [{"id": record.id, "title": record.title} for record in picked]


def _next_need(answers: dict, start: str, reason: Optional[ReviewReason], store: Store) -> Optional[dict]:
    """The answers that the next need begins with; None where there is nothing to begin."""
    if start == "wait":
        return None
    keys = {"new": PERSON + JOB, "job": PERSON, "same": PERSON + JOB + NEED, "smaller": PERSON + JOB + NEED}[start]
    begun = {key: answers[key] for key in keys if key in answers}
    barrier = store.find("barriers", reason.barrier) if reason and reason.barrier else None
    if start == "smaller" and barrier and barrier.kind in TIME_AWAY:
        begun["constraints"] = {**(begun.get("constraints") or {}), "release": "none"}
    return begun


def _facts(outcome: str, reason: Optional[ReviewReason], shared: list, store: Store) -> list[Fact]:
    return [*([reason] if reason else []), *shared, store.get("evaluation_measures", "ev01")]
