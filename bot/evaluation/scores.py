"""From what was heard to the figures: intents, answers found, an answer with a question, care."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Callable, Iterable

from bot.evaluation.figures import Share
from bot.evaluation.listening import Heard
from knowledge.language.search import ANSWER_FLOOR, OFFER_FLOOR

OUT, FALLBACK, ASKS = "out_of_scope", "nlu_fallback", "ask_question"
# A message in another language, and one without words, have their own replies, which turn them away as well.
TURNED_AWAY = (OUT, FALLBACK, "other_language", "none")
# An in-scope message that the intake takes for something else is lost, too.
LOST = (*TURNED_AWAY, "care")
MOST_CONFUSED = 15
# How many questions of one message the guide answers (`knowledge/advice/asides.py`).
_ANSWERED = 2


@dataclass(frozen=True)
class Scores:
    """Shares by name, and the places of the cases behind each share that are not as they ought to be."""

    shares: dict[str, Share] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)


def tally(rows: Iterable[tuple[str, str, bool]], bad: bool = False) -> Scores:
    """Of rows (name, place, true or not) the share that is true; `bad` where it is the true ones that ought not to be."""
    shares: dict[str, Share] = {}
    wrong: dict[str, list[str]] = {}
    for name, place, true in rows:
        before = shares.get(name, Share(0, 0))
        shares[name] = Share(before.hits + bool(true), before.of + 1)
        if bool(true) == bad:
            wrong.setdefault(name, []).append(place)
    return Scores(shares, wrong)


def merged(*parts: Scores) -> Scores:
    """All in one, in order."""
    return Scores({k: v for part in parts for k, v in part.shares.items()}, {k: v for part in parts for k, v in part.wrong.items()})


def intents(rows: list[tuple[str, list[str], str]]) -> Scores:
    """Of (place, acceptable intents, the one taken)."""
    good, bad = [], []
    for place, right, named in rows:
        good.append(("accuracy", place, named in right))
        good.append(("accuracy, answers as one", place, _as_one(named) in {_as_one(intent) for intent in right}))
        if OUT not in right:
            good.append(("accuracy, in scope", place, named in right))
            bad.append(("in scope lost", place, named in LOST))
        elif right[0] == OUT:
            good.append(("out of scope turned away", place, named in TURNED_AWAY))
    return merged(tally(good), tally(bad, bad=True))


def confused(rows: list[tuple[str, list[str], str]]) -> list[tuple[str, str, int]]:
    """(the best intent, the one taken instead, how often), the commonest first."""
    counts = Counter((right[0], named) for _, right, named in rows if named not in right)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(right, named, count) for (right, named), count in ordered[:MOST_CONFUSED]]


def _as_one(intent: str) -> str:
    return "answer" if intent.startswith("answer_") else intent


def lost_for_good(heard: list[Heard]) -> Scores:
    """In-scope lines whose intent is lost and in which nothing is read either; out-of-scope lines that get an answer."""
    rows = []
    for one in heard:
        right = one.case.data["intents"]
        if OUT not in right:
            read = any(one.reading.get(key) for key in ("links", "results", "none", "questions")) and not (one.care or one.language)
            rows.append(("in scope lost, and nothing read either", one.case.place, one.outcome in LOST and not read))
        elif right[0] == OUT:
            rows.append(("out of scope answered as a question", one.case.place, bool(_sure(one, lambda id: False))))
    return tally(rows, bad=True)


def retrieval(heard: list[Heard], answers_worth: Callable[[str], bool]) -> Scores:
    """Questions that have an answer: found at the first place, among three, above the floor. Others: left without one.

    Args:
        heard: the cases of `questions.yml`.
        answers_worth: whether the guide answers what the certificate of that id counts for.
    """
    good, bad = [], []
    for one in heard:
        place, data = one.case.place, one.case.data
        asked = _asked(one)
        good.append(("noticed as a question", place, bool(asked and one.reading.get("questions"))))
        sure = _sure(one, answers_worth)
        if data.get("none"):
            good.append(("no answer known: none given", place, not set(sure) - set(data.get("may", ()))))
            continue
        found = [_nearest(question, answers_worth) for question in asked]
        right = set(data["any"])
        good.append(("hit at 1", place, any(right & set(refs[:1]) for refs in found)))
        good.append(("hit at 3", place, any(right & set(refs[:3]) for refs in found)))
        if asked and one.reading.get("questions"):
            good.append(("hit at 3, of those noticed", place, any(right & set(refs[:3]) for refs in found)))
        good.append(("right above the answer floor", place, bool(right & set(sure))))
        bad.append(("wrong above the answer floor", place, bool(sure) and not right & set(sure)))
    return merged(tally(good), tally(bad, bad=True))


def _asked(one: Heard) -> list[dict]:
    """What the guide would answer: the questions of the message, or else the message as a whole, where something surely answers it."""
    if one.care or one.language:
        return []
    about = one.reading.get("about", [])
    floor = OFFER_FLOOR if one.intent == ASKS else ANSWER_FLOOR
    as_a_whole = [{"nearest": about, "worth": None}] if about and about[0]["score"] >= floor and one.intent != OUT else []
    return one.reading.get("questions", [])[:_ANSWERED] or as_a_whole


def _nearest(question: dict, answers_worth) -> list[str]:
    """What is found, best first. What a certificate counts for, where that is asked, comes before the nearest records."""
    worth = question.get("worth")
    first = [f"qualifications:{worth['id']}"] if worth and answers_worth(worth["id"]) else []
    return list(dict.fromkeys([*first, *(f"{hit['kind']}:{hit['id']}" for hit in question["nearest"])]))


def _sure(one: Heard, answers_worth) -> list[str]:
    """The records that the message would be answered with, without asking back."""
    given = []
    for question in _asked(one):
        worth, nearest = question.get("worth"), question["nearest"]
        if worth and answers_worth(worth["id"]) or nearest and nearest[0]["score"] >= ANSWER_FLOOR:
            given += _nearest(question, answers_worth)[:1]
    return given


def mixed(heard: list[Heard], filled: Callable[[Heard], list[str]]) -> Scores:
    """An answer or a move, and a question, in one message.

    Args:
        heard: the cases of `mixed.yml`.
        filled: the questions of the interview that the message answers, as the interview takes it.
    """
    rows = []
    for one in heard:
        place, right = one.case.place, one.case.data["answers"]["intents"]
        clause = one.case.data["asks"]["clause"]
        asked = any(same(question["text"], clause) for question in one.reading.get("questions", []))
        answers = any(intent.startswith("answer_") or intent in ("affirm", "deny", "not_sure") for intent in right)
        took = one.intent in right or one.beside in right or answers and bool(filled(one))
        rows += [("the question noticed", place, asked), ("the answer or move taken", place, took), ("both", place, asked and took)]
    return tally(rows)


def same(found: str, clause: str) -> bool:
    """True if the two have half of their words in common."""
    a, b = ({word.strip(".,;:!?\"'") for word in text.lower().split()} - {""} for text in (found, clause))
    return bool(a and b) and len(a & b) / max(len(a), len(b)) >= 0.5


AT_ONCE, MET, STOPPED, ASKED = (
    "care met, at once", "care met, at once or asked gently", "false alarms (conversation stopped)", "asked gently without need",
)


def care(heard: list[Heard]) -> Scores:
    """Worries met at once, or at least asked about; ordinary lines that stop the talk, or are asked about.

    All, by kind, and apart where a person might judge the other way.
    """
    met, false = [], []
    for one in heard:
        place, data, stops, asks = one.case.place, one.case.data, bool(one.care), bool(one.maybe)
        if data["care"]:
            rows, found = met, [(AT_ONCE, stops), (MET, stops or asks)]
        else:
            rows, found = false, [(STOPPED, stops), (ASKED, asks)]
        for name, true in found:
            if data.get("sure", True):
                rows += [(name, place, true), (f"{name}: {data['kind']}", place, true)]
            else:
                rows.append((f"{name}, where one might differ", place, true))
    return merged(_sorted(tally(met)), _sorted(tally(false, bad=True)))


def _sorted(scores: Scores) -> Scores:
    return Scores(dict(sorted(scores.shares.items())), scores.wrong)
