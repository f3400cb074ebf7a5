"""Load and growth: what is said, what is counted and what is written of it, from given figures. Nothing is timed here."""
from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from bot import serve
from bot.bench import growth, load_figures, load_report, load_talk, memory, run, servers, storage
from bot.bench.load import Measured
from bot.bench.load_figures import Load, Point, Request
from bot.bench.measure import Times
from bot.bench.servers import Process

GUIDE = "python -m bot.rasa_cli run --credentials c.yml"
ACTIONS = "python -m bot.action_server --actions actions"


def reply(*choices: str, done: int = 1, of: int = 16) -> dict:
    return {"messages": [{"text": "..."}, {"choices": [{"id": id} for id in choices]}], "done": done, "of": of}


def test_they_press_and_write_by_turns_and_then_only_press():
    offered, chance = reply("say:why", "tell:x", "aim:now", "say:skip"), random.Random(1)
    said = [load_talk.what(load_talk.next_said(number, offered, chance)) for number in range(load_talk.MOST_TURNS)]
    assert said[:4] == ["choice", "words", "choice", "words"]
    assert set(said[load_talk.TALKATIVE_TURNS:]) == {"choice"}
    assert load_talk.next_said(0, offered, chance) == {"choice": "aim:now"}
    assert load_talk.next_said(0, reply("say:why", "say:skip"), chance) == {"choice": "say:skip"}


def test_hardly_two_write_the_same_words():
    chance = random.Random(1)
    said = [load_talk.next_said(1, reply(), chance)["text"] for _ in range(100)]
    assert len(set(said)) > 90


def test_a_conversation_ends_with_its_last_question():
    assert load_talk.is_over(reply(done=16)) and not load_talk.is_over(reply(done=15))


def test_only_what_was_answered_while_it_was_measured_is_counted(tmp_path):
    lines = [[9.9, "begin", 1, None], [10, "words", 30, None], [15, "choice", 10, None], [19, "words", 9, "status 503"], [20, "plan", 5, None]]
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = load_figures.figures(load_figures.read(log), 10, 20)
    assert found.requests == {"words": 2, "choice": 1} and found.rate == pytest.approx(0.3)
    assert found.errors == {"words: status 503": 1}
    assert found.all.median == pytest.approx(20) and found.kinds["choice"] == Times(10, 10)
    assert found.points == [Point(0, 0.2, pytest.approx(20), pytest.approx(29))]


def test_a_load_without_answers_is_no_figure():
    with pytest.raises(ValueError, match="Nothing"):
        load_figures.figures([Request(1, "begin", 3, "status 503")], 0, 2)


def test_each_server_is_found_by_its_name():
    running = [
        Process(4, 1, 1, f"/bin/sh -c while :; do {ACTIONS}; done"), Process(5, 4, 1, ACTIONS), Process(8, 1, 1, GUIDE), Process(7, 1, 1, GUIDE),
        Process(9, 1, 1, "/usr/lib/postgresql/15/bin/postgres -D x"), Process(10, 9, 1, "postgres: writer"), Process(11, 1, 1, "nginx: worker process"),
        Process(12, 1, 1, "python -m tests.cluster.serve /x/postgres"),
    ]
    assert memory.named(running) == {"guide 1": [7], "guide 2": [8], "action server": [5], "nginx": [11], "PostgreSQL": [9, 10]}


def test_what_postgresql_shares_stands_apart():
    assert memory.apart({"guide": (70, 10), "PostgreSQL": (12, 90)}) == {"guide": 80, "PostgreSQL": 12, memory.PAGES: 90}
    assert memory.apart({"nginx": (5, 8)}) == {"nginx": 13}


def test_what_is_shared_is_counted_once(monkeypatch):
    monkeypatch.setattr(memory, "resident", {7: (10.0, 40.0), 8: (20.0, 50.0)}.__getitem__)
    running = [Process(7, 1, 1, "nginx: master process"), Process(8, 7, 1, "nginx: worker process")]
    assert memory.by_server(running) == {"nginx": 80.0}


def test_a_guide_starts_with_the_plans_that_are_made_up_for_it(store, tmp_path, monkeypatch):
    growth.fill(tmp_path / "plans", store, 3)
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path / "plans"))
    serve.check_answers()
    with closing(sqlite3.connect(tmp_path / "plans" / "people.db")) as database:
        assert database.execute("select count(*) from plans").fetchone() == (3,)


def test_growth_is_in_parts_of_itself():
    assert load_figures.growth({"guide": 100.0, "gone": 5.0}, {"guide": 110.0}) == {"guide": pytest.approx(0.1)}


