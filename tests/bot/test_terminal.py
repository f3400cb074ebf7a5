"""The chat in a terminal: how typed numbers become choices, and what is printed."""
from __future__ import annotations

import pytest

from bot import terminal
from bot.client import Client
from bot.terminal import picked, show

ONE = {"id": "for:self", "label": "Me", "multi": False}
TICKS = [{"id": f"duties:{n}", "label": f"Duty {n}", "multi": True} for n in range(3)]
OPTIONS = [*TICKS, ONE]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("4", [ONE]), ("1 3", [TICKS[0], TICKS[2]]), ("1,3, 3", [TICKS[0], TICKS[2]]), ("I am a cook", []), ("level 3", [])],
)
def test_numbers_choose_and_words_do_not(typed, chosen):
    assert picked(typed, OPTIONS) == chosen


@pytest.mark.parametrize("typed", ["0", "9", "1 4"])
def test_numbers_that_do_not_fit_choose_nothing(typed):
    assert picked(typed, OPTIONS) is None


def test_a_number_is_words_where_nothing_can_be_chosen():
    assert picked("3", []) == []


def test_a_reply_is_printed_with_numbers_in_the_order_they_can_be_typed(capsys):
    card = {
        "kind": "answer", "title": "Level 2", "lines": ["Like a GCSE.", {"label": "Cost", "text": "Free"}],
        "sources": [{"title": "A page", "url": "https://example.org/", "checked": "2026-11-01"}],
        "actions": [{"id": "pick:a", "label": "Choose it"}],
    }
    options = show({"messages": [{"text": "Here.", "card": card, "choices": [{"id": "for:self", "label": "Me"}]}]})
    printed = capsys.readouterr().out
    assert [option["id"] for option in options] == ["pick:a", "for:self"]
    for words in ("Cost: Free", "A page", "checked 2026-11-01", "1. Choose it", "2. Me"):
        assert words in printed


@pytest.mark.parametrize("school", [None, "hill-school"])
def test_the_talk_begins_at_the_school_that_is_named(monkeypatch, school):
    begun = []
    monkeypatch.setattr(Client, "is_ready", lambda self: True)
    monkeypatch.setattr(Client, "start", lambda self, school=None: begun.append(school) or {"messages": [{"text": "Hello."}]})
    monkeypatch.setattr(terminal, "_next", lambda client, options: None)
    terminal.chat(5005, school)
    assert begun == [school]


class Saves:
    """A client that has a plan and one page."""

    def plan(self):
        return type("Answer", (), {"content": b"the plan"})

    def page(self, id, kind="help"):
        return type("Answer", (), {"content": f"{kind} {id}".encode()})


@pytest.mark.parametrize(("href", "name", "content"), [
    ("plan", "five-steps-plan.html", b"the plan"), ("page?help=first-weeks", "five-steps-first-weeks.html", b"help first-weeks"),
    ("page?team=school-cook", "five-steps-school-cook.html", b"team school-cook"),
])
def test_a_plan_and_a_page_to_keep_are_saved_as_files(tmp_path, monkeypatch, capsys, href, name, content):
    monkeypatch.chdir(tmp_path)
    terminal._save(Saves(), {"label": "Open it", "href": href})
    assert (tmp_path / name).read_bytes() == content and name in capsys.readouterr().out


@pytest.mark.parametrize("href", ["page?help=../../etc", "page?help=a b", "https://example.org/page?help=x"])
def test_another_address_is_written_nowhere(tmp_path, monkeypatch, capsys, href):
    monkeypatch.chdir(tmp_path)
    terminal._save(Saves(), {"label": "Open it", "href": href})
    assert not list(tmp_path.iterdir()) and "web browser" in capsys.readouterr().out
