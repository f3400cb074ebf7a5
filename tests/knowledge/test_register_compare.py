"""Where our records and the register disagree, and what we lack; and the lines that say so."""
from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import Qualification
from knowledge.register import STATUSES, Listed
from knowledge.register_compare import Comparison, about_schools, compare
from knowledge.register_db import load
from knowledge.register_phrases import PHRASES, WITH_SCHOOL
from knowledge.register_report import disagreements, lacking_line, report, row_line, say, summary
from knowledge.register_titles import clearly_different, key, offered_by
from tests.knowledge.register_sample import FORMS, as_csv, ours, row, written

TODAY = datetime.date(2026, 11, 22)
TQUK = "TQUK Level 2 Certificate in Supporting Teaching and Learning in Schools"


class Rows:
    """A register in a list."""

    def __init__(self, *rows: Listed):
        self.rows = rows

    def numbered(self, numbers):
        return [row for number in numbers for row in self.rows if row.number == number]

    def of_standards(self, standards):
        return [row for name in standards for row in self.rows if name in (row.standard or "")]

    def titled(self, keys):
        return [row for row in self.rows if key(row.title, (row.organisation, row.acronym)) in set(keys)]

    def available(self):
        return [row for row in self.rows if row.status == STATUSES[0]]


def there(number: str = "601/2726/0", title: str = f"{TQUK} (RQF)", **more) -> Listed:
    """A row of the register, open and in England unless said otherwise."""
    listed = Listed(number, title, STATUSES[0], "Training Qualifications UK Ltd", "TQUK", (2,), in_england=True)
    return listed._replace(**more)


def here(**more) -> Qualification:
    """Our record of the same, by number."""
    return ours(**{"id": "stl-l2", "title": TQUK, "reference": "601/2726/0", "awarding": ["Training Qualifications UK (TQUK)"], **more})


def found(record: Qualification, *rows: Listed) -> list[tuple[str, str]]:
    return [(difference.kind, difference.by) for difference in compare([record], Rows(*rows), TODAY).differences]


def test_a_record_and_its_row_agree():
    result = compare([here()], Rows(there()), TODAY)
    assert result == Comparison((), (), 1, {"number": 1, "standard": 0, "title": 0})


@pytest.mark.parametrize(
    "change", [{"status": STATUSES[1]}, {"status": STATUSES[2]}, {"status": STATUSES[3]}, {"ends": datetime.date(2026, 11, 21)}]
)
def test_closed_there_and_open_here(change):
    assert found(here(), there(**change)) == [("closed there", "number")]


def test_an_end_date_to_come_is_no_difference():
    assert found(here(), there(ends=TODAY)) == []


@pytest.mark.parametrize("change", [{"closed": "2020", "closed_reason": "It ended."}, {"offered": False, "closed_reason": "It ended."}])
def test_open_there_and_closed_here(change):
    assert found(here(**change), there()) == [("open there", "number")]
    assert found(here(**change), there(status=STATUSES[2])) == []


def test_a_record_of_several_numbers_is_open_while_one_is():
    record = here(reference="601/2726/0 from September 2025 (before that 999/0001/1)")
    old = there("999/0001/1", status=STATUSES[2])
    assert found(record, there(), old) == []
    assert found(record, there(status=STATUSES[1]), old) == [("closed there", "number")]


def test_a_number_that_is_not_there_is_named():
    [difference] = compare([here(reference="601/2726/0 and 999/0001/1")], Rows(there()), TODAY).differences
    assert (difference.kind, difference.names) == ("not there", ("999/0001/1",))


@pytest.mark.parametrize(
    "record, levels, differs",
    [
        ({"level": 2}, (2,), False), ({"level": 3}, (2,), True), ({"level": None, "levels": [1, 2]}, (2,), False), ({"level": 1}, (1, 2), False),
        ({"level": None}, (2,), False), ({"level": 3}, (), False), ({"level": 0}, (2,), True), ({"level": None, "levels": [0]}, (0,), False),
    ],
)
def test_a_different_level(record, levels, differs):
    assert found(here(**record), there(levels=levels)) == ([("level", "number")] if differs else [])


@pytest.mark.parametrize(
    "title, differs",
    [
        ("Level 2 Certificate in Supporting Teaching and Learning", False), ("TQUK Level 2 Certificate in STL in Schools (QCF)", False),
        ("TQUK Level 2 Award in Plumbing", True), ("TQUK Level 2 Diploma in Supporting Teaching and Learning in Schools", True),
    ],
)
def test_a_clearly_different_title(title, differs):
    assert found(here(), there(title=title)) == ([("title", "number")] if differs else [])