LOAD = Load(300, {"begin": 100, "words": 900, "choice": 1400, "plan": 100}, 8.3, Times(15, 30), {"words": Times(25, 33)}, {"words: status 503": 2}, [Point(0, 8.3, 15, 30)])
SQLITE = storage.Stored(100, 6_000_000, 5_000, 55_000)
BACKUP = storage.Backup(6_000_000, 1_500_000, 1.0)
ONE = Measured("one guide", LOAD, {"guide": 800.0, "action server": 100.0}, {"guide": 840.0, "action server": 111.0}, {"guide": 23.0, "action server": 11.5}, SQLITE, BACKUP)


def test_the_table_says_what_failed_and_what_grew_too_much():
    rows = load_report.table([ONE]).splitlines()
    assert "| errors | 2 of words: status 503 |" in rows
    assert "| one guide: guide | 800 MiB | 840 MiB | +5.0% | yes |" in rows
    assert "| one guide: action server | 100 MiB | 111 MiB | +11.0% | **no** |" in rows


def test_the_pages_that_postgresql_keeps_are_no_growth_of_a_server():
    rows = load_report.table([replace(ONE, before={memory.PAGES: 60.0}, after={memory.PAGES: 90.0})]).splitlines()
    assert f"| one guide: {memory.PAGES} | 60 MiB | 90 MiB | +50.0% | fills up to its bound |" in rows


def test_the_reasoning_follows_the_figures():
    begun, at_once = load_report.busiest(load_report.Place("somewhere", 190))
    assert begun == pytest.approx(load_report.STAFF * load_report.BUSY_DAY * load_report.BUSY_HOUR) and at_once == pytest.approx(begun / 3)
    told = load_report.reasoning(ONE)
    assert "100 messages a second" in told, "2,300 messages in 23 seconds of one guide's work"
    assert "23 messages" in told and "1,500 schools" in told and "24,000 schools" in told


def test_the_plot_is_the_same_for_the_same_figures(tmp_path):
    for name in ("one.svg", "two.svg"):
        load_report.plot([ONE], tmp_path / name)
    drawn = (tmp_path / "one.svg").read_bytes()
    assert drawn == (tmp_path / "two.svg").read_bytes() and b"<svg" in drawn and len(drawn) < 60_000


def test_parts_of_the_page_keep_their_order_and_each_other():
    load, grown = f"{load_report.HEADING}\n\none\n", f"{load_report.GROWTH_HEADING}\n\ntwo\n"
    page = run.with_section(run.with_section("# Speed and size\n\nfirst\n", load), grown)
    assert page.index("first") < page.index("two") < page.index("one")
    again = run.with_section(page, "# Speed and size\n\nother\n")
    assert "first" not in again and "two" in again and "one" in again


def test_bytes_of_a_plan_and_of_its_talk(tmp_path):
    database = sqlite3.connect(tmp_path / "people.db")
    database.execute("create table plans (id text, answers text)")
    database.execute("create table said (plan text, words text)")
    database.execute("insert into plans values ('a', ?)", ["x" * 999])
    database.execute("insert into said values ('a', ?)", ["x" * 2999])
    database.commit()
    found = storage.stored(tmp_path)
    assert found.conversations == 1 and found.plan_bytes * 3 == pytest.approx(found.talk_bytes, rel=0.01)
    assert found.plan_bytes + found.talk_bytes == pytest.approx(found.file_bytes, abs=2)


def test_three_times_the_content_is_found_under_other_names(knowledge_db, tmp_path):
    from knowledge.store import Store

    growth.multiply(knowledge_db, tmp_path / "larger.db")
    one, more = Store.open(knowledge_db), Store.open(tmp_path / "larger.db")
    assert len(more.all("qualifications")) == 3 * len(one.all("qualifications")) and len(more.wordings()) > 2.9 * len(one.wordings())
    titles = [role.title for role in more.all("roles")]
    assert len(set(titles)) == len(titles)
    assert any(record.endswith("zq1") for _, record, _ in more.full_text("teaching assistant", ["roles"], limit=20))


def test_what_is_left_is_ended_and_nobody_else_who_has_its_number_since(monkeypatch):
    """Two were below a child. One is still there; the number of the other belongs to another program by now."""
    mine, other = Process(101, 1, 0, "worker"), Process(102, 1, 0, "helper")
    killed = []
    monkeypatch.setattr(servers, "below", lambda children: [mine, other])
    monkeypatch.setattr(servers, "processes", lambda: [mine, replace(other, command="somebody's editor")])
    monkeypatch.setattr(servers, "_kill", killed.append)
    servers.stop([])
    assert killed == [101]
