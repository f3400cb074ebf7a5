"""The page on how the guide speaks shows lines as they are."""
from __future__ import annotations

import re
from pathlib import Path

from tests.test_words import READ, readable

PAGE = Path(__file__).resolve().parents[1] / "docs" / "style.md"


def pairs() -> list[list[str]]:
    """[before, now, why] of each row of the table of lines."""
    table = PAGE.read_text(encoding="utf-8").split("| before | now | why |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in table.splitlines() if row.startswith("| ")]


def test_there_are_twelve_pairs_and_each_now_is_said_today_and_each_before_is_not():
    today = {re.sub(r"\s+", " ", text).strip() for _, text in readable(*READ)}
    rows = pairs()
    assert len(rows) == 12 and all(len(row) == 3 for row in rows)
    assert not [now for _, now, _ in rows if now not in today]
    assert not [before for before, _, _ in rows if before in today]


def test_it_is_one_page():
    assert len(re.findall(r"\w[\w'’-]*", PAGE.read_text(encoding="utf-8"))) < 1000
