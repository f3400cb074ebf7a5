"""The parts of docs/benchmarks.md about load: table, plot, and what follows for a county and for the country."""
from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from bot.bench.growth import CONVERSATIONS, PLANS, TIMES, Growth, Turns
from bot.bench.load import PEOPLE, SECONDS, WARM_SECONDS, Measured
from bot.bench.load_figures import BUCKET_SECONDS, growth
from bot.bench.load_talk import BEGIN, PLAN, THINK_SECONDS
from bot.bench.measure import TURNS
from bot.bench.memory import PAGES
from bot.bench.report import ms
from bot.bench.storage import Backup
from bot.bench.talk import CHOICE, WORDS
from knowledge.kept import PLAN as PLAN_DAYS, TRANSCRIPT as TALK_DAYS
from knowledge.people_db import CONNECTIONS

HEADING, GROWTH_HEADING = "## Load", "## How a turn grows"
PICTURE = "images/load.svg"
# No server may grow by more while it is under load.
MOST_GROWTH = 0.10
_NOTES = f"""\
How it is measured (`bot/bench/load.py`, `bot/bench/locustfile.py`), everything on this one machine, the people too:

- Locust plays {PEOPLE} people at once, two more each second. Each begins, answers by choices and by words in turns, takes the plan along,
  and begins again. No two write the same words, so nothing they write is known already.
- Before each answer they think for {THINK_SECONDS[0]:.0f} to {THINK_SECONDS[1]:.0f} seconds. Real people read a card first: {{pace}}.
- Counted are {SECONDS} seconds, after {WARM_SECONDS} seconds to warm up. Memory is what is resident at the start and at the end of those
  {SECONDS} seconds; what processes of one server share is counted once.
- PostgreSQL keeps pages of the database in memory, up to its `shared_buffers` (128 MiB unless set otherwise). They come in as they are used,
  so a new one fills up to that, and no further. So its own memory is counted, and these pages stand apart.
- PostgreSQL's own memory is 3 to 4 MiB for each connection. A guide opens one more when more turns fall together than it has connections,
  and keeps up to {CONNECTIONS}. Where some open after the warm-up, it grows by them. Watched on 23 November 2026: with all nine open it took
  44.2 MiB at the 70th second and 44.5 MiB at the 310th.
- The cluster is the one of `make test-cluster`: nginx with encryption, two guides, two action servers, PostgreSQL and Redis. Here they share
  the processor with each other and with the people. So it shows what a cluster costs, not what more machines bring.
"""

_GROWTH_NOTES = f"""\
How it is measured (`bot/bench/growth.py`): each line is a guide of its own, and {CONVERSATIONS} conversations of {TURNS} turns, as in the first table.

- The plans are those that `bot/bench/insights.py` makes up, of the size of real ones, without their talk.
- More content is a copy of the knowledge base with every job, qualification, step, answer, fund, right and term three times. The copies have other
  ids and names, and point at what the originals point at.
- Differences smaller than those between two runs of the same line mean nothing; with other work on the machine, those are large.
"""


@dataclass(frozen=True)
class Place:
    """Where it may be used: its name and its schools."""

    name: str
    schools: int


# What is assumed, and not measured.
COUNTY, COUNTRY = Place("a county", 1_500), Place("the country", 24_000)
STAFF, DAYS, BUSY_DAY, BUSY_MONTH, BUSY_HOUR, MINUTES = 35, 190, 5, 3, 0.25, 20


def busiest(place: Place) -> tuple[float, float]:
    """(conversations begun in the busiest hour, conversations at once in it), from the assumptions."""
    begun = place.schools * STAFF / DAYS * BUSY_DAY * BUSY_HOUR
    return begun, begun * MINUTES / 60


def section(found: Sequence[Measured], facts: str) -> str:
    """The part of the page about load, from its heading on: of the sides that were loaded, one guide first, on a machine."""
    alike = found[0].load.rate * MINUTES * 60 / turns_of(found[0])
    pace = f"with {MINUTES} minutes for a conversation, this is the load of about {alike:,.0f} of them at once"
    return (
        f"{HEADING}\n\n{facts}\n\n{table(found)}\n![Median and 95th of the time of an answer during the load; the table below has the same]({PICTURE})\n\n"
        f"{points(found)}\n{_NOTES.replace('{pace}', pace)}\n{reasoning(found[0])}"
    )


