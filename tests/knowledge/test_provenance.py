"""The public pages of what the guide knows: whole, honest, safe, and readable without a script."""
from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from knowledge import provenance
from knowledge.content import CONTENT, read
from knowledge.provenance import AS_FILES, SAYS, Links, day_words, pages
from knowledge.records import KINDS, Fact, Phrase
from knowledge.store import Store

TODAY = datetime.date(2026, 9, 20)
TEMPLATES = Path(provenance.__file__).parent / "templates"
VOID = {"meta", "link", "br", "img", "input", "hr"}


def words() -> dict[str, Phrase]:
    """The words of the pages, as an editor wrote them."""
    written = yaml.safe_load((CONTENT / "words_knowledge.yml").read_text(encoding="utf-8"))["phrases"]
    return {phrase["id"]: Phrase(**phrase) for phrase in written}


def store_of(content) -> Store:
    """A knowledge base of the records at hand, without a database."""
    records = {kind: {} for kind in KINDS}
    former = {}
    for entry in read(content.write()):
        records[entry.kind][entry.record.id] = entry.record
        former.update({(entry.kind, name): entry.record.id for name in entry.record.former_ids})
    return Store(Path("none"), {**records, "phrases": words()}, former, "b123")


def made(content, links=Links()) -> dict[str, str]:
    return pages(store_of(content), TODAY, links)


class Reading(HTMLParser):
    """A page as a reader with no eyes meets it: headings, ids, links, text; and whether its tags close."""

    def __init__(self, page: str):
        super().__init__()
        self.open, self.headings, self.ids, self.links, self.text, self.tags = [], [], [], [], "", []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.ids += [value for name, value in attributes if name == "id"]
        self.links += [value for name, value in attributes if name == "href"]
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data + " "


def article(page: str, id: str) -> str:
    """One record of a page, as HTML on one line."""
    return " ".join(page.split(f'<article id="{id}">')[1].split("</article>")[0].split())


def test_there_is_a_page_for_each_kind_of_fact_and_one_of_sources(content):
    assert made(content).keys() == {"index", "groups", "qualification_types", "roles", "qualifications", "sources"}


def test_every_kind_of_fact_has_a_name_and_says_something():
    facts = {kind for kind in KINDS if issubclass(KINDS[kind], Fact)}
    assert facts <= SAYS.keys() <= KINDS.keys()
    assert {f"knowledge-kind-{kind}" for kind in facts} <= words().keys()
    for kind, fields in SAYS.items():
        assert set(fields) <= KINDS[kind].__fields__.keys(), kind


def test_the_first_page_counts(content):
    content.first("qualifications")["confidence"] = "low"
    content.first("roles").update({"closed": "2012", "closed_reason": "It ended."})
    content.kinds["sources"].append({**content.first("sources"), "id": "b-page", "checked": "undated (old page)"})
    content.first("groups")["sources"] = ["b-page"]
    text = " ".join(Reading(made(content)["index"]).text.split())
    assert "Today the guide holds 5 facts. They rest on 2 sources." in text
    assert "Facts we are sure of 0 Facts we are fairly sure of 4 Facts we are not sure of 1" in text
    assert (
        "Facts checked in the last 18 months 3 Facts checked longer ago than that 0 "
        "Facts about things that are over 1 Facts whose sources give no date 1"
    ) in text
    assert "Facts we cannot put a date to 1 Facts with weak sources 1" in text
    assert "Jobs in schools 2 1" in text


def test_a_record_says_what_how_sure_and_where_from(content):
    shown = article(made(content)["qualifications"], "food-safety")
    assert "<h2>Food safety</h2> <p>Food safety.</p>" in shown
    assert "<dt>Who it suits</dt><dd>Cooks.</dd>" in shown
    assert "<dt>Began</dt><dd>before 2004</dd>" in shown
    assert "<dt>How sure we are</dt><dd>We are fairly sure of this.</dd>" in shown
    assert '<a href="https://example.org" rel="noopener noreferrer">A page</a>, checked: August 2026</dd>' in shown


def test_a_section_of_a_source_is_named(content):
    assert "A page, The part about cooks</a>" in article(made(content)["roles"], "school-cook")


