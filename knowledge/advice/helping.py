"""Somebody who speaks for another: their own job is not the job of the person they help."""
from __future__ import annotations

from knowledge.advice.questions import find_option
from knowledge.advice.spoken import spoken_options
from knowledge.language import jobs

_MEMBER = "member"


def without_own_job(view, question, text: str, links: list[dict]) -> list[dict]:
    """The links without the helper's own job, where the message says who this is for: "learning rep, asking for a member"."""
    if question.id != "for" or [option.id for option in spoken_options(question, view, text)][:1] != [_MEMBER]:
        return links
    lowered = text.lower()
    places = [lowered.find(word.lower()) for word in find_option(question, view, _MEMBER).words]
    said = min((place for place in places if place >= 0), default=0)
    view.answers["for"] = _MEMBER
    return [link for link in links if link["kind"] != "roles" or link["start"] > said and not jobs.of_oneself(text[: link["start"]])]
