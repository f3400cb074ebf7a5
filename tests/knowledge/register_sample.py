"""A small register, hand-made: real titles and numbers only where our content has them, 999/... made up."""
from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Iterable

from knowledge.records import Qualification

# The names of the records for programs, and the headings of the download.
HEADINGS = {
    "QualificationNumber": "Qualification Number", "Title": "Qualification Title", "Status": "Qualification Status",
    "OrganisationName": "Owner Organisation Name", "OrganisationAcronym": "Owner Organisation Acronym",
    "OrganisationRecognitionNumber": "Owner Organisation Recognition Number", "Type": "Qualification Type", "SSA": "Qualification SSA",
    "Level": "Qualification Level", "SubLevel": "Qualification Sub Level", "EQFLevel": "EQF Level", "TQT": "Total Qualification Time",
    "GLH": "Guided Learning Hours", "OperationalStartDate": "Operational Start Date", "OperationalEndDate": "Operational End Date",
    "OfferedInEngland": "Offered In England",
    "OfferedInternationally": "Currently and / or will consider offering internationally",
    "ApprenticeshipStandardReferenceNumber": "Apprenticeship Standard Reference Number",
    "ApprenticeshipStandardTitle": "Apprenticeship Standard Title",
}


def row(number: str, title: str, organisation: str = "Example Awards Limited", level: str = "Level 2", **more: str) -> dict[str, str]:
    """A good record of the register, by its public names."""
    return {
        "QualificationNumber": number, "Title": title, "Status": "Available to learners", "OrganisationName": organisation,
        "OrganisationAcronym": "", "OrganisationRecognitionNumber": "RN0001", "Type": "Occupational Qualification",
        "SSA": "13.2 Direct learning support", "Level": level, "SubLevel": "None", "EQFLevel": "", "TQT": "300", "GLH": "120",
        "OperationalStartDate": "2014-02-01 00:00:00", "OperationalEndDate": "", "OfferedInEngland": "Yes",
        "OfferedInternationally": "Not Set", "ApprenticeshipStandardReferenceNumber": "", "ApprenticeshipStandardTitle": "", **more,
    }


ROWS = [
    row(
        "601/2726/0", "TQUK Level 2 Certificate in Supporting Teaching and Learning in Schools (RQF)",
        "Training Qualifications UK Ltd", OrganisationAcronym="TQUK",
    ),
    row(
        "603/2496/X", "NCFE CACHE Level 3 Diploma in Supporting Teaching and Learning", "NCFE", "Level 3",
        Status="No longer awarded", OperationalEndDate="2024-08-31 00:00:00",
    ),
    row("999/0001/1", "Example Level 2 Award in Food Safety for Catering (RQF)", OfferedInternationally="Yes"),
    row(
        "999/0002/2", "Level 3 End-point Assessment for Teaching Assistant", level="Level 3", Type="End-Point Assessment",
        ApprenticeshipStandardReferenceNumber="ST0454", ApprenticeshipStandardTitle="Teaching assistant",
    ),
    row("999/0003/3", "Example Level 2 Certificate in School Catering"),
    row("999/0004/4", "Example Entry Level Award in Lunchtime Supervision", level="Entry Level"),
    row("999/0005/5", "Example Level 1/2 Award in Plumbing", level="Level 1/2", OfferedInEngland="No"),
]


def spaced(rows: Iterable[dict]) -> list[dict]:
    """The records with the headings of the download."""
    return [{HEADINGS[name]: value for name, value in one.items()} for one in rows]


def camel(rows: Iterable[dict]) -> list[dict]:
    """The records with the names of the programs' interface, and its values: null, true, numbers."""
    values = {"": None, "Yes": True, "No": False, "Not Set": None}
    short = {"SSA": "ssa", "TQT": "tqt", "GLH": "glh", "EQFLevel": "eqfLevel"}
    found = []
    for one in rows:
        named = {short.get(name, name[0].lower() + name[1:]): values.get(value, value) for name, value in one.items()}
        found.append({**named, "tqt": int(one["TQT"]), "qualificationNumberNoObliques": one["QualificationNumber"].replace("/", "")})
    return found


def as_csv(rows: Iterable[dict], sign: str = ",", end: str = "\n") -> str:
    """The records as CSV, with the headings that they have."""
    rows, out = list(rows), io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=sign, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


FORMS = {
    "csv, public names": as_csv(ROWS),
    "csv, headings of the download": as_csv(spaced(ROWS)),
    "csv, Windows line ends and byte order mark": "\ufeff" + as_csv(spaced(ROWS), end="\r\n"),
    "csv, semicolons": as_csv(ROWS, sign=";"),
    "csv, tabs": as_csv(spaced(ROWS), sign="\t"),
    "json, a list": json.dumps(ROWS),
    "json, results": json.dumps({"count": len(ROWS), "currentPage": 1, "results": camel(ROWS)}, indent=1),
    "json, Results and byte order mark": "\ufeff" + json.dumps({"Count": len(ROWS), "Results": ROWS}),
    "json, pages": json.dumps([{"count": len(ROWS), "results": camel(ROWS[:3])}, {"count": len(ROWS), "results": camel(ROWS[3:])}]),
    "json, a record a line": "\r\n".join(json.dumps(one) for one in camel(ROWS)),
    "json, a page a line": "\n".join(json.dumps({"results": camel(part)}) for part in (ROWS[:2], ROWS[2:])),
    "json, by number": json.dumps({one["QualificationNumber"]: {k: v for k, v in one.items() if k != "QualificationNumber"} for one in ROWS}),
}


def written(folder: Path, text: str | bytes, name: str = "register.csv") -> Path:
    """A file that holds exactly this."""
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return path


def ours(id: str, title: str, **more: object) -> Qualification:
    """A qualification of ours, open unless said otherwise."""
    return Qualification(**{
        "id": id, "title": title, "kind": "qualification", "type": "qt_short_course", "what": "A course.", "who_for": "Staff.",
        "opened": "2010-09", "level": 2, "sources": ["a-page"], **more,
    })
