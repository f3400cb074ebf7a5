"""Somebody who speaks for another: their own job is not the job of the person they help."""
from __future__ import annotations

import re
from typing import Optional

from knowledge.advice.questions import find_option
from knowledge.advice.spoken import spoken_options
from knowledge.language import jobs

_MEMBER = "member"
_FOR, _HELPER = "for", "helper"
# How they help, where it is said with whom it is for. "Her manager told her to" tells of neither.
_REP = re.compile(r"\b(?:rep|reps|ulr|steward|convenor)\b|\b(?:my|our)(?: union|) members?\b|\b(?:member|members) of (?:my|our) (?:branch|union)\b|\bunion members?\b")
_MANAGER = re.compile(
    r"\b(?:i am|i'm|im|as) (?:\w+ )?(?:her |his |their |the |a )?(?:line )?(?:manager|boss|head|headteacher|deputy|bursar)\b|\bi (?:line )?manage\b"
    r"|\b(?:one of|member of|someone (?:in|on)|somebody (?:in|on)) my (?:staff|team)\b|\bmy staff\b|\bcpd lead"
)
# Who manages one has to speak of them too: "I manage a team" tells of a job.
_HELPS_ONE = re.compile(r"\bhelping (?:a|an|one of (?:my|our|the)|my|our|two|some) (?!(?:\w+ )?(?:boys?|girls?|child|children|pupils?|kids?|lads?|class|teachers?)\b)")
_MANAGES_ONE = re.compile(r"\bi (?:line |also )?manage (?:a|an|one of (?:my|our|the)|two) ")
_SPEAKS_OF = re.compile(r"\b(?:who|she|he|they|her|him|them)\b")
_OF_THEM = re.compile(r"\b(?:she|he|they|who|member|colleague|friend|for)\b")


def without_own_job(view, question, text: str, links: list[dict]) -> list[dict]:
    """The links without the helper's own job, where the message says who this is for: "learning rep, asking for a member"."""
    lowered = text.lower().replace("’", "'")
    if question.id == _HELPER:
        says_how = bool(spoken_options(question, view, text))
        return [link for link in links if link["kind"] != "roles" or _is_theirs(text[: link["start"]], says_how)]
    if question.id != _FOR:
        return links
    names_one = _names_one(lowered)
    if not names_one and [option.id for option in spoken_options(question, view, text)][:1] != [_MEMBER]:
        return links
    places = [lowered.find(word.lower()) for word in find_option(question, view, _MEMBER).words]
    # Of whom somebody manages or helps, a job tells more of the helper's own (`language/jobs.py`), so theirs is asked.
    said = len(text) if names_one else min((place for place in places if place >= 0), default=0)
    view.answers["for"] = _MEMBER
    if kind := kind_of_help(lowered):
        view.answers["helper"] = kind
    return [link for link in links if link["kind"] != "roles" or link["start"] > said and not jobs.of_oneself(text[: link["start"]])]


def _names_one(text: str) -> bool:
    """Whether a rep or a manager names another adult: "I'm a rep helping a dinner lady", "I manage a cleaner who ..."."""
    helped, managed = _HELPS_ONE.search(text), _MANAGES_ONE.search(text)
    return bool(helped and kind_of_help(text) or managed and _SPEAKS_OF.search(text[managed.end():]))


def kind_of_help(text: str) -> Optional[str]:
    """Who helps, as a text in lower case tells it: "rep" or "manager"; None where it does not."""
    if _REP.search(text):
        return "rep"
    return "manager" if _MANAGER.search(text) else None


def _is_theirs(before: str, says_how: bool) -> bool:
    """Whether a job with these words before it is that of the person who is helped: "I'm her rep, she is a cook", or "a cook" alone."""
    return not jobs.of_oneself(before) and (not says_how or bool(_OF_THEM.search(before.lower())))
