"""The side talk that leaves a question for the named person of the school, where we have no answer or a person is wanted.

Nothing is kept before they have seen who will read it, when, and what happens next, and have agreed. The way to be
reached is asked for last: it never comes here, because the channel takes it out of the message first.
"""
from __future__ import annotations

import re
from typing import Optional

from knowledge import kept, local_words, opening
from knowledge.advice import cards
from knowledge.advice import local as local_advice
from knowledge.advice.questions import View
from knowledge.advice.side import LEFT_OUT, NO, YES, Ask, Side, yes_no
from knowledge.local_words import day as day_words
from knowledge.record_local import Contact, OpeningHours
from knowledge.records import Option
from knowledge.text import capital, sentence

NAME = "inbox"
# The mark on the message that asks for the way to be reached, the effects for the channel, and the choice that takes back.
CONTACT, LEAVE, TAKE_BACK, TAKES_BACK = "contact", "leave", "take-back", "take-back="
QUESTION, REACH, AGREED, LAST, CHANGE, WITHOUT = "question", "reach", "agreed", "last", "change", "without"
# Fewer words say nothing that somebody else could answer; more than this is no label.
_FEWEST_WORDS, _MOST_OF_LABEL = 2, 80
# So many can wait in the inbox from one person.
MOST_LEFT = 5
# Who else can be asked anywhere, in the order of asking.
_ANYWHERE = ("union-rep-or-ulr", "national-careers-service")
_TAKES_BACK = re.compile(
    r"\btake (?:it|that|this|(?:my|the) (?:question|message|note)) back\b|\btake back (?:my|the|that|this) (?:question|message|note)\b"
    r"|\b(?:delete|remove|withdraw|cancel) (?:my|the|that) (?:question|message|note)\b"
)
# What is asked about leaving it, and is no question to leave.
_ABOUT_IT = re.compile(
    r"\bwho (?:will |would |can |does |gets to )?(?:sees?|reads?|gets?) (?:this|it|that|my question)\b|\b(?:will|would|can|does) (?:my |the |a )?(?:\w+ )?(?:manager|boss|head|school|anyone|anybody|they) (?:see|read|know|find out)\b"
    r"|\bis (?:this|it) (?:private|confidential|anonymous|secret)\b|\bwhat happens (?:next|then|to it|after)\b|\bdo i have to (?:say|give) (?:who i am|my name)\b"
)
_YES = re.compile(r"\W*(?:yes|yeah|yep|yup|ok|okay|sure|please do|go on|go ahead|do it|i agree|agreed)\b")
_NO = re.compile(r"\W*(?:no|nope|nah|don'?t|do not|rather not|i'?d rather not)\b")
_WITHOUT = re.compile(r"\bwithout\b|^\W*(?:no|nope|nah|don'?t|do not|rather not|i'?d rather not|i would rather not)\b")
_NOT = re.compile(r"\b(?:no|not|don'?t|never|but|wait)\b")


def reader(view: View) -> Optional[Contact]:
    """Who reads what is left at this school, or None."""
    return next(iter(view.situation.local.whom("named-person")), None)


def could_not_answer(view: View, question: str) -> None:
    """Keeps what we could not answer, so that it can be left; not where it may show a worry."""
    if not view.wordless:
        view.answers["unanswered"] = question


def button(view: View) -> list[dict]:
    """The choice that begins it, where somebody reads what is left and it is not begun already."""
    if reader(view) is None or view.answers.get("side") == NAME:
        return []
    return [{"id": f"say:side-{NAME}", "label": view.store.phrase("side-open-inbox")}]


def say(talk, phrase: str) -> None:
    """A phrase that leads to people, with that choice."""
    offered = button(talk.view)
    talk.add({"text": talk.view.situation.say(phrase), **({"choices": offered} if offered else {})})


# Where nobody would read it


def _bars(view: View) -> Optional[str]:
    if not view.situation.local:
        return "leave-nobody-known"
    if reader(view) is None:
        return "leave-nobody-named"
    return "leave-enough" if len(view.answers.get("left", [])) >= MOST_LEFT else None


def _refuses(view: View) -> list[dict]:
    """That nobody would read it and nothing is kept, and who else can be asked."""
    store, local = view.store, view.situation.local
    if reader(view):
        return [{"text": store.phrase("leave-enough")}]
    said = store.phrase("leave-nobody-named", place=local.name) if local else store.phrase("leave-nobody-known")
    late = store.phrase("leave-late") if view.now and opening.at_night(view.now) else ""
    here = local_advice.person_card(store, local)
    records = [record for id in _ANYWHERE if (record := store.find("resources", id)) and record.open_on(view.situation.as_of)]
    lines = [{"label": record.title, "text": record.what} for record in records]
    anywhere = cards.card("answer", store.phrase("leave-others"), lines, cards.merged([store.sources(record) for record in records]))
    return [{"text": " ".join(filter(None, [said, late]))}, *([{"text": "", "card": here}] if here else []), {"text": "", "card": anywhere}]


