"""A statistician with the report in hand: no hidden count can be worked out from all that is shown, as a system of equations.

What the reader of the CSV knows is written down as linear equations and limits: every conversation stopped somewhere, and whoever
came past a question has one row of its table or said nothing. This reader knows our rules, and believes that nobody answers
before being asked. Each hidden row is then made as small and as large as the system allows: it must reach 0 and 4.
"""
from __future__ import annotations

import csv
import io
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from knowledge.insights import _added_up
from knowledge.insights_count import Tally, Talk
from knowledge.insights_db import Counted
from knowledge.insights_hide import FEWEST, JOB, OTHERS
from knowledge.insights_months import Span
from knowledge.insights_page import as_csv
from knowledge.insights_rows import END, ONE_CHOICE, Rows

QUESTIONS = {**{table: choice.question for table, choice in ONE_CHOICE.items()}, "jobs": "role", "certificates": "qualifications", "helped": END}
SEVERAL = {"topics": "need", "barriers": "constraints", "options": "pick"}
# Rows that are solved for in one table: the hidden rows of a table are alike.
TRIED = 4
# Of the solver, which reckons in fractions.
SLACK = 1e-6
# Six schools, so that jobs may be shown.
SCHOOLS = ("hill", "mill", "brook", "dale", "moor", "lea")


@pytest.fixture(scope="module")
def rows(store):
    return Rows(store)


def some_talks(rows, chance):
    """Conversations with few or many stops at each question, and few or many who skip; everybody answers when asked."""
    stops = [question for question in rows.order if question != END]
    chosen = chance.sample(stops, chance.randint(2, 7))
    skips = chance.choice([0, 0, 0.02, 0.2])
    found = []
    for stop in [stop for stop in chosen for _ in range(chance.choice([1, 2, 3, 4, 7, 15]))] + [END] * chance.choice([3, 12, 40, 90]):
        answers: dict = {}

        def one(table, most, stop=stop):
            said = rows.order[stop] > rows.order[QUESTIONS.get(table) or SEVERAL[table]] and chance.random() >= skips
            choices = list(rows.titles[table]) if table != "jobs" else sorted(rows.jobs)
            return choices[min(int(chance.expovariate(1.1)), most - 1)] if said else None

        answers["roles"] = [job] if (job := one("jobs", 12)) else []
        answers["for"], answers["need_source"], answers["agreed"] = one("who", 2), one("prompted", 5), {"manager": one("agreed", 4)}
        answers["need"] = {"kind": one("needs", 5), "topics": [topic] if (topic := one("topics", 3)) else []}
        level = one("certificates", 4)
        if level:
            answers["qualifications"] = [{"level": list(rows.titles["certificates"]).index(level)}] if level != "none" else []
        barrier = one("barriers", len(rows.titles["barriers"]))
        key, value = rows.barriers.get(barrier, (None, None))
        answers["constraints"] = {"other": [value]} if key == "other" else {key: value} if key else {}
        answers["picked"] = [option] if (option := one("options", 4)) else []
        helped = chance.choice([True, True, True, False]) if stop == END and chance.random() >= skips else None
        found.append(Talk(chance.choice(SCHOOLS), answers, stop, helped))
    return found


def read(rows, talks):
    """table -> row -> count, as the CSV tells it; with the conversations under "all"."""
    tally = Tally(rows)
    for talk in talks:
        tally.add(talk)
    text = as_csv(_added_up([Counted(Span("2026-01", "2026-03"), tally.conversations, tally.published())], (), rows))
    told: dict = {}
    for line in csv.DictReader(io.StringIO(text)):
        if line["reading"] != "hidden":
            told.setdefault(line["table"], {})[line["row"]] = int(line["conversations"])
    return told


