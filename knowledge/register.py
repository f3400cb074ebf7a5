"""One record of the official register of qualifications, read: its columns, and what it is refused for.

The register of qualifications regulated in England is published under several sets of headings: those
of its records for programs (`QualificationNumber`), the same in camel case, and those of its download
(`Qualification Number`, `Owner Organisation Name`). Capitals and spaces in a heading make no difference.
A record is taken whole or refused with one reason.
"""
from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Callable, Iterable, Mapping, NamedTuple, Optional

STATUSES = (
    "Available to learners", "No longer available to new learners", "No longer awarded", "Not yet available to learners",
)
AVAILABLE, NOT_YET = STATUSES[0], STATUSES[3]
_STATUS = {status.lower(): status for status in STATUSES}
_UNSET = {"", "none", "null", "not set", "n/a", "unknown"}
_YES, _NO = {"yes", "true", "1", "y", "t"}, {"no", "false", "0", "n", "f"}
_NUMBER = re.compile(r"^(\d{3})/?(\d{4})/?([\dX])$", re.ASCII)
_NUMBERS = re.compile(r"(?<![\w/])(\d{3})/(\d{4})/([\dX])(?![\w/])|(?<![\w/])(\d{3})(\d{4})([\dX])(?![\w/])", re.ASCII | re.IGNORECASE)
_STANDARDS = re.compile(r"\bST ?(\d{4})\b", re.ASCII | re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?$", re.ASCII)
_DAY_FIRST = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?: \d{1,2}:\d\d(?::\d\d)?)?$", re.ASCII)
# The register's own downloads of a search write the month first, and are told by their AM or PM.
_MONTH_FIRST = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4}) \d{1,2}:\d\d(?::\d\d)? [AP]M\b.*$", re.ASCII | re.IGNORECASE)
_LEVEL = re.compile(r"^(?:level |l)?(\d+)(?:\.0)?$", re.ASCII)
_ENTRY = re.compile(r"^(?:entry(?: level)?|el)(?: [1-3])?$", re.ASCII)
_WHOLE = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.0+)?$", re.ASCII)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class Refused(ValueError):
    """A record cannot be taken; the text is the reason."""


class Listed(NamedTuple):
    """A qualification as the register lists it, as far as our records can be compared with it."""

    number: str
    title: str
    status: str
    organisation: Optional[str] = None
    acronym: Optional[str] = None
    levels: tuple[int, ...] = ()
    ends: Optional[datetime.date] = None
    in_england: Optional[bool] = None
    standard: Optional[str] = None
    standard_title: Optional[str] = None

    def open_on(self, day: datetime.date) -> bool:
        """True if new learners can start it on `day`; the end date itself is still open."""
        return self.status == AVAILABLE and (self.ends is None or self.ends >= day)


def plain(heading: object) -> str:
    """A heading without capitals, spaces and signs, so that all its spellings are one."""
    return "".join(c for c in str(heading).lower() if c.isalnum())


def numbers_in(text: Optional[str]) -> list[str]:
    """Every qualification number in a text, with its obliques: "601/2728/4 and 60127314" gives two."""
    found = (tuple(part for part in match if part) for match in _NUMBERS.findall(text or ""))
    return list(dict.fromkeys("/".join(parts).upper() for parts in found))


def standards_in(text: Optional[str]) -> list[str]:
    """Every reference number of an apprenticeship standard in a text, such as ST0454."""
    return list(dict.fromkeys(f"ST{figures}" for figures in _STANDARDS.findall(text or "")))


def _number(text: str) -> str:
    if not text:
        raise Refused("there is no qualification number")
    if not (match := _NUMBER.match(text.upper())):
        raise Refused(f"'{_shown(text)}' is not a qualification number, such as 603/1234/5 or 6031234X")
    return "/".join(match.groups())


def _title(text: str) -> str:
    if not text:
        raise Refused("there is no title")
    return text


def _status(text: str) -> str:
    if not text:
        raise Refused("there is no status")
    if (status := _STATUS.get(text.lower())) is None:
        raise Refused(f"the status '{_shown(text)}' is not one that the register uses")
    return status


