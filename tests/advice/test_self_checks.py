"""Plain statements for every kind of work: what the answers point at; nothing is scored and nobody is ranked."""
from __future__ import annotations

import datetime
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice import self_checks
from knowledge.advice.self_checks import ANSWERS, check_for, checks_for, lines_of, needs, offer, texts_of
from knowledge.advice.standards_units import units_for

DAY = datetime.date(2026, 11, 22)
# A mark, a rank or a verdict, in any form.
JUDGES = re.compile(r"\b(?:scor\w*|marks? out|points?|percent|per cent|\d+ of \d+|fail\w*|pass\w*|weak\w*|poor|below|rank\w*|grade[sd]?|not ready)\b", re.I)


def answered(lines, **by_number) -> dict:
    """Answers by the number of the line: answered(lines, help=[2, 3], do=[1])."""
    return {lines[number - 1].id: answer.replace("_", "-") for answer, numbers in by_number.items() for number in numbers}


def said(made: dict) -> str:
    return " ".join([made["words"], *(step["what"] for step in made["next"])])


class TestWhichList:
    @pytest.mark.parametrize(
        "roles, expected",
        [
            (["school-cook"], "sc-catering"), (["midday-supervisor"], "sc-midday"), (["teaching-assistant"], "sc-classroom"),
            (["minibus-driver"], "sc-transport"), (["senior-midday-supervisor"], "sc-midday"), (["team-leader-technician"], "sc-science"),
            (["cleaner", "midday-supervisor"], "sc-cleaning"), (["nobody", "cleaner"], "sc-cleaning"), (["hlta"], "sc-hlta"),
        ],
    )
    def test_it_is_the_one_closest_to_the_job_named_first(self, store, roles, expected):
        assert check_for(store, roles).id == expected

    @pytest.mark.parametrize("roles", [[], None, ["data-manager"], ["teacher"], ["wizard"]])
    def test_a_job_without_a_list_has_none(self, store, roles):
        assert check_for(store, roles) is None

    def test_the_other_lists_of_a_job_come_after_it(self, store):
        assert [check.id for check in checks_for(store, ["minibus-driver"])] == ["sc-transport", "sc-site"]

    def test_fifty_jobs_are_no_trouble(self, store):
        roles = [role.id for role in store.all("roles")][:50]
        assert len(checks_for(store, roles)) > 10

    def test_the_everyday_lines_of_english_and_maths_belong_to_no_job(self, store):
        for role in store.all("roles"):
            assert not any(check.subject for check in checks_for(store, [role.id]))


class TestOffer:
    def test_every_job_of_support_staff_is_offered_something(self, store):
        for role in store.all("roles"):
            made = offer(store, [role.id], DAY)
            assert made["lines"] and made["intro"] and made["sources"], role.id

    def test_a_job_with_no_published_standard_gets_its_usual_duties_and_is_told(self, store):
        made = offer(store, ["data-manager"], DAY)
        assert made["kind"] == "duties" and "no published standard" in made["intro"]
        assert any(line.topics for line in made["lines"])

    def test_with_no_job_it_says_where_to_begin_instead(self, store):
        made = offer(store, [], DAY)
        assert made["kind"] == "none" and "job description" in made["intro"] and made["lines"] == []

    def test_classroom_staff_hear_of_the_units_too_and_cooks_do_not(self, store):
        assert offer(store, ["teaching-assistant"], DAY)["units"]
        assert not offer(store, ["school-cook"], DAY)["units"]


class TestStatements:
    def test_every_line_is_said_by_the_person_and_fits_a_topic(self, store):
        for check in store.all("self_checks"):
            lines = lines_of(store, check)
            assert 6 <= len(lines) <= 10 and sum(bool(line.topics) for line in lines) >= 0.8 * len(lines), check.id
            assert all(line.text.endswith(".") for line in lines)

    def test_it_says_whose_words_they_are(self, store):
        assert all("ours" in check.follows or "role page" in check.follows for check in store.all("self_checks"))

    def test_there_are_three_answers_and_none_is_a_mark(self, store):
        labels = [choice["label"] for choice in self_checks.choices(store)]
        assert labels == ["I do this", "I'd like help", "Not my job"]


