"""Content that cannot be read says which file, which line, which record and what to do."""
from __future__ import annotations

import os

import pytest
import yaml

from knowledge.content import ContentError, fingerprint, read

# Line 1 is the kind, line 2 the record's first.
ROLE = """roles:
  - id: school-cook
    title: School cook
    aliases:
      - cook
      - chef
    group: a-group
    what_they_do: Cooks.
    typical_entry: None.
    legal_requirement: None.
    sources: [a-page]
"""
COURSE = """qualifications:
  - id: food-safety
    title: Food safety
    kind: qualification
    type: qt_short_course
    what: Food safety.
    who_for: Cooks.
    entry:
      - kind: role
        strength: hard
        who_sets: provider
        words: You cook
        bridge:
          what: Ask to help in a kitchen.
          time: Weeks
          cost: Free
    sources: [a-page]
"""


def refusal(folder) -> str:
    with pytest.raises(ContentError) as caught:
        read(folder)
    return str(caught.value)


@pytest.fixture
def refused(tmp_path):
    """What is said of a folder that holds one file."""

    def write(text, name="roles.yml") -> str:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return refusal(tmp_path)

    return write


def test_sound_content_is_read_into_typed_records(content):
    entries = read(content.write())
    cook = next(e for e in entries if e.record.id == "school-cook")
    assert (cook.file, cook.kind, cook.record.duties) == ("roles.yml", "roles", ["cook-meals"])


# Lines of what was read


def test_an_entry_knows_its_line_and_the_lines_of_its_fields(tmp_path):
    (tmp_path / "a.yml").write_text(COURSE)
    [entry] = read(tmp_path)
    assert entry.line == 2
    assert [entry.line_of("title"), entry.line_of("entry", 0, "words"), entry.line_of("entry", 0, "bridge", "cost")] == [3, 12, 16]
    assert entry.at("sources", 0) == "a.yml line 17: qualifications 'food-safety'"


def test_the_line_of_a_field_that_is_not_there_is_the_line_above_it(tmp_path):
    (tmp_path / "a.yml").write_text(COURSE)
    [entry] = read(tmp_path)
    assert entry.line_of("cost") == 2 and entry.line_of("entry", 0, "bridge", "ref") == 13 and entry.line_of("entry", 7) == 8


# A record that does not fit


@pytest.mark.parametrize(
    "written, instead, said",
    [
        ("    title:", "    titel:", "roles.yml line 3: roles 'school-cook': 'titel' is not a field of roles. Did you mean 'title'?"),
        ("    title: School cook\n", "", "roles.yml line 2: roles 'school-cook': 'title' is missing. Add it."),
        ("School cook", "", "roles.yml line 3: roles 'school-cook': 'title' is empty. Give it a value, or take the line out."),
        ("School cook", "[a, b]", "roles.yml line 3: roles 'school-cook': 'title' must be one text. Write it after the colon, in quotes where it has a colon itself."),
        ("group: a-group", "aliases: [x]", "roles.yml line 7: roles 'school-cook': 'aliases' is written twice here (first in line 4). Keep one."),
        ("[a-page]", "a-page", "roles.yml line 11: roles 'school-cook': 'sources' must be a list. Write each item on a line of its own, after '- '."),
        ("[a-page]", "[]", "roles.yml line 11: roles 'school-cook': 'sources' has nothing in it. Give at least one."),
        ("      - chef\n", "      - no\n", "roles.yml line 6: roles 'school-cook': 'aliases' has 'no' without quotes, which YAML reads as something else. Put it in quotes."),
        ("      - chef\n", "      - 1:1\n", "roles.yml line 6: roles 'school-cook': 'aliases' has '1:1' without quotes, which YAML reads as something else. Put it in quotes."),
        ("School cook", "yes", "roles.yml line 3: roles 'school-cook': 'title' has 'yes' without quotes, which YAML reads as something else. Put it in quotes."),
        ("[a-page]", "[a-page]\n    confidence: hihg", "roles.yml line 12: roles 'school-cook': 'confidence' cannot be 'hihg'. Did you mean 'high'?"),
        ("[a-page]", "[a-page]\n    confidence: sure", "roles.yml line 12: roles 'school-cook': 'confidence' cannot be 'sure'. Use one of: high, medium, low."),
        ("[a-page]", "[a-page]\n    alone: perhaps", "roles.yml line 12: roles 'school-cook': 'alone' must be true or false. Correct that line."),
        ("id: school-cook", "id: School Cook", "roles.yml line 2: roles 'School Cook': 'id': an id has lower-case letters, figures, hyphens and underscores only. Correct that line."),
        ("title: School cook", "title: !!python/name:os.system x", "roles.yml line 3: roles 'school-cook': '!!python/name:os.system' is a YAML tag. Take it out, and write the value alone."),
        ("    title: School cook", "    <<: {title: x}", "roles.yml line 3: roles 'school-cook': '<<' takes in other fields. Write the fields out instead."),
        ("title: School cook", "title: &me [*me]", "roles.yml line 3: roles 'school-cook': This refers back to itself. Write it out instead."),
    ],
)
def test_a_record_that_does_not_fit(refused, written, instead, said):
    assert written in ROLE
    assert said in refused(ROLE.replace(written, instead, 1)).splitlines()


