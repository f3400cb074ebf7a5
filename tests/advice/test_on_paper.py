"""The plan as it comes out of the printer: on one A4 sheet as a rule, on two at most, and each sheet for a talk on one.

It needs a browser (FIVESTEPS_BROWSER, or Debian's Chromium), and is skipped where there is none.
"""
from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import pytest

from knowledge.advice import checklist, documents, team
from knowledge.advice.answers import working_copy
from knowledge.advice.questions import View
from knowledge.advice.recommend import advise
from tests.advice import cases

BROWSER = Path(os.environ.get("FIVESTEPS_BROWSER", "/usr/bin/chromium"))
PEOPLE = {person["id"]: person["profile"] for person in cases.people("personas.yml")}
LONG = "I would know what to do when it gets loud, and nobody has to come and help me out. "
# As long as one message can be.
MOST = 990
# The part below the plan, as a reader opens it.
OPENED = b'<details class="more">', b'<details class="more" open>'

pytestmark = pytest.mark.skipif(not BROWSER.exists(), reason=f"There is no browser at {BROWSER}. 'apt-get install chromium' brings one, or name yours with FIVESTEPS_BROWSER.")


@pytest.fixture(scope="module")
def page():
    """A page of a browser without a window, which reaches nothing."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(BROWSER), args=["--no-sandbox"])
        shown = browser.new_context(offline=True).new_page()
        yield shown
        browser.close()


def sheets(page, html: bytes) -> int:
    """How many sheets of paper a page needs."""
    page.set_content(html.decode())
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


def answers(profile: dict, store, picked: int) -> dict:
    """Somebody who chose so much of what the advice suggests, and sees to the practical points."""
    day = datetime.date.fromisoformat(profile["as_of"])
    advice = advise(profile, store, day)
    ids = [row["id"] for row in advice["qualifications"][:picked] + advice["informal"][:1]]
    points = checklist.lines(View(working_copy(profile), store, day).situation, ids)
    return {
        **profile, "schema": 1, "picked": ids, "practicalities": {point.id: "todo" for point in points}, "agreed": {"manager": "not yet"},
        "evaluation": {"measures": [store.all("evaluation_measures")[0].id]}, "evidence": {"ids": ["note"]}, "review": {"months": 6}, "made": day.isoformat(),
    }


def at_most(profile: dict, store) -> dict:
    """The same with as much as can be said at every place."""
    said = (LONG * 20)[:MOST]
    advice = advise(profile, store)
    ids = [row["id"] for row in advice["qualifications"] + advice["informal"]]
    measures = [measure.id for measure in store.all("evaluation_measures")][:5]
    hard = {"release": "none", "cost": "none", "travel": "hard", "online": "no", "other": ["family", "health", "confidence"]}
    return {
        **answers(profile, store, 3), "picked": ids, "intended_change": said, "constraints": hard, "evaluation": {"words": said, "measures": measures},
        "evidence": {"words": said}, "sharing": {"words": said}, "shared": ["aim", "barriers", "english_maths", "health", "family", "confidence"],
    }


@pytest.mark.parametrize("id", list(PEOPLE))
def test_a_plan_is_one_sheet_and_its_pictures_are_on_a_second_at_most(page, store, id):
    given, day = answers(PEOPLE[id], store, 1), datetime.date.fromisoformat(PEOPLE[id]["as_of"])
    for copy in ("mine", "share"):
        html = documents.render(given, store, documents.HTML, copy, day)[0]
        assert sheets(page, html) <= 2 and sheets(page, re.sub(rb'(?s)<section class="pictures">.*?</section>', b"", html)) == 1


@pytest.mark.parametrize("id", list(PEOPLE))
@pytest.mark.parametrize("copy", documents.COPIES)
def test_however_long_the_talk_was(page, store, id, copy):
    given, day = at_most(PEOPLE[id], store), datetime.date.fromisoformat(PEOPLE[id]["as_of"])
    assert sheets(page, documents.render(given, store, documents.HTML, copy, day)[0]) <= (2 if copy in ("mine", "share") else 1)


def test_what_is_opened_below_the_plan_is_printed_on_sheets_of_its_own(page, store):
    html = documents.render(answers(PEOPLE["p02"], store, 1), store, documents.HTML, "mine", datetime.date(2026, 11, 22))[0]
    assert sheets(page, html.replace(*OPENED)) > sheets(page, html)


def test_a_phone_shows_it_without_scrolling_sideways(page, store):
    page.set_viewport_size({"width": 320, "height": 640})
    page.set_content(documents.render(at_most(PEOPLE["p02"], store), store, documents.HTML, "mine", datetime.date(2026, 11, 22))[0].decode())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("copy", documents.COPIES)
def test_nothing_of_it_breaks_the_rules_for_accessible_pages(page, store, copy, colours):
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": 1000, "height": 900})
    page.emulate_media(color_scheme=colours)
    given = {**at_most(PEOPLE["p02"], store), "looked": [{"on": "2027-01-03", "look": "six-weeks", "outcome": None, "used": "no", "why": None}]}
    page.set_content(documents.render(given, store, documents.HTML, copy, datetime.date(2027, 2, 1))[0].replace(*OPENED).decode())
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert not found.response["violations"], found.generate_report()


def test_the_page_of_every_job_for_a_team_is_two_sheets_at_most(page, store):
    day = datetime.date(2026, 11, 22)
    jobs = [role.id for role in store.all("roles") if not role.goal_only and role.open_on(day)]
    assert {id: count for id in jobs if (count := sheets(page, team.document(id, store, day)[0])) > 2} == {}
