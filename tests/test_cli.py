"""The command line: what it prints, its exit codes, and that its errors are sentences that say what to do."""
from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from bot.cli import main


@pytest.fixture
def fivesteps(knowledge_db, tmp_path, monkeypatch):
    """Runs a command on the test's own knowledge base and folder; returns click's result."""
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(knowledge_db))
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    return lambda *args, input=None: runner.invoke(main, args, input=input)


def assert_plain_error(result, code: int, *words: str) -> None:
    """One line on stderr that holds the words, nothing on stdout, no traceback."""
    assert result.exit_code == code
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.strip()[-1] in ".?"
    for word in words:
        assert word in result.stderr


def commands(group=main, path=()):
    for name, command in group.commands.items():
        yield (*path, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [(), *commands()], ids=" ".join)
def test_every_command_has_help_that_says_what_it_does(fivesteps, path):
    result = fivesteps(*path, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.split("\n\n")[1].strip()) > 20


def test_help_loads_neither_rasa_nor_the_knowledge_base():
    heavy = "import sys; from bot.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    heavy += "sys.exit(', '.join(m for m in ('rasa', 'spacy', 'onnxruntime', 'sqlalchemy', 'knowledge') if m in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_an_unknown_command_names_the_nearest(fivesteps):
    assert_plain_error(fivesteps("knowledge", "chek"), 2, "check", "--help")


def test_a_missing_argument_points_to_the_help(fivesteps):
    assert_plain_error(fivesteps("knowledge", "search"), 2, "fivesteps knowledge search --help".split()[-1])


def test_knowledge_build_makes_a_knowledge_base_and_counts(fivesteps, tmp_path, monkeypatch):
    made = tmp_path / "new" / "knowledge.db"
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(made))
    result = fivesteps("knowledge", "build")
    assert result.exit_code == 0
    assert made.exists() and "qualifications" in result.stdout


def test_knowledge_check_passes_the_content_of_the_project(fivesteps):
    result = fivesteps("knowledge", "check")
    assert result.exit_code == 0
    assert "sound" in result.stdout


def test_knowledge_check_names_file_record_and_remedy(fivesteps, tmp_path):
    (tmp_path / "roles.yml").write_text("roles:\n  - {id: lunch-lady, titel: Lunch lady}\n")
    result = fivesteps("knowledge", "check", str(tmp_path))
    assert result.exit_code == 1
    assert "roles.yml" in result.stderr and "lunch-lady" in result.stderr and "Correct" in result.stderr


def test_knowledge_search_lists_ids_and_titles(fivesteps):
    result = fivesteps("knowledge", "search", "midday", "supervisor")
    assert result.exit_code == 0
    assert "midday-supervisor" in result.stdout.splitlines()[0]


def test_knowledge_search_that_finds_nothing_says_what_to_try(fivesteps):
    assert_plain_error(fivesteps("knowledge", "search", "zzxqy"), 1, "zzxqy", "Try")


def test_knowledge_show_prints_the_record_with_its_sources(fivesteps):
    result = fivesteps("knowledge", "show", "midday-supervisor")
    assert result.exit_code == 0
    assert "roles:" in result.stdout and "checked:" in result.stdout


def test_knowledge_show_of_a_former_id_shows_the_record_it_became(fivesteps, store):
    record = next(r for r in store.all("qualifications") if r.former_ids)
    result = fivesteps("knowledge", "show", record.former_ids[0])
    assert result.exit_code == 0
    assert f"id: {record.id}" in result.stdout


def test_knowledge_show_of_an_unknown_id_names_the_nearest(fivesteps):
    assert_plain_error(fivesteps("knowledge", "show", "midday-supervisr"), 1, "midday-supervisor")


def test_advise_prints_the_advice_as_json(fivesteps, tmp_path):
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps({"roles": ["midday-supervisor"], "qualifications": []}))
    result = fivesteps("advise", str(profile))
    assert result.exit_code == 0
    assert {"verdict", "qualifications", "informal", "missing"} <= set(json.loads(result.stdout))


def test_advise_reads_standard_input_and_gives_the_same_bytes_twice(fivesteps):
    profile = json.dumps({"roles": ["school-cook"], "as_of": "2026-11-22"})
    first, second = (fivesteps("advise", "-", input=profile).stdout_bytes for _ in range(2))
    assert first == second != b""


def test_advise_without_any_answer_still_advises(fivesteps):
    assert fivesteps("advise", "-", input="{}").exit_code == 0


@pytest.mark.parametrize(
    ("profile", "word"),
    [
        ("", "not JSON"), ("{", "not JSON"), ("[]", "no profile"), ('"text"', "no profile"),
        ('{"roles": "school-cook"}', "roles"), ('{"roles": [5]}', "5"), ('{"roles": ["school-cok"]}', "school-cook"),
        ('{"as_of": "soon"}', "as_of"), ('{"as_of": 2026}', "as_of"), ('{"english_level": "good"}', "english_level"),
        ('{"aspiration": "teacher"}', "aspiration"), ('{"aspiration": {"role": "teachr"}}', "teacher"),
        ('{"qualifications": ["gcse"]}', "qualifications"), ('{"constraints": []}', "constraints"),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused_in_one_sentence(fivesteps, profile, word):
    assert_plain_error(fivesteps("advise", "-", input=profile), 2, word)


def test_a_profile_that_is_not_there_is_named(fivesteps):
    assert_plain_error(fivesteps("advise", "nowhere.json"), 2, "nowhere.json")


def test_a_profile_that_is_not_text_is_named(fivesteps, tmp_path):
    (tmp_path / "photo.json").write_bytes(b"\xff\xfe\x00\xd8")
    assert_plain_error(fivesteps("advise", "photo.json"), 2, "photo.json", "UTF-8")


def test_purge_counts_and_removes_nothing_unless_told(fivesteps):
    result = fivesteps("purge")
    assert result.exit_code == 0
    assert result.stdout.startswith("Would remove") and "--really" in result.stdout
    assert fivesteps("purge", "--really").stdout.startswith("Removed")


@pytest.mark.parametrize("port", ["x", "0", "70000"])
def test_run_refuses_a_port_that_is_none(fivesteps, monkeypatch, port):
    monkeypatch.setenv("FIVESTEPS_PORT", port)
    assert_plain_error(fivesteps("run"), 2, "FIVESTEPS_PORT")