@pytest.mark.parametrize(
    "written, instead, said",
    [
        ("          time:", "          tyme:", "line 15: qualifications 'food-safety': 'tyme' is not a field of qualifications.entry.bridge. Did you mean 'time'?"),
        ("          time: Weeks\n", "", "line 13: qualifications 'food-safety': 'entry.bridge.time' is missing. Add it."),
        ("strength: hard", "strength: hardly", "line 10: qualifications 'food-safety': 'entry.strength' cannot be 'hardly'. Did you mean 'hard'?"),
        ("words: You cook", "level: 2.5", "line 12: qualifications 'food-safety': 'level' must be a whole number, not '2.5'. Correct that line."),
        ("    what: Food safety.", "    level: yes", "line 6: qualifications 'food-safety': 'level' must be a whole number, not 'yes'. Correct that line."),
        ("    what: Food safety.", "    level: three", "line 6: qualifications 'food-safety': 'level' must be a whole number. Correct that line."),
    ],
)
def test_a_part_of_a_record_that_does_not_fit(refused, written, instead, said):
    assert written in COURSE
    assert f"q.yml {said}" in refused(COURSE.replace(written, instead, 1), "q.yml").splitlines()


def test_a_misspelt_field_is_told_once(refused):
    assert len(refused(ROLE.replace("title:", "titel:")).splitlines()) == 1


def test_a_field_like_no_other_is_told_with_those_there_are(refused):
    text = refused(ROLE.replace("title: School cook", "title: School cook\n    zzz: 1"))
    assert "line 4" in text and "'zzz' is not a field of roles. Take it out, or use one of: id," in text


@pytest.mark.parametrize(
    "date, said",
    [
        ('"2024-13"', "has '2024-13', and the calendar has no such date"),
        ('"2024-02-31"', "has '2024-02-31', and the calendar has no such date"),
        ("2024-02-31", "has '2024-02-31', and the calendar has no such date"),
        ('"0000"', "has '0000', and the calendar has no such date"),
        ("soon", "has 'soon', which is no date. Write '2024', '2024-09' or '2024-09-01', in quotes."),
        ('"2024-1"', "has '2024-1', which is no date"),
        ('"01/09/2024"', "has '01/09/2024', which is no date"),
        ("2024-09-01", "has '2024-09-01' without quotes"),
    ],
)
@pytest.mark.parametrize("field", ["opened", "closed"])
def test_a_date_that_is_none(refused, field, date, said):
    [line] = refused(f"{ROLE}    {field}: {date}\n").splitlines()
    assert line.startswith("roles.yml line 12: roles 'school-cook': ") and f"'{field}' {said}" in line


