"""What the guide works with: the rules of its steps, its checklists, its questions and its words."""
from __future__ import annotations

from typing import Literal, Optional

from knowledge.record_base import Dated, Fact, Need, Part, Record


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
    """How to tell whether development worked. kind: rule, evidence, embed, record or measure (fitted to a job).

    A measure fits a job of one of its `groups`, and where it has `topics`, one whose work is about one of them.
    """

    kind: Literal["rule", "evidence", "embed", "record", "tool", "measure"]
    text: str
    groups: list[str] = []
    topics: list[str] = []
    needs: list[Need] = []


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


class Option(Part):
    """A ready answer to an interview question; `value` is what the profile gets.

    `own` ones are private: they are offered to the person themselves, and never to somebody who helps them.
    """

    id: str
    label: str
    words: list[str] = []
    value: object = None
    own: bool = False


class InterviewQuestion(Record):
    """One question of the conversation: content, not code.

    step      1 to 5         order   place among the questions
    slot      the profile key it fills (dotted for nested keys)
    options   ready answers; `options_from` names a list made from what is known (roles, duties ...)
    multi     several options can be ticked
    must      asked even when the budget of questions is spent
    beside    never asked in its turn: its choices stand beside the advice, where the answer would change it
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
    skippable: bool = True
    must: bool = False
    beside: bool = False
    when: Optional[str] = None


# What a question is about, as `fivesteps evaluate` counts it.
AskedAbout = Literal[
    "find-qualification", "entry-requirements", "become-role", "compare-qualifications", "qualification-level",
    "old-qualification-equivalence", "overseas-qualification", "funding-cost", "time-off", "mentor-assessor",
    "confidence-basic-skills", "informal-development", "apprenticeship", "hlta", "qts-teacher", "progression", "provider-choice",
    "evaluation-impact", "union-help", "appraisal-review", "course-length-delivery", "pay-grading", "safeguarding-or-distress",
    "out-of-scope-other",
]


class OpenQuestion(Dated):
    """A question people ask, what it is about, other ways to ask it, and the answer (40 to 90 words)."""

    question: str
    topic: AskedAbout
    variants: list[str] = []
    answer: str
    links: list[str] = []


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


class CareLines(Record):
    """What people write who need care of one kind, or ordinary lines that sound a little like it. Never shown.

    The intake is trained on them when the knowledge base is built (`knowledge/language/care_detector.py`).
    """

    worry: Literal["child", "self", "danger", "colleague", "ordinary"]
    lines: list[str]


class TopicLines(Record):
    """What people write of one topic: statements, small stories, some questions. Never shown.

    The eye for the topic of a message is trained on them when the knowledge base is built (`knowledge/language/topic_eye.py`).
    """

    topic: AskedAbout
    lines: list[str]


class CareWords(Record):
    """Words of one kind that such lines are made of, slips of spelling among them. A word may be of several kinds."""

    words: list[str]


class CareTongue(Record):
    """The plainest words of care in another language; the id is its code. `self` and the others are the worries."""

    child: list[str] = []
    self: list[str] = []
    danger: list[str] = []


class Phrase(Record):
    """Words the guide says. `{name}` marks a place to fill."""

    text: str
