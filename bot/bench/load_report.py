"""The parts of docs/benchmarks.md about load: table, plot, and what follows for a county and for the country."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence

from bot.bench.growth import PLANS, TIMES, Backup, Growth, Turns
from bot.bench.load import PEOPLE, SECONDS, WARM_SECONDS, Measured
from bot.bench.load_figures import BUCKET_SECONDS, growth
from bot.bench.load_talk import BEGIN, PLAN, THINK_SECONDS
from bot.bench.report import ms
from bot.bench.talk import CHOICE, WORDS
from knowledge.kept import PLAN as PLAN_DAYS, TRANSCRIPT as TALK_DAYS

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
- The cluster is the one of `make test-cluster`: nginx with encryption, two guides, two action servers, PostgreSQL and Redis. Here they share
  the processor with each other and with the people. So it shows what a cluster costs, not what more machines bring.
"""


@dataclass(frozen=True)
class Place:
    """Where it may be used: its name and its schools."""

    name: str
    schools: int


# What is assumed, and not measured.
COUNTY, COUNTRY = Place("a county", 1_500), Place("the country", 24_000)
STAFF, DAYS, BUSY_DAY, BUSY_HOUR, MINUTES = 35, 190, 5, 0.25, 20


def busiest(place: Place) -> tuple[float, float]:
    """(conversations begun in the busiest hour, conversations at once in it), from the assumptions."""
    begun = place.schools * STAFF / DAYS * BUSY_DAY * BUSY_HOUR
    return begun, begun * MINUTES / 60


def section(found: Sequence[Measured], facts: str) -> str:
    """The part of the page about load, from its heading on: of the sides that were loaded, one guide first, on a machine."""
    pace = "they take about 20 seconds for an answer, so this is the load of some 300 of them"
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
            met = "yes" if more <= MOST_GROWTH else "**no**"
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
    stored, asked = one.stored, one.load.requests
    said = sum(many for what, many in asked.items() if what in (CHOICE, WORDS))
    turns, top = said / (asked.get(BEGIN) or 1), said / one.work["guide"]
    rows = "".join(_row(place, stored, turns, top) for place in (COUNTY, COUNTRY))
    return f"""\
### From here to a county and to the country

Assumed, not measured: {STAFF} support staff a school, each with one conversation a year, on {DAYS} school days. The busiest day has {BUSY_DAY} times
the usual number, and its busiest hour a quarter of the day's. A conversation takes {MINUTES} minutes and {turns:.0f} messages.
Talk is kept {TALK_DAYS} days and a plan {PLAN_DAYS}, as is usual here. If any of this is wrong by half, so is what follows.

Measured: the guide needed {one.work["guide"]:.0f} s of a processor for the {said:,} messages above. It is one process, so {top:.0f} messages a second
are the most that it could answer. We count on half of that.
A conversation leaves {_kib(stored.plan_bytes)} in its plan and {_kib(stored.talk_bytes)} in its talk, indexes included.

|  | conversations a year | busiest hour | at once | messages a second | guides for that | stored |
| --- | --- | --- | --- | --- | --- | --- |
{rows}
"""


def _row(place: Place, stored, turns: float, top: float) -> str:
    begun, at_once = busiest(place)
    yearly, rate = place.schools * STAFF, begun * turns / 3600
    guides = max(1, -(-rate // (top / 2)))
    kept = (stored.plan_bytes * yearly * PLAN_DAYS / 365 + stored.talk_bytes * yearly * min(1, BUSY_DAY * TALK_DAYS / 365)) / 2**30
    return (
        f"| {place.name}: {place.schools:,} schools | {yearly:,} | {begun:,.0f} | {at_once:,.0f} | {rate:.1f} | {guides:.0f} | {kept:.1f} GiB |\n"
    )


def _kib(size: int) -> str:
    return f"{size / 1024:.1f} KiB"


def growth_section(found: Growth, facts: str) -> str:
    """The part of the page about how a turn grows, from its heading on."""
    return f"{GROWTH_HEADING}\n\n{facts}\n\n{growth_table(found)}"


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


def _backed_up(made: Optional[Backup]) -> str:
    return (
        f"`fivesteps backup` of the {PLANS:,} plans: {made.database_bytes / 2**20:.0f} MiB of database became "
        f"{made.file_bytes / 2**20:.0f} MiB in {made.seconds:.0f} s.\n"
    )