class TestNeeds:
    def test_what_somebody_wants_help_with_becomes_the_need(self, store):
        lines = lines_of(store, store.get("self_checks", "sc-midday"))
        made = needs(store, lines, answered(lines, help=[5, 7], do=[1, 10]), DAY)
        assert made["topics"] == ["behaviour", "play"] and made["kind"] == "skill"
        assert [need["id"] for need in made["needs"]] == ["sc-midday-5", "sc-midday-7"]
        assert [strength["id"] for strength in made["strengths"]] == ["sc-midday-1", "sc-midday-10"]
        assert len(made["next"]) == 3 and lines[4].text in made["next"][0]["what"]

    def test_what_the_law_asks_for_comes_first(self, store):
        lines = lines_of(store, store.get("self_checks", "sc-catering"))
        made = needs(store, lines, answered(lines, help=[1, 3, 5]), DAY)
        assert made["kind"] == "legal" and made["first"][0]["id"] == "sc-catering-3" and "training" in said(made)

    def test_wanting_to_know_more_is_a_need_for_knowledge(self, store):
        lines = lines_of(store, store.get("self_checks", "sc-clerk"))
        assert needs(store, lines, answered(lines, help=[1, 2, 8]), DAY)["kind"] == "knowledge"

    def test_three_at_once_are_enough(self, store):
        lines = lines_of(store, store.get("self_checks", "sc-office"))
        made = needs(store, lines, answered(lines, help=range(1, 11)), DAY)
        assert len(made["first"]) == 3 and len(made["needs"]) == 10

    def test_someone_who_does_it_all_may_want_it_shown(self, store):
        lines = lines_of(store, store.get("self_checks", "sc-site"))
        made = needs(store, lines, answered(lines, do=range(1, 11)), DAY)
        assert made["kind"] == "recognition" and made["needs"] == [] and "proof" in said(made)

    def test_a_list_that_does_not_fit_is_the_lists_fault(self, store):
        lines = lines_of(store, store.get("self_checks", "sc-site"))
        made = needs(store, lines, answered(lines, not_mine=range(1, 11)), DAY)
        assert "not about you" in made["words"] and made["next"] and made["kind"] is None

    @pytest.mark.parametrize("answers", [None, {}, {"sc-site-1": "perhaps"}, {"unknown": "help"}])
    def test_nothing_answered_is_nothing_said(self, store, answers):
        made = needs(store, lines_of(store, store.get("self_checks", "sc-site")), answers, DAY)
        assert made["needs"] == made["next"] == made["strengths"] == [] and made["kind"] is None and "at any time" in made["words"]

    def test_units_are_answered_in_the_same_way(self, store):
        lines = lines_of(store, units_for(store, "send-support-assistant", None, DAY))
        made = needs(store, lines, {lines[-1].id: "help"}, DAY)
        assert made["topics"] == list(lines[-1].topics) and made["sources"]

    def test_so_are_the_usual_duties_of_a_job(self, store):
        lines = offer(store, ["sports-coach"], DAY)["lines"]
        assert needs(store, lines, {lines[0].id: "help"}, DAY)["topics"] == ["sport"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_answers_are_scored_ranked_or_failed(store, data):
    check = data.draw(st.sampled_from(store.all("self_checks")))
    lines = lines_of(store, check)
    answers = data.draw(st.dictionaries(st.sampled_from([line.id for line in lines]), st.sampled_from([*ANSWERS, "junk"])))
    made = needs(store, lines, answers, DAY)
    own = {line.text for line in lines}
    words = [made["words"], *(step["what"] for step in made["next"])]
    for text in words:
        for line in own:
            text = text.replace(line, "")
        assert not JUDGES.search(text) and not re.search(r"\d", text), text
    assert {need["id"] for need in made["needs"]} == {id for id, answer in answers.items() if answer == "help"}
    assert not {need["id"] for need in made["needs"]} & {strength["id"] for strength in made["strengths"]}
    assert all(store.find("topics", topic) for topic in made["topics"])
    assert len(made["next"]) in (0, 3) and all(datetime.date.fromisoformat(step["when"]) > DAY for step in made["next"])
    assert "not-mine" not in json.dumps(made) and made["sources"]


class TestEveryJob:
    def test_every_job_of_the_knowledge_base_has_something_to_check_by_and_says_what_it_is(self, store):
        for role in store.all("roles"):
            offered = offer(store, [role.id], DAY)
            assert offered["lines"] and offered["intro"] and offered["title"], role.id
            own = any(role.id in check.roles for check in store.all("self_checks"))
            assert offered["kind"] == ("statements" if own else "duties"), role.id
            assert own or offered["intro"] == store.phrase("check-from-duties"), role.id

    def test_a_job_without_duties_too_gets_a_list_for_work_that_is_close(self, store, monkeypatch):
        job = store.get("roles", "sports-coach").copy(update={"duties": []})
        monkeypatch.setattr(type(store), "find", lambda self, kind, id: job if (kind, id) == ("roles", job.id) else self._records[kind].get(id))
        offered = offer(store, [job.id], DAY)
        assert offered["kind"] == "group" and offered["title"] in offered["intro"] and offered["lines"]
        alone = job.copy(update={"group": "nowhere"})
        monkeypatch.setattr(type(store), "find", lambda self, kind, id: alone if (kind, id) == ("roles", job.id) else self._records[kind].get(id))
        assert offer(store, [job.id], DAY)["kind"] == "none" and not offer(store, [job.id], DAY)["lines"]

    def test_what_was_kept_is_told_in_the_words_of_the_list(self, store):
        lines = offer(store, ["school-cook"], DAY)["lines"]
        told = texts_of(store, {"roles": ["school-cook"], "do": [lines[0].id, "gone"], "help": [lines[1].id]}, DAY)
        assert told == {"do": [lines[0].text], "help": [lines[1].text]}
