"""What `fivesteps knowledge check` refuses, each with file, line, record and remedy."""
from __future__ import annotations

import re

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
        "qualifications.yml line 18: qualifications 'food-safety': sources: the source 'no-such-page' is not in the sources files. "
        "Add it there, or correct the id."
    )


def test_a_source_that_nothing_rests_on(content):
    content.kinds["sources"].append({**content.first("sources"), "id": "b-page"})
    assert "sources 'b-page': nothing rests on this source. Name it in the record it supports, or take it out." in only(content)


def test_a_source_under_its_former_id_is_in_use(content):
    content.kinds["sources"].append({**content.first("sources"), "id": "b-page", "former_ids": ["an-old-page"]})
    content.first("roles")["sources"].append("an-old-page#Some part")
    assert found(content) == []


@pytest.mark.parametrize(
    "kind, change, named",
    [
        ("qualifications", {"roles": ["no-such-job"]}, "roles: there is no 'no-such-job' among the roles"),
        ("qualifications", {"topics": ["no-such-topic"]}, "topics: there is no 'no-such-topic' among the topics"),
        ("qualifications", {"type": "qt_none"}, "type: there is no 'qt_none' among the qualification types"),
        ("qualifications", {"progression_to": ["gone"]}, "progression_to: there is no 'gone' among the qualifications"),
        ("roles", {"group": "no-group"}, "group: there is no 'no-group' among the groups"),
        ("roles", {"duties": ["fly"]}, "duties: there is no 'fly' among the duties"),
        ("duties", {"topics": ["flying"]}, "topics: there is no 'flying' among the topics"),
        ("qualifications", {"replaced_by": ["gone"]}, "replaced_by: there is no 'gone' among the qualifications"),
        ("qualifications", {"statutory_for": ["school-cok"]}, "Did you mean 'school-cook'?"),
        ("roles", {"replaced_by": ["gone"]}, "replaced_by: there is no 'gone' among the qualifications or rights"),
        ("aliases", {"refs": ["role:school-cook", "role:nobody"]}, "'role:nobody' points at nothing"),
        ("aliases", {"refs": ["school-cook"]}, "'school-cook' points at nothing"),
        ("aliases", {"refs": ["job:school-cook"]}, "'job:school-cook' points at nothing"),
    ],
)
def test_a_reference_to_nothing(content, kind, change, named):
    content.first(kind).update(change)
    problem = only(content)
    field = next(iter(change))
    lines = (content.folder / f"{kind}.yml").read_text().splitlines()
    line = int(problem.split(" line ")[1].split(":")[0])
    # A list stands below its field, and the last of it is what is wrong.
    assert f"{field}:" in lines[line - 1] or change[field][-1] in lines[line - 1]
    assert problem.startswith(f"{kind}.yml line {line}: {kind} '{content.first(kind)['id']}': {field}: ") and named in problem
    assert re.split(r"[.?] ", problem)[-1].split()[0] in ("Correct", "Write")


@pytest.mark.parametrize(
    "change, named",
    [
        ({"duties": ["fly"]}, "no 'fly' among the duties"),
        ({"roles": ["pilot"]}, "no 'pilot' among the roles"),
        ({"held": ["licence"]}, "no 'licence' among the qualifications"),
        ({"bridge": {"what": "Do it.", "time": "Soon", "cost": "Free", "ref": "nowhere"}}, "no 'nowhere' among the qualifications or informal options"),
    ],
)
def test_an_entry_rule_that_points_at_nothing(content, change, named):
    content.first("qualifications")["entry"][0].update(change)
    assert named in only(content) and ": entry." in only(content)


def test_what_a_certificate_counts_for_rests_on_sources_that_are_there(content):
    count = {"purpose": "level", "verdict": "yes", "words": "It counts.", "sources": ["a-page", "gone"]}
    content.first("qualifications")["counts"] = [count]
    assert "counts.sources: the source 'gone' is not in the sources files" in only(content)


def test_a_standards_unit_fits_roles_that_are_there(content):
    content.kinds["unit_groups"] = [{"id": "ug", "title": "Group", "what": "Units.", "sources": ["a-page"]}]
    content.kinds["standards_units"] = [{
        "id": "u1", "code": "1", "title": "Help", "plain": "Help.", "levels": [2], "unit_group": "ug", "sources": ["a-page"],
        "roles": [{"role": "school-cook", "basis": "stated"}, {"role": "nobody", "basis": "stated"}],
    }]
    assert "standards_units 'u1': roles.role: there is no 'nobody' among the roles" in only(content)


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
    lines = content.write().joinpath("qualifications.yml").read_text().splitlines()
    problem = only(content)
    assert "it closes before it opens ('2020', then '2019'). Correct 'opened' or 'closed'." in problem
    assert f"line {1 + next(n for n, line in enumerate(lines) if 'closed:' in line)}:" in problem


@pytest.mark.parametrize(
    "field, part",
    [
        ("entry", {"kind": "age", "strength": "hard", "who_sets": "law", "words": "You are 18", "opened": "2020", "closed": "2019-12"}),
        ("counts", {"purpose": "level", "verdict": "yes", "words": "Yes.", "sources": ["a-page"], "gained_from": "2014-10", "gained_until": "2014-09"}),
    ],
)
def test_a_part_that_ends_before_it_begins(content, field, part):
    content.first("qualifications")[field] = [part]
    assert "closes before it opens" in only(content)


def test_two_records_with_one_id(content):
    content.kinds["roles"].append({**content.first("roles"), "title": "Another cook", "aliases": []})
    problem = only(content)
    lines = (content.folder / "roles.yml").read_text().splitlines()
    first, second = (number for number, line in enumerate(lines, start=1) if line.strip().lstrip("- ") == "id: school-cook")
    assert problem == (
        f"roles.yml line {second}: roles 'school-cook': the id 'school-cook' is also used in roles.yml line {first}. "
        "Merge the two, or rename one."
    )


def test_a_former_id_that_another_record_has(content):
    content.kinds["qualifications"].append({**content.first("qualifications"), "id": "other", "title": "Other"})
    assert "the id 'old-food-safety' is also used in qualifications.yml line" in only(content)


def test_an_id_that_is_the_former_id_of_another_record(content):
    content.kinds["qualifications"].append({**content.first("qualifications"), "id": "old-food-safety", "former_ids": [], "title": "Other"})
    assert "the id 'old-food-safety' is also used" in only(content)


def test_a_former_id_may_be_referred_to(content):
    content.first("qualifications")["progression_to"] = ["old-food-safety"]
    assert found(content) == []