@pytest.mark.parametrize(
    "checked, said", [("2019 (old page)", "We last checked it more than 18 months ago."), ("undated", "We do not know when it was last checked.")]
)
def test_an_old_fact_says_so(content, checked, said):
    content.first("sources")["checked"] = checked
    assert said in article(made(content)["roles"], "school-cook")


def test_what_is_over_says_when_why_and_what_came_after_and_not_that_it_is_old(content):
    content.first("sources")["checked"] = "2010"
    content.first("roles").update({"opened": "2004-09", "closed": "2012-03-31", "closed_reason": "It was renamed.", "replaced_by": ["kitchen-manager"]})
    shown = article(made(content)["roles"], "school-cook")
    assert "<dt>Began</dt><dd>September 2004</dd>" in shown and "<dt>Ended</dt><dd>31 March 2012</dd>" in shown
    assert "<dt>Why</dt><dd>It was renamed.</dd>" in shown
    assert '<dt>What came after</dt><dd><a href="/knowledge/roles#kitchen-manager">Kitchen manager</a></dd>' in shown
    assert "18 months" not in shown


def test_what_has_not_begun_or_not_ended_says_so(content):
    content.first("qualifications").update({"opened": "2027", "closed": "2030", "closed_reason": "It will end."})
    shown = article(made(content)["qualifications"], "food-safety")
    assert "<dt>Ends</dt><dd>2030</dd>" in shown
    content.first("qualifications").update({"closed": None, "closed_reason": None})
    assert "<dt>Begins</dt><dd>2027</dd>" in article(made(content)["qualifications"], "food-safety")


def test_a_former_id_is_an_anchor_too(content):
    ids = Reading(made(content)["qualifications"]).ids
    assert {"food-safety", "old-food-safety"} <= set(ids) and len(ids) == len(set(ids))


def test_what_an_editor_writes_is_text_and_never_html(content):
    content.first("roles")["title"] = "<script>alert(1)</script>"
    content.first("sources").update({"title": '"><b>x', "url": "javascript:alert(1)"})
    for page in made(content).values():
        assert "<script" not in page and "<b>" not in page and "javascript:" not in page


@pytest.mark.parametrize("links", [Links(), AS_FILES], ids=["served", "files"])
def test_every_link_within_the_pages_leads_somewhere(content, links):
    shown = made(content, links)
    read_pages = {links.to(name): Reading(page) for name, page in shown.items()}
    for address, page in read_pages.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            if target in ("", *read_pages):
                assert not anchor or anchor in read_pages[target or address].ids, link
            else:
                assert target in (links.style, links.guide) or target.startswith("https://example.org"), link


def test_pages_are_sound_for_people_who_hear_them_or_have_no_mouse(content):
    for name, page in made(content).items():
        shown = Reading(page)
        assert shown.tags[0] == ("html", {"lang": "en-GB"})
        assert shown.headings[0] == "h1" and shown.headings.count("h1") == 1 and "h3" not in shown.headings, name
        first_link = next(attributes for tag, attributes in shown.tags if tag == "a")
        assert first_link["href"] == "#main" and "main" in shown.ids
        assert [tag for tag, _ in shown.tags].count("main") == 1
        for tag, attributes in shown.tags:
            assert tag != "script" and "style" not in attributes and not any(key.startswith("on") for key in attributes), name
            assert tag != "th" or attributes["scope"] in ("col", "row")
        assert "<style" not in page


def test_the_pages_are_the_same_from_the_same_content_on_the_same_day(content):
    assert made(content) == made(content)


def test_every_phrase_of_the_templates_is_there():
    known = words()
    for path in TEMPLATES.glob("knowledge*.j2"):
        for said in re.findall(r"say\('([a-z-]+)'[,)]", path.read_text(encoding="utf-8")):
            assert said in known, f"{path.name}: {said}"


@pytest.mark.parametrize(
    "text, said",
    [("2026-08", "August 2026"), ("2024-09-01", "1 September 2024"), ("2009", "2009"), ("2025-26", "2025-26"), ("undated", "undated"), ("2002,", "2002,")],
)
def test_dates_are_written_as_people_write_them(text, said):
    assert day_words(text) == said


def test_the_pages_of_the_project_can_be_made(store):
    shown = pages(store, TODAY)
    assert {"index", "roles", "qualifications", "sources"} <= shown.keys()
    for name, page in shown.items():
        ids = Reading(page).ids
        assert len(ids) == len(set(ids)), name
