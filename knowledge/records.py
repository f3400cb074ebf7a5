"""One typed record for each kind of thing the knowledge base holds.

Content files (`knowledge/content/**/*.yml`) are checked against these models, and everything that
reads `knowledge.db` gets these models back. A field that is not named here is refused, so a slip in
a content file is met at once.

Conventions
    id        lower-case words joined by hyphens (or the number of the original list, such as `dr19`)
    sources   source ids; `some-source#Section name` points at a section
    dates     `2024`, `2024-09` or `2024-09-01`; a year or month alone means its last day
    levels    0 is entry level, 1 to 8 the national levels, null where there is no level
"""
from __future__ import annotations

import datetime
import re
from typing import Literal, Optional

from pydantic import BaseModel, Field, validator

BEFORE_2004 = "before-2004"
_ID = re.compile(r"^[a-z0-9][a-z0-9_-]*$")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")

Confidence = Literal["high", "medium", "low"]
Need = Literal["knowledge", "skill", "recognition", "legal", "confidence"]


class Record(BaseModel):
    """Anything with an id. `former_ids` are the ids of records merged into this one; look-ups resolve them."""

    id: str
    former_ids: list[str] = []

    class Config:
        extra = "forbid"
        frozen = True

    @validator("id")
    def _plain_id(cls, value):
        if not _ID.match(value):
            raise ValueError("an id has lower-case letters, figures, hyphens and underscores only")
        return value


class Fact(Record):
    """Something that is true of the world, so it names its sources and how sure we are."""

    sources: list[str] = Field(..., min_items=1)
    confidence: Confidence = "medium"


class Dated(Fact):
    """A fact that can begin or end. `closed` needs `replaced_by` or `closed_reason`."""

    opened: Optional[str] = None
    closed: Optional[str] = None
    closed_reason: Optional[str] = None
    replaced_by: list[str] = []

    @validator("opened", "closed")
    def _plain_date(cls, value):
        if value is not None and value != BEFORE_2004 and not _DATE.match(value):
            raise ValueError("write a date as '2024', '2024-09' or '2024-09-01', in quotes (or 'before-2004')")
        return value

    def open_on(self, day: datetime.date) -> bool:
        """True if the thing had begun and had not ended on `day`."""
        begun = self.opened in (None, BEFORE_2004) or last_day(self.opened) <= day
        return begun and (self.closed is None or last_day(self.closed) > day)


