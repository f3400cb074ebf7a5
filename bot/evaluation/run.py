"""The whole evaluation: cases read, every message heard, every figure worked out."""
from __future__ import annotations

import datetime
import os
import statistics
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from bot.evaluation import listening, scores, topics
from bot.evaluation.cases import Case
from bot.evaluation.linking import Judged, judge
from bot.evaluation.listening import Heard
from bot.evaluation.scores import Scores
from bot.evaluation.taken import Taken, mentioned, taken
from bot.evaluation.wanted import Wanted, wanted
from knowledge.advice import answers, certificates, fill
from knowledge.advice.questions import View
from knowledge.store import Store

_LINKED = ("links.yml", "written.jsonl", "real.jsonl")
# Nothing that is measured depends on the day.
_TODAY = datetime.date(2026, 1, 1)


@dataclass(frozen=True)
class Times:
    """Milliseconds a message."""

    median: float
    p95: float


@dataclass
class Result:
    """Every figure; what there are no cases for stays empty.

    linking     file -> what is judged -> figures
    scores      file -> shares by name
    confused    (best intent, intent taken, count)
    topics      (topic, topic taken, count) of the lines that name theirs
    bare        the intents of the default pipeline, with its times
    load        the load average of the machine before the run
    strange     ids in the cases that the knowledge base does not know
    """

    messages: dict[str, int] = field(default_factory=dict)
    linking: dict[str, dict[str, Judged]] = field(default_factory=dict)
    scores: dict[str, Scores] = field(default_factory=dict)
    confused: list[tuple[str, str, int]] = field(default_factory=list)
    topics: list[tuple[str, str, int]] = field(default_factory=list)
    times: Optional[Times] = None
    bare: Optional[Scores] = None
    bare_times: Optional[Times] = None
    load: float = 0.0
    strange: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """As JSON-ready data, without the words of any message."""
        return {
            "messages": self.messages,
            "linking": {file: {name: judged.as_dict() for name, judged in rows.items()} for file, rows in self.linking.items()},
            **{file: {name: share.as_dict() for name, share in found.shares.items()} for file, found in self.scores.items()},
            "confused": [{"right": right, "taken": named, "count": count} for right, named, count in self.confused],
            "topics_confused": [{"right": right, "taken": named, "count": count} for right, named, count in self.topics],
            "milliseconds": _plain(self.times),
            "bare": {name: share.as_dict() for name, share in self.bare.shares.items()} if self.bare else None,
            "bare_milliseconds": _plain(self.bare_times),
            "not_as_it_ought_to_be": {file: found.wrong for file, found in self.scores.items()},
            "load_average": round(self.load, 1),
            "ids_not_known": self.strange,
        }


def _plain(times: Optional[Times]) -> Optional[dict]:
    return {"median": round(times.median, 2), "p95": round(times.p95, 2)} if times else None


def evaluate(cases: list[Case], store: Store, agent, progress: Callable[[str], object]) -> Result:
    """Every figure of the guide.

    Args:
        cases: what to measure on.
        store: the knowledge base.
        agent: the trained model, from `listening.load`.
        progress: told how far it is.
    """
    load = os.getloadavg()[0]
    heard = listening.listen(agent, store, cases, progress)
    of = {file: [one for one in heard if one.case.file == file] for file in dict.fromkeys(case.file for case in cases)}
    result = Result(messages={file: len(rows) for file, rows in of.items()}, load=load, strange=_strange(cases, store))
    result.times = milliseconds([one.seconds for one in heard if one.seconds is not None])
    reader = _reader(store) if any(file in of for file in _LINKED) else None
    for file in _LINKED:
        if file in of:
            result.linking[file], result.scores[file] = _linked(of[file], store, reader)
    if "real.jsonl" in of:
        about, result.topics = topics.judged(of["real.jsonl"], lambda one: topics.topic_of(one, store))
        result.scores["real.jsonl"] = scores.merged(about, result.scores["real.jsonl"])
    if "intents.yml" in of:
        rows = intent_rows(of["intents.yml"])
        result.scores["intents.yml"] = scores.merged(scores.intents(rows), scores.lost_for_good(of["intents.yml"]))
        result.confused = scores.confused(rows)
    if "questions.yml" in of:
        result.scores["questions.yml"] = scores.retrieval(of["questions.yml"], lambda id: _counts(store, id))
    if "mixed.yml" in of:
        result.scores["mixed.yml"] = scores.mixed(of["mixed.yml"], lambda one: _filled(one, store))
    if "care.yml" in of:
        result.scores["care.yml"] = scores.care(of["care.yml"])
    result.scores["every message"] = scores.tally(
        [("taken for another language", one.case.place, one.language is not None) for one in heard], bad=True
    )
    return result


