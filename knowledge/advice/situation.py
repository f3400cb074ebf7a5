"""What a profile says about one person, worked out once: levels held, duties done, goal, what is unknown.

The profile is the JSON of design: any key may be missing, and a missing key means unknown.
"""
from __future__ import annotations

import datetime
from functools import cached_property
from typing import Optional

from knowledge.advice.member import phrase_for, text_for
from knowledge.local import Local
from knowledge.records import DecisionRule, Qualification, Role, last_day
from knowledge.store import Store

SUBJECTS = ("english", "maths", "science")
# A role lists its duties with the heart of the job first.
CORE_DUTIES = 2
NOT_ANSWERED = ("skipped", "not_sure", None)


class Situation:
    """A profile read against the knowledge base on a day, and at a school where the profile names one."""

    def __init__(self, profile: dict, store: Store, today: datetime.date, local: Optional[Local] = None):
        self.profile, self.store = profile, store
        self.as_of = last_day(profile["as_of"]) if profile.get("as_of") else today
        self._subject_levels: dict[str, Optional[int]] = {}
        self.local = store.local(profile.get("school"), self.as_of) if local is None else local

    def answer(self, *path: str):
        """The value at a path of keys, or None where it is unknown, skipped or not sure."""
        value = self.profile
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return None if isinstance(value, str) and value in NOT_ANSWERED else value

    def say(self, id: str, **places: object) -> str:
        """The words of a phrase for whoever reads the advice: the person, or somebody who helps them."""
        return phrase_for(self.store, self, id, **places)

    def rule_says(self, rule: DecisionRule, met: bool) -> str:
        """The same for what a rule says where it is met or not."""
        return text_for(self.store, self, rule.id if met else f"{rule.id}-not", rule.met if met else rule.not_met)

    @cached_property
    def roles(self) -> list[Role]:
        """The jobs held now that the knowledge base knows."""
        return [role for id in self.answer("roles") or [] if (role := self.store.find("roles", id))]

    @cached_property
    def role_ids(self) -> set[str]:
        return {role.id for role in self.roles}

    @cached_property
    def goal(self) -> Optional[Role]:
        """The job aimed for; None where there is none or it is the present one."""
        role = self.store.find("roles", self.answer("aspiration", "role")) or self._role_called(self.answer("aspiration", "words"))
        return role if role and role.id not in self.role_ids else None

    def _role_called(self, words: Optional[str]) -> Optional[Role]:
        wanted = (words or "").strip().lower()
        return next((r for r in self.store.all("roles") if wanted and wanted in map(str.lower, (r.title, *r.aliases))), None)

    @cached_property
    def wished(self) -> Optional[Qualification]:
        """The qualification or status aimed for by name."""
        return self.store.find("qualifications", self.answer("aspiration", "qualification"))

    @cached_property
    def wished_level(self) -> Optional[int]:
        """The level aimed for, where they said only "level 3"."""
        words = str(self.answer("aspiration", "qualification") or "")
        return next((int(word) for word in words.split() if word.isdigit() and len(word) == 1), None)

    @property
    def new_role(self) -> bool:
        """True where the need looks towards another job."""
        return self.goal is not None or self.answer("focus") == "new role"

    @cached_property
    def duties(self) -> Optional[set[str]]:
        """What they do in a normal week; None where it was not asked or answered."""
        duties = self.answer("duties")
        return None if duties is None else set(duties)

    @cached_property
    def on_the_way(self) -> set[str]:
        """Ids of qualifications that progressions from a present job to the goal name."""
        moves = [m for m in self.store.all("progressions") if m.from_role in self.role_ids and m.open_on(self.as_of)]
        return {id for move in moves if self.goal and move.to_role == self.goal.id for id in move.via}

    @cached_property
    def usual_duties(self) -> set[str]:
        """What people in these jobs may do in a normal week."""
        return {duty for role in self.roles for duty in role.duties}

    @cached_property
    def work(self) -> set[str]:
        """What their work is about: the duties they ticked, or else the usual ones of their jobs."""
        return self._topics_of(self.usual_duties if self.duties is None else self.duties)

    def core_topics(self, role: Role) -> set[str]:
        """What the heart of a job is about: its first duties."""
        return self._topics_of(role.duties[:CORE_DUTIES])

    def _topics_of(self, duties) -> set[str]:
        return {topic for id in duties if (duty := self.store.find("duties", id)) for topic in duty.topics}

    @property
    def need(self) -> Optional[str]:
        """knowledge, skill, recognition, legal or confidence."""
        return self.answer("need", "kind")

    @cached_property
    def topics(self) -> set[str]:
        """Topic ids of the need: named by id, or found in the words."""
        named = [str(topic).lower() for topic in self.answer("need", "topics") or []]
        found = set()
        for topic in self.store.all("topics"):
            if any(_names(topic, text) for text in named):
                found.add(topic.id)
        return found

    @property
    def certificates(self) -> Optional[list[dict]]:
        """What they hold, do or failed; [] means none, None means unknown."""
        return self.answer("qualifications")

    @cached_property
    def held(self) -> dict[str, dict]:
        """id -> entry of the qualifications held."""
        entries = [entry for entry in self.certificates or [] if entry.get("status", "held") == "held" and entry.get("id")]
        return {self.store.current_id("qualifications", entry["id"]): entry for entry in entries}

    @cached_property
    def doing(self) -> set[str]:
        return {
            self.store.current_id("qualifications", entry["id"])
            for entry in self.certificates or [] if entry.get("status") == "doing" and entry.get("id")
        }

    @cached_property
    def highest(self) -> Optional[int]:
        """The highest level held; 0 for no certificates; None for unknown."""
        if self.certificates is None:
            return None
        levels = [level for entry in self.certificates if (level := level_of(entry, self.store)) is not None]
        return max(levels, default=0 if not self.certificates else None)

    @cached_property
    def ready_for(self) -> int:
        """The level of study shown so far: school exams count as level 2 only with both English and maths."""
        if self.certificates == []:
            return 0
        levels = [0]
        for entry in self.certificates or []:
            record = self.store.find("qualifications", entry.get("id"))
            subject = _of_school(entry, record) or record is not None and record.covers
            # A short course, such as a day of food hygiene, shows little about study at its level.
            brief = record is not None and record.type == "qt_short_course"
            levels.append(0 if subject or brief else level_of(entry, self.store) or 0)
        basics = [self.subject_level(subject) or 0 for subject in ("english", "maths")]
        return max(*levels, min(basics))

    def subject_level(self, subject: str) -> Optional[int]:
        """The level held in english, maths or science (0: below level 1); None for unknown."""
        if subject not in self._subject_levels:
            self._subject_levels[subject] = self._worked_out(subject)
        return self._subject_levels[subject]

    def _worked_out(self, subject: str) -> Optional[int]:
        given = self.answer(f"{subject}_level")
        if given is not None:
            return int(given)
        if self.certificates == []:
            return 0
        levels = []
        for entry in self.certificates or []:
            if _of_school(entry, self.store.find("qualifications", entry.get("id"))) == subject:
                levels.append(0 if entry.get("status") in ("failed", "doing") else level_of(entry, self.store))
        known = [level for level in levels if level is not None]
        return max(known) if known else None

    def constraint(self, name: str):
        """One of release, cost, travel, online, hours, other."""
        return self.answer("constraints", name)

    @property
    def no_release(self) -> bool:
        return self.constraint("release") == "none"

    @property
    def alone(self) -> bool:
        """True where there is usually one person in this job in a school."""
        return any(role.alone for role in self.roles)


def _of_school(entry: dict, record) -> Optional[str]:
    """The school subject that an entry is about; an A level or a degree in English is no GCSE in it."""
    return None if record is not None and (record.level or 0) > 2 else entry.get("subject")


def level_of(entry: dict, store: Store) -> Optional[int]:
    """The level a held certificate counts for: as printed on it, by its grade, or the record's own.

    A failed or unfinished one counts for nothing (None).
    """
    if entry.get("status", "held") != "held":
        return None
    if entry.get("level") is not None:
        return int(entry["level"])
    record = store.find("qualifications", entry.get("id"))
    if record is None:
        return None
    grade = str(entry.get("grade") or "").upper().replace(" ", "")
    for step in record.grade_levels:
        if grade and grade in [g.upper() for g in step.grades]:
            return step.level
    return record.level


def _names(topic, text: str) -> bool:
    """True if a text is the topic, or holds one of its words as whole words."""
    return text in (topic.id, topic.title.lower()) or any(f" {word} " in f" {text} " for word in topic.words)
