"""The plan as page, data, Word document and calendar: each opens, and hostile words stay words."""
from __future__ import annotations

import datetime
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import docx
import icalendar
import pytest
from docx.oxml.ns import qn

from knowledge.advice import documents, plan, plan_word
from tests.advice.test_plan import DAY, answers

HOSTILE = '<script>alert("1")</script> & <img src=x onerror=alert(1)> {{ 7*7 }}'


def rendered(store, media_type: str, copy: str = plan.MINE, **more) -> bytes:
    content, content_type, name = documents.render(answers(**more), store, media_type, copy, DAY)
    assert content_type.startswith(media_type) and name.startswith("five-steps-plan")
    return content


class Tags(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


def read_in(paper: bytes) -> str:
    """Everything a Word document says, in its paragraphs and its tables."""
    document = docx.Document(io.BytesIO(paper))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def events(calendar: bytes) -> list:
    return icalendar.Calendar.from_ical(calendar).walk("vevent")


class TestPage:
    def test_hostile_words_are_shown_as_words(self, store):
        page = rendered(store, documents.HTML, intended_change=HOSTILE, evaluation={"words": HOSTILE}).decode()
        read = Tags(page)
        assert not {"script", "img"} & set(read.tags) and not any(name.startswith("on") for name, _ in read.attributes)
        # On the sheet and again below it, each of the two.
        assert " ".join(read.words).count(HOSTILE) == 4 and "&lt;script&gt;" in page

    def test_it_says_what_language_it_is_in_and_its_headings_are_in_order(self, store):
        read = Tags(rendered(store, documents.HTML).decode())
        levels = [int(tag[1]) for tag in read.tags if tag in ("h1", "h2", "h3", "h4")]
        assert ("lang", "en-GB") in read.attributes and levels.count(1) == 1 and levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:]))
        assert all(value.startswith("http") for name, value in read.attributes if name == "href")

    def test_every_header_cell_says_what_it_heads(self, store):
        read = Tags(rendered(store, documents.HTML).decode())
        assert read.tags.count("th") == len([1 for name, value in read.attributes if (name, value) == ("scope", "col")]) == 4

    def test_it_gives_every_step_its_day_and_a_box_and_every_source_its_check(self, store):
        page, made = rendered(store, documents.HTML).decode(), plan.build(answers(), store, DAY)
        assert all(documents.day(step["when"]) in page for step in made["next_steps"]) and page.count('class="box"') == len(made["next_steps"])
        below = page.split('<details class="more">')[1]
        assert below.count("checked:") == len(made["sources"])

    def test_nothing_of_it_is_left_out_for_want_of_room(self, store):
        long = "I would know what to do when it gets loud. " * 20
        below = rendered(store, documents.HTML, intended_change=long, evaluation={"words": long}).decode().split('<details class="more">')
        assert below[1].count(long.strip()) >= 2 and long.strip() not in below[0] and "…" in below[0]

    def test_a_step_whose_day_is_over_says_so(self, store):
        late = DAY + datetime.timedelta(weeks=20)
        given = {**answers(), "made": DAY.isoformat()}
        page = documents.render(given, store, documents.HTML, plan.MINE, late)[0].decode()
        assert store.phrase("plan-over") in page and store.phrase("plan-over") not in rendered(store, documents.HTML).decode()


class TestNoChoice:
    def test_one_s_own_copy_says_that_nothing_is_chosen_yet(self, store):
        assert store.phrase("plan-no-options") in rendered(store, documents.HTML, picked=[]).decode()

    @pytest.mark.parametrize("media_type", [documents.HTML, documents.JSON, documents.WORD])
    def test_a_copy_to_share_says_the_same_where_there_is_none_and_where_it_is_hidden(self, store, media_type):
        hidden, none = [rendered(store, media_type, plan.SHARE, picked=picked) for picked in (["functional-skills-l2"], [])]
        if media_type == documents.WORD:
            assert read_in(hidden) == read_in(none)
        else:
            hidden, none = [text.decode() for text in (hidden, none)]
            assert hidden == none and "chosen" not in hidden


class TestAfterALookBack:
    def looked(self, **how) -> dict:
        on = (DAY + datetime.timedelta(weeks=6)).isoformat()
        return {**answers(), "made": DAY.isoformat(), "looked": [{"on": on, "look": "six-weeks", "outcome": None, "used": "no", "why": "rv-no-chance", **how}]}

    def test_what_is_left_has_dates_to_come_and_what_was_before_is_set_apart(self, store):
        made, before = plan.build(self.looked(), store, DAY), plan.build({**answers(), "made": DAY.isoformat()}, store, DAY)
        on = self.looked()["looked"][0]["on"]
        assert made["next_steps"] and all(row["when"] > on for row in made["next_steps"] + made["reviews"])
        now = {row["what"] for row in made["next_steps"]}
        assert made["earlier_steps"] == [row for row in before["next_steps"] if row["when"] <= on and row["what"] not in now] != []
        page = documents.render(self.looked(), store, documents.HTML, plan.MINE, DAY + datetime.timedelta(weeks=6))[0].decode()
        assert store.phrase("plan-earlier") in page and store.phrase("plan-over") not in page.split(store.phrase("plan-earlier"))[0]

    def test_the_copy_to_share_tells_of_no_look_back(self, store):
        assert plan.build(self.looked(), store, DAY, plan.SHARE) == plan.build({**answers(), "made": DAY.isoformat()}, store, DAY, plan.SHARE)


