"""`fivesteps knowledge register`: what it loads, says and refuses, and its exit codes."""
from __future__ import annotations

import json
import sqlite3

import pytest
import yaml
from click.testing import CliRunner

from bot.cli_plain import PlainGroup
from bot.cli_register import register
from knowledge import content
from tests.knowledge.register_sample import FORMS, ROWS, as_csv, camel, ours, row, written


@pytest.fixture
def fivesteps(tmp_path, monkeypatch):
    """Runs the command on a folder of its own, with two qualifications as content; returns click's result."""
    folder = tmp_path / "content"
    folder.mkdir()
    records = [
        ours("stl-l2", "TQUK Level 2 Certificate in Supporting Teaching and Learning in Schools", reference="601/2726/0", awarding=["TQUK"]),
        ours("stl-l3", "NCFE CACHE Level 3 Diploma in Supporting Teaching and Learning", reference="603/2496/X", level=3, awarding=["NCFE CACHE"]),
    ]
    (folder / "qualifications.yml").write_text(yaml.safe_dump({"qualifications": [json.loads(record.json(exclude_defaults=True)) for record in records]}))
    monkeypatch.setattr(content, "CONTENT", folder)
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("FIVESTEPS_REGISTER", raising=False)
    monkeypatch.chdir(tmp_path)
    group = PlainGroup("knowledge", commands=[register])
    return lambda *args: CliRunner().invoke(group, ["register", *args])


@pytest.fixture
def loaded(fivesteps, tmp_path):
    """The same, with the sample loaded."""
    written(tmp_path, FORMS["csv, headings of the download"])
    assert fivesteps("register.csv").exit_code == 0
    return fivesteps


def assert_plain_error(result, code: int, *words: str) -> None:
    """One line on stderr that holds the words, nothing on stdout, no traceback."""
    assert (result.exit_code, result.stdout) == (code, "")
    assert len(result.stderr.strip().splitlines()) == 1 and result.stderr.strip().endswith(".")
    for word in words:
        assert word in result.stderr


def test_loading_says_what_was_loaded_and_then_where_the_records_disagree(fivesteps, tmp_path):
    written(tmp_path, FORMS["csv, headings of the download"])
    result = fivesteps("register.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Loaded 7 qualifications from register.csv on ")
    assert "2 of our 2 qualifications are on the register: 2 by number" in result.stdout
    assert "disagree: 1.\n  stl-l3: 603/2496/X is closed on the register" in result.stdout
    assert "not among our records: 3.\n" in result.stdout and "999/0003/3  Example Level 2 Certificate in School Catering" in result.stdout


def test_without_a_file_the_loaded_register_is_compared(loaded):
    result = loaded()
    assert result.exit_code == 0
    assert result.stdout.startswith("The register was loaded on ") and "from register.csv: 7 qualifications." in result.stdout
    assert "stl-l3: 603/2496/X is closed" in result.stdout


def test_without_a_register_it_says_how_to_load_one(fivesteps):
    assert_plain_error(fivesteps(), 1, "There is no register", "fivesteps knowledge register FILE")
    assert_plain_error(fivesteps("--lookup", "catering"), 1, "There is no register")