def table(found: Sequence[Measured]) -> str:
    """The figures, one side beside the other, and whether memory stayed."""
    rows = [
        ("messages a second", [f"{one.load.rate:.1f}" for one in found]),
        ("an answer, median / 95th", [ms(one.load.all) for one in found]),
        *((f"of these, {kind}", [ms(one.load.kinds[kind]) if kind in one.load.kinds else "" for one in found]) for kind in _kinds(found)),
        ("messages; plans opened", [f"{sum(one.load.requests.values()):,}; {one.load.requests.get(PLAN, 0):,}" for one in found]),
        ("errors", [", ".join(f"{many} of {what}" for what, many in one.load.errors.items()) or "none" for one in found]),
    ]
    head = f"|  | {' | '.join(one.name for one in found)} |\n| --- |{' --- |' * len(found)}\n"
    figures = head + "".join(f"| {what} | {' | '.join(cells)} |\n" for what, cells in rows)
    return f"{figures}\n| memory | after the warm-up | at the end | grown | reached (at most {MOST_GROWTH:.0%}) |\n| --- | --- | --- | --- | --- |\n{_memory(found)}"


def _kinds(found: Sequence[Measured]) -> list[str]:
    return list(dict.fromkeys(kind for one in found for kind in one.load.kinds))


def _memory(found: Sequence[Measured]) -> str:
    rows = ""
    for one in found:
        for name, more in growth(one.before, one.after).items():
            met = "fills up to its bound" if name == PAGES else "yes" if more <= MOST_GROWTH else "**no**"
            rows += f"| {one.name}: {name} | {one.before[name]:.0f} MiB | {one.after[name]:.0f} MiB | {more:+.1%} | {met} |\n"
    return rows


