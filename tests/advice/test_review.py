"""The look back of step 5: met, partly or no change; why; the school's part; and the next need."""
from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice.review import OUTCOMES, USED, look, outcomes, reasons, review, six_weeks, uses

DAY = datetime.date(2026, 11, 22)


def answers(**more) -> dict:
    return {
        "schema": 1, "for": "self", "roles": ["midday-supervisor"], "duties": ["lunchtime-care"], "qualifications": [],
        "need": {"kind": "skill", "topics": ["behaviour"]}, "need_source": "ns02", "intended_change": "Lunch would be calmer",
        "focus": "current", "picked": ["midday-laca-standard", "coaching"], "agreed": {"manager": "yes"},
        "evaluation": {"words": "fewer quarrels", "measures": ["me-bg-calm"]}, "review": {"months": 3}, "asked": ["role"], **more,
    }


class TestWhen:
    MADE = datetime.date(2026, 11, 22)

    @pytest.mark.parametrize(
        "today, now",
        [("2026-11-23", "early"), ("2027-01-02", "early"), ("2027-01-03", "six-weeks"), ("2027-02-21", "six-weeks"), ("2027-02-22", "full")],
    )
    def test_two_minutes_after_six_weeks_and_all_of_it_on_the_day_they_chose(self, store, today, now):
        assert look(answers(), self.MADE, datetime.date.fromisoformat(today), store)["now"] == now

    def test_too_early_is_told_with_the_date_and_is_not_refused(self, store):
        words = look(answers(), self.MADE, self.MADE, store)["words"]
        assert "3 January 2027" in words and "can look now" in words

    def test_six_months_where_they_chose_nothing(self, store):
        assert look({}, self.MADE, self.MADE, store)["due"] == "2027-05-22"


class TestOutcome:
    def test_what_they_wanted_is_held_up_first(self, store):
        made = review(answers(), "partly", None, store, DAY)
        assert made["aim"][0] == "Lunch would be calmer." and len(made["aim"]) == 3 and made["aim_words"]

    def test_no_change_is_a_fair_answer_and_the_schools_part_is_asked(self, store):
        made = review(answers(), "no-change", None, store, DAY)
        assert "Thank you" in made["words"][0] and "Did you get to use" in made["school"] and made["next_steps"]

    def test_not_having_used_it_is_the_reason_where_none_is_given(self, store):
        made = review(answers(), "no-change", None, store, DAY, used="no")
        assert made["why"] == "rv-no-chance" and "regular task" in made["school"] and "not about you" in made["words"][1]

    def test_what_was_met_is_shared_and_a_certificate_is_asked_about_and_not_assumed(self, store):
        made = review(answers(), "met", "rv-used-it", store, DAY)
        assert made["share"] and [row["id"] for row in made["held"]] == ["midday-laca-standard"] and made["held_words"]
        assert made["next_need"]["qualifications"] == [] and made["school"] is None

    @pytest.mark.parametrize("why, word", [("rv-not-fit", "content"), ("rv-no-time", "diary"), ("rv-stopped", "come back"), ("rv-no-support", "mentor")])
    def test_each_reason_has_steps_of_its_own(self, store, why, word):
        made = review(answers(), "no-change", why, store, DAY)
        assert word in " ".join(step["what"] for step in made["next_steps"])

    def test_after_a_refusal_only_what_needs_no_permission_is_left_and_the_rep(self, store):
        for manager in ("no", "not asking"):
            made = review(answers(agreed={"manager": manager}), "no-change", "rv-no-cover", store, DAY)
            assert not any("manager" in step["who"] for step in made["next_steps"])
            assert any("union learning rep" in step["what"] for step in made["next_steps"])

    def test_an_outcome_that_is_none_is_refused_in_plain_words(self, store):
        with pytest.raises(ValueError, match="Use one of: met, partly, no-change"):
            review(answers(), "great", None, store, DAY)


class TestNextNeed:
    def test_a_new_need_keeps_the_person_and_their_job_and_nothing_of_the_old_plan(self, store):
        assert review(answers(), "met", None, store, DAY)["next_need"] == {
            "schema": 1, "for": "self", "roles": ["midday-supervisor"], "duties": ["lunchtime-care"], "qualifications": [],
        }

    def test_the_same_need_comes_back_with_nothing_picked(self, store):
        begun = review(answers(), "no-change", "rv-not-fit", store, DAY)["next_need"]
        assert begun["need"]["topics"] == ["behaviour"] and begun["intended_change"] and "picked" not in begun and "asked" not in begun

    def test_where_time_or_cover_was_missing_the_next_way_needs_no_time_away(self, store):
        for why in ("rv-no-time", "rv-no-cover"):
            begun = review(answers(constraints={"cost": "none"}), "no-change", why, store, DAY)["next_need"]
            assert begun["constraints"] == {"cost": "none", "release": "none"}

    def test_a_changed_job_begins_with_the_job(self, store):
        begun = review(answers(), "partly", "rv-changed-job", store, DAY)["next_need"]
        assert "roles" not in begun and "need" not in begun and begun["qualifications"] == []

    def test_too_soon_begins_nothing_and_names_a_date(self, store):
        made = review(answers(), "partly", "rv-too-soon", store, DAY)
        assert made["next_need"] is None and made["look_again"] == "2027-01-03"


class TestTwoMinutes:
    def test_using_it_is_praised_and_shared(self, store):
        assert six_weeks(answers(), "yes", None, store, DAY)["next_steps"]

    def test_not_using_it_asks_the_school_for_a_task(self, store):
        made = six_weeks(answers(), "no", None, store, DAY)
        assert made["why"] == "rv-no-chance" and "regular task" in made["school"]

    def test_what_got_in_the_way_has_its_own_steps(self, store):
        assert six_weeks(answers(), "little", "rv-no-time", store, DAY)["why"] == "rv-no-time"


def test_every_outcome_has_reasons_ending_with_something_else(store):
    for outcome in OUTCOMES:
        found = reasons(store, outcome)
        assert len(found) >= 3 and found[-1].id == "rv-other" and len({reason.title for reason in found}) == len(found)
    assert [choice["id"] for choice in outcomes(store)] == list(OUTCOMES) and [choice["id"] for choice in uses(store)] == list(USED)


def test_most_reasons_for_little_change_name_the_schools_part(store):
    found = [reason for reason in reasons(store, "no-change") if reason.school]
    assert len(found) >= 5


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_answer_there_is_a_kind_word_and_a_step(store, data):
    outcome = data.draw(st.sampled_from(OUTCOMES))
    why = data.draw(st.sampled_from([None, "unknown", *(reason.id for reason in store.all("review_reasons"))]))
    used = data.draw(st.sampled_from([None, *USED]))
    kept = data.draw(st.sets(st.sampled_from(sorted(answers()))))
    made = review({key: answers()[key] for key in kept}, outcome, why, store, DAY, used)
    assert made["words"] and made["start_words"] and made["sources"] and made["next_steps"]
    assert all(datetime.date.fromisoformat(step["when"]) > DAY for step in made["next_steps"])
    assert (made["next_need"] is None) == (made["start"] == "wait") == bool(made["look_again"])
    assert not {"picked", "evaluation", "review", "agreed", "practicalities"} & set(made["next_need"] or {})
    assert "fail" not in " ".join(made["words"]).lower()
