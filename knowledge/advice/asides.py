"""What people ask beside the open question: a question in between, two things compared, "anything cheaper?"

Answers come from the knowledge base with their sources; then the open question comes back.
"""
from __future__ import annotations

import re
from typing import Sequence

from knowledge.advice import answers as state
from knowledge.advice import about_these, cards, gently, local, not_known, side_leave
from knowledge.advice.nearest import begun
from knowledge.advice.nearest import nearest as nearest_for
from knowledge.language.search import ANSWER_FLOOR, OFFER_FLOOR
from knowledge.records import InterviewQuestion, Record
from knowledge.text import capital

MOST_ANSWERED, MOST_OFFERED = 2, 3
# Somebody who only tells something, in so many words or more, is offered answers of its topic, where that is as sure as this.
_TELLS, _SURE_OF_TOPIC = 8, 0.5
# What we say to these is said elsewhere, or nothing.
_NOT_OFFERED = ("safeguarding-or-distress", "out-of-scope-other")
# "Anything cheaper / shorter / at work / online?": what each changes in what makes learning hard.
_OTHER_WAYS = [
    (re.compile(r"\b(?:cheap\w*|free|cost\w*|afford|money|pay\w*)\b"), {"cost": "none"}),
    (re.compile(r"\b(?:short\w*|quick\w*|at work|while i work|on the job|time off|no release|evenings?)\b"), {"release": "none"}),
    (re.compile(r"\b(?:online|at home|from home|distance|remote\w*)\b"), {"online": "yes"}),
]


def answer_questions(talk, asked: InterviewQuestion, questions: list[dict]) -> None:
    """Answers what was asked in between from the knowledge base, then the open question comes back."""
    view, store = talk.view, talk.view.store
    view.answers["misses"] = 0
    for question in questions[:MOST_ANSWERED]:
        if certificate := _certificate(store, question):
            talk.add({"text": "", "card": cards.certificate_card(view, *certificate)})
            continue
        nearest = nearest_for(view, question)
        if nearest and nearest[0]["score"] >= ANSWER_FLOOR:
            kind, record = nearest[0]["kind"], store.get(nearest[0]["kind"], nearest[0]["id"])
            _answer(talk, kind, record)
            if kind == "qualifications":
                view.answers["raised"] = list(dict.fromkeys([*view.answers["raised"], record.id]))
        else:
            # The score says how sure the best is; the others are offered beside it.
            offered = nearest[:MOST_OFFERED] if nearest and nearest[0]["score"] >= OFFER_FLOOR else []
            side_leave.could_not_answer(view, question["text"])
            not_known.note(view, question)
            if not offered:
                if not gently.ask(talk, asked):
                    side_leave.say(talk, "no-answer-at-all")
                continue
            _offer(talk, "no-answer", offered, side_leave.button(view))
    if talk.ask_question is None and not _moved_on(talk, asked):
        talk.hold(asked)


def worth_answering(questions: list[dict]) -> bool:
    """True if something we know is near to one of the questions."""
    return any(hit["score"] >= OFFER_FLOOR for question in questions for hit in question["nearest"][:1])


