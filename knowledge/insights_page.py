"""The insights as a page to read or print, with a chart and a table of everything it shows, and as CSV for a spreadsheet."""
from __future__ import annotations

import base64
import csv
import hashlib
import io
import textwrap
from pathlib import Path
from typing import Iterable

from knowledge.insights import Report, Row, Table
from knowledge.insights_hide import JOB, OTHERS
from knowledge.insights_months import Span
from knowledge.insights_rows import Rows
from knowledge.pages import template
from knowledge.store import Store

_FOLDER = Path(__file__).parent / "templates"
# Bars in a chart, and rows in the table beside it; the CSV has every row. Where people stopped is a way with an end: it is shown whole.
_MOST_BARS, _MOST_ROWS = 10, 30
_ALL_BARS, _ALL_ROWS = ("stopped",), ("jobs", "stopped")
# Letters in a line of a label, so that it fits a phone.
_LINE = 32
# Heights in a chart, in pixels: of a line of text, of a bar, and between two.
_TEXT, _BAR, _GAP = 20, 14, 8
# What is told at the top, in a line each, with so many rows; the largest come first in these tables.
_IN_SHORT, _ROWS_IN_SHORT = ("jobs", "needs", "topics", "barriers", "options", "unanswered"), 3
_COLUMNS = ("table", "row", "title", "conversations", "reading")
_EXACT, _AT_LEAST, _HIDDEN = "exact", "at least", "hidden"


def page(report: Report, store: Store) -> str:
    """The whole report as one HTML page. It holds everything it needs, runs no script and loads nothing."""
    style = (_FOLDER / "insights.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template(_FOLDER, "insights.html.j2").render(
        say=store.phrase, report=report, style=style, digest=digest, months=_listed(report.spans), left_out=_listed(report.left_out),
        sections=[_section(table, report, store) for table in report.tables], unheard=_unheard(report, store), bar=_BAR,
        short=[table.name for table in report.tables if table.name in _IN_SHORT],
    )


def as_csv(report: Report) -> str:
    """All that the page shows as rows for a spreadsheet; what is hidden has no number.

    The titles are of the knowledge base, so no cell begins as a formula does.
    """
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    rows.writerow(("all", "conversations", "Conversations", report.conversations, _EXACT))
    for table in report.tables:
        rows.writerows((table.name, row.id, row.title, row.count, _AT_LEAST if row.at_least else _EXACT) for row in table.rows)
        rows.writerows((table.name, "", title, "", _HIDDEN) for title in table.hidden)
    rows.writerows((name, "", "", "", _HIDDEN) for name in report.empty)
    return written.getvalue()


def _section(table: Table, report: Report, store: Store) -> dict:
    """One table with its chart: every bar with where it stands, in pixels from the top and in parts of the width."""
    bars, y = [], 0
    most = max(row.count for row in table.rows)
    for row in table.rows if table.name in _ALL_BARS else table.rows[:_MOST_BARS]:
        lines = textwrap.wrap(row.title, _LINE)
        bars.append({
            "lines": [(y + _TEXT * (number + 1) - 5, line) for number, line in enumerate(lines)], "value": _count(row, store),
            "y": y + _TEXT * len(lines), "width": f"{100 * row.count / most:.1f}%",
        })
        y += _TEXT * len(lines) + _BAR + _GAP
    told = table.rows if table.name in _ALL_ROWS else table.rows[:_MOST_ROWS]
    rows = [{"title": row.title, "count": _count(row, store), "share": _share(row, report, store)} for row in told]
    return {
        "name": table.name, "largest": _largest(table, store), "bars": bars, "height": y, "rows": rows, "hidden": len(table.hidden),
        "fewer_bars": len(told) > len(bars), "more": len(table.rows) - len(told),
    }


def _largest(table: Table, store: Store) -> str:
    """The largest rows in words: "Time (30), Money (12 or more)". Jobs that are counted together are none of them, if others are."""
    rows = sorted(table.rows, key=lambda row: (row.id.startswith(OTHERS), -row.count))[:_ROWS_IN_SHORT]
    return ", ".join(f"{row.title} ({_count(row, store)})" for row in rows)


def _share(row: Row, report: Report, store: Store) -> str:
    """The share of all conversations; none where there may be more."""
    share = round(100 * row.count / report.conversations)
    if row.at_least:
        return ""
    return f"{share}%" if share else store.phrase("insights-small-share")


def _count(row: Row, store: Store) -> str:
    return store.phrase("insights-at-least", count=f"{row.count:,}") if row.at_least else f"{row.count:,}"


def _unheard(report: Report, store: Store) -> list[tuple[str, list[str]]]:
    """(kind of job, its jobs without a number of their own), where jobs are shown at all."""
    shown = {row.id for table in report.tables if table.name == "jobs" for row in table.rows}
    if not shown:
        return []
    rows = Rows(store)
    found = [
        (rows.group_title(group), [rows.titles["jobs"][f"{JOB}:{job}"] for job in jobs if f"{JOB}:{job}" not in shown])
        for group, jobs in rows.groups.items()
    ]
    return [(title, jobs) for title, jobs in found if jobs]


def _listed(spans: Iterable[Span]) -> str:
    return "; ".join(str(span) for span in spans)
