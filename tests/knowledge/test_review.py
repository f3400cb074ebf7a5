"""What an editor may want to look at again: each point with its line, and nothing that is about then."""
from __future__ import annotations

import datetime

import pytest

from knowledge import content as reading
from knowledge.review import SORTS, review, summary

TODAY = datetime.date(2026, 9, 20)
ANSWER = {"id": "q-cook", "topic": "become-role", "question": "What does a cook do?", "answer": "A cook makes the meals. They keep food safe.", "sources": ["a-page"]}


def found(content, sort: str) -> list[str]:
    return [point.text for point in review(reading.read(content.write()), TODAY) if point.sort == sort]


def only(content, sort: str) -> str:
    [text] = found(content, sort)
    return text


def test_sound_and_fresh_content_has_no_points(content):
    content.kinds["open_questions"] = [ANSWER]
    assert review(reading.read(content.write()), TODAY) == []


@pytest.fixture
def second_page(content):
    """A second source, on which one qualification rests alone."""
    content.kinds["sources"].append({**content.first("sources"), "id": "b-page"})
    content.first("qualifications")["sources"] = ["b-page"]
    return content.kinds["sources"][1]


def test_a_fact_checked_long_ago(content, second_page):
    second_page["checked"] = "2019 (old page)"
    assert only(content, "old") == (
        "qualifications.yml line 17: qualifications 'food-safety': checked no later than 2019-12-31. Check it again."
    )


def test_a_fact_is_as_old_as_its_newest_source(content, second_page):
    second_page["checked"] = "2019"
    content.first("qualifications")["sources"].append("a-page")
    assert found(content, "old") == []


@pytest.mark.parametrize(
    "change", [{"closed": "2020", "closed_reason": "It ended."}, {"offered": False, "closed_reason": "It ended."}]
)
def test_what_is_about_then_does_not_grow_old(content, second_page, change):
    second_page["checked"] = "2019"
    content.first("qualifications").update(change)
    assert found(content, "old") == []


def test_what_closes_later_is_about_now(content, second_page):
    second_page["checked"] = "2019"
    content.first("qualifications").update({"closed": "2027", "closed_reason": "It will end."})
    assert len(found(content, "old")) == 1


def test_a_figure_is_of_its_year(content, second_page):
    content.first("qualifications")["sources"] = ["a-page"]
    second_page["checked"] = "2009"
    content.kinds["statistics"] = [{"id": "s1", "value": "5", "meaning": "Five.", "year": 2009, "sources": ["b-page"]}]
    assert found(content, "old") == []


def test_a_fact_whose_sources_have_no_date(content, second_page):
    second_page["checked"] = "undated (old page)"
    assert "food-safety': no source says when it was checked. Find one with a date." in only(content, "undated")


def test_a_source_without_a_date_that_is_used_once(content, second_page):
    second_page["checked"] = "undated"
    assert "sources 'b-page': it has no date, and one record rests on it" in only(content, "single")
    content.first("groups")["sources"].append("b-page")
    assert found(content, "single") == []


def test_low_confidence(content):
    content.first("roles")["confidence"] = "low"
    assert "roles 'school-cook': its confidence is low. Find a better source." in only(content, "low")


@pytest.mark.parametrize(
    "answer, said",
    [
        ("Educational organisations characteristically necessitate comprehensive administrative documentation regularly.", "it reads easily from age"),
        ("You can " + "go and " * 10 + "stop. That is all.", "a sentence has 23 words. Make it two."),
    ],
)
def test_an_answer_that_is_hard_to_read(content, answer, said):
    content.kinds["open_questions"] = [{**ANSWER, "answer": answer}]
    assert said in only(content, "hard") and "open_questions.yml line" in only(content, "hard")


@pytest.mark.parametrize(
    "one, other", [("lunch lady", "lunch ladies"), ("lunchtime helper", "lunch-time helper"), ("cook & cleaner", "cook and cleaner")]
)
def test_names_that_are_nearly_the_same(content, one, other):
    content.kinds["roles"][0]["aliases"] = [one]
    content.kinds["roles"][1]["aliases"] = [other]
    text = only(content, "alike")
    assert f"'{other}' is nearly '{one}' of 'school-cook' in roles.yml line" in text


@pytest.mark.parametrize("one, other", [("class helper", "glass helper"), ("level 2", "level 3"), ("bus", "bu")])
def test_names_that_are_not(content, one, other):
    content.kinds["roles"][0]["aliases"] = [one]
    content.kinds["roles"][1]["aliases"] = [other]
    assert found(content, "alike") == []


def test_names_with_a_question_to_choose_by_may_be_nearly_the_same(content):
    content.kinds["roles"][0]["aliases"] = ["chef", "cook"]
    content.kinds["roles"][1]["aliases"] = ["chefs"]
    assert found(content, "alike") == []


def test_a_name_and_its_plural_in_one_record_are_fine(content):
    content.kinds["roles"][0]["aliases"] = ["cook", "cooks"]
    assert found(content, "alike") == []


def test_an_open_qualification_that_leads_to_one_that_ended(content):
    old = {**content.first("qualifications"), "id": "old", "former_ids": [], "title": "Old", "closed": "2020", "closed_reason": "It ended."}
    content.kinds["qualifications"].append(old)
    content.first("qualifications")["progression_to"] = ["old"]
    assert "'old' ended (2020) and has no successor. Lead to one that is open." in only(content, "ended")
    old["replaced_by"] = ["food-safety"]
    assert found(content, "ended") == []


def test_a_closed_qualification_may_lead_to_one_that_ended(content):
    old = {**content.first("qualifications"), "id": "old", "former_ids": [], "title": "Old", "closed": "2020", "closed_reason": "It ended."}
    content.kinds["qualifications"].append(old)
    content.first("qualifications").update({"progression_to": ["old"], "closed": "2021", "closed_reason": "It ended."})
    assert found(content, "ended") == []


def test_the_summary_counts_each_sort(content, second_page):
    second_page["checked"] = "undated"
    points = review(reading.read(content.write()), TODAY)
    assert summary(points) == [f"{SORTS['undated']}: 1", f"{SORTS['single']}: 1"]
