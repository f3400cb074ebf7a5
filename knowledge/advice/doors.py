"""The ways in: the first screen, and starting at a later step by a press or in the person's own words.

"I've already decided on the HLTA", "I'm booked on a level 2 course": what they chose is taken, and only what the practical side needs is
asked. "I know what I need" goes on to what could suit them. "I have a plan already" offers what can be done with a plan.
"""
from __future__ import annotations

from knowledge.advice import answers as state
from knowledge.advice import asides, chosen, chosen_told, fill, moves, show, starting
from knowledge.advice.questions import View
from knowledge.language import decided
from knowledge.records import InterviewQuestion

STARTS, PLAN, OTHERS = "start-", "my-plan", "others"
# On the first screen, beside the ways that are answers to its question; then behind "something else".
FIRST = ("side-question", "start-chosen", "my-plan", "others")
MORE = ("side-worth", "side-become", "start-need", "side-team")
# What can be done with a plan that is here, and with one that is elsewhere.
_WITH_PLAN = ("side-review", "answers", "change-points", "change-measures")
_WITHOUT_PLAN = ("give-code", "side-review", "start-chosen", "start-evaluate")
# Where certificates or a choice are asked for, a course that somebody is on is the answer to that.
_NOT_WHERE = ("qualifications", "basics", "check", "pick", "chosen", "in_house")


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
    if decided.has_plan(text):
        _plan(talk, asked)
        return True
    if state.answered(talk.view.answers, "pick") or asked.id in _NOT_WHERE:
        return False
    if told := decided.choice(text):
        return _told(talk, asked, message, told)
    if (said := decided.need(text)) is not None:
        _also_said(talk, asked, message)
        _need(talk.view, message, said)
        _begin(talk, starting.NEED)
    elif decided.chosen_something(text) or decided.to_evaluate(text):
        _also_said(talk, asked, message)
        _begin(talk, starting.CHOSEN if decided.chosen_something(text) else starting.EVALUATE)
    else:
        return False
    return True


def _need(view: View, message: dict, said: str) -> None:
    """What they need, where they say it in the same breath."""
    question = view.store.get("interview_questions", "need")
    if fill.open_words(view, question, said, fill.spoken_options(question, view, said)):
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


def _told(talk, asked: InterviewQuestion, message: dict, told: decided.Choice) -> bool:
    """What they have chosen is told in the same breath: taken, with all else that the message says."""
    view, reading = talk.view, message.get("reading") or {}
    links = [link for link in reading.get("links", []) if told.start <= link["start"] < told.end]
    if not (chosen.names_one(view, links, told.words) or decided.names_a_course(told.words)):
        return False
    if told.others:
        view.answers["for"] = view.answers.get("for") or "member"
    _also_said(talk, asked, message, told, links)
    _begin(talk, starting.CHOSEN)
    chosen.take(view, links, told.words)
    moves.note_asked(view.answers, chosen.QUESTION)
    chosen_told.noted(talk)
    questions = [q for q in reading.get("questions") or [] if not decided.asks_what_next(q["text"])]
    if asides.worth_answering(questions):
        asides.answer_questions(talk, talk.ask_question or asked, questions)
        talk.ask_question, talk.full = None, True
    return True


def _also_said(talk, asked: InterviewQuestion, message: dict, told: decided.Choice | None = None, chosen_links: list[dict] | None = None) -> None:
    """Takes in the job and the like, but nothing of the choice itself: what is chosen is no certificate that is held."""
    reading = message.get("reading") or {}
    links, results = reading.get("links", []), reading.get("results", [])
    if told:
        ids = {link["id"] for link in chosen_links or []}
        # What a helper says before it is of the helper.
        start = 0 if told.others else told.start
        links = [link for link in links if not start <= link["start"] < told.end]
        results = [entry for entry in results if entry.get("id") not in ids and (entry.get("words") or "-") not in told.words]
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
    answers.pop("side", None)
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
