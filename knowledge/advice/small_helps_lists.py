"""Lines of the small helps that are made from lists of the knowledge base, and from records that a part names.

A row of a list names its first source only: a sheet has room for no more.
"""
from __future__ import annotations

from typing import Iterator

from knowledge.advice.small_helps_lines import Filled, Told, line, unsure
from knowledge.advice.team import OVER
from knowledge.records import Dated, Fact, HelpPart, Role
from knowledge.references import LINKED
from knowledge.text import capital, first_sentence, inside, sentence

# What a record says of itself, by its kind; the first field that is there.
SAYS = ("what", "question", "remedy", "meaning", "text")
IDEA = "good_practices"
JOBS_NAMED = 2
# What is told whole, with whom it is for: a first sentence alone would promise too much.
WHOLE = ("rights", "funding")
# Of these the first sentence says what they are; everything else is short and told as it stands.
BRIEFLY = ("resources", "organisations", "informal_options", "glossary_terms")
# Records whose doubts could cost somebody money or time.
CHECK_FIRST = ("qualifications", "funding", "rights", "resources", "organisations")


def records(part: HelpPart, told: Told) -> list[dict]:
    """A line, or a line for each step of how to use it, for every record of the part that was there on the day."""
    found = []
    for ref in part.records:
        name, _, id = ref.partition(":")
        kind = LINKED[name]
        record = told.store.get(kind, id)
        if not isinstance(record, Dated) or record.open_on(told.day):
            found += _steps(record, told) if part.tell == "how" else [_record(kind, record, told, only_ideas(part))]
    return found


def only_ideas(part: HelpPart) -> bool:
    """True where a part tells of nothing but what was done well in the years of the printed documents: said once, before them."""
    return len(part.records) > 1 and not part.lines and all(LINKED[ref.partition(":")[0]] == IDEA for ref in part.records)


def groups(told: Told) -> Filled:
    """The families of jobs, that of the job first, each with some of its jobs so that everybody finds their own."""
    store = told.store
    rows = sorted(store.all("groups"), key=lambda group: not told.role or group.id != told.role.group)
    named = [(store.phrase("help-group", group=group.title, jobs=_jobs(group.id, told)), group) for group in rows[: told.most]]
    return Filled([line(store, text, group, most=1) for text, group in named])


def _jobs(group: str, told: Told) -> str:
    """Some jobs of a family, the most common first."""
    there = [role for role in told.store.all("roles") if role.group == group and not role.goal_only and role.open_on(told.day)]
    there.sort(key=lambda role: not role.common)
    return ", ".join(inside(role.title) for role in there[:JOBS_NAMED])


def topics(told: Told) -> Filled:
    """What people in the job may want to learn about; without a job, what those in the most common jobs may."""
    store = told.store
    jobs = [told.role] if told.role else [role for role in store.all("roles") if role.common and role.open_on(told.day)]
    # The first duty of each job, then the second of each: so a list for everybody is not filled by one job.
    turns = sorted((place, number, id) for number, role in enumerate(jobs) for place, id in enumerate(role.duties))
    found: dict[str, Role] = {}
    for _, number, id in turns:
        for topic in store.get("duties", id).topics:
            found.setdefault(topic, jobs[number])
    shown = list(found.items())[: told.most]
    return Filled([line(store, capital(store.get("topics", topic).title), role, most=1) for topic, role in shown])


def barriers(told: Told) -> Filled:
    """What makes learning hard, one of each kind first: the lines of a survey."""
    rows = told.store.all("barriers")
    kinds: dict[str, int] = {}
    turns = []
    for number, barrier in enumerate(rows):
        kinds[barrier.kind] = kinds.get(barrier.kind, 0) + 1
        turns.append((kinds[barrier.kind], number))
    return Filled([line(told.store, sentence(rows[number].title), rows[number], most=1) for _, number in sorted(turns)[: told.most]])


def ways(told: Told) -> Filled:
    """Ways to learn that need no course."""
    own = told.role.id if told.role else None
    there = [o for o in told.store.all("informal_options") if o.open_on(told.day) and not o.goals and (not o.roles or own in o.roles)]
    return Filled([line(told.store, option.title, option, most=1) for option in there[: told.most]])


def _record(kind: str, record: Fact, told: Told, said_before: bool) -> dict:
    store, title = told.store, getattr(record, "title", None) or getattr(record, "term", None)
    text = next(value for field in SAYS if (value := getattr(record, field, None)))
    if kind == IDEA:
        # A rule for the person is no idea that somebody tried.
        label = None if record.who == "person" or said_before else store.phrase("team-idea")
        return line(store, text, record, label=label)
    label = OVER.sub("", capital(title)) if title else None
    if kind in WHOLE:
        text = store.phrase("help-for", what=text, who=record.who_for)
    elif kind in BRIEFLY:
        text = first_sentence(text)
    return line(store, text, record, label=label, check=kind in CHECK_FIRST and unsure([record]))


def _steps(record: Fact, told: Told) -> Iterator[dict]:
    for step in record.how:
        yield line(told.store, step, record)
