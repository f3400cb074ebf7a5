"""Units of the standards for supporting teaching and learning (2007) that fit a job: a level, and about ten units.

The rules are those of the 2008 guidance ("The core units", "Selecting NOS units") and of the first screen of the unit
selection tool, held as good practices `stl-...`: the level first, then only units that are a big and regular part of the job.
The tool's own pairs of statements are lost, so the two lines that tell the levels apart are ours, and say so.
"""
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Optional

from knowledge.records import Role, StandardsUnit
from knowledge.store import Store
from knowledge.text import inside, listed

MOST = 10
# Fewer units of its own than this, and a job takes those of the job closest to it as well; only a longer list is lent.
FEW = 5
BASES = ("stated", "school-made", "inferred")
CORE = {2: "core_level_2", 3: "core_level_3"}
DIRECTED, GUIDED, NEITHER = "directed", "guided", "neither"
LEVEL_OF = {DIRECTED: 2, GUIDED: 3}
# Work with a good deal of freedom, by its topics: the second level of practice ("The core units").
FREE_WORK = {"leading-classes", "team-leading", "planning-training", "mentoring-pupils", "wellbeing", "families"}
# The heart of a job: its first duties. A little more of it tells how freely people work.
HEART, MUCH = 2, 3
# The last day on which these were simply the standards of the day: later, today's list has to be checked.
THEIR_DAY = datetime.date(2010, 12, 31)
RULES = ("stl-choose-your-units", "stl-evidence-at-work", "stl-ask-which-units", "stl-level-is-not-grade")


@dataclass(frozen=True)
class Basis:
    """How sure it is that a unit fits a job, and whether that was said of another job that is close to it."""

    name: str
    borrowed: bool = False


def units_for(
    store: Store, role: Optional[str], duties: Optional[list[str]], day: datetime.date, practice: Optional[str] = None
) -> Optional[dict]:
    """The units that fit a job, or None where these standards are not for it or did not exist yet.

    Args:
        store: the knowledge base.
        role: the id of the job held.
        duties: ids of what they do in a normal week; None where it is unknown.
        day: the day of the advice.
        practice: "directed" or "guided", if they picked one of `practices`; anything else is unknown.

    Returns:
        {role, level: {suggested: 2 or 3, sure, why, ask, sources}, units: [{id, code, title, plain, group, core, basis, why,
        seldom, note, topics, sources}], more: [{id, code, title, levels}], rules: [{text, sources}], not_covered: [text], sources}.
        Up to ten units, core first, then stated before school-made before inferred; `more` holds the rest that could fit.
        `basis` is stated, school-made or inferred, and what is borrowed from the list of another job is inferred.
        `level.ask` holds the two lines to choose from where the level depends on how they work.
    """
    job = store.find("roles", role)
    units = [unit for unit in store.all("standards_units") if unit.open_on(day)]
    bases, lender = _bases(store, job, units, day) if job else ({}, None)
    if not bases:
        return None
    level = _level(store, job, duties, practice)
    done = job.duties if duties is None else duties
    work, heart = _topics(store, done), _topics(store, [id for id in job.duties[:1] if id in done])
    fitting = sorted(
        (unit for unit in units if level["suggested"] in unit.levels and (unit.id in bases or _core(unit, level["suggested"]))),
        key=lambda unit: _order(unit, level["suggested"], bases, work, heart),
    )
    chosen = fitting[:MOST]
    shown = {unit.id for unit in chosen}
    rest = [unit for unit in units if unit.id in bases and unit.id not in shown and unit.unit_group not in CORE.values()]
    rules = [store.get("good_practices", id) for id in (*RULES, *(["stl-level-2-not-needed"] if level["suggested"] == 3 else []))]
    return {
        "role": job.id,
        "level": level,
        "units": [_row(store, unit, level["suggested"], bases, work if duties is not None else None) for unit in chosen],
        "more": [{"id": unit.id, "code": unit.code, "title": unit.title, "levels": list(unit.levels)} for unit in rest],
        "rules": [{"text": rule.text, "sources": store.sources(rule)} for rule in rules],
        "not_covered": _not_covered(store, chosen, units, level["suggested"], bases, lender, duties, day),
        "sources": store.sources(*chosen[:1], *rules[:1]),
    }


def fits(store: Store, role: Optional[str], day: datetime.date) -> bool:
    """True where these standards are for the job, and in use on the day."""
    job = store.find("roles", role)
    return job is not None and bool(_bases(store, job, [unit for unit in store.all("standards_units") if unit.open_on(day)], day)[0])


def practices(store: Store) -> list[dict]:
    """The two lines that tell the levels apart, and neither: [{id, label}]. The lines are ours."""
    return [{"id": id, "label": store.phrase(f"units-practice-{id}")} for id in (DIRECTED, GUIDED, NEITHER)]


