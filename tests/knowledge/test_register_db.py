"""register.db: whole or not at all, with everything refused named, and quick to look in."""
from __future__ import annotations

import datetime
import json
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import register_db
from knowledge.register_db import NoRegister, Register, RegisterError, load
from knowledge.register_file import NotTheRegister
from tests.knowledge.register_sample import FORMS, ROWS, as_csv, camel, row, written

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def path(tmp_path):
    """Where the register is kept, in a folder that is not there yet."""
    return tmp_path / "var" / "register.db"


@pytest.fixture
def loaded(tmp_path, path):
    """The path of the sample, loaded."""
    load(written(tmp_path, FORMS["csv, headings of the download"]), path, today=TODAY)
    return path


def held(path) -> list[str]:
    """The numbers in the register, and no leftovers beside it."""
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with Register.open(path) as register:
        return [found.number for found in register.numbered(one["QualificationNumber"] for one in ROWS)]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_form_of_the_register_loads_alike(tmp_path, path, text):
    done = load(written(tmp_path, text), path, today=TODAY)
    assert (done.count, done.refused, done.day, done.before) == (len(ROWS), (), TODAY, None)
    assert held(path) == [one["QualificationNumber"] for one in ROWS]


def test_refused_records_are_listed_and_the_others_load(tmp_path, path):
    rows = [ROWS[0], {**ROWS[1], "Status": "Paused"}, ROWS[2], ROWS[0], {**ROWS[3], "Level": "Level 9"}, ROWS[1]]
    done = load(written(tmp_path, as_csv(rows)), path)
    assert done.count == 3
    assert [str(refusal) for refusal in done.refused] == [
        "line 3: the status 'Paused' is not one that the register uses",
        "line 5: the number 601/2726/0 was on line 2 already",
        "line 6: the level 'Level 9' is not entry level or 1 to 8",
    ]
    with Register.open(path) as register:
        assert (register.count, register.refused, register.source) == (3, 3, "register.csv")


def test_a_new_register_takes_the_place_of_the_old_one(tmp_path, loaded):
    done = load(written(tmp_path, as_csv(ROWS[:2])), loaded, today=TODAY)
    assert (done.count, done.before) == (2, len(ROWS))
    assert held(loaded) == [one["QualificationNumber"] for one in ROWS[:2]]


@pytest.mark.parametrize(
    "text",
    [
        "", "Name,Age\nAnn,5\n", json.dumps(ROWS)[:-1], as_csv([{**ROWS[0], "Title": ""}]), as_csv(ROWS).encode() + b"\xff",
        as_csv(ROWS[:1]).partition("\n")[0],
    ],
)
def test_a_file_that_cannot_be_used_leaves_the_old_register_as_it_was(tmp_path, loaded, text):
    before = loaded.read_bytes()
    with pytest.raises(NotTheRegister):
        load(written(tmp_path, text), loaded)
    assert loaded.read_bytes() == before and held(loaded)


def test_a_file_without_one_good_record_gives_the_first_reason_and_all_that_was_refused(tmp_path, path):
    with pytest.raises(NotTheRegister, match="holds no record that can be used. The first reason is: line 2: there is no title.") as error:
        load(written(tmp_path, as_csv([{**ROWS[0], "Title": ""}, {**ROWS[1], "Status": ""}])), path)
    assert len(error.value.refused) == 2 and not path.exists()


def test_a_load_that_breaks_off_leaves_the_old_register_as_it_was(tmp_path, loaded, monkeypatch):
    before = loaded.read_bytes()

    def no_disk(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(register_db, "_finish", no_disk)
    with pytest.raises(RegisterError, match="could not be written .database or disk is full.. Check the folder"):
        load(written(tmp_path, as_csv(ROWS)), loaded)
    assert loaded.read_bytes() == before and held(loaded)


def test_a_load_that_a_person_stops_leaves_no_trace(tmp_path, loaded):
    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(written(tmp_path, as_csv(ROWS)), loaded, stop)
    assert len(held(loaded)) == len(ROWS)


def test_a_folder_in_the_place_of_the_register_is_told(tmp_path, path):
    path.mkdir(parents=True)
    with pytest.raises(RegisterError, match="could not be written"):
        load(written(tmp_path, as_csv(ROWS)), path)


def test_a_reader_keeps_its_view_while_a_new_register_is_put_in_place(tmp_path, loaded):
    with Register.open(loaded) as reader:
        load(written(tmp_path, as_csv(ROWS[:1])), loaded)
        assert len(list(reader.available())) > 1


def test_progress_goes_from_start_to_end(tmp_path, path):
    for form in ("csv, public names", "json, a list", "json, a record a line"):
        told: list[float] = []
        load(written(tmp_path, FORMS[form]), path, told.append)
        assert told == sorted(told) and told[-1] == 1.0


def test_no_register_and_a_file_that_is_none_say_what_to_do(tmp_path, path):
    with pytest.raises(NoRegister, match="Load one with 'fivesteps knowledge register FILE'."):
        Register.open(path)
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("create table meta (key, value)")
    for wrong in (written(tmp_path, "no database", "x.db"), written(tmp_path, "", "empty.db"), other):
        with pytest.raises(RegisterError, match="cannot be used .*Load the register again."):
            Register.open(wrong)


def test_readers_cannot_write(loaded):
    with Register.open(loaded) as register, pytest.raises(sqlite3.OperationalError):
        register._connection.execute("delete from qualifications")


@pytest.mark.parametrize(
    "text, first",
    [
        ("601/2726/0", "601/2726/0"), ("which is 6032496x?", "603/2496/X"), ("ST0454", "999/0002/2"), ("school catering", "999/0003/3"),
        ("supporting TEACHING in schools", "601/2726/0"), ("lunchtime supervising", "999/0004/4"), ("plumbing at Hogwarts", "999/0005/5"),
        ('"safety" AND (*', "999/0001/1"),
    ],
)
def test_a_qualification_is_found_by_number_standard_or_words(loaded, text, first):
    with Register.open(loaded) as register:
        assert register.find(text)[0].number == first


@pytest.mark.parametrize("text", ["", "  ", "zzxqy", "999/9999/9", "\x00", "'"])
def test_what_is_not_there_is_not_found(loaded, text):
    with Register.open(loaded) as register:
        assert register.find(text) == []


def test_what_is_listed_comes_back_typed(loaded):
    with Register.open(loaded) as register:
        first, second = register.numbered(["603/2496/X", "999/0005/5"])
    assert (first.levels, first.ends, first.in_england) == ((3,), datetime.date(2024, 8, 31), True)
    assert (second.levels, second.ends, second.in_england) == ((1, 2), None, False)
    assert second.open_on(TODAY) and not first.open_on(TODAY)


def test_the_end_date_itself_is_still_open():
    listed = register_db.Listed("999/0001/1", "A title", "Available to learners", ends=TODAY)
    assert listed.open_on(TODAY) and not listed.open_on(TODAY + datetime.timedelta(days=1))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(list(ROWS[0])), st.none() | st.integers() | st.text()), max_size=5))
def test_any_values_load_or_are_refused_one_by_one(tmp_path, path, changes):
    rows = [{**row(f"999/1{i:03}/1", "A title"), **change} for i, change in enumerate(changes)]
    done = load(written(tmp_path, json.dumps([*camel(ROWS), *rows])), path)
    assert done.count + len(done.refused) == len(ROWS) + len(rows) and done.count >= len(ROWS)
