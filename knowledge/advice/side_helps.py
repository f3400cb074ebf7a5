"""The small helps as side talks: a list of those that fit, then the question or two of one, its card, and its page to keep.

What was told for a help is kept in the answers, under `helps`, so that its page can be made at any time. A page knows a job, a few own
words and a choice, all given for that page. Of anything else that was said in the talk it knows nothing.
"""
from __future__ import annotations

import re
from functools import partial
from typing import Optional

from knowledge.advice import asides, sharing, small_helps, spoken
from knowledge.advice.member import for_another
from knowledge.advice.questions import View
from knowledge.advice.side import LEFT_OUT, YES, Ask, Side, yes_no
from knowledge.advice.side_plan import WHICH, jobs_named
from knowledge.advice.team import NotThen
from knowledge.record_helps import HelpAsk
from knowledge.records import Option, SmallHelp
from knowledge.store import NotFound
from knowledge.text import inside

# A name of a side talk that begins so is one help: by the job that is known, or asked for another.
ONE, AFRESH = "help-", "afresh-"
LIST, FOR_A_TEAM = "helps", "team-helps"
# More buttons than this are not read.
SHOWN = 6
MORE, WITHOUT, STANDS = "more", "without", "stands"
ROLE, SAY = "role", "say"
SELF, MANAGER, REP = "self", "manager", "rep"
# What is put as a question.
_ASKS = re.compile(r"\?\W*$|^\W*(?:what|how|who|whom|whose|when|where|which|why|can|could|do|does|did|is|are|am|will|would|should|may|must|tell me)\b", re.I)
# "How to run a small group" names what is wanted, and asks nothing.
_TO_LEARN = re.compile(r"(?:how|what|when|where) to\b[^?]*$", re.I)
# Help for whoever helps, by who that is; it opens the way to others.
_OWN_PAGE = {REP: "for-rep", MANAGER: "for-manager"}


def whose(view: View) -> Optional[str]:
    """Whom the helps are for: "self", "manager" or "rep"; None where nobody has said it."""
    if view.answers.get("for") == SELF:
        return SELF
    if not for_another(view.situation):
        return None
    return MANAGER if view.answers.get("helper") == MANAGER else REP


def fitting(view: View, who: Optional[str] = None) -> list[dict]:
    """The helps that fit, what prompted the need first. A friend or colleague gets what is no business of a union or a manager."""
    asks, prompt = who or whose(view), view.answers.get("need_source")
    rows = small_helps.offered(view.store, view.today, asks, prompt)
    if asks in (MANAGER, REP):
        # What is made for them first; what is for everybody after it.
        rows.sort(key=lambda row: (prompt not in view.store.get("small_helps", row["id"]).need_sources, row["who"][0] != asks))
    friend = who is None and for_another(view.situation) and view.answers.get("helper") == "other"
    return [row for row in rows if SELF in row["who"]] if friend else rows


def buttons(view: View) -> list[dict]:
    """What is offered after the advice and beside the plan: the page of a rep or a manager, the help that what prompted it asks for, and the list."""
    return [*(_button(view, id) for id in dict.fromkeys([*_own_pages(view), *_prompted(view)])), _to_list(view)]


def met(view: View, question: str) -> list[dict]:
    """The message that goes with an answer to a question of the interview; none where none fits."""
    if question in ("for", "helper") and for_another(view.situation) and view.answers.get("helper"):
        offered = [_button(view, id) for id in _own_pages(view)]
        return [{"text": view.store.phrase(f"help-offer-{view.answers['helper']}"), "choices": [*offered, _to_list(view)]}]
    if question == "need_source" and (prompted := _prompted(view)):
        return [{"text": view.store.phrase("side-help-fits"), "choices": [_button(view, prompted[0])]}]
    return []


def _own_pages(view: View) -> list[str]:
    """The page for whoever helps; for a rep or a manager, where that was never said."""
    if not for_another(view.situation):
        return []
    helper = view.answers.get("helper")
    return list(_OWN_PAGE.values()) if helper is None else [page] if (page := _OWN_PAGE.get(helper)) else []


def _prompted(view: View) -> list[str]:
    """The first help that is for what prompted the need; at most one."""
    prompt = view.answers.get("need_source")
    fits = [row["id"] for row in fitting(view) if prompt in view.store.get("small_helps", row["id"]).need_sources] if prompt else []
    return fits[:1]


