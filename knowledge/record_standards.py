"""What people measure themselves and their school by: standards units, self-checks, good practice, figures."""
from __future__ import annotations

from typing import Literal, Optional

from knowledge.record_base import Dated, Fact, Need, Part


class Statement(Part):
    """One line of a self-check: "I ..."; `heading` is the part of the standard that it rests on.

    topics      what somebody would learn about who wants help with it
    need        the kind of need that would be
    """

    text: str
    heading: str
    topics: list[str] = []
    need: Need = "skill"


class SelfCheck(Fact):
    """Plain statements for people who do these roles: "I do this", "I'd like help", "not my job".

    group       the family of jobs; none where it is for everybody
    subject     english or maths, for the everyday statements that belong to no job
    rests_on    the published standard behind it
    follows     whether the wording is the standard's or ours
    """

    title: str
    group: Optional[str] = None
    subject: Optional[Literal["english", "maths"]] = None
    roles: list[str] = []
    rests_on: str
    follows: str
    statements: list[Statement]
    note: Optional[str] = None


class UnitRole(Part):
    """A role that a unit fits, and how sure: stated by the standards, school-made, or inferred from the title."""

    role: str
    basis: Literal["stated", "school-made", "inferred"]


class StandardsUnit(Dated):
    """A unit of the 2007 national occupational standards for supporting teaching and learning in schools.

    levels      2, 3 or both
    plain       what it is about, in plain words
    topics      what somebody would learn about who wants help with it
    elements    its parts, where they were recovered
    """

    code: str
    title: str
    plain: str
    levels: list[int]
    unit_group: str
    topics: list[str] = []
    elements: list[str] = []
    roles: list[UnitRole] = []
    shared_with: list[str] = []
    note: Optional[str] = None


class UnitGroup(Fact):
    """A group of standards units, and what a person takes from it."""

    title: str
    what: str


class GoodPractice(Fact):
    """Something that schools, councils or unions did well; `who` would do it."""

    text: str
    who: Literal["school", "manager", "authority", "union", "person", "provider", "national"]
    about: list[str] = []


class Statistic(Fact):
    """A figure from the source documents: of its year, and never of today."""

    value: str
    meaning: str
    year: int


class ClarifyingQuestion(Fact):
    """A question that the guide of 2009 asks in step 2, and the interview question that asks it here."""

    text: str
    why: Optional[str] = None
    asked_by: Optional[str] = None


class NumberedStandard(Part):
    """One standard of a status, by its number, in our own words."""

    number: int
    text: str


class HltaStandards(Dated):
    """A group of the standards for higher level teaching assistant status.

    first, last     the numbers that the group takes up
    standards       those whose words were read; a number of the group that is not here was not found
    """

    title: str
    what: str
    first: int
    last: int
    standards: list[NumberedStandard] = []


class ProviderQuestion(Dated):
    """A question to put to a training provider, and what to listen for in the answer.

    when        what makes it worth asking (names of `provider_questions.py`); `any` for everything
    types       the types of qualification it fits (empty: all)
    order       the more it matters, the lower the number
    resource    where more is said about it
    """

    text: str
    listen_for: str
    when: list[str]
    types: list[str] = []
    order: int
    resource: Optional[str] = None


class ReviewStep(Part):
    """Something to do after a look back: what, who does it, and in how many weeks."""

    what: str
    who: str
    weeks: int


class ReviewReason(Fact):
    """Why development changed much, a little or nothing: what that means, the school's part, and what next.

    outcomes    the outcomes it is offered for
    start       the next need: same (as before), smaller (a smaller piece of it), job (begin with the job), new, or wait (look again later)
    barrier     what stood in the way, where that is one we know
    """

    title: str
    words: list[str] = []
    outcomes: list[Literal["met", "partly", "no-change"]]
    order: int
    means: str
    school: Optional[str] = None
    steps: list[ReviewStep]
    start: Literal["same", "smaller", "job", "new", "wait"]
    barrier: Optional[str] = None
