"""What insights count, what they keep, and what a report shows."""
from __future__ import annotations

import csv
import datetime
import html
import io
import random
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.bench.insights import fill
from knowledge import insights, insights_page
from knowledge.insights_count import Tally, Talk
from knowledge.insights_db import CannotCount, Database
from knowledge.insights_hide import FEWEST
from knowledge.insights_months import Overlap, Span
from knowledge.insights_rows import TABLES, Rows
from knowledge.people import People, Plan, Said

AUTUMN, OCTOBER = Span("2026-09", "2026-10"), Span("2026-10", "2026-10")
SCHOOLS = ("hill", "mill", "brook", "dale", "moor", "lea")
# What somebody wrote: none of it may be in any report.
WORDS = "zebra-words of their own"


@pytest.fixture(scope="module")
def rows(store):
    return Rows(store)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'people.db'}"


@pytest.fixture
def people(url):
    """A guide that is talked to on a day in October 2026."""
    people = People(url, b"secret", now=lambda: datetime.datetime(2026, 10, 5, 9, 0, tzinfo=datetime.timezone.utc))
    people.find("opens it")
    yield people
    people.close()


@pytest.fixture
def database(url):
    database = Database(url)
    yield database
    database.close()


def talk(people, number, school=None, open="after_plan", **answers):
    """One conversation of two turns."""
    plan = Plan(id=f"plan-{number}", conversation=f"talk-{number}", school=school or SCHOOLS[number % len(SCHOOLS)])
    plan = people.save(plan, plan, Said("m1", None, {}), [])
    people.save(plan, Plan(**{**vars(plan), "open": open, "answers": answers}), Said("m2", WORDS, {}), [])


def cooks_and_technicians(people, cooks=30, technicians=3):
    for number in range(cooks + technicians):
        roles = ["school-cook" if number < cooks else "science-technician"]
        talk(people, number, roles=roles, unanswered=WORDS, said={"roles": {roles[0]: WORDS}}, need={"kind": "skill"}, intended_change=WORDS)


def tallied(rows, talks, **options):
    tally = Tally(rows, **options)
    for one in talks:
        tally.add(one)
    return tally.published()


def some(number, answers, open="after_plan", school=None, helped=None):
    return [Talk(school or SCHOOLS[n % len(SCHOOLS)], answers, open, helped) for n in range(number)]


def shown(report, table):
    return next(({row.id: row.count for row in one.rows} for one in report.tables if one.name == table), {})


# What is counted


def test_each_table_counts_what_the_answers_hold(rows):
    answers = {
        "for": "member", "roles": ["school-cook", "midday-supervisor"], "need_source": "law", "need": {"kind": "legal", "topics": ["food-safety", "cooking"]},
        "constraints": {"release": "none", "cost": "none", "travel": "hard", "other": ["family"]}, "agreed": {"manager": "not yet"},
        "picked": ["food-safety-l2", "on-the-job-training", "own-words"], "not_known": ["time-off"],
    }
    found = tallied(rows, some(20, answers, helped=True) + some(10, {}, open="check") + some(10, {}, open="setting") + some(6, {}))
    assert found["jobs"] == {"job:school-cook": 20}
    assert (found["who"], found["prompted"], found["needs"], found["agreed"]) == ({"member": 20}, {"law": 20}, {"legal": 20}, {"not yet": 20})
    assert found["topics"] == {"food-safety": 20, "cooking": 20}
    assert found["barriers"] == {"time": 20, "money": 20, "travel": 20, "family": 20}
    assert found["options"] == {"food-safety-l2": 20, "on-the-job-training": 20}
    assert (found["stopped"], found["unanswered"]) == ({"check": 10, "after_plan": 26}, {"time-off": 20})
    assert found["helped"] == {"yes": 20}


def test_where_all_that_could_answer_gave_one_answer_it_is_hidden(rows):
    """It would tell that nobody gave another: with twenty who were happy and none silent, the unhappy are known to be none."""
    assert "helped" not in tallied(rows, some(20, {}, helped=True) + some(20, {}, open="role"))
    assert tallied(rows, some(20, {}, helped=True) + some(5, {}) + some(6, {}, open="role"))["helped"] == {"yes": 20}


def test_every_table_has_rows_with_titles_and_a_heading_of_its_own(rows, store):
    assert rows.titles.keys() == set(TABLES)
    for table in TABLES:
        assert rows.titles[table] and all(rows.titles[table].values()), table
        assert store.phrase(f"insights-{table}-heading") and store.phrase(f"insights-{table}-note")


