"""The look back of step 5 as a side talk: how it went, what had to do with it, and the next need. The thinking is in `review`.

Where no plan is here, what was chosen and when is told by the person, so that they can look back all the same.
"""
from __future__ import annotations

import datetime
from typing import Optional

from knowledge.advice import answers as state
from knowledge.advice import cards, chosen, review
from knowledge.advice.documents import day as day_words
from knowledge.advice.member import Speaking
from knowledge.advice.own_words import OWN
from knowledge.advice.questions import View, next_question
from knowledge.advice.side import LEFT_OUT, NO, YES, Ask, Side, steps, yes_no
from knowledge.advice.step_five import SIX_WEEKS
from knowledge.records import Option
from knowledge.store import Store

WHAT, WHEN, EARLY, OUTCOME, USED, WHY, AGAIN = "what", "when", "early", "outcome", "used", "why", "again"
WHOLE = "whole"
MOST_SHOWN = 3
# How long ago it began, where they tell it themselves, in weeks.
_AGO = {"weeks": SIX_WEEKS, "months": 10, "longer": 30}
_AGO_WORDS = {
    "weeks": ["weeks ago", "few weeks", "last week", "this month", "last month", "a month ago", "just now", "recently"],
    "months": ["months ago", "few months", "couple of months", "two months", "three months", "four months", "five months", "term"],
    "longer": ["longer", "last year", "a year", "years ago", "half a year", "six months", "long ago", "ages ago"],
}
_OUTCOME_WORDS = {
    "met": ["yes", "it did", "it worked", "good", "great", "well"], "partly": ["partly", "in part", "a bit", "some of it", "sort of", "half"],
    "no-change": ["no", "nothing", "no change", "nothing changed", "it did not", "not really", "didnt"],
}
# "Something new" is no wish to have every answer cleared, where the next need is offered.
_NEXT_WORDS = ["next need", "new need", "another need", "something new", "something else", "start on", "begin on", "a new one"]
_USED_WORDS = {"yes": ["yes", "yep", "often", "every day"], "little": ["a little", "a bit", "once", "sometimes"], "no": ["no", "not yet", "never", "nope"]}


def _store(view: View) -> Store:
    return Speaking(view.situation)


def _labelled(rows: list[dict], words: dict) -> list[Option]:
    return [Option(id=row["id"], label=row["label"], words=words.get(row["id"], [])) for row in rows]


def _told(view: View, given: dict) -> dict:
    """The answers, with what they told of a plan that is not here."""
    if view.answers.get("picked") or not given.get(WHAT):
        return view.answers
    begun = view.today - datetime.timedelta(weeks=_AGO[given.get(WHEN) or "longer"])
    return {**view.answers, "picked": given[WHAT]["picked"], "chosen": given[WHAT], "made": begun.isoformat()}


def _look(view: View, given: dict) -> dict:
    told = _told(view, given)
    made = told.get("made")
    return review.look(told, datetime.date.fromisoformat(made) if made else view.today, view.today, _store(view))


def _what(view: View, message: dict) -> Optional[dict]:
    """What they had chosen, as the answers keep it; None where they name nothing."""
    told = chosen.read(view, (message.get("reading") or {}).get("links", []), message.get("text", ""))
    return told and {**told, "picked": told.get("picked") or [OWN]}


def _asks(view: View, given: dict) -> Optional[Ask]:
    say = view.situation.say
    if not view.answers.get("picked"):
        if WHAT not in given:
            return Ask(WHAT, say("side-review-what"), take=_what)
        if given[WHAT] is None:
            return None
        if WHEN not in given:
            ago = [Option(id=id, label=say(f"side-review-ago-{id}"), words=words) for id, words in _AGO_WORDS.items()]
            return Ask(WHEN, say("side-review-when"), ago)
    look = _look(view, given)
    if look["now"] == review.EARLY and given.get(EARLY) != WHOLE:
        return _early(view, given, look)
    return _quick(view, given) if look["now"] == review.QUICK else _full(view, given)


def _early(view: View, given: dict, look: dict) -> Optional[Ask]:
    """Before its date: when that is, and a quick look or the whole of it all the same."""
    if EARLY not in given:
        now, later = yes_no(view, "side-look-now", "side-look-later")
        whole = Option(id=WHOLE, label=view.situation.say("side-look-whole"), words=["whole", "all of it", "full", "finished", "the lot"])
        return Ask(EARLY, look["words"], [now, whole, later])
    return _quick(view, given) if given[EARLY] == YES else None