def _bases(store: Store, job: Role, units: list[StandardsUnit], day: datetime.date) -> tuple[dict[str, Basis], Optional[Role]]:
    """unit id -> how sure it is that it fits the job; and the job whose list was borrowed, where one was."""
    lists: dict[str, dict[str, str]] = {}
    for unit in units:
        for fit in unit.roles:
            lists.setdefault(fit.role, {})[unit.id] = fit.basis
    own = {id: Basis(basis) for id, basis in lists.get(job.id, {}).items()}
    if len(own) >= FEW:
        return own, None
    lender = _closest(store, job, [id for id, list_ in lists.items() if id != job.id and len(list_) >= FEW], day)
    borrowed = {id: Basis(basis, True) for id, basis in lists[lender.id].items()} if lender else {}
    return {**borrowed, **own}, lender


def _closest(store: Store, job: Role, ids: list[str], day: datetime.date) -> Optional[Role]:
    """The job with a list that shares the heart of this one and most of its week; None where the standards are not for it.

    A job without any self-check has no standard that fits it, so it borrows none.
    """
    if not any(job.id in check.roles for check in store.all("self_checks")):
        return None
    alike = [
        other for other in (store.get("roles", id) for id in ids)
        if other.group == job.group and other.open_on(day) and set(other.duties[:HEART]) & set(job.duties[:HEART])
    ]
    return max(alike, key=lambda other: (job.duties[0] in other.duties[:HEART], len(set(other.duties) & set(job.duties))), default=None)


def _level(store: Store, job: Role, duties: Optional[list[str]], practice: Optional[str]) -> dict:
    """Level 2 or 3, in words, and the question that would settle it."""
    if practice in LEVEL_OF:
        suggested, sure = LEVEL_OF[practice], True
    else:
        done = job.duties[:MUCH] if duties is None else duties
        suggested, sure = (3 if FREE_WORK & _topics(store, done) else 2), False
    term = store.get("glossary_terms", f"stl-practice-level-{suggested}")
    ask = None if sure else {"words": store.phrase("units-level-depends"), "choices": practices(store)}
    return {
        "suggested": suggested, "sure": sure, "why": store.phrase(f"units-level-{suggested}"), "ask": ask, "sources": store.sources(term),
    }


def _topics(store: Store, duties: list[str]) -> set[str]:
    return {topic for id in duties if (duty := store.find("duties", id)) for topic in duty.topics}


def _core(unit: StandardsUnit, level: int) -> bool:
    """Core at its own level; the unit on keeping children safe stands in both cores (a local form adds it at level 3)."""
    return unit.unit_group in CORE.values() and level in unit.levels


def _order(unit: StandardsUnit, level: int, bases: dict[str, Basis], work: set[str], heart: set[str]) -> tuple:
    """Core by number; then by how sure it is, a borrowed one last; among equals the heart of the job, then what they do at all."""
    number, topics = int(unit.code[3:]), set(unit.topics)
    if _core(unit, level):
        return (False, False, 0, False, False, number)
    basis = bases[unit.id]
    return (True, basis.borrowed, BASES.index(basis.name), not heart & topics, not work & topics, number)


def _row(store: Store, unit: StandardsUnit, level: int, bases: dict[str, Basis], work: Optional[set[str]]) -> dict:
    core = _core(unit, level)
    basis = bases.get(unit.id, Basis(BASES[2]))
    seldom = not core and work is not None and not work & set(unit.topics)
    return {
        "id": unit.id, "code": unit.code, "title": unit.title, "plain": unit.plain,
        "group": store.get("unit_groups", unit.unit_group).title,
        "core": core,
        "basis": BASES[2] if basis.borrowed else basis.name,
        "why": store.phrase("unit-core" if core else "unit-borrowed" if basis.borrowed else f"unit-{basis.name}"),
        "seldom": store.phrase("unit-seldom") if seldom else None,
        "note": unit.note, "topics": list(unit.topics), "sources": store.sources(unit),
    }


def _not_covered(store, chosen, units, level, bases, lender, duties, day) -> list[str]:
    """What this list leaves out or cannot tell, in words."""
    said = [store.phrase("units-not-detail")]
    if lender:
        said.append(store.phrase("units-not-own", role=inside(lender.title)))
    elif not any(unit.id in bases and bases[unit.id].name == BASES[0] for unit in chosen):
        said.append(store.phrase("units-not-sheet"))
    if level == 3:
        said.append(store.phrase("units-not-children"))
    if cut := [unit.code for unit in chosen if unit.title.endswith("...")]:
        said.append(store.phrase("units-not-title", codes=listed(cut)))
    told = {topic for unit in units for topic in unit.topics}
    silent = [duty.title for id in duties or [] if (duty := store.find("duties", id)) and duty.topics and not told & set(duty.topics)]
    if silent:
        said.append(store.phrase("units-not-duties", duties="; ".join(inside(title) for title in silent)))
    if day > THEIR_DAY:
        said.append(store.phrase("units-not-new"))
    return said
