"""A file of the register: every published form is read, and what is bad in it harms nothing beside it."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from knowledge.register import Refused, read
from knowledge.register_file import NotTheRegister, open_file
from tests.knowledge.register_sample import FORMS, ROWS, as_csv, camel, row, written


def taken(path: Path) -> tuple[list[str], list[str]]:
    """The numbers of the records that can be taken, and place and reason of the others."""
    numbers, refused = [], []
    for raw in open_file(path).records:
        try:
            if raw.problem:
                raise Refused(raw.problem)
            numbers.append(read(raw.record)["number"])
        except Refused as error:
            refused.append(f"{raw.place}: {error}")
    return numbers, refused


def why(path: Path) -> str:
    """The sentence about a file that cannot be used."""
    with pytest.raises(NotTheRegister) as error:
        taken(path)
    return str(error.value)


NUMBERS = [one["QualificationNumber"] for one in ROWS]
HEAD, *LINES = as_csv(ROWS).splitlines()


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_form_of_the_register_is_read(tmp_path, text):
    assert taken(written(tmp_path, text)) == (NUMBERS, [])


def test_one_record_on_its_own_is_read(tmp_path):
    assert taken(written(tmp_path, json.dumps(camel(ROWS)[0], indent=2))) == (NUMBERS[:1], [])


def test_the_name_of_the_file_decides_nothing(tmp_path):
    assert taken(written(tmp_path, FORMS["json, a list"], "register.csv"))[0] == taken(written(tmp_path, FORMS["csv, tabs"], "x.json"))[0]


def test_what_the_file_promises_is_known(tmp_path):
    source = open_file(written(tmp_path, json.dumps({"count": 52065, "results": camel(ROWS)})))
    assert len(list(source.records)) == len(ROWS) and source.promised == 52065
    assert open_file(written(tmp_path, FORMS["csv, tabs"])).promised is None


def test_blank_lines_are_passed_over_and_counted(tmp_path):
    text = "\n\n".join([HEAD, LINES[0], ",,,,", "x," * 18 + "x"])
    assert taken(written(tmp_path, "\n" + text)) == (NUMBERS[:1], ["line 8: 'x' is not a qualification number, such as 603/1234/5 or 6031234X"])


def test_a_wrong_column_count_names_line_and_counts(tmp_path):
    text = "\n".join([HEAD, LINES[0], LINES[1] + ",more", "1,2", LINES[2]])
    assert taken(written(tmp_path, text)) == (
        [NUMBERS[0], NUMBERS[2]], ["line 3: it has 20 columns where the headings have 19", "line 4: it has 2 columns where the headings have 19"]
    )


def test_a_record_may_have_line_breaks_inside_quotation_marks(tmp_path):
    text = as_csv([{**ROWS[0], "Title": "One\ntitle, of\r\nthree lines"}, ROWS[1], {**ROWS[2], "Title": ""}])
    assert taken(written(tmp_path, text)) == (NUMBERS[:2], ["line 6: there is no title"])


@pytest.mark.parametrize("mark", ['"', '999/0009/9,"A title', f'{LINES[0]},"', '"a"b"', 'x,"' * 19])
def test_a_quotation_mark_that_is_never_closed_swallows_no_record(tmp_path, mark):
    many = [row(f"999/1{i:03}/1", f'The "{i}" title') if i % 3 else row(f"999/1{i:03}/1", "Plain") for i in range(300)]
    lines = as_csv(many).splitlines()
    text = "\n".join([*lines[:100], mark, *lines[100:200], mark, *lines[200:], mark])
    numbers, refused = taken(written(tmp_path, text))
    assert numbers == [one["QualificationNumber"] for one in many]
    assert [refusal.partition(":")[0] for refusal in refused] == ["line 101", "line 202", "line 304"]


def test_a_value_too_long_for_a_table_refuses_its_line_alone(tmp_path):
    text = "\n".join([HEAD, LINES[0], "x" * 200_000, LINES[1]])
    assert taken(written(tmp_path, text)) == (NUMBERS[:2], ["line 3: its quotation marks do not close, or it is too long"])


def test_bad_records_of_a_list_are_named_by_their_place_in_it(tmp_path):
    numbers, refused = taken(written(tmp_path, json.dumps([ROWS[0], 5, {"Title": "x"}, None, "text", ROWS[1]])))
    assert numbers == NUMBERS[:2]
    assert refused[:2] == ["record 2: it is not a record with names and values", "record 3: there is no qualification number"]


def test_bad_lines_of_records_are_named_by_their_line(tmp_path):
    lines = [json.dumps(ROWS[0]), "{broken", "", json.dumps(ROWS[1]) + ",", "7"]
    assert taken(written(tmp_path, "\n".join(lines))) == (
        NUMBERS[:2], ["line 2: it is not JSON", "line 5: it is not a record with names and values"]
    )


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_an_empty_file_is_told(tmp_path, text):
    assert why(written(tmp_path, text)).endswith("register.csv is empty. Give the file that the register's site offers.")


@pytest.mark.parametrize(
    "text, named",
    [
        ("Name,Age\nAnn,5\n", "it has no column QualificationNumber and Title and Status"),
        ("Qualification Title,Qualification Status\nA,B\n", "it has no column QualificationNumber"),
        ("<!DOCTYPE html><title>Register</title>", "it has no column"), ("5", "it has no column"), ('"text"', "it has no column"),
        ('{"message": "Not found"}\n{', "is not JSON (line 2"),
    ],
)
def test_another_file_is_told_by_what_it_lacks(tmp_path, text, named):
    if text.startswith("{"):
        assert taken(written(tmp_path, text)) == ([], ["line 1: there is no qualification number", "line 2: it is not JSON"])
    else:
        assert named in why(written(tmp_path, text))


@pytest.mark.parametrize("text", ["\xe9t\xe9".encode("latin-1"), "Title".encode("utf-16"), b"PK\x03\x04\xff\xfe", (HEAD + "\n").encode() + b"\xff"])
def test_a_file_that_is_not_utf_8_says_how_to_save_it(tmp_path, text):
    assert "is not UTF-8 text. Save it as CSV (UTF-8)" in why(written(tmp_path, text))


def test_broken_json_names_the_line(tmp_path):
    whole = json.dumps(ROWS, indent=1)
    assert "is not JSON (line 25:" in why(written(tmp_path, "\n".join(whole.splitlines()[:24]) + "\n?"))
    assert "is not JSON (line 1:" in why(written(tmp_path, json.dumps(ROWS)[:-1]))


def test_a_list_cut_short_is_never_taken_for_a_record_a_line(tmp_path):
    lines = ['{"count": 7, "results": [', *(json.dumps(one) + "," for one in ROWS[:-1]), json.dumps(ROWS[-1])]
    assert "is not JSON" in why(written(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize("text, named", [("[" * 100_000, "nested too deeply"), ("[1" + "0" * 5000 + "]", "a number that is too long")])
def test_json_that_python_cannot_hold_is_told(tmp_path, text, named):
    assert named in why(written(tmp_path, text))


def test_a_folder_and_a_missing_file_are_told(tmp_path):
    assert "is a folder" in why(tmp_path)
    assert "cannot be read (No such file or directory)" in why(tmp_path / "nowhere.csv")


slow = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
awkward = st.text(st.sampled_from('",;\n\r \ta1/{}[]:\x00é\u2028'), max_size=60) | st.text(max_size=60)


@slow
@given(st.binary() | awkward | st.builds("{}\n{}".format, st.just(HEAD), awkward) | st.builds("[{}".format, awkward))
@example("[[[]]]")
@example('{"results": {"results": []}}')
def test_any_file_at_all_gives_records_or_one_sentence(tmp_path, text):
    path = written(tmp_path, text)
    try:
        taken(path)
    except NotTheRegister as error:
        assert "\n" not in str(error) and str(error).endswith(".")


@slow
@given(st.lists(st.tuples(awkward, st.text(st.sampled_from('",x \n'), max_size=8)), min_size=1, max_size=12), st.sampled_from(",;\t"))
def test_good_lines_are_all_taken_whatever_lies_between_them(tmp_path, between, sign):
    good = [row(f"999/{i:04}/1", f"{words}x") for i, (_, words) in enumerate(between)]
    lines = [as_csv([one], sign).partition("\n")[2].rstrip("\n") for one in good]
    mixed = [text for (bad, _), line in zip(between, lines) for text in (bad, line)]
    numbers, _ = taken(written(tmp_path, "\n".join([as_csv(good, sign).partition("\n")[0], *mixed])))
    assert [number for number in numbers if number.startswith("999/")] == [one["QualificationNumber"] for one in good]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(ROWS[0])) | st.text(max_size=5), inner, max_size=3), max_leaves=6,
)


@slow
@given(st.lists(values, min_size=1, max_size=8), st.booleans())
def test_good_records_are_all_taken_whatever_lies_between_them(tmp_path, between, by_line):
    good = [row(f"999/{i:04}/1", "A title") for i in range(len(between))]
    mixed = [item for pair in zip(good, between) for item in pair]
    text = "\n".join(json.dumps(item) for item in mixed) if by_line else json.dumps(mixed)
    numbers, _ = taken(written(tmp_path, text))
    assert [number for number in numbers if number.startswith("999/")] == [one["QualificationNumber"] for one in good]
