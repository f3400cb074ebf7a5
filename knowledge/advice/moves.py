"""The moves that are not answers: why, back, skip, repeat, change, stop, start again, forget, a question in between ...

Each takes the turn being made (`talk`), says its words, and leaves the open question to be asked again.
"""
from __future__ import annotations

import re

from knowledge import kept
from knowledge.advice import answers as state
from knowledge.advice import about_you, asides, cards, changing, gently, hard_times, meant, show, side_leave, sides, telling
from knowledge.advice.member import text_for
from knowledge.language.search import ANSWER_FLOOR
from knowledge.records import InterviewQuestion

MISSES = 3
# Moves that a message makes by what the classifier says of it.
BY_INTENT = {
    "why": "why", "go_back": "back", "skip": "skip", "not_sure": "not-sure", "repeat": "repeat", "simpler": "help",
    "show_answers": "answers", "start_again": "restart", "ask_person": "person", "forget_me": "forget", "goodbye_stop": "stop",
    "thanks": "thanks", "greet": "greet", "who_are_you": "who", "small_talk": "small-talk", "rude": "rude",
    "out_of_scope": "out-of-scope", "pay_or_grading": "pay", "change_answer": "change", "done": "done",
    "resume_talk": "give-code", "compare": "compare", "cheaper_shorter_other": "other",
}
# Talk rather than a command: where any words are an answer, only a few words are taken for it.
TALK = {"small_talk", "rude", "out_of_scope", "greet", "thanks", "done", "who_are_you", "pay_or_grading", "not_sure"}
# These give way where the message also names a job, a certificate or the like.
GIVES_WAY = {"greet", "thanks", "out_of_scope", "small_talk", "done", "not_sure", "skip", "who_are_you", "change_answer", "rude", "goodbye_stop", "cheaper_shorter_other", "ask_person"}
_YES = re.compile(r"^\W*(?:yes|yep|yeah|sure|ok|okay|do it|go ahead|please do)\b[\w\s,]{0,20}\W*$")
_NO = re.compile(r"^\W*(?:no|nope|nah|don't|dont|stop|cancel|keep|carry on|wait)\b")
# The answers to "are you sure?"; any other press means that they went on with something else.
CONFIRMING = ("restart-yes", "forget-yes", "keep")


def by_intent(talk, asked: InterviewQuestion, name: str, message: dict) -> None:
    """A move named by the classifier."""
    if name != "out_of_scope":
        talk.view.answers["misses"] = 0
    if name == "change_answer":
        changing.by_name(talk, asked, message["text"])
    elif name == "out_of_scope":
        questions = (message.get("reading") or {}).get("questions") or []
        nearest = questions[0]["nearest"][:1] if questions else []
        if nearest and nearest[0]["score"] >= ANSWER_FLOOR:
            asides.answer_questions(talk, asked, questions)
        elif gently.ask(talk, asked):
            return
        elif talk.view.answers["misses"] + 1 >= MISSES:
            missed(talk, asked, {})
        else:
            talk.view.answers["misses"] += 1
            if questions:
                side_leave.could_not_answer(talk.view, questions[0]["text"])
                side_leave.say(talk, "out-of-scope")
            else:
                talk.say("out-of-scope")
            talk.hold(asked)
    elif name == "who_are_you":
        days = kept.days()
        talk.say("who").say("who-sees").say("who-keeps", transcript=days.transcript, plan=days.plan)
        talk.add({"text": "", "card": about_you.card(talk.view.store)}).hold(asked)
    elif name == "pay_or_grading":
        hard_times.trouble(talk, asked, message)
    elif name == "compare":
        if not asides.compare(talk, asked, message):
            missed(talk, asked, {})
    elif name == "cheaper_shorter_other":
        questions = (message.get("reading") or {}).get("questions") or []
        # Before there is advice to look at again, "can I do it in the evenings" is a question like any other.
        if questions and asked.step < 3:
            asides.answer_questions(talk, asked, questions)
        elif not asides.other_way(talk, asked, message["text"]):
            missed(talk, asked, {})
    elif name == "done" and asked.id in ("evidence", "sharing"):
        # The plan is there, and what may still go into it is not wanted.
        _skip(talk, asked)
    elif name == "done" and asked.id != "after_plan":
        missed(talk, asked, {})
    else:
        standing(talk, asked, BY_INTENT[name])


def surely(message: dict) -> str | None:
    """The standing move that a message surely is, whatever is asked; None where it is none."""
    intent = meant.meant(message, None)
    return BY_INTENT.get(intent.get("name", "")) if intent.get("confidence", 0) >= meant.SURE else None


def standing(talk, asked: InterviewQuestion, move: str) -> None:
    """A standing move, by its name in a choice `say:<move>`."""
    if sides.moved(talk, asked, move):
        return
    if move.startswith(telling.MORE):
        telling.show_part(talk, asked, move.removeprefix(telling.MORE))
    elif move.startswith(side_leave.TAKES_BACK):
        side_leave.take_back(talk, asked, move.removeprefix(side_leave.TAKES_BACK))
    elif move.startswith(sides.OPENS):
        sides.pressed(talk, asked, move.removeprefix(sides.OPENS))
    else:
        _STANDING.get(move, _carry_on)(talk, asked)


def _why(talk, asked):
    talk.say("why", why=text_for(talk.view.store, talk.view.situation, f"{asked.id}-why", asked.why))
    talk.hold(asked)


