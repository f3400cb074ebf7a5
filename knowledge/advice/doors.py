"""The ways in: the first screen, and starting at a later step by a press or in the person's own words.

"I've already decided on the HLTA", "I'm booked on a level 2 course": what they chose is taken, and only what the practical side needs is
asked. "I know what I need" goes on to what could suit them. "I have a plan already" offers what can be done with a plan.
"""
from __future__ import annotations

import re
from typing import Optional

from knowledge.advice import answers as state
from knowledge.advice import asides, chosen, chosen_told, fill, moves, show, starting
from knowledge.advice.questions import View
from knowledge.records import InterviewQuestion

STARTS, PLAN, OTHERS = "start-", "plan-door", "others"
# On the first screen, beside the ways that are answers to its question; then behind "something else".
FIRST = ("side-question", "start-chosen", "plan-door", "others")
MORE = ("side-worth", "side-become", "start-need", "side-team")
# What can be done with a plan that is here, and with one that is elsewhere.
_WITH_PLAN = ("side-review", "answers", "change-points", "change-measures")
_WITHOUT_PLAN = ("give-code", "side-review", "start-chosen", "start-evaluate")
# Where certificates or a choice are asked for, a course that somebody is on is the answer to that.
_NOT_WHERE = ("qualifications", "basics", "check", "pick", "chosen", "in_house")
_HAVE = r"(?:'?ve|'?m|'s|'?re| have| am| has| is| are)?"
_WHO = rf"(?:i|we|she|he|they|who|my member|my colleague){_HAVE}"
# Said of somebody who is helped.
_OTHERS = re.compile(r"(?:she|he|they|who|my member|my colleague)\b|[a-z ]*\b(?:her|him|them) (?:up |down )?(?:on|for|in)")
_SOON = r"(?: (?:already|now|just|all|finally|actually|pretty much|been))*"
_MADE_UP = (
    r"(?:decided (?:on|to do|to take|to go for|to try)|chosen|picked|settled on|(?:booked|booking) (?:myself )?(?:on(?:to)?|in for)|"
    r"signed up (?:for|to|on)|enrolled (?:on(?:to)?|for|in)|accepted (?:on(?:to)?|for)|got a place on|down (?:for|to do))"
)
_CHOSEN = re.compile(
    rf"\b{_WHO}{_SOON} {_MADE_UP}\b(?! up\b)|\b(?:my |the |her |his |their )?(?:school|head|manager|boss) (?:has |have |'s )?(?:already )?"
    r"(?:booked|signed|put) (?:me|her|him|them|us) (?:up |down )?(?:on(?:to)?|for|in for)\b|^\W*(?:already )?(?:decided|settled|booked|enrolled) on\b"
)
_CHOSEN_ALONE = re.compile(
    rf"^\W*{_WHO}{_SOON} (?:chosen|decided|picked|made (?:my|our|her|his|their) mind up|made up my mind)(?: (?:already|now|what (?:i want )?to do))*\W*$"
    r"|\bi (?:already )?know (?:which|what) (?:course|qualification|certificate) i (?:want|am doing|'m doing)\b|\b(?:got|have) (?:a|my) course in mind\b"
)
_COURSE = re.compile(r"\b(?:courses?|qualification|certificate|diploma|award|degree|apprenticeship|training|class(?:es)?|nvq|programme|level \d|workshop|licence)\b")
_NEED = re.compile(
    r"\bi (?:already )?know (?:exactly |just |already )?what i need\b|\bmy (?:training |learning |development )?needs? (?:is|are|has been|have been) (?:already )?(?:clear|agreed|known|decided)\b"
    r"|\bi (?:already )?have a clear (?:training |learning |development )?need\b"
)
_PLAN = re.compile(r"^\W*(?:hi|hello)?\W*i(?:'ve| have)?(?: already)?(?: got| have)? (?:a|my|the) (?:learning |development |training )?plan(?: already| here| from before)?\W*$")
_EVALUATE = re.compile(r"\b(?:want|need|like|help me|how (?:do|can) i) (?:to )?(?:evaluate|judge|measure)(?: how)? (?:my|the|a|this|it|what i learned)\b")
# What the practical points answer by themselves.
_WHAT_NEXT = re.compile(r"\bwhat\b.*\b(?:sort(?:ed)?(?: out)?|arrange|next|need to do|have to do|should i do|now|organise|settle)\b")
_ENDS = re.compile(r"[.;!?\n]|,(?! \d)|\bbut\b|\bso\b|\bwhat\b|\bhow\b|\band (?:i|we|what|how|my)\b", re.I)


def first_screen(view: View) -> list[dict]:
    """The other ways in, beside "find what suits me"."""
    return _choices(view, FIRST)


def pressed(talk, asked: InterviewQuestion, move: str) -> bool:
    """Takes a press on a door; False for any other move."""
    if move == OTHERS:
        _offer(talk, asked, "doors-others", MORE)
    elif move == PLAN:
        _plan(talk, asked)
    elif move.startswith(STARTS) and move.removeprefix(STARTS) in starting.STEPS:
        _begin(talk, move.removeprefix(STARTS))
    else:
        return False
    return True


