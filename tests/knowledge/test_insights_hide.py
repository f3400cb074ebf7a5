"""What is hidden stays hidden: nobody who sees what is published, and knows the rules, can tell a small count."""
from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.insights_hide import FEWEST, JOB, OTHERS, of_jobs, of_one_choice, of_several, room, shows_jobs

SMALL = range(FEWEST)
ROWS = ("time", "money", "travel", "nerves", "family")
# A kind with many jobs, one with few and one with a single job.
GROUPS = {"class": [f"class-{n}" for n in range(8)], "kitchen": ["cook", "assistant", "manager"], "library": ["librarian"]}
JOBS = [job for jobs in GROUPS.values() for job in jobs]

counts_of_rows = st.fixed_dictionaries({row: st.integers(0, 30) for row in ROWS})
counts_of_jobs = st.fixed_dictionaries({job: st.integers(0, 12) for job in JOBS})
not_said = st.integers(0, 40)


def rest(shown, possible):
    """What is not told of the conversations that a table could hold."""
    return possible - sum(shown.values())


@given(counts_of_rows, not_said)
def test_nothing_under_five_is_shown_nor_is_the_rest_under_five(counts, unsaid):
    possible = sum(counts.values()) + unsaid
    shown = of_one_choice(counts, possible)
    assert all(count >= FEWEST and counts[row] == count for row, count in shown.items())
    assert not shown or rest(shown, possible) >= FEWEST or shown == counts and unsaid == 0


@given(counts_of_rows, not_said)
def test_each_hidden_count_could_be_any_from_nought_to_four(counts, unsaid):
    """For every hidden row and each small count there is another table with that count, for which exactly the same is published."""
    possible = sum(counts.values()) + unsaid
    shown = of_one_choice(counts, possible)
    for row, small in itertools.product(counts.keys() - shown.keys(), SMALL if shown else ()):
        other = {**dict.fromkeys(counts, 0), **shown, row: small}
        assert sum(other.values()) <= possible
        assert of_one_choice(other, possible) == shown


def test_of_all_small_tables_no_hidden_count_is_known_to_fewer_than_five_values():
    """Every table of three rows and "not said" up to 17 conversations, by what is published of it: the attacker's whole knowledge."""
    alike = defaultdict(list)
    for possible in range(18):
        for a, b, c in itertools.product(range(possible + 1), repeat=3):
            if a + b + c <= possible:
                counts = {"a": a, "b": b, "c": c}
                published = of_one_choice(counts, possible)
                alike[possible, tuple(published.items())].append((a, b, c, possible - a - b - c))
    told = [(key, tables) for key, tables in alike.items() if key[1]]
    assert len(told) > 100
    for (possible, shown), tables in told:
        for place, row in enumerate("abc"):
            seen = {table[place] for table in tables}
            assert len(seen) == 1 if row in dict(shown) else seen >= set(SMALL), (possible, shown)
        unsaid = {table[3] for table in tables}
        # How many said nothing is known only where it is no small number, or nobody and every row is shown.
        assert len(unsaid) >= FEWEST or min(unsaid) >= FEWEST or unsaid == {0} and len(shown) == 3, (possible, shown)


def test_a_small_rest_takes_the_smallest_shown_row_with_it():
    assert of_one_choice({"self": 90, "member": 3}, 93) == {}
    assert of_one_choice({"yes": 40, "no": 12, "later": 2}, 54) == {"yes": 40}
    assert of_one_choice({"yes": 40, "no": 12, "later": 2}, 57) == {"yes": 40, "no": 12}
    assert of_one_choice({"yes": 40, "no": 12}, 54) == {"yes": 40}
    assert of_one_choice({"yes": 40, "no": 12}, 52) == {"yes": 40, "no": 12}


def test_the_example_of_the_page_on_insights_is_so():
    page = (Path(__file__).resolve().parents[2] / "docs" / "insights.md").read_text(encoding="utf-8")
    assert "60 conversations came past the question: 40 said yes, 15 said no, 3 said \"later\", 2 skipped it" in page
    told = {"yes": 40, "no": 15, "later": 3}
    assert of_one_choice(told, 60) == {"yes": 40, "no": 15}
    assert of_one_choice(told, 58) == {"yes": 40}


@given(counts_of_rows, st.integers(30, 60))
def test_of_several_rows_neither_yes_nor_no_is_small(counts, possible):
    shown = of_several(counts, possible)
    assert shown == {row: count for row, count in counts.items() if FEWEST <= count <= possible - FEWEST}


@given(counts_of_jobs, not_said)
def test_no_job_that_few_have_is_shown_alone_and_the_rest_is_not_small(counts, unsaid):
    possible = sum(counts.values()) + unsaid
    shown = of_jobs(counts, GROUPS, possible)
    assert all(count >= FEWEST for count in shown.values())
    assert all(counts[row.partition(":")[2]] == count for row, count in shown.items() if row.startswith(JOB))
    assert not shown or rest(shown, possible) >= FEWEST


