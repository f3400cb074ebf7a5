"""A message that may show a worry, though that is not sure: taken like any other, with a gentle line before the reply.

Where nothing else would be understood of it, the line becomes the whole reply, as a question. Neither comes again within
the next few messages. The person may still have said what nobody else should read, so no words of such a message are
kept: what is chosen or named in it fills the answers, and the log has only that there was a message. That holds until
they say that nobody is in danger.
"""
from __future__ import annotations

from dataclasses import replace

from knowledge import care
from knowledge.language import help_wanted
from knowledge.records import InterviewQuestion

# With so many messages after it, it does not come again.
QUIET = 3
# The channel keeps no words of such a turn, and none of the messages that are `passing`.
PRIVATE = "private"
CONFIRM = "care"
ALL_SAFE = "all-safe"


def heard(talk, message: dict) -> None:
    """Notes at the beginning of a turn whether its message may show a worry, and counts the quiet messages down."""
    view = talk.view
    told = view.answers.pop("gentle", None) or {"left": 0}
    talk.quiet, talk.just_asked = told["left"] > 0, told["left"] == QUIET and not told.get("safe")
    if told["left"] > 1:
        view.answers["gentle"] = {**told, "left": told["left"] - 1}
    if message.get("maybe") and not told.get("safe"):
        talk.gentle = message["maybe"]
        talk.view = replace(view, wordless=True, asks_instead=not talk.quiet)
        talk.effects.append(PRIVATE)


def wanted(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Shows who can help where a message asks for that in words; takes an answer to the gentle question. Else False."""
    text = message.get("text", "")
    waiting = talk.view.answers.get("confirm") == CONFIRM
    if help_wanted.wanted(text, talk.just_asked) or waiting and help_wanted.yes(text):
        show_help(talk, asked)
    elif waiting and help_wanted.no(text) and talk.gentle is None:
        all_safe(talk, asked)
    else:
        if waiting:
            # They went on with something else.
            talk.view.answers.pop("confirm")
        return False
    return True


def ask(talk, asked: InterviewQuestion) -> bool:
    """Asks gently in place of "I did not understand"; False where there is no need, or it was asked just now."""
    if not _due(talk):
        return False
    store = talk.view.store
    talk.view.answers["confirm"] = CONFIRM
    _once(talk)
    talk.add({"text": store.phrase("care-ask"), "passing": True, "choices": [
        {"id": care.HELP_NOW, "label": store.phrase("care-yes")}, {"id": f"say:{ALL_SAFE}", "label": store.phrase("care-no")},
    ]})
    talk.asks, talk.ask_question = False, asked
    return True


def before_the_reply(talk) -> None:
    """Puts the gentle line before everything else that the turn says, where it is due and nothing was asked instead."""
    if _due(talk):
        _once(talk)
        talk.messages.insert(0, line(talk.view.store))


def line(store) -> dict:
    """The gentle line with its button, as a message that is not kept."""
    return {"text": store.phrase("care-gently"), "passing": True, "choices": [{"id": care.HELP_NOW, "label": store.phrase("care-help-now")}]}


def show_help(talk, asked: InterviewQuestion) -> None:
    """Everybody who can help, for a child and for the speaker; the open question waits."""
    view = talk.view
    view.answers.pop("confirm", None)
    for message in care.messages(care.ANY, view.store, view.today, view.answers.get("school")):
        talk.add({**message, "passing": True})
    if PRIVATE not in talk.effects:
        talk.effects.append(PRIVATE)
    talk.asks, talk.ask_question, talk.quiet = False, asked, True


def all_safe(talk, asked: InterviewQuestion) -> None:
    """They said that nobody is in danger: believed for the next messages, whose words are kept as ever."""
    talk.view.answers.pop("confirm", None)
    talk.view.answers["gentle"] = {"left": QUIET, "safe": True}
    talk.say("care-went-on")
    talk.hold(asked)


def _due(talk) -> bool:
    return talk.gentle is not None and not talk.quiet


def _once(talk) -> None:
    talk.quiet = True
    talk.view.answers["gentle"] = {"left": QUIET}
