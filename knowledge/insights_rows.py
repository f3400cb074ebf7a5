"""The rows that each table of the insights may have, in the content's words and order.

Nothing else is counted: what people wrote is no row, so no words of theirs can get into a report.
"""
from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any, Callable, NamedTuple, Optional, get_args

from knowledge.advice.not_known import UNTOLD
from knowledge.advice.situation import level_of
from knowledge.insights_hide import JOB, OTHERS
from knowledge.record_guide import AskedAbout
from knowledge.store import Store
from knowledge.text import capital

END = "after_plan"
_REMEMBERED = 4096
# Whom a conversation was for -> the phrase that says so.
_WHO = {"self": "insights-who-themselves", "member": "insights-who-another"}
# The highest level that is held -> its row; a row for all from the last upwards, as few hold each.
_LEVELS = ("none", "level-1", "level-2", "level-3", "level-4")
# Questions that are put to some only. Who stops at one is counted in no row, so that the rest of that table is never known.
_FOR_SOME = ("helper", "setting", "basics", "in_house")


class OneChoice(NamedTuple):
    """A table in which a conversation has one row at most: the question behind it, and how the row stands in the answers."""

    question: str
    row: Callable[[dict], Any]


class Several(NamedTuple):
    """A table in which a conversation may have several rows: the question behind it (None: anywhere), and the rows."""

    question: Optional[str]
    rows: Callable[[dict], Any]


def inside(answers: dict, *keys: str) -> Any:
    """What stands at some keys, one in the other; None where there is nothing."""
    for key in keys:
        answers = answers.get(key) if isinstance(answers, dict) else None
    return answers


ONE_CHOICE: dict[str, OneChoice] = {
    "who": OneChoice("for", lambda answers: inside(answers, "for")),
    "prompted": OneChoice("need_source", lambda answers: inside(answers, "need_source")),
    "needs": OneChoice("need", lambda answers: inside(answers, "need", "kind")),
    "agreed": OneChoice("agreed", lambda answers: inside(answers, "agreed", "manager")),
}
SEVERAL: dict[str, Several] = {
    "topics": Several("need", lambda answers: inside(answers, "need", "topics")),
    "options": Several("pick", lambda answers: inside(answers, "picked")),
    "unanswered": Several(None, lambda answers: inside(answers, "not_known")),
}
# The kinds of record that are rows of a table under their own ids, which may change.
_KINDS = {"options": ("qualifications", "informal_options"), "prompted": ("need_sources",), "jobs": ("roles",)}
# In the order of the page. `jobs`, `certificates`, `barriers`, `stopped` and `helped` are counted in their own ways (insights_count.py).
TABLES = ("jobs", "who", "prompted", "needs", "topics", "certificates", "barriers", "agreed", "options", "stopped", "unanswered", "helped")


class Rows:
    """What the knowledge base has for each table.

    order    question -> its place in the order of asking
    current  (table, row) -> the id that the row has now, for what was kept under a former one
    """

    def __init__(self, store: Store):
        self._store = store
        self.order = {question.id: question.order for question in store.all("interview_questions")}
        # Asked several times for each conversation, of a few hundred rows.
        self.current = lru_cache(maxsize=_REMEMBERED)(self._current)

    @cached_property
    def titles(self) -> dict[str, dict[str, str]]:
        """table -> row -> its title, in the order in which the rows are told where their counts do not say it."""
        store = self._store
        qualifications = {record.id: record.title for record in store.all("qualifications")}
        found = {
            "jobs": self._jobs(),
            "who": {option.value["for"]: store.phrase(_WHO[option.value["for"]]) for option in self._options("for")},
            "prompted": {record.id: record.title for record in store.all("need_sources")},
            "needs": {option.value["need"]["kind"]: option.label for option in self._options("need")},
            "topics": {record.id: record.title for record in store.all("topics")},
            "certificates": {row: store.phrase(f"insights-certificates-{row}") for row in _LEVELS},
            "barriers": {option.id: option.label for option in self._options("constraints")},
            "agreed": {option.value["agreed"]["manager"]: option.label for option in self._options("agreed")},
            "options": {**qualifications, **{record.id: record.title for record in store.all("informal_options")}},
            "stopped": self._stops(),
            "unanswered": {topic: store.phrase(f"insights-topic-{topic}") for topic in get_args(AskedAbout) if topic not in UNTOLD},
            "helped": {answer: store.phrase(f"insights-helped-{answer}") for answer in ("yes", "no")},
        }
        return {table: {row: capital(title) for row, title in titles.items()} for table, titles in found.items()}

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """group -> all its jobs."""
        jobs = self._store.all("roles")
        return {group.id: [job.id for job in jobs if job.group == group.id] for group in self._store.all("groups")}

    @cached_property
    def jobs(self) -> set[str]:
        """All jobs."""
        return {job for jobs in self.groups.values() for job in jobs}

    @cached_property
    def barriers(self) -> dict[str, tuple[str, Any]]:
        """row -> where it stands in the constraints: (key, value); what stands in a list has the key `other`."""
        found = {}
        for option in self._options("constraints"):
            (key, value), = option.value["constraints"].items()
            found[option.id] = ("other" if key == "add_other" else key, value)
        return found

    def certificates(self, answers: dict) -> Optional[str]:
        """The row of the highest level that they hold; None where they said nothing of it, or of none with a level."""
        said = inside(answers, "qualifications")
        if not isinstance(said, list):
            return None
        levels = [level for level in (self._level(entry) for entry in said) if level is not None]
        highest = max(levels, default=None if said else 0)
        # A certificate at entry level is below level 1, and is a certificate.
        return None if highest is None else _LEVELS[min(max(highest, 1 if said else 0), len(_LEVELS) - 1)]

    def _level(self, entry: Any) -> Optional[int]:
        try:
            return level_of(entry, self._store) if isinstance(entry, dict) else None
        except (TypeError, ValueError):
            return None

    def group_title(self, group: str) -> str:
        """What a kind of job is called."""
        return self._store.get("groups", group).title

    def _current(self, table: str, row: str) -> str:
        before, colon, id = row.rpartition(":")
        found = (self._store.find(kind, id) for kind in _KINDS.get(table, ()))
        return next((f"{before}{colon}{record.id}" for record in found if record), row)

    def _options(self, question: str) -> list:
        return self._store.get("interview_questions", question).options

    def _jobs(self) -> dict[str, str]:
        jobs = {f"{JOB}:{job.id}": job.title for job in self._store.all("roles")}
        together = {
            f"{OTHERS}:{group}": self._store.phrase("insights-other-jobs", group=self.group_title(group)) for group in self.groups
        }
        return {**jobs, **together}

    def _stops(self) -> dict[str, str]:
        questions = [question for question in self._store.all("interview_questions") if question.id not in _FOR_SOME]
        return {
            question.id: self._store.phrase("insights-stop-plan") if question.id == END
            else self._store.phrase("insights-stop", question=question.title, step=question.step)
            for question in sorted(questions, key=lambda question: question.order)
        }