def test_another_name_of_ours_may_be_the_title():
    assert found(here(aliases=["plumbing award"]), there(title="TQUK Level 2 Award in Plumbing")) == []


@pytest.mark.parametrize(
    "awarding, differs",
    [
        (["NCFE"], True), (["NCFE", "others"], False), (["several awarding organisations"], False), ([], False), (["TQUK"], False),
        (["Training Qualifications UK"], False),
    ],
)
def test_an_organisation_that_is_not_among_ours(awarding, differs):
    assert found(here(awarding=awarding), there()) == ([("organisation", "number")] if differs else [])


def test_a_standard_is_met_by_its_assessments():
    record = ours("ta", "Teaching Assistant apprenticeship (level 3)", reference="ST0454", level=3, awarding=["NCFE"])
    assessment = there("999/0002/2", "Level 3 End-point Assessment for Teaching Assistant", levels=(3,), standard="ST0454", organisation="X")
    assert found(record, assessment, there("999/0003/3", status=STATUSES[2], standard="ST0454", levels=(3,))) == []
    assert found(record, assessment._replace(status=STATUSES[2])) == [("closed there", "standard")]
    assert found(record) == [("not there", "standard")]


def test_a_record_without_a_number_is_met_by_title():
    record = here(reference=None, awarding=["several awarding organisations"])
    assert found(record, there(status=STATUSES[2])) == [("closed there", "title")]
    ncfe = there("999/0001/1", "NCFE Level 2 Certificate in Supporting Teaching & Learning in Schools", organisation="NCFE", acronym=None)
    assert found(record, ncfe) == []
    assert found(record, there(title="TQUK Level 2 Certificate in Plumbing and Heating")) == []


def test_the_same_words_at_another_level_are_a_difference_only_if_there_is_nothing_else():
    record, other = here(reference=None), there("999/0001/1", TQUK.replace("2", "3"), levels=(3,))
    assert found(record, other, there()) == []
    assert found(record, other) == [("level", "title")]


def test_a_title_that_only_other_organisations_have_is_one_difference():
    record = here(reference=None, awarding=["NCFE"])
    assert found(record, there(status=STATUSES[2])) == [("organisation", "title")]


def test_what_is_not_a_qualification_is_compared_by_number_only():
    assert compare([here(kind="training", reference=None)], Rows(there(status=STATUSES[2])), TODAY).compared == 0
    assert found(here(kind="training"), there(status=STATUSES[2])) == [("closed there", "number")]


def test_open_qualifications_about_schools_that_we_lack_are_grouped_by_title():
    rows = [
        there("999/0001/1", "Example Level 2 Certificate in School Catering", organisation="Example"),
        there("999/0002/2", "Other Awards Level 2 Certificate in School Catering (RQF)", organisation="Other Awards Ltd"),
        there("999/0003/3", "Example Level 3 Certificate in School Catering", organisation="Example", levels=(3,)),
    ]
    lacking = compare([], Rows(*rows), TODAY).lacking
    assert [[one.number for one in group.rows] for group in lacking] == [["999/0001/1", "999/0002/2"], ["999/0003/3"]]


@pytest.mark.parametrize(
    "change", [{"in_england": False}, {"status": STATUSES[1]}, {"ends": datetime.date(2026, 1, 1)}, {"title": "Level 2 Award in Plumbing"}]
)
def test_what_is_closed_elsewhere_or_about_something_else_is_not_lacking(change):
    assert compare([], Rows(there()), TODAY).lacking
    assert not compare([], Rows(there(**change)), TODAY).lacking


@pytest.mark.parametrize(
    "record",
    [
        {}, {"reference": None}, {"reference": None, "level": None}, {"kind": "training"},
        {"reference": None, "title": "STL", "aliases": [TQUK.lower()]},
    ],
)
def test_what_we_have_by_number_or_title_is_not_lacking(record):
    assert not compare([here(**record)], Rows(there()), TODAY).lacking


def test_what_does_not_say_where_it_is_offered_may_be_lacking():
    assert compare([], Rows(there(in_england=None)), TODAY).lacking


@pytest.mark.parametrize(
    "title, about",
    [
        ("Award for Teaching Assistants", True), ("Certificate in Lunchtime Supervision", True), ("Diploma in School Business Management", True),
        ("Award in School Librarianship", True), ("Certificate in Catering", False), ("Award in Preschool Business", False),
        ("Award in Business for Schools", True), ("Award in Reteaching and Learning", False), ("School Award", False),
    ],
)
def test_titles_about_the_work_of_support_staff(title, about):
    assert about_schools(title) is about


def test_the_phrases_are_lower_case_and_in_order():
    for phrases in (PHRASES, WITH_SCHOOL):
        assert list(phrases) == sorted({phrase.lower() for phrase in phrases})


