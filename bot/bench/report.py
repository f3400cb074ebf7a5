"""The table of the bench, as Markdown."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from bot.bench.inside import Inside
from bot.bench.measure import (
    AT_ONCE, CONVERSATIONS, MOST_MESSAGES, MOST_SECONDS, TURNS, Figures, Times,
)
from bot.bench.sequences import LONGEST
from bot.bench.talk import ROUND, SAID

# The figures to reach.
FIRST = Times(20, 30)
GROWTH = 1.6
RATE, TIMES_BARE = 50, 2
START, TRAIN, ADVICE = 18, 60, 5
LOOK_UP, SEARCH, BUILD = 2, 5, 10
SERVER, ACTIONS = 900, 350

_NOTES = f"""\
How it is measured (`bot/bench`), everything on loopback, one side after the other in the same run:

- Five Steps is `fivesteps run`: its launcher, server and action server. The start includes the launcher's checks.
- Bare Rasa is the stock release with its REST channel and SQL tracker store (SQLite). It has the pipeline of `rasa init`
  with DIET trained for 5 epochs in place of 100, and no TED, UnexpecTED or response selector: they would have nothing to
  learn. So it trains, starts and answers faster than a default one. Its one form has eight questions and a custom validator.
- Both learn the same lines for the same intents, and call the action server once a turn.
- Turns: {CONVERSATIONS} conversations of {TURNS} turns, one after the other. In Five Steps a choice and free words ({len(SAID)} sentences)
  by turns, with the advice and the practical points, begun again every {ROUND} turns; in bare Rasa the same sentences only.
- Messages a second: {AT_ONCE} conversations, each sending as soon as it has its reply; {MOST_MESSAGES} messages or {MOST_SECONDS:.0f} seconds.
  The client runs on the same machine.
- Random conversations: up to {LONGEST} moves of any kind (presses, words, nonsense, changes, going back, stopping and coming
  back with the code), then on to the plan. After each move the answers are read from the database (`bot/bench/sequences.py`).
- Memory is resident memory after that load.
- In process, without any server: the advice over the profiles of `bot/bench/profiles.json`; each qualification looked up;
  full-text search, and search for an answer with the sentence embedding of a question never seen before; the shortest ways
  between pairs of jobs; and the knowledge base built anew, with no vector kept from another build.
"""


@dataclass(frozen=True)
class Machine:
    """What the figures were taken on, and the load average just before."""

    cores: int
    python: str
    rasa: str
    load: float


@dataclass(frozen=True)
class _Row:
    what: str
    bare: str
    ours: str
    target: str = ""
    met: Optional[bool] = None


def page(ours: Figures, bare: Figures, inside: Inside, machine: Machine) -> str:
    """The whole of docs/benchmarks.md."""
    facts = (
        f"{machine.cores} cores, Python {machine.python}, Rasa {machine.rasa}; "
        f"load average before the run {machine.load:.1f} (other work makes every figure worse)."
    )
    return f"# Speed and size\n\nWritten by `make bench`. {facts}\n\n{table(ours, bare, inside)}\n{_NOTES}"


def table(ours: Figures, bare: Figures, inside: Inside) -> str:
    """The table alone: both sides, the figure to reach, and whether it is reached."""
    rows = [
        _Row("", "bare Rasa", "Five Steps", "to reach"),
        _Row("---", "---", "---", "---"),
        *_turns(ours, bare),
        *_processes(ours, bare),
        *_inside(inside),
        *_random(ours),
    ]
    return "".join(f"| {row.what} | {row.bare} | {row.ours} | {row.target} | {_met(row)} |\n" for row in rows)


def _turns(ours: Figures, bare: Figures) -> list[_Row]:
    first, late, rate = f"turns 1-{ROUND}", f"turns {TURNS - ROUND + 1}-{TURNS}", ours.rate / bare.rate
    growth, bare_growth = ours.late.median / ours.first.median, bare.late.median / bare.first.median
    fast = ours.first.median <= FIRST.median and ours.first.p95 <= FIRST.p95
    return [
        _Row(f"a turn, median / 95th, {first}", ms(bare.first), ms(ours.first), ms(FIRST), fast),
        _Row(f"of these, free words, {first}", ms(bare.first_words), ms(ours.first_words)),
        _Row(f"a turn, median / 95th, {late}", ms(bare.late), ms(ours.late)),
        _Row(f"of these, free words, {late}", ms(bare.late_words), ms(ours.late_words)),
        _Row(
            f"median of {late}, in times of {first}", f"{bare_growth:.1f}", f"{growth:.1f}", f"{GROWTH}", growth <= GROWTH
        ),
        _Row(
            f"messages a second, {AT_ONCE} conversations at once", f"{bare.rate:.0f}", f"{ours.rate:.0f} ({rate:.1f} times)",
            f"{RATE}, and {TIMES_BARE} times bare Rasa", ours.rate >= RATE and rate >= TIMES_BARE,
        ),
    ]


def _processes(ours: Figures, bare: Figures) -> list[_Row]:
    return [
        _Row(
            "from start to first answer", f"{bare.start_seconds:.1f} s", f"{ours.start_seconds:.1f} s", f"{START} s",
            ours.start_seconds <= START,
        ),
        _Row("memory of the server", _mib(bare.server_mib), _mib(ours.server_mib), _mib(SERVER), _fits(ours.server_mib, SERVER)),
        _Row(
            "memory of the action server", _mib(bare.actions_mib), _mib(ours.actions_mib), _mib(ACTIONS),
            _fits(ours.actions_mib, ACTIONS),
        ),
        _Row(
            "train the model from scratch", f"{bare.train_seconds:.0f} s", f"{ours.train_seconds:.0f} s", f"{TRAIN} s",
            ours.train_seconds <= TRAIN,
        ),
    ]


def _random(ours: Figures) -> list[_Row]:
    if ours.random is None:
        return []
    held, many = ours.random
    return [_Row("random conversations that keep every answer and end", "none", f"{held} of {many}", f"{many}", held == many)]


def _inside(inside: Inside) -> list[_Row]:
    """What no server is needed for, each warm, median / 95th."""
    rows = [
        ("advice for a profile, warm, median / 95th", inside.advice, ADVICE), ("a record looked up", inside.look_up, LOOK_UP),
        ("full-text search", inside.search, SEARCH), ("search for an answer to a new question", inside.answer, SEARCH),
        ("shortest ways from one job to another", inside.ways, SEARCH),
    ]
    built = _Row("knowledge base built anew", "none", f"{inside.build_seconds:.1f} s", f"{BUILD} s", inside.build_seconds <= BUILD)
    return [_Row(what, "none", ms(found), f"{most} ms", found.median <= most) for what, found, most in rows] + [built]


def ms(shown: Times) -> str:
    """Median and 95th, as the tables show them."""
    return f"{_short(shown.median)} / {_short(shown.p95)} ms"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")


def _mib(size: Optional[float]) -> str:
    return "not found" if size is None else f"{size:.0f} MiB"


def _fits(size: Optional[float], most: float) -> bool:
    return size is not None and size <= most


def _met(row: _Row) -> str:
    if row.what == "---":
        return "---"
    if row.what == "":
        return "reached"
    return "" if row.met is None else "yes" if row.met else "**no**"