@pytest.mark.parametrize("date", ["2024", '"2024"', '"2024-09"', "2024-09", '"2024-02-29"', "before-2004"])
def test_a_date_that_is_one(tmp_path, date):
    (tmp_path / "roles.yml").write_text(f"{ROLE}    opened: {date}\n")
    [entry] = read(tmp_path)
    assert entry.record.opened == date.strip('"')


def test_only_a_beginning_may_be_before_2004(refused):
    text = refused(f"{ROLE}    closed: before-2004\n")
    assert text == "roles.yml line 12: roles 'school-cook': 'closed' has 'before-2004', and only a beginning may. Give the year, as far as it is known."


def test_the_dates_of_a_part_are_read_too(refused):
    text = refused(COURSE.replace("words: You cook", 'words: You cook\n        closed: "2024-13"'), "q.yml")
    assert "q.yml line 13" in text and "'2024-13', and the calendar has no such date" in text


def test_a_number_that_stands_for_itself_may_be_a_name(tmp_path):
    (tmp_path / "roles.yml").write_text(ROLE.replace("- chef", "- 7330"))
    assert read(tmp_path)[0].record.aliases == ["cook", "7330"]


def test_one_part_may_stand_in_two_records(tmp_path):
    """Some files name an entry rule once (`&rule`) and use it again (`*rule`)."""
    first = COURSE.replace("- kind: role\n", "- &rule\n        kind: role\n")
    second = "  - id: other\n    title: Other\n    kind: training\n    type: t\n    what: It.\n    who_for: You.\n    entry:\n      - *rule\n    sources: [a-page]\n"
    (tmp_path / "q.yml").write_text(first + second)
    one, other = read(tmp_path)
    assert one.record.entry == other.record.entry and other.line_of("entry", 0, "words") == 13


# A file that cannot be read


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "roles.yml line 1: The file is empty. Add records to it, or delete it."),
        ("# only words\n", "roles.yml line 1: The file is empty. Add records to it, or delete it."),
        ("- a\n- b\n", "roles.yml line 1: A file begins with a kind of record, such as 'roles:'. Put that line first."),
        ("\njust words\n", "roles.yml line 2: A file begins with a kind of record, such as 'roles:'. Put that line first."),
        ("# a\nroles: {id: x}\n", "roles.yml line 2: 'roles' must be a list of records. Begin each record with '- id: ...'."),
        ("rolls:\n  - id: x\n", "roles.yml line 1: 'rolls' is not a kind of record. Did you mean 'roles'?"),
        ("roles:\n  - just words\n", "roles.yml line 2: roles, a record with no id: 'just words' is not a record. Write 'id: ...' and its other fields."),
        ("topics: [{id: a, title: b}]\ntopics: []\n", "roles.yml line 2: 'topics' is written twice in this file (first in line 1). Put its records together under one."),
        ("topics:\n\t- id: a\n\t  title: b\n", "roles.yml line 2: There is a tab here, and on 1 more line. Use spaces instead."),
        (b"\xef\xbb\xbftopics: [{id: a, title: b}]\n", "roles.yml line 1: The file begins with a byte order mark. Save it as UTF-8 without one."),
        (b"topics:\n  - id: a\n    title: caf\xe9\n", "roles.yml line 3: Byte 33 of the file is not UTF-8 text. Save the file as UTF-8."),
        ("topics:\n  - id: a\n".encode("utf-16"), "roles.yml line 1: Byte 1 of the file is not UTF-8 text. Save the file as UTF-8."),
        ("topics:\n  - id: a\x07\n", "roles.yml line 2: There is a sign that cannot be read (code 7). Delete it, and save the file as UTF-8."),
    ],
)
def test_a_file_that_holds_no_records(refused, text, said):
    assert refused(text) == said


