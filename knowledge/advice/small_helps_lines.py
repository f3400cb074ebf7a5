"""What the makers of lines share: what was told, a line, and what a filling gives."""
from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Iterable, Optional

from knowledge.records import Fact, HelpPart, Option, Role
from knowledge.store import Store
from knowledge.text import inside

# Sources of one line: the first tell enough on a sheet of paper.
MOST_SOURCES = 2
# What our own lines may name.
JOB = "{role}"


@dataclass(frozen=True)
class Told:
    """What a page may know: the knowledge base and the day, and the job, own words and choice where they were told."""

    store: Store
    day: datetime.date
    role: Optional[Role]
    say: str
    choice: Optional[Option]
    most: int = 6

    def at_most(self, most: int) -> "Told":
        """The same, for a part that has room for so many lines."""
        return dataclasses.replace(self, most=most)

    def chosen(self, name: str) -> list[str]:
        """A list that goes with the choice, by its name; empty where nothing was chosen, or it has none."""
        return (self.choice.value or {}).get(name, []) if self.choice else []

    def text(self, given: Optional[str]) -> str:
        """What was told under a name (role, say or choice), as it stands on a line; empty where it was not."""
        if given == "say":
            return self.say
        if given == "choice":
            return self.choice.label if self.choice else ""
        return self.role.title if given == "role" and self.role else ""


@dataclass(frozen=True)
class Filled:
    """The lines a part is filled with, and a note before them: where nothing was found, it says so and what stands there instead."""

    lines: list[dict]
    note: Optional[str] = None


def made_of(text: str, told: Told) -> str:
    """Our words with the job in their place. Only that one place is filled, so braces in a title do no harm."""
    name = inside(told.role.title) if told.role else told.store.phrase("help-this-job")
    return text.replace(JOB, name)


def line(store: Store, text: str, fact: Fact, label: Optional[str] = None, check: bool = False, most: int = MOST_SOURCES) -> dict:
    """A line of a page: {label, text, check, sources}; `check` says that we are not sure of it, `most` how many sources it names."""
    doubt = store.phrase("team-check") if check else None
    return {"label": label, "text": text, "check": doubt, "sources": store.sources(fact)[:most]}


def our_lines(part: HelpPart, told: Told) -> list[dict]:
    """The lines of a part in our own words; their sources stand with the heading."""
    return [{"label": None, "text": made_of(text, told), "check": None, "sources": []} for text in part.lines]


def unsure(facts: Iterable[Fact]) -> bool:
    """True where one of the facts is of low confidence."""
    return any(fact.confidence == "low" for fact in facts)
