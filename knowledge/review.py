"""What an editor may want to look at again: `fivesteps knowledge check --review`.

Nothing here stops a build. Each look takes the entries and a day, and yields points as plain sentences.
"""
from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Callable, Iterator, NamedTuple

from knowledge import checked
from knowledge.check import name_path, names
from knowledge.content import Entry
from knowledge.plain_words import MOST_WORDS, OLDEST_READER, reading_age, sentences, words
from knowledge.records import Dated, Fact, Qualification, Record, Statistic, last_day
from knowledge.references import references

# What each sort of point is about; a line of the summary is this and a number.
SORTS = {
    "old": f"facts checked over {checked.MONTHS} months ago",
    "undated": "facts that rest only on sources with no date",
    "low": "facts with low confidence",
    "single": "sources with no date that are used once only",
    "hard": f"answers that are hard to read (over reading age {OLDEST_READER}, or over {MOST_WORDS} words a sentence)",
    "alike": "names that are nearly the same in two records",
    "ended": "open qualifications that lead to one that ended with no successor",
}


class Point(NamedTuple):
    """Something to look at again: its sort (of `SORTS`), and where it is and what to do."""

    sort: str
    text: str


def review(entries: list[Entry], today: datetime.date) -> list[Point]:
    """Every point of the content on that day, sort by sort in the order of `SORTS`.

    Args:
        entries: the content, without problems.
        today: the day from which ages are counted.
    """
    looks: tuple[Callable, ...] = (_ages, _unsure, _single, _hard, _alike, _ended)
    found = [point for look in looks for point in look(entries, today)]
    return sorted(found, key=lambda point: list(SORTS).index(point.sort))


def summary(points: list[Point]) -> list[str]:
    """A line for each sort of point that there is, with its number."""
    counts = Counter(point.sort for point in points)
    return [f"{about}: {counts[sort]}" for sort, about in SORTS.items() if counts[sort]]


def is_about_then(record: Record, today: datetime.date) -> bool:
    """True for a record of something that is over: it ended before that day, or is a figure of its year."""
    if isinstance(record, Statistic):
        return record.year < today.year
    if isinstance(record, Qualification) and not record.offered:
        return True
    return isinstance(record, Dated) and record.closed is not None and last_day(record.closed) <= today


def _sources(entries: list[Entry]) -> dict[str, Entry]:
    """id or former id -> the source."""
    return {
        id: entry for entry in entries if entry.kind == "sources" for id in (entry.record.id, *entry.record.former_ids)
    }


def _ages(entries: list[Entry], today: datetime.date) -> Iterator[Point]:
    sources = _sources(entries)
    for entry in entries:
        if not isinstance(entry.record, Fact) or is_about_then(entry.record, today):
            continue
        texts = [sources[id].record.checked for ref in entry.record.sources if (id := ref.partition("#")[0]) in sources]
        age = checked.age(texts, today)
        if age == "old":
            yield Point("old", f"{entry.at('sources')}: checked no later than {checked.newest(texts)}. Check it again.")
        elif age == "unknown":
            yield Point("undated", f"{entry.at('sources')}: no source says when it was checked. Find one with a date.")


def _unsure(entries: list[Entry], today: datetime.date) -> Iterator[Point]:
    for entry in entries:
        if isinstance(entry.record, Fact) and entry.record.confidence == "low":
            yield Point("low", f"{entry.at('confidence')}: its confidence is low. Find a better source.")


def _single(entries: list[Entry], today: datetime.date) -> Iterator[Point]:
    used = Counter(
        reference.id for entry in entries for reference in references(entry.kind, entry.record) if reference.kinds == ("sources",)
    )
    for entry in entries:
        if entry.kind == "sources" and checked.read(entry.record.checked) == checked.Checked():
            if sum(used[id] for id in (entry.record.id, *entry.record.former_ids)) == 1:
                where = entry.at("checked")
                yield Point("single", f"{where}: it has no date, and one record rests on it. Find its date, or a better source.")


def _hard(entries: list[Entry], today: datetime.date) -> Iterator[Point]:
    for entry in (e for e in entries if e.kind == "open_questions"):
        answer, where = entry.record.answer, entry.at("answer")
        age = reading_age(answer)
        if age > OLDEST_READER:
            yield Point("hard", f"{where}: it reads easily from age {age:.0f}, and should from {OLDEST_READER}. Use shorter words.")
        longest = max(map(words, sentences(answer)), default=0)
        if longest > MOST_WORDS:
            yield Point("hard", f"{where}: a sentence has {longest} words. Make it two.")


def _alike(entries: list[Entry], today: datetime.date) -> Iterator[Point]:
    choices = {_squeezed(text) for entry in entries if entry.kind == "aliases" for text in (entry.record.text, *entry.record.also)}
    for kind in ("roles", "qualifications"):
        seen: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for entry in (e for e in entries if e.kind == kind):
            for name in sorted({name.lower() for name in names(entry)}):
                seen[_squeezed(name)].append((entry, name))
        for squeezed, found in seen.items():
            for (one, first), (other, second) in zip(found, found[1:]):
                # Names that are wholly the same are a problem already.
                if one is not other and first != second and squeezed not in choices:
                    yield Point(
                        "alike", f"{other.at(*name_path(other, second))}: '{second}' is nearly '{first}' of '{one.record.id}' "
                        f"in {one.place(*name_path(one, first))}. Keep one, or add it to aliases.yml.",
                    )


def _squeezed(name: str) -> str:
    """A name without what people do not hear or mind: signs, blanks, capitals, the s of many."""
    heard = re.sub(r"[^\w\s]", "", name.lower().replace("&", " and ").replace("-", " "))
    return "".join(_one(word) for word in heard.split())


@lru_cache(maxsize=None)
def _one(word: str) -> str:
    """A word for one thing where it may be for many: "ladies" is "lady", "cooks" is "cook", "class" stays."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _ended(entries: list[Entry], today: datetime.date) -> Iterator[Point]:
    known = {id: e.record for e in entries if e.kind == "qualifications" for id in (e.record.id, *e.record.former_ids)}
    for entry in (e for e in entries if e.kind == "qualifications"):
        record = entry.record
        if not (record.offered and record.open_on(today)):
            continue
        for field in ("progression_to", "replaced_by"):
            for number, id in enumerate(getattr(record, field)):
                next_one = known.get(id)
                if next_one and next_one.closed and not next_one.open_on(today) and not next_one.replaced_by:
                    said = f"'{id}' ended ({next_one.closed}) and has no successor. Lead to one that is open."
                    yield Point("ended", f"{entry.at(field, number)}: {said}")
