"""What a message is for, at the question that is open: the classifier's ranking, weighed with what is asked and what is read.

"Mornings in class, then dinners" is a job or a week, by what was asked. Used by the conversation and by
`fivesteps evaluate` alike.
"""
from __future__ import annotations

from knowledge.language.search import ANSWER_FLOOR

UNSURE = "nlu_fallback"
# Below this share nothing is taken as understood (docs/understanding.md).
THRESHOLD = 0.22
# Below this the intent is not taken as a move, because answers are sometimes read as moves.
SURE = 0.5
# question -> the intents that answer it
_ANSWERED_BY = {
    "role": ("answer_role",), "duties": ("answer_duties",), "aim": ("answer_aim",), "need_source": ("answer_need",), "setting": ("answer_aim",),
    "need": ("answer_need",), "qualifications": ("answer_certificates",), "basics": ("answer_certificates", "affirm", "deny"),
    "constraints": ("answer_barriers",), "check": ("affirm", "deny", "change_answer"), "pick": ("answer_plan",), "practicalities": ("answer_plan",),
    "agreed": ("answer_plan", "affirm", "deny"), "success": ("answer_plan", "answer_need"), "review": ("answer_plan",),
}
_ADVICE = ("pick", "practicalities", "agreed", "success", "review", "after_plan")
_IN_WORDS = ("role", "duties", "need_source", "setting", "success", "review")
# How much likelier an intent is at a question than elsewhere.
_FITS, _SELDOM, _OTHER_ANSWER = 6.0, 0.4, 0.2
# What is like no line of ours spreads over many intents, so the one for it seldom wins by itself.
_ODD, _READ = 1.5, 0.35
# Of a message that does nothing but ask: it is seldom an answer.
_ASKS = 0.5


def meant(message: dict, question: str | None) -> dict:
    """`{name, confidence}` of the intent, `nlu_fallback` where nothing is likely enough.

    Args:
        message: as Rasa parsed it, with `intent`, `intent_ranking` and `reading`.
        question: id of the open question.
    """
    ranking = message.get("intent_ranking") or []
    if len(ranking) < 2:
        # Given by the channel, and not by the classifier.
        return message.get("intent") or {}
    shares = _weighed(ranking, message.get("reading") or {}, question)
    if (message.get("reading") or {}).get("questions") and not message.get("beside_ranking"):
        shares = {intent: share * (_ASKS if intent.startswith("answer_") else 1) for intent, share in shares.items()}
    return _best(shares)


def meant_beside(message: dict, question: str | None) -> dict:
    """The same of what is said beside a question ("skip that, how long does it take"); `{}` where there is nothing beside one."""
    ranking = message.get("beside_ranking") or []
    return _best(_weighed(ranking, None, question)) if ranking else {}


def _weighed(ranking: list[dict], reading: dict | None, question: str | None) -> dict[str, float]:
    return {one["name"]: one["confidence"] * _at(one["name"], question) * _with(one["name"], reading) for one in ranking if one["name"] != UNSURE}


def _best(shares: dict[str, float]) -> dict:
    best = max(shares, key=shares.get)
    share = shares[best] / sum(shares.values())
    return {"name": best if share >= THRESHOLD else UNSURE, "confidence": share}


def _at(intent: str, question: str | None) -> float:
    """How much likelier an intent is because of what was asked."""
    right = _ANSWERED_BY.get(question or "", ())
    if intent in right:
        return _FITS
    if intent.startswith("answer_") and right:
        return _OTHER_ANSWER
    return _SELDOM if question and _out_of_place(intent, question) else 1.0


def _out_of_place(intent: str, question: str) -> bool:
    """True for what people hardly say at a question."""
    if intent in ("compare", "cheaper_shorter_other"):
        # They look round among what is offered, and hardly before it.
        return question not in _ADVICE
    if intent in ("greet", "resume_talk"):
        return question not in ("for", "role")
    # Neither yes nor no answers "what is your job".
    return intent in ("affirm", "deny") and question in _IN_WORDS


def _with(intent: str, reading: dict | None) -> float:
    """What tells of a certificate, or asks what the knowledge base answers, is hardly off the subject."""
    if intent != "out_of_scope" or reading is None:
        return 1.0
    asks = any(hit["score"] >= ANSWER_FLOOR for one in reading.get("questions", []) for hit in one["nearest"][:1])
    if asks or reading.get("results"):
        return _READ
    return 1.0 if reading.get("links") else _ODD
