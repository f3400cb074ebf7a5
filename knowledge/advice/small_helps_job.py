"""Lines of the small helps that are made from a job: its duties, its standards, what the law asks, and where it leads.

A standard of today is not shown for a day of the printed documents. Then the units of 2007 stand in its place where they fit the
job, and the usual duties where no standard does: the page says so.
"""
from __future__ import annotations

import re
from typing import Iterator

from knowledge.advice import pathways, self_checks
from knowledge.advice.small_helps_lines import Filled, Told, line, unsure
from knowledge.advice.standards_units import units_for
from knowledge.advice.team import THEN_UNTIL
from knowledge.local_words import day as day_words
from knowledge.records import Fact
from knowledge.text import inside, listed, sentence

# Of "Childcare unit CCLD 203 (stated ...)", the service: "Childcare".
_SERVICE = re.compile(r"^.*?(?= unit\b| \(| suite\b)")


def purpose(told: Told) -> Filled:
    """What people in the job do."""
    return Filled([line(told.store, told.role.what_they_do, told.role)] if told.role else [])


def duties(told: Told) -> Filled:
    """The usual duties, the heart of the job first."""
    if not told.role:
        return Filled([], told.store.phrase("help-write-duties"))
    return Filled([line(told.store, told.store.get("duties", id).title, told.role) for id in told.role.duties[: told.most]])


def group_duties(told: Told) -> Filled:
    """The duties of the whole family of jobs: those of this job first, then what most of the others do."""
    store, role = told.store, told.role
    if not role:
        return duties(told)
    family = [other for other in store.all("roles") if other.group == role.group and not other.goal_only and other.open_on(told.day)]
    doing = {id: [other for other in family if id in other.duties] for other in family for id in other.duties}
    others = sorted((id for id in doing if id not in role.duties), key=lambda id: -len(doing[id]))
    rows = [line(store, store.get("duties", id).title, role) for id in role.duties]
    return Filled([*rows, *(line(store, store.get("duties", id).title, doing[id][0]) for id in others)][: told.most])


def standards(told: Told) -> Filled:
    """What good work looks like: statements of the standard for the job, one of each part first; or the next best, said to be so."""
    found = list(_standards(told))
    if not found:
        return _instead(told)
    return Filled([line(told.store, text, fact) for text, _, fact in found[: told.most]])


def interview(told: Told) -> Filled:
    """A question to ask about each part of the standard, or of the job where there is none."""
    store, found = told.store, list(_standards(told))
    if found:
        return Filled([line(store, store.phrase("help-ask-standard", standard=text), fact) for text, _, fact in found[: told.most]])
    if not told.role:
        return Filled([], store.phrase("help-write-duties"))
    rows = [store.phrase("help-ask-duty", duty=sentence(inside(store.get("duties", id).title))) for id in told.role.duties[: told.most]]
    return Filled([line(store, row, told.role) for row in rows])


def law(told: Told) -> Filled:
    """What the law asks of people in the job."""
    store, role = told.store, told.role
    if not role:
        return Filled([])
    asked = [q for q in store.all("qualifications") if role.id in q.statutory_for and q.offered and q.open_on(told.day)]
    return Filled([
        line(store, store.phrase("team-law", title=option.title), option, check=unsure([option])) for option in asked[: told.most]
    ])


def entry(told: Told) -> Filled:
    """What people in the job mostly have, and what the law asks: facts of today, so a day of then has none of them."""
    if not told.role or told.day <= THEN_UNTIL:
        return Filled([], told.store.phrase("help-ask-locally"))
    return Filled([line(told.store, text, told.role) for text in (told.role.typical_entry, told.role.legal_requirement) if text][: told.most])