def _button(view: View, id: str) -> dict:
    return {"id": f"say:side-{ONE}{id}", "label": view.store.get("small_helps", id).title}


def _to_list(view: View) -> dict:
    return {"id": f"say:side-{LIST}", "label": view.store.phrase("side-open-helps")}


# The list


def _list_asks(who: Optional[str], view: View, given: dict) -> Optional[Ask]:
    """The helps, a group at a time. Each "more" is the answer to a question of its own; after the last group comes the first again."""
    rows, store = fitting(view, who), view.store
    turn = list(given.values()).count(MORE)
    id, groups = f"group-{turn + 1}", -(-len(rows) // SHOWN)
    if id in given or not rows:
        return None
    start = turn % groups * SHOWN
    options = [Option(id=row["id"], label=row["title"], words=store.get("small_helps", row["id"]).words) for row in rows[start:start + SHOWN]]
    if groups > 1:
        label = "side-help-more" if rows[start + SHOWN:] else "side-help-first-again"
        options.append(Option(id=MORE, label=store.phrase(label), words=["more", "others", "another", "next", "something else", "the first ones"]))
    return Ask(id, store.phrase("side-help-list-more" if turn else "side-help-list"), options)


def _list_then(given: dict) -> Optional[str]:
    chosen = [said for said in given.values() if said not in (MORE, LEFT_OUT)]
    return ONE + chosen[0] if chosen else None


def _list_ends(talk, given: dict) -> list[dict]:
    return [] if _list_then(given) else [{"text": talk.view.store.phrase("side-left-out")}]


# One help


def one(name: str) -> Optional[Side]:
    """The side talk of one help, by a name that begins with `help-` or `afresh-`; None for any other name."""
    begins = next((begins for begins in (ONE, AFRESH) if name.startswith(begins)), None)
    if begins is None:
        return None
    id, afresh = name.removeprefix(begins), begins == AFRESH
    return Side(partial(_asks, id, afresh), partial(_ends, id, afresh), partial(_bars, id), lambda view: sorted(view.situation.role_ids))


def _bars(id: str, view: View) -> Optional[str]:
    help = view.store.find("small_helps", id)
    return None if help and help.open_on(view.today) else "old-choice"


def _asks(id: str, afresh: bool, view: View, given: dict) -> Optional[Ask]:
    help = view.store.find("small_helps", id)
    for ask in help.asks if help else []:
        question = _job_ask(view, help, ask, given, afresh) if ask.id == ROLE else _other_ask(view, help, ask, given)
        if question:
            return question
        if ask.required and not _told(view, help, given, afresh).get(ask.id):
            return None
    return None


def _job_ask(view: View, help: SmallHelp, ask: HelpAsk, given: dict, afresh: bool) -> Optional[Ask]:
    """Which job it is for, where that is not known or more than one is."""
    if ROLE not in given and _known(view, help, ask, afresh) is None:
        options = [Option(id=role.id, label=role.title) for role in view.situation.roles if not afresh]
        return Ask(ROLE, _words(view, ask), options + _without(view, ask), take=partial(_job, options))
    if isinstance(given.get(ROLE), list) and len(given[ROLE]) > 1 and WHICH not in given:
        return Ask(WHICH, view.store.phrase("side-which-job"), [Option(id=role.id, label=role.title) for id in given[ROLE] if (role := view.store.find("roles", id))])
    return None


def _known(view: View, help: SmallHelp, ask: HelpAsk, afresh: bool) -> Optional[str]:
    """The job that the page is for without asking. A post to fill is not one's own job, and a survey is seldom for one job."""
    fits = SELF in help.who or for_another(view.situation) and ask.required
    roles = view.situation.roles
    return roles[0].id if fits and not afresh and len(roles) == 1 else None


def _job(options: list[Option], view: View, message: dict) -> object:
    return jobs_named(view, message) or next((option.id for option in spoken.named(options, message.get("text", ""))), None) or _nothing(message)


def _other_ask(view: View, help: SmallHelp, ask: HelpAsk, given: dict) -> Optional[Ask]:
    if ask.id not in given:
        take = partial(_own_words, help) if ask.id == SAY else None
        options = [Option(id=option.id, label=option.label[0].upper() + option.label[1:], words=option.words) for option in ask.options]
        return Ask(ask.id, _words(view, ask), options + _without(view, ask), take=take, any_words=ask.id == SAY)
    if ask.id == SAY and STANDS not in given and _tells(view, help, given[SAY]):
        return Ask(STANDS, view.store.phrase("side-help-stands"), yes_no(view, "side-help-stands-yes", "side-help-stands-no"))
    return None


def _words(view: View, ask: HelpAsk) -> str:
    """The question; where there are two people, in words for whoever helps."""
    return ask.words_member if ask.words_member and for_another(view.situation) else ask.words


def _without(view: View, ask: HelpAsk) -> list[Option]:
    return [] if ask.required else [Option(id=WITHOUT, label=view.store.phrase("side-help-without"), words=["without", "leave it out", "nothing", "none"])]


def _nothing(message: dict) -> Optional[str]:
    text = message.get("text", "")
    return WITHOUT if spoken.says_none(text) else None


def _own_words(help: SmallHelp, view: View, message: dict) -> Optional[str]:
    """Words of their own, unless they ask something in between; a help to read is for what is asked. None of what may be a worry is kept."""
    questions = (message.get("reading") or {}).get("questions") or []
    said = " ".join(message.get("text", "").split())
    # "Staff who never get any training" is like a question that we answer, and asks nothing.
    if asides.worth_answering(questions) and not _needs_words(help) and _ASKS.search(said) and not _TO_LEARN.match(said):
        return None
    return WITHOUT if view.wordless or _nothing(message) else said[: small_helps.MOST_SAID] or None


def _needs_words(help: SmallHelp) -> bool:
    return any(ask.id == SAY and ask.required for ask in help.asks)


def _tells(view: View, help: SmallHelp, said: Optional[str]) -> bool:
    """Whether the words of a page for others may tell what is private: health, confidence, a refusal."""
    kinds = {kind for private in sharing.PRIVATE.values() for kind in private.kinds}
    return not help.private and not _needs_words(help) and sharing.tells(said, view.store, kinds)


def _told(view: View, help: SmallHelp, given: dict, afresh: bool) -> dict:
    """What the page is made from: {role, say, choice}, as far as each was told."""
    known = {ask.id: _known(view, help, ask, afresh) for ask in help.asks if ask.id == ROLE}
    told = {**known, **{ask.id: given[ask.id] for ask in help.asks if ask.id in given}}
    if isinstance(told.get(ROLE), list):
        told[ROLE] = given.get(WHICH) or told[ROLE][0]
    if STANDS in given and given[STANDS] != YES:
        told.pop(SAY)
    return {key: value for key, value in told.items() if value not in (None, WITHOUT)}


def _ends(id: str, afresh: bool, talk, given: dict) -> list[dict]:
    view, store = talk.view, talk.view.store
    help = store.get("small_helps", id)
    told = _told(view, help, given, afresh)
    if any(ask.required and ask.id not in told for ask in help.asks):
        return [{"text": store.phrase("side-left-out")}]
    try:
        card = small_helps.card(id, told, store, view.today)
    except (NotThen, NotFound) as error:
        return [{"text": str(error)}]
    view.answers.setdefault("helps", {})[help.id] = told
    if ROLE in told:
        card["lines"].insert(0, store.phrase("side-help-for-job", job=inside(store.get("roles", told[ROLE]).title)))
    return [{"text": "", "card": card}, _onward(view, help)]


def _onward(view: View, help: SmallHelp) -> dict:
    """What can be had next: the helps beside this one, the same for another job, and the list."""
    choices = [_button(view, id) for id in help.beside if view.store.get("small_helps", id).open_on(view.today)]
    if any(ask.id == ROLE for ask in help.asks):
        choices.append({"id": f"say:side-{AFRESH}{help.id}", "label": view.store.phrase("side-help-afresh")})
    choices.append(_to_list(view))
    return {"text": view.store.phrase("side-help-kept"), "choices": choices}


HELPS: dict[str, Side] = {
    LIST: Side(partial(_list_asks, None), _list_ends, then=_list_then),
    FOR_A_TEAM: Side(partial(_list_asks, MANAGER), _list_ends, then=_list_then),
}