@pytest.mark.parametrize(
    "text, line, reason",
    [
        ("topics:\n  - id: a\n    title: b: c\n", 3, "a colon stands inside a text. Put the whole text in quotes"),
        ("topics: [unclosed\n", 2, "a list in square brackets is not closed"),
        ('topics:\n  - id: a\n    title: "b\n', 3, "a quote that opens here is not closed"),
        ("topics:\n  - id: a\n   title: b\n", 3, ""),
        ("topics:\n  - id: a\n    title: @b\n", 3, "a text begins with a sign that YAML keeps for itself"),
        ("topics:\n  - id: a\n    title: *b\n", 3, "a text begins with '*'"),
        ("topics: []\n---\ntopics: []\n", 2, "a second document begins here"),
    ],
)
def test_broken_yaml_names_the_line_and_what_to_look_at(refused, text, line, reason):
    said = refused(text)
    assert said.startswith(f"roles.yml line {line}: This is not valid YAML: {reason}") and "Check the indents" in said


def test_a_kind_like_no_other_is_told_with_those_there_are(content):
    content.kinds["sandwiches"] = [{"id": "cheese"}]
    text = refusal(content.write())
    assert "sandwiches.yml line 1: 'sandwiches' is not a kind of record. Use one of: sources" in text and "qualifications" in text


def test_every_problem_of_every_file_is_told_at_once(content):
    content.first("qualifications")["level"] = "three"
    content.first("roles")["group"] = ["a", "list"]
    folder = content.write()
    (folder / "topics.yml").write_text("")
    assert [line.split(":")[0].split()[0] for line in refusal(folder).splitlines()] == ["qualifications.yml", "roles.yml", "topics.yml"]


def test_a_folder_with_nothing_in_it_says_so(tmp_path):
    assert "no content files" in refusal(tmp_path) and "no content files" in refusal(tmp_path / "nowhere")


def test_a_file_with_another_ending_is_not_passed_over(content):
    (content.write() / "more.yaml").write_text("topics: []")
    assert refusal(content.folder) == "more.yaml: content files end in .yml. Rename this one."


def test_what_an_editor_leaves_beside_a_file_is_passed_over(content):
    (content.write() / ".#roles.yml").symlink_to("nowhere")
    assert read(content.folder)


def test_a_folder_that_may_not_be_opened_is_named(content, monkeypatch):
    content.write()

    def locked(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(folder / "roles")))
        return iter(())

    monkeypatch.setattr(os, "walk", locked)
    for look in (read, fingerprint):
        with pytest.raises(ContentError, match=r"roles: this folder cannot be opened \(Permission denied\). Allow reading it."):
            look(content.folder)


def test_a_file_that_may_not_be_opened_is_named(content):
    (content.write() / "locked.yml").symlink_to("nowhere")
    assert refusal(content.folder).startswith("locked.yml: this file cannot be opened (")
    with pytest.raises(ContentError, match="locked.yml: this file cannot be opened"):
        fingerprint(content.folder)


def test_windows_line_ends_are_read(tmp_path):
    (tmp_path / "roles.yml").write_bytes(ROLE.replace("\n", "\r\n").encode())
    [entry] = read(tmp_path)
    assert entry.record.title == "School cook" and entry.line_of("title") == 3


def test_the_fingerprint_follows_the_content(content):
    before = fingerprint(content.write())
    assert before == fingerprint(content.folder)
    content.first("groups")["what"] = "Other jobs."
    assert fingerprint(content.write()) != before


def test_every_message_is_one_plain_line(tmp_path):
    """Whatever is written, the message is one line with its file, and no word of Python."""
    broken = [
        {"roles": [{"id": 5}]}, {"roles": [[1]]}, {"roles": [None]}, {"roles": [{"id": {"a": 1}}]}, {1: 2}, {"roles": 7},
        {"qualifications": [{"id": "a", "entry": {"kind": "role"}, "counts": "x", "months": [1], "sources": {"a": 1}}]},
        {"interview_questions": [{"id": "a", "options": ["yes", True], "step": "one"}]}, {"roles": [{5: 6, True: 7}]},
    ]
    for number, content in enumerate(broken):
        path = tmp_path / f"{number}.yml"
        path.write_text(yaml.safe_dump(content))
    for line in refusal(tmp_path).splitlines():
        assert line[0].isdigit() and " line " in line and line.endswith((".", "?")), line
        for word in ("Error", "type=", "None of", "dict", "<", "expected", "pydantic", "not permitted"):
            assert word not in line, line
