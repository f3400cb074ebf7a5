"""Counts conversations, one at a time: nothing of a conversation is kept but that it was one more."""
from __future__ import annotations

from collections import Counter
from typing import Any, Iterable, NamedTuple, Optional

from knowledge.insights_hide import of_jobs, of_one_choice, of_several, room, shows_jobs
from knowledge.insights_rows import END, ONE_CHOICE, SEVERAL, TABLES, Rows, inside

# How they stand in the constraints, and the row of somebody for whom nothing makes it hard.
_OTHER, _AT_EASE = "other", "nothing"
_JOB, _CONSTRAINTS, _CERTIFICATES = "role", "constraints", "qualifications"

# The questions behind the tables that are counted in a way of their own.
_OWN_WAY = {"certificates": _CERTIFICATES, "barriers": _CONSTRAINTS, "helped": END}


class Talk(NamedTuple):
    """What is counted of one conversation: its place, its answers, the question that was open last, and whether it helped."""

    school: Optional[str]
    answers: dict
    open: Optional[str]
    helped: Optional[bool] = None


class Tally:
    """The counts of one span of months.

    Args:
        rows: what may be counted.
        many: ids of places whose page is for many schools (councils and union branches).
        nameless_is_many: whether the page that names no school is for many schools too; else it counts as one school.
    """

    def __init__(self, rows: Rows, many: Iterable[str] = (), nameless_is_many: bool = False):
        self._rows, self._many = rows, {*many, *([None] if nameless_is_many else [])}
        self.conversations = 0
        self._counts = {table: Counter() for table in TABLES}
        self._possible: Counter = Counter()
        self._sources: Counter = Counter()
        self._from_many = 0

    def add(self, talk: Talk) -> None:
        """Counts one conversation; one about somebody else is one conversation."""
        self.conversations += 1
        if talk.school in self._many:
            self._from_many += 1
        else:
            self._sources[talk.school] += 1
        for table, (question, row) in ONE_CHOICE.items():
            self._one(table, row(talk.answers), self._past(talk, question))
        for table, (question, rows) in SEVERAL.items():
            self._several(table, _ids(rows(talk.answers)), question is None or self._past(talk, question))
        self._several("barriers", self._barriers(talk.answers), self._past(talk, _CONSTRAINTS))
        self._one("certificates", self._rows.certificates(talk.answers), self._past(talk, _CERTIFICATES))
        self._jobs(talk)
        self._one("stopped", talk.open, True)
        self._one("helped", None if talk.helped is None else "yes" if talk.helped else "no", talk.open == END)

    def published(self) -> dict[str, dict[str, int]]:
        """table -> row -> conversations, of what may be published. No table is there without one row."""
        stopped = of_one_choice(self._in_order("stopped"), self.conversations)
        asked = {**{table: question for table, (question, _) in (*ONE_CHOICE.items(), *SEVERAL.items())}, **_OWN_WAY}
        limits = {table: self._room(question, stopped) for table, question in asked.items()}
        found = {table: of_one_choice(self._in_order(table), self._possible[table], limits[table]) for table in (*ONE_CHOICE, "certificates", "helped")}
        found.update({table: of_several(self._in_order(table), self._possible[table], limits[table]) for table in SEVERAL})
        found["barriers"] = of_several(self._in_order("barriers"), self._possible["barriers"], limits["barriers"], _AT_EASE)
        if shows_jobs(self._sources, self._from_many):
            found["jobs"] = of_jobs(self._counts["jobs"], self._rows.groups, self._possible["jobs"], self._room(_JOB, stopped))
        found["stopped"] = stopped
        return {table: shown for table, shown in found.items() if shown}

    def _in_order(self, table: str) -> dict[str, int]:
        return {row: self._counts[table][row] for row in self._rows.titles[table]}

    def _room(self, question: Optional[str], stopped: dict[str, int]) -> Optional[int]:
        """How far a table may be shown that comes of a question, beside the table of where people stopped; None: any number."""
        if question is None:
            return None
        order = self._rows.order
        after = [stop for stop in order if order[stop] > order[question] or stop == END]
        before = [stop for stop in order if stop not in after]
        return room(self.conversations, stopped, self._rows.titles["stopped"], before, after)

    def _past(self, talk: Talk, question: str) -> bool:
        """True where the question that was open last comes after this one, so that an answer would be there if one was given."""
        order = self._rows.order
        return order.get(talk.open, 0) > order[question]

    def _one(self, table: str, row: Any, past: bool) -> None:
        now = self._rows.current(table, row) if isinstance(row, str) else None
        known = now in self._rows.titles[table]
        if known:
            self._counts[table][now] += 1
        self._possible[table] += known or past

    def _several(self, table: str, rows: Iterable[str], past: bool) -> None:
        known = {self._rows.current(table, row) for row in rows} & self._rows.titles[table].keys()
        self._counts[table].update(known)
        self._possible[table] += bool(known) or past

    def _jobs(self, talk: Talk) -> None:
        """The job they named first, so that a conversation is one job."""
        named = _ids(inside(talk.answers, "roles"))
        job = self._rows.current("jobs", named[0]) if named else None
        known = job in self._rows.jobs
        if known:
            self._counts["jobs"][job] += 1
        self._possible["jobs"] += known or self._past(talk, _JOB)

    def _barriers(self, answers: dict) -> list[str]:
        said = inside(answers, _CONSTRAINTS)
        if not isinstance(said, dict):
            return []
        other = _ids(said.get(_OTHER))
        found = [row for row, (key, value) in self._rows.barriers.items() if (value in other if key == _OTHER else said.get(key) == value)]
        # Whoever has some time, and something else in the way, did not say that nothing is.
        return [row for row in found if row != _AT_EASE] or found


def _ids(given: Any) -> list[str]:
    return [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