@given(counts_of_jobs, not_said)
def test_each_hidden_job_could_be_any_from_nought_to_four(counts, unsaid):
    possible = sum(counts.values()) + unsaid
    shown = of_jobs(counts, GROUPS, possible)
    for group, jobs in GROUPS.items():
        hidden = [job for job in jobs if f"{JOB}:{job}" not in shown]
        for job, small in itertools.product(hidden, SMALL if shown else ()):
            other = {**{job: shown.get(f"{JOB}:{job}", 0) for job in JOBS}, **{job: 0 for job in hidden}, **_together(shown), job: small}
            others, left = [one for one in hidden if one != job], shown.get(f"{OTHERS}:{group}", 0)
            if left:
                other.update(_shared_out(left - small, others))
            assert of_jobs(other, GROUPS, possible) == shown, (job, small)


def _together(shown):
    """A way in which the small jobs of each kind can make up what is shown of them together."""
    found = {}
    for group, jobs in GROUPS.items():
        hidden = [job for job in jobs if f"{JOB}:{job}" not in shown]
        found.update(_shared_out(shown.get(f"{OTHERS}:{group}", 0), hidden))
    return found


def _shared_out(together, jobs):
    found = {}
    for job in jobs:
        found[job] = min(together, FEWEST - 1)
        together -= found[job]
    assert together == 0, "no small counts make up what is shown together"
    return found


def test_few_jobs_of_a_kind_are_not_told_together_where_that_would_tell_of_each():
    # Three jobs that few have, twelve together: each has exactly four.
    assert of_jobs({"cook": 4, "assistant": 4, "manager": 4}, GROUPS, 100) == {}
    assert of_jobs({"cook": 3, "assistant": 2, "manager": 1}, GROUPS, 100) == {f"{OTHERS}:kitchen": 6}
    assert of_jobs({"librarian": 4, "cook": 20}, GROUPS, 100) == {f"{JOB}:cook": 20}


@pytest.mark.parametrize(("stopped", "before", "after", "found"), [
    # Who stopped at the first question is shown: so the others may all be shown as well.
    ({"first": 8, "second": 7, "end": 45}, ["first"], ["second", "end"], None),
    # It is hidden: four may have stopped there.
    ({"end": 40}, ["first"], ["unlisted", "end"], 56),
    ({"first": 8, "end": 40}, ["first", "second"], ["unlisted", "end"], 48),
    # Nobody need have stopped at "late", which is hidden: then the end must hold all.
    ({"first": 8, "second": 7, "end": 40}, ["first", "second"], ["late", "end"], 40),
    ({"end": 40}, ["first", "second"], ["late", "later", "end"], 44),
    # Somebody may have stopped where no row tells of it.
    ({"first": 8, "second": 7, "end": 40}, ["first", "second"], ["unlisted", "late", "end"], None),
    ({"first": 8, "second": 7}, ["unlisted", "first", "second"], ["end"], 0),
])
def test_a_table_has_room_for_what_is_hidden_of_those_who_stopped(stopped, before, after, found):
    assert room(60, stopped, ["first", "second", "late", "later", "end"], before, after) == found


def test_where_room_is_short_a_whole_table_is_not_shown_whole():
    assert of_one_choice({"yes": 40, "no": 12}, 52, 60) == {"yes": 40}
    assert of_one_choice({"yes": 40, "no": 12}, 60, 56) == {"yes": 40}
    assert of_several({"time": 30, "money": 28}, 60, 34) == {"money": 28}
    assert of_jobs({"cook": 30, "manager": 9}, GROUPS, 60, 43) == {f"{JOB}:cook": 30}


def test_who_has_nothing_in_the_way_is_hidden_where_it_would_tell_that_nobody_is_left():
    assert of_several({"time": 30, "nothing": 28}, 60, 56, "nothing") == {"time": 30}
    assert of_several({"time": 30, "nothing": 26}, 60, 56, "nothing") == {"time": 30, "nothing": 26}
    assert of_several({"time": 30, "nothing": 28}, 60, None, "nothing") == {"time": 30, "nothing": 28}


@pytest.mark.parametrize(("sources", "many", "shown"), [
    ({}, 0, False),
    ({"hill": 100}, 0, False),
    ({None: 100}, 0, False),
    ({"hill": 30, "mill": 30, "brook": 30, "dale": 10}, 0, False),
    ({"hill": 30, "mill": 30, "brook": 30, "dale": 10, "moor": 1}, 0, True),
    ({"hill": 96, "mill": 1, "brook": 1, "dale": 1, "moor": 1}, 0, False),
    ({"hill": 100}, 4, False),
    ({"hill": 40}, 60, True),
    ({}, 60, True),
])
def test_jobs_of_a_single_school_are_never_shown(sources, many, shown):
    assert shows_jobs(sources, many) is shown
