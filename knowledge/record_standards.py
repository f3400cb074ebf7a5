"""What people measure themselves and their school by: standards units, self-checks, good practice, figures."""
from __future__ import annotations

from typing import Literal, Optional

from knowledge.record_base import Dated, Fact, Part


class Statement(Part):
    """One line of a self-check: "I ..."; `heading` is the part of the standard that it rests on."""

    text: str
    heading: str


class SelfCheck(Fact):
    """Plain statements for people who do these roles: "I do this", "I'd like help", "not my job".

    rests_on    the published standard behind it
    follows     whether the wording is the standard's or ours
    """

    title: str
    group: str
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
    elements    its parts, where they were recovered
    """

    code: str
    title: str
    plain: str
    levels: list[int]
    unit_group: str
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
