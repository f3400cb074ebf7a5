"""What somebody has chosen already, before they came: found in the knowledge base, or kept in their own words.

A choice that is closed is said to be so, with what came after it; one with an entry requirement that is not met is said gently, with
the way there; one that we do not know is kept as it was said, and the general practical points stand for it.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Optional

from knowledge.advice import entry, not_suggested
from knowledge.advice.own_words import OWN
from knowledge.language.words import plain
from knowledge.records import Option, Qualification

if TYPE_CHECKING:
    from knowledge.advice.questions import View

QUESTION, KEEP, NOT_YET = "chosen", "keep", "not-yet"
MOST = 4
# Words that say what kind of thing it is and not which.
_KIND_OF_THING = frozenset(
    "a an the my our this that some on in for of to and or with at by from it is one i i'm im we she he they course courses level qualification"
    " certificate award diploma training class classes programme study learning work works job school day days online start starting starts"
    " new next first do doing done go going get year month week september january already now please licence license something thing".split()
)
_LEVEL = re.compile(r"\b(?:level|l|nvq) ?([1-8])\b", re.I)
# What they hold decides about these entry requirements.
_BY_CERTIFICATE = ("subject", "level", "status")


def take(view: View, links: list[dict], said: str) -> bool:
    """Takes in what they have chosen, from words about nothing else; False where they name nothing.

    Afterwards `picked` holds what is known of it, or `chosen` what is to be cleared up first.
    """
    told = read(view, links, said)
    if told is None:
        return False
    if told.get("picked"):
        _settle(view, told["picked"][0])
    elif told.get("maybe"):
        view.answers["chosen"] = told
    else:
        _keep_words(view, told.get("words", ""))
    return True


def read(view: View, links: list[dict], said: str) -> Optional[dict]:
    """What words name: {picked} where it is sure, {maybe, words} where it could be several, else {words}; None where nothing is said."""
    ids, maybe = _found(view, links, said)
    words = said.strip(" .,!\"'")
    if ids:
        return {"picked": ids[:1]}
    if maybe:
        return {"maybe": maybe[:MOST], **_own(view, words)}
    return _own(view, words) if plain(words) else None


def names_one(view: View, links: list[dict], said: str) -> bool:
    """Whether words name something to learn that is known, or that might be it."""
    return any(_found(view, links, said))


def pressed(view: View, id: str) -> None:
    """A press on one of what it might be, on "keep what I said", or on "I have not chosen yet"."""
    told = view.answers.get("chosen") or {}
    if id == NOT_YET:
        view.answers.pop("chosen", None)
        view.answers.pop("start", None)
    elif id != KEEP:
        _settle(view, id)
    elif told.get("closed"):
        view.answers["picked"] = [told["closed"]]
        view.answers.pop("chosen")
    else:
        _keep_words(view, told.get("words", ""))


def options(view: View) -> list[Option]:
    """What it might be, then the ways on from there."""
    told, store = view.answers.get("chosen") or {}, view.store
    # What is no longer in the knowledge base is left out.
    known = [record for id in told.get("maybe", []) if (record := store.find("qualifications", id))]
    maybe = [Option(id=record.id, label=record.title, words=record.aliases) for record in known]
    keep = []
    if told.get("closed"):
        keep = [Option(id=KEEP, label=view.situation.say("chosen-keep-closed"), words=["keep it", "i have a place", "have a place already", "still"])]
    elif maybe:
        keep = [Option(id=KEEP, label=store.phrase("chosen-keep"), words=["none", "none of these", "neither", "another", "something else", "no"])]
    not_yet = Option(id=NOT_YET, label=view.situation.say("chosen-not-yet"), words=["not chosen yet", "not decided", "not sure", "don't know", "no idea"])
    return [*maybe, *keep, not_yet]


def words(view: View) -> Optional[str]:
    """How the question is put where something of it is known; None for its usual words."""
    told = view.answers.get("chosen") or {}
    if told.get("closed"):
        return view.situation.say("chosen-instead") if told["maybe"] else view.situation.say("chosen-closed-alone")
    return view.store.phrase("chosen-which") if told.get("maybe") else None


def turns_on_certificates(view: View) -> bool:
    """Whether an entry requirement of the choice depends on what they hold."""
    return any(row["kind"] in _BY_CERTIFICATE for row in _entry(view))


def turns_on_basics(view: View) -> bool:
    """Whether one depends on English or maths, and it is not known yet."""
    return any(row["kind"] == "subject" and row["met"] == entry.UNKNOWN for row in _entry(view))


def _entry(view: View) -> list[dict]:
    records = [record for id in view.answers.get("picked") or [] if (record := view.store.find("qualifications", id))]
    return [row for record in records for row in entry.assessed(record, view.situation)]


def _settle(view: View, id: str) -> None:
    """Takes a known thing as the choice; where it is closed, what came after it is offered first."""
    record = view.store.find("qualifications", id)
    if record is None or record.open_on(view.situation.as_of):
        view.answers["picked"] = [id]
        view.answers.pop("chosen", None)
        return
    view.answers["chosen"] = {"closed": id, "maybe": not_suggested.on_offer_after(record, view.situation)[:MOST]}


def _keep_words(view: View, words: str) -> None:
    view.answers["picked"] = [OWN]
    view.answers["chosen"] = _own(view, words)


def _own(view: View, words: str) -> dict:
    """Their words, but where nothing of the message may be kept."""
    return {} if view.wordless else {"words": words}


def _found(view: View, links: list[dict], said: str) -> tuple[list[str], list[str]]:
    """(what is surely meant, what may be meant)."""
    store, lowered = view.store, said.lower()
    kept_links = [link for link in links if link["status"] != "not"]
    ids = [link["id"] for link in kept_links if link["kind"] == "qualifications" and link["id"]]
    ids += [record.id for record in store.all("informal_options") if _called(record, lowered)]
    ids += _statuses(view, [link["id"] for link in kept_links if link["kind"] == "roles" and link["id"]])
    likely = _by_title(view, said) or _of_job(view, said)
    if not ids:
        one_of = [ref.partition(":")[2] for link in kept_links for ref in link["choices"] if ref.startswith("qualification:")]
        # "Level 2 catering" says more than "level 2", which may be any of a few.
        return [], likely or [id for id in dict.fromkeys(one_of) if store.get("qualifications", id).open_on(view.situation.as_of)] or list(dict.fromkeys(one_of))
    return list(dict.fromkeys(ids)), []


def _called(record, lowered: str) -> bool:
    return any(re.search(rf"\b{re.escape(name.lower())}\b", lowered) for name in (record.title, *record.aliases))


def _statuses(view: View, roles: list[str]) -> list[str]:
    """"The HLTA" names the job; here its status is meant."""
    return [record.id for record in view.store.all("qualifications") if record.kind == "status" and set(record.goals) & set(roles)]


def _on_offer(view: View, said: str) -> list[Qualification]:
    """What can be begun on the day, at the level that was said."""
    level = _LEVEL.search(said)
    fits = [record for record in view.store.all("qualifications") if record.offered and record.open_on(view.situation.as_of)]
    return [record for record in fits if not level or record.level in (None, int(level.group(1)))]


def _of_job(view: View, said: str) -> list[str]:
    """"The level 3 TA course": what is made for that job, at that level."""
    roles = [role.id for role in view.store.all("roles") if _called(role, said.lower())]
    found = [record for record in _on_offer(view, said) if set(record.roles) & set(roles) and record.level is not None]
    return [record.id for record in found][:MOST]


def _by_title(view: View, said: str) -> list[str]:
    """Qualifications on offer that share the telling words with what was said; the closest first."""
    told, scored = _telling(said), []
    for record in _on_offer(view, said):
        shared = max(len(told & _telling(name)) for name in (record.title, *record.aliases))
        if told and 3 * shared >= 2 * len(told):
            scored.append((-shared, record.level is None, record.id))
    return [id for *_, id in sorted(scored)][:MOST]


def _telling(text: str) -> frozenset[str]:
    """The words of a text that tell which thing it is, without their endings."""
    return frozenset(word.rstrip("s") for word in plain(text) if len(word) > 2 and word not in _KIND_OF_THING and not word.isdigit())