def test_the_page_on_insights_tells_of_every_table():
    page = (Path(__file__).resolve().parents[2] / "docs" / "insights.md").read_text(encoding="utf-8")
    told = page.split("## What it shows")[1].split("\n\n")[1]
    assert tuple(re.findall(r"^\| (\w+) \|", told, re.MULTILINE)[1:]) == TABLES


def test_a_conversation_about_somebody_else_is_one_conversation(rows):
    found = tallied(rows, some(20, {"for": "member"}) + some(20, {"for": "self"}) + some(9, {}))
    assert found["who"] == {"self": 20, "member": 20}


def test_nothing_in_the_way_is_counted_only_where_nothing_else_is(rows):
    nothing, manager = {"constraints": {"release": "some"}}, {"constraints": {"release": "some", "other": ["manager"]}}
    assert tallied(rows, some(10, nothing) + some(12, manager) + some(9, {}))["barriers"] == {"manager": 12, "nothing": 10}


def test_a_former_id_counts_for_the_record_of_today(rows, store):
    former, record = next((former, record) for record in store.all("qualifications") for former in record.former_ids)
    assert tallied(rows, some(8, {"picked": [former]}) + some(8, {"picked": [record.id]}) + some(9, {}))["options"] == {record.id: 16}


@pytest.mark.parametrize(("held", "row"), [
    ([], "none"),
    ([{"level": 0}], "level-1"),
    ([{"level": 2}, {"level": 1}], "level-2"),
    ([{"level": 3}, {"level": 6, "status": "doing"}, {"level": 5, "status": "failed"}], "level-3"),
    ([{"id": "food-safety-l2"}], "level-2"),
    ([{"level": 6}], "level-4"),
    ([{"words": "something from long ago"}], None),
    ([{"level": "a high one"}, "words", None], None),
    ("none", None),
    (None, None),
])
def test_certificates_are_counted_by_the_highest_level_that_is_held(rows, held, row):
    assert rows.certificates({"qualifications": held}) == row
    found = tallied(rows, some(12, {"qualifications": held}) + some(9, {}))
    assert found.get("certificates", {}) == ({row: 12} if row else {})


@pytest.mark.parametrize("odd", [
    {}, None, [], {"roles": "cook"}, {"roles": [None, 7]}, {"need": "skill"}, {"need": {"kind": ["x"]}}, {"constraints": []}, {"picked": {}},
    {"constraints": {"other": None, "release": []}}, {"agreed": {"manager": {}}}, {"for": 3}, {"not_known": [WORDS]}, {"roles": [WORDS]}, {"need_source": WORDS},
])
def test_answers_of_any_shape_are_counted_without_their_words(rows, odd):
    found = tallied(rows, some(30, odd, open="after_plan"))
    assert set(found) <= {"stopped"} and WORDS not in str(found)


def test_who_stopped_before_a_question_hides_nobody_in_its_table(rows):
    """Where most stopped is published, so it tells who cannot have answered: they are no cover for the two that did."""
    talks = some(40, {}, open="role") + some(50, {"need": {"kind": "skill"}}) + some(18, {"need": {"kind": "knowledge"}}) + some(2, {"need": {"kind": "confidence"}})
    found = tallied(rows, talks + some(6, {}, open="helper"))
    assert found["stopped"] == {"role": 40, "after_plan": 70}
    assert found["needs"] == {"skill": 50}


def test_nobody_can_subtract_a_table_from_all_to_learn_who_stopped_before_it(rows):
    """Three stopped at the first question, and all others said whom it was for: they may not be seen to be what is left."""
    asked = some(40, {"for": "self"}) + some(17, {"for": "member"}) + some(6, {"for": "self"}, open="setting")
    assert tallied(rows, asked + some(3, {}, open="for"))["who"] == {"self": 46}
    assert tallied(rows, asked + some(5, {}, open="for"))["who"] == {"self": 46, "member": 17}


def test_jobs_need_several_schools(rows):
    cooks = {"roles": ["school-cook"]}
    assert "jobs" not in tallied(rows, some(50, cooks, school="hill") + some(9, {}, school="hill"))
    assert tallied(rows, some(50, cooks, school="anyshire") + some(9, {}, school="anyshire"), many=["anyshire"])["jobs"] == {"job:school-cook": 50}
    nameless = [Talk(None, cooks, "after_plan")] * 50 + [Talk(None, {}, "after_plan")] * 9
    assert "jobs" not in tallied(rows, nameless)
    assert tallied(rows, nameless, nameless_is_many=True)["jobs"] == {"job:school-cook": 50}


# From the database


