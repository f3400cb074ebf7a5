"""`fivesteps helps`: the list, a card, a page as a file, and plain errors."""
from __future__ import annotations

import pytest

from bot.cli_helps import helps
from tests.test_cli import alone, assert_plain_error


@pytest.fixture
def fivesteps(at_home):
    """Runs `helps` as a command of `fivesteps`."""
    return alone(helps)


def test_it_lists_them_with_what_each_takes(fivesteps):
    result = fivesteps("helps")
    assert result.exit_code == 0 and "first-weeks" in result.stdout and "--choose check|draft\n" in result.stdout
    assert "--choose school|cluster (if you like)" in result.stdout


def test_it_shows_a_card_with_its_sources(fivesteps):
    result = fivesteps("helps", "first-weeks", "--role", "school-cook")
    assert result.exit_code == 0 and "- Name one person to ask" in result.stdout and "(checked: 2008" in result.stdout


def test_it_writes_a_page_to_print_with_own_words(fivesteps, tmp_path):
    result = fivesteps("helps", "appraisal", "--role", "School cook", "--say", "allergens", "--html", "page.html", "--as-of", "2009-01-01")
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert result.exit_code == 0 and result.stdout.startswith("Wrote page.html.")
    assert "allergens" in text and "1 January 2009" in text


def test_what_cannot_be_done_says_how_to_put_it_right(fivesteps):
    assert_plain_error(fivesteps("helps", "first-week"), 1, "first-week", "Did you mean first-weeks?")
    assert_plain_error(fivesteps("helps", "first-weeks"), 1, "Give the job")
    assert_plain_error(fivesteps("helps", "first-weeks", "--role", "school-cok"), 1, "school-cok", "school-cook")
    assert_plain_error(fivesteps("helps", "left-out", "--choose", "bank"), 1, "bank", "council, trust, partnership")
    assert_plain_error(fivesteps("helps", "first-weeks", "--role", "elsa", "--as-of", "2009-01-01"), 1, "1 January 2009")
    assert_plain_error(fivesteps("helps", "appraisal", "--as-of", "soon"), 2, "soon", "2009-01-01")
    assert_plain_error(fivesteps("helps", "appraisal", "--html", "nowhere/page.html"), 1, "nowhere/page.html", "Give another file")
    assert_plain_error(fivesteps("helps", "--role", "school-cook"), 2, "Name the help you want")