def last_day(text: str) -> datetime.date:
    """The last day a date text can mean: '2010' is 31 December 2010, '2010-09' 30 September 2010."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


class Source(Record):
    """Where a fact was read. `checked` says when, as honestly as it is known ('2026-08', 'undated (old page)')."""

    title: str
    publisher: str
    url: Optional[str] = None
    checked: str
    supports: str = ""


class Group(Fact):
    """A family of roles, for example learning support."""

    title: str
    what: str


class Setting(Record):
    """A kind of school: nursery, primary, secondary, special."""

    title: str
    aliases: list[str] = []


class Topic(Record):
    """A subject of learning, as people name it (`words`), that ties needs to qualifications and options."""

    title: str
    words: list[str] = []


class Duty(Record):
    """A line of a normal week that a person can tick."""

    title: str
    words: list[str] = []
    topics: list[str] = []


class Role(Dated):
    """A job in a school, or a goal such as teacher.

    alone       True where a school usually has one person in it
    goal_only   True for a job outside support staff that people aim for
    """

    title: str
    short: Optional[str] = None
    aliases: list[str] = []
    group: str
    what_they_do: str
    typical_entry: str
    legal_requirement: str
    duties: list[str] = []
    note: Optional[str] = None
    alone: bool = False
    goal_only: bool = False


class Alias(Record):
    """A word that can mean more than one thing: `refs` like `role:school-cook`, and what to ask."""

    text: str
    refs: list[str]
    ask: str


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


class Bridge(BaseModel):
    """The first step across a gap: what to do, how long, what it costs, and the record that does it."""

    what: str
    time: str
    cost: str
    ref: Optional[str] = None

    class Config:
        extra = "forbid"
        frozen = True


class EntryRequirement(BaseModel):
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
    opened: Optional[str] = None
    closed: Optional[str] = None
    bridge: Optional[Bridge] = None

    class Config:
        extra = "forbid"
        frozen = True


class GradeLevel(BaseModel):
    """The level that certain grades of one qualification count for."""

    grades: list[str]
    level: int

    class Config:
        extra = "forbid"
        frozen = True


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
    caution: Optional[str] = None


class Progression(Dated):
    """A move from one role to another, how people make it, and the qualifications on the way."""

    from_role: str
    to_role: str
    kind: Literal["up", "sideways", "deepen"]
    why: str
    steps: list[str] = []
    via: list[str] = []


class InformalOption(Dated):
    """Development that needs no course, the needs it fits, and how to set it up in three steps.

    learn_from      a colleague at school, others elsewhere, or the person's own study: suggestions mix them
    """

    title: str
    aliases: list[str] = []
    what: str
    fits: list[Literal["knowledge", "skill", "recognition", "legal", "confidence", "aspiration", "alone", "shared"]]
    how: list[str]
    costs_school: str
    learn_from: Literal["colleague", "others", "self"] = "colleague"
    release: Literal["none", "some"] = "none"
    online: bool = False
    roles: list[str] = []
    goals: list[str] = []
    topics: list[str] = []
    duties: list[str] = []


class Practicality(Fact):
    """One line of the step 4 checklist. `types` are the qualification types it fits (empty: all)."""

    title: str
    question: str
    types: list[str] = []
    informal: bool = True
    todo: str
    who: str
    weeks: int
    barrier: Optional[str] = None


class Barrier(Fact):
    """What makes learning hard, with the smallest useful step and who can help."""

    title: str
    kind: str
    words: list[str] = []
    remedy: str
    remedy_basis: str
    rights: list[str] = []
    funding: list[str] = []
    request: Optional[str] = None


class EvaluationMeasure(Fact):
    """How to tell whether development worked. kind: rule, evidence, embed, record or measure (fitted to a group)."""

    kind: Literal["rule", "evidence", "embed", "record", "tool", "measure"]
    text: str
    groups: list[str] = []
    needs: list[Need] = []


class Right(Dated):
    """Something the law or an agreement gives, for whom, and how to use it."""

    title: str
    aliases: list[str] = []
    what: str
    who_for: str
    how: list[str] = []


class Funding(Dated):
    """Money or a free place, for whom, and how to ask for it."""

    title: str
    aliases: list[str] = []
    what: str
    who_for: str
    how: list[str] = []


class Resource(Dated):
    """A tool, page or service worth knowing, then or now."""

    title: str
    what: str
    who_for: str
    url: Optional[str] = None


class Organisation(Dated):
    """A body that the sources name, what it did and what became of it."""

    title: str
    acronym: Optional[str] = None
    what: str
    fate: Optional[str] = None


class GlossaryTerm(Fact):
    """A word of the field in plain English."""

    term: str
    aliases: list[str] = []
    meaning: str


class OpenQuestion(Dated):
    """A question people ask, other ways to ask it, and the answer (40 to 90 words)."""

    question: str
    variants: list[str] = []
    answer: str
    links: list[str] = []


class NeedSource(Fact):
    """What prompted the need (step 1)."""

    title: str
    words: list[str] = []
    offered: bool = True


class DecisionRule(Fact):
    """A rule of step 3, in words: what it says, and what to say when it is met or not met."""

    kind: str
    text: str
    met: Optional[str] = None
    not_met: Optional[str] = None


class Option(BaseModel):
    """A ready answer to an interview question; `value` is what the profile gets."""

    id: str
    label: str
    words: list[str] = []
    value: object = None
    next: Optional[str] = None

    class Config:
        extra = "forbid"
        frozen = True


class InterviewQuestion(Record):
    """One question of the conversation: content, not code.

    step      1 to 5         order   place among the questions
    slot      the profile key it fills (dotted for nested keys)
    options   ready answers; `options_from` names a list made from what is known (roles, duties ...)
    multi     several options can be ticked
    must      asked even when the budget of questions is spent
    """

    step: int
    order: int
    slot: str
    title: str
    words: str
    simpler: str
    why: str
    options: list[Option] = []
    options_from: Optional[str] = None
    multi: bool = False
    free_text: bool = True
    skippable: bool = True
    must: bool = False
    when: Optional[str] = None


class UrgentHelp(Dated):
    """Whom to reach in danger or distress. `worries`: child, self, danger. Numbers are dated facts."""

    title: str
    what: str
    worries: list[Literal["child", "self", "danger", "colleague"]]
    order: int
    phone: Optional[str] = None
    text: Optional[str] = None
    web: Optional[str] = None
    hours: Optional[str] = None
    how: list[str] = []


class Phrase(Record):
    """Words the guide says. `{name}` marks a place to fill."""

    text: str


KINDS: dict[str, type[Record]] = {
    "sources": Source,
    "groups": Group,
    "settings": Setting,
    "topics": Topic,
    "duties": Duty,
    "roles": Role,
    "aliases": Alias,
    "qualification_types": QualificationType,
    "levels": Level,
    "qualifications": Qualification,
    "progressions": Progression,
    "informal_options": InformalOption,
    "practicalities": Practicality,
    "barriers": Barrier,
    "evaluation_measures": EvaluationMeasure,
    "rights": Right,
    "funding": Funding,
    "resources": Resource,
    "organisations": Organisation,
    "glossary_terms": GlossaryTerm,
    "open_questions": OpenQuestion,
    "need_sources": NeedSource,
    "decision_rules": DecisionRule,
    "interview_questions": InterviewQuestion,
    "urgent_help": UrgentHelp,
    "phrases": Phrase,
}
