"""All tables of a report at once: a hidden count cannot be told from the other tables either.

For every hidden row, and each count from nought to four, there are other conversations with that count for which the whole
report is the same, letter for letter. So nobody can know which of them were had.
"""
from __future__ import annotations

import copy
import itertools
import random

import pytest

from knowledge.insights_count import Tally, Talk
from knowledge.insights_hide import FEWEST
from knowledge.insights_rows import END, ONE_CHOICE, Rows

SCHOOLS = ("hill", "mill", "brook", "dale", "moor", "lea")
STOPS = ("for", "role", "setting", "need", "constraints", "check", "pick", "practicalities", "agreed", "success", END, END, END)


@pytest.fixture(scope="module")
def rows(store):
    return Rows(store)


def put(answers, table, value):
    """The answers with another row of a table; None takes it out."""
    changed = copy.deepcopy(answers)
    if table == "who":
        changed["for"] = value
    elif table == "prompted":
        changed["need_source"] = value
    elif table == "needs":
        changed["need"] = {**changed.get("need", {}), "kind": value}
    else:
        changed["agreed"] = {"manager": value}
    return changed


def some_talks(rows, chance):
    """Conversations in which some rows are rare, some people skip, and some say a thing before they are asked."""
    found = []
    for _ in range(chance.randint(20, 120)):
        stop, answers = chance.choice(STOPS), {"roles": [chance.choice(["school-cook", "science-technician", "caretaker"])]}
        for table, (question, _) in ONE_CHOICE.items():
            reached = rows.order[stop] > rows.order[question]
            if chance.random() < (0.93 if reached else 0.08):
                choices = list(rows.titles[table])[:4]
                answers = put(answers, table, choices[min(int(chance.expovariate(1.3)), len(choices) - 1)])
        found.append(Talk(chance.choice(SCHOOLS), answers, stop, chance.choice([None, None, True, False]) if stop == END else None))
    return found


def published(rows, talks):
    tally = Tally(rows)
    for talk in talks:
        tally.add(talk)
    return tally.published()


def otherwise(rows, talks, table, shown, row, small):
    """The same conversations, but that so many of those that are not shown have this row, and the others said nothing."""
    question, read = ONE_CHOICE[table]
    talks, left = list(talks), small
    past = [rows.order[talk.open] > rows.order[question] for talk in talks]
    unshown = [n for n, talk in enumerate(talks) if read(talk.answers) not in shown and (past[n] or read(talk.answers))]
    # Who spoke before being asked stands out by saying nothing, so somebody who was asked is silent in their place.
    places = iter([n for n, talk in enumerate(talks) if past[n] and read(talk.answers) in shown])
    for n in sorted(unshown, key=lambda n: past[n]):
        if left:
            talks[n], left = talks[n]._replace(answers=put(talks[n].answers, table, row)), left - 1
        elif past[n]:
            talks[n] = talks[n]._replace(answers=put(talks[n].answers, table, None))
        elif (place := next(places, None)) is not None:
            talks[n] = talks[n]._replace(answers=put(talks[n].answers, table, read(talks[place].answers)))
            talks[place] = talks[place]._replace(answers=put(talks[place].answers, table, None))
    return talks


@pytest.mark.parametrize("seed", range(20))
def test_a_hidden_count_could_be_any_from_nought_to_four_whatever_else_is_shown(rows, seed):
    talks = some_talks(rows, random.Random(seed))
    told = published(rows, talks)
    for table in ONE_CHOICE:
        shown = told.get(table, {})
        hidden = [row for row in rows.titles[table] if row not in shown] if shown else []
        for row, small in itertools.product(hidden, range(FEWEST)):
            others = otherwise(rows, talks, table, shown, row, small)
            assert sum(ONE_CHOICE[table].row(talk.answers) == row for talk in others) == small
            assert published(rows, others) == told, (table, row, small)


def test_the_conversations_of_these_tests_have_hidden_rows_in_every_table(rows):
    hidden = {table: 0 for table in ONE_CHOICE}
    for seed in range(20):
        told = published(rows, some_talks(rows, random.Random(seed)))
        for table in ONE_CHOICE:
            hidden[table] += bool(told.get(table)) and len(told[table]) < len(rows.titles[table])
    assert min(hidden.values()) > 3, hidden