class Known:
    """What the reader of a report knows, as a linear system over what is hidden: stops, rows, and who said nothing."""

    def __init__(self, rows, told):
        self._names: dict = {}
        self._equal, self._most, self._bounds = [], [], {}
        stops = {stop: self._count("stopped", stop, told) for stop in rows.order}
        self._say(self._equal, stops.values(), told["all"]["conversations"])
        for table, question in QUESTIONS.items():
            past = [stops[stop] for stop in stops if self._is_past(rows, stop, question)]
            self._one_choice(rows, table, past, told)
        for table, question in SEVERAL.items():
            past = [stops[stop] for stop in stops if self._is_past(rows, stop, question)]
            shown = told.get(table, {})
            # The hidden rows are alike, so the first stands for all.
            for row in [*shown, *[row for row in rows.titles[table] if row not in shown][:1]]:
                count = self._count(table, row, told)
                # Shown is only what at least five did not say.
                spare = FEWEST if row in shown else 0
                self._say(self._most, [count, *self._less(past)], -spare)
                if table == "barriers" and row != "nothing":
                    self._say(self._most, [count, self._count(table, "nothing", told), *self._less(past)], 0)

    def range(self, table, row):
        """The smallest and the largest that a hidden row may be."""
        place = self._names[table, row]
        return tuple(sign * self._solved(place, sign) for sign in (1, -1))

    def hidden(self, table, rows):
        return [row for row in rows if (table, row) in self._names]

    @staticmethod
    def _is_past(rows, stop, question):
        return stop == END if question == END else rows.order[stop] > rows.order[question]

    def _one_choice(self, rows, table, past, told):
        shown = told.get(table, {})
        if table == "jobs":
            jobs = [self._count(table, f"{JOB}:{job}", told) for job in sorted(rows.jobs)]
            for group, members in rows.groups.items():
                together = shown.get(f"{OTHERS}:{group}")
                if together is not None:
                    # Those that are hidden as the smallest are not in it, but nobody can tell which: it is a lower limit.
                    hidden = [self._count(table, f"{JOB}:{job}", told) for job in members if f"{JOB}:{job}" not in shown]
                    self._say(self._most, self._less(hidden), -together)
            counts, complete = jobs, False
        else:
            counts = [self._count(table, row, told) for row in rows.titles[table]]
            complete = all(row in shown for row in rows.titles[table])
        unsaid = self._variable((table, None))
        self._say(self._equal, [*counts, unsaid, *self._less(past)], 0)
        if shown and not complete:
            hidden = [count for count in [*counts, unsaid] if not isinstance(count, int)]
            self._say(self._most, self._less(hidden), -FEWEST)

    def _count(self, table, row, told):
        """The number that is shown, or a variable."""
        number = told.get(table, {}).get(row)
        return self._variable((table, row)) if number is None else number

    def _variable(self, name):
        return (self._names.setdefault(name, len(self._names)), 1)

    @staticmethod
    def _less(terms):
        return [-term if isinstance(term, int) else (term[0], -term[1]) for term in terms]

    @staticmethod
    def _say(where, terms, total):
        terms = list(terms)
        where.append(([term for term in terms if not isinstance(term, int)], total - sum(term for term in terms if isinstance(term, int))))

    def _solved(self, place, sign):
        width = len(self._names)

        def matrix(said):
            found = [[0.0] * width for _ in said]
            for line, (terms, _) in zip(found, said):
                for column, factor in terms:
                    line[column] += factor
            return found, [total for _, total in said]

        (equal, equals), (most, at_most) = matrix(self._equal), matrix(self._most)
        goal = [0.0] * width
        goal[place] = sign
        found = linprog(goal, A_ub=most, b_ub=at_most, A_eq=equal, b_eq=equals, bounds=(0, None), method="highs")
        assert found.status in (0, 3), found.message
        return float("inf") * sign if found.status == 3 else found.fun


def ranges(rows, told, chance):
    """(table, row, smallest, largest) for some hidden rows of each table that has a row to show."""
    known = Known(rows, told)
    for table in ("stopped", *QUESTIONS, *SEVERAL):
        names = [f"{JOB}:{job}" for job in sorted(rows.jobs)] if table == "jobs" else rows.titles[table]
        hidden = known.hidden(table, names) if table in told else []
        for row in chance.sample(hidden, min(TRIED, len(hidden))):
            yield table, row, *known.range(table, row)


@settings(max_examples=30, deadline=None)
@example(8)
@given(st.integers(0, 10**6))
def test_no_hidden_count_can_be_solved_for(rows, seed):
    chance = random.Random(seed)
    told = read(rows, some_talks(rows, chance))
    for table, row, least, largest in ranges(rows, told, chance):
        assert least < SLACK and largest > FEWEST - 1 - SLACK, (table, row, least, largest, told)


def test_the_conversations_of_this_test_have_hidden_rows_in_every_table(rows):
    found = {table for seed in range(40) for table, *_ in ranges(rows, read(rows, some_talks(rows, random.Random(seed))), random.Random(seed))}
    assert found == {"stopped", *QUESTIONS, *SEVERAL}


def test_this_statistician_finds_what_is_left_open(rows):
    """Twenty-nine conversations, of which twenty-four have a job that is shown: so nobody stopped before the question of the job."""
    careless = {"all": {"conversations": 29}, "jobs": {"job:school-cook": 17, "job:midday-supervisor": 7}, "stopped": {END: 24}}
    assert max(Known(rows, careless).range("stopped", "role")) < SLACK
    careless = {"all": {"conversations": 60}, "who": {"self": 40, "member": 17}, "stopped": {END: 50}}
    assert Known(rows, careless).range("stopped", "for")[1] == pytest.approx(3)
