"""The plan as page, data, Word document and calendar: each opens, and hostile words stay words."""
from __future__ import annotations

import datetime
import io
import json
from html.parser import HTMLParser

import docx
import icalendar
import pytest

from knowledge.advice import documents, plan
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


def test_a_page_shows_hostile_words_as_words(store):
    page = rendered(store, documents.HTML, intended_change=HOSTILE, evaluation={"words": HOSTILE}).decode()
    read = Tags(page)
    assert not {"script", "img"} & set(read.tags) and not any(name.startswith("on") for name, _ in read.attributes)
    assert " ".join(read.words).count(HOSTILE) == 2 and "&lt;script&gt;" in page


def test_a_page_says_what_language_it_is_in_and_has_one_heading(store):
    read = Tags(rendered(store, documents.HTML).decode())
    assert ("lang", "en-GB") in read.attributes and read.tags.count("h1") == 1
    assert all(value.startswith("http") for name, value in read.attributes if name == "href")


def test_a_page_gives_every_step_its_day_and_every_source_its_check(store):
    page = rendered(store, documents.HTML).decode()
    made = plan.build(answers(), store, DAY)
    assert all(documents.day(step["when"]) in page for step in made["next_steps"]) and page.count("checked:") == len(made["sources"])


def test_data_is_the_plan_itself(store):
    assert json.loads(rendered(store, documents.JSON, intended_change=HOSTILE)) == plan.build(answers(intended_change=HOSTILE), store, DAY)


@pytest.mark.parametrize("copy", [plan.MINE, plan.SHARE])
def test_a_word_document_opens_and_holds_the_plan(store, copy):
    document = docx.Document(io.BytesIO(rendered(store, documents.WORD, copy, intended_change=HOSTILE)))
    made = plan.build(answers(intended_change=HOSTILE), store, DAY, copy)
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert all(option["title"] in headings for option in made["options"])
    assert [row.cells[0].text for row in document.tables[0].rows[1:]] == [step["what"] for step in made["next_steps"]]
    assert (HOSTILE in "\n".join(p.text for p in document.paragraphs)) is (copy == plan.MINE)
    assert document.core_properties.author == ""


def test_the_shared_word_document_leaves_off_what_is_private(store):
    document = docx.Document(io.BytesIO(rendered(store, documents.WORD, plan.SHARE)))
    text = "\n".join([p.text for p in document.paragraphs] + [c.text for row in document.tables[0].rows for c in row.cells]).lower()
    assert "maths" not in text.split(documents_sources_heading(store))[0] and "teaching assistant" not in text.split(documents_sources_heading(store))[0]


def documents_sources_heading(store) -> str:
    return store.phrase("plan-sources").lower()


def test_a_calendar_has_a_day_for_every_step_and_review(store):
    calendar = icalendar.Calendar.from_ical(rendered(store, documents.CALENDAR))
    made = plan.build(answers(), store, DAY)
    events = [(str(event["summary"]), event.decoded("dtstart").isoformat()) for event in calendar.walk("vevent")]
    assert events == [(row["what"], row["when"]) for row in made["next_steps"] + made["reviews"]]
    assert all(isinstance(event.decoded("dtstart"), datetime.date) and event["uid"] for event in calendar.walk("vevent"))


@pytest.mark.parametrize("media_type", [documents.HTML, documents.JSON, documents.CALENDAR])
def test_the_same_answers_on_the_same_day_give_the_same_file(store, media_type):
    assert rendered(store, media_type) == rendered(store, media_type)


@pytest.mark.parametrize("media_type", documents.MEDIA_TYPES)
def test_a_plan_of_almost_nothing_can_be_made_in_every_form(store, media_type):
    assert documents.render({"schema": 1}, store, media_type, plan.MINE, DAY)[0]


def test_a_form_nobody_makes_is_refused_with_those_there_are(store):
    with pytest.raises(ValueError, match="text/html, application/json"):
        documents.render(answers(), store, "image/png", plan.MINE, DAY)
