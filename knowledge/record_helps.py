"""The small helps: one question or two, a card in the talk, and a page to keep; and the job profiles that one of them compares."""
from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field, validator

from knowledge.record_base import Dated, Part, plain_date
from knowledge.record_guide import Option

# What a help may be told: a job, words of the person's own, and one of a few choices.
Given = Literal["role", "say", "choice"]
# What a part of a page can be filled with; the makers are in `knowledge/advice/small_helps_*.py`.
Filling = Literal[
    "purpose", "duties", "group-duties", "standards", "interview", "law", "entry", "measures", "moves", "shared-units", "profile",
    "groups", "topics", "barriers", "ways", "reading",
]


class HelpAsk(Part):
    """A question that a help asks first. `required`: without an answer there is no page; `words_member`: for somebody who helps another."""

    id: Given
    words: str
    words_member: Optional[str] = None
    required: bool = False
    options: list[Option] = []


class HelpBlank(Part):
    """A named line to write on. `given` names what stands there already, where it was told."""

    label: str
    given: Optional[Given] = None
    rows: int = 1


class HelpPart(Part):
    """A part of the page, under a heading: our lines, lines made from other records, a table to fill in, and lines to write on.

    lines       in our words; `{role}` is the job
    records     `kind:id` of records that are told here, if they were there on the day
    tell        of a record: what it is, or how to use it
    fill        what else the lines are made from, and how many at most
    columns     names of the empty columns of a table: beside our lines and those filled in, with `rows` empty rows after them;
                with rows and nothing to fill it from, an empty form after our lines
    choices     the choices for which the part stands (none: always)
    sources     where our lines were read; what is filled in brings its own
    """

    id: str
    heading: str
    lines: list[str] = []
    records: list[str] = []
    tell: Literal["what", "how"] = "what"
    fill: Optional[Filling] = None
    most: int = 6
    columns: list[str] = []
    rows: int = 0
    blanks: list[HelpBlank] = []
    choices: list[str] = []
    opened: Optional[str] = None
    closed: Optional[str] = None
    sources: list[str] = Field(..., min_items=1)

    _dates = validator("opened", "closed", allow_reuse=True)(plain_date)


class SmallHelp(Dated):
    """A small help: who is offered it, what it asks, the card and the page.

    offer           how it is offered, in one line
    words           how people ask for it
    who             whom it is offered to: the person, a manager, a union learning rep
    need_sources    what it is offered for first (ids of `need_sources`)
    lead            what the page is for, in a line or two
    private         True where the page is the person's own, and nobody else's business
    beside          other helps that go with it, in the order of offering
    """

    title: str
    offer: str
    words: list[str] = []
    who: list[Literal["self", "manager", "rep"]]
    order: int
    need_sources: list[str] = []
    asks: list[HelpAsk]
    lead: str
    card: list[str]
    parts: list[HelpPart]
    private: bool = False
    beside: list[str] = []


class JobProfile(Dated):
    """A model profile of a job at several levels, as employers and unions agreed it. `roles` are our jobs that it is nearest to."""

    title: str
    family: str
    levels: int
    roles: list[str]
