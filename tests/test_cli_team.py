"""`fivesteps team`: the page of a job as data or as a file, and plain errors."""
from __future__ import annotations

import json

import pytest

from bot.cli_team import team
from tests.test_cli import alone, assert_plain_error


@pytest.fixture
def fivesteps(at_home):
    """Runs `team` as a command of `fivesteps`."""
    return alone(team)


def test_it_prints_the_page_of_a_job_as_json(fivesteps):
    result = fivesteps("team", "school-cook", "--as-of", "2010-01-01")
    page = json.loads(result.stdout)
    assert result.exit_code == 0 and page["role"]["id"] == "school-cook" and page["as_of"] == "2010-01-01"


@pytest.mark.parametrize("name", ["school-cook", "School cook", "school secretary", "former-nobody"])
def test_a_job_goes_by_its_id_its_title_or_its_other_names(fivesteps, name):
    result = fivesteps("team", name)
    assert (result.exit_code == 0) is (name != "former-nobody")


def test_it_writes_a_page_to_print(fivesteps, tmp_path):
    result = fivesteps("team", "cleaner", "--html", "cleaner.html")
    assert result.exit_code == 0 and result.stdout.startswith("Wrote cleaner.html.")
    assert (tmp_path / "cleaner.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_unknown_job_names_the_nearest(fivesteps):
    assert_plain_error(fivesteps("team", "school-cok"), 1, "school-cok", "school-cook")


def test_a_job_that_was_not_there_yet_is_said_plainly(fivesteps):
    assert_plain_error(fivesteps("team", "elsa", "--as-of", "2010"), 1, "31 December 2010")


def test_a_bad_date_and_a_bad_place_for_the_file_say_what_to_do(fivesteps):
    assert_plain_error(fivesteps("team", "cleaner", "--as-of", "soon"), 2, "soon", "2010-01-01")
    assert_plain_error(fivesteps("team", "cleaner", "--html", "nowhere/cleaner.html"), 1, "nowhere/cleaner.html", "Give another file")