def test_data_is_the_plan_itself(store):
    made = json.loads(rendered(store, documents.JSON, intended_change=HOSTILE))
    assert made == plan.build(answers(intended_change=HOSTILE), store, DAY) and made["schema"] == 1


def test_what_the_plan_holds_is_written_down(store):
    page = (Path(__file__).resolve().parents[2] / "docs" / "plan.md").read_text(encoding="utf-8")
    table = page.split("## The data")[1].split("## The calendar")[0]
    named = {key for row in re.findall(r"^\| (`.+?`) \|", table, re.M) for key in re.findall(r"`(\w+)`", row)}
    assert named == set(plan.build(answers(), store, DAY))
    assert set(re.findall(r"^\| `(\w+)` \|", page.split("## Two copies")[1].split("## Over HTTP")[0], re.M)) == set(plan.PRIVATE)


class TestWord:
    @pytest.mark.parametrize("copy", [plan.MINE, plan.SHARE])
    def test_it_holds_the_plan_and_leaves_room_for_the_rest(self, store, copy):
        paper = rendered(store, documents.WORD, copy, intended_change=HOSTILE)
        document, made = docx.Document(io.BytesIO(paper)), plan.build(answers(intended_change=HOSTILE), store, DAY, copy)
        told = read_in(paper)
        assert all(option["title"] in told for option in made["options"]) and all(step["what"] in told for step in made["next_steps"])
        assert (HOSTILE in told) is (copy == plan.MINE)
        settled = {row.cells[0].text: row.cells[2].text for row in document.tables[2].rows[1:]}
        assert {store.phrase(name) for name, _ in plan_word.SETTLED} <= set(settled) and not any(settled.values())
        assert [[cell.text for cell in row.cells][1:] for row in document.tables[-1].rows[1:]] == [["", "", ""], ["", "", ""]]

    def test_what_is_not_known_is_blank_and_not_guessed(self, store):
        document = docx.Document(io.BytesIO(documents.render({"schema": 1}, store, documents.WORD, plan.SHARE, DAY)[0]))
        known = {row.cells[0].text: row.cells[1].text for row in document.tables[2].rows[1:]}
        assert set(known) == {store.phrase(name) for name, _ in plan_word.SETTLED} and not any(known.values())
        assert all(not cell.text for row in document.tables[1].rows[1:] for cell in row.cells)

    def test_it_is_set_for_those_who_have_it_read_out(self, store):
        document = docx.Document(io.BytesIO(rendered(store, documents.WORD)))
        headings = [p.style.name for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
        assert headings[0] == "Title" and set(headings[1:]) == {"Heading 1"}
        assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
        assert {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}

    def test_it_has_a_title_and_no_trace_of_who_or_what_made_it(self, store):
        told = docx.Document(io.BytesIO(rendered(store, documents.WORD))).core_properties
        assert told.title == store.phrase("plan-title") and told.language == "en-GB"
        assert not any((told.author, told.last_modified_by, told.comments, told.keywords, told.subject, told.category))
        assert told.created.date() == told.modified.date() == DAY

    def test_it_is_a4_and_its_rows_are_not_split(self, store):
        document = docx.Document(io.BytesIO(rendered(store, documents.WORD)))
        assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (210, 297)
        assert all("w:cantSplit" in row._tr.xml for table in document.tables for row in table.rows)


class TestSheets:
    STAYING = {"focus": "current", "aspiration": {}, "intended_change": "Lunch would be calmer", "picked": ["coaching"], "agreed": {"manager": "not yet"}}

    @pytest.mark.parametrize("copy", [documents.TALK, documents.REQUEST])
    @pytest.mark.parametrize("media_type", [documents.HTML, documents.JSON, documents.WORD])
    def test_each_is_a_document_of_its_own_with_their_words(self, store, copy, media_type):
        content, _, name = documents.render(answers(**self.STAYING), store, media_type, copy, DAY)
        told = read_in(content) if media_type == documents.WORD else content.decode()
        assert "Lunch would be calmer" in told and name.startswith("five-steps-page" if copy == documents.TALK else "five-steps-request")

    @pytest.mark.parametrize("copy", [documents.TALK, documents.REQUEST])
    def test_where_there_is_nothing_to_put_on_it_it_says_why(self, store, copy):
        content = documents.render(answers(picked=[]), store, documents.HTML, copy, DAY)[0].decode()
        assert store.phrase("sheet-none") in content and store.phrase("sheet-none") in read_in(documents.render(answers(picked=[]), store, documents.WORD, copy, DAY)[0])

    @pytest.mark.parametrize("copy", [documents.TALK, documents.REQUEST])
    def test_it_holds_no_hope_that_was_not_ticked(self, store, copy):
        given = answers(agreed={"manager": "not yet"})
        assert "eaching assistant" not in documents.render(given, store, documents.HTML, copy, DAY)[0].decode()
        assert "eaching assistant" in documents.render({**given, "shared": ["aim"]}, store, documents.HTML, documents.TALK, DAY)[0].decode()

    def test_it_has_no_dates(self, store):
        with pytest.raises(ValueError, match="no dates"):
            documents.render(answers(), store, documents.CALENDAR, documents.TALK, DAY)


class TestCalendar:
    def test_it_has_a_day_for_every_step_and_review(self, store):
        made = plan.build(answers(), store, DAY)
        found = [(str(event["summary"]), event.decoded("dtstart").isoformat()) for event in events(rendered(store, documents.CALENDAR))]
        assert found == [(row["what"], row["when"]) for row in made["next_steps"] + made["reviews"]]

    def test_every_entry_is_whole_and_none_rings(self, store):
        calendar = icalendar.Calendar.from_ical(rendered(store, documents.CALENDAR))
        assert calendar["version"] == "2.0" and calendar["prodid"] and not calendar.walk("valarm")
        for event in calendar.walk("vevent"):
            assert event.decoded("dtend") - event.decoded("dtstart") == datetime.timedelta(days=1) and event["dtstamp"] and event["description"]

    def test_the_entries_of_two_people_never_clash_and_tell_nobody_apart(self, store):
        one, other = [documents.render({**answers(), "mark": mark}, store, documents.CALENDAR, plan.MINE, DAY)[0] for mark in ("a" * 32, "b" * 32)]
        ids = [{str(event["uid"]) for event in events(calendar)} for calendar in (one, other)]
        assert not ids[0] & ids[1] and all(re.fullmatch(r"[0-9a-f]{32}", id) for id in ids[0] | ids[1]) and "a" * 32 not in one.decode()

    def test_the_two_copies_of_a_plan_stand_beside_each_other_in_a_calendar(self, store):
        mine, share = [{str(event["uid"]) for event in events(rendered(store, documents.CALENDAR, copy))} for copy in (plan.MINE, plan.SHARE)]
        assert mine and share and not mine & share

    def test_an_entry_keeps_its_name_when_its_date_moves(self, store):
        first, moved = [
            {str(event["summary"]): (str(event["uid"]), event.decoded("dtstart")) for event in events(documents.render(
                {**answers(), "mark": "a" * 32, "review": {"months": months}}, store, documents.CALENDAR, plan.MINE, DAY)[0])}
            for months in (3, 12)
        ]
        look = store.phrase("review-full")
        assert first[look][0] == moved[look][0] and first[look][1] != moved[look][1]

    def test_at_work_one_s_own_dates_show_that_there_is_something_and_not_what(self, store):
        for copy, expected in ((plan.MINE, "PRIVATE"), (plan.SHARE, "PUBLIC")):
            assert {str(event["class"]) for event in events(rendered(store, documents.CALENDAR, copy))} == {expected}


class TestHelper:
    def test_every_document_speaks_of_the_member_and_names_nobody(self, store):
        given = answers(**{"for": "member", "helper": "rep"})
        for content in (rendered(store, documents.HTML, **{"for": "member"}).decode(), read_in(rendered(store, documents.WORD, plan.SHARE, **{"for": "member"}))):
            assert "the member" in content and "What the member" in content and "My plan" not in content
        assert json.loads(documents.render(given, store, documents.JSON, plan.SHARE, DAY)[0])["for"] == "member"


@pytest.mark.parametrize("media_type", [documents.HTML, documents.JSON, documents.CALENDAR])
def test_the_same_answers_on_the_same_day_give_the_same_file(store, media_type):
    assert rendered(store, media_type) == rendered(store, media_type)


@pytest.mark.parametrize("media_type", documents.MEDIA_TYPES)
def test_a_plan_of_almost_nothing_can_be_made_in_every_form(store, media_type):
    assert documents.render({"schema": 1}, store, media_type, plan.MINE, DAY)[0]


def test_a_form_nobody_makes_is_refused_with_those_there_are(store):
    with pytest.raises(ValueError, match="text/html, application/json"):
        documents.render(answers(), store, "image/png", plan.MINE, DAY)
    with pytest.raises(ValueError, match="mine, share, talk, request"):
        documents.render(answers(), store, documents.HTML, "all", DAY)


@pytest.mark.parametrize("media_type", documents.MEDIA_TYPES)
def test_what_no_document_can_hold_is_dropped_and_the_rest_stays(store, media_type):
    said = "calm\x00er \ud83d\ufffe lunch\x0b times \U0001f642"
    content = rendered(store, media_type, intended_change=said, evaluation={"words": said}, focus="current", aspiration={})
    told = read_in(content) if media_type == documents.WORD else content.decode().replace("\r\n ", "")
    assert "calmer  lunch times \U0001f642" in told