def test_a_report_shows_the_large_and_hides_the_small(people, database, store):
    cooks_and_technicians(people)
    for number in range(40, 50):
        talk(people, number, open="helper" if number < 46 else "role")
    report = insights.report(database, store, AUTUMN)
    assert report.conversations == 43 and report.spans == (OCTOBER,)
    assert shown(report, "jobs") == {}, "three technicians can be told by subtracting, so the cooks are hidden with them"
    assert shown(report, "stopped") == {"after_plan": 33} and shown(report, "needs") == {}


def test_with_enough_who_said_nothing_the_large_are_shown(people, database, store):
    cooks_and_technicians(people)
    for number in range(40, 50):
        talk(people, number)
    assert shown(insights.report(database, store, AUTUMN), "jobs") == {"job:school-cook": 30}


def test_whether_it_helped_is_read_with_the_plans_that_have_no_word_on_it(people, database, store, url):
    for number in range(45):
        talk(people, number, open="after_plan" if number < 40 else "role")
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    given = [(f"plan-{number}", "hill", number < 12, WORDS, "2026-10-05") for number in range(20)]
    connection.executemany("insert into feedback (plan, school, helped, words, given_at) values (?, ?, ?, ?, ?)", given)
    connection.commit(), connection.close()
    assert shown(insights.report(database, store, AUTUMN), "helped") == {"yes": 12, "no": 8}


def test_whoever_opened_the_page_and_said_nothing_is_not_counted(people, database, store):
    cooks_and_technicians(people)
    for number in range(100, 130):
        plan = Plan(id=f"plan-{number}", conversation=f"talk-{number}")
        people.save(plan, plan, Said("m1", None, {}), [])
    assert insights.report(database, store, AUTUMN).conversations == 33


def test_the_same_months_give_the_same_figures_whoever_was_forgotten_meanwhile(people, database, store):
    cooks_and_technicians(people, cooks=40, technicians=10)
    first = insights.report(database, store, AUTUMN)
    for number in range(45):
        assert people.forget(f"plan-{number}")
    assert insights.report(database, store, AUTUMN) == first
    assert insights_page.page(insights.report(database, store, OCTOBER), store) == insights_page.page(first, store)


def test_months_that_were_counted_are_not_counted_again_with_others(url, database, store):
    fill(url, store, 400)
    wide = insights.report(database, store, Span("2026-01", "2026-06"))
    with pytest.raises(Overlap, match="January 2026 to June 2026"):
        insights.report(database, store, Span("2026-02", "2026-06"))
    whole = insights.report(database, store, Span("2026-01", "2026-10"))
    assert whole.spans == (Span("2026-01", "2026-06"), Span("2026-07", "2026-10"))
    alone = insights.report(database, store, Span("2026-07", "2026-10"))
    assert whole.conversations == wide.conversations + alone.conversations
    for table in whole.tables:
        for row in table.rows:
            parts = [shown(part, table.name).get(row.id) for part in (wide, alone)]
            assert row.count == sum(part or 0 for part in parts) and row.at_least is (None in parts)


def test_a_count_made_by_two_at_once_is_kept_once(people, database, store, monkeypatch):
    cooks_and_technicians(people)
    keep = Database.keep
    monkeypatch.setattr(Database, "keep", lambda self, counted: (keep(self, counted), keep(self, counted)))
    with pytest.raises(CannotCount, match="Ask again"):
        insights.report(database, store, AUTUMN)
    assert len(database.counted()) == 1


def test_too_few_conversations_are_not_counted_and_their_months_stay_free(people, database, store):
    cooks_and_technicians(people, cooks=19, technicians=0)
    with pytest.raises(CannotCount, match="fewer than 20"):
        insights.report(database, store, AUTUMN)
    assert database.counted() == []
    with pytest.raises(CannotCount, match="fewer than 20"):
        insights.report(database, store, Span("2025-01", "2025-12"))


def test_too_few_in_one_part_are_left_out_and_said(url, people, database, store):
    fill(url, store, 400)
    insights.report(database, store, Span("2026-01", "2026-03"))
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute("delete from plans where created >= '2026-04' and created < '2026-05' and id not in (select id from plans where created like '2026-04%' limit 4)")
    connection.commit(), connection.close()
    insights.report(database, store, Span("2026-05", "2026-10"))
    report = insights.report(database, store, Span("2026-01", "2026-10"))
    assert report.left_out == (Span("2026-04", "2026-04"),)
    assert "April 2026" in insights_page.page(report, store)