@lru_cache(maxsize=20_000)
def _date(text: str) -> Optional[str]:
    if text.lower() in _UNSET:
        return None
    if match := _ISO.match(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.match(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.match(text):
        month, day, year = match.groups()
    else:
        raise Refused(f"'{_shown(text)}' is not a date, such as 2026-08-31 or 31/08/2026")
    # Programs write "no date" as the first or the last day that they know.
    if year in ("0001", "9999"):
        return None
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Refused(f"there is no such day as '{_shown(text)}'") from None


@lru_cache(maxsize=1_000)
def levels(text: str) -> tuple[int, ...]:
    """The levels that a text names: "Level 1/2" is 1 and 2, "Entry Level" is 0, nothing is no level.

    Raises:
        Refused: if it names none, or one that there is not.
    """
    if text.lower() in _UNSET:
        return ()
    found = set()
    for part in re.split(r"\s*(?:/|&|,| and | to |-)\s*", text.lower()):
        match = _LEVEL.match(part)
        if not (_ENTRY.match(part) or match and len(match[1]) == 1 and int(match[1]) <= 8):
            raise Refused(f"the level '{_shown(text)}' is not entry level or 1 to 8")
        # "Entry 1/2" is entry level throughout.
        entry = not match or part.isdigit() and text.lower().startswith("entry")
        found.add(0 if entry else int(match[1]))
    return tuple(sorted(found))


def _levels(text: str) -> str:
    return ",".join(map(str, levels(text)))


def _yes_or_no(text: str) -> Optional[bool]:
    low = text.lower()
    if low in _YES or low in _NO:
        return low in _YES
    if low in _UNSET:
        return None
    raise Refused(f"'{_shown(text)}' is neither yes nor no")


def _whole(text: str) -> Optional[int]:
    if text.lower() in _UNSET:
        return None
    if not (match := _WHOLE.match(text)):
        raise Refused(f"'{_shown(text)}' is not a whole number")
    return int(match[1].replace(",", ""))


def _standard(text: str) -> Optional[str]:
    return " ".join(standards_in(text)) or text or None


def _text(text: str) -> Optional[str]:
    return text or None


class Field(NamedTuple):
    """A column of ours: how it is read, the type it has, and its headings in the published files."""

    read: Callable[[str], object]
    type: type
    headings: tuple[str, ...]


FIELDS: dict[str, Field] = {
    "number": Field(_number, str, ("QualificationNumber", "QualificationNumberNoObliques", "QAN")),
    "title": Field(_title, str, ("Title", "QualificationTitle")),
    "status": Field(_status, str, ("Status", "QualificationStatus")),
    "organisation": Field(_text, str, ("OrganisationName", "OwnerOrganisationName")),
    "acronym": Field(_text, str, ("OrganisationAcronym", "OwnerOrganisationAcronym")),
    "recognition_number": Field(_text, str, ("OrganisationRecognitionNumber", "OwnerOrganisationRecognitionNumber")),
    "type": Field(_text, str, ("Type", "QualificationType")),
    "subject_area": Field(_text, str, ("SSA", "QualificationSSA")),
    "levels": Field(_levels, str, ("Level", "QualificationLevel")),
    "sub_level": Field(_text, str, ("SubLevel", "QualificationSubLevel")),
    "eqf_level": Field(_text, str, ("EQFLevel",)),
    "grading_type": Field(_text, str, ("GradingType", "OverallGradingType")),
    "grading_scale": Field(_text, str, ("GradingScale",)),
    "credits": Field(_whole, int, ("TotalCredits",)),
    "total_hours": Field(_whole, int, ("TQT", "TotalQualificationTime")),
    "guided_hours": Field(_whole, int, ("GLH", "GuidedLearningHours")),
    "guided_hours_least": Field(_whole, int, ("MinimumGLH", "MinimumGuidedLearningHours")),
    "guided_hours_most": Field(_whole, int, ("MaximumGLH", "MaximumGuidedLearningHours")),
    "regulation_start": Field(_date, str, ("RegulationStartDate",)),
    "operational_start": Field(_date, str, ("OperationalStartDate",)),
    "operational_end": Field(_date, str, ("OperationalEndDate",)),
    "certification_end": Field(_date, str, ("CertificationEndDate",)),
    "review": Field(_date, str, ("ReviewDate",)),
    "in_england": Field(_yes_or_no, bool, ("OfferedInEngland",)),
    "in_northern_ireland": Field(_yes_or_no, bool, ("OfferedInNorthernIreland",)),
    "internationally": Field(
        _yes_or_no, bool, ("OfferedInternationally", "Currently and / or will consider offering internationally")
    ),
    "specialism": Field(_text, str, ("Specialism", "Specialisms")),
    "pathways": Field(_text, str, ("Pathways",)),
    "assessment_methods": Field(_text, str, ("AssessmentMethods",)),
    "specification": Field(_text, str, ("LinkToSpecification",)),
    "standard": Field(_standard, str, ("ApprenticeshipStandardReferenceNumber",)),
    "standard_title": Field(_text, str, ("ApprenticeshipStandardTitle",)),
}
# One heading of some files names the countries, and stands for two of ours.
OFFERED_IN = "offered_in"
_COLUMNS = {plain(heading): column for column, field in FIELDS.items() for heading in field.headings}
_COLUMNS["offeredin"] = OFFERED_IN
NEEDED = ("number", "title", "status")


@lru_cache(maxsize=10_000)
def column(heading: str) -> Optional[str]:
    """The column of ours that a heading stands for, or None for one that is not kept."""
    return _COLUMNS.get(plain(heading))


def missing(headings: Iterable[str]) -> list[str]:
    """The published names of the columns that have to be there and are not."""
    there = {column(heading) for heading in headings}
    return [FIELDS[name].headings[0] for name in NEEDED if name not in there]


def read(record: Mapping[str, object]) -> dict[str, object]:
    """The record by columns of ours, each value read; `record` has the headings of its file.

    Raises:
        Refused: with the first reason why it cannot be taken.
    """
    given: dict[str, str] = {}
    for heading, value in record.items():
        name = column(heading)
        if name is not None and not given.get(name):
            given[name] = _clean(value)
    countries = given.pop(OFFERED_IN, "").lower()
    if countries:
        given.setdefault("in_england", "yes" if "england" in countries else "no")
        given.setdefault("in_northern_ireland", "yes" if "northern ireland" in countries else "no")
    return {name: _value(field, given.get(name, "")) for name, field in FIELDS.items()}


def _value(field: Field, text: str) -> object:
    try:
        return field.read(text)
    except Refused as error:
        if field.read in (_date, _yes_or_no, _whole):
            raise Refused(f"{field.headings[0]}: {error}") from None
        raise


def _clean(value: object) -> str:
    """A value of a file as text of one line."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(part, (list, dict)) for part in value):
        return "; ".join(_clean(part) for part in value)
    if isinstance(value, (list, dict)):
        raise Refused("a value is not text, a number, yes or no")
    text = str(value)
    if not text.isprintable():
        text = _HALF_CHARACTER.sub("\ufffd", _UNPRINTABLE.sub(" ", text))
    return " ".join(text.split())


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
