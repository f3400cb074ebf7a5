"""What `fivesteps knowledge check` refuses, each with file, record and remedy."""
from __future__ import annotations

import pytest

from knowledge import content as reading
from knowledge.check import problems


def found(content) -> list[str]:
    return problems(reading.read(content.write()))


def only(content) -> str:
    """The one problem there is."""
    [problem] = found(content)
    return problem


def test_sound_content_has_no_problems(content):
    assert found(content) == []


def test_the_content_of_the_project_has_no_problems():
    assert problems(reading.read()) == []


def test_a_source_that_is_not_there(content):
    content.first("qualifications")["sources"] = ["no-such-page"]
    assert only(content) == (
        "qualifications.yml: qualifications 'food-safety': the source 'no-such-page' is not in the sources files. "
        "Add it there, or correct the id."
    )


@pytest.mark.parametrize(
    "kind, change, named",
    [
        ("qualifications", {"roles": ["no-such-job"]}, "roles: there is no 'no-such-job' among the roles"),
        ("qualifications", {"topics": ["no-such-topic"]}, "topics: there is no 'no-such-topic' among the topics"),
        ("qualifications", {"type": "qt_none"}, "type: there is no 'qt_none' among the qualification_types"),
        ("qualifications", {"progression_to": ["gone"]}, "progression_to: there is no 'gone' among the qualifications"),
        ("roles", {"group": "no-group"}, "group: there is no 'no-group' among the groups"),
        ("roles", {"duties": ["fly"]}, "duties: there is no 'fly' among the duties"),
        ("duties", {"topics": ["flying"]}, "topics: there is no 'flying' among the topics"),
        ("aliases", {"refs": ["role:school-cook", "role:nobody"]}, "'role:nobody' points at nothing"),
        ("aliases", {"refs": ["job:school-cook"]}, "'job:school-cook' points at nothing"),
    ],
)
def test_a_reference_to_nothing(content, kind, change, named):
    content.first(kind).update(change)
    problem = only(content)
    assert problem.startswith(f"{kind}.yml: {kind} '{content.first(kind)['id']}'") and named in problem
    assert problem.rstrip(".").split(". ")[-1].split()[0] in ("Correct", "Write")


@pytest.mark.parametrize(
    "change, named",
    [
        ({"duties": ["fly"]}, "no 'fly' among the duties"),
        ({"roles": ["pilot"]}, "no 'pilot' among the roles"),
        ({"held": ["licence"]}, "no 'licence' among the qualifications"),
        ({"bridge": {"what": "Do it.", "time": "Soon", "cost": "Free", "ref": "nowhere"}}, "bridge 'nowhere' is no record"),
    ],
)
def test_an_entry_rule_that_points_at_nothing(content, change, named):
    content.first("qualifications")["entry"][0].update(change)
    assert named in only(content)


def test_a_word_that_names_two_things_with_no_way_to_choose(content):
    content.kinds["roles"][1]["aliases"] = ["cook"]
    problem = only(content)
    assert "'cook' also names 'school-cook'" in problem and "aliases.yml with a question to choose by" in problem


def test_a_word_that_names_two_things_may_stand_with_a_question(content):
    for role in content.kinds["roles"]:
        role["aliases"] = ["chef"]
    assert found(content) == []


def test_closed_with_no_successor_or_reason(content):
    content.first("qualifications")["closed"] = "2020"
    problem = only(content)
    assert "it is closed, but nothing says what came after" in problem and "Give replaced_by or closed_reason" in problem


@pytest.mark.parametrize("why", [{"closed_reason": "It ended."}, {"replaced_by": ["food-safety"]}])
def test_closed_with_a_successor_or_reason(content, why):
    content.first("qualifications").update({"closed": "2020", **why})
    assert found(content) == []


def test_no_longer_offered_with_no_reason(content):
    content.first("qualifications")["offered"] = False
    assert "no longer offered" in only(content)


def test_a_qualification_with_no_opening_date(content):
    del content.first("qualifications")["opened"]
    problem = only(content)
    assert "nothing says when it began" in problem and "before-2004" in problem


def test_a_thing_that_closes_before_it_opens(content):
    content.first("qualifications").update({"opened": "2020", "closed": "2019", "closed_reason": "It ended."})
    assert "closes before it opens" in only(content)


def test_two_records_with_one_id(content):
    content.kinds["roles"].append({**content.first("roles"), "title": "Another cook", "aliases": []})
    problem = only(content)
    assert "the id 'school-cook' is also used in roles.yml" in problem and "Merge the two, or rename one" in problem


def test_a_former_id_that_another_record_has(content):
    content.kinds["qualifications"].append({**content.first("qualifications"), "id": "other", "title": "Other"})
    assert "the id 'old-food-safety' is also used" in only(content)


def test_a_former_id_may_be_referred_to(content):
    content.first("qualifications")["progression_to"] = ["old-food-safety"]
    assert found(content) == []
