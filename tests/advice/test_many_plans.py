"""Plans of anybody at all: each document of each is made, opens again, and holds no more than it may."""
from __future__ import annotations

import datetime
import io
import json
from html.parser import HTMLParser

import docx
import icalendar
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from knowledge.advice import documents, sharing
from tests.advice.anybody import anybody

DAY = datetime.date(2026, 11, 22)
SOME = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
# A word that stands in nobody's content, among what breaks pages and files.
SECRET = "zqxsecret"
WORDS = st.sampled_from(["calmer lunches", "<b onclick=x>&amp;{{7*7}}", "\x00\x1b[31m\ud800", "😀 naïve “quotes” \u202e", "a" * 900])


class Parts(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture(scope="module")
def plans(store):
    """A strategy for answers of people who came as far as a plan."""
    options = [r.id for kind in ("qualifications", "informal_options") for r in store.all(kind)]
    points = [p.id for p in store.all("practicalities")]
    measures = [m.id for m in store.all("evaluation_measures")]
    steps = st.fixed_dictionaries({"picked": st.lists(st.sampled_from(options), max_size=6, unique=True)}, optional={
        "practicalities": st.dictionaries(st.sampled_from(points), st.sampled_from(["sorted", "todo", "not-sure", "na"]), max_size=8),
        "agreed": st.fixed_dictionaries({"manager": st.sampled_from(["yes", "not yet", "no", "not asking"])}),
        "intended_change": WORDS,
        "evaluation": st.fixed_dictionaries({"words": WORDS, "measures": st.lists(st.sampled_from(measures), max_size=5, unique=True)}),
        "evidence": st.fixed_dictionaries({"words": WORDS}), "sharing": st.fixed_dictionaries({"words": WORDS}),
        "review": st.fixed_dictionaries({"months": st.sampled_from([3, 6, 12])}),
        "shared": st.lists(st.sampled_from(list(sharing.PRIVATE)), max_size=3, unique=True),
    })
    return st.builds(lambda told, more: {"schema": 1, **told, **more}, anybody(store), steps)


def test_every_document_of_every_plan_is_made_and_opens(store, plans):
    @SOME
    @given(plans)
    def check(answers):
        for copy in documents.COPIES:
            page = documents.render(answers, store, documents.HTML, copy, DAY)[0].decode()
            parts = Parts(page)
            assert not parts.tags & {"script", "b", "img", "iframe"} and not any(name.startswith("on") or name == "style" for name in parts.attributes)
            assert docx.Document(io.BytesIO(documents.render(answers, store, documents.WORD, copy, DAY)[0])).paragraphs
            assert json.loads(documents.render(answers, store, documents.JSON, copy, DAY)[0])["schema"] == 1
        for copy in documents.COPIES[:2]:
            read = icalendar.Calendar.from_ical(documents.render(answers, store, documents.CALENDAR, copy, DAY)[0])
            ids = [str(event["uid"]) for event in read.walk("vevent")]
            assert ids and len(set(ids)) == len(ids)

    check()


def test_no_document_to_hand_on_holds_what_is_not_ticked(store, plans):
    """A word of a private matter is in none of them; to tick another matter does not bring it."""
    matters = {
        "english_maths": {"qualifications": [{"words": SECRET, "status": "held"}]}, "aim": {"aspiration": {"words": SECRET}, "focus": "new role"},
        "barriers": {"constraints": {"release": "none", "other": [SECRET]}},
    }

    @SOME
    @given(plans, st.sampled_from(list(matters)))
    def check(answers, name):
        answers = {**answers, **matters[name], "need": {"kind": "skill", "topics": []}, "shared": [n for n in answers.get("shared", []) if n != name]}
        for copy in documents.COPIES[1:]:
            for media_type in (documents.HTML, documents.JSON):
                assert SECRET not in documents.render(answers, store, media_type, copy, DAY)[0].decode()
            paper = docx.Document(io.BytesIO(documents.render(answers, store, documents.WORD, copy, DAY)[0]))
            assert SECRET not in paper.element.xml
        assert SECRET not in documents.render(answers, store, documents.CALENDAR, "share", DAY)[0].decode()

    check()


def test_no_document_holds_the_mark_of_the_plan_or_what_was_ticked(store):
    answers = {"schema": 1, "roles": ["school-cook"], "picked": ["coaching"], "mark": SECRET * 3, "shared": ["health"]}
    for media_type in (documents.HTML, documents.JSON, documents.CALENDAR):
        for copy in ("mine", "share"):
            assert SECRET not in documents.render(answers, store, media_type, copy, DAY)[0].decode()
    assert "shared" not in json.loads(documents.render(answers, store, documents.JSON, "mine", DAY)[0])
