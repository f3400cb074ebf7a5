"""Self-checks: plain statements from the standard of somebody's own work, and what the answers point at.

Guide, Step 2: national occupational standards are a good way to see gaps. The 2008 guidance ("Training needs analysis") lets a
person do it alone, and asks to be realistic. UNISON 2008 ("Auditing and needs analysis"): questions that do not fit a job
make people stop. Nothing is scored and nobody is ranked: an answer only says where to begin.
"""
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Iterable, Optional, Union

from knowledge.advice.standards_units import fits
from knowledge.advice.steps import in_weeks
from knowledge.records import Fact, Role, SelfCheck
from knowledge.store import Store

DO, HELP, NOT_MINE = "do", "help", "not-mine"
ANSWERS = (DO, HELP, NOT_MINE)
# More than two or three at once is not begun ("be realistic").
MOST_AT_ONCE = 3
# What the law asks for goes first; then doing before knowing (guide, Step 3).
KINDS = ("legal", "skill", "knowledge", "recognition", "confidence")


@dataclass(frozen=True)
class Line:
    """One thing to answer: its id, the words, the part of the standard, its topics, the kind of need, and its source."""

    id: str
    text: str
    heading: str
    topics: tuple[str, ...]
    need: str
    fact: Fact


def checks_for(store: Store, roles: Optional[Iterable[str]]) -> list[SelfCheck]:
    """Every list of statements for these jobs, the closest first: the job named first, and the list that names it earliest."""
    found = []
    for id in roles or []:
        current = store.current_id("roles", id)
        fitting = [check for check in store.all("self_checks") if current in check.roles]
        found += sorted(fitting, key=lambda check: check.roles.index(current))
    return list({check.id: check for check in found}.values())


def check_for(store: Store, roles: Optional[Iterable[str]]) -> Optional[SelfCheck]:
    """The list of statements that is closest to these jobs, or None where there is none."""
    return next(iter(checks_for(store, roles)), None)


def offer(store: Store, roles: Optional[list[str]], day: datetime.date) -> dict:
    """What somebody can check themselves by: {kind, title, intro, note, lines, units, also, sources}.

    kind is statements; duties, where no standard for the job is known (the usual duties stand in for it, and it says so);
    group, where there are none of these either, but a list for work that is close; or none. `units` says whether standards units fit the first job too. `also` are further lists, [{id, title}].
    """
    checks = checks_for(store, roles)
    job = next((role for id in roles or [] if (role := store.find("roles", id))), None)
    units = job is not None and fits(store, job.id, day)
    if not checks:
        return {**_next_best(store, job), "note": None, "units": units, "also": []}
    check = checks[0]
    return {
        "kind": "statements", "title": check.title, "intro": store.phrase("check-intro"), "note": check.note, "lines": lines_of(store, check),
        "units": units, "also": [{"id": check.id, "title": check.title} for check in checks[1:]], "sources": store.sources(check),
    }


def _next_best(store: Store, job: Optional[Role]) -> dict:
    """For a job without a list: its usual duties, or a list for work that is close; {kind, title, intro, lines, sources}."""
    duties = lines_of(store, job) if job else []
    if duties:
        return {"kind": "duties", "title": job.title, "intro": store.phrase("check-from-duties"), "lines": duties, "sources": store.sources(job)}
    close = next((check for check in store.all("self_checks") if job and check.group == job.group and check.roles), None)
    if close:
        intro = store.phrase("check-from-group", title=close.title)
        return {"kind": "group", "title": close.title, "intro": intro, "lines": lines_of(store, close), "sources": store.sources(close)}
    return {"kind": "none", "title": job.title if job else None, "intro": store.phrase("check-none"), "lines": [], "sources": store.sources(job) if job else []}


def lines_of(store: Store, made_of: Union[SelfCheck, Role, dict]) -> list[Line]:
    """The lines to answer: of a list of statements, of a job's usual duties, or of units as `units_for` gives them."""
    if isinstance(made_of, SelfCheck):
        return [
            Line(f"{made_of.id}-{number}", one.text, one.heading, tuple(one.topics), one.need, made_of)
            for number, one in enumerate(made_of.statements, start=1)
        ]
    if isinstance(made_of, Role):
        duties = [duty for id in made_of.duties if (duty := store.find("duties", id))]
        return [Line(duty.id, duty.title, made_of.title, tuple(duty.topics), "skill", made_of) for duty in duties]
    return [
        Line(row["id"], row["plain"], row["group"], tuple(row["topics"]), "skill", store.get("standards_units", row["id"]))
        for row in made_of["units"]
    ]


