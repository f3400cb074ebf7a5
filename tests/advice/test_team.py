"""The page for a team: one job, five headings, then and now; nobody in it, every line with its source, one sheet."""
from __future__ import annotations

import datetime
import json
import re

import pytest

from knowledge.advice import team
from knowledge.store import NotFound
from tests.advice.people import THEN, TODAY

TITLES = ["What you can do yourself", "In your school", "With other schools", "Through the council or trust", "Nationally"]
DAYS = [datetime.date.fromisoformat(day) for day in (TODAY, THEN)]
# Letters that one printed A4 sheet holds, measured with the widest pages: the lines, and the small print of the sources.
SHEET_LINES, SHEET_SOURCES = 4200, 4600


@pytest.fixture(scope="module")
def pages(store):
    """Every page there is: {(role id, day): page}."""
    return {(role.id, day): team.page(role.id, store, day) for day in DAYS for role in store.all("roles") if role.open_on(day)}


def lines(page: dict, heading: str | None = None) -> list[dict]:
    return [line for h in page["headings"] if heading in (None, h["id"]) for line in h["lines"]]


def test_every_job_has_a_page_then_and_now(store, pages):
    assert len(pages) > 130
    for (role, day), page in pages.items():
        assert page["role"]["id"] == role and page["as_of"] == day.isoformat() and page["knowledge"] == store.build


def test_five_headings_each_with_a_line_or_with_plain_words(pages):
    for key, page in pages.items():
        assert [h["title"] for h in page["headings"]] == TITLES
        for heading in page["headings"]:
            assert heading["lines"] or heading["note"], (key, heading["id"])
            assert len(heading["lines"]) <= 6, (key, heading["id"])


def test_every_line_has_words_and_a_source_with_its_date(pages):
    for key, page in pages.items():
        listed = {(source["id"], source["title"]) for source in page["sources"]}
        for line in lines(page):
            assert line["label"] and line["text"].rstrip().endswith((".", "?")), (key, line)
            assert line["sources"] and all(source["checked"] for source in line["sources"]), (key, line)
            assert listed >= {(source["id"], source["title"]) for source in line["sources"]}


def test_no_line_stands_twice(pages):
    for key, page in pages.items():
        said = [(line["kind"], line["id"]) for line in lines(page)]
        assert len(said) == len(set(said)), key


def test_what_is_shown_was_there_on_the_day(store, pages):
    for (role, day), page in pages.items():
        for line in lines(page):
            record = store.get(line["kind"], line["id"])
            if line["kind"] != "good_practices":
                assert record.open_on(day), (role, day, line["id"])
            if line["kind"] == "qualifications":
                assert record.offered and role in record.roles + record.goals + record.statutory_for


def test_what_the_law_asks_comes_first_in_the_school(store, pages):
    [cook] = [page for (role, day), page in pages.items() if role == "school-cook" and day == DAYS[0]]
    first = lines(cook, "school")[0]
    assert first["id"] == "food-safety-l2" and "law" in first["label"]
    for (role, day), page in pages.items():
        for option in store.all("qualifications"):
            if role in option.statutory_for and option.offered and option.open_on(day):
                assert option.id in [line["id"] for line in lines(page, "school")][:3], (role, option.id)


def test_good_practice_is_said_to_be_of_its_years(pages):
    for page in pages.values():
        for line in lines(page):
            assert (line["kind"] == "good_practices") is ("2004 to 2009" in line["label"])


def test_a_body_whose_fate_we_do_not_know_is_not_named_today(store, pages):
    for (role, day), page in pages.items():
        for line in lines(page):
            if line["kind"] == "organisations" and day == DAYS[0]:
                assert "We have not found" not in store.get("organisations", line["id"]).fate, (role, line["id"])
    assert "og40" in [line["id"] for line in lines(pages["science-technician", DAYS[0]])]


def test_no_title_calls_closed_what_was_open_on_the_day(pages):
    for page in pages.values():
        assert not [line["label"] for line in lines(page) if "(closed)" in line["label"] or "(history)" in line["label"]]


