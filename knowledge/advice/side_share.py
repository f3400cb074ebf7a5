"""What may others see: the person ticks which private matters may stand on a copy of the plan that they hand on.

Nothing is ticked until they tick it. What they ticked is kept in the answers (`sharing.TICKED`), and each copy that is made
from then on follows it. At the end stands the card of the copy, with every form it comes in.
"""
from __future__ import annotations

from typing import Optional

from knowledge.advice import cards, plan_cards, sharing
from knowledge.advice.questions import View
from knowledge.advice.side import Ask, Side
from knowledge.records import Option
from knowledge.text import inside

SHOWN = "shown"
# How people name each matter in a few words.
_WORDS = {
    "english_maths": ["english", "maths", "my certificates", "spelling", "certificates"], "confidence": ["confidence", "my worries", "worries"],
    "aim": ["hopes", "my hopes", "another job", "the job i hope for", "what i hope for"], "refused": ["refused", "the no", "he said no", "she said no"],
    "barriers": ["time and money", "what makes it hard", "what is hard", "time", "money", "travel"], "health": ["health", "dyslexia", "disability"],
    "family": ["family", "my children", "childcare", "children"],
}


def _asks(view: View, given: dict) -> Optional[Ask]:
    if SHOWN in given:
        return None
    say = view.situation.say
    options = [Option(id=name, label=say(f"share-{name}"), words=_WORDS[name]) for name in sharing.PRIVATE]
    return Ask(SHOWN, say("share-ask"), options, multi=True, card=_ticked_card(view))


def _ticked_card(view: View) -> dict:
    """How each matter stands now."""
    say, now = view.situation.say, sharing.ticked(view.answers)
    lines: list = [{"label": say(f"share-{name}"), "text": say("share-on" if name in now else "share-off")} for name in sharing.PRIVATE]
    return cards.card("answer", say("share-title"), lines, [])


def _ends(talk, given: dict) -> list[dict]:
    """Keeps what was ticked; where the question was left out, what was ticked before stays."""
    view = talk.view
    if given.get(SHOWN) is not None:
        view.answers[sharing.TICKED] = [name for name in sharing.PRIVATE if name in given[SHOWN]]
    return [{"text": _told(view), "card": plan_cards.copy_card(view)}]


def _told(view: View) -> str:
    say, now = view.situation.say, sharing.ticked(view.answers)
    if not now:
        return say("share-none")
    return say("share-some", what="; ".join(inside(say(f"share-{name}")) for name in now))


def _bars(view: View) -> Optional[str]:
    # Before there is anything to share there is nothing to tick.
    return None if view.answers.get("made") or view.answers.get("picked") is not None else "share-no-plan"


SHARE_TALK = Side(_asks, _ends, _bars)
