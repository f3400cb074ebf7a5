"""Step 5 for real: what is asked and kept, what the plan, its calendar and its document hold, and what happens after the date."""
from __future__ import annotations

import datetime
import io

import docx
import icalendar
import pytest

from knowledge.advice import coming_back, documents, plan, review
from knowledge.advice.interview import turn
from tests.interview.conftest import DAY
from tests.interview.test_sides import card, later, planned  # noqa: F401 - a fixture


def by_code(person, day: datetime.date):
    """The same person, who types the code on that day."""
    person.last = turn(person.answers, person.open, {"text": "", "intent": {"name": "resume"}}, person.store, day)
    person._send = lambda message: _on(person, message, day)
    return person


def _on(person, message: dict, day: datetime.date):
    person.last = turn(person.answers, person.open, message, person.store, day)
    return person


def after(weeks: int) -> datetime.date:
    return DAY + datetime.timedelta(weeks=weeks)


def test_step_five_stands_in_the_plan_its_calendar_and_its_document(planned):  # noqa: F811
    made = plan.build(planned.answers, planned.store, DAY)
    assert made["evaluation"] == ["fewer mistakes"] and made["evidence"] == ["Short notes of my own"]
    assert [row["when"] for row in made["reviews"]] == ["2027-01-03", "2027-05-22", "2027-05-22"] and "show one colleague" in made["reviews"][2]["what"]
    calendar = icalendar.Calendar.from_ical(documents.render(planned.answers, planned.store, documents.CALENDAR, "mine", DAY)[0])
    look = next(event for event in calendar.walk("VEVENT") if "Look back" in event["summary"])
    assert "fewer mistakes" in look["description"] and "Short notes" in look["description"] and look["dtstart"].dt == datetime.date(2027, 5, 22)
    form = docx.Document(io.BytesIO(documents.render(planned.answers, planned.store, documents.WORD, "mine", DAY)[0]))
    rows = [[cell.text for cell in row.cells] for table in form.tables for row in table.rows]
    assert ["What will show it", "Short notes of my own"] in rows and any(row[0] == "22 May 2027" and row[1].startswith("Share what you learned") for row in rows)
    page = documents.render(planned.answers, planned.store, documents.HTML, "mine", DAY)[0].decode()
    assert "What will show it" in page and "Share what you learned" in page


def test_opened_later_the_plan_keeps_its_dates(planned):  # noqa: F811
    first = plan.build(planned.answers, planned.store, DAY)
    assert plan.build(planned.answers, planned.store, after(30)) == first


def test_not_this_time_shares_nothing(planned):  # noqa: F811
    planned.choose("change:sharing").choose("sharing:not-now")
    assert len(plan.build(planned.answers, planned.store, DAY)["reviews"]) == 2


def test_a_new_date_counts_from_the_day_it_is_said(planned):  # noqa: F811
    later(planned, 2).choose("change:review").choose("review:m3")
    said = planned.answers["review"]["from"]
    assert review.full_on(planned.answers, DAY) == f"{datetime.date.fromisoformat(said).replace(month=4):%Y-%m}-23" and said == "2027-01-23"


def test_a_plan_that_changes_is_made_anew(planned):  # noqa: F811
    later(planned, 2).choose("change:pick").choose("pick:none")
    assert planned.answers.get("made") != DAY.isoformat()


@pytest.mark.parametrize(("weeks", "says"), [(1, "your next look back is on 3 january 2027"), (7, "for six weeks now"), (30, "was 22 may 2027. how did it go")])
def test_it_asks_how_it_went_before_anything_else(planned, weeks, says):  # noqa: F811
    by_code(planned, after(weeks))
    assert says in planned.shown() and ("side" in planned.answers) is (weeks > 6)
    texts = [message["text"] for message in planned.last.messages]
    assert texts[0] == planned.store.phrase("welcome-back") and says in texts[1].lower()


def test_a_look_that_was_had_is_not_asked_for_again(planned):  # noqa: F811
    by_code(planned, after(7)).choose("side:used=yes")
    by_code(planned, after(8))
    assert "side" not in planned.answers and "your next look back is on 22 may 2027" in planned.shown()
    by_code(planned, after(30)).choose("side:outcome=met").choose("say:skip").choose("side:again=no")
    assert [one["look"] for one in planned.answers["looked"]] == ["six-weeks", "full"]
    by_code(planned, after(31))
    assert "side" not in planned.answers and "look back is on" not in planned.shown()


def test_the_page_opened_again_asks_once_a_day_and_not_during_a_look(planned):  # noqa: F811
    assert coming_back.reminder(planned.answers, planned.store, DAY) == []
    told = coming_back.reminder(planned.answers, planned.store, after(30))
    assert "How did it go" in told[0]["text"] and told[0]["choices"][0]["id"] == "say:side-review"
    by_code(planned, after(30))
    assert coming_back.reminder(planned.answers, planned.store, after(30)) == []
    planned.choose("say:side-leave")
    assert coming_back.reminder(planned.answers, planned.store, after(30)) == []
    assert coming_back.reminder(planned.answers, planned.store, after(31))


def test_left_in_the_middle_it_goes_on_on_another_day(planned):  # noqa: F811
    by_code(planned, after(30)).choose("side:outcome=no-change")
    by_code(planned, after(31))
    assert "side:used=no" in planned.offered()


def test_no_change_leads_to_the_next_need_with_all_that_is_known(planned):  # noqa: F811
    by_code(planned, after(30)).say("no change").say("a little", "small_talk").choose("side:why=rv-no-time").choose("side:again=yes")
    answers = planned.answers
    assert answers["roles"] == ["school-cook"] and answers["duties"] and answers["constraints"]["release"] == "none" and "made" not in answers
    assert planned.open == "check", "nothing that is known is asked again"


def test_without_a_plan_what_was_done_is_told_and_looked_back_at(person):
    person.say("I want to look back at my plan").say("a forklift course").say("a few weeks ago")
    assert "side:used=yes" in person.offered()
    person.choose("side:used=no").choose("say:skip")
    assert card(person)["lines"] and person.open == "for" and "looked" not in person.answers