@pytest.mark.parametrize(
    "title, owners",
    [
        ("TQUK Level 2 Certificate in Supporting Teaching & Learning (RQF)", ["Training Qualifications UK Ltd", "TQUK"]),
        ("Level 2 Certificate in Supporting Teaching and Learning", []), ("NCFE CACHE Level 3 Certificate in Supporting Teaching and Learning", ["NCFE"]),
        ("Certificate for supporting teaching and learning", []), ("Entry Level Certificate in Supporting Teaching and Learning", []),
        ("City & Guilds Entry Level 3 Certificate in Supporting Teaching and Learning", ["City and Guilds of London Institute"]),
    ],
)
def test_a_key_leaves_out_organisation_level_and_brackets(title, owners):
    assert key(title, owners).removeprefix("entry level ") == "certificate supporting teaching learning"


@pytest.mark.parametrize("title", ["A level", "GCSE (grades 9 to 1)", "NVQ (any subject)", "", "Level 2"])
def test_a_title_of_too_few_words_has_no_key(title):
    assert key(title) == ""


def test_organisations_are_known_by_a_word_of_their_own_or_all_of_their_name():
    assert offered_by(["City & Guilds"], "City and Guilds of London Institute", "C&G")
    assert offered_by(["Royal Society for Public Health"], "Royal Society for Public Health", "RSPH")
    assert offered_by(["NEBOSH"], "The National Examination Board in Occupational Safety and Health", "NEBOSH")
    assert not offered_by(["National Institute of Education"], "National Awarding Institute", None)


texts = st.none() | st.text()


@given(st.text(), st.lists(texts, max_size=3), st.lists(st.text(), max_size=3))
def test_any_titles_and_names_can_be_compared(title, owners, names):
    assert key(key(title, owners)) in (key(title, owners), "") or key(title, owners)
    assert clearly_different(title, [title, *names]) is False
    assert offered_by([*names, title], title, None) or not title.strip()


def test_the_report_says_each_disagreement_and_how_to_put_it_right(tmp_path):
    path = tmp_path / "register.db"
    load(written(tmp_path, as_csv([row("601/2726/0", TQUK, "Training Qualifications UK Ltd", Status=STATUSES[2], OperationalEndDate="31/08/2024")])), path)
    assert disagreements([here()], path, TODAY) == [
        "stl-l2: 601/2726/0 is closed on the register (no longer awarded, last start 31 August 2024), open in our record. "
        "Check it; if it ended, give 'closed' and 'replaced_by'."
    ]


def test_the_report_asks_a_store_and_is_empty_where_no_register_is(tmp_path):
    class Store:
        def all(self, kind):
            return [here(reference="999/9999/9")] if kind == "qualifications" else []

    path = tmp_path / "register.db"
    assert report(Store(), path) == []
    load(written(tmp_path, FORMS["json, a list"]), path)
    assert report(Store(), path) == ["stl-l2: 999/9999/9 is not on the register. Correct 'reference', or load a newer register."]
    path.write_text("no database")
    [line] = report(Store(), path)
    assert "Load the register again" in line


EVERY = compare(
    [
        here(), here(reference="999/0001/1 and 999/0002/2"), here(reference="ST0454"), here(reference="999/0009/9", closed="2020", closed_reason="Ended."),
        here(reference="999/0009/9", level=3, title="Award in Plumbing", awarding=["NCFE"]), here(reference="999/0004/4"),
    ],
    Rows(there(status=STATUSES[2]), there("999/0009/9"), there("999/0004/4", status=STATUSES[3])), TODAY,
)


def test_every_line_is_short_sentences_that_end_in_what_to_do():
    lines = [say(difference) for difference in EVERY.differences]
    assert {difference.kind for difference in EVERY.differences} == {"closed there", "open there", "level", "title", "organisation", "not there"}
    for line in [*lines, summary(EVERY)]:
        quoted = re.sub(r"'[^']*'", "x", line)
        assert all(len(sentence.split()) <= 20 for sentence in re.split(r"(?<=[.;:]) ", quoted)), line
        assert line.endswith(".")


def test_lines_of_the_register_name_number_title_level_and_organisation():
    assert row_line(there(ends=TODAY, levels=(0, 1))) == (
        f"601/2726/0  {TQUK} (RQF) (entry level and level 1, Training Qualifications UK Ltd; Available to learners, last start 22 November 2026)"
    )
    [group] = compare([], Rows(there(), there("999/0001/1")), TODAY).lacking
    assert lacking_line(group) == f"601/2726/0  {TQUK} (RQF) (level 2, Training Qualifications UK Ltd, and 1 more of this title)"
