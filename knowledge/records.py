"""One typed record for each kind of thing the knowledge base holds.

Content files (`knowledge/content/**/*.yml`) are checked against these models, and everything that
reads `knowledge.db` gets these models back. A field that is not named here is refused, so a slip in
a content file is met at once. What all records share is in `record_base`, what is about qualifications
in `record_qualifications`, what people measure themselves by in `record_standards`, and what the guide
itself works with in `record_guide`, and its small helps in `record_helps`.
"""
from __future__ import annotations

from typing import Literal, Optional

from knowledge.record_base import BEFORE_2004, Dated, Fact, Record, last_day
from knowledge.record_conditions import Condition, Entitlement, Trait
from knowledge.record_guide import (
    Barrier, CareLines, CareTongue, CareWords, DecisionRule, EvaluationMeasure, InterviewQuestion, NeedSource, OpenQuestion, Option, Phrase, Practicality,
    TopicLines, UrgentHelp,
)
from knowledge.record_helps import HelpPart, JobProfile, SmallHelp
from knowledge.record_qualifications import (
    Bridge, Counts, EntryRequirement, GradeLevel, Level, Qualification, QualificationType,
)
from knowledge.record_standards import (
    ClarifyingQuestion, GoodPractice, HltaStandards, ProviderQuestion, ReviewReason, SelfCheck, StandardsUnit, Statistic, UnitGroup,
)

__all__ = [
    "Alias", "BEFORE_2004", "Barrier", "Bridge", "CareLines", "CareTongue", "CareWords", "ClarifyingQuestion", "Condition", "Counts", "Dated",
    "DecisionRule", "Duty", "Entitlement", "EntryRequirement", "EvaluationMeasure", "Fact", "Funding", "GlossaryTerm", "GoodPractice", "GradeLevel",
    "Group", "HelpPart", "HltaStandards", "InformalOption",
    "InterviewQuestion", "JobProfile", "KINDS", "Level", "NeedSource", "OpenQuestion", "Option", "Organisation", "Phrase",
    "Practicality", "Progression", "ProviderQuestion", "Qualification", "QualificationType", "Record", "Resource", "ReviewReason", "Right", "Role",
    "SelfCheck", "Setting", "SmallHelp", "Source", "StandardsUnit", "Statistic", "Topic", "TopicLines", "Trait", "UnitGroup", "UrgentHelp", "last_day",
]


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

    says        how people tell of the work who do not name the job: "I cut the grass"
    history     what it was, or was called, in earlier years
    alone       True where a school usually has one person in it
    goal_only   True for a job outside support staff that people aim for
    common      True for the jobs that most people have: they are offered first
    """

    title: str
    short: Optional[str] = None
    aliases: list[str] = []
    says: list[str] = []
    group: str
    what_they_do: str
    typical_entry: str
    legal_requirement: str
    duties: list[str] = []
    note: Optional[str] = None
    history: Optional[str] = None
    alone: bool = False
    goal_only: bool = False
    common: bool = False


class Alias(Record):
    """A word that can mean more than one thing (`also`: other words for it): `refs` like `role:school-cook`, and what to ask."""

    text: str
    also: list[str] = []
    refs: list[str]
    ask: str


class Progression(Dated):
    """A move from one role to another, how people make it, and the qualifications on the way.

    basis   `step` where a source tells of this move itself, `role` where it only tells of the two jobs
    """

    from_role: str
    to_role: str
    kind: Literal["up", "sideways", "deepen"]
    basis: Literal["step", "role"] = "step"
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
    fits: list[Literal["knowledge", "skill", "recognition", "legal", "confidence", "aspiration", "alone", "shared", "new-duty"]]
    how: list[str]
    costs_school: str
    learn_from: Literal["colleague", "others", "self"] = "colleague"
    release: Literal["none", "some"] = "none"
    online: bool = False
    roles: list[str] = []
    goals: list[str] = []
    topics: list[str] = []
    duties: list[str] = []


class Right(Entitlement):
    """Something the law or an agreement gives, for whom, and how to use it."""


class Funding(Entitlement):
    """Money or a free place, for whom, and how to ask for it."""


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
    "care_lines": CareLines,
    "care_words": CareWords,
    "care_tongues": CareTongue,
    "topic_lines": TopicLines,
    "phrases": Phrase,
    "self_checks": SelfCheck,
    "unit_groups": UnitGroup,
    "standards_units": StandardsUnit,
    "good_practices": GoodPractice,
    "statistics": Statistic,
    "clarifying_questions": ClarifyingQuestion,
    "hlta_standards": HltaStandards,
    "provider_questions": ProviderQuestion,
    "review_reasons": ReviewReason,
    "small_helps": SmallHelp,
    "job_profiles": JobProfile,
}