def texts_of(store: Store, kept: dict, day: datetime.date) -> dict[str, list[str]]:
    """{do, help}: the lines that were marked so, as the answers keep them ({roles, do, help}), in words; what is no more is left out."""
    lines = {line.id: line.text for line in offer(store, kept.get("roles"), day)["lines"]}
    return {name: [lines[id] for id in kept.get(name) or [] if id in lines] for name in (DO, HELP)}


def choices(store: Store) -> list[dict]:
    """The three answers: [{id, label}]."""
    return [{"id": answer, "label": store.phrase(f"check-{answer}")} for answer in ANSWERS]


def needs(store: Store, lines: list[Line], answers: Optional[dict], day: datetime.date) -> dict:
    """What the answers point at.

    Args:
        store: the knowledge base.
        lines: what was asked.
        answers: line id -> "do", "help" or "not-mine"; a line that is missing was left out.
        day: the day from which the dates of the steps are counted.

    Returns:
        {words, needs: [{id, text, heading, topics, need}], first: up to three of them, strengths: [{id, text}], topics: [id],
        kind: a kind of need or None, next: three of {what, who, when}, sources}. What the law asks for comes first.
    """
    said = {line.id: (answers or {}).get(line.id) for line in lines}
    wanted = sorted((line for line in lines if said[line.id] == HELP), key=lambda line: line.need != KINDS[0])
    done = [line for line in lines if said[line.id] == DO]
    state = _state(wanted, done, any(answer == NOT_MINE for answer in said.values()))
    kind = _kind(wanted) if wanted else "recognition" if state == "do" else None
    return {
        "words": store.phrase(f"check-shows-{state}"),
        "needs": [_need(line) for line in wanted],
        "first": [_need(line) for line in wanted[:MOST_AT_ONCE]],
        "strengths": [{"id": line.id, "text": line.text} for line in done],
        "topics": list(dict.fromkeys(topic for line in wanted for topic in line.topics)),
        "kind": kind,
        "next": _next(store, state, kind, wanted, day),
        "sources": store.sources(*{line.fact.id: line.fact for line in lines}.values()),
    }


def _state(wanted: list[Line], done: list[Line], some_not_mine: bool) -> str:
    """Which words fit: both, help, do, not-mine or nothing."""
    if wanted:
        return "both" if len(done) >= len(wanted) else "help"
    return "do" if done else "not-mine" if some_not_mine else "nothing"


def _kind(wanted: list[Line]) -> str:
    """The kind of need to suggest: legal wherever there is one, or else what most of the lines are."""
    kinds = [line.need for line in wanted]
    return KINDS[0] if KINDS[0] in kinds else max(KINDS, key=kinds.count)


def _need(line: Line) -> dict:
    return {"id": line.id, "text": line.text, "heading": line.heading, "topics": list(line.topics), "need": line.need}


def _next(store: Store, state: str, kind: Optional[str], wanted: list[Line], day: datetime.date) -> list[dict]:
    """Three lines of what to do next; none where nothing was answered."""
    if wanted:
        rows = [(store.phrase("check-next-pick", line=wanted[0].text), 1), (store.phrase(f"check-next-{kind}"), 3)]
        rows += [(store.phrase("check-next-talk"), 6)]
    elif state == "do":
        rows = [(store.phrase("check-next-show"), 4), (store.phrase("check-next-share"), 6), (store.phrase("check-next-again"), 52)]
    elif state == "not-mine":
        rows = [(store.phrase("check-next-own-list"), 2), (store.phrase("check-next-ask-standard"), 4), (store.phrase("check-next-talk"), 6)]
    else:
        rows = []
    return [{"what": what, "who": store.phrase("who-you"), "when": in_weeks(day, weeks)} for what, weeks in rows]
