"""How long `fivesteps insights` takes, and how much memory: on a database of made-up conversations.

`python -m bot.bench.insights` makes one of 100,000, counts it in a process of its own and prints a table in Markdown.
"""
from __future__ import annotations

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Iterator, NamedTuple

from bot import settings
from knowledge.insights_rows import END, Rows
from knowledge.people_db import feedback, metadata, open_engine, plans
from knowledge.store import Store

CONVERSATIONS = 100_000
# What to stay under.
SECONDS, MIB = 30, 500
_AT_ONCE = 2_000
# How large the columns are that are not counted, in characters: as in conversations to the end (median of a hundred).
_ASKED, _OFFERED = 600, 4_000
_SINCE, _DAYS = "2026-01", 28
_SCHOOLS = 300
# How much rarer each next row of a list is than the one before.
_RARER = 0.93


class Figures(NamedTuple):
    """What was measured: the conversations and their file; seconds by the clock and of work; the most memory of the process."""

    conversations: int
    file_mib: float
    seconds: float
    work: float
    mib: float


def measured(folder: Path, conversations: int = CONVERSATIONS) -> Figures:
    """Makes a database in a folder, and counts it as a person does, through the command line.

    Raises:
        CalledProcessError: if the command fails.
    """
    path = folder / "people.db"
    fill(f"sqlite:///{path}", Store.open(settings.knowledge_path()), conversations)
    command = [sys.executable, "-m", "bot.cli", "insights", "--since", _SINCE, "--until", "2026-10", "--out", str(folder)]
    environment = {**os.environ, "FIVESTEPS_PEOPLE": f"sqlite:///{path}", "FIVESTEPS_KNOWLEDGE": str(settings.knowledge_path())}
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=settings.PROJECT, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    # In KiB on Linux, in bytes on macOS.
    most = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Figures(conversations, path.stat().st_size / 2**20, seconds, used.ru_utime + used.ru_stime, most)


def table(found: Figures) -> str:
    """The figures as a table in Markdown, beside what to stay under."""
    return (
        "|  | measured | to stay under |\n| --- | --- | --- |\n"
        f"| conversations, and their file | {found.conversations:,}, {found.file_mib:.0f} MiB |  |\n"
        f"| time of `fivesteps insights`, start to end | {found.seconds:.1f} s | {SECONDS} s |\n"
        f"| of that, work of the processor | {found.work:.1f} s |  |\n"
        f"| most memory | {found.mib:.0f} MiB | {MIB} MiB |\n"
    )


def fill(url: str, store: Store, conversations: int, seed: int = 1) -> None:
    """Puts made-up conversations, begun over the months of a year to October 2026, into a database; the same for the same seed."""
    engine, made = open_engine(url), _made(store, conversations, random.Random(seed))
    metadata.create_all(engine)
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        while some := [row for row, _ in zip(made, range(_AT_ONCE))]:
            connection.execute(plans.insert(), some)
            helped = [{"plan": row["id"], "helped": row["turn"] % 5 > 0, "given_at": row["updated"]} for row in some if row["turn"] % 3 == 0]
            connection.execute(feedback.insert(), helped)
    engine.dispose()


def _made(store: Store, conversations: int, chance: random.Random) -> Iterator[dict]:
    rows = Rows(store)
    lists = {name: list(titles) for name, titles in rows.titles.items()}
    lists["jobs"] = [job.id for job in store.all("roles")]
    asked = {"messages": [{"text": "x" * _ASKED}], "step": 2, "done": 4, "of": 9}
    offered = {"labels": {"x": "y" * _OFFERED}, "multi": []}
    constraints = [option.value["constraints"] for option in store.get("interview_questions", "constraints").options]
    for number in range(conversations):
        day = f"2026-{chance.randint(1, 10):02d}-{chance.randint(1, _DAYS):02d}T09:00:00+00:00"
        stop = END if chance.random() < 0.5 else chance.choice(lists["stopped"])
        yield {
            "id": f"plan-{number}", "conversation": f"talk-{number}", "school": f"school-{chance.randint(1, _SCHOOLS)}",
            "code_seed": None, "code_hash": None, "asked": asked, "offered": offered, "turn": chance.randint(1, 20), "open": stop,
            "created": day, "updated": day, "answers": _answers(lists, constraints, rows.order.get(stop, 0), chance),
        }


def _answers(lists: dict, constraints: list[dict], reached: int, chance: random.Random) -> dict:
    """Answers of the shape and size of a real conversation that came so far (the order of the open question)."""

    def one(name: str) -> str:
        return _rarer(lists[name], chance)

    answers: dict = {
        "schema": 1, "misses": 0, "skipped": [], "raised": [], "heard": [], "said": {"roles": {"x": "a job in their own words"}},
        "asked": ["for", "role", "duties", "aim", "need_source", "need"], "duties": ["play-lunch", "first-aid-duty", "calm-behaviour"],
        "qualifications": [{"level": 2, "subject": "english", "status": "held"}, {"level": 1, "subject": "maths", "status": "held"}],
    }
    if reached > 20:
        answers.update({"for": "self" if chance.random() < 0.9 else "member", "roles": [one("jobs")]})
    if reached > 70 and chance.random() < 0.95:
        answers.update({"need_source": one("prompted"), "need": {"kind": one("needs"), "topics": [one("topics"), one("topics")]}})
    if reached > 100:
        said = chance.choice(constraints)
        answers["constraints"] = {"other": [said["add_other"]]} if "add_other" in said else dict(said)
    if reached > 120:
        answers.update({"picked": [one("options"), one("options")], "practicalities": {f"pr{number:02d}": "todo" for number in range(9)}})
    if reached > 140:
        answers["agreed"] = {"manager": one("agreed")}
    if chance.random() < 0.2:
        answers.update({"unanswered": "a question in their own words?", "not_known": [one("unanswered")]})
    if (highest := chance.choice((None, 0, 2, 3, 6))) is None:
        del answers["qualifications"]
    else:
        answers["qualifications"] = answers["qualifications"][:highest] + ([{"level": highest, "words": "a course", "status": "held"}] if highest else [])
    # As it comes from the database: nothing in it is shared with another conversation.
    return json.loads(json.dumps(answers))


def _rarer(choices: list[str], chance: random.Random) -> str:
    """One of some, each next one a little less often, so that some are rare."""
    place = min(int(chance.expovariate(1 - _RARER)), len(choices) - 1)
    return choices[place]


def main() -> None:
    """Measures and prints the table, with what it was measured on."""
    with tempfile.TemporaryDirectory(prefix="fivesteps-insights-") as folder:
        found = measured(Path(folder))
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite; load average before {os.getloadavg()[0]:.1f}.\n")
    print(table(found))


if __name__ == "__main__":
    main()