def beside(result: Result, cases: list[Case], agent) -> None:
    """Adds what the default pipeline makes of the same intents."""
    lines = [case for case in cases if case.file == "intents.yml"]
    named, seconds = listening.intents(agent, [case.text for case in lines])
    result.bare = scores.intents([(case.place, case.data["intents"], intent) for case, intent in zip(lines, named)])
    result.bare_times = milliseconds(seconds)


def milliseconds(seconds: list[float]) -> Optional[Times]:
    """Median and 95th of 100."""
    if len(seconds) < 2:
        return Times(1000 * seconds[0], 1000 * seconds[0]) if seconds else None
    return Times(1000 * statistics.median(seconds), 1000 * statistics.quantiles(seconds, n=20, method="inclusive")[-1])


def intent_rows(heard: list[Heard]) -> list[tuple[str, list[str], str]]:
    """(place, acceptable intents, what came of the message)."""
    return [(one.case.place, one.case.data["intents"], one.outcome) for one in heard]


def _reader(store: Store):
    from knowledge.language.understand import Reader

    return Reader(store)


def _linked(heard: list[Heard], store: Store, reader) -> tuple[dict[str, Judged], Scores]:
    """Jobs, certificates and aims: taken and wanted. And whether "I have none" is noticed."""
    roles = frozenset(role.id for role in store.all("roles"))
    goals = frozenset(role.id for role in store.all("roles") if role.goal_only)
    total: dict[str, Judged] = {}
    good, bad = [], []
    for one in heard:
        want = wanted(one.case, reader.read, roles)
        # What the intake keeps from the model fills nothing.
        reading = {} if one.care or one.language else one.reading
        took = taken(one.text, reading, want.open, want.helping, goals)
        for name, judged in judged_all(took, want, reading).items():
            total[name] = total.get(name, Judged()) + judged
            good.append((f"messages with every {name} right", one.case.place, judged.perfect))
        if want.none is not None:
            none = took.none or _none(one, want.open, reading, store)
            (good if want.none else bad).append(("no certificates: noticed" if want.none else "no certificates: believed wrongly", one.case.place, none))
    return total, scores.merged(scores.tally(good), scores.tally(bad, bad=True))


def judged_all(took: Taken, want: Wanted, reading: dict) -> dict[str, Judged]:
    """What is judged -> figures, of one message."""
    rows = {}
    if want.roles is not None:
        rows["role held"] = judge(took.roles, want.roles, want.may)
    if want.qualifications is not None and want.mentioned:
        rows["qualification mentioned"] = judge(mentioned(reading), want.qualifications, want.may, keys=False)
    elif want.qualifications is not None:
        rows["qualification"] = judge(took.qualifications, want.qualifications, want.may)
        rows["qualification, its id alone"] = judge(took.qualifications, want.qualifications, want.may, keys=False)
    if want.aspirations is not None:
        rows["aspiration"] = judge(took.aspirations, want.aspirations, want.may)
    return rows


def _view(store: Store) -> View:
    return View(answers.fresh(), store, _TODAY)


def _none(one: Heard, open: Optional[str], reading: dict, store: Store) -> bool:
    """"None", said to the question about certificates, is taken by the interview."""
    question = store.find("interview_questions", open) if open else None
    if not question or not reading:
        return False
    view = _view(store)
    certificates.take(view, question, reading["links"], {**reading, "text": one.text})
    return view.answers.get("qualifications") == []


def _filled(one: Heard, store: Store) -> list[str]:
    """The questions that the message answers, at the open one, of somebody who has said nothing before."""
    question = store.find("interview_questions", one.case.data.get("open") or "")
    if not question or one.care or one.language:
        return []
    return fill.take(_view(store), question, one.message)


def _counts(store: Store, id: str) -> bool:
    record = store.find("qualifications", id)
    return bool(record and record.counts)


def _strange(cases: list[Case], store: Store) -> list[str]:
    """Ids in our own shapes of cases that no record has: most likely a slip, or a record that was renamed."""
    found = []
    for case in cases:
        data, ids = case.data, []
        if case.file == "links.yml":
            held = [entry["id"] for entry in data.get("qualifications", [])]
            named = [*data.get("roles", []), *held, *(data.get("aspiration") or {}).values(), *data.get("may", [])]
            ids = [id for written in named for id in written.split("|") if not store.find("roles", id) and not store.find("qualifications", id)]
        elif case.file == "questions.yml":
            ids = [ref for ref in [*data.get("any", []), *data.get("may", [])] if not _record(store, ref)]
        found += [f"{case.place}: {id}" for id in ids]
    return found


def _record(store: Store, ref: str) -> bool:
    kind, _, id = ref.partition(":")
    try:
        return store.find(kind, id) is not None
    except (KeyError, ValueError):
        return False