# What is asked


def _asks(view: View, given: dict) -> Optional[Ask]:
    if reader(view) is None:
        # The school named somebody when it began, and does so no more.
        return None
    if QUESTION not in given:
        return _for_question(view)
    if given.get(AGREED) == CHANGE:
        # They begin again, and what they had written is offered to them.
        view.answers["unanswered"] = given[QUESTION]
        given.clear()
        return _for_question(view)
    if given[QUESTION] is LEFT_OUT:
        return None
    if REACH not in given:
        return _for_reach(view)
    if AGREED not in given:
        words = "leave-yes-with" if given[REACH] == YES else "leave-yes"
        options = [*yes_no(view, words, "leave-no"), Option(id=CHANGE, label=view.store.phrase("leave-change"))]
        return Ask(AGREED, view.store.phrase("leave-agree"), options, card=_terms(view, given), take=_agreed)
    if given[AGREED] == YES and given[REACH] == YES and CONTACT not in given:
        return Ask(
            CONTACT, view.store.phrase("leave-contact"), [Option(id=WITHOUT, label=view.store.phrase("leave-without"))],
            take=_contact, mark=CONTACT, miss="leave-contact-miss",
        )
    return None


def _for_question(view: View) -> Ask:
    store, last = view.store, view.answers.get("unanswered")
    label = store.phrase("leave-last", question=_short(last)) if last else ""
    return Ask(
        QUESTION, store.phrase("leave-ask", who=reader(view).who), [Option(id=LAST, label=label)] if last else [], take=_words,
        any_words=True, keeps={LAST: last}, miss="leave-not-kept" if view.wordless else "leave-more-words",
    )


def _for_reach(view: View) -> Ask:
    yes, no = yes_no(view, "leave-reach-yes", "leave-reach-no")
    # A number or an address that was typed already is gone by now, and says yes.
    typed = [view.store.phrase("masked-phone"), view.store.phrase("masked-email"), "phone", "email", "call me", "ring me", "text me"]
    mine = ["myself", "ask them", "ask her", "ask him", "in person"]
    options = [no.copy(update={"words": [*no.words, *mine]}), yes.copy(update={"words": [*yes.words, *typed]})]
    return Ask(REACH, view.store.phrase("leave-reach"), options)


def _words(view: View, message: dict) -> Optional[str]:
    """The question in their own words; nothing of a message that may show a worry."""
    text = message.get("text", "").strip()
    return text if not view.wordless and len(text.split()) >= _FEWEST_WORDS else None


def _agreed(view: View, message: dict) -> Optional[str]:
    """A plain yes or no to leaving it. "Leave it" alone may mean either, so it is asked again."""
    text = message.get("text", "").lower()
    if _NO.match(text):
        return NO
    return YES if _YES.match(text) and not _NOT.search(text) else None


def _contact(_view: View, message: dict) -> Optional[object]:
    """True where the channel took a way to be reached; that they leave none, in words; or None."""
    return True if message.get("contact") else WITHOUT if _WITHOUT.search(message.get("text", "").lower()) else None


def _short(text: str) -> str:
    return text if len(text) <= _MOST_OF_LABEL else f"{text[:_MOST_OF_LABEL].rsplit(' ', 1)[0]} ..."


# Who sees it, when, and what happens next


def _terms(view: View, given: dict) -> dict:
    """What they agree to."""
    reached = given[REACH] == YES
    store, days = view.store, kept.days().inbox
    then = store.phrase("leave-next-reach", days=days) if reached else store.phrase("leave-next-ask", days=days)
    lines = [*_told(view, given[QUESTION], reached), {"label": store.phrase("leave-card-next"), "text": then}]
    return cards.card("answer", view.store.phrase("leave-card-before"), lines, _sources(view))


def _told(view: View, question: str, reached: bool) -> list[dict]:
    store, local, who = view.store, view.situation.local, reader(view)
    return [
        {"label": store.phrase("leave-card-question"), "text": question},
        {"label": store.phrase("leave-card-who"), "text": store.phrase("leave-who", who=who.who, place=local.at(who))},
        {"label": store.phrase("leave-card-when"), "text": _when(view)},
        _line(view, "leave-card-reach", "leave-reached" if reached else "leave-not-reached"),
    ]


