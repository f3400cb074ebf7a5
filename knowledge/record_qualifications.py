"""Qualifications, statuses, routes and courses: what they are, who gets in and how a gap is bridged."""
from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field

from knowledge.record_base import Dated, Fact, Part


class QualificationType(Fact):
    """Occupational, vocationally related, higher education, status, apprenticeship ..."""

    title: str
    plain: str
    definition: str
    suitable_when: list[str] = []
    assessment: list[str] = []
    school_must_provide: list[str] = []
    entry_notes: Optional[str] = None


class Level(Fact):
    """A national level, with examples people know."""

    level: int
    title: str
    what: str
    examples: list[str] = []


class Bridge(Part):
    """The first step across a gap: what to do, how long, what it costs, and the record that does it."""

    what: str
    time: str
    cost: str
    ref: Optional[str] = None


class EntryRequirement(Part):
    """One condition of entry.

    kind       subject (with `subjects` and `level`), level, role (`roles` held now, or `duties` done now),
               placement (a job or a regular voluntary place in a school), age, experience, licence,
               residence, employer (the employer must agree, pay or give something), status (`held` ids)
    strength   hard: nobody starts without it; usual: most ask for it
    """

    kind: Literal[
        "subject", "level", "role", "placement", "age", "experience", "licence", "residence", "employer", "status"
    ]
    strength: Literal["hard", "usual"]
    who_sets: str
    words: str
    subjects: list[Literal["english", "maths", "science"]] = []
    level: Optional[int] = None
    roles: list[str] = []
    duties: list[str] = []
    held: list[str] = []
    min_age: Optional[int] = None
    max_age: Optional[int] = None
    opened: Optional[str] = None
    closed: Optional[str] = None
    bridge: Optional[Bridge] = None


class GradeLevel(Part):
    """The level that certain grades of one qualification count for."""

    grades: list[str]
    level: int


class Counts(Part):
    """What a certificate is good for today (or on a day), one purpose at a time.

    verdict         yes; no; part (with more, as `words` say); ask (nobody we read says, so ask whom `words` name)
    grades          the grades this holds for; empty for all
    gained_from, gained_until   the years or dates of award this holds for; empty for any
    opened, closed  when this answer holds: rules change
    """

    purpose: Literal["level", "english", "maths", "hlta", "teacher-training", "early-years-ratios", "apprenticeship", "next-course"]
    verdict: Literal["yes", "no", "part", "ask"]
    words: str
    grades: list[str] = []
    gained_from: Optional[str] = None
    gained_until: Optional[str] = None
    opened: Optional[str] = None
    closed: Optional[str] = None
    sources: list[str] = Field(..., min_items=1)


class Qualification(Dated):
    """A qualification, status, route, licence or training: then and now.

    level           its level; null where it has none or has several
    levels          every level it comes at, where there are several; the level on the certificate decides
    grade_levels    for examinations: which grades count for which level
    offered         False where it only ever counts as held (old certificates with no known end)
    roles           whom it is for: people doing these roles now
    goals           roles it helps people towards
    topics          what it teaches
    covers          subjects it proves: english, maths, science
    introductory    True where it suits someone not yet in the job and without certificates
    only_below      for people who hold nothing at this level or above (a first degree, for example)
    statutory_for   roles that must by law have this or its like
    counts_as       what the certificate counts for today, in words
    counts          the same, purpose by purpose, where a source says
    """

    title: str
    kind: Literal["qualification", "status", "route", "training", "licence", "registration"]
    aliases: list[str] = []
    type: str
    level: Optional[int] = None
    levels: list[int] = []
    grade_levels: list[GradeLevel] = []
    framework: str = "none"
    awarding: list[str] = []
    reference: Optional[str] = None
    offered: bool = True
    roles: list[str] = []
    goals: list[str] = []
    topics: list[str] = []
    covers: list[Literal["english", "maths", "science"]] = []
    introductory: bool = False
    only_below: Optional[int] = None
    statutory_for: list[str] = []
    what: str
    who_for: str
    delivery: Optional[str] = None
    assessment: Optional[str] = None
    duration: Optional[str] = None
    months: Optional[int] = None
    cost: Optional[str] = None
    cost_band: Literal["free", "school", "fee", "unknown"] = "unknown"
    release: Literal["none", "some", "unknown"] = "unknown"
    online: Literal["yes", "no", "some", "unknown"] = "unknown"
    entry: list[EntryRequirement] = []
    progression_to: list[str] = []
    first_step: Optional[str] = None
    counts_as: Optional[str] = None
    counts: list[Counts] = []
    caution: Optional[str] = None
