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
    any_words  any words are an answer, but for a few that are commands
    keeps    what is kept of a pressed option, where that is not its id
    card     shown with the question
    mark     what the channel has to know of the message that asks (see `bot/channel/contact.py`)
    miss     the phrase that is said where words are no answer
    """

    id: str
    words: str
    options: list[Option] = field(default_factory=list)
    multi: bool = False
    take: Optional[Callable[[View, dict], object]] = None
    any_words: bool = False
    keeps: dict[str, object] = field(default_factory=dict)
    card: Optional[dict] = None
    mark: Optional[str] = None
    miss: str = "side-miss"


@dataclass(frozen=True)
class Side:
    """One side talk.

    asks    what is asked next, given the answers so far; None when it is at its end
    ends    the messages at the end; it may put into the answers of the interview what the person agreed to
    bars    why it cannot be begun: the id of a phrase, or None
    about   what the answers hold for (such as the jobs): when it changes, the side talk begins anew
    refuses the messages that say so where it cannot be begun; without it, the phrase alone
    left    the phrase that is said where it is left before its end
    instead the name of the side talk that is the next best where this one cannot be begun
    then    the name of the side talk that comes after it, by what was said; None where none does
    """

    asks: Callable[[View, dict], Optional[Ask]]
    ends: Callable[["object", dict], list[dict]]
    bars: Callable[[View], Optional[str]] = lambda view: None
    about: Callable[[View], object] = lambda view: None
    refuses: Optional[Callable[[View], list[dict]]] = None
    left: str = "side-left"
    instead: Optional[str] = None
    then: Callable[[dict], Optional[str]] = lambda given: None


def yes_no(view: View, yes: str = "side-yes", no: str = "side-no") -> list[Option]:
    """Two options, labelled by these phrases."""
    return [Option(id=YES, label=view.situation.say(yes), words=_YES_WORDS), Option(id=NO, label=view.situation.say(no), words=_NO_WORDS)]


def steps(rows: list[dict], view: View) -> list[dict]:
    """Next steps, `{what, who, when}`, as lines of a card."""
    return [{"label": view.situation.say("side-next"), "text": f"{sentence(row['what'])} ({row['who']}, {day_words(row['when'])})"} for row in rows]
