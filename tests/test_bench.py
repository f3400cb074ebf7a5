"""The table of `fivesteps bench`, from given figures: nothing is started or timed here."""
from __future__ import annotations

from dataclasses import replace

import pytest

from bot import browser
from bot.bench import measure, report, run, widget, widget_report
from bot.bench.inside import Inside
from bot.bench.measure import Figures, Times

BARE = Figures(
    first=Times(40, 80), first_words=Times(40, 80), late=Times(120, 300), late_words=Times(120, 300), rate=20,
    start_seconds=30, server_mib=1100, actions_mib=110, train_seconds=45,
)
OURS = Figures(
    first=Times(15.2, 25), first_words=Times(18, 27), late=Times(16, 26), late_words=Times(19, 28), rate=60,
    start_seconds=17.04, server_mib=800, actions_mib=200, train_seconds=50,
)
INSIDE = Inside(
    advice=Times(2.34, 4), look_up=Times(0.001, 0.002), search=Times(1.2, 2), answer=Times(4.4, 6), ways=Times(0.4, 0.9), build_seconds=8.04,
)


def test_table_has_both_sides_the_target_and_whether_it_is_reached():
    rows = report.table(OURS, BARE, INSIDE).splitlines()
    assert all(row.count("|") == 6 for row in rows)
    assert "| a turn, median / 95th, turns 1-20 | 40 / 80 ms | 15 / 25 ms | 20 / 30 ms | yes |" in rows
    assert "| messages a second, 10 conversations at once | 20 | 60 (3.0 times) | 50, and 2 times bare Rasa | yes |" in rows
    assert "| from start to first answer | 30.0 s | 17.0 s | 18 s | yes |" in rows
    assert "| advice for a profile, warm, median / 95th | none | 2.3 / 4 ms | 5 ms | yes |" in rows
    assert "| a record looked up | none | 0 / 0 ms | 2 ms | yes |" in rows
    assert "| knowledge base built anew | none | 8.0 s | 10 s | yes |" in rows
    assert "**no**" not in "".join(rows)


@pytest.mark.parametrize(
    "worse, row",
    [
        ({"first": Times(21, 25)}, "turns 1-20"),
        ({"first": Times(15, 31)}, "turns 1-20"),
        ({"late": Times(30, 31)}, "in times of"),
        ({"rate": 39.0}, "messages a second"),
        ({"start_seconds": 18.1}, "first answer"),
        ({"server_mib": None}, "memory of the server"),
        ({"actions_mib": 351.0}, "memory of the action server"),
        ({"train_seconds": 61.0}, "train"),
    ],
)
def test_a_figure_that_is_missed_is_marked(worse, row):
    missed = [line for line in report.table(replace(OURS, **worse), BARE, INSIDE).splitlines() if "**no**" in line]
    assert len(missed) == 1 and row in missed[0]


@pytest.mark.parametrize("worse, row", [({"search": Times(5.1, 6)}, "full-text"), ({"build_seconds": 10.1}, "built anew"), ({"look_up": Times(3, 3)}, "looked up")])
def test_a_figure_without_a_server_that_is_missed_is_marked(worse, row):
    missed = [line for line in report.table(OURS, BARE, replace(INSIDE, **worse)).splitlines() if "**no**" in line]
    assert len(missed) == 1 and row in missed[0]


def test_page_names_the_machine_and_no_date():
    page = report.page(OURS, BARE, INSIDE, report.Machine(2, "3.11.7", "3.6.21", 0.3))
    assert "2 cores, Python 3.11.7, Rasa 3.6.21; load average before the run 0.3" in page
    assert "20" + "26" not in page


def test_median_and_95th():
    assert measure.times([number / 1000 for number in range(1, 101)]) == Times(pytest.approx(50.5), pytest.approx(95.05))


PLAIN, SLOW = widget.Opening(80, 84.4, 120, 240.6), widget.Opening(300, 310, 480, 900)
WIDGET = widget.Widget(17_940, PLAIN, SLOW, "Chromium 1.2.3")


def test_the_widget_stands_beside_two_others():
    rows = widget_report.table(WIDGET).splitlines()
    assert "| Five Steps, gzipped, with its styles | 17.9 KB | 20 KB | yes |" in rows
    assert "| rasa-webchat, gzipped (as published) | 211 KB | | |" in rows
    assert "| the first question can be answered | 241 ms | 900 ms |" in rows
    assert "| 20.1 KB | 20 KB | **no** |" in widget_report.table(replace(WIDGET, gzipped=20_100))


def test_each_moment_has_its_own_median():
    openings = [widget.Opening(1, 6, 9, 10), widget.Opening(2, 5, 7, 30), widget.Opening(3, 4, 8, 20)]
    assert widget.median(openings) == widget.Opening(2, 5, 8, 20)


def test_one_part_of_the_page_is_written_without_losing_the_other():
    servers, section = report.page(OURS, BARE, INSIDE, report.Machine(2, "3.11.7", "3.6.21", 0.3)), widget_report.section(WIDGET)
    page = run.with_section(servers, section)
    assert page.startswith(servers.rstrip()) and page.endswith(section)
    newer = widget_report.section(replace(WIDGET, gzipped=15_000))
    assert run.with_section(page, newer) == run.with_section(servers, newer)
    assert run.with_section("", section) == section, "a page that was not there yet"
    assert run.with_section(servers, "") == servers.rstrip() + "\n", "one that has no part about the widget yet"


def test_without_a_browser_nothing_is_begun(monkeypatch, tmp_path):
    monkeypatch.setenv("FIVESTEPS_BROWSER", str(tmp_path / "none"))
    with pytest.raises(browser.NoBrowser, match="--only servers"):
        run.run(pytest.fail)