def test_what_is_kept_holds_only_what_may_be_published(url, database, store):
    fill(url, store, 900, seed=3)
    insights.report(database, store, Span("2026-01", "2026-10"))
    (counted,) = database.counted()
    numbers = [number for table in counted.tables.values() for number in table.values()]
    assert len(numbers) > 50 and min(numbers) >= FEWEST


# As a page and as CSV


@pytest.fixture(scope="module")
def report(store, tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('insights') / 'people.db'}"
    fill(url, store, 700)
    database = Database(url)
    insights.report(database, store, Span("2026-01", "2026-04"))
    yield insights.report(database, store, Span("2026-01", "2026-10"))
    database.close()


class Page(HTMLParser):
    """The tags of a page with their attributes, and the words of each title of a chart."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_loads_nothing_and_runs_nothing(report, store):
    text = insights_page.page(report, store)
    page = Page(text)
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "img", "iframe", "form", "a")]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name in ("style", "src", "href")]


def test_each_chart_has_a_name_and_a_table_with_the_same_numbers(report, store):
    page = Page(insights_page.page(report, store))
    charts = page.all("svg")
    assert len(charts) == len(page.all("table")) == len(report.tables) > 8
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert all(chart["role"] == "img" and chart["aria-labelledby"] in ids for chart in charts)
    assert all(float(bar["width"].rstrip("%")) <= 100 for bar in page.all("rect"))


def test_a_chart_says_its_largest_rows_and_the_page_begins_with_them(report, store):
    text = html.unescape(insights_page.page(report, store))
    short = text[text.index('id="short"'):text.index("</dl>")]
    for table in report.tables:
        largest = max(table.rows, key=lambda row: (not row.id.startswith("others:"), row.count))
        named = f"{largest.title} ({largest.count}{' or more' if largest.at_least else ''})"
        title = re.search(rf'<title id="{table.name}-chart">(.*?)</title>', text)[1]
        assert f"Most often: {named}" in title
        assert (named in short) is (table.name in ("jobs", "needs", "topics", "barriers", "options", "unanswered"))


def test_where_people_stopped_is_shown_to_its_end(report, store):
    text = insights_page.page(report, store)
    chart = text[text.index('aria-labelledby="stopped-chart"'):]
    assert store.phrase("insights-stop-plan") in chart[:chart.index("</svg>")]


def test_a_row_that_may_be_larger_has_no_share(report, store):
    text = insights_page.page(report, store)
    told = re.findall(r"<td>([^<]*)</td><td>([^<]*)</td>", text)
    assert {number.endswith("or more") for number, _ in told} == {True, False}
    assert all((share == "") is number.endswith("or more") for number, share in told)


def test_no_words_of_people_and_no_school_get_into_page_or_csv(people, database, store):
    cooks_and_technicians(people, cooks=40, technicians=10)
    found = insights.report(database, store, AUTUMN)
    told = insights_page.page(found, store) + insights_page.as_csv(found)
    assert WORDS not in told and "zebra" not in told
    assert not [school for school in SCHOOLS if re.search(rf"\b{school}\b", told)]


def test_the_csv_has_every_row_and_no_number_for_what_is_hidden(report):
    told = list(csv.DictReader(io.StringIO(insights_page.as_csv(report))))
    assert told[0]["conversations"] == str(report.conversations)
    for table in report.tables:
        mine = [row for row in told if row["table"] == table.name]
        numbers = {row["row"]: int(row["conversations"]) for row in mine if row["reading"] != "hidden"}
        assert numbers == {row.id: row.count for row in table.rows}
        assert [row["title"] for row in mine if row["reading"] == "hidden" and row["conversations"] == ""] == list(table.hidden)
        assert {row["row"] for row in mine if row["reading"] == "at least"} == {row.id for row in table.rows if row.at_least}


def test_jobs_without_a_number_are_named_as_those_we_hear_little_of(report, store):
    text = insights_page.page(report, store)
    unheard = text[text.index('id="unheard"'):text.index('id="who"')]
    numbered = {row.id for table in report.tables if table.name == "jobs" for row in table.rows}
    for job in random.Random(1).sample(store.all("roles"), 20):
        title = job.title[0].upper() + job.title[1:]
        assert (re.search(rf"(?:>|, ){re.escape(title)}(?:,|<)", unheard) is None) is (f"job:{job.id}" in numbered), job.id


def test_where_jobs_cannot_be_shown_the_page_says_why(people, database, store):
    for number in range(40):
        talk(people, number, school="hill", roles=["school-cook"])
    text = insights_page.page(insights.report(database, store, AUTUMN), store)
    assert store.phrase("insights-no-jobs") in text and 'id="unheard"' not in text
