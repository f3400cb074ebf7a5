"""What of a table of counts may be published: nothing under five, and nothing from which such a count can be worked out.

The rule: after publication each hidden count could still be 0, 1, 2, 3 or 4, whoever looks, also somebody who knows these
rules. Three things make it so.

- A count under five is hidden, and a nought as well, so that a gap says nothing.
- "Not said" is never published. With the hidden counts it makes the rest: the conversations that the table could hold, less all
  that it shows. The rest is five or more; where it would be less, the smallest count that is shown goes into it too. Only where
  every row is shown and nobody is left may the rest be nought: there is nothing in it.
- Few of one kind of job are shown together only where the kind has so many other jobs that each of them may be nought.

`docs/insights.md` gives the reasons and an example; the tests look at every table of a small size.
"""
from __future__ import annotations

from typing import Mapping, Sequence

# No count under this is published, and no rest under it is left.
FEWEST = 5
# How the rows of the table of jobs begin: one job, and the other jobs of one kind together.
JOB, OTHERS = "job", "others"


def of_one_choice(counts: Mapping[str, int], possible: int) -> dict[str, int]:
    """What may be shown of a table in which a conversation has one row, or none.

    Args:
        counts: row -> conversations, in a fixed order.
        possible: conversations that could have a row: those that have one, and those that went past the question without.

    Returns:
        The rows to show; all others are hidden.
    """
    shown = {row: count for row, count in counts.items() if count >= FEWEST}
    whole = len(shown) == len(counts) and sum(shown.values()) == possible
    return shown if whole else _with_a_rest(shown, possible)


def of_several(counts: Mapping[str, int], possible: int) -> dict[str, int]:
    """What may be shown of a table in which a conversation may have several rows: each is shown if yes and no are five or more.

    Nothing says how many conversations have any row at all, so the rows do not add up to anything.
    """
    return {row: count for row, count in counts.items() if count >= FEWEST and possible - count >= FEWEST}


def of_jobs(counts: Mapping[str, int], groups: Mapping[str, Sequence[str]], possible: int) -> dict[str, int]:
    """What may be shown of the jobs, each conversation having one or none: single jobs, and the other jobs of a group together.

    Args:
        counts: job -> conversations.
        groups: group -> all its jobs that the knowledge base has, whether anybody named them or not.
        possible: as for `of_one_choice`.
    """
    rows = {}
    for group, jobs in groups.items():
        few = [job for job in jobs if counts.get(job, 0) < FEWEST]
        rows.update({f"{JOB}:{job}": counts[job] for job in jobs if counts.get(job, 0) >= FEWEST})
        together = sum(counts.get(job, 0) for job in few)
        # More than this, and not every one of them could be nought: that would tell something of each.
        if FEWEST <= together <= (FEWEST - 1) * (len(few) - 1):
            rows[f"{OTHERS}:{group}"] = together
    return _with_a_rest(rows, possible)


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
