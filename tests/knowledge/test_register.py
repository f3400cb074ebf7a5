"""One record of the register: how its values are read, and what it is refused for."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.register import FIELDS, Refused, column, levels, missing, numbers_in, read, standards_in
from tests.knowledge.register_sample import ROWS, camel, row, spaced


def reason(**change: object) -> str:
    """Why a record that was good before this change is refused."""
    with pytest.raises(Refused) as refused:
        read({**ROWS[0], **change})
    return str(refused.value)


@pytest.mark.parametrize("record", [ROWS[0], spaced(ROWS)[0], camel(ROWS)[0]], ids=["names", "headings", "camel"])
def test_a_record_is_read_by_any_of_its_published_names(record):
    found = read(record)
    assert (found["number"], found["status"], found["levels"]) == ("601/2726/0", "Available to learners", "2")
    assert (found["acronym"], found["in_england"], found["internationally"]) == ("TQUK", True, None)
    assert (found["operational_start"], found["operational_end"], found["total_hours"]) == ("2014-02-01", None, 300)


def test_every_public_field_has_a_column():
    public = (
        "QualificationNumber QualificationNumberNoObliques Title Status OrganisationName OrganisationAcronym "
        "OrganisationRecognitionNumber Type SSA Level SubLevel EQFLevel GradingType GradingScale TotalCredits TQT GLH MinimumGLH "
        "MaximumGLH RegulationStartDate OperationalStartDate OperationalEndDate CertificationEndDate ReviewDate OfferedInEngland "
        "OfferedInNorthernIreland OfferedInternationally Specialism Pathways AssessmentMethods LinkToSpecification "
        "ApprenticeshipStandardReferenceNumber ApprenticeshipStandardTitle"
    ).split()
    assert {column(name) for name in public} == set(FIELDS)
    assert column("Qualification Number ") == "number" and column("Favourite colour") is None


def test_missing_columns_are_named_as_published():
    assert missing(["Qualification Number", "Qualification Level"]) == ["Title", "Status"]
    assert missing(["qan", "title", "STATUS"]) == []


@pytest.mark.parametrize("text", ["601/2726/0", " 601/2726/0 ", "60127260", 60127260, "601/27260"])
def test_a_number_is_read_with_and_without_obliques(text):
    assert read({**ROWS[0], "QualificationNumber": text})["number"] == "601/2726/0"


def test_a_number_may_end_in_x_and_come_without_obliques_only():
    record = {**ROWS[1], "QualificationNumber": "", "QualificationNumberNoObliques": "6032496x"}
    assert read(record)["number"] == "603/2496/X"


@pytest.mark.parametrize("text", ["", None])
def test_a_record_without_a_number_is_refused(text):
    assert reason(QualificationNumber=text) == "there is no qualification number"


@pytest.mark.parametrize(
    "text", ["601/2726", "601/2726/00", "X01/2726/0", "601-2726-0", "6.0127E7", "ST0454", "٦٠١٢٧٢٦٠", True, ["601/2726/0", "1"]]
)
def test_a_number_of_another_form_is_refused(text):
    assert "is not a qualification number, such as 603/1234/5" in reason(QualificationNumber=text)


def test_a_record_without_title_or_status_is_refused():
    assert reason(Title="  ") == "there is no title"
    assert reason(Status="") == "there is no status"


def test_an_unknown_status_is_refused_and_named():
    assert reason(Status="Paused") == "the status 'Paused' is not one that the register uses"


def test_a_long_value_is_shortened_in_the_reason():
    assert len(reason(Status="x" * 5000)) < 120


@pytest.mark.parametrize(
    "text", ["2023-03-31", "2023-03-31 00:00:00", "2023-03-31T22:59:59.427Z", "31/03/2023", "31/3/2023 00:00", "3/31/2023 10:59:59 PM +00:00"]
)
def test_a_date_is_read_in_every_form_of_the_register(text):
    assert read({**ROWS[0], "OperationalEndDate": text})["operational_end"] == "2023-03-31"


@pytest.mark.parametrize("text", ["", None, "None", "Not Set", "0001-01-01T00:00:00", "9999-12-31"])
def test_no_date_may_be_written_in_several_ways(text):
    assert read({**ROWS[0], "OperationalEndDate": text})["operational_end"] is None


@pytest.mark.parametrize("text", ["2023-02-30", "30/02/2023", "8/30/2023", "0000-01-01", "13/13/2023 9:00:00 AM +00:00"])
def test_a_day_that_there_is_not_is_refused_with_its_column(text):
    assert reason(OperationalEndDate=text) == f"OperationalEndDate: there is no such day as '{text}'"


def test_what_is_no_date_is_refused_with_its_column():
    assert reason(ReviewDate="soon").startswith("ReviewDate: 'soon' is not a date")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Level 2", (2,)), ("2", (2,)), ("level 2", (2,)), ("L2", (2,)), ("Entry Level", (0,)), ("Entry Level 3", (0,)), ("Entry 1/2", (0,)),
        ("Entry Level 1/2", (0,)), ("Level 1/2", (1, 2)), ("Level 1/Level 2", (1, 2)), ("Level 1 and 2", (1, 2)), ("Entry Level/Level 1", (0, 1)),
        ("Level 8", (8,)), ("", ()), ("None", ()),
    ],
)
def test_a_level_is_read_in_every_form(text, expected):
    assert levels(text) == expected


@pytest.mark.parametrize("text", ["Level 9", "12", "Level", "-1", "high", "Level 1/9", "²"])
def test_a_level_out_of_range_is_refused(text):
    assert reason(Level=text) == f"the level '{text}' is not entry level or 1 to 8"


@pytest.mark.parametrize(
    "text, expected",
    [("TRUE", True), ("Yes", True), (1, True), (True, True), ("no", False), ("0", False), ("Not Set", None), ("", None)],
)
def test_yes_and_no_are_read_in_every_form(text, expected):
    assert read({**ROWS[0], "OfferedInEngland": text})["in_england"] is expected


def test_what_is_neither_yes_nor_no_or_no_whole_number_is_refused_with_its_column():
    assert reason(OfferedInEngland="perhaps") == "OfferedInEngland: 'perhaps' is neither yes nor no"
    assert reason(TQT="a week") == "TQT: 'a week' is not a whole number"


@pytest.mark.parametrize(
    "text, england, ireland",
    [("England|Northern Ireland", True, True), ("England", True, False), ("Northern Ireland", False, True), ("", None, None)],
)
def test_one_column_may_name_the_countries(text, england, ireland):
    record = {name: value for name, value in row("999/0009/9", "A title").items() if name != "OfferedInEngland"}
    found = read({**record, "Offered In": text})
    assert (found["in_england"], found["in_northern_ireland"]) == (england, ireland)


def test_a_title_is_one_line_of_text():
    assert read({**ROWS[0], "Title": " Level\u00a02\x00\r\n  Award \ud800"})["title"] == "Level 2 Award \ufffd"


def test_numbers_and_standards_are_found_in_a_text():
    assert numbers_in("610/5748/4 from September 2025 (before that 603/5829/4)") == ["610/5748/4", "603/5829/4"]
    assert numbers_in("501/0418/4 (NCFE), 6032496x; 501/0418/4") == ["501/0418/4", "603/2496/X"]
    assert numbers_in(None) == numbers_in("1501/0418/45, 2024-09-01, 020 7946 0000") == []
    assert standards_in("ST0454 and st 0070, BEST0454") == ["ST0454", "ST0070"]


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())


@given(st.dictionaries(st.sampled_from(list(ROWS[0])) | st.text(), anything))
def test_any_record_is_read_whole_or_refused_with_a_reason(record):
    try:
        found = read(record)
    except Refused as refused:
        assert 0 < len(str(refused)) < 200 and len(str(refused).splitlines()) == 1
    else:
        assert set(found) == set(FIELDS)