def in_words(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Takes words that begin at a later step; False where they do not."""
    text = message.get("text", "").replace("’", "'")
    lowered = text.lower()
    if _PLAN.search(lowered):
        _plan(talk, asked)
        return True
    if state.answered(talk.view.answers, "pick") or asked.id in _NOT_WHERE:
        return False
    if found := _CHOSEN.search(lowered):
        return _told(talk, asked, message, found.start(), found.end())
    for pattern, start in ((_CHOSEN_ALONE, starting.CHOSEN), (_NEED, starting.NEED), (_EVALUATE, starting.EVALUATE)):
        if found := pattern.search(lowered):
            _also_said(talk, asked, message)
            if start == starting.NEED:
                _need(talk.view, message, text[found.end():])
            _begin(talk, start)
            return True
    return False


def _need(view: View, message: dict, said: str) -> None:
    """What they need, where they say it in the same breath."""
    question, words = view.store.get("interview_questions", "need"), said.strip(" :,.-")
    if fill.open_words(view, question, words, fill.spoken_options(question, view, words)):
        links = (message.get("reading") or {}).get("links", [])
        view.answers["need"]["topics"] = list(dict.fromkeys(link["id"] for link in links if link["kind"] == "topics"))
        moves.note_asked(view.answers, question.id)


def taken(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Takes words that answer "what have you chosen?"; False where that was not asked, or they ask something themselves."""
    view, reading = talk.view, message.get("reading") or {}
    questions = reading.get("questions") or []
    if asked.id != chosen.QUESTION or questions and asides.worth_answering(questions):
        return False
    named = fill.spoken_options(asked, view, message.get("text", ""))
    if named:
        chosen.pressed(view, named[0].id)
    elif not chosen.take(view, reading.get("links", []), message.get("text", "")):
        return False
    view.answers["misses"] = 0
    moves.note_asked(view.answers, chosen.QUESTION)
    chosen_told.noted(talk)
    return True


def _told(talk, asked: InterviewQuestion, message: dict, begun: int, start: int) -> bool:
    """What they have chosen is told in the same breath: taken, with all else that the message says."""
    view, text = talk.view, message["text"]
    reading = message.get("reading") or {}
    end = ending.start() + start if (ending := _ENDS.search(text[start:])) else len(text)
    clause = text[start:end]
    links = [link for link in reading.get("links", []) if start <= link["start"] < end]
    if not (chosen.names_one(view, links, clause) or _COURSE.search(clause.lower())):
        return False
    others = _OTHERS.match(text[begun:].lower())
    if others:
        view.answers["for"] = view.answers.get("for") or "member"
    _also_said(talk, asked, message, clause, [link["id"] for link in links], (0 if others else start, end))
    _begin(talk, starting.CHOSEN)
    chosen.take(view, links, clause)
    moves.note_asked(view.answers, chosen.QUESTION)
    chosen_told.noted(talk)
    questions = [q for q in reading.get("questions") or [] if not _WHAT_NEXT.search(q["text"].lower())]
    if asides.worth_answering(questions):
        asides.answer_questions(talk, talk.ask_question or asked, questions)
        talk.ask_question, talk.full = None, True
    return True


def _also_said(talk, asked: InterviewQuestion, message: dict, clause: str = "", ids: tuple | list = (), place: tuple[int, int] = (0, 0)) -> None:
    """Takes in the job and the like, but nothing of the choice itself: what is chosen is no certificate that is held."""
    reading = message.get("reading") or {}
    # Of what stands outside the place of the choice; what a helper says before it is of the helper.
    links = [link for link in reading.get("links", []) if not place[0] <= link["start"] < place[1]]
    results = [entry for entry in reading.get("results", []) if entry.get("id") not in ids and (entry.get("words") or "-") not in clause]
    reading = {**reading, "links": [link for link in links if link["kind"] in ("roles", "aliases", "qualifications")], "results": results, "questions": [], "work": []}
    question = asked if asked.id in ("for", "role") and not talk.view.answers.get("for") else talk.view.store.get("interview_questions", "role")
    for id in fill.take(talk.view, question, {**message, "reading": reading}):
        moves.note_asked(talk.view.answers, id)
        if id == "role":
            talk.say("got-role", roles=show.roles(talk.view).rstrip("."))


def _begin(talk, start: str) -> None:
    """From here on only what that step needs is asked."""
    answers = talk.view.answers
    answers["start"] = start
    answers.setdefault("for", "self")
    answers["misses"] = 0
    talk.say(f"start-{start}-noted")
    pending = answers.get("pending")
    if pending:
        talk.ask_question = talk.view.store.get("interview_questions", pending["question"])


def _plan(talk, asked: InterviewQuestion) -> None:
    here = bool(talk.view.answers.get("picked"))
    _offer(talk, asked, "doors-plan-here" if here else "doors-plan", _WITH_PLAN if here else _WITHOUT_PLAN)


def _offer(talk, asked: InterviewQuestion, phrase: str, names: tuple[str, ...]) -> None:
    """Doors to choose from; the open question waits."""
    talk.add({"text": talk.view.situation.say(phrase), "choices": [*_choices(talk.view, names), *_choices(talk.view, ("repeat",))]})
    talk.asks, talk.ask_question = False, asked


def _choices(view: View, names: tuple[str, ...]) -> list[dict]:
    return [{"id": _ID.get(name, f"say:{name}"), "label": _label(view, name)} for name in names]


def _label(view: View, name: str) -> str:
    talk = name.removeprefix("side-")
    return view.situation.say(f"door-{name}") if talk == name else view.situation.say(f"side-open-{talk}")


# Doors that open an answer again.
_ID: dict[str, str] = {"change-points": "change:practicalities", "change-measures": "change:success"}