def answered_without_asking(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Words that ask nothing by their form, yet something we know answers them ("cheapest way to a level 3"): True if answered."""
    reading = message.get("reading") or {}
    about = reading.get("about") or []
    asks = (message.get("intent") or {}).get("name") == "ask_question"
    if not about or about[0]["score"] < (OFFER_FLOOR if asks else ANSWER_FLOOR):
        return False
    answer_questions(talk, asked, [{"text": message.get("text", ""), "nearest": about, "worth": None, "names": bool(reading.get("links"))}])
    return True


def met_with_its_topic(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Words that neither answer nor ask, but tell something: up to three answers of its topic are offered. False where they tell too little."""
    seen = (message.get("reading") or {}).get("topic") or {}
    if len(message.get("text", "").split()) < _TELLS or seen.get("share", 0) < _SURE_OF_TOPIC or seen["topic"] in _NOT_OFFERED:
        return False
    offered = [hit for hit in seen.get("nearest", []) if begun(talk.view, hit)][:MOST_OFFERED]
    if not offered:
        return False
    talk.view.answers["misses"] = 0
    _offer(talk, "story-heard", offered)
    talk.hold(asked)
    return True


def offer(talk, phrase: str, hits: list[dict]) -> None:
    """The nearest of these as choices to read, in the guide's words; nothing where none is near."""
    if near := [hit for hit in hits if hit["score"] >= ANSWER_FLOOR][:1]:
        _offer(talk, phrase, near)


def _offer(talk, phrase: str, hits: list[dict], more: Sequence[dict] = ()) -> None:
    """Answers to choose from, in the guide's words, and what else can be done."""
    store = talk.view.store
    choices = [{"id": f"tell:{hit['kind']}={hit['id']}", "label": _title(store, hit)} for hit in hits]
    talk.add({"text": store.phrase(phrase), "choices": [*choices, *more]})


def _certificate(store, question: dict) -> tuple | None:
    """(record, what was said of it) where a question asks what a certificate counts for, and lines on it are held."""
    worth = question.get("worth")
    record = store.find("qualifications", worth["id"]) if worth else None
    return (record, worth) if record and record.counts else None


def tell(talk, asked: InterviewQuestion, ref: str) -> None:
    """Shows one of the nearest answers that were offered."""
    kind, _, id = ref.partition("=")
    _answer(talk, kind, talk.view.store.get(kind, id))
    talk.hold(asked)


def _answer(talk, kind: str, record: Record) -> None:
    """What the school itself says of it, then what we say."""
    view = talk.view
    for card in local.cards(view.store, view.situation.local, kind, record.id):
        talk.add({"text": "", "card": card})
    talk.add({"text": "", "card": cards.answer_card(view, kind, record)})


def person(talk, asked: InterviewQuestion) -> None:
    """Whom they can talk to: people at the school first, then the rest of us."""
    if card := local.person_card(talk.view.store, talk.view.situation.local):
        talk.add({"text": side_leave.there_now(talk.view), "card": card})
    side_leave.say(talk, "person")
    talk.hold(asked)


def _title(store, hit: dict) -> str:
    record = store.get(hit["kind"], hit["id"])
    return capital(getattr(record, "question", None) or getattr(record, "term", None) or record.title)


def _moved_on(talk, asked) -> bool:
    return state.answered(talk.view.answers, asked.id)


def compare(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Two or more things named in one message, side by side as cards; else an ordinary question. False where it asks nothing."""
    reading, store = message.get("reading") or {}, talk.view.store
    named = dict.fromkeys(
        (link["kind"], link["id"]) for link in reading.get("links", []) if link["kind"] in ("qualifications", "roles") and link["id"]
    )
    if len(named) < 2:
        questions = reading.get("questions") or []
        if questions:
            answer_questions(talk, asked, questions)
        elif about_these.matter(message.get("text", "").lower()) == "compare":
            talk.say("compare-not-yet").hold(asked)
        else:
            return False
        return True
    for kind, id in list(named)[:MOST_ANSWERED]:
        talk.add({"text": "", "card": cards.answer_card(talk.view, kind, store.get(kind, id))})
    talk.hold(asked)
    return True


def not_offered(talk, asked: InterviewQuestion, reading: dict) -> bool:
    """A qualification named where one is picked, that was not suggested: what it is, and why it is not among these."""
    view = talk.view
    named = [link["id"] for link in reading.get("links", []) if link["kind"] == "qualifications" and link["id"]]
    if not named:
        return False
    view.answers["raised"] = list(dict.fromkeys([*view.answers["raised"], *named]))
    for row in [row for row in view.advice()["not_suggested"] if row["id"] in named][:MOST_ANSWERED]:
        talk.add({"text": row["reason"], "card": cards.answer_card(view, "qualifications", view.store.get("qualifications", row["id"]))})
    talk.hold(asked)
    return True


def other_way(talk, asked: InterviewQuestion, text: str) -> bool:
    """"Anything cheaper, shorter, at work, online?": taken as what makes learning hard; False where none is named."""
    changes = {key: value for words, change in _OTHER_WAYS if words.search(text.lower()) for key, value in change.items()}
    if not changes:
        return False
    before = _suggested(talk.view) if asked.id == "pick" else None
    state.merge(talk.view.answers, {"constraints": changes})
    if before is None:
        talk.say("got-generic").hold(asked)
    elif before == _suggested(talk.view):
        talk.say("other-same").hold(asked)
    else:
        talk.say("other-noted")
        talk.ask_question = asked
    return True


def _suggested(view) -> list[str]:
    advice = view.advice()
    return [row["id"] for row in advice["qualifications"] + advice["informal"]]
