"""What a side talk is: a few questions of its own beside the five steps, and a card at the end. `sides.py` runs it."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Optional

from knowledge.advice.documents import day as day_words
from knowledge.advice.questions import View
from knowledge.records import Option
from knowledge.text import sentence

# The answer "none of these", and what a question that was left out has instead of an answer.
NONE, LEFT_OUT = "none", None
YES, NO = "yes", "no"
_YES_WORDS = ["yes", "yeah", "yep", "ok", "go on", "please"]
_NO_WORDS = ["no", "nope", "nah", "not now", "later"]


@dataclass(frozen=True)
class Ask:
    """One question of a side talk.

    id       names the answer in `given`
    words    the question
    options  what can be pressed; none where they say it in their own words
    multi    several can be chosen; "none of these" is offered beside them
    take     for own words: what to keep of a message, or None where it says nothing of use
    """

    id: str
    words: str
    options: list[Option] = field(default_factory=list)
    multi: bool = False
    take: Optional[Callable[[View, dict], object]] = None


@dataclass(frozen=True)
class Side:
    """One side talk.

    asks    what is asked next, given the answers so far; None when it is at its end
    ends    the messages at the end; it may put into the answers of the interview what the person agreed to
    bars    why it cannot be begun: the id of a phrase, or None
    about   what the answers hold for (such as the jobs): when it changes, the side talk begins anew
    instead the name of the side talk that is the next best where this one cannot be begun
    """

    asks: Callable[[View, dict], Optional[Ask]]
    ends: Callable[["object", dict], list[dict]]
    bars: Callable[[View], Optional[str]] = lambda view: None
    about: Callable[[View], object] = lambda view: None
    instead: Optional[str] = None


def yes_no(view: View, yes: str = "side-yes", no: str = "side-no") -> list[Option]:
    """Two options, labelled by these phrases."""
    return [Option(id=YES, label=view.situation.say(yes), words=_YES_WORDS), Option(id=NO, label=view.situation.say(no), words=_NO_WORDS)]


def steps(rows: list[dict], view: View) -> list[dict]:
    """Next steps, `{what, who, when}`, as lines of a card."""
    return [{"label": view.situation.say("side-next"), "text": f"{sentence(row['what'])} ({row['who']}, {day_words(row['when'])})"} for row in rows]
