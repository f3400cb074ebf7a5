"""The command line: what it prints, its exit codes, and that its errors are sentences that say what to do."""
from __future__ import annotations

import json
import shutil
import subprocess
import sys

import click
import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.cli_plain import PlainGroup
from knowledge import content as reading
from tests.knowledge.conftest import Content


def alone(command):
    """A command as the only one of `fivesteps`, called with its arguments."""

    @click.group(cls=PlainGroup)
    def main() -> None:
        """As the command line of the project."""

    main.add_command(command)
    return lambda *args: CliRunner().invoke(main, args, prog_name="fivesteps")


@pytest.fixture
def fivesteps(at_home):
    """Runs a command on the test's own knowledge base and folder; returns click's result."""
    runner = CliRunner()
    return lambda *args, input=None: runner.invoke(main, args, input=input)


@pytest.fixture
def small(tmp_path, monkeypatch, fivesteps) -> Content:
    """A small, sound set of content in place of the project's, and a knowledge base of its own."""
    content = Content(tmp_path / "content")
    content.write()
    monkeypatch.setattr(reading, "CONTENT", content.folder)
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(tmp_path / "small.db"))
    return content


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
    heavy += "sys.exit(', '.join(m for m in ('rasa', 'spacy', 'onnxruntime', 'sqlalchemy', 'knowledge.store', 'knowledge.records') if m in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_an_unknown_command_names_the_nearest(fivesteps):
    assert_plain_error(fivesteps("knowledge", "chek"), 2, "check", "--help")


def test_a_missing_argument_points_to_the_help(fivesteps):
    assert_plain_error(fivesteps("knowledge", "search"), 2, "fivesteps knowledge search --help".split()[-1])


def test_knowledge_build_makes_a_knowledge_base_anew_and_counts(fivesteps, knowledge_db, tmp_path, monkeypatch):
    made = tmp_path / "knowledge.db"
    # What was learned before is taken over, so that this takes seconds.
    shutil.copy(knowledge_db, made)
    before = made.stat().st_ino
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(made))
    result = fivesteps("knowledge", "build")
    assert result.exit_code == 0
    assert made.stat().st_ino != before and "qualifications" in result.stdout


def test_a_build_of_broken_content_says_why_and_leaves_the_last_good_one_byte_for_byte(fivesteps, small, tmp_path):
    assert fivesteps("knowledge", "build").exit_code == 0
    good = (tmp_path / "small.db").read_bytes()
    small.first("roles")["titel"] = small.first("roles").pop("title")
    small.write()
    result = fivesteps("knowledge", "build")
    assert result.exit_code == 1 and result.stdout == ""
    assert "roles.yml line " in result.stderr and "'titel' is not a field of roles. Did you mean 'title'?" in result.stderr
    assert (tmp_path / "small.db").read_bytes() == good
    assert [path.name for path in tmp_path.glob("small.db*")] == ["small.db"]


def test_a_build_of_content_that_points_at_nothing_says_where(fivesteps, small, tmp_path):
    fivesteps("knowledge", "build")
    good = (tmp_path / "small.db").read_bytes()
    small.first("roles")["duties"] = ["fly"]
    small.write()
    result = fivesteps("knowledge", "build")
    assert result.exit_code == 1
    assert "roles.yml line " in result.stderr and "there is no 'fly' among the duties" in result.stderr
    assert (tmp_path / "small.db").read_bytes() == good


def test_knowledge_check_counts_sound_content_and_what_to_look_at_again(fivesteps, small):
    small.first("roles")["confidence"] = "low"
    small.write()
    result = fivesteps("knowledge", "check")
    assert result.exit_code == 0
    assert "The content is sound: 9 records, and 0 local files." in result.stdout and "    2 roles" in result.stdout
    assert "facts with low confidence: 1" in result.stdout and "knowledge check --review" in result.stdout
    assert "school-cook" not in result.stdout


def test_knowledge_check_review_lists_each_point_with_its_line(fivesteps, small):
    small.first("roles")["confidence"] = "low"
    small.write()
    result = fivesteps("knowledge", "check", "--review", str(small.folder))
    assert result.exit_code == 0
    assert "roles 'school-cook': its confidence is low. Find a better source." in result.stdout and "roles.yml line " in result.stdout


def test_knowledge_check_of_fresh_content_has_nothing_to_look_at_again(fivesteps, small):
    small.first("sources")["checked"] = "2999"
    small.write()
    result = fivesteps("knowledge", "check")
    assert result.exit_code == 0 and "There is nothing to look at again." in result.stdout


def test_knowledge_check_passes_the_content_of_the_project(fivesteps):
    result = fivesteps("knowledge", "check")
    assert result.exit_code == 0
    assert "sound" in result.stdout


def test_knowledge_check_names_file_line_record_and_remedy(fivesteps, tmp_path):
    (tmp_path / "roles.yml").write_text("roles:\n  - {id: lunch-lady, titel: Lunch lady}\n")
    result = fivesteps("knowledge", "check", str(tmp_path))
    assert result.exit_code == 1
    assert "roles.yml line 2: roles 'lunch-lady': 'titel' is not a field of roles. Did you mean 'title'?" in result.stderr


def test_knowledge_check_of_what_is_no_folder_is_refused(fivesteps):
    assert_plain_error(fivesteps("knowledge", "check", "nowhere"), 2, "nowhere", "--help")