def there_now(view: View) -> str:
    """Whether somebody to talk to is at the school now, as far as the school's hours or the clock can tell; else nothing."""
    return _now(view, [span for found in view.situation.local.hours("named-person") for span in found.spans])


def _line(view: View, label: str, text: str) -> dict:
    return {"label": view.store.phrase(label), "text": view.store.phrase(text)}


def _hours(view: View) -> list[OpeningHours]:
    local = view.situation.local
    return local.hours("inbox") or local.hours("named-person")


def _when(view: View) -> str:
    """When it is read, as the school wrote it, and how that stands now."""
    store, hours = view.store, _hours(view)
    written = [_written(store, found) for found in hours] or [store.phrase("leave-hours-unknown")]
    return " ".join(filter(None, [*written, _now(view, [span for found in hours for span in found.spans])]))


def _written(store, hours: OpeningHours) -> str:
    # The line is about reading already, so hours of anything else say what they are.
    return sentence(capital(hours.hours)) if hours.of == "inbox" else local_words.hours(store, hours)


def _now(view: View, spans: list[opening.Span]) -> str:
    store, now = view.store, view.now
    if now is None:
        return ""
    if ends := opening.until(spans, now):
        return store.phrase("leave-open-now", until=opening.clock(ends))
    if following := opening.following(spans, now):
        day, span = following
        weekday = opening.DAYS[span.day]
        times = {"begins": opening.clock(span.begins), "ends": opening.clock(span.ends)}
        return store.phrase("leave-closed-now", day=f"{weekday} {day_words(day.isoformat())}", **times)
    return store.phrase("leave-late") if opening.at_night(now) else ""


def _sources(view: View) -> list[dict]:
    return local_words.sources(view.store, view.situation.local, [reader(view), *_hours(view)])


# Left, and taken back


def _ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, talk.view.store
    if given.get(AGREED) != YES:
        return [{"text": store.phrase("leave-not-left")}]
    entry = {"id": talk.new_id, "question": given[QUESTION], "contact": given.get(CONTACT) is True}
    view.answers["left"] = [*view.answers.get("left", []), entry]
    if view.answers.get("unanswered") == given[QUESTION]:
        view.answers.pop("unanswered")
    talk.effects.append(LEAVE)
    lines = [*_told(view, entry["question"], entry["contact"]), _line(view, "leave-card-back", "leave-back")]
    card = cards.card("answer", store.phrase("leave-card-left", who=reader(view).who), lines, _sources(view))
    card["actions"] = [{"id": f"say:{TAKES_BACK}{entry['id']}", "label": store.phrase("leave-take-back")}]
    return [{"text": store.phrase("leave-done"), "card": card}]


def asks_about_it(view: View, text: str) -> bool:
    """True for a text in lower case that asks who will see it, while a question is being left."""
    return view.answers.get("side") == NAME and reader(view) is not None and bool(_ABOUT_IT.search(text))


def tell_about_it(talk, asked) -> None:
    """Who sees what is left, when, and what happens next; then what was asked comes again."""
    view, who = talk.view, reader(talk.view)
    told = [view.store.phrase("leave-who", who=who.who, place=view.situation.local.at(who)), _when(view), view.store.phrase("leave-next-ask", days=kept.days().inbox)]
    talk.add({"text": " ".join(told)})
    talk.ask_question = asked


def takes_back(view: View, text: str) -> bool:
    """True for a text in lower case that wants something taken back, where something was left."""
    return bool(view.answers.get("left")) and bool(_TAKES_BACK.search(text))


def offer_back(talk, asked) -> None:
    """Everything that was left, each with a button: words alone delete nothing."""
    store, left = talk.view.store, talk.view.answers["left"]
    choices = [{"id": f"say:{TAKES_BACK}{one['id']}", "label": store.phrase("leave-back-one", question=_short(one["question"]))} for one in left]
    talk.add({"text": store.phrase("leave-which-back"), "choices": choices}).hold(asked)


def take_back(talk, asked, id: str) -> None:
    """Takes back what was left, for good; says so where it was taken back before."""
    left = talk.view.answers.get("left", [])
    gone = [entry for entry in left if entry["id"] == id]
    if not gone:
        talk.say("leave-gone-already").hold(asked)
        return
    talk.view.answers["left"] = [entry for entry in left if entry["id"] != id]
    talk.effects.append(TAKE_BACK)
    talk.say("leave-taken-back", question=sentence(_short(gone[0]["question"]))).hold(asked)


LEAVES: dict[str, Side] = {
    NAME: Side(
        _asks, _ends, _bars, lambda view: [view.situation.local.name, reader(view).who] if reader(view) else None, _refuses, "leave-left-halfway"
    )
}