def measures(told: Told) -> Filled:
    """Signs that learning worked, fitted to the aim that was chosen, the family of the job and what people in it do."""
    store, role = told.store, told.role
    there = [measure for measure in store.all("evaluation_measures") if measure.kind == "measure"]
    work = {topic for id in (role.duties if role else []) for topic in store.get("duties", id).topics}
    aim = set(told.chosen("topics"))
    fitting = [m for m in there if (not m.groups or role and role.group in m.groups) and (not m.topics or work & set(m.topics))]
    fitting.sort(key=lambda measure: (not aim & set(measure.topics), not measure.groups, not measure.topics))
    return Filled([line(store, measure.text, measure) for measure in fitting[: told.most]])


def moves(told: Told) -> Filled:
    """Moves from the job into the service that was chosen, as far as we know of any."""
    store, role = told.store, told.role
    wanted = set(told.chosen("roles"))
    if not role:
        return Filled([])
    found = [move for move in pathways.ways_on(store, role.id, told.day) if move.to_role in wanted]
    rows = [line(store, move.why, move, label=store.get("roles", move.to_role).title, check=unsure([move])) for move in found[: told.most]]
    return Filled(rows, None if rows else store.phrase("help-no-move"))


def shared_units(told: Told) -> Filled:
    """What the job shares with other children's services, by their standards: that of the chosen service first."""
    store, wanted = told.store, set(told.chosen("services"))
    shown = units_for(store, told.role.id, None, told.day) if told.role else None
    found = []
    for row in [*shown["units"], *shown["more"]] if shown else []:
        unit = store.get("standards_units", row["id"])
        services = list(dict.fromkeys(named.group() for text in unit.shared_with if (named := _SERVICE.match(text))))
        if services:
            found.append((not wanted & set(services), unit, services))
    found.sort(key=lambda each: each[0])
    rows = [
        line(store, store.phrase("help-shared-with", others=listed([inside(name) for name in services])), unit, label=unit.plain.rstrip("."))
        for _, unit, services in found[: told.most]
    ]
    return Filled(rows, store.phrase("help-units-differ" if rows else "help-no-shared-units"))


def profile(told: Told) -> Filled:
    """The model profiles that are nearest to the job, with how many levels each has."""
    store, role = told.store, told.role
    found = [one for one in store.all("job_profiles") if role and role.id in one.roles and one.open_on(told.day)]
    rows = []
    for one in found[: told.most]:
        family = inside(one.family)
        levels = store.phrase("help-profile-one") if one.levels == 1 else store.phrase("help-profile-levels", levels=one.levels)
        rows.append(line(store, store.phrase("help-profile", levels=levels, family=family), one, label=one.title))
    return Filled(rows, None if rows else store.phrase("help-no-profile"))


def _standards(told: Told) -> Iterator[tuple[str, str, Fact]]:
    """(words, part of the standard, fact) of the standard for the job on the day, one of each part before a second of any."""
    found = list(_all_standards(told))
    seen: dict[str, int] = {}
    turns = []
    for number, (_, heading, _) in enumerate(found):
        seen[heading] = seen.get(heading, 0) + 1
        turns.append((seen[heading], number))
    yield from (found[number] for _, number in sorted(turns))


def _all_standards(told: Told) -> Iterator[tuple[str, str, Fact]]:
    if not told.role:
        return
    if told.day > THEN_UNTIL:
        check = self_checks.check_for(told.store, [told.role.id])
        yield from ((one.text, one.heading, check) for one in (check.statements if check else []))
        return
    fitting = units_for(told.store, told.role.id, None, told.day)
    for row in fitting["units"] if fitting else []:
        yield row["plain"], row["code"], told.store.get("standards_units", row["id"])


def _instead(told: Told) -> Filled:
    """The next best where there is no standard: the usual duties, or lines to write on where the job is not known."""
    usual = duties(told)
    return Filled(usual.lines, _no_standard(told)) if told.role else usual


def _no_standard(told: Told) -> str:
    return told.store.phrase("help-no-standard", role=inside(told.role.title), day=day_words(told.day.isoformat()))