def test_knowledge_search_lists_ids_and_titles(fivesteps):
    result = fivesteps("knowledge", "search", "midday", "supervisor")
    assert result.exit_code == 0
    assert "midday-supervisor" in result.stdout.splitlines()[0]


def test_knowledge_search_that_finds_nothing_says_what_to_try(fivesteps):
    assert_plain_error(fivesteps("knowledge", "search", "zzxqy"), 1, "zzxqy", "Try")


def test_knowledge_ways_shows_the_shortest_ways_and_what_helps_on_them(fivesteps):
    result = fivesteps("knowledge", "ways", "midday-supervisor", "hlta")
    assert result.exit_code == 0
    assert "Midday supervisor -> Teaching assistant -> Higher level teaching assistant" in result.stdout
    assert "midday-supervisor-to-teaching-assistant (up; its source tells of the move)" in result.stdout


def test_knowledge_ways_from_a_job_are_those_of_the_day(fivesteps):
    now, then = fivesteps("knowledge", "ways", "school-cook"), fivesteps("knowledge", "ways", "school-cook", "--as-of", "2010-01-01")
    assert "School cook -> Kitchen manager" in now.stdout and "School cook -> Kitchen manager" in then.stdout
    assert "allergen" in now.stdout.lower() and "allergen" not in then.stdout.lower()


@pytest.mark.parametrize("given, code, said", [
    (("cleane",), 1, "Did you mean cleaner"), (("cleaner", "--as-of", "2010-13"), 2, "no date"), (("elsa", "cleaner"), 1, "No way"),
])
def test_knowledge_ways_that_cannot_be_shown_say_why(fivesteps, given, code, said):
    assert_plain_error(fivesteps("knowledge", "ways", *given), code, said)


def test_knowledge_show_prints_the_record_with_its_sources(fivesteps):
    result = fivesteps("knowledge", "show", "midday-supervisor")
    assert result.exit_code == 0
    assert "roles:" in result.stdout and "checked:" in result.stdout


def test_knowledge_show_names_everything_that_points_to_the_record(fivesteps, small):
    [shown] = yaml.safe_load_all(fivesteps("knowledge", "show", "school-cook").stdout)
    assert shown["roles"][0]["sources"][0] == {
        "id": "a-page", "title": "A page, The part about cooks", "url": "https://example.org", "checked": "2026-08",
    }
    assert shown["pointed_to_by"] == [
        {"kind": "aliases", "id": "chef", "title": "chef", "field": "refs"},
        {"kind": "qualifications", "id": "food-safety", "title": "Food safety", "field": "roles"},
    ]


def test_knowledge_show_of_what_nothing_points_to_says_so(fivesteps, small):
    [shown] = yaml.safe_load_all(fivesteps("knowledge", "show", "food-safety").stdout)
    assert shown["pointed_to_by"] == "nothing"


def test_knowledge_show_of_a_former_id_shows_the_record_it_became(fivesteps, small):
    small.kinds["roles"][1]["former_ids"] = ["head-cook"]
    small.first("aliases")["refs"] = ["role:school-cook", "role:head-cook"]
    small.write()
    [shown] = yaml.safe_load_all(fivesteps("knowledge", "show", "head-cook").stdout)
    assert shown["roles"][0]["id"] == "kitchen-manager"
    assert shown["pointed_to_by"] == [{"kind": "aliases", "id": "chef", "title": "chef", "field": "refs"}]


def test_knowledge_show_of_an_id_of_two_kinds_shows_both(fivesteps, small):
    small.kinds["topics"].append({"id": "school-cook", "title": "cooks"})
    small.write()
    shown = list(yaml.safe_load_all(fivesteps("knowledge", "show", "school-cook").stdout))
    assert [list(part) for part in shown] == [["topics", "pointed_to_by"], ["roles", "pointed_to_by"]]
    assert shown[0]["pointed_to_by"] == "nothing"


def test_knowledge_show_of_an_unknown_id_names_the_nearest(fivesteps):
    assert_plain_error(fivesteps("knowledge", "show", "midday-supervisr"), 1, "midday-supervisor")


def test_knowledge_show_of_an_unknown_id_names_a_former_one_too(fivesteps, small):
    result = fivesteps("knowledge", "show", "old-food-safty")
    assert result.exit_code == 1 and "Did you mean old-food-safety" in result.stderr


def test_knowledge_page_writes_the_pages_with_their_style(fivesteps, tmp_path):
    result = fivesteps("knowledge", "page", "out/pages")
    assert result.exit_code == 0 and "Open out/pages/index.html" in result.stdout
    written = {path.name for path in (tmp_path / "out/pages").iterdir()}
    assert {"index.html", "roles.html", "sources.html", "knowledge.css"} <= written
    assert 'href="roles.html"' in (tmp_path / "out/pages/index.html").read_text(encoding="utf-8")


def test_knowledge_page_into_a_folder_that_cannot_be_made_is_refused(fivesteps, tmp_path):
    (tmp_path / "taken").write_text("a file")
    assert_plain_error(fivesteps("knowledge", "page", "taken/pages"), 1, "taken/pages", "Give another folder")


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


@pytest.mark.parametrize("port", ["x", "0", "70000"])
def test_run_refuses_a_port_that_is_none(fivesteps, monkeypatch, port):
    monkeypatch.setenv("FIVESTEPS_PORT", port)
    assert_plain_error(fivesteps("run"), 2, "FIVESTEPS_PORT")
