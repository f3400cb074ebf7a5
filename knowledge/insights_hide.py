"""What of a table of counts may be published: nothing under five, and nothing from which such a count can be worked out.

The rule: after publication each hidden count could still be 0, 1, 2, 3 or 4, whoever looks, also somebody who knows these
rules. Four things make it so.

- A count under five is hidden, and a nought as well, so that a gap says nothing.
- "Not said" is never published. With the hidden counts it makes the rest: the conversations that the table could hold, less all
  that it shows. The rest is five or more; where it would be less, the smallest count that is shown goes into it too. Only where
  every row is shown and nobody is left may the rest be nought: there is nothing in it.
- Few of one kind of job are shown together only where the kind has so many other jobs that each of them may be nought.
- Whoever has a row came past its question, so they stopped at none before. A table is shown only so far that this tells nothing
  of how many stopped where that is hidden (`room`).

`docs/insights.md` gives the reasons and an example; the tests look at every table of a small size.
"""
from __future__ import annotations

from typing import Iterable, Mapping, Optional, Sequence

# No count under this is published, and no rest under it is left.
FEWEST = 5
# How the rows of the table of jobs begin: one job, and the other jobs of one kind together.
JOB, OTHERS = "job", "others"


def room(conversations: int, stopped: Mapping[str, int], listed: Iterable[str], before: Sequence[str], after: Sequence[str]) -> Optional[int]:
    """How many the rows and the rest of a table may be, so that no hidden count of those who stopped can be told by it.

    All conversations, less those with a row, are more than those who stopped before the table's question: so few of the one are few
    of the other. In the same way, those with a row are no more than those who stopped after it.

    Args:
        conversations: all of them, which are shown.
        stopped: question -> those who stopped there, where it is shown.
        listed: the questions that are rows of that table.
        before: questions at which somebody stopped who has not come past the table's own; in any order.
        after: all other questions.

    Returns:
        The number, which may be under nought; None where it does not matter.
    """
    listed = set(listed)
    hidden_before, hidden_after = ([stop for stop in stops if stop in listed and stop not in stopped] for stops in (before, after))
    anywhere_after = any(stop not in listed for stop in after)
    limits = []
    if hidden_before and (hidden_after or anywhere_after):
        limits.append(conversations - sum(stopped.get(stop, 0) for stop in before) - (FEWEST - 1))
    if hidden_after and not anywhere_after:
        # One of them may be nought: then the others, which may all be small, and what is shown must hold everybody with a row.
        limits.append(sum(stopped.get(stop, 0) for stop in after) + (FEWEST - 1) * (len(hidden_after) - 1))
    return min(limits, default=None)


def of_one_choice(counts: Mapping[str, int], possible: int, room: Optional[int] = None) -> dict[str, int]:
    """What may be shown of a table in which a conversation has one row, or none.

    Args:
        counts: row -> conversations, in a fixed order.
        possible: conversations that could have a row: those that have one, and those that went past the question without.
        room: how many the rows and the rest may be; None for any number.

    Returns:
        The rows to show; all others are hidden.
    """
    shown = {row: count for row, count in counts.items() if count >= FEWEST}
    whole = room is None and len(shown) == len(counts) and sum(shown.values()) == possible
    return shown if whole else _with_a_rest(shown, _least(possible, room))


def of_several(counts: Mapping[str, int], possible: int, room: Optional[int] = None, alone: Optional[str] = None) -> dict[str, int]:
    """What may be shown of a table in which a conversation may have several rows: each is shown if yes and no are five or more.

    Nothing says how many conversations have any row at all, so the rows do not add up to anything; but one may stand alone.

    Args:
        counts, possible, room: as for `of_one_choice`.
        alone: a row that nobody has together with another.
    """
    shown = {row: count for row, count in counts.items() if FEWEST <= count <= _least(possible, room) - FEWEST}
    others = max((count for row, count in shown.items() if row != alone), default=0)
    if room is not None and shown.get(alone, 0) + others > room:
        shown.pop(alone, None)
    return shown


def of_jobs(counts: Mapping[str, int], groups: Mapping[str, Sequence[str]], possible: int, room: Optional[int] = None) -> dict[str, int]:
    """What may be shown of the jobs, each conversation having one or none: single jobs, and the other jobs of a group together.

    Args:
        counts: job -> conversations.
        groups: group -> all its jobs that the knowledge base has, whether anybody named them or not.
        possible, room: as for `of_one_choice`.
    """
    rows = {}
    for group, jobs in groups.items():
        few = [job for job in jobs if counts.get(job, 0) < FEWEST]
        rows.update({f"{JOB}:{job}": counts[job] for job in jobs if counts.get(job, 0) >= FEWEST})
        together = sum(counts.get(job, 0) for job in few)
        # More than this, and not every one of them could be nought: that would tell something of each.
        if FEWEST <= together <= (FEWEST - 1) * (len(few) - 1):
            rows[f"{OTHERS}:{group}"] = together
    return _with_a_rest(rows, _least(possible, room))


def _least(possible: int, room: Optional[int]) -> int:
    return possible if room is None else min(possible, room)


def _with_a_rest(shown: dict[str, int], possible: int) -> dict[str, int]:
    """Takes out the smallest rows until the rest is large enough (complementary suppression)."""
    while shown and possible - sum(shown.values()) < FEWEST:
        del shown[min(shown, key=shown.__getitem__)]
    return shown


def shows_jobs(sources: Mapping[str, int], many: int) -> bool:
    """Whether jobs may be shown at all: never where they would be those of a single school, or nearly so.

    A school may have one technician, so its jobs are not broken down however many conversations it has.

    Args:
        sources: school or trust -> conversations from its page; a page that names no school is one school.
        many: conversations from pages of many schools, such as a council's or a branch's.
    """
    everybody = sum(sources.values()) + many
    return (many >= FEWEST or len(sources) >= FEWEST) and 2 * max(sources.values(), default=0) <= everybody