def test_the_setting_moves_the_register(fivesteps, tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_REGISTER", str(tmp_path / "elsewhere" / "r.db"))
    written(tmp_path, FORMS["json, results"])
    assert fivesteps("register.csv").exit_code == 0
    assert (tmp_path / "elsewhere" / "r.db").exists() and not (tmp_path / "var" / "register.db").exists()


@pytest.mark.parametrize(
    "text, words",
    [
        ("", ["is empty"]), ("Name,Age\nAnn,5\n", ["is not the register", "QualificationNumber"]), ("{", ["is not JSON", "line 1"]),
        (b"\xff\xfe", ["not UTF-8", "Save it as"]), (as_csv([{**ROWS[0], "Title": ""}]), ["no record that can be used", "line 2: there is no title"]),
    ],
)
def test_a_file_that_is_not_the_register_is_refused_in_one_line_and_the_last_one_stays(loaded, tmp_path, text, words):
    written(tmp_path, text, "other.csv")
    assert_plain_error(loaded("other.csv"), 2, "other.csv", *words)
    assert "from register.csv: 7 qualifications" in loaded().stdout


def test_a_folder_and_a_missing_file_are_refused_in_one_line(fivesteps, tmp_path):
    assert_plain_error(fivesteps(str(tmp_path)), 2, "is a folder")
    assert_plain_error(fivesteps("nowhere.csv"), 2, "nowhere.csv cannot be read")


def test_a_register_that_cannot_be_written_is_one_line(fivesteps, tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_REGISTER", str(tmp_path / "content"))
    written(tmp_path, FORMS["json, results"])
    assert_plain_error(fivesteps("register.csv"), 1, "could not be written")


def test_a_register_that_was_spoiled_is_one_line(loaded, tmp_path):
    path = tmp_path / "var" / "register.db"
    sqlite3.connect(path).executescript("drop table qualifications_fts; pragma user_version = 1;")
    assert_plain_error(loaded("--lookup", "catering"), 1, "cannot be read", "Load it again")
    path.write_text("no database")
    assert_plain_error(loaded(), 1, "cannot be used", "Load the register again")


def bad(count: int) -> str:
    return as_csv([*ROWS, *({**row(f"999/1{i:03}/1", "A title"), "Status": ""} for i in range(count))])


def test_the_first_twenty_refused_are_listed_and_the_others_counted(fivesteps, tmp_path):
    written(tmp_path, bad(23))
    result = fivesteps("register.csv")
    assert result.exit_code == 0
    assert "Refused 23 records." in result.stdout
    assert result.stdout.count("there is no status") == 20 and "and 3 more. Add --all to see them." in result.stdout
    assert fivesteps("register.csv", "--all").stdout.count("there is no status") == 23


def test_the_refused_can_be_written_to_a_file(fivesteps, tmp_path):
    written(tmp_path, bad(2))
    assert fivesteps("register.csv", "--refused", "refused.txt").exit_code == 0
    assert (tmp_path / "refused.txt").read_text() == "line 9: there is no status\nline 10: there is no status\n"
    written(tmp_path, as_csv([{**ROWS[0], "Title": ""}]))
    assert fivesteps("register.csv", "--refused", "refused.txt").exit_code == 2
    assert (tmp_path / "refused.txt").read_text() == "line 2: there is no title\n"


@pytest.mark.parametrize("output", ["register.csv", "./register.csv", "var/register.db", "nowhere/refused.txt", "content"])
def test_the_refused_are_never_written_over_what_is_in_use(loaded, tmp_path, output):
    before = (tmp_path / "register.csv").read_bytes(), (tmp_path / "var" / "register.db").read_bytes()
    assert_plain_error(loaded("register.csv", "--refused", output), 2, output, "Give another")
    assert before == ((tmp_path / "register.csv").read_bytes(), (tmp_path / "var" / "register.db").read_bytes())


def test_one_page_of_several_is_doubted(fivesteps, tmp_path):
    written(tmp_path, json.dumps({"count": 52065, "results": camel(ROWS)}))
    assert "The file says there are 52,065 records, and holds 7." in fivesteps("register.csv").stderr


def test_a_register_that_shrinks_is_doubted(loaded, tmp_path):
    written(tmp_path, as_csv(ROWS[:3]))
    assert "The register held 7 qualifications before." in loaded("register.csv").stderr


@pytest.mark.parametrize("text, number", [("school catering", "999/0003/3"), ("60127260", "601/2726/0"), ("601/2726/0", "601/2726/0")])
def test_lookup_finds_by_title_and_number(loaded, text, number):
    result = loaded("--lookup", text)
    assert result.exit_code == 0
    assert result.stdout.startswith(number) and "Available to learners" in result.stdout


def test_lookup_that_finds_nothing_says_what_to_try(loaded):
    assert_plain_error(loaded("--lookup", "zzxqy"), 1, "zzxqy", "Try fewer words")
    assert_plain_error(loaded("--lookup", ""), 1, "Try fewer words")


def test_options_that_do_not_go_together_are_told(fivesteps):
    assert_plain_error(fivesteps("register.csv", "--lookup", "x"), 2, "Leave FILE and --refused out")
    assert_plain_error(fivesteps("--refused", "x.txt"), 2, "--refused needs the FILE")


def test_content_that_cannot_be_read_does_not_lose_the_register(loaded, tmp_path):
    (tmp_path / "content" / "qualifications.yml").write_text("qualifications:\n  - {id: x}\n")
    result = loaded("register.csv")
    assert result.exit_code == 1
    assert "Loaded 7 qualifications" in result.stdout and "qualifications.yml" in result.stderr
