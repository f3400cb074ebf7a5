"""Side talks: a few questions of their own beside the five steps, such as a self-check or a look back at a plan.

A side talk asks, keeps what was said, can be left at any time and taken up again, and ends with a card. Meanwhile the open question
of the interview waits. `side_talks.py` names them all; here is what they have in common.
"""
from __future__ import annotations

import re
from typing import Optional

from knowledge.advice import answers as state
from knowledge.advice import about_you, asides, side_helps, side_leave, side_talks, spoken
from knowledge.advice.member import note_for
from knowledge.advice.questions import View
from knowledge.advice.side import LEFT_OUT, NONE, Ask, Side
from knowledge.records import InterviewQuestion
from knowledge.text import capital

# A choice `say:side-<name>` begins a side talk; this one leaves it.
OPENS, LEAVE = "side-", "leave"
# Not understood so often in a row, the open question of the interview comes back.
MISSES = 2
# Moves that are for the conversation as a whole; those that are about the question of the side talk; those met by asking it again.
_FOR_ALL = ("stop", "forget", "restart", "person", "answers", "thanks", "rude", "pay", "who", "greet", "small-talk", "give-code")
_HERE, _SAID_AGAIN = ("skip", "not-sure", "back"), ("why", "repeat", "help")
# Moves that are made even where words name one of the choices.
_ENDS = ("stop", "forget", "person")
_SAYS_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.I)
# What is offered beside a plan.
HELPS = ("review", "provider", "mentor", "check")


def running(view: View) -> Optional[str]:
    """The name of the side talk that has something left to ask, or None."""
    name = view.answers.get("side")
    return name if side_talks.find(name) and _open(view) is not None else None


def begin(talk, asked: InterviewQuestion, name: str) -> None:
    """Begins a side talk, or goes on where it was left; says why where it cannot be."""
    view, side = talk.view, side_talks.find(name)
    if side is None:
        talk.say("old-choice").hold(asked)
        return
    if barred := side.bars(view):
        view.answers.pop("side", None)
        for message in side.refuses(view) if side.refuses else [_refusal(view, side, barred)]:
            talk.add(message)
        talk.hold(asked)
        return
    kept, about = view.answers.setdefault("sides", {}), side.about(view)
    if name not in kept or kept[name]["about"] != about:
        kept[name] = {"about": about, "given": {}}
    elif kept[name]["given"]:
        talk.say("side-taken-up")
    view.answers["side"] = name
    view.answers["misses"] = 0
    _go_on(talk, asked)


def _refusal(view: View, side: Side, why: str) -> dict:
    """Why a side talk cannot be begun, with the next best where there is one."""
    next_best = [side.instead] if side.instead and not side_talks.find(side.instead).bars(view) else []
    return {"text": view.situation.say(why), **({"choices": _to_open(view, next_best)} if next_best else {})}


def leave(talk, asked: InterviewQuestion) -> None:
    """Back to the open question; what was said in the side talk is kept for another time."""
    name = talk.view.answers.pop("side", None)
    side = side_talks.find(name)
    talk.say(side.left if side else "side-left").hold(asked)


def ask(view: View) -> list[dict]:
    """The message that asks what is open in the side talk."""
    question = _open(view)
    choices = [{"id": f"side:{question.id}={option.id}", "label": capital(option.label)} for option in question.options]
    if question.multi:
        choices.append({"id": f"side:{question.id}={NONE}", "label": view.situation.say("side-none")})
    choices.append({"id": f"say:{OPENS}{LEAVE}", "label": view.situation.say("side-back")})
    more = {"multi": True if question.multi else None, "card": question.card, "asks": question.mark}
    return [{"text": question.words, "choices": choices, **{key: value for key, value in more.items() if value}}]


def press(talk, asked: InterviewQuestion, ids: list[str]) -> None:
    """Takes one or several pressed answers, each `<question>=<option>`."""
    question = _meant(talk.view, ids[0].partition("=")[0]) if running(talk.view) else None
    said = [id.partition("=")[2] for id in ids if question and id.partition("=")[0] == question.id]
    known = {option.id for option in question.options} | {NONE} if question else set()
    if not said or not set(said) <= known:
        talk.say("old-choice").hold(asked)
        return
    if question.id in (given := _given(talk.view)):
        # What was said after an answer that changes may no longer be asked.
        for later in list(given)[list(given).index(question.id):]:
            given.pop(later)
    chosen = [id for id in said if id != NONE]
    _give(talk, asked, question, chosen if question.multi else question.keeps.get(said[0], said[0]))


def helps(view: View) -> list[dict]:
    """What is offered beside a plan, as far as it can be begun."""
    return _to_open(view, [name for name in HELPS if not side_talks.find(name).bars(view)]) + side_helps.buttons(view)


def _to_open(view: View, names: list[str]) -> list[dict]:
    return [{"id": f"say:{OPENS}{name}", "label": view.situation.say(f"side-open-{name}")} for name in names]


def pressed(talk, asked: InterviewQuestion, name: str) -> None:
    """A choice that begins a side talk or leaves it."""
    if name == LEAVE:
        leave(talk, asked)
    elif name == "question":
        talk.view.answers.pop("side", None)
        talk.say("side-question")
        talk.asks, talk.ask_question = False, asked
    else:
        begin(talk, asked, name)


