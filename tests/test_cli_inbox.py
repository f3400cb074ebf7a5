"""`fivesteps inbox`: what it lists, marks, writes out and links to, and plain errors."""
from __future__ import annotations

import csv
import io
import os
import re
import shutil
import stat
import subprocess
import sys

import pytest

from bot import inbox_links, settings
from bot.cli_inbox import _MARKS, as_csv, inbox
from knowledge import build, content
from knowledge.inbox import MARKS, Left, ToLeave
from knowledge.people import People, Plan, Said
from tests.places import BROOK, FOLDER, MILL
from tests.test_cli import alone, assert_plain_error


@pytest.fixture
def fivesteps(at_home):
    """Runs `inbox` as a command of `fivesteps`."""
    return alone(inbox)


@pytest.fixture
def people(at_home):
    people = People(settings.people_url(), settings.secret())
    yield people
    people.close()


@pytest.fixture
def left(people):
    put(people, MILL, "q1", "Who orders the aprons?", "07700 900123")
    put(people, BROOK, "q2", "Where are the keys?")
    return people


def put(people, school, id, question, contact=None):
    plan = Plan(id=f"plan-{id}", conversation=f"talk-{id}", school=school)
    people.save(plan, plan, Said("m1", "x", {"messages": [], "effects": []}), [], leaves=ToLeave(id, question, contact) if question else None)


@pytest.fixture(scope="module")
def with_schools(knowledge_db, tmp_path_factory):
    """A knowledge base with the schools of the tests."""
    made = tmp_path_factory.mktemp("schools") / "knowledge.db"
    # What was learned from lines that did not change is taken over.
    shutil.copy(knowledge_db, made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIVESTEPS_LOCAL", str(FOLDER))
        build.build(content.CONTENT, made)
    return made


@pytest.fixture
def at_schools(at_home, with_schools, monkeypatch):
    """At the schools of the tests."""
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(with_schools))
    monkeypatch.setenv("FIVESTEPS_LOCAL", str(FOLDER))


@pytest.fixture
def fed_back(left):
    put(left, None, "q3", None)
    left.feedback.put("plan-q1", True, "=Found\x1b[2J a course")
    left.feedback.put("plan-q2", False, None)
    left.feedback.put("plan-q3", False, "Too\nlong")
    return left


def test_it_shows_what_people_said_of_the_guide(fivesteps, fed_back):
    shown = fivesteps("inbox").stdout
    assert "it helped 1 of 3." in shown and "helped  mill-school  said" in shown and "did not help  no school  said" in shown
    assert "Too long" in shown and "=Found" in shown and "\x1b" not in shown and "plan-q" not in shown
    at_brook = fivesteps("inbox", "--school", BROOK).stdout
    assert "it helped 0 of 1." in at_brook and "Found" not in at_brook


def test_what_people_said_as_csv_is_safe_to_open(fivesteps, fed_back):
    rows = list(csv.DictReader(io.StringIO(fivesteps("inbox", "csv", "-", "--feedback").stdout)))
    assert {(row["school"], row["helped"], row["words"]) for row in rows} == {
        (MILL, "yes", "'=Found a course"), (BROOK, "no", ""), ("", "no", "Too\nlong"),
    }


def test_it_lists_what_was_left_with_how_to_reach_them(fivesteps, left):
    result = fivesteps("inbox")
    assert result.exit_code == 0
    assert "q1  new  mill-school" in result.stdout and "Who orders the aprons?" in result.stdout and "Reach them at: 07700 900123" in result.stdout
    assert "q2  new  brook-school" in result.stdout


def test_of_one_school_only(fivesteps, left):
    shown = fivesteps("inbox", "--school", MILL).stdout
    assert "aprons" in shown and "keys" not in shown


def test_what_was_answered_is_listed_only_with_all(fivesteps, left):
    assert fivesteps("inbox", "mark", "q1", "answered").stdout == "Marked q1 as answered.\n"
    assert "aprons" not in fivesteps("inbox").stdout
    assert re.search(r"q1  answered, marked \d+ \w+ \d{4}  mill-school", fivesteps("inbox", "--all").stdout)