def points(found: Sequence[Measured]) -> str:
    """What the plot shows, in words: a line for each half minute."""
    each = 30 // BUCKET_SECONDS
    rows = f"| seconds |{''.join(f' {one.name}: median / 95th |' for one in found)}\n| --- |{' --- |' * len(found)}\n"
    for number in range(0, SECONDS // BUCKET_SECONDS, each):
        second = number * BUCKET_SECONDS
        cells = []
        for one in found:
            some = [point for point in one.load.points if second <= point.second < second + 30]
            cells.append(f" {sorted(p.median for p in some)[len(some) // 2]:.0f} / {max(p.p95 for p in some):.0f} ms |" if some else " |")
        rows += f"| {second}-{second + 30} |{''.join(cells)}\n"
    return rows


def plot(found: Sequence[Measured], path: Path) -> None:
    """Draws median and 95th over time, small, with each line named in the picture."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "five-steps", "font.size": 11})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 3.2))
    for one, colour in zip(found, ("#1d4f91", "#a33b00")):
        seconds = [point.second for point in one.load.points]
        axes.plot(seconds, [point.median for point in one.load.points], color=colour, label=f"{one.name}: median")
        axes.plot(seconds, [point.p95 for point in one.load.points], color=colour, linestyle="--", label=f"{one.name}: 95th")
    axes.set_xlabel(f"seconds with {PEOPLE} conversations at once")
    axes.set_ylabel("milliseconds")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, fontsize=9, ncols=2, loc="upper center", bbox_to_anchor=(0.5, 1.25))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None, "Title": "Time of an answer under load"})
    pyplot.close(figure)


def reasoning(one: Measured) -> str:
    """From one machine to a county and to the country; every assumption is said to be one."""
    turns, top = turns_of(one), said(one) / one.work["guide"]
    rows = "".join(_row(place, one, turns, top) for place in (COUNTY, COUNTRY))
    packed = one.backup.file_bytes / one.backup.database_bytes
    return f"""\
### From here to a county and to the country

Assumed, not measured: {STAFF} support staff a school, each with one conversation a year, on {DAYS} school days. The busiest day has {BUSY_DAY} times
the usual number, and its busiest hour {BUSY_HOUR:.0%} of the day's. A conversation takes {MINUTES} minutes. Talk is kept {TALK_DAYS} days and a plan
{PLAN_DAYS}, as is usual here, and the busiest month has {BUSY_MONTH} times the usual talk. Whoever knows better can change a figure: all below is in proportion.

Measured: a conversation has {turns:.0f} messages. It leaves {_kib(one.stored.plan_bytes)} in its plan and {_kib(one.stored.talk_bytes)} in its talk, indexes and
half-empty pages included. The guide needed {one.work["guide"]:.0f} s of a processor for {said(one):,} messages. It is one process, so about {top:.0f} messages a second are
the most that it can answer. We count on half of that, so that nobody waits.

|  | conversations a year | begun in the busiest hour | at once | messages a second | guides for that | stored | backup |
| --- | --- | --- | --- | --- | --- | --- | --- |
{rows}
- **Machines.** A county is served by one machine with one guide. The cluster is worth its work there for another reason: one machine may fail.
  Two machines with two guides each, and a third for PostgreSQL and Redis, are ample. For the country, the guides of the table, and one more machine
  than they need. Two guides and two action servers want a machine with 4 processors and 4 GiB of memory.
- **What grows.** A turn does not: see above how it is with {PLANS:,} plans. PostgreSQL writes once a turn, which is far below what it can do.
  nginx and Redis hardly work. So guides are all that has to be added, and no more machines were tried than this one.
- **Storage.** It reaches its size after a year and does not grow on, as `fivesteps purge` removes what was kept long enough.
- **Backup.** Measured with SQLite: {one.backup.database_bytes / 2**20:.0f} MiB became {one.backup.file_bytes / 2**20:.1f} MiB ({packed:.0%}) in {one.backup.seconds:.1f} s,
  the start of the command included. The times in the table are in proportion to that. With PostgreSQL, a standby and its own backup take this
  place (docs/deploy/cluster.md); they were not measured.
"""


def said(one: Measured) -> int:
    """The messages that people sent."""
    return sum(many for what, many in one.load.requests.items() if what in (CHOICE, WORDS))


def turns_of(one: Measured) -> float:
    """How many messages a conversation has."""
    return said(one) / (one.load.requests.get(BEGIN) or 1)


def _row(place: Place, one: Measured, turns: float, top: float) -> str:
    begun, at_once = busiest(place)
    yearly, rate = place.schools * STAFF, begun * turns / 3600
    guides = max(1, math.ceil(rate / (top / 2)))
    kept = one.stored.plan_bytes * yearly * PLAN_DAYS / 365 + one.stored.talk_bytes * yearly * BUSY_MONTH * TALK_DAYS / 365
    share = kept / one.backup.database_bytes
    return (
        f"| {place.name}: {place.schools:,} schools | {yearly:,} | {begun:,.0f} | {at_once:,.0f} | {rate:.1f} | {guides} | {kept / 2**30:.1f} GiB | "
        f"{share * one.backup.file_bytes / 2**30:.1f} GiB, {share * one.backup.seconds / 60:.0f} min |\n"
    )


def _kib(size: int) -> str:
    return f"{size / 1024:.1f} KiB"


def growth_section(found: Growth, facts: str) -> str:
    """The part of the page about how a turn grows, from its heading on."""
    return f"{GROWTH_HEADING}\n\n{facts}\n\n{growth_table(found)}\n{_GROWTH_NOTES}"


def growth_table(found: Growth) -> str:
    """A turn early and late, with little, with many plans, and with more content."""
    sides = {"as it is": found.plain, f"{PLANS:,} plans stored": found.plans, f"{TIMES} times the content": found.content}
    rows = "".join(_turns(name, turns, found.plain) for name, turns in sides.items())
    return (
        "|  | turns 1-20, median / 95th | free words | turns 101-120 | median, in times of the first line |\n| --- | --- | --- | --- | --- |\n"
        f"{rows}\n{_backed_up(found.backup)}"
    )


def _turns(name: str, turns: Turns, plain: Turns) -> str:
    return f"| {name} | {ms(turns.first)} | {ms(turns.words)} | {ms(turns.late)} | {turns.first.median / plain.first.median:.1f} |\n"


def _backed_up(made: Backup) -> str:
    return (
        f"`fivesteps backup` of the {PLANS:,} plans: {made.database_bytes / 2**20:.0f} MiB of database became "
        f"{made.file_bytes / 2**20:.0f} MiB in {made.seconds:.0f} s. Made-up plans pack far better than real ones; those stand under Load.\n"
    )