def _quick(view: View, given: dict) -> Optional[Ask]:
    if USED not in given:
        return _used(view)
    if WHY not in given and given[USED] in ("little", "no"):
        return Ask(WHY, view.situation.say("side-review-why"), _reasons(view, "partly"))
    return None


def _used(view: View) -> Ask:
    return Ask(USED, view.situation.say("side-review-used"), _labelled(review.uses(view.store), _USED_WORDS))


def _reasons(view: View, outcome: str) -> list[Option]:
    return [Option(id=reason.id, label=reason.title, words=reason.words) for reason in review.reasons(view.store, outcome)]


def _full(view: View, given: dict) -> Optional[Ask]:
    say = view.situation.say
    if OUTCOME not in given:
        labels = [{"id": row["id"], "label": say(f"review-outcome-{row['id']}")} for row in review.outcomes(view.store)]
        return Ask(OUTCOME, _aim_words(view, given), _labelled(labels, _OUTCOME_WORDS))
    outcome = given[OUTCOME]
    if outcome is None:
        return None
    if outcome != "met" and USED not in given:
        return _used(view)
    if WHY not in given:
        return Ask(WHY, say("side-review-why"), _reasons(view, outcome))
    if AGAIN not in given and (shows := _reviewed(view, given))["next_need"] is not None:
        return Ask(AGAIN, shows["start_words"], _next_or_not(view))
    return None


def _aim_words(view: View, given: dict) -> str:
    """The question of the look back, with what they had said would be different."""
    aim = review.aims(_told(view, given), _store(view))
    told = [view.situation.say("review-aim"), *aim] if aim else []
    return " ".join([*told, view.situation.say("side-review-outcome")])


def _reviewed(view: View, given: dict) -> dict:
    return review.review(_told(view, given), given[OUTCOME], given.get(WHY), _store(view), view.today, given.get(USED))


def _ends(talk, given: dict) -> list[dict]:
    view = talk.view
    if given.get(OUTCOME):
        return _full_end(talk, given)
    if given.get(USED):
        shows = review.six_weeks(_told(view, given), given[USED], given.get(WHY), _store(view), view.today)
        _note(view, review.QUICK, given)
        return [_card(view, shows, [])]
    if given.get(EARLY) == NO:
        return [{"text": view.situation.say("side-review-later", due=day_words(_look(view, given)["next"]))}]
    return [{"text": view.situation.say("side-left-out")}]


def _note(view: View, look: str, given: dict) -> None:
    """That they looked back, and how it went: it is kept with the plan, and not asked again."""
    if view.answers.get("made"):
        row = {"on": view.today.isoformat(), "look": look, **{key: given.get(key) for key in (OUTCOME, USED, WHY)}}
        view.answers["looked"] = [*(view.answers.get("looked") or []), row]


def _next_or_not(view: View) -> list[Option]:
    yes, no = yes_no(view, "side-begin-again", "side-not-now")
    return [yes.copy(update={"words": [*yes.words, *_NEXT_WORDS]}), no]


def _full_end(talk, given: dict) -> list[dict]:
    view, say = talk.view, talk.view.situation.say
    shows = _reviewed(view, given)
    more = [{"label": say("side-share"), "text": text} for text in shows["share"][:MOST_SHOWN]]
    more += [shows["held_words"]] if shows["held_words"] else []
    messages = [_card(view, shows, more)]
    _note(view, review.FULL, given)
    if given.get(AGAIN) == YES:
        begun, anew = shows["next_need"], state.anew(view.answers)
        view.answers.clear()
        # What was carried over was asked before, even where more might be asked.
        asked = [id for id in state.ASKED_IN_ANY_CASE if any(key in begun for key in state.FILLS[id])]
        view.answers.update({**anew, "asked": asked, **begun})
        # The plan is over, and what comes first of the next need is asked.
        talk.ask_question = next_question(view)
        messages.append({"text": say("side-review-begun")})
    elif given.get(AGAIN, LEFT_OUT) == NO:
        messages.append({"text": say("side-review-stays")})
    return messages


def _card(view: View, shows: dict, more: list) -> dict:
    school = [{"label": view.situation.say("review-card-school"), "text": shows["school"]}] if shows["school"] else []
    lines = [*shows["words"], *school, *steps(shows["next_steps"], view), *more]
    return {"text": "", "card": cards.card("answer", view.situation.say("side-review-title"), lines, shows["sources"])}


REVIEW = Side(_asks, _ends, about=lambda view: view.answers.get("made"))