def test_a_job_with_no_qualification_is_told_so(pages):
    national = next(h for h in pages["groundsperson", DAYS[0]]["headings"] if h["id"] == "national")
    assert "no qualification made for this job" in national["note"] and national["lines"]


def test_employees_only_rights_are_not_promised_to_volunteers_or_agency_staff(pages):
    volunteer = {line["id"] for line in lines(pages["parent-volunteer", DAYS[0]])}
    supply = {line["id"] for line in lines(pages["supply-ta", DAYS[0]])}
    assert not {"request-time-to-train", "mandatory-training-paid-and-in-time", "school-pays"} & volunteer
    assert "agency-workers-rights" in supply and "request-time-to-train" not in supply


def test_the_page_knows_of_a_job_and_a_day_and_of_nobody(store):
    import inspect

    assert list(inspect.signature(team.page).parameters) == ["role_id", "store", "day"]
    page = team.page("cleaner", store, DAYS[0])
    assert json.dumps(page) == json.dumps(team.page("cleaner", store, DAYS[0]))
    assert "not about any person" in page["note"]


def test_what_the_page_names_by_id_is_known(store):
    for table in (team.NOW, team.THEN):
        for kind, name in (pair for pairs in table.values() for pair in pairs):
            assert store.find(kind, name), name
    roles = {role.id for role in store.all("roles")}
    for table in (team.ONLY_FOR, team.NOT_FOR, team.BODIES_THEN):
        assert {role for names in table.values() for role in names} <= roles
    groups = {group.id for group in store.all("groups")}
    for ideas in team.IDEAS.values():
        assert set(ideas) <= groups | {""} and all(store.find("good_practices", id) for id in ideas.values())


def test_a_job_goes_by_other_names_and_an_unknown_one_names_the_nearest(store):
    assert team.find_role("Site Manager", store).id == "site-manager"
    assert team.find_role("school transport escort", store).id == "passenger-assistant"
    with pytest.raises(NotFound, match="school-cook"):
        team.find_role("school-cok", store)


def test_a_job_that_was_not_there_on_the_day_is_said(store):
    with pytest.raises(team.NotThen, match="1 January 2010"):
        team.page("elsa", store, DAYS[1])


class TestOnPaper:
    def test_it_fits_on_one_sheet(self, pages):
        for key, page in pages.items():
            assert sum(len(line["label"] + line["text"] + (line["check"] or "")) for line in lines(page)) <= SHEET_LINES, key
            assert sum(len(source["title"] + source["checked"]) + 12 for source in page["sources"]) <= SHEET_SOURCES, key

    def test_it_is_one_whole_page_with_a_heading_for_each_part(self, store, pages):
        html = team.html(pages["teaching-assistant", DAYS[0]], store)
        assert html.startswith("<!doctype html>") and '<html lang="en-GB">' in html and "size: A4" in html
        assert re.findall(r"<h2>(.*?)</h2>", html)[:5] == TITLES and html.count("<h1>") == 1
        assert "<script" not in html and "http-equiv" not in html

    def test_every_number_of_a_source_leads_to_it(self, store, pages):
        html = team.html(pages["school-cook", DAYS[1]], store)
        assert set(re.findall(r'href="#(s\d+)"', html)) == set(re.findall(r'id="(s\d+)"', html))

    def test_it_escapes_everything(self, store, pages):
        page = json.loads(json.dumps(pages["cleaner", DAYS[0]]))
        bad = '<script>alert("x")</script>&'
        for part in [page, page["headings"][0], *lines(page), *page["sources"]]:
            for key in ("title", "note", "label", "text", "check", "checked"):
                if key in part:
                    part[key] = bad
        for source in [*page["sources"], *(source for line in lines(page) for source in line["sources"])]:
            source.update(title=bad, checked=bad, url='javascript:alert("x")')
        page["sources"] = page["sources"][:1]
        for line in lines(page):
            for source in line["sources"]:
                source["id"] = page["sources"][0]["id"]
        html = team.html(page, store)
        assert "<script>" not in html and "&lt;script&gt;" in html and "javascript:" not in html