def _back(talk, asked):
    answers = talk.view.answers
    store = talk.view.store
    earlier = [id for id in answers["asked"] if id != asked.id and changing.may_open(store.get("interview_questions", id), talk.view)]
    if not earlier:
        talk.say("nothing-before")
        talk.hold(asked)
        return
    question = store.get("interview_questions", earlier[-1])
    talk.say("went-back", old=show.value(question, talk.view).rstrip("."))
    changing.reopen(talk, question)


def _skip(talk, asked, words: str = "skipped", kept: str = state.SKIPPED):
    answers = talk.view.answers
    answers.pop("pending", None)
    if not asked.skippable:
        talk.say("cannot-skip")
        talk.hold(asked)
        return
    answers["skipped"] = [*answers["skipped"], asked.id] if asked.id not in answers["skipped"] else answers["skipped"]
    note_asked(answers, asked.id)
    answers["misses"] = 0
    talk.say(words)


def _not_sure(talk, asked):
    if asked.skippable:
        _skip(talk, asked, "not-sure")
    else:
        talk.simple = True
        talk.hold(asked)


def _repeat(talk, asked):
    talk.ask_question = asked


def _simpler(talk, asked):
    talk.simple = True
    talk.hold(asked)


def _answers(talk, asked):
    talk.say("show-answers").add({"text": "", "card": cards.answers_card(talk.view)})
    talk.hold(asked)


def _stop(talk, asked):
    talk.say("stopped", code="{code}").say("stopped-note")
    talk.effects.append("code")
    talk.add({"text": "", "choices": [{"id": "say:carry-on", "label": talk.view.store.phrase("carry-on")}]})
    talk.asks = False
    talk.ask_question = asked


def _restart(talk, asked):
    _confirm(talk, asked, "restart", "restart-ask", "restart-yes")


def _forget(talk, asked):
    _confirm(talk, asked, "forget", "forget-ask", "forget-yes")


def _confirm(talk, asked, what: str, ask: str, yes: str) -> None:
    """Asks before anything is cleared; nothing is done on one word."""
    store = talk.view.store
    talk.view.answers["confirm"] = what
    talk.add({"text": store.phrase(ask), "choices": [
        {"id": f"say:{what}-yes", "label": store.phrase(yes)}, {"id": "say:keep", "label": store.phrase("restart-no")},
    ]})
    talk.asks = False
    talk.ask_question = asked


def _restart_yes(talk, asked):
    confirmed = talk.view.answers.pop("confirm", None) == "restart"
    if not confirmed:
        _restart(talk, asked)
        return
    kept = state.anew(talk.view.answers)
    talk.view.answers.clear()
    talk.view.answers.update(kept)
    talk.say("restarted")


def _forget_yes(talk, asked):
    confirmed = talk.view.answers.pop("confirm", None) == "forget"
    if not confirmed:
        _forget(talk, asked)
        return
    talk.view.answers.clear()
    talk.view.answers.update(state.fresh())
    talk.effects.append("forget")
    talk.say("forgotten")
    talk.asks = False


def _keep(talk, asked):
    talk.view.answers.pop("confirm", None)
    talk.say("kept")
    talk.hold(asked)


def _phrase(name: str):
    def say(talk, asked):
        talk.say(name)
        talk.hold(asked)
    return say


def _carry_on(talk, asked):
    talk.ask_question = asked


_STANDING = {
    "why": _why, "back": _back, "skip": _skip, "not-sure": _not_sure, "repeat": _repeat, "help": _simpler,
    "answers": _answers, "stop": _stop, "restart": _restart, "forget": _forget, "restart-yes": _restart_yes,
    "forget-yes": _forget_yes, "keep": _keep, "carry-on": _carry_on, "person": asides.person, "thanks": _phrase("thanks"),
    "greet": _phrase("greet"), "small-talk": _phrase("small-talk"), "rude": _phrase("rude"), "pay": _phrase("pay"),
    "help-now": gently.show_help, gently.ALL_SAFE: gently.all_safe, "done": _phrase("thanks"), "give-code": _phrase("give-code"), "out-of-scope": _phrase("out-of-scope"),
}
MOVES = tuple(_STANDING)


def confirmation(talk, asked, message: dict) -> bool:
    """Takes a typed yes or no to "are you sure?"; False where nothing was to be confirmed, or something else was said."""
    waiting, text = talk.view.answers.get("confirm"), message.get("text", "").lower()
    if not waiting:
        return False
    if _YES.match(text):
        _STANDING[f"{waiting}-yes"](talk, asked)
    elif _NO.match(text):
        _keep(talk, asked)
    else:
        talk.view.answers.pop("confirm")
        return False
    return True


def note_asked(answers: dict, question: str) -> None:
    """Remembers the order of answering, for going back."""
    answers["asked"] = [id for id in answers["asked"] if id != question] + [question]


def missed(talk, asked: InterviewQuestion, intent: dict) -> None:
    """Not understood: asked gently where it may be a worry; else rephrase, then explain with buttons, then leave the question."""
    if gently.ask(talk, asked):
        return
    answers = talk.view.answers
    answers["misses"] += 1
    if asked.id == "after_plan":
        answers["misses"] = 0
        talk.say("good-then" if intent.get("name") in ("affirm", "deny") else "miss-1")
        talk.hold(asked)
    elif answers["misses"] >= MISSES and asked.skippable:
        talk.say("miss-3")
        answers["misses"] = 0
        answers.pop("pending", None)
        answers["skipped"].append(asked.id)
        note_asked(answers, asked.id)
    else:
        first = "which-role-unknown" if asked.id == "role" else "miss-1"
        talk.say(first if answers["misses"] == 1 else "miss-2" if asked.skippable else "miss-2-needed")
        talk.simple = True
        talk.hold(asked)