def moved(talk, asked: InterviewQuestion, move: str) -> bool:
    """Takes a standing move that is about the question of the side talk; False where none goes on, or it is not."""
    if not running(talk.view) or move not in (*_HERE, *_SAID_AGAIN):
        return False
    if move in ("skip", "not-sure"):
        _give(talk, asked, _open(talk.view), LEFT_OUT)
    elif move == "back":
        leave(talk, asked)
    else:
        talk.say("side-why")
    return True


def in_words(talk, asked: InterviewQuestion, message: dict, move: Optional[str]) -> bool:
    """Takes free words that answer a side talk, or ask for one; False where they are neither.

    Args:
        talk, asked: the turn being made, and the interview's open question.
        message: as for `interview.turn`.
        move: the move that the message surely is, by its name among the standing moves; None where it is none.
    """
    view, text = talk.view, message.get("text", "").lower()
    if about_you.asked(text):
        about_you.tell(talk, asked)
        return True
    if side_leave.takes_back(view, text):
        side_leave.offer_back(talk, asked)
        return True
    if running(view) and side_leave.asks_about_it(view, text):
        side_leave.tell_about_it(talk, asked)
        return True
    if running(view) and _open(view).any_words and side_talks.says_their_own(text, move):
        if _took(talk, asked, _open(view), message):
            return True
        move = None
    if wanted := side_talks.asked_for(text, view.store):
        begin(talk, asked, wanted)
        return True
    if not running(view) or move in _FOR_ALL and (move in _ENDS or not _names_one(view, message)):
        return False
    if move == "change":
        view.answers.pop("side")
        return False
    question, questions = _open(view), (message.get("reading") or {}).get("questions") or []
    understood = question.take and not question.any_words and question.take(view, message) is not None
    if side_talks.leaves(text) and not understood:
        leave(talk, asked)
    elif move in _HERE:
        moved(talk, asked, move)
    elif questions and not question.take and asides.worth_answering(questions):
        # What asks is seldom one of the lines to choose from, even where it shares a word with one.
        asides.answer_questions(talk, asked, questions)
    elif (said := _said(view, question, message)) is not None:
        _give(talk, asked, question, said)
    elif move in _SAID_AGAIN:
        talk.say("side-why")
    elif asides.worth_answering(questions):
        asides.answer_questions(talk, asked, questions)
    else:
        _missed(talk, asked)
    return True


def _took(talk, asked: InterviewQuestion, question: Ask, message: dict) -> bool:
    """Takes any words as the answer, unless nothing of them may be kept; False where they ask something in between."""
    said, questions = question.take(talk.view, message), (message.get("reading") or {}).get("questions") or []
    if said is None and asides.worth_answering(questions):
        return False
    _missed(talk, asked) if said is None else _give(talk, asked, question, said)
    return True


def _said(view: View, question: Ask, message: dict) -> object:
    """What words answer to the question, or None."""
    if question.take:
        return question.take(view, message)
    chosen = [option.id for option in spoken.named(question.options, message.get("text", ""))]
    if question.multi:
        return chosen or ([] if spoken.says_none(message.get("text", "")) else None)
    return chosen[0] if chosen else None


def _names_one(view: View, message: dict) -> bool:
    """Whether words name a choice of the open question: "a new one" is no wish to start again where a new one is to be had."""
    question = _open(view)
    return not question.take and bool(question.options) and bool(_said(view, question, message))


def _open(view: View) -> Optional[Ask]:
    return side_talks.find(view.answers["side"]).asks(view, _given(view))


def _meant(view: View, id: str) -> Optional[Ask]:
    """The question of a pressed answer: the open one, or one that was answered before, as it was asked then."""
    given = _given(view)
    before = dict(list(given.items())[: list(given).index(id)]) if id in given else given
    question = side_talks.find(view.answers["side"]).asks(view, before)
    return question if question and question.id == id else None


def _given(view: View) -> dict:
    return view.answers["sides"][view.answers["side"]]["given"]


def _give(talk, asked: InterviewQuestion, question: Ask, said: object) -> None:
    _given(talk.view)[question.id] = said
    talk.view.answers["misses"] = 0
    _go_on(talk, asked)


def _go_on(talk, asked: InterviewQuestion) -> None:
    """The next question; or the end, and then the interview's open question again."""
    view, name = talk.view, talk.view.answers["side"]
    side, given = side_talks.find(name), view.answers["sides"][name]["given"]
    if side.asks(view, given) is not None:
        # Asked at the end of the turn; the interview's question stays open behind it.
        talk.ask_question = asked
        return
    view.answers.pop("side")
    # What it came to is shown now; asked for again, it begins anew.
    view.answers["sides"].pop(name)
    shown = side.ends(talk, given)
    for message in [*shown, *_whom_you_means(view, shown)]:
        talk.add(message)
    if follows := side.then(given):
        begin(talk, asked, follows)
    elif talk.ask_question is None and not state.answered(view.answers, asked.id):
        talk.hold(asked)


def _whom_you_means(view: View, shown: list[dict]) -> list[dict]:
    """The note on "you" for a helper, where a record that is shown says it to the person."""
    note = note_for(view.store, view.situation)
    # A small help is made for whoever asked for it.
    told = [card for message in shown if (card := message.get("card")) and card["kind"] != "small-help"]
    return [{"text": note}] if note and _SAYS_YOU.search(str(told)) else []


def _missed(talk, asked: InterviewQuestion) -> None:
    talk.view.answers["misses"] += 1
    # What the channel waits for is asked until it comes, or is left out.
    if talk.view.answers["misses"] >= MISSES and _open(talk.view).mark is None:
        talk.view.answers["misses"] = 0
        leave(talk, asked)
    else:
        talk.say(_open(talk.view).miss)