def test_with_nothing_left_it_says_so(fivesteps, people):
    people.find("nobody")
    assert fivesteps("inbox").stdout == "Nothing has been left.\n"


def test_with_everything_answered_it_says_so(fivesteps, left):
    fivesteps("inbox", "mark", "q1", "answered"), fivesteps("inbox", "mark", "q2", "answered")
    assert fivesteps("inbox").stdout == "Nothing is waiting.\n"


def test_what_would_command_the_terminal_is_not_printed(fivesteps, people):
    put(people, MILL, "q1", "Who\x1b[2J orders\nthe aprons?")
    shown = fivesteps("inbox").stdout
    assert "\x1b" not in shown and "orders the aprons?" in shown


@pytest.mark.parametrize(("args", "code", "words"), [
    (("mark", "nothing", "read"), 1, ("nothing", "fivesteps inbox --all")),
    (("mark", "q1", "new"), 2, ("new", "read")),
    (("--school", MILL, "mark", "q1", "read"), 2, ("without another command",)),
    (("csv", "nowhere/inbox.csv"), 1, ("nowhere/inbox.csv", "Give another file")),
    (("link", MILL, "--days", "0"), 2, ("days",)),
])
def test_errors_say_what_to_do(fivesteps, left, args, code, words):
    assert_plain_error(fivesteps("inbox", *args), code, *words)


def test_a_database_that_cannot_be_opened_is_said_plainly(fivesteps, monkeypatch, tmp_path):
    monkeypatch.setenv("FIVESTEPS_PEOPLE", f"sqlite:///{tmp_path}/missing/people.db")
    result = fivesteps("inbox")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1 and "Traceback" not in result.stderr


def test_a_link_opens_the_page_of_that_school_and_runs_out(fivesteps, at_schools):
    result = fivesteps("inbox", "link", MILL, "--days", "2", "--address", "https://guide.example/")
    assert result.exit_code == 0 and result.stdout.startswith("https://guide.example/inbox/") and result.stderr == ""
    link = result.stdout.strip().rpartition("/")[2]
    assert inbox_links.school(settings.secret(), link) == MILL


def test_a_school_without_a_file_gets_no_link_and_one_without_a_named_person_is_told(fivesteps, at_schools):
    assert_plain_error(fivesteps("inbox", "link", "no-such-school"), 1, "no-such-school", "local/README.md")
    result = fivesteps("inbox", "link", "hill-school")
    assert result.exit_code == 0 and "named-person" in result.stderr and "/inbox/" in result.stdout


def test_all_of_it_as_csv(fivesteps, left, tmp_path):
    rows = list(csv.DictReader(io.StringIO(fivesteps("inbox", "csv", "-").stdout)))
    assert [(row["id"], row["school"], row["question"], row["contact"], row["state"]) for row in rows] == [
        ("q1", MILL, "Who orders the aprons?", "07700 900123", "new"), ("q2", BROOK, "Where are the keys?", "", "new"),
    ]
    assert fivesteps("inbox", "csv", "inbox.csv", "--school", BROOK).stdout.startswith("Wrote inbox.csv.")
    file = tmp_path / "inbox.csv"
    assert "keys" in file.read_text(encoding="utf-8-sig") and "aprons" not in file.read_text(encoding="utf-8-sig")
    assert os.name != "posix" or stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_as_a_formula_does(begin):
    hostile = f"{begin}HYPERLINK(\"http://evil.example\",\"x\")"
    row = list(csv.reader(io.StringIO(as_csv([Left("q1", MILL, hostile, "+44 7700 900123", "2026-11-22", "new", None)]), newline="")))[1]
    assert row[2] == f"'{hostile}" and row[3] == "'+44 7700 900123" and not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_the_marks_of_the_command_are_those_of_the_inbox():
    assert _MARKS == MARKS


def test_a_link_is_made_without_loading_rasa():
    heavy = "import sys; from bot import cli_inbox, inbox_links; sys.exit('rasa' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True).returncode == 0
